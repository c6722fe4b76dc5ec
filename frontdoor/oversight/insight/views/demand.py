"""The demand page, and its tables as files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight import actions, asked
from frontdoor.oversight.insight.forms import DemandForm
from frontdoor.oversight.insight.pages import demand as page
from frontdoor.oversight.insight.pages import demand_tables
from frontdoor.oversight.insight.queries import demand as figures
from frontdoor.oversight.insight.tables import find
from frontdoor.oversight.insight.views.files import file_of
from frontdoor.oversight.insight.views.frame import tabs
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission


@needs(Permission.INSIGHT_SEE)
@require_GET
def demand(request: Asked) -> HttpResponse:
    """Show what the true demand is, and whether it is changing."""
    at = timezone.now()
    today = at.astimezone(LONDON).date()
    wanted = asked.read(request.GET.dict(), today=today)
    actions.note_page(page="demand", asked=wanted.codes, by=request.user, at=at)
    found = figures.demand(request.user, wanted, at=at)
    may_open = request.user.may(Permission.CONTACT_SEE)
    shown = {
        "tabs": tabs("demand", wanted),
        "form": DemandForm(wanted, months=asked.months_to_choose(found.first_on, today=today)),
        "asked": wanted,
        "found": found,
        "sentence": page.sentence(found, may_open=may_open),
        "comparison": page.comparison(found),
        "control": page.control_chart(found),
        "control_rules": page.rules(found),
        "classes": page.class_chart(found),
        "tables": {one.code: one for one in demand_tables.tables(found, may_open=may_open)},
        "may_mark": request.user.may(Permission.CHANGE_MARK),
        "at": at,
    }
    return render(request, "insight/demand.html", shown)


@needs(Permission.INSIGHT_SEE)
@require_GET
def demand_csv(request: Asked, table: str) -> HttpResponse:
    """Give one table of the demand page as a file, nothing cut short."""
    at = timezone.now()
    wanted = asked.read(request.GET.dict(), today=at.astimezone(LONDON).date())
    found = figures.demand(request.user, wanted, at=at)
    one = find(demand_tables.tables(found, may_open=False, whole=True), table)
    answer = file_of(one, name=f"demand-{table}-{wanted.codes['month']}")
    actions.note_export(table=f"demand.{table}", asked=wanted.codes, by=request.user, at=at)
    return answer
