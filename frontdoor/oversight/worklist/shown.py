"""What the pages show, put into the shapes that the components take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from frontdoor.journey.children import pictures
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.worklist.identity_forms import OtherRecordForm
from frontdoor.oversight.worklist.queries.board import DEMAND, Board, Figure
from frontdoor.oversight.worklist.queries.child import ChildPage, Filters
from frontdoor.oversight.worklist.queries.day import Day
from frontdoor.oversight.worklist.queries.story import Event
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.pages.charts import Bars, bars

FIRST_HOUR, LAST_HOUR = 7, 19


@dataclass(frozen=True, kw_only=True)
class Count:
    """One item of components/strip.html: a plain number where `url` is blank."""

    name: str
    count: int
    url: str
    more: str
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class Tab:
    name: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event of components/timeline.html."""

    at: datetime
    title: str
    text: str
    by: str
    source: str
    url: str
    concern: str
    is_same_again: bool
    when: str


def board(seen: Board) -> Mapping[str, object]:
    """Shape the board for its template."""
    query = f"?{urlencode({'show': seen.show})}" if seen.show else ""
    return {
        "board": seen,
        "at": seen.at,
        "may_open": seen.has_lines,
        "door": [_count(one, seen) for one in seen.figures if one.code not in DEMAND],
        "demand": [_count(one, seen) for one in seen.figures if one.code in DEMAND],
        "rows_url": reverse("worklist:board_rows") + query,
        "bars": _bars(seen.day, at=seen.at),
        "chart_title": _chart_title(seen.day),
        "received_today": sum(seen.day.today),
    }


def _count(one: Figure, seen: Board) -> Count:
    url = f"{reverse('worklist:board')}?{urlencode({'show': one.code})}" if seen.has_lines else ""
    return Count(name=one.name, count=one.count, url=url, more=one.more, is_late=one.is_late)


def _bars(day: Day, *, at: datetime) -> Bars:
    """Lay out the hours in which anything comes, at least from seven to seven."""
    busy = [hour for hour in range(24) if day.today[hour] or day.usual[hour] >= 1]
    first, last = min([FIRST_HOUR, *busy]), max([LAST_HOUR, *busy])
    hours = slice(first, last + 1)
    labels = [str(hour) for hour in range(24)]
    return bars(
        labels=labels[hours],
        values=day.today[hours],
        usual=day.usual[hours] if day.days_compared else (),
        marked=str(at.astimezone(LONDON).hour),
    )


def _chart_title(day: Day) -> str:
    received = sum(day.today)
    counted = f"{received} contact{'' if received == 1 else 's'} today by the hour"
    if not day.days_compared:
        return counted
    return f"{counted}; the mark is the average of the last {day.days_compared} {day.weekday} like it"


def child(page: ChildPage, *, worker: Worker, filters: Filters, at: datetime) -> Mapping[str, object]:
    """Shape a person's page for its template."""
    may_open = worker.may(Permission.CONTACT_SEE)
    return {
        "page": page,
        "person": page.banner,
        "tables": page.tables,
        "drawing": pictures.draw(page.family),
        "may_record_family": worker.may(Permission.FAMILY_RECORD),
        "at": at,
        "may_open": may_open,
        "may_unseal": worker.may(Permission.ADDRESS_UNSEAL),
        "may_read_ledger": worker.may(Permission.LEDGER_SEE),
        "may_join": worker.may(Permission.PERSON_JOIN),
        "may_warn": worker.may(Permission.CAUTION_RECORD),
        "other_form": OtherRecordForm(),
        "events": [_told(event, may_open=may_open) for event in page.story],
        "filters": filters,
        "whose": _tabs(filters, "who", {"": "This child", "home": "Everybody in the home"}),
        "states": _tabs(filters, "state", {"": "All", "open": "Open", "closed": "Closed"}),
    }


def _told(event: Event, *, may_open: bool) -> Told:
    return Told(
        at=event.at,
        title=event.title,
        text=event.text,
        by=event.by,
        source=event.source,
        url=contact_url(event.receipt) if may_open and event.receipt else "",
        concern=event.concern,
        is_same_again=event.is_same_again,
        when=event.when,
    )


def contact_url(receipt: str) -> str:
    """Return the address of a contact's page; nothing in a house that has none."""
    try:
        return reverse("contact", args=[receipt])
    except NoReverseMatch:
        return ""


def _tabs(filters: Filters, key: str, names: Mapping[str, str]) -> list[Tab]:
    chosen = {"who": "home" if filters.everyone else "", "state": filters.state}
    return [
        Tab(
            name=name,
            url="?" + urlencode({name_: value for name_, value in {**chosen, key: code}.items() if value}) + "#story",
            is_current=chosen[key] == code,
        )
        for code, name in names.items()
    ]
