"""What was found while reading a file: each value not understood, each row left out, and totals that add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One cell that could not be taken as it stands, and what was done about it."""

    sheet: str
    row: int
    column: str
    name: str
    value: str
    says: str

    @property
    def place(self) -> tuple[str, str, str, str, str]:
        return (self.sheet, self.column, self.name, self.says, self.value)


@dataclass(frozen=True, kw_only=True)
class ListCount:
    """What became of one list's rows: those read are those taken, already there and left out together."""

    sheet: str
    holds: str
    taken: int
    already_there: int
    left_out: int

    @property
    def read(self) -> int:
        return self.taken + self.already_there + self.left_out

    def words(self) -> str:
        return (
            f"{self.sheet} ({self.holds}): {_count(self.read, 'row')} read = {self.taken:,} taken"
            f" + {self.already_there:,} already there + {self.left_out:,} left out"
        )


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """What reading a file did."""

    file: str
    lists: tuple[ListCount, ...]
    children_recorded: int
    children_known: int
    contacts_recorded: int
    episodes_opened: int
    episodes_closed: int = 0
    involvements_recorded: int = 0
    involvements_ended: int = 0
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    def words(self) -> str:
        """Say it all, one line for each thing that differs."""
        return "\n".join(
            (
                self.file,
                *(f"  {each.words()}" for each in self.lists),
                f"  Children: {self.children_recorded:,} recorded, {self.children_known:,} already known."
                f" Contacts recorded: {self.contacts_recorded:,}. Episodes opened: {self.episodes_opened:,};"
                f" closed: {self.episodes_closed:,}.",
                f"  Assessments, enquiries, plans and times in care: {self.involvements_recorded:,} recorded,"
                f" {self.involvements_ended:,} known before have ended since.",
                *(f"  {note}" for note in self.notes),
                *self._finding_lines(),
            )
        )

    def _finding_lines(self) -> list[str]:
        if not self.findings:
            return ["Every value was understood."]
        lines = [f"{_count(len(self.findings), 'value')} could not be taken as written:"]
        ordered = sorted(self.findings, key=lambda each: (*each.place, each.row))
        for (sheet, column, name, says, value), same in groupby(ordered, key=lambda each: each.place):
            rows = spans([each.row for each in same])
            lines.append(f"  {sheet}, {rows}, column {column} “{name}”: “{value}” {says}")
        return lines


def spans(rows: Sequence[int]) -> str:
    """Write row numbers in order, neighbours as a span: rows 2-4, 7."""
    return f"{'row' if len(rows) == 1 else 'rows'} {', '.join(_runs(rows))}"


def _runs(rows: Iterable[int]) -> list[str]:
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
