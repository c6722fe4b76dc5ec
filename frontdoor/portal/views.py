"""The partners' pages: what we did with what you told us."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.journey.decision import actions as decision
from frontdoor.journey.triage import actions as looking
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.forms import AnswerForm
from frontdoor.portal import queries
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
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
    made = queries.reply_to(contact)
    if request.method == "POST" and made is not None:
        decision.mark_read(reply=made, by=request.user, at=timezone.now())
        return redirect("portal:reply", receipt=receipt)
    return _show(request, contact)


@needs(Permission.QUESTION_ANSWER)
@require_POST
def answer(request: Asked, receipt: str, question_id: int) -> HttpResponse:
    """Take a partner's answer to what we asked; when it is refused, show what was typed and why."""
    contact = get_object_or_404(queries.visible_to(request.user), receipt=receipt)
    question = get_object_or_404(triage.questions_visible_to(request.user), pk=question_id, contact=contact)
    form = AnswerForm(request.POST, kind=question.kind, prefix_id=f"question_{question.pk}")
    if form.is_valid():
        try:
            looking.answer(question=question, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, "Thank you. We have your answer.")
            return redirect("portal:reply", receipt=receipt)
    return _show(request, contact, form, question_id)


def _show(
    request: Asked, contact: queries.Contact, bound: AnswerForm | None = None, question_id: int = 0
) -> HttpResponse:
    """Note who opened it, then show where one contact has got to, with what we asked."""
    ledger.write("contact.viewed", subject=("contact", contact.pk), by=request.user, at=timezone.now())
    told, reply_made = queries.shown(contact), queries.reply_to(contact)
    asked = [
        (
            each,
            bound if bound and each.pk == question_id else AnswerForm(kind=each.kind, prefix_id=f"question_{each.pk}"),
        )
        for each in queries.questions_to(request.user, contact)
    ]
    text = reply_made.text if reply_made is not None and told.read_at else ""
    shown = {"contact": told, "text": text, "asked": asked, "form": bound}
    return render(request, "portal/reply.html", shown, status=422 if bound else 200)
