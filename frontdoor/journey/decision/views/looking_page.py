"""A manager's looks on the way, taking a recommendation in hand, and what lacks a manager's decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.journey.decision import actions, queries
from frontdoor.journey.decision.forms import LookForm
from frontdoor.journey.intake import queries as intake
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission
from frontdoor.record.pages import moments
from frontdoor.record.policy import queries as policy

A_YEAR = timedelta(days=365)


@require_POST
@needs(Permission.OUTCOME_OVERSEE)
def look(request: Asked, receipt: str) -> HttpResponse:
    """Record a manager's look, from the contact's page or from oversight."""
    contact = get_object_or_404(intake.visible_to(request.user), receipt=receipt)
    at, form = timezone.now(), LookForm(request.POST)
    if form.is_valid():
        calendar, due_on = policy.in_force(request.user.authority_id, at=at).rules.calendar, form.cleaned_data["due_on"]
        if due_on and not calendar.is_open_day(due_on):
            form.add_error("due_on", "The hub is shut on that day: choose another")
    if form.is_valid():
        try:
            actions.look(
                contact=contact,
                kind=request.POST.get("kind", ""),
                words=form.cleaned_data["words"],
                direction=form.cleaned_data["direction"],
                direction_due_at=calendar.close_of(due_on) if due_on else None,
                by=request.user,
                at=at,
            )
        except Refused as refused:
            _say(form, refused)
        else:
            messages.success(request, "Recorded: everybody who works on this contact sees it.")
            return _on(request, receipt)
    shown = {"form": form, "receipt": receipt, "kind": request.POST.get("kind", ""), "made": request.POST.get("made")}
    return render(request, "decision/look_again.html", shown, status=422)


def _on(request: Asked, receipt: str) -> HttpResponse:
    """Go back to where the look was written: the recommendation, if it was there."""
    made = request.POST.get("made", "")
    if made.isdigit():
        return redirect("decision:oversight", int(made))
    return redirect("contact", receipt=receipt)


@require_POST
@needs(Permission.OUTCOME_RECOMMEND)
def follow(request: Asked, receipt: str, look_id: int) -> HttpResponse:
    """Say that a direction was followed."""
    contact = get_object_or_404(intake.visible_to(request.user), receipt=receipt)
    look = get_object_or_404(contact.looks, pk=look_id)
    _do(request, "Noted: the direction was followed.", lambda at: actions.follow(look=look, by=request.user, at=at))
    return redirect("contact", receipt=receipt)


@require_POST
@needs(Permission.OUTCOME_OVERSEE)
def pick_up(request: Asked, recommendation_id: int) -> HttpResponse:
    """Take a recommendation in hand."""
    made = get_object_or_404(queries.visible_to(request.user), pk=recommendation_id)
    said = "You have it in hand: others see that. It lets go by itself when you are idle."
    _do(request, said, lambda at: actions.pick_up(recommendation=made, by=request.user, at=at))
    return redirect("decision:oversight", recommendation_id)


@require_POST
@needs(Permission.OUTCOME_OVERSEE)
def let_go(request: Asked, recommendation_id: int) -> HttpResponse:
    """Let a recommendation go undecided."""
    made = get_object_or_404(queries.visible_to(request.user), pk=recommendation_id)
    _do(request, "Let go.", lambda at: actions.let_go(recommendation=made, by=request.user, at=at))
    return redirect("decision:oversight_queue")


@require_safe
@needs(Permission.OUTCOME_OVERSEE)
def gaps(request: Asked) -> HttpResponse:
    """List what lacks a manager's decision now, until nothing does, and what was closed for want of capacity."""
    at = timezone.now()
    actions.note_gaps_opened(by=request.user, at=at)
    closed = queries.closed_for_want_of_capacity(request.user, since=at - A_YEAR)
    levels = {level.code: level.name for level in policy.in_force(request.user.authority_id, at=at).rules.levels}
    shown = {
        "gaps": [(each, moments.due(due_at=each.due_at, at=at)) for each in queries.gaps(request.user, at=at)],
        "capacity": [(each, levels.get(each.level, each.level)) for each in closed[:200]],
    }
    return render(request, "decision/gaps.html", shown)


def _do(request: Asked, said: str, act: Callable[[datetime], object]) -> None:
    try:
        act(timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, said)


def _say(form: forms.Form, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason)
