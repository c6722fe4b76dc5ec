"""The forecast of demand, and the same figures as a file."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.oversight.staffing import actions
from frontdoor.oversight.staffing import outlook as page
from frontdoor.oversight.staffing.queries import ahead as reading
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission

HEADS = (
    *("series", "week_from", "expected", "low", "high", "last_week_again", "again_low", "again_high"),
    *("beats_last_week", "known_until", "made_at"),
)


@require_safe
@needs(Permission.WORKLOAD_SEE)
def forecast(request: Asked) -> HttpResponse:
    """Show what the coming weeks may bring, and how far to believe it."""
    at = timezone.now()
    found = reading.outlook(request.user, at=at)
    actions.note_forecast(by=request.user, at=at)
    series = page.shown(found)
    classes = [one for one in series if one.code not in ("gross", "net")]
    context = {
        "found": found,
        "whole": [one for one in series if one.code in ("gross", "net")],
        "classes": classes,
        "classes_by_week": page.by_week(classes),
        "tests": page.tests(found),
        "sentence": page.sentence(found),
        "notes": page.notes(found, at=at),
        "made_from": page.made_from(found),
        "nothing_yet": page.nothing_yet(found),
    }
    return render(request, "staffing/forecast.html", context)


@require_safe
@needs(Permission.WORKLOAD_SEE)
def forecast_csv(request: Asked) -> HttpResponse:
    """Give every series of the forecast as one file, what cannot be believed too."""
    at = timezone.now()
    found = reading.outlook(request.user, at=at)
    actions.note_forecast_export(by=request.user, at=at)
    headers = {"Content-Disposition": 'attachment; filename="forecast.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    written = csv.writer(response)
    written.writerow(HEADS)
    for series in found.series:
        made = series.forecast
        for week in series.weeks:
            said = ["" if each is None else f"{each:.1f}" for each in (week.mean, week.low, week.high)]
            again = [f"{each:.1f}" for each in (week.naive_mean, week.naive_low, week.naive_high)]
            beats = "yes" if made.is_better and week.mean is not None else "no"
            stands = [beats, made.known_last_on.isoformat(), made.made_at.isoformat()]
            written.writerow([made.code, week.begins_on.isoformat(), *said, *again, *stands])
    return response
