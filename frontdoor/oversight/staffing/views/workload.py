"""The work there is now."""

from __future__ import annotations

import csv
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.staffing import actions
from frontdoor.oversight.staffing.queries import workload as reading
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission


@require_safe
@needs(Permission.WORKLOAD_SEE)
def workload(request: Asked) -> HttpResponse:
    """Show the work that each team has now; each worker's, to those who give work out."""
    at = timezone.now()
    actions.note_workload(of=None, by=request.user, at=at)
    day = reading.day_of(request.user.authority_id, at=at)
    found = reading.workload(request.user.authority_id, day)
    context = {
        "found": found,
        "day": day,
        "weights": day.weights,
        "at": at,
        "may_plan": request.user.may(Permission.TIME_PLAN),
    }
    return render(request, "staffing/workload.html", context)


@require_safe
@needs(Permission.WORKLOAD_SEE)
def workload_csv(request: Asked) -> HttpResponse:
    """Give the work of each team as a file."""
    at = timezone.now()
    actions.note_workload(of=None, by=request.user, at=at)
    headers = {"Content-Disposition": 'attachment; filename="work-now.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    written = csv.writer(response)
    written.writerow(["team", "posts", "posts_at_work", "children", "children_without_worker", "weight", "caseload"])
    day = reading.day_of(request.user.authority_id, at=at)
    for team in reading.workload(request.user.authority_id, day).teams:
        load = team.load
        caseload = "" if load.caseload is None else f"{load.caseload:.2f}"
        row = [team.name, f"{load.posts:.2f}", f"{load.at_work:.2f}", load.children, team.unheld]
        written.writerow([*row, f"{load.weight:.1f}", caseload])
    return response


def today(at: datetime) -> date:
    """Give the day in London."""
    return at.astimezone(LONDON).date()
