"""The overseer's pages: the queue by when it is due, and one recommendation beside its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.journey.decision import actions, queries, rules, sections
from frontdoor.journey.decision import needs as picturing
from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.forms import ChangeForm, LookForm, ReturnForm
from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.triage import queries as triage
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission
from frontdoor.record.pages import moments

SAID = {
    "agreed": "Agreed. It took effect.",
    "changed": "Changed. It took effect as you decided.",
    "returned": "Returned, with your direction.",
}


@require_safe
@needs(Permission.OUTCOME_OVERSEE)
def oversight_queue(request: Asked) -> HttpResponse:
    """List what waits for a second person, by when it is due."""
    at = timezone.now()
    waiting = queries.queue(request.user, at=at)
    rows = [(each, moments.due(due_at=each.clock.due_at, at=at)) for each in waiting]
    return render(request, "decision/queue.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.OUTCOME_OVERSEE)
def oversight(request: Asked, recommendation_id: int) -> HttpResponse:
    """Show a recommendation beside its evidence, or decide about it."""
    at = timezone.now()
    seen = queries.visible_to(request.user).select_related(
        "contact__agency", "contact__professional", "recommended_by", "oversight__decided_by"
    )
    recommendation = get_object_or_404(seen, pk=recommendation_id)
    picture = queries.picture_of(recommendation.contact, at=at)
    if request.method == "POST":
        return _decide(request, recommendation, picture, at=at)
    return _show(request, recommendation, picture, at=at)


def _decide(request: Asked, recommendation: queries.Recommendation, picture: Picture, *, at: datetime) -> HttpResponse:
    kind = request.POST.get("kind", "")
    form = _form(kind, request.POST, picture)
    if form.is_valid():
        _refuse_a_day_when_shut(form, picture)
    if not form.is_valid():
        return _show(request, recommendation, picture, at=at, bound=form)
    try:
        if request.POST.get("take_over"):
            actions.pick_up(recommendation=recommendation, by=request.user, at=at)
        actions.oversee(
            recommendation=recommendation,
            kind=kind,
            reason=form.cleaned_data.get("reason", ""),
            outcomes=form.proposed() if isinstance(form, ChangeForm) else None,
            direction=form.cleaned_data.get("direction", ""),
            direction_due_at=_end_of_day(form, picture),
            reply=form.cleaned_data.get("reply", ""),
            by=request.user,
            at=at,
        )
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return _show(request, recommendation, picture, at=at, bound=form)
    messages.success(request, f"{recommendation.contact.receipt}: {SAID[kind]}")
    following = queries.next_in_queue(request.user, at=at)
    if following is None:
        return redirect("decision:oversight_queue")
    return redirect("decision:oversight", following.pk)


def _form(kind: str, typed: Mapping[str, object], picture: Picture) -> forms.Form:
    if kind == "changed":
        return sections.change_form(picture, typed)
    return ReturnForm(typed) if kind == "returned" else forms.Form(typed)


def _refuse_a_day_when_shut(form: forms.Form, picture: Picture) -> None:
    """Say so when a direction is due on a day on which the hub does not open."""
    chosen = form.cleaned_data.get("due_on")
    if chosen and not picture.rules.calendar.is_open_day(chosen):
        form.add_error("due_on", "The hub is shut on that day: choose another")


def _end_of_day(form: forms.Form, picture: Picture) -> datetime | None:
    """Find when the hub closes on the day chosen, where one is."""
    chosen = form.cleaned_data.get("due_on")
    return picture.rules.calendar.close_of(chosen) if chosen else None


def _show(
    request: Asked,
    recommendation: queries.Recommendation,
    picture: Picture,
    *,
    at: datetime,
    bound: forms.Form | None = None,
) -> HttpResponse:
    """Note that it was opened, then show it."""
    actions.note_recommendation_opened(
        recommendation=recommendation, people=picture.people.values(), by=request.user, at=at
    )
    proposed = queries.proposed_in(recommendation)
    hands = _hands(request, recommendation, at=at)
    shown = {
        "contact": picture.contact,
        "recommendation": recommendation,
        "oversight": _made(recommendation),
        "picture": picture,
        "form": bound,
        **hands,
        **_evidence(picture, proposed),
        "not_to_agree": hands["not_mine"] or _reasons_not_to_agree(picture, proposed, role=request.user.role),
        "change_form": bound if isinstance(bound, ChangeForm) else sections.change_form(picture),
        "return_form": bound if isinstance(bound, ReturnForm) else ReturnForm(),
        "written_meanwhile": bool(
            _unsaved(bound) and hands["held"] and not hands["is_recommender"] and hands["not_mine"]
        ),
        "unsaved": _unsaved(bound) if _made(recommendation) else [],
        "look_form": _look_form(bound),
        "pattern_form": LookForm(label="What you make of the pattern", prefix_id="pattern"),
        "dues": _dues(recommendation, picture, at=at),
        "pressure": queries.pressure_beside(picture),
        "amid": queries.amid(recommendation) if _made(recommendation) else [],
    }
    return render(request, "decision/oversight.html", shown, status=422 if bound else 200)


def _hands(request: Asked, recommendation: queries.Recommendation, *, at: datetime) -> dict[str, object]:
    """Tell in whose hands a recommendation is, and why this worker may not decide about it."""
    held = queries.in_hand([recommendation.pk], at=at).get(recommendation.pk)
    is_mine = held is not None and held.picked_up_by_id == request.user.pk
    is_recommender = recommendation.recommended_by_id == request.user.pk
    another = held.picked_up_by.name if held and not is_mine else ""
    return {
        "held": held,
        "is_mine": is_mine,
        "is_recommender": is_recommender,
        "not_mine": rules.reasons_not_yours(is_recommender=is_recommender, in_hand_of=another),
    }


def _evidence(picture: Picture, proposed: Mapping[int, ProposedOutcome]) -> dict[str, object]:
    """Set what is recommended beside what it rests on."""
    children, levels = picture.children, {level.code: level.name for level in picture.rules.levels}
    return {
        "proposed": queries.in_words(children, picture.people, proposed, levels),
        "levels_beside": picturing.levels_beside(picture, proposed),
        "overseen": queries.overseen_by(picture, proposed),
        "came_back": any(child.came_back for child in picture.evidence(proposed).children),
        "needs": picturing.needs_of(picture),
        "days": [(queries.told_name(each), picture.days.get(each.pk)) for each in children],
        "classes": [(queries.told_name(each), sections.class_words(picture.classes.get(each.pk))) for each in children],
        "source": triage.source_of(picture.contact),
    }


def _unsaved(bound: forms.Form | None) -> list[tuple[str, str]]:
    """List what somebody wrote that was not kept, each with its label, so that it is not lost with the page."""
    if bound is None:
        return []
    written = ((str(field.label), str(field.value() or "").strip()) for field in bound if not field.is_hidden)
    return [(label, words) for label, words in written if words]


def _look_form(bound: forms.Form | None) -> LookForm:
    """Put the words that were not kept where they can be kept as a look, if there are any."""
    words = bound.data.get("reason", "") if bound is not None else ""
    return LookForm({"words": words}, prefix_id="unsaved") if words else LookForm(prefix_id="unsaved")


def _made(recommendation: queries.Recommendation) -> queries.Oversight | None:
    return getattr(recommendation, "oversight", None)


def _dues(recommendation: queries.Recommendation, picture: Picture, *, at: datetime) -> list[tuple[str, moments.Due]]:
    """Tell by when a second person must decide, as the queue does, and the contact's own limit, each by its name."""
    oversight = _made(recommendation)
    for_oversight = queries.oversight_clock(recommendation, picture.rules)
    for_contact = triage.clock_of(picture.contact, picture.rating, picture.rules)
    decided_at = oversight.decided_at if oversight else None
    return [
        (for_oversight.limit.name, moments.due(due_at=for_oversight.due_at, at=at, ended_at=decided_at)),
        (
            for_contact.limit.name,
            moments.due(due_at=for_contact.due_at, at=at, ended_at=picture.contact.ended_at),
        ),
    ]


def _reasons_not_to_agree(picture: Picture, proposed: Mapping[int, ProposedOutcome], *, role: str) -> list[str]:
    evidence = picture.evidence_for_oversight(proposed)
    against = rules.reasons_against_outcomes(evidence.children, levels=picture.level_codes)
    standing = rules.reasons_not_to_let_it_stand(evidence)
    overseen = queries.overseen_by(picture, proposed)
    for_another = rules.reasons_for_another_role(role, seen_by=overseen.seen_by, because=overseen.why)
    return [*rules.reasons_evidence_is_lacking(evidence), *against, *standing, *for_another]
