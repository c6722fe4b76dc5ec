"""The rows of the lists of what was done with a child: early help, assessments, enquiries, plans and care."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.oversight.returns import values
from frontdoor.oversight.returns.lists import ListRow, RowReader, child_told

NO_DAY: Final = "kept as ended on a day that is not known"
LONGEST_ORGANISATION: Final = 120
MOST_EARLIER: Final = 99

Led = Callable[[RowReader, bool], tuple[bool, str]]
"""Reads whether it has ended and what it led to, from whether the row gives the day of its end."""


@dataclass(frozen=True, kw_only=True)
class InvolvedRow(ListRow):
    """One row of such a list."""

    told: Involved


def told(reader: RowReader, child_id: str, on: date) -> InvolvedRow:
    """Read what a row says was done with a child."""
    kind, age = reader.table.shape.kind, reader.read("age", values.age, None)
    is_over, ended_on = _end(reader, on)
    has_ended, led_to = LED[kind](reader, is_over) if kind in LED else (is_over, "")
    return InvolvedRow(
        sheet=reader.table.sheet,
        number=reader.number,
        child_id=child_id,
        on=on,
        child=child_told(reader, on=on, age=age, is_unborn_after=reader.today),
        columns=reader.table.columns,
        told=Involved(
            kind=kind,
            started_on=on,
            has_ended=has_ended,
            ended_on=ended_on,
            category=_category(reader, kind),
            led_to=led_to,
            organisation=_organisation(reader),
            earlier=reader.read("earlier", _few, None),
        ),
    )


def _end(reader: RowReader, on: date) -> tuple[bool, date | None]:
    """Say whether it has ended, and when. A day that cannot be so is told: that it ended is kept, the day is not."""
    noted = len(reader.findings)
    ended_on = reader.read("ended_on", lambda raw: _day_of_end(reader, raw), None)
    if len(reader.findings) > noted:
        return True, None
    if ended_on is not None and ended_on > reader.today:
        reader.note("ended_on", "is in the future; kept as still going on")
        return False, None
    if ended_on is not None and ended_on < on:
        reader.note("ended_on", f"is before it began; {NO_DAY}")
        return True, None
    return ended_on is not None, ended_on


def _day_of_end(reader: RowReader, raw: object) -> date | None:
    try:
        return reader.day(raw)
    except values.NotUnderstood as problem:
        raise values.NotUnderstood(f"{problem}; {NO_DAY}") from problem


def _assessed(reader: RowReader, is_over: bool) -> tuple[bool, str]:
    needs_support = reader.read("needs_support", values.answer, None)
    led_to = "" if needs_support is None else "support" if needs_support else "no_support"
    return _once_over(reader, "needs_support", is_over, led_to)


def _enquired(reader: RowReader, is_over: bool) -> tuple[bool, str]:
    """Read how an enquiry ended: with a conference on a day, or without one, when no list tells the day."""
    is_unneeded = reader.read("needs_no_conference", values.answer, None)
    made_plan = reader.read("conference_made_plan", values.answer, None)
    if is_over or made_plan:
        if is_unneeded:
            reader.note("needs_no_conference", "says that no conference was needed, but there was one; that was kept")
        return True, "conference" if made_plan is None else "plan" if made_plan else "no_plan"
    return (True, "no_conference") if is_unneeded else (False, "")


def _closed(reader: RowReader, is_over: bool) -> tuple[bool, str]:
    return _once_over(reader, "led_to", is_over, reader.read("led_to", values.closure, ""))


def _left_care(reader: RowReader, is_over: bool) -> tuple[bool, str]:
    return _once_over(reader, "led_to", is_over, reader.read("led_to", values.ceased, ""))


LED: Final[Mapping[str, Led]] = {
    "assessment": _assessed,
    "section_47": _enquired,
    "child_in_need": _closed,
    "looked_after": _left_care,
}


def _once_over(reader: RowReader, name: str, is_over: bool, led_to: str) -> tuple[bool, str]:
    """Tell of an outcome without a day: many systems write one down before there is any."""
    if led_to and not is_over:
        reader.note(name, "is given without the day of the end; kept as still going on")
    return is_over, led_to if is_over else ""


def _category(reader: RowReader, kind: str) -> str:
    if kind != "child_protection_plan":
        return reader.read("category", values.need, "")
    return reader.read("category", values.abuse, "") or reader.read("first_category", values.abuse, "")


def _organisation(reader: RowReader) -> str:
    words = reader.words("organisation")
    if len(words) > LONGEST_ORGANISATION:
        reader.note("organisation", f"is longer than {LONGEST_ORGANISATION} characters; its beginning was kept")
    return words[:LONGEST_ORGANISATION].strip()


def _few(raw: object) -> int | None:
    number = values.count(raw)
    if number is not None and number > MOST_EARLIER:
        raise values.NotUnderstood("is not a likely count; not kept")
    return number
