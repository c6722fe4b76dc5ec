"""What a page of figures may be asked, read from its address. What cannot be read falls back; nothing is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from frontdoor.oversight.insight.periods import (
    MONTHS_BETWEEN,
    Period,
    Unit,
    month_before,
    month_code,
    month_named,
    month_of,
    query,
)
from frontdoor.oversight.insight.queries.counts import SPLITS

Choices = tuple[tuple[str, str], ...]
MOST_MONTHS = 120

MEASURES: Mapping[str, str] = {
    "gross_contacts": "Contacts",
    "gross_children": "Children on contacts",
    "net_contacts": "Net contacts (new and repeat)",
    "net_children": "Net children (new and repeat)",
}
UNITS: Mapping[Unit, str] = {Unit.DAY: "Days", Unit.WEEK: "Weeks", Unit.MONTH: "Months"}
SENDERS: Mapping[str, str] = {
    "agency": "Agency or its team",
    "source": "Kind of sender",
    "referrer": "Referrer",
}
ORDERS: Mapping[str, str] = {"volume": "Most contacts first", "name": "By name"}


class Basis(StrEnum):
    """What a count is made comparable by."""

    RAW = "raw"
    WORKING_DAY = "working_day"
    CHILDREN = "children"


BASES: Mapping[Basis, str] = {
    Basis.RAW: "as counted",
    Basis.WORKING_DAY: "for each working day",
    Basis.CHILDREN: "a year for each 10,000 children",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A month, another to compare it with, and how to count."""

    month: Period
    since: Period
    unit: Unit = Unit.MONTH
    measure: str = "gross_contacts"
    basis: Basis = Basis.WORKING_DAY
    split: str = "source"
    by: str = "agency"
    order: str = "volume"

    @property
    def codes(self) -> dict[str, str]:
        """What an address or the ledger carries: codes, never names."""
        return {
            "month": month_code(self.month),
            "since": month_code(self.since),
            "unit": self.unit.value,
            "measure": self.measure,
            "basis": self.basis.value,
            "split": self.split,
        }

    @property
    def months(self) -> dict[str, str]:
        """The codes of the months alone, for pages that are asked nothing else."""
        return {name: self.codes[name] for name in ("month", "since")}

    @property
    def senders(self) -> dict[str, str]:
        """The codes of the page of senders."""
        return {**self.months, "by": self.by, "order": self.order}

    @property
    def months_query(self) -> str:
        return query(**self.months)


def read(told: Mapping[str, str], *, today: date) -> Asked:
    """Read what is asked; unless it says otherwise, of the last whole month against the third before it."""
    last_whole = month_before(month_of(today))
    month = month_named(told.get("month", "")) or last_whole
    if month.first_on > today:
        month = last_whole
    since = month_named(told.get("since", "")) or month_before(month, by=MONTHS_BETWEEN)
    if since.first_on >= month.first_on:
        since = month_before(month, by=MONTHS_BETWEEN)
    unit, basis = told.get("unit", ""), told.get("basis", "")
    return Asked(
        month=so_far(month, today=today),
        since=since,
        unit=Unit(unit) if unit in set(Unit) else Unit.MONTH,
        measure=told["measure"] if told.get("measure") in MEASURES else "gross_contacts",
        basis=Basis(basis) if basis in set(Basis) else Basis.WORKING_DAY,
        split=told["split"] if told.get("split") in SPLITS else "source",
        by=told["by"] if told.get("by") in SENDERS else "agency",
        order=told["order"] if told.get("order") in ORDERS else "volume",
    )


def so_far(month: Period, *, today: date) -> Period:
    """End a month that is not over with today, and say so."""
    return month if month.last_on <= today else replace(month, last_on=today, name=f"{month.name} so far")


def months_to_choose(first_on: date | None, *, today: date) -> Choices:
    """List the months on record, the latest first, for a list to choose from."""
    month = month_of(today)
    found: list[tuple[str, str]] = []
    while first_on is not None and month.last_on >= first_on and len(found) < MOST_MONTHS:
        found.append((month_code(month), month.name))
        month = month_before(month)
    return tuple(found)
