"""What stands around each page of figures: who may read it, what the ledger keeps, the way to the others, its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight import actions, asked
from frontdoor.oversight.insight.asked import Asked, Choices
from frontdoor.oversight.insight.periods import query
from frontdoor.oversight.insight.tables import Table, find
from frontdoor.oversight.insight.views.files import file_of
from frontdoor.record.access import guard
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.pages.govforms import GovForm

PAGES = {"demand": "Demand", "repeats": "Repeats", "partners": "Partners", "timeliness": "Timeliness"}


class Found(Protocol):
    """What a page stands on says since when anything is on record."""

    @property
    def first_on(self) -> date | None: ...


F = TypeVar("F", bound=Found)


@dataclass(frozen=True, kw_only=True)
class Figures(Generic[F]):
    """One page of figures: how it is read, what stands on it, and its tables (`whole` lists all, as a file does)."""

    code: str
    codes: Callable[[Asked], dict[str, str]]
    read: Callable[[Worker, Asked, datetime], F]
    form: Callable[[Asked, Choices], GovForm]
    stands: Callable[[F, Worker], Mapping[str, object]]
    tables: Callable[[F, bool, bool], Sequence[Table]]
    shown_ids: Callable[[F], list[int]] = lambda _found: []


@dataclass(frozen=True, kw_only=True)
class Tab:
    name: str
    url: str
    is_current: bool
    count: int | None = None


def show(request: guard.Asked, figures: Figures[F]) -> HttpResponse:
    """Show a page of figures, once the ledger has who opened it."""
    worker, at = request.user, timezone.now()
    today = at.astimezone(LONDON).date()
    wanted = asked.read(request.GET.dict(), today=today)
    found = figures.read(worker, wanted, at)
    may_open = worker.may(Permission.FIGURES_OPEN)
    shown = figures.shown_ids(found) if may_open else []
    actions.note_page(page=figures.code, asked=figures.codes(wanted), shown=shown, by=worker, at=at)
    context = {
        "tabs": tabs(figures.code, wanted),
        "form": figures.form(wanted, asked.months_to_choose(found.first_on, today=today)),
        "asked": wanted,
        "query": query(**figures.codes(wanted)),
        "found": found,
        "tables": {one.code: one for one in figures.tables(found, may_open, False)},
        "may_open": may_open,
        "may_mark": worker.may(Permission.CHANGE_MARK),
        "at": at,
        **figures.stands(found, worker),
    }
    return render(request, f"insight/{figures.code}.html", context)


def take(request: guard.Asked, figures: Figures[F], table: str) -> HttpResponse:
    """Give one table of a page as a file, nothing cut short."""
    at = timezone.now()
    wanted = asked.read(request.GET.dict(), today=at.astimezone(LONDON).date())
    found = figures.read(request.user, wanted, at)
    one = find(figures.tables(found, False, True), table)
    answer = file_of(one, name=f"{figures.code}-{table}-{wanted.codes['month']}")
    codes = figures.codes(wanted)
    actions.note_export(table=f"{figures.code}.{table}", asked=codes, by=request.user, at=at)
    return answer


def tabs(current: str, wanted: Asked) -> tuple[Tab, ...]:
    """Name the pages of figures; each opens at the months that this one shows."""
    kept = query(**wanted.months)
    return tuple(
        Tab(name=name, url=f"{reverse(f'insight:{code}')}?{kept}", is_current=code == current)
        for code, name in PAGES.items()
    )
