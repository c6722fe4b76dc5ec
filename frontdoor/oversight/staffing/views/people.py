"""Each worker's hours, days away and duty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.oversight.staffing import actions
from frontdoor.oversight.staffing.forms import AwayForm, DutyForm, HoursForm
from frontdoor.oversight.staffing.queries import workload as reading
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission
from frontdoor.record.capacity import actions as capacity
from frontdoor.record.capacity import queries as times
from frontdoor.record.capacity.models import Absence, ContractHours, Duty, Plan

FORMS: Mapping[str, type[HoursForm] | type[AwayForm] | type[DutyForm]] = {
    "hours": HoursForm,
    "away": AwayForm,
    "duty": DutyForm,
}
PLANS: Mapping[str, type[Plan]] = {"hours": ContractHours, "away": Absence, "duty": Duty}
ACTS: Mapping[str, Callable[..., object]] = {
    "hours": capacity.record_hours,
    "away": capacity.record_away,
    "duty": capacity.put_on_duty,
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.TIME_PLAN)
def person(request: Asked, worker_id: int) -> HttpResponse:
    """Show one worker's hours, days away and duty, or record some."""
    at = timezone.now()
    worker = _worker(request, worker_id)
    what = request.POST.get("what", "")
    bound = FORMS[what](request.POST) if what in FORMS else None
    if bound is not None and bound.is_valid() and _record(what, bound, worker, by=request.user, at=at):
        return redirect("staffing:person", worker.pk)
    actions.note_workload(of=worker, by=request.user, at=at)
    day = reading.day_of(request.user.authority_id, at=at)
    on = day.on
    context = {
        "colleague": worker,
        "time": times.time_on([worker.pk], on, full_time=day.weights.full_time, is_shut=day.is_shut)[worker.pk],
        "hours": times.hours_of(worker),
        "absences": times.absences_of(worker, since=on),
        "duties": times.duties_of(worker, since=on),
        "form": bound,
        **{f"{name}_form": bound if name == what else made() for name, made in FORMS.items()},
    }
    return render(request, "staffing/person.html", context, status=422 if bound is not None else 200)


def _record(what: str, form: forms.Form, worker: Worker, *, by: Worker, at: datetime) -> bool:
    try:
        ACTS[what](worker=worker, by=by, at=at, **form.cleaned_data)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return False
    return True


@require_POST
@needs(Permission.TIME_PLAN)
def withdraw(request: Asked, worker_id: int, what: str, plan_id: int) -> HttpResponse:
    """Take back what was recorded of somebody's time."""
    worker = _worker(request, worker_id)
    plan = PLANS[what]._default_manager.filter(pk=plan_id, worker=worker).first() if what in PLANS else None
    if plan is None:
        raise Http404
    capacity.withdraw(plan=plan, by=request.user, at=timezone.now())
    return redirect("staffing:person", worker.pk)


def _worker(request: Asked, worker_id: int) -> Worker:
    found = reading.named(request.user, worker_id)
    if found is None:
        raise Http404
    return found
