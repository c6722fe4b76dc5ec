"""Reading an older system's lists into the record: one transaction, in which everything is written or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.returns import involved, lists
from frontdoor.oversight.returns.actions.loading import Loading, Progress
from frontdoor.oversight.returns.columns import CONTACTS, REFERRALS, SHAPES
from frontdoor.oversight.returns.findings import ImportReport, ListCount
from frontdoor.oversight.returns.involved import InvolvedRow
from frontdoor.oversight.returns.lists import Row, Understood
from frontdoor.oversight.returns.reader import Book, Table, read_book
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger

AGE_KEPT: Final = {
    False: "kept only where there is no date of birth",
    True: "used only to tell who is not born yet",
}


def import_annex_a(file: Path, *, by: ledger.Actor, at: datetime, report: Progress) -> ImportReport:
    """Read the lists 1 to 8 of an Annex A workbook; what is held already is left as it is, but may have ended since.

    Raises Unreadable, before anything is written, for a file that cannot be read.
    """
    if isinstance(by, Worker):
        require(by, Permission.SETTINGS_CHANGE)
    report(f"Opening {file.name}", 0.0)
    book = read_book(file)
    report("Reading the rows", 0.2)
    understood = [_understood(table, at) for table in book.tables]
    rows = [row for each in understood for row in each.rows]
    with transaction.atomic():
        _wait_for_other_imports(by.authority_id)
        loading = Loading(by=by, at=at, report=report)
        loading.load(
            [row for row in rows if isinstance(row, Row)], [row for row in rows if isinstance(row, InvolvedRow)]
        )
        result = _report_of(book, understood, loading)
        ledger.write(
            "file.imported",
            subject=("file", None),
            by=by,
            at=at,
            detail={
                "sha256": sha256(file.read_bytes()).hexdigest(),
                "rows": sum(each.read for each in result.lists),
                "contacts": result.contacts_recorded,
                "children": result.children_recorded,
                "episodes": result.episodes_opened,
                "closed": result.episodes_closed,
                "involvements": result.involvements_recorded,
            },
        )
    report("Done", 1.0)
    return result


def _understood(table: Table, at: datetime) -> Understood:
    facts = involved.told if table.shape.kind else lists.told
    return lists.understand(table, facts=facts, today=at.astimezone(LONDON).date())


def _wrote(loading: Loading) -> set[tuple[str, int]]:
    """Name the rows that came to anything."""
    events = [row for event in loading.new for row in (event.contact, event.referral) if row is not None]
    done = [*loading.involvements.new, *loading.involvements.ends.values()]
    return {(row.sheet, row.number) for row in (*events, *done)} | loading.openings.rows | loading.closings.rows


def _report_of(book: Book, understood: Sequence[Understood], loading: Loading) -> ImportReport:
    wrote = _wrote(loading)
    counts = [
        ListCount(
            sheet=table.sheet,
            holds=table.shape.holds,
            taken=sum((row.sheet, row.number) in wrote for row in each.rows),
            already_there=sum((row.sheet, row.number) not in wrote for row in each.rows),
            left_out=each.left_out,
        )
        for table, each in zip(book.tables, understood, strict=True)
    ]
    return ImportReport(
        file=book.file,
        lists=tuple(counts),
        children_recorded=loading.recorded_children,
        children_known=len(loading.people) - loading.recorded_children,
        contacts_recorded=len(loading.new),
        episodes_opened=len(loading.openings.episodes),
        episodes_closed=len(loading.closings.episodes),
        involvements_recorded=len(loading.involvements.new),
        involvements_ended=len(loading.involvements.ends),
        findings=(*(finding for each in understood for finding in each.findings), *loading.findings),
        notes=tuple(_notes(book)),
    )


def _notes(book: Book) -> Iterable[str]:
    """Say what of the workbook was not read, so that nothing is dropped without a word."""
    yield from _missing({table.shape.holds for table in book.tables})
    for table in book.tables:
        yield from _not_kept(table)
    if book.sheets_not_read:
        yield f"Sheets not read: {', '.join(book.sheets_not_read)}."


def _missing(there: Collection[str]) -> Iterable[str]:
    for shape in (CONTACTS, REFERRALS):
        if shape.holds not in there:
            yield f"There is no list of {shape.holds} in it."
    others = [shape.holds for shape in SHAPES if shape.kind and shape.holds not in there]
    if others:
        yield f"Nor is there one of {', of '.join(others)}."


def _not_kept(table: Table) -> Iterable[str]:
    unknown = [f"{column.letter} “{column.name}”" for column in table.not_read]
    unknown += [f"{second.letter} “{second.name}” (as {first.letter})" for first, second in table.doubled]
    if unknown:
        yield f"{table.sheet}: columns not read: {', '.join(unknown)}."
    if "age" in table.columns:
        yield f"{table.sheet}: the age is {AGE_KEPT[bool(table.shape.kind)]}."
    if {"team", "worker"} & set(table.columns):
        yield f"{table.sheet}: the team and worker are kept only with an episode that was opened."
    if "referral_count" in table.columns:
        yield f"{table.sheet}: the number of earlier referrals is not kept; it is counted from the record."
    if "first_category" in table.columns:
        yield f"{table.sheet}: the initial category is kept only where there is no latest."


def _wait_for_other_imports(authority_id: int) -> None:
    """Let two imports into one authority go one after the other, so that the second sees what the first wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4712, %s)", [authority_id])
