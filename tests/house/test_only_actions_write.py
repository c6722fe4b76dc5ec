"""Only actions write to the database, and every action of somebody leaves an entry in the ledger."""

from __future__ import annotations

import ast

import pytest

from tests.house.ground import Source, functions, sources

WRITES = {"create", "save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
# Who else writes, and why.
LET_BE = {
    "frontdoor/site/authority/": "The invention's loader: bulk rows through the same constraints and the same ledger",
    "frontdoor/site/commands/": "The machinery's own commands, on behalf of no worker",
    "frontdoor/site/grants.py": "Migrates, as the owner",
    "frontdoor/site/postgres/": "Stands the database up",
    "frontdoor/library/": "Knows no database",
}
# Actions that leave no entry of their own, and why.
NO_ENTRY = {
    "frontdoor/record/ledger/actions.py:write": "It is the entry",
    "frontdoor/record/ledger/actions.py:write_all": "It is the entries",
    "frontdoor/record/ledger/actions.py:write_meanwhile": "It is the entry",
    "frontdoor/record/outbox/actions.py:queue": "Part of an act that has its entry, in the same transaction",
    "frontdoor/record/outbox/actions.py:send_due": "The machinery sends what an act has queued; the act has its entry",
    "frontdoor/journey/decision/actions/looking.py:let_go_of": "Part of an act that has its entry",
    "frontdoor/journey/decision/actions/amid.py:keep_pressure": "Part of a decision that has its entry",
    "frontdoor/journey/intake/actions.py:save_draft": "A draft is nobody's record until it is received",
}


def is_actions(path: str) -> bool:
    return path.endswith("/actions.py") or "/actions/" in path


def writes(source: Source) -> list[str]:
    """List where a file writes to the database: a manager's or a row's writing method, or writing SQL."""
    found: list[str] = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called, on = node.func.attr, ast.unparse(node.func.value)
            if called in WRITES or (called == "update" and _is_of_rows(on)):
                found.append(f"{source.path}:{node.lineno}: {on[:60]}.{called}(…)")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_writing_sql(node.value):
            found.append(f"{source.path}:{node.lineno}: {node.value.strip()[:60]}")
    return found


def _is_of_rows(on: str) -> bool:
    return any(word in on for word in (".objects", ".filter(", ".exclude(", "select_for_update", ".all()"))


def _is_writing_sql(words: str) -> bool:
    first = words.strip().split(" ", 2)
    return first[0] in {"INSERT", "UPDATE", "DELETE", "TRUNCATE", "COPY"} and len(first) > 1


def test_only_actions_write() -> None:
    wrong = [
        said
        for source in sources()
        if not is_actions(source.path) and not source.path.startswith(tuple(LET_BE))
        for said in writes(source)
    ]
    assert not wrong, "put these into the room's actions.py:\n" + "\n".join(wrong)


@pytest.mark.parametrize("bad", ["Person.objects.create(x=1)", "row.save()", "Person.objects.filter(a=1).update(b=2)",
                                 "row.delete()", "cursor.execute('DELETE FROM person')"])  # fmt: skip
def test_a_write_elsewhere_would_be_found(bad: str) -> None:
    assert writes(Source(path="frontdoor/x/views.py", text=bad, tree=ast.parse(bad)))


def test_reading_is_not_taken_for_writing() -> None:
    good = "found.update(other); Person.objects.filter(a=1).first(); digest.update(b'x')"
    assert not writes(Source(path="frontdoor/x/views.py", text=good, tree=ast.parse(good)))


def without_an_entry(files: tuple[Source, ...]) -> list[str]:
    """List the public actions of somebody, at a moment, after which the ledger would know nothing."""
    named = {(_room(source.path), function.name): function for source in files for function in functions(source)}
    found: list[str] = []
    for source in files:
        for function in source.tree.body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_") and _is_act(function):
                place = f"{source.path}:{function.name}"
                if place not in NO_ENTRY and not _leads_to_the_ledger(function, _room(source.path), named, set()):
                    found.append(place)
    return found


def _is_act(function: ast.FunctionDef) -> bool:
    return {"at"} <= {argument.arg for argument in function.args.kwonlyargs}


def _room(path: str) -> str:
    return path.split("/actions")[0].rsplit("/", 1)[-1]


def _leads_to_the_ledger(
    function: ast.AST,
    room: str,
    named: dict[tuple[str, str], ast.FunctionDef | ast.AsyncFunctionDef],
    seen: set[object],
) -> bool:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if called in {"ledger.write", "ledger.write_all", "ledger.write_meanwhile"}:
            return True
        where, _, name = called.rpartition(".")
        step = (where.rsplit(".", 1)[-1] or room, name)
        if step in named and step not in seen:
            seen.add(step)
            if _leads_to_the_ledger(named[step], step[0], named, seen):
                return True
    return False


def of_actions() -> tuple[Source, ...]:
    return tuple(source for source in sources() if is_actions(source.path))


def test_every_action_leaves_an_entry_in_the_ledger() -> None:
    missing = without_an_entry(of_actions())
    assert not missing, "these call ledger.write nowhere, not even through another action:\n" + "\n".join(missing)


def test_an_action_without_an_entry_would_be_found() -> None:
    bad = "def move(*, child, by, at):\n    with atomic():\n        child.save()\n"
    good = "def move(*, child, by, at):\n    _note(child)\ndef _note(child):\n    ledger.write('x')\n"
    assert without_an_entry((Source(path="frontdoor/x/actions.py", text=bad, tree=ast.parse(bad)),))
    assert not without_an_entry((Source(path="frontdoor/x/actions.py", text=good, tree=ast.parse(good)),))


def test_every_action_takes_its_values_by_name_and_ends_with_who_and_when() -> None:
    wrong = [
        f"{source.path}:{function.name}"
        for source in of_actions()
        for function in source.tree.body
        if isinstance(function, ast.FunctionDef)
        and _is_act(function)
        and "by" in (names := [argument.arg for argument in function.args.kwonlyargs])
        and not function.name.startswith("_")
        and names.index("at") < names.index("by")
    ]
    assert not wrong, wrong
