"""The repeats page, and its tables as files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight import actions, asked
from frontdoor.oversight.insight.forms import MonthForm
from frontdoor.oversight.insight.pages import repeats as page
from frontdoor.oversight.insight.queries import repeats as figures
from frontdoor.oversight.insight.tables import find
from frontdoor.oversight.insight.views.files import file_of
from frontdoor.oversight.insight.views.frame import tabs
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission


@needs(Permission.INSIGHT_SEE)
@require_GET
def repeats(request: Asked) -> HttpResponse:
    """Show who came back, and after which outcome."""
    at = timezone.now()
    today = at.astimezone(LONDON).date()
    wanted = asked.read(request.GET.dict(), today=today)
    actions.note_page(page="repeats", asked=wanted.months, by=request.user, at=at)
    found = figures.repeats(request.user, wanted, at=at)
    may_open = request.user.may(Permission.CONTACT_SEE)
    shown = {
        "tabs": tabs("repeats", wanted),
        "form": MonthForm(wanted, months=asked.months_to_choose(found.first_on, today=today)),
        "asked": wanted,
        "found": found,
        "sentence": page.sentence(found, may_open=may_open),
        "control": page.control_chart(found),
        "tables": page.tables(found, may_open=may_open),
        "at": at,
    }
    return render(request, "insight/repeats.html", shown)


@needs(Permission.INSIGHT_SEE)
@require_GET
def repeats_csv(request: Asked, table: str) -> HttpResponse:
    """Give one table of the repeats page as a file."""
    at = timezone.now()
    wanted = asked.read(request.GET.dict(), today=at.astimezone(LONDON).date())
    found = figures.repeats(request.user, wanted, at=at)
    answer = file_of(find(page.tables(found, may_open=False), table), name=f"repeats-{table}-{wanted.codes['month']}")
    actions.note_export(table=f"repeats.{table}", asked=wanted.months, by=request.user, at=at)
    return answer
