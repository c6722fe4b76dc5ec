"""Asking whoever told us, and acting on danger. Each form lives on the contact's page; here it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from frontdoor.journey.intake import queries as intake
from frontdoor.journey.triage import actions, missing, queries
from frontdoor.journey.triage.forms import AnswerForm, AskForm, ChaseForm, NotAskedForm, TakeBackForm
from frontdoor.journey.triage.models import NotAsked, Question
from frontdoor.journey.triage.views.looking import Stands, again, back, say
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission

EVERYTHING = "everything"
IN_DANGER = "In danger now"


@require_POST
@needs(Permission.QUESTION_ASK)
def ask(request: Asked, receipt: str) -> HttpResponse:
    """Ask the referrer for one thing that is missing, for all of it, or for something else."""
    contact = _find(request, receipt)
    chosen = request.POST.get("missing", "")
    lacking = [each for each in queries.asking_of(contact).missing if chosen in (EVERYTHING, each.code)]
    form = AskForm(request.POST, is_enough=bool(lacking))
    if not form.is_valid():
        return again(request, form, receipt, heading="Ask the referrer", anchor="asking")
    words = missing.in_words(lacking, more=form.cleaned_data["words"])
    return _do(
        request,
        receipt,
        form,
        heading="Ask the referrer",
        said="Asked. The clock does not stop; the time until the answer is counted.",
        act=lambda at: actions.ask(
            contact=contact, kind="clarity", words=words, codes=[each.code for each in lacking], by=request.user, at=at
        ),
        stands=lambda: _open(contact, "clarity"),
    )


@require_POST
@needs(Permission.QUESTION_ASK)
def return_for_consent(request: Asked, receipt: str) -> HttpResponse:
    """Return a contact to the referrer for the family's agreement."""
    contact, form = _find(request, receipt), AskForm(request.POST, is_enough=True)
    form.is_valid()
    words = f"{missing.AGREEMENT}\n{form.cleaned_data.get('words', '')}".strip()
    return _do(
        request,
        receipt,
        form,
        heading="Return it for consent",
        said="Returned for consent. It stays on the board until the referrer answers or somebody takes it back.",
        act=lambda at: actions.ask(
            contact=contact, kind="consent", words=words, codes=["family_agreement"], by=request.user, at=at
        ),
        stands=lambda: _open(contact, "consent"),
    )


@require_POST
@needs(Permission.QUESTION_ANSWER)
def answer(request: Asked, receipt: str, question_id: int) -> HttpResponse:
    """Record what the referrer answered when they were rung."""
    contact = _find(request, receipt)
    question = get_object_or_404(contact.questions, pk=question_id)
    form = AnswerForm(request.POST, kind=question.kind)
    return _do(
        request,
        receipt,
        form,
        heading="Their answer",
        said="Their answer is recorded.",
        act=lambda at: actions.answer(question=question, by=request.user, at=at, **form.cleaned_data),
        stands=lambda: contact.questions.get(pk=question.pk),
    )


@require_POST
@needs(Permission.QUESTION_ASK)
def chase(request: Asked, receipt: str, question_id: int) -> HttpResponse:
    """Note an attempt to get the answer."""
    question = get_object_or_404(_find(request, receipt).questions, pk=question_id)
    form = ChaseForm(request.POST)
    return _do(
        request,
        receipt,
        form,
        heading="Chase the answer",
        said="Noted.",
        act=lambda at: actions.chase(question=question, outcome=form.cleaned_data["outcome"], by=request.user, at=at),
    )


@require_POST
@needs(Permission.QUESTION_ASK)
def take_back(request: Asked, receipt: str, question_id: int) -> HttpResponse:
    """Stop asking."""
    question = get_object_or_404(_find(request, receipt).questions, pk=question_id)
    form = TakeBackForm(request.POST)
    return _do(
        request,
        receipt,
        form,
        heading="Take the question back",
        said="Taken back. It stays on the record, with your reason.",
        act=lambda at: actions.take_back(
            question=question, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        stands=lambda: question.contact.questions.get(pk=question.pk),
    )


@require_POST
@needs(Permission.OUTCOME_RECOMMEND)
def say_not_asked(request: Asked, receipt: str) -> HttpResponse:
    """Say why the family was not asked whether it agrees."""
    contact, form = _find(request, receipt), NotAskedForm(request.POST)
    return _do(
        request,
        receipt,
        form,
        heading="Why the family was not asked",
        said="Recorded. It shows to whoever oversees this contact.",
        act=lambda at: actions.say_why_not_asked(contact=contact, by=request.user, at=at, **form.cleaned_data),
        stands=lambda: queries.standing_reason(contact),
    )


@require_POST
@needs(Permission.OUTCOME_OVERSEE)
def approve_not_asking(request: Asked, receipt: str) -> HttpResponse:
    """Stand behind not asking the family, as a second person."""
    contact = _find(request, receipt)
    return _do(
        request,
        receipt,
        forms.Form(request.POST),
        heading="Why the family was not asked",
        said="You stand behind it.",
        act=lambda at: actions.approve_not_asking(contact=contact, by=request.user, at=at),
    )


@require_POST
@needs(Permission.DANGER_ACT)
def act_on_danger(request: Asked, receipt: str) -> HttpResponse:
    """Record what was done about a child's danger, with one press."""
    contact = _find(request, receipt)
    return _do(
        request,
        receipt,
        forms.Form(request.POST),
        heading=IN_DANGER,
        said="Recorded.",
        act=lambda at: actions.act_on_danger(
            contact=contact, deed=request.POST.get("deed", ""), by=request.user, at=at
        ),
    )


def _open(contact: queries.Contact, kind: str) -> Question | None:
    """Find what is open with the referrer already."""
    return next((each for each in queries.asking_of(contact).open if each.kind == kind), None)


def _find(request: Asked, receipt: str) -> queries.Contact:
    seen = intake.visible_to(request.user).select_related("agency", "professional")
    return get_object_or_404(seen, receipt=receipt)


def _do(
    request: Asked,
    receipt: str,
    form: forms.Form,
    *,
    heading: str,
    said: str,
    act: Callable[[datetime], object],
    stands: Callable[[], Question | NotAsked | None] = lambda: None,
) -> HttpResponse:
    """Do one act and go back to the contact; where something is missing or refused, show what was typed and why not."""
    anchor = "danger" if heading == IN_DANGER else "asking"
    if not form.is_valid():
        return again(request, form, receipt, heading=heading, anchor=anchor)
    try:
        act(timezone.now())
    except Refused as refused:
        say(form, refused)
        return again(request, form, receipt, heading=heading, anchor=anchor, stands=_as_said(stands()))
    messages.success(request, said)
    return back(receipt, anchor)


def _as_said(stands: Question | NotAsked | None) -> Stands | None:
    """Tell what another has said already: the question asked, its answer or why it was taken back, or why not asked."""
    if stands is None:
        return None
    if isinstance(stands, NotAsked):
        return Stands(what=stands.get_reason_display(), words=stands.words, by=stands.said_by.name, at=stands.said_at)
    if stands.answered_at and stands.answered_by:
        return Stands(what="Answered", words=stands.answer, by=stands.answered_by.name, at=stands.answered_at)
    if stands.ended_at and stands.ended_by:
        because, by = stands.ended_because, stands.ended_by.name
        return Stands(what="No longer asked", words=because, by=by, at=stands.ended_at)
    return Stands(what="Asked", words=stands.words, by=stands.asked_by.name, at=stands.asked_at)
