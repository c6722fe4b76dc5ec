"""What if: the front door as it is, and as it might be."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Protocol

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from frontdoor.library.staffing import Unworkable
from frontdoor.oversight.staffing import actions, answering, asked, pictures
from frontdoor.oversight.staffing.forms import KeepForm
from frontdoor.oversight.staffing.queries.own import Own, is_everything_overseen, own_lately, own_scenario
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy.queries import NoEdition


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WORKLOAD_SEE)
def what_if(request: Asked) -> HttpResponse:
    """Ask what the staff there are, or might be, could do, and keep an answer.

    With `part=answer` only the part that answers is sent, as a slider asks for it.
    """
    at = timezone.now()
    part = request.GET.get("part") == "answer"
    form = KeepForm(request.POST if request.method == "POST" else None)
    context = _answered(request, own_lately if part else own_scenario, at=at) | {"form": form}
    question, answer = context.get("question"), context.get("answer")
    if isinstance(question, asked.Question) and isinstance(answer, answering.Answer) and form.is_valid():
        name, told = form.cleaned_data["name"], asdict(answer)
        actions.keep(name=name, question=question.codes, answer=told, by=request.user, at=at)
        return redirect("staffing:kept")
    page = "staffing/_answer.html" if part else "staffing/what_if.html"
    return render(request, page, context, status=422 if form.errors else 200)


class Read(Protocol):
    """How the front door is read."""

    def __call__(self, authority_id: int, *, at: datetime) -> Own: ...


def _answered(request: Asked, read_own: Read, *, at: datetime) -> dict[str, object]:
    context: dict[str, object] = {}
    try:
        own = read_own(request.user.authority_id, at=at)
        context |= {"own": own, "all_overseen": is_everything_overseen(own.scenario), "surge": asked.SURGE}
        context["sliders"] = asked.read({}).sliders(own.scenario)
        question = asked.read(request.GET.dict())
        context |= {"question": question, "sliders": question.sliders(own.scenario)}
        actions.note_question(asked=question.codes, by=request.user, at=at)
        told = answering.answer(own.scenario, question)
        context |= {"answer": told, "chart": pictures.of_days(told.days, is_changed=told.is_changed)}
    except (Unworkable, NoEdition) as error:
        context["refused"] = str(error)
    return context
