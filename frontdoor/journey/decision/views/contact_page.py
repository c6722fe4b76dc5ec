"""The contact's page, and what is sent from its sections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.journey.decision import actions, queries, rules, sections
from frontdoor.journey.decision import needs as picturing
from frontdoor.journey.decision.asking import asking_shown
from frontdoor.journey.decision.concerning import concerns_shown
from frontdoor.journey.decision.forms import DayForm, LookForm, RecommendForm
from frontdoor.journey.decision.picture_forms import PictureForm
from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage import rules as looking
from frontdoor.journey.triage.forms import AllocateForm, RateForm
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import queries as ledger
from frontdoor.record.pages import moments
from frontdoor.record.policy.rating import reasons_not_to_rate_so

Shown = dict[str, object]
JUST_NOW = timedelta(minutes=15)


@require_safe
@needs(Permission.CONTACT_SEE)
def contact(request: Asked, receipt: str) -> HttpResponse:
    """Show one contact, in the order of thought."""
    return _show(request, receipt, at=timezone.now())


@require_POST
@needs(Permission.OUTCOME_RECOMMEND)
def history(request: Asked, receipt: str) -> HttpResponse:
    """Say that the history has been read."""
    found = _find(request, receipt)
    return _do(
        request,
        receipt,
        key="history",
        said="History read.",
        act=lambda at: actions.acknowledge_history(contact=found, by=request.user, at=at),
    )


@require_POST
@needs(Permission.OUTCOME_RECOMMEND)
def finding(request: Asked, receipt: str) -> HttpResponse:
    """Record what is known and not known of the needs."""
    found, at = _find(request, receipt), timezone.now()
    picture = queries.picture_of(found, at=at)
    form = picturing.picture_form(picture, request.POST)
    if not form.is_valid():
        return _show(request, receipt, at=at, bound=form, key="known")
    about = form.cleaned_data.get("about", "")
    named = next((each for each in picture.children if str(each.position) == about), None)
    return _do(
        request,
        receipt,
        key="known",
        said="Recorded.",
        form=form,
        act=lambda at: actions.add_findings(
            contact=found, named=named, findings=form.findings(), by=request.user, at=at
        ),
    )


@require_POST
@needs(Permission.OUTCOME_RECOMMEND)
def end_finding(request: Asked, receipt: str, finding_id: int) -> HttpResponse:
    """Take a finding back."""
    kept = get_object_or_404(_find(request, receipt).findings, pk=finding_id)
    return _do(
        request,
        receipt,
        key="known",
        said="Taken back. It stays on the record as ended.",
        act=lambda at: actions.end_finding(finding=kept, by=request.user, at=at),
    )


@require_POST
@needs(Permission.OUTCOME_RECOMMEND)
def day(request: Asked, receipt: str, position: int) -> HttpResponse:
    """Record what a child's day is like."""
    named = get_object_or_404(_find(request, receipt).named, position=position)
    form = DayForm(request.POST, position=position)
    if not form.is_valid():
        return _show(request, receipt, at=timezone.now(), bound=form, key="day")
    return _do(
        request,
        receipt,
        key="day",
        said="Recorded.",
        form=form,
        act=lambda at: actions.describe_day(named=named, by=request.user, at=at, **form.cleaned_data),
    )


@require_POST
@needs(Permission.OUTCOME_RECOMMEND)
def recommend(request: Asked, receipt: str) -> HttpResponse:
    """Recommend outcomes for every child."""
    found, at = _find(request, receipt), timezone.now()
    form = sections.recommend_form(queries.picture_of(found, at=at), request.POST)
    if not form.is_valid():
        return _show(request, receipt, at=at, bound=form, key="recommend")
    words = {name: form.cleaned_data[name] for name in ("rationale", "missing", "reply")}
    return _do(
        request,
        receipt,
        key="recommend",
        said=lambda: _said_of(found),
        form=form,
        act=lambda at: actions.recommend(
            contact=found,
            outcomes=form.proposed(),
            by=request.user,
            at=at,
            seen=form.cleaned_data["seen"] or 0,
            **words,
        ),
    )


def _said_of(contact: queries.Contact) -> str:
    """Say what came of a recommendation: it waits for a second person, or took effect outside the sample."""
    made = queries.latest_recommendation(contact)
    if made is None or not hasattr(made, "left_out"):
        return "Recommended. It waits for a second person now."
    return f"It took effect on your recommendation. {made.left_out.because}."


@require_POST
@needs(Permission.CONTACT_TAKE)
def tell(request: Asked, receipt: str) -> HttpResponse:
    """Say that the referrer was told by phone or in person."""
    reply = queries.reply_to(_find(request, receipt))
    if reply is None:
        raise Http404
    return _do(
        request,
        receipt,
        key="recommend",
        said="Noted: the referrer has been told.",
        act=lambda at: actions.tell(reply=reply, by=request.user, at=at),
    )


def _find(request: Asked, receipt: str) -> queries.Contact:
    seen = intake.visible_to(request.user).select_related("agency", "professional", "recorded_by")
    return get_object_or_404(seen, receipt=receipt)


def _do(
    request: Asked,
    receipt: str,
    *,
    key: str,
    said: str | Callable[[], str],
    act: Callable[[datetime], object],
    form: forms.Form | None = None,
) -> HttpResponse:
    """Do one act and go back to its section; when it is refused, show the page with what was typed and why not."""
    at = timezone.now()
    form = form or forms.Form({})
    try:
        act(at)
    except Refused as refused:
        form.is_valid()
        for reason in refused.reasons:
            form.add_error(None, reason)
        return _show(request, receipt, at=at, bound=form, key=key)
    messages.success(request, said if isinstance(said, str) else said())
    return HttpResponseRedirect(f"{reverse('contact', args=[receipt])}#{key}")


def _show(
    request: Asked, receipt: str, *, at: datetime, bound: forms.Form | None = None, key: str = ""
) -> HttpResponse:
    """Note who was opened, then show the page. Nothing leaves before the note is kept."""
    found = _find(request, receipt)
    who = intake.who(found)
    people = {each.named.pk: each.person for each in who if each.person is not None}
    actions.note_contact_opened(contact=found, people=people.values(), by=request.user, at=at)
    picture = queries.picture_of(found, at=at, named=[each.named for each in who], people=people)
    shown = {
        "contact": found,
        "who": who,
        "picture": picture,
        "form": bound,
        "sections": sections.sections_of(picture, bound_key=key),
        "also_told": triage.also_told_by(found),
        "also_here": ledger.others_at_contact(found.pk, besides=request.user.pk, since=at - JUST_NOW),
        **_may(request.user, picture),
        **_rail(picture),
        "pressure": queries.pressure_beside(picture),
        **_forms(request.user, picture, bound),
        **asking_shown(request.user, picture),
        **concerns_shown(request.user, picture),
        **_ending(picture),
    }
    return render(request, "decision/contact.html", shown, status=422 if bound else 200)


def _may(worker: Worker, picture: Picture) -> Shown:
    is_open = picture.contact.ended_at is None
    return {
        "may_not_identify": not worker.may(Permission.PERSON_IDENTIFY),
        "may_classify": is_open and worker.may(Permission.CONTACT_CLASSIFY),
        "may_rate": is_open and worker.may(Permission.CONTACT_RATE),
        "may_allocate": is_open and worker.may(Permission.CONTACT_ALLOCATE),
        "may_weigh": is_open and worker.may(Permission.OUTCOME_RECOMMEND),
        "may_oversee": worker.may(Permission.OUTCOME_OVERSEE),
        "may_look": is_open and worker.may(Permission.OUTCOME_OVERSEE),
        "may_tell": worker.may(Permission.CONTACT_TAKE),
    }


def _rail(picture: Picture) -> Shown:
    found = picture.contact
    clock = triage.clock_of(found, picture.rating, picture.rules)
    return {
        "clock": clock,
        "due": moments.due(due_at=clock.due_at, at=picture.at, ended_at=found.ended_at),
        "stage": picture.stage,
        "is_waiting": picture.stage is Stage.OVERSIGHT,
        **_in_the_way(picture),
        "source": triage.source_of(found),
        "level_stated": dict(sections.levels_of(picture)).get(found.level_stated, found.level_stated),
    }


def _in_the_way(picture: Picture) -> Shown:
    """Say what must be there before anything is recommended, or who may decide about what is."""
    if picture.contact.ended_at:
        return {}
    if picture.stage is Stage.OVERSIGHT and picture.recommendation:
        lacking = rules.reasons_evidence_is_lacking(picture.evidence_for_oversight({}))
        return {"in_the_way": lacking, "second_person": sections.second_person(picture.recommendation)}
    return {"in_the_way": rules.reasons_evidence_is_lacking(picture.evidence())}


def _forms(worker: Worker, picture: Picture, bound: forms.Form | None) -> Shown:
    recommending = isinstance(bound, RecommendForm)
    if isinstance(bound, RecommendForm):
        bound.seeing(picture.recommendation.pk if picture.recommendation else 0)
    holding = worker.may(Permission.CONTACT_ALLOCATE) and picture.contact.ended_at is None
    workers = triage.workers_who_may_have(worker.authority_id) if holding else []
    return {
        "children": sections.children_of(picture, bound=bound),
        "needs": picturing.needs_of(picture),
        "picture_form": bound if isinstance(bound, PictureForm) else picturing.picture_form(picture),
        "recommend_form": bound if recommending else sections.recommend_form(picture),
        "is_written": recommending,
        "is_written_twice": recommending and picture.oversight_kind == "",
        "look_form": LookForm(),
        "rate_form": RateForm(is_change=picture.rating is not None, seen=picture.rating.pk if picture.rating else 0),
        **_rating(worker, picture),
        "allocate_form": AllocateForm(workers=[(str(each.pk), each.name) for each in workers]),
    }


def _rating(worker: Worker, picture: Picture) -> Shown:
    """Say why this worker may rate nothing here, or which rating the policy leaves to others."""
    rater, current = triage.rater(worker), picture.rating.colour if picture.rating else ""
    return {
        "not_to_rate": looking.reasons_nothing_may_be_rated(
            rater, picture.rules, has_ended=picture.contact.ended_at is not None, current_colour=current
        ),
        "left_to_others": list(
            dict.fromkeys(
                reason
                for colour in looking.COLOURS
                if colour != current
                for reason in reasons_not_to_rate_so(rater, picture.rules, rating=colour, current=current)
            )
        ),
    }


def _ending(picture: Picture) -> Shown:
    """Tell what was recommended and took effect, and the reply, where there are any."""
    made = picture.recommendation
    if made is None:
        return {}
    has_ended = picture.contact.ended_at is not None
    levels = {level.code: level.name for level in picture.rules.levels}
    decided = queries.outcomes_of(picture.contact) if has_ended else {}
    return {
        "recommendation": made,
        "oversight": getattr(made, "oversight", None),
        "proposed": queries.in_words(picture.children, picture.people, queries.proposed_in(made), levels),
        "levels_beside": picturing.levels_beside(picture, queries.proposed_in(made)),
        "decided": queries.in_words(picture.children, picture.people, decided, levels),
        "reply": queries.reply_to(picture.contact) if has_ended else None,
    }
