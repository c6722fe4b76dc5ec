"""Pages of the guard itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from frontdoor.record.access import actions, held
from frontdoor.record.access.guard import open_to_all
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused


@open_to_all("It is shown when a form cannot be trusted, to whoever sent it")
def hold(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """Answer a form whose token is stale: what was typed goes back to be sent again."""
    return held.page(request, status=403)


@open_to_all("It is shown to whoever may not open what they asked for")
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say no, and note in the ledger who was told no."""
    worker = getattr(request, "user", None)
    if isinstance(worker, Worker):
        asked = request.resolver_match.view_name if request.resolver_match else ""
        actions.note_refusal(page=asked, method=str(request.method), by=worker, at=timezone.now())
    reasons = exception.reasons if isinstance(exception, Refused) else ()
    return render(request, "403.html", {"reasons": reasons}, status=403)


@open_to_all("It is shown when an act may not happen now, to whoever tried it")
def not_now(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Say why an act may not happen now."""
    return render(request, "access/not_now.html", {"reasons": refusal.reasons}, status=409)
