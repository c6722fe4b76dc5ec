"""The partners' pages: what we did with what you told us."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.journey.decision import actions as decision
from frontdoor.portal import queries
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger

ON_A_PAGE = 20


@needs(Permission.REPLY_SEE)
@require_safe
def replies(request: Asked) -> HttpResponse:
    """List what the partner's agency told us, and where each has got to."""
    page = Paginator(queries.visible_to(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    contacts = [queries.shown(contact) for contact in page.object_list]
    return render(request, "portal/replies.html", {"page": page, "contacts": contacts})


@needs(Permission.REPLY_SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: Asked, receipt: str) -> HttpResponse:
    """Show where one contact has got to; its reply is opened by a button, so that we know it was read."""
    contact = get_object_or_404(queries.visible_to(request.user), receipt=receipt)
    answer, now = queries.reply_to(contact), timezone.now()
    if request.method == "POST" and answer is not None:
        decision.mark_read(reply=answer, by=request.user, at=now)
        return redirect("portal:reply", receipt=receipt)
    ledger.write("contact.viewed", subject=("contact", contact.pk), by=request.user, at=now)
    told = queries.shown(contact)
    text = answer.text if answer is not None and told.read_at else ""
    return render(request, "portal/reply.html", {"contact": told, "text": text})
