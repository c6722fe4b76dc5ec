"""The rows of the lists, understood: each is an event about one child, or is left out with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, TypeVar

from frontdoor.oversight.returns import values
from frontdoor.oversight.returns.columns import REFERRALS
from frontdoor.oversight.returns.findings import Finding
from frontdoor.oversight.returns.reader import Cells, Column, Table

LONGEST_PREGNANCY: Final = timedelta(days=300)
NOT_KNOWN_SOURCE: Final = "10"
Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class ChildTold:
    """What the lists say of one child. They hold no name."""

    born_on: date | None = None
    expected_on: date | None = None
    sex: str = ""
    ethnicity: str = ""


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """One row that can be taken: something about one child on one day, or from that day on."""

    sheet: str
    number: int
    child_id: str
    on: date
    child: ChildTold
    columns: Mapping[str, Column] = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Row(ListRow):
    """A contact or a referral."""

    is_referral: bool
    source: str
    age: int | None = None
    no_further_action: bool | None = None
    team: str = ""
    worker: str = ""


@dataclass(kw_only=True)
class Understood:
    """What one list's rows come to."""

    rows: list[ListRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0


@dataclass(kw_only=True)
class RowReader:
    """Reads the cells of one row, keeping what was not understood with its place."""

    table: Table
    number: int
    cells: Cells
    findings: list[Finding]
    today: date

    def read(self, name: str, understand: Callable[[object], Value], otherwise: Value) -> Value:
        """Understand one cell, or note why not and give what stands in its place."""
        try:
            return understand(self.table.cell(self.cells, name))
        except values.NotUnderstood as problem:
            self.note(name, str(problem))
            return otherwise

    def note(self, name: str, says: str) -> None:
        value = shown(self.table.cell(self.cells, name))
        self.findings.append(
            finding_at(self.table.columns, name, sheet=self.table.sheet, row=self.number, value=value, says=says)
        )

    def day(self, raw: object) -> date | None:
        return values.day(raw, first_day=self.table.first_day)

    def words(self, name: str) -> str:
        return self.read(name, values.text_of, "")


Facts = Callable[[RowReader, str, date], ListRow]
"""Reads what a row says, once its child and its day are known."""


def understand(table: Table, *, facts: Facts, today: date) -> Understood:
    """Read every row of a list. What cannot be understood is noted; only a row without a child or a day is left out."""
    found = Understood()
    for number, cells in table.rows:
        reader = RowReader(table=table, number=number, cells=cells, findings=found.findings, today=today)
        row = _row(reader, facts)
        if row is None:
            found.left_out += 1
        else:
            found.rows.append(row)
    return found


def _row(reader: RowReader, facts: Facts) -> ListRow | None:
    noted = len(reader.findings)
    child_id = reader.read("child_id", values.child_id, "")
    if not child_id and len(reader.findings) == noted:
        reader.note("child_id", "is blank")
    noted = len(reader.findings)
    on = reader.read(reader.table.shape.on, reader.day, None)
    if on is None and len(reader.findings) == noted:
        reader.note(reader.table.shape.on, "is blank")
    if on is not None and on > reader.today:
        reader.note(reader.table.shape.on, "is in the future")
        on = None
    if not child_id or on is None:
        _mark_left_out(reader)
        return None
    return facts(reader, child_id, on)


def _mark_left_out(reader: RowReader) -> None:
    """Say of the row's findings that the whole row was left out."""
    for index, finding in enumerate(reader.findings):
        if finding.row == reader.number:
            reader.findings[index] = replace(finding, says=f"{finding.says}: the row was left out")


def told(reader: RowReader, child_id: str, on: date) -> Row:
    """Read what a row of contacts or referrals says."""
    is_referral = reader.table.shape is REFERRALS
    age = reader.read("age", values.age, None)
    if is_referral:
        reader.read("referral_count", values.count, None)  # not kept, because we count; but a strange value is told
    return Row(
        sheet=reader.table.sheet,
        number=reader.number,
        is_referral=is_referral,
        child_id=child_id,
        on=on,
        source=_source(reader),
        child=child_told(reader, on=on, age=age, is_unborn_after=on),
        columns=reader.table.columns,
        age=age,
        no_further_action=reader.read("no_further_action", values.yes_or_no, None) if is_referral else None,
        team=reader.words("team") if is_referral else "",
        worker=reader.words("worker") if is_referral else "",
    )


def _source(reader: RowReader) -> str:
    code, remark = reader.read("source", values.source, (NOT_KNOWN_SOURCE, ""))
    if remark:
        reader.note("source", remark)
    return code


def child_told(reader: RowReader, *, on: date, age: int | None, is_unborn_after: date) -> ChildTold:
    """Read who the child of a row is; one whose birth is after a day given is not born yet."""
    born_on = reader.read("born_on", reader.day, None)
    if born_on is not None and born_on > on + LONGEST_PREGNANCY:
        reader.note("born_on", "is too long after the row's own date to be a birth; kept as not known")
        born_on = None
    is_unborn = born_on is not None and (born_on > is_unborn_after or age == -1)
    return ChildTold(
        born_on=None if is_unborn else born_on,
        expected_on=born_on if is_unborn else None,
        sex=reader.read("sex", values.sex, "U"),
        ethnicity=reader.read("ethnicity", values.ethnicity, ""),
    )


def finding_at(columns: Mapping[str, Column], name: str, *, sheet: str, row: int, value: str, says: str) -> Finding:
    """Note something about one thing of a row, with its column; a list may have no such column."""
    column = columns.get(name) or Column(index=-1, letter="–", name=name.replace("_", " "))
    return Finding(sheet=sheet, row=row, column=column.letter, name=column.name, value=value, says=says)


def shown(raw: object) -> str:
    """Show a cell as somebody would see it in the spreadsheet."""
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    return "" if raw is None else str(raw)[:80]
