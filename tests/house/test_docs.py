"""The documents keep up: nothing that a person can set, run or be is left out, and no link leads nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import typer

from frontdoor.library import demand
from frontdoor.record.access.roles import Permission, Role
from frontdoor.record.ledger.acts import ACTS
from frontdoor.site.commands import app
from frontdoor.site.reference import ENVIRONMENT
from tests.house.ground import ROOT, Source, sources

DOCS = ROOT / "docs"
OURS = re.compile(r"^(?:FRONTDOOR|DATABASE|FD)_[A-Z_]+$")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def pages() -> list[Path]:
    return sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def prose(text: str) -> str:
    """Leave out what is an example, not a link."""
    return re.sub(r"^```.*?^```|^    .*?$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """Name the headings of a page as links name them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def broken_links(page: Path, text: str) -> list[str]:
    """List the links of a page to files or headings that are not there."""
    wrong = []
    for link in LINK.findall(prose(text)):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        is_there = target.exists() and target.is_relative_to(ROOT)
        if not is_there or (heading and heading not in anchors(target.read_text(encoding="utf-8"))):
            wrong.append(link)
    return wrong


def environment_names(source: Source) -> Iterator[str]:
    """Find every name of ours that a file mentions as a text by itself: they are read from the environment."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and OURS.match(node.value):
            yield node.value


def commands(path: str = "frontdoor", command: object = None) -> Iterator[str]:
    """List every command in full."""
    command = command or typer.main.get_command(app)
    inner = getattr(command, "commands", None)
    if not inner:
        yield path
        return
    for name, one in inner.items():
        yield from commands(f"{path} {name}", one)


def test_every_link_leads_somewhere() -> None:
    wrong = {str(page.relative_to(ROOT)): broken_links(page, page.read_text(encoding="utf-8")) for page in pages()}
    assert not {page: links for page, links in wrong.items() if links}


def test_a_broken_link_would_be_found() -> None:
    here = DOCS / "README.md"
    assert broken_links(here, "[a](nowhere.md) [b](README.md#no-such-heading) [c](README.md)") == [
        "nowhere.md",
        "README.md#no-such-heading",
    ]


def test_every_setting_is_described_and_every_described_setting_is_read() -> None:
    """`places.secret` makes one name from its argument; it stands in the list of what is read by hand."""
    others = [source for source in sources() if source.path != "frontdoor/site/reference.py"]
    read = {name for source in others for name in environment_names(source)} | {"FRONTDOOR_SECRET_KEY"}
    assert read == set(ENVIRONMENT)


def test_every_setting_command_role_act_and_class_is_in_the_reference() -> None:
    told = {page.stem: page.read_text(encoding="utf-8") for page in (DOCS / "reference").glob("*.md")}
    missing = [
        *(name for name in ENVIRONMENT if f"| `{name}` |" not in told["settings"]),
        *(name for name in commands() if f"## `{name}`" not in told["commands"]),
        *(role.words for role in Role if role.words not in told["roles"]),
        *(one.value for one in Permission if one.value not in told["roles"]),
        *(act for act in ACTS if f"`{act}`" not in told["ledger"]),
        *(one.code for one in demand.CLASSES if f"`{one.code}`" not in told["demand"]),
    ]
    assert not missing


def test_commands_that_pages_tell_people_to_run_exist() -> None:
    known = set(commands())
    asked = {
        (page.name, match.group(1).rstrip())
        for page in pages()
        for match in re.finditer(
            r"(?:^ {4,}|`|\$ |/)(frontdoor(?: [a-z][a-z-]*)+)", page.read_text("utf-8"), re.MULTILINE
        )
    }
    assert len(asked) > 5
    assert not [one for one in asked if not any(f"{one[1]} ".startswith(f"{command} ") for command in known)]


def test_targets_that_pages_tell_people_to_make_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {
        word
        for page in pages()
        for word in re.findall(r"(?:^ {4,}|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert asked >= {"demo", "test"}
    assert not asked - targets


def test_every_page_can_be_found_from_the_index() -> None:
    start = DOCS / "README.md"
    found, asked = {start}, [start]
    while asked:
        page = asked.pop()
        for link in LINK.findall(prose(page.read_text(encoding="utf-8"))):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.exists() and target not in found:
                found.add(target)
                asked.append(target)
    assert not sorted(set(DOCS.rglob("*.md")) - found)


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    files = sorted((DOCS / "decisions").glob("0*.md"))
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for number, file in enumerate(files, 1):
        title = file.read_text(encoding="utf-8").splitlines()[0].removeprefix(f"# {number}. ")
        assert file.name.startswith(f"{number:04d}-")
        assert f"{number}. [{title}]({file.name})" in listed


def test_every_picture_is_used_and_small() -> None:
    used = {link.rpartition("/")[2] for page in pages() for link in LINK.findall(page.read_text(encoding="utf-8"))}
    pictures = list((DOCS / "images").glob("*"))
    assert pictures
    assert not [picture.name for picture in pictures if picture.name not in used]
    assert not [picture.name for picture in pictures if picture.stat().st_size > 200_000]
