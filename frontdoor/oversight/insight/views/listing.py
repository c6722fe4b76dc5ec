"""The contacts behind a figure."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from frontdoor.oversight.insight import actions
from frontdoor.oversight.insight.periods import query
from frontdoor.oversight.insight.queries import records as found
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission


@needs(Permission.FIGURES_OPEN)
@require_GET
def records(request: Asked) -> HttpResponse:
    """List the contacts behind a figure, once the ledger has which were shown to whom."""
    wanted = found.wanted(request.GET.dict())
    if wanted is None:
        raise Http404
    at = timezone.now()
    listed = found.records(request.user, wanted, page=request.GET.get("page", ""), at=at)
    shown = [line.contact_id for line in listed.lines]
    actions.note_records(asked=wanted.codes, contact_ids=shown, by=request.user, at=at)
    context = {"records": listed, "wanted": wanted, "query": f"{query(**wanted.codes)}&"}
    return render(request, "insight/records.html", context)
