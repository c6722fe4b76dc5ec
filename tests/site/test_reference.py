"""The reference pages say what the code says, and are written without a database."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from frontdoor.journey.decision.steps import STEPS, Stage
from frontdoor.record.access.roles import ROLES, Permission, Role
from frontdoor.site import reference
from tests.house.ground import ROOT


def test_every_page_is_up_to_date() -> None:
    assert reference.write(check=True) == [], "run `make docs`"


def test_a_page_that_says_something_else_is_found_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    assert reference.write(check=True) == list(reference.PAGES)
    assert not list(tmp_path.iterdir())
    assert reference.write(check=False) == list(reference.PAGES)
    (tmp_path / "reference" / "roles.md").write_text("Anybody may do anything.\n")
    assert reference.write(check=True) == ["reference/roles.md"]
    assert reference.write(check=False) == ["reference/roles.md"]
    assert reference.write(check=True) == []


def test_the_command_needs_no_database(tmp_path: Path) -> None:
    told = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "FRONTDOOR_"))}
    nowhere = {
        "FRONTDOOR_VAR": str(tmp_path),
        "FRONTDOOR_DATABASE": f"postgresql://nobody@/nothing?host={tmp_path}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "frontdoor.site.commands", "docs", "--check"],
        cwd=ROOT,
        env={**told, **nowhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "Every page is up to date.\n"), done.stderr


def test_the_table_of_roles_is_the_one_that_the_guard_reads() -> None:
    rows = [row for row in _page("roles.md").splitlines() if row.startswith("| ") and "---" not in row]
    head, *body = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert head[1:] == [role.words for role in Role]
    for permission, row in zip(Permission, body, strict=True):
        granted = {role for role, cell in zip(Role, row[1:], strict=True) if cell == "yes"}
        assert granted == {role for role in Role if permission in ROLES[role]}, permission


@pytest.mark.parametrize("guard", sorted({step.guard for step in STEPS}))
def test_every_guard_in_the_table_of_steps_is_a_rule(guard: str) -> None:
    place, _, name = guard.rpartition(".")
    rules = place if "." in place else f"{place}.rules"
    assert callable(getattr(import_module(f"frontdoor.journey.{rules}"), name))


def test_every_stage_is_reached_and_only_the_last_is_not_left() -> None:
    assert {step.next_state for step in STEPS} | {Stage.IDENTIFYING} == set(Stage)
    assert set(Stage) - {step.state for step in STEPS} == {Stage.DONE}


def _page(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
