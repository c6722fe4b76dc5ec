"""The pages of the policy."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.arrangements import actions, pages
from frontdoor.oversight.arrangements.forms import CompareForm, DayOffForm, TrialForm
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy import queries


@needs(Permission.POLICY_SEE)
@require_GET
def policy(request: Asked) -> HttpResponse:
    """Show the edition in force, like the document that it is."""
    at = timezone.now()
    found = queries.in_force(request.user.authority_id, at=at)
    return _document(request, found, tab="policy")


@needs(Permission.POLICY_SEE)
@require_GET
def edition(request: Asked, edition_id: int) -> HttpResponse:
    """Show one edition, such as the one that a decision was made under."""
    found = queries.edition(request.user.authority_id, edition_id, at=timezone.now())
    if found is None:
        raise Http404
    return _document(request, found, tab="")


def _document(request: Asked, found: queries.InForce, *, tab: str) -> HttpResponse:
    today = timezone.now().astimezone(LONDON).date()
    shown = {
        "tabs": pages.tabs(tab),
        "reading": pages.reading(request.user.authority_id, found, today=today),
        "editions": queries.editions(request.user.authority_id),
    }
    return render(request, "arrangements/policy.html", shown)


@needs(Permission.POLICY_SEE)
@require_GET
def changes(request: Asked) -> HttpResponse:
    """Show what the next edition says otherwise."""
    at = timezone.now()
    authority_id = request.user.authority_id
    compared = pages.compared(
        authority_id,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
        at=at,
        today=at.astimezone(LONDON).date(),
    )
    editions = list(queries.editions(authority_id))
    form = CompareForm(editions, before=compared.before.pk, after=compared.after.pk) if compared else None
    shown = {"tabs": pages.tabs("changes"), "compared": compared, "form": form}
    return render(request, "arrangements/changes.html", shown)


@needs(Permission.POLICY_SEE)
@require_GET
def trial(request: Asked) -> HttpResponse:
    """Try a case against the edition of the day on which it would have been received. Writes nothing."""
    at, authority_id = timezone.now(), request.user.authority_id
    is_asked = bool(request.GET)
    found = queries.in_force(authority_id, at=at)
    may_draw = request.user.may(Permission.OUTCOME_OVERSEE) or request.user.may(Permission.LEDGER_SEE)
    form = TrialForm(request.GET.dict() if is_asked else None, rules=found.rules, may_draw=may_draw)
    result = pages.tried(form, authority_id, at=at) if is_asked and form.is_valid() else None
    return render(request, "arrangements/trial.html", {"tabs": pages.tabs("trial"), "form": form, "result": result})


@needs(Permission.POLICY_SEE)
@require_http_methods(["GET", "POST"])
def days_off(request: Asked) -> HttpResponse:
    """Show the days on which the hub is shut in the months to come, and declare another."""
    at = timezone.now()
    may_change = request.user.may(Permission.POLICY_CHANGE)
    form = DayOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.declare_day_off(
                falls_on=told["falls_on"], kind=told["kind"], name=told["name"], by=request.user, at=at
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            return redirect("arrangements:days_off")
    shown = {
        "tabs": pages.tabs("days_off"),
        "form": form if may_change else None,
        "coming": pages.coming(request.user.authority_id, at=at),
        "declared": queries.days_off(request.user.authority_id),
        "today": at.astimezone(LONDON).date(),
        "may_change": may_change,
    }
    return render(request, "arrangements/days_off.html", shown)


@needs(Permission.POLICY_CHANGE)
@require_POST
def withdraw(request: Asked, day_id: int) -> HttpResponse:
    """Withdraw a declared day off that has not come yet."""
    day = queries.days_off(request.user.authority_id).filter(pk=day_id).first()
    if day is None:
        raise Http404
    actions.withdraw_day_off(day=day, by=request.user, at=timezone.now())
    return redirect("arrangements:days_off")
