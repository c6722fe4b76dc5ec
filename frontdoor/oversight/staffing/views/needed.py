"""Staff needed: how many of whom it takes to keep what is wanted."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from frontdoor.library.staffing import Unworkable
from frontdoor.oversight.staffing import actions, needing, pictures, wanted
from frontdoor.oversight.staffing.answering import Answer
from frontdoor.oversight.staffing.asked import ROLES
from frontdoor.oversight.staffing.forms import KeepForm
from frontdoor.oversight.staffing.queries.kept import PAGE
from frontdoor.oversight.staffing.queries.own import own_scenario
from frontdoor.oversight.staffing.wanted import Wanted
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy.queries import NoEdition


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WORKLOAD_SEE)
def needed(request: Asked) -> HttpResponse:
    """Ask how many people a target takes, and keep an answer. Nothing is worked out before something is asked."""
    at = timezone.now()
    form = KeepForm(request.POST if request.method == "POST" else None)
    context = _answered(request, at=at) | {"form": form}
    asked, answer = context.get("wanted"), context.get("answer")
    if isinstance(asked, Wanted) and isinstance(answer, Answer) and form.is_valid():
        question = {PAGE: "needed", **asked.codes}
        kept = actions.keep(
            name=form.cleaned_data["name"], question=question, answer=asdict(answer), by=request.user, at=at
        )
        return redirect("staffing:kept_answer", kept.pk)
    status = 422 if form.errors or "refused" in context else 200
    return render(request, "staffing/needed.html", context, status=status)


def _answered(request: Asked, *, at: datetime) -> dict[str, object]:
    told, context = request.GET.dict(), dict[str, object]()
    try:
        own = own_scenario(request.user.authority_id, at=at)
        roles = [(code, name, own.scenario.people_of(code)) for code, name in ROLES.items()]
        context |= {
            "own": own,
            "fields": wanted.fields(told, own.scenario),
            "roles": [one for one in roles if one[2]],
            "role": told.get("role", "social_worker"),
            "demand": told.get("demand", "100"),
        }
        if told:
            asked = wanted.read(told, own.scenario)
            actions.note_question(asked={PAGE: "needed", **asked.codes}, by=request.user, at=at)
            answer = needing.answer(own.scenario, asked)
            context |= {"wanted": asked, "answer": answer, **_drawn(answer)}
    except (Unworkable, NoEdition) as error:
        context["refused"] = str(error)
    return context


def _drawn(answer: Answer) -> dict[str, object]:
    return {
        "chart": pictures.of_days(answer.days, is_changed=answer.is_changed),
        "tried": pictures.of_tried(answer.taken) if answer.taken else None,
    }
