"""Answers that were kept: side by side, each on a page to print, and before the board."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.oversight.staffing import actions, pictures
from frontdoor.oversight.staffing.queries import kept as keeping
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission


@require_safe
@needs(Permission.WORKLOAD_SEE)
def kept(request: Asked) -> HttpResponse:
    """Show the answers that were kept, side by side: those chosen, or else the latest."""
    answers = keeping.chosen(request.user, request.GET.getlist("answer")) or keeping.latest(request.user)
    context = {
        "answers": answers,
        "shown": {one.pk for one in answers},
        "listed": keeping.listed(request.user),
        "most": keeping.MOST,
        "rows": keeping.side_by_side(answers),
        "may_put": request.user.may(Permission.ANSWER_PUT),
    }
    return render(request, "staffing/kept.html", context)


@require_safe
@needs(Permission.WORKLOAD_SEE)
def kept_answer(request: Asked, answer_id: int) -> HttpResponse:
    """Show one answer on a page to print."""
    found = get_object_or_404(keeping.visible_to(request.user), pk=answer_id)
    taken = keeping.taken_of(found)
    context = {
        "kept": found,
        "answer": found.answer,
        "chart": pictures.of_days(keeping.days_of(found), is_changed=bool(found.answer.get("is_changed"))),
        "tried": pictures.of_tried(taken) if taken else None,
        "again": keeping.url_to_ask_again(found),
    }
    return render(request, "staffing/kept_answer.html", context)


@require_POST
@needs(Permission.ANSWER_PUT)
def put_before_board(request: Asked, answer_id: int) -> HttpResponse:
    """Put an answer before the board."""
    found = get_object_or_404(keeping.visible_to(request.user), pk=answer_id)
    actions.put_before_board(kept=found, by=request.user, at=timezone.now())
    return redirect("staffing:kept")
