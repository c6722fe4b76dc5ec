"""How long each step of the work takes: what is measured, and what is assumed until enough is."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.journey.intake.queries.pauses import LONGEST_PAUSE
from frontdoor.oversight.staffing import actions
from frontdoor.oversight.staffing import times as page
from frontdoor.oversight.staffing.handled import ENOUGH
from frontdoor.oversight.staffing.queries import handled as reading
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission

HEADS = ("step", "class", "stands", "contacts", "measured", "median_minutes", "84_in_100_minutes", "assumed_minutes")


@require_safe
@needs(Permission.WORKLOAD_SEE)
def handling(request: Asked) -> HttpResponse:
    """Show how long each step takes by class, with its spread; no figure is anybody's."""
    at = timezone.now()
    actions.note_handling(by=request.user, at=at)
    chosen = page.stretch_of(request.GET.get("of", ""))
    found = reading.reading(request.user.authority_id, weeks=page.STRETCHES[chosen].weeks)
    context = {
        "found": found,
        "steps": page.steps(found),
        "stretches": page.STRETCHES,
        "chosen": chosen,
        "enough": ENOUGH,
        "longest": int(LONGEST_PAUSE.total_seconds() // 60),
        "settled": reading.SETTLED.days,
    }
    return render(request, "staffing/handling.html", context)


@require_safe
@needs(Permission.WORKLOAD_SEE)
def handling_csv(request: Asked) -> HttpResponse:
    """Give the same figures as a file."""
    actions.note_handling(by=request.user, at=timezone.now())
    chosen = page.stretch_of(request.GET.get("of", ""))
    found = reading.reading(request.user.authority_id, weeks=page.STRETCHES[chosen].weeks)
    headers = {"Content-Disposition": 'attachment; filename="handling-times.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    written = csv.writer(response)
    written.writerow(HEADS)
    for step in page.steps(found):
        for row in step.rows:
            said = ["" if each is None else f"{each:.1f}" for each in (row.median, row.most, row.assumed)]
            written.writerow([step.code, row.code, row.stands, row.seen, row.pieces, *said])
    return response
