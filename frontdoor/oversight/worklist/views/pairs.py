"""Possible duplicates: the list, two records side by side, a link between them, and what may be said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdoor.journey.children import actions as children_actions
from frontdoor.journey.children import identity_rules
from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Person, SamePerson
from frontdoor.journey.triage import queries as triage
from frontdoor.oversight.worklist import actions
from frontdoor.oversight.worklist.identity_forms import (
    AnswerForm,
    AskForm,
    EndForm,
    KeepApartForm,
    NotSameForm,
    OtherRecordForm,
    SameForm,
)
from frontdoor.oversight.worklist.queries import duplicates as reading
from frontdoor.oversight.worklist.queries.recorded import facts_since
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission


@needs(Permission.PERSON_JOIN)
@require_GET
def pairs(request: Asked) -> HttpResponse:
    """Show the pairs of records to look at, and the links that wait for a second person."""
    at = timezone.now()
    page = reading.duplicates(request.user, at=at)
    actions.note_pairs(person_ids=page.person_ids, by=request.user, at=at)
    return render(request, "worklist/pairs.html", {"page": page, "at": at})


@needs(Permission.PERSON_JOIN)
@require_POST
def find(request: Asked) -> HttpResponse:
    """Look up whoever was recorded since pairs were last found."""
    found = actions.find_new_pairs(by=request.user, at=timezone.now())
    messages.success(request, f"{found} pair{'' if found == 1 else 's'} found among those recorded since.")
    return redirect("worklist:pairs")


@needs(Permission.PERSON_JOIN)
@require_POST
def compare(request: Asked, reference: str) -> HttpResponse:
    """Go to a person beside another, whose reference was typed."""
    one = _person(request.user, reference)
    form = OtherRecordForm(request.POST)
    other = _by_reference(request.user, form.cleaned_data["other"]) if form.is_valid() else None
    if other is None or other == one:
        messages.error(request, "No other person has this reference. Check it, and type it again.")
        return redirect("worklist:child", reference=one.reference)
    return redirect("worklist:pair", one=one.reference, other=other.reference)


@needs(Permission.PERSON_JOIN)
@require_GET
def pair(request: Asked, one: str, other: str) -> HttpResponse:
    """Show two records side by side, once the ledger has who opened them."""
    return _pair(request, one, other)


@needs(Permission.PERSON_JOIN)
@require_POST
def same(request: Asked, one: str, other: str) -> HttpResponse:
    """Propose that two records are one person."""
    first, second = _two(request.user, one, other)
    form = SameForm(request.POST, records=_records(first, second))

    def act(at: datetime) -> object:
        leading = first if form.cleaned_data["leading"] == first.reference else second
        because = form.cleaned_data["because"]
        return children_actions.propose_same(
            one=first, other=second, leading=leading, because=because, by=request.user, at=at
        )

    return _say(request, (one, other), form, act, "Proposed. A second person has to confirm it.")


@needs(Permission.PERSON_JOIN)
@require_POST
def not_same(request: Asked, one: str, other: str) -> HttpResponse:
    """Say that two records are two people."""
    first, second = _two(request.user, one, other)
    form = NotSameForm(request.POST)

    def act(at: datetime) -> object:
        return children_actions.say_not_same(
            one=first, other=second, because=form.cleaned_data["because"], by=request.user, at=at
        )

    return _say(request, (one, other), form, act, "Kept: they are two people, and are not suggested again.")


@needs(Permission.PERSON_JOIN)
@require_POST
def ask(request: Asked, one: str, other: str) -> HttpResponse:
    """Ask somebody who knows them."""
    first, second = _two(request.user, one, other)
    workers = {str(worker.pk): worker for worker in triage.workers_who_may_have(request.user.authority_id)}
    form = AskForm(request.POST, workers=_choices(workers))

    def act(at: datetime) -> object:
        of = workers[form.cleaned_data["worker"]]
        words = form.cleaned_data["words"]
        return children_actions.ask_about(one=first, other=second, words=words, of=of, by=request.user, at=at)

    return _say(request, (one, other), form, act, "Asked. The answer appears here, and joins nobody by itself.")


@needs(Permission.PERSON_JOIN)
@require_POST
def withdraw(request: Asked, verdict_id: int) -> HttpResponse:
    """Withdraw that two records are two people."""
    verdict = get_object_or_404(
        children.verdicts_visible_to(request.user).select_related("one", "other"), pk=verdict_id
    )
    try:
        children_actions.withdraw_not_same(verdict=verdict, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, "Withdrawn: the two may be suggested again.")
    return redirect("worklist:pair", one=verdict.one.reference, other=verdict.other.reference)


@needs(Permission.PERSON_JOIN)
@require_GET
def link(request: Asked, link_id: int) -> HttpResponse:
    """Show a link between two records: who said what, and what was recorded since they were joined."""
    return _link(request, link_id)


@needs(Permission.PERSON_JOIN)
@require_POST
def confirm(request: Asked, link_id: int) -> HttpResponse:
    """Confirm as a second person that two records are one."""
    found = _find_link(request, link_id)
    try:
        children_actions.confirm_same(link=found, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect("worklist:link", link_id=link_id)
    messages.success(request, "Joined: the two records are read as one from now on.")
    return redirect("worklist:child", reference=found.leading.reference)


@needs(Permission.PERSON_JOIN)
@require_POST
def end(request: Asked, link_id: int) -> HttpResponse:
    """Part two records, or give up a proposal."""
    found = _find_link(request, link_id)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            children_actions.end_same(
                link=found,
                because=form.cleaned_data["because"],
                are_two_people=form.cleaned_data["are_two_people"] == "yes",
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, "Ended. Every fact is with the record that it was written on.")
            return redirect("worklist:pair", one=found.one.reference, other=found.other.reference)
    return _link(request, link_id, form)


@needs(Permission.PERSON_IDENTIFY)
@require_http_methods(["GET", "POST"])
def answer(request: Asked, question_id: int) -> HttpResponse:
    """Answer whether two records are one person, with both of them in sight."""
    question = get_object_or_404(children.questions_for(request.user), pk=question_id)
    if children.never_together([question.one_id, question.other_id]):
        raise Http404
    at = timezone.now()
    form = AnswerForm(request.POST if request.method == "POST" else None, question_id=question.pk)
    if form.is_valid():
        try:
            children_actions.answer_about(question=question, **form.cleaned_data, by=request.user, at=at)
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, "Thank you. Whoever asked sees your answer.")
            return redirect("worklist:my_work")
    actions.note_compared(person_ids=[question.one_id, question.other_id], by=request.user, at=at)
    page = reading.beside(question.one, question.other, at=at)
    shown = {"page": page, "question": question, "form": form, "at": at}
    return render(request, "worklist/answer.html", shown, status=422 if form.is_bound else 200)


@needs(Permission.IDENTITIES_SEPARATE)
@require_http_methods(["GET", "POST"])
def keep_apart(request: Asked) -> HttpResponse:
    """Keep a child's two identities apart for good."""
    form = KeepApartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        one, other = (_by_reference(request.user, form.cleaned_data[name]) for name in ("one", "other"))
        try:
            if one is None or other is None:
                raise Refused(["One of the two references is not known. Check both, and type them again."])
            children_actions.keep_apart(
                one=one, other=other, because=form.cleaned_data["because"], by=request.user, at=timezone.now()
            )
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, "The two are kept apart. Nothing on any page says so.")
            return redirect("worklist:keep_apart")
    return render(request, "worklist/keep_apart.html", {"form": form}, status=422 if form.is_bound else 200)


def _say(
    request: Asked, references: tuple[str, str], form: forms.Form, act: Callable[[datetime], object], said: str
) -> HttpResponse:
    """Do one act about a pair and go back to it; when it is refused, show the pair with what was typed and why not."""
    if form.is_valid():
        try:
            act(timezone.now())
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("worklist:pair", args=references))
    return _pair(request, *references, bound=form)


def _pair(request: Asked, one: str, other: str, *, bound: forms.Form | None = None) -> HttpResponse:
    at = timezone.now()
    first, second = _two(request.user, one, other)
    status = 422 if bound else 200
    if frozenset({first.pk, second.pk}) in children.never_together([first.pk, second.pk]):
        return render(request, "worklist/pair_refused.html", {"reason": identity_rules.CANNOT_BE_JOINED}, status=status)
    actions.note_compared(person_ids=[first.pk, second.pk], by=request.user, at=at)
    workers = {str(worker.pk): worker for worker in triage.workers_who_may_have(request.user.authority_id)}
    forms_shown: dict[str, forms.Form] = {
        "same_form": SameForm(records=_records(first, second)),
        "apart_form": NotSameForm(),
        "ask_form": AskForm(workers=_choices(workers)),
    }
    if bound is not None:
        name = next(key for key, each in forms_shown.items() if type(each) is type(bound))
        forms_shown[name] = bound
    shown = {"page": reading.beside(first, second, at=at), "at": at, "form": bound, **forms_shown}
    return render(request, "worklist/pair.html", shown, status=status)


def _link(request: Asked, link_id: int, bound: EndForm | None = None) -> HttpResponse:
    at = timezone.now()
    found = _find_link(request, link_id)
    actions.note_compared(person_ids=[found.one_id, found.other_id], by=request.user, at=at)
    records = children.identities_of([found.one_id])[found.one_id]
    is_joined = found.confirmed_at is not None and found.ended_at is None
    shown = {
        "page": reading.of_link(found, at=at),
        "link": found,
        "at": at,
        "form": bound,
        "end_form": bound or EndForm(),
        "is_joined": is_joined,
        "reasons_not_to_confirm": identity_rules.reasons_not_to_confirm(
            children.confirming_facts(found, worker=request.user)
        ),
        "facts": facts_since(records, since=found.confirmed_at) if is_joined and found.confirmed_at else [],
    }
    return render(request, "worklist/link.html", shown, status=422 if bound else 200)


def _find_link(request: Asked, link_id: int) -> SamePerson:
    links = children.links_visible_to(request.user)
    people = ("one", "other", "leading", "proposed_by", "confirmed_by", "ended_by")
    return get_object_or_404(links.select_related(*people), pk=link_id)


def _two(worker: Worker, one: str, other: str) -> tuple[Person, Person]:
    """Find two people by any of their references, each under the record that leads."""
    first, second = _person(worker, one), _person(worker, other)
    if first.reference == second.reference and one == other:
        raise Http404
    return first, second


def _person(worker: Worker, reference: str) -> Person:
    person = _by_reference(worker, reference)
    if person is None:
        raise Http404
    return person


def _by_reference(worker: Worker, reference: str) -> Person | None:
    people = children.with_leading(children.visible_to(worker))
    found = people.filter(reference=reference.strip().upper()).first()
    return children.leading(found) if found else None


def _records(one: Person, other: Person) -> list[tuple[str, str]]:
    return [(each.reference, f"{children.name_of(each)}, {each.reference}") for each in (one, other)]


def _choices(workers: dict[str, Worker]) -> list[tuple[str, str]]:
    return [(key, worker.name) for key, worker in workers.items()]


def _add(form: forms.Form, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason)
