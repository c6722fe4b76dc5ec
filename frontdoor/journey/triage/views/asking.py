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
from frontdoor.journey.triage.views.looking import again, back, say
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission

EVERYTHING = "everything"


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
        heading="In danger now",
        said="Recorded.",
        anchor="danger",
        act=lambda at: actions.act_on_danger(
            contact=contact, deed=request.POST.get("deed", ""), by=request.user, at=at
        ),
    )


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
    anchor: str = "asking",
) -> HttpResponse:
    """Do one act and go back to the contact; where something is missing or refused, show what was typed and why not."""
    if not form.is_valid():
        return again(request, form, receipt, heading=heading, anchor=anchor)
    try:
        act(timezone.now())
    except Refused as refused:
        say(form, refused)
        return again(request, form, receipt, heading=heading, anchor=anchor)
    messages.success(request, said)
    return back(receipt, anchor)
