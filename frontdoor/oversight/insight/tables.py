"""Tables of figures: the same rows on the page and in the file that somebody takes away."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from frontdoor.oversight.insight.periods import Period, query


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One figure or name: as it reads, as a file holds it, and the records behind it."""

    words: str
    value: str
    url: str = ""
    is_number: bool = True
    shade: int = 0


@dataclass(frozen=True, kw_only=True)
class Head:
    words: str
    is_number: bool = True


@dataclass(frozen=True, kw_only=True)
class Table:
    """`rule` says how its figures are counted; `rest` what is not listed on the page and is in the file."""

    code: str
    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rules: tuple[str, ...] = ()
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A few words of a sentence; with an address, the figure whose records stand behind it."""

    words: str
    url: str = ""


def heads(first: str, *others: str) -> tuple[Head, ...]:
    """Name the columns: words in the first, figures in the others."""
    return (Head(words=first, is_number=False), *(Head(words=each) for each in others))


def name(words: str, *, url: str = "") -> Cell:
    """Make the cell that a row begins with."""
    return Cell(words=words, value=words, url=url, is_number=False)


def number(value: float | None, *, url: str = "", places: int = 0, shade: int = 0) -> Cell:
    """Make a cell of a count or a rate; a dash where there is none. What is nought has no records to open."""
    if value is None:
        return Cell(words="–", value="")
    words = f"{value:,.{places}f}"
    return Cell(words=words, value=f"{value:.{places}f}", url=url if value else "", shade=shade)


def contact_cell(receipt: str, *, may_open: bool) -> Cell:
    """Make the cell of a contact: its receipt opens it, for those who may open contacts."""
    return name(receipt, url=reverse("contact", args=[receipt]) if may_open else "")


def share(part: float, whole: float, *, url: str = "", places: int = 0, note: str = "") -> Cell:
    """Make a cell of a share in per cent; a dash where there is nothing to have a share of."""
    if not whole:
        return Cell(words="–", value="")
    words = f"{100 * part / whole:.{places}f}%"
    return Cell(words=f"{words}\u00a0{note}" if note else words, value=f"{100 * part / whole:.2f}", url=url)


def change(value: float | None) -> Cell:
    """Make a cell of a change, with its sign."""
    return Cell(words="–", value="") if value is None else Cell(words=percent(value), value=f"{100 * value:.2f}")


def percent(value: float) -> str:
    """Write a change as +12%, or −3% with a real minus."""
    rounded = round(100 * value)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{abs(rounded)}%"


def plural(count: int, one: str, many: str) -> str:
    """Write a count and its noun."""
    return f"{count:,} {one if count == 1 else many}"


def records_url(period: Period, *, may_open: bool, **values: str) -> str:
    """Write the address of the records behind a figure; nothing for somebody who may not open them."""
    if not may_open:
        return ""
    days = {"from": period.first_on.isoformat(), "until": period.last_on.isoformat()}
    return f"{reverse('insight:records')}?{query(**days, **values)}"


def late_url(month: str, *, may_open: bool, clock: str = "", because: str = "") -> str:
    """Write the address of the clocks that were missed in a month; nothing for somebody who may open no contact."""
    if not may_open:
        return ""
    return f"{reverse('insight:late')}?{query(month=month, clock=clock, because=because)}"


def as_csv(table: Table) -> str:
    """Write a table as a file. A cell that a spreadsheet would take for a formula is kept from being one."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([head.words for head in table.heads])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def find(tables: Sequence[Table], code: str) -> Table | None:
    """Find a table by its code."""
    return next((table for table in tables if table.code == code), None)


def _plain(cell: Cell) -> str:
    return f"'{cell.value}" if not cell.is_number and cell.value[:1] in ("=", "+", "-", "@") else cell.value
