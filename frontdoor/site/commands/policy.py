"""Local policy: checking files, reading them, adopting them, and declaring days off between editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontdoor.record.policy import document
from frontdoor.record.policy.editions import EXAMPLE, BadEdition, NotAdopted, Rules, read_file, understand
from frontdoor.site import standing
from frontdoor.site.postgres import Unusable

if TYPE_CHECKING:
    from frontdoor.record.ledger.actions import Actor

app = typer.Typer(help="The local policy in force.", no_args_is_help=True)
type_place = Annotated[Path, typer.Argument(help="A policy file (TOML), or a folder of them")]
type_authority = Annotated[str, typer.Option(help="The authority's name; not needed where there is one")]


@app.command("check")
def check(place: type_place) -> None:
    """Read a policy file or folder and say what it holds, or which lines cannot be read."""
    rules = _rules(place)
    holds = f"{len(rules.limits)} limits, {len(rules.levels)} levels, {len(rules.indicators)} indicators"
    print(f"{rules.name}: {holds}, in force from {rules.in_force_from}.")


@app.command("show")
def show(
    place: type_place,
    beside: Annotated[Path | None, typer.Option(help="Another policy: say only what the first changes in it")] = None,
) -> None:
    """Print a policy file or folder as the document that it is, or what it changes in another."""
    rules = _rules(place)
    if beside is None:
        print("\n".join(_document(rules)))
        return
    found = document.differences(_rules(beside), rules)
    for one in found:
        print(f"{one.part}: {one.label}\n  before: {one.before or 'not there'}\n  after:  {one.after or 'not there'}")
    print(f"{len(found)} differences." if len(found) != 1 else "1 difference.")


@app.command("adopt")
def adopt(place: type_place, authority: type_authority = "") -> None:
    """Adopt a policy file or folder as an edition, in force from the date it names."""
    _there(place)
    with _working(authority, name="Policy adopted from the command line") as who:
        from frontdoor.oversight.arrangements import actions

        try:
            edition = actions.adopt(file=place, by=who, at=datetime.now(UTC))
        except (BadEdition, OSError, NotAdopted) as error:
            raise Unusable(_in_words(error, place)) from error
    print(f"Adopted: {edition}.")


@app.command("day-off")
def day_off(
    day: Annotated[str, typer.Argument(help="The day, such as 2022-09-19")],
    name: Annotated[str, typer.Argument(help="What it is called, such as “State funeral”")],
    kind: Annotated[str, typer.Option(help="closed (here only), added (a bank holiday), or removed (one no more)")],
    authority: type_authority = "",
) -> None:
    """Declare a day off after the edition was agreed: due times of open contacts move, and the ledger says which."""
    try:
        falls_on = date.fromisoformat(day)
    except ValueError as error:
        raise Unusable(f"{day} is not a day. Write one such as 2022-09-19.") from error
    with _working(authority, name="Day off declared from the command line") as who:
        from frontdoor.oversight.arrangements import actions
        from frontdoor.record.access.refusals import Refused

        try:
            actions.declare_day_off(falls_on=falls_on, kind=kind, name=name, by=who, at=datetime.now(UTC))
        except Refused as refusal:
            raise Unusable(f"{'. '.join(refusal.reasons)}.") from refusal
    print(f"Declared: {document.in_words(falls_on)}, {name}.")


@contextmanager
def _working(authority: str, *, name: str) -> Iterator[Actor]:
    """Work for one authority as the pages do, and say so in the ledger."""
    standing.work_as_web()
    from frontdoor.record.access import context
    from frontdoor.site.machinery import machinery

    who = machinery(authority, name=name)
    with context.working_for(authority_id=who.authority_id):
        yield who


def _rules(place: Path) -> Rules:
    try:
        return understand(read_file(place))
    except (BadEdition, OSError) as error:
        raise Unusable(_in_words(error, place)) from error


def _there(place: Path) -> None:
    """Refuse a name that leads nowhere before a database is started for it."""
    if not place.exists():
        raise Unusable(_in_words(FileNotFoundError(), place))


def _document(rules: Rules) -> Iterator[str]:
    yield f"{rules.name}\nIn force from {document.in_words(rules.in_force_from)}"
    for part in document.parts(rules):
        if not part.lines:
            continue
        yield f"\n{part.name}" + (" (the edition does not say; what holds usually)" if part.is_usual else "")
        for line in part.lines:
            under = f"{line.under}: " if line.under else ""
            source = f" [{line.source}]" if line.source else ""
            yield f"  {under}{line.label}: {line.words}{source}"


def _in_words(error: Exception, place: Path) -> str:
    """Say what is wrong with a policy, and where."""
    if isinstance(error, FileNotFoundError):
        return (
            f"There is no file or folder {place}. Name a policy, such as a changed copy of the folder {EXAMPLE.name}."
        )
    if isinstance(error, OSError):
        return f"{place} cannot be read: {error.strerror or error}."
    return f"{place}: {error}" if isinstance(error, NotAdopted) else str(error)
