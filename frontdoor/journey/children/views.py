"""A family on one page: the picture, the tables, everything that was recorded, and the forms to add and put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdoor.journey.children import actions, pictures, queries
from frontdoor.journey.children.forms import COUNCIL, DiedForm, FactForm, LivesForm, RelateForm, ResponsibleForm
from frontdoor.journey.children.queries import family_page as pages
from frontdoor.journey.children.queries import recorded
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission


@needs(Permission.PERSON_SEE)
@require_GET
def family(request: Asked, reference: str) -> HttpResponse:
    """Show a person's family on one page, once the ledger has who opened it."""
    return _show(request, _open(request, reference, timezone.now()))


@needs(Permission.FAMILY_RECORD)
@require_POST
def relate(request: Asked, reference: str) -> HttpResponse:
    """Record what somebody is to this person; somebody new only where nobody known is meant."""
    at = timezone.now()
    page = _open(request, reference, at)
    form = RelateForm(request.POST, family=page.family, name=page.name)
    if form.is_valid() and form.new_person is not None:
        likely = pages.likely_people(form.new_person, authority_id=request.user.authority_id)
        form = RelateForm(request.POST, family=page.family, name=page.name, likely=likely)
    return _record(request, page, form, "relate_form", lambda: _relate(request, page, form, at))


def _relate(request: Asked, page: pages.FamilyPage, form: RelateForm, at: datetime) -> None:
    child, told, is_elder = page.person, form.told, form.is_elder
    if (new := form.new_person) is not None:
        actions.relate_somebody_new(new=new, child=child, told=told, is_elder=is_elder, by=request.user, at=at)
        return
    somebody = queries.chosen(form.chosen_reference, worker=request.user)
    person, other = (somebody, child) if is_elder else (child, somebody)
    actions.relate(person=person, other=other, told=told, by=request.user, at=at)


@needs(Permission.FAMILY_RECORD)
@require_POST
def lives(request: Asked, reference: str) -> HttpResponse:
    """Record that somebody of the family lives in a home."""
    at = timezone.now()
    page = _open(request, reference, at)
    form = LivesForm(request.POST, family=page.family)

    def move_in() -> None:
        actions.move_in(
            person=queries.chosen(form.cleaned_data["who"], worker=request.user),
            household=queries.home_numbered(page.family, form.home_number),
            told=form.told,
            by=request.user,
            at=at,
        )

    return _record(request, page, form, "lives_form", move_in)


@needs(Permission.FAMILY_RECORD)
@require_POST
def responsible(request: Asked, reference: str) -> HttpResponse:
    """Record whether somebody has parental responsibility for this person."""
    at = timezone.now()
    page = _open(request, reference, at)
    form = ResponsibleForm(request.POST, family=page.family)

    def say() -> None:
        who = form.cleaned_data["who"]
        holder = None if who == COUNCIL else queries.chosen(who, worker=request.user)
        actions.say_responsible(holder=holder, child=page.person, told=form.told, by=request.user, at=at)

    return _record(request, page, form, "responsible_form", say)


@needs(Permission.FAMILY_RECORD)
@require_POST
def died(request: Asked, reference: str) -> HttpResponse:
    """Record that somebody of the family died."""
    at = timezone.now()
    page = _open(request, reference, at)
    form = DiedForm(request.POST, family=page.family)

    def say() -> None:
        person = queries.chosen(form.cleaned_data["who"], worker=request.user)
        actions.say_died(person=person, died_on=form.died_on, by=request.user, at=at)

    return _record(request, page, form, "died_form", say)


@needs(Permission.FAMILY_RECORD)
@require_POST
def not_died(request: Asked, reference: str) -> HttpResponse:
    """Withdraw that this person died."""
    person = get_object_or_404(queries.visible_to(request.user), reference=reference)
    try:
        actions.withdraw_death(person=person, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, "Withdrawn: they are not recorded as having died.")
    return redirect("children:family", reference=reference)


@needs(Permission.FAMILY_RECORD)
@require_http_methods(["GET", "POST"])
def fact(request: Asked, reference: str, kind: str, number: int) -> HttpResponse:
    """Say that a fact about a family is over, or was recorded in error."""
    at = timezone.now()
    person = get_object_or_404(queries.visible_to(request.user), reference=reference)
    found = recorded.fact_about(person, kind=kind, number=number)
    if found is None:
        raise Http404
    form = FactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["what"] == FactForm.ERROR:
                actions.withdraw_fact(fact=found, because=form.cleaned_data["because"], by=request.user, at=at)
            else:
                actions.end_fact(fact=found, until_on=form.cleaned_data["until_on"], by=request.user, at=at)
        except Refused as refused:
            _say(form, refused)
        else:
            messages.success(request, "Recorded. What was recorded before stays readable at the foot of this page.")
            return redirect("children:family", reference=reference)
    elif request.method == "GET":
        actions.note_family_viewed(person=person, by=request.user, at=at)
    shown = {"form": form, "reference": reference, "words": recorded.said(found), "fact": found}
    return render(request, "children/fact.html", shown, status=422 if form.is_bound else 200)


def _open(request: Asked, reference: str, at: datetime) -> pages.FamilyPage:
    """Find a person's family, once the ledger has who opened it."""
    person = get_object_or_404(queries.visible_to(request.user), reference=reference)
    actions.note_family_viewed(person=person, by=request.user, at=at)
    return pages.family_page(person, at=at)


def _record(
    request: Asked, page: pages.FamilyPage, form: forms.Form, name: str, record: Callable[[], None]
) -> HttpResponse:
    """Record what a form says, or show the page again with what was typed and why not."""
    if form.is_valid():
        try:
            record()
        except Refused as refused:
            _say(form, refused)
        else:
            messages.success(request, "Recorded: see the tables on this page.")
            return redirect("children:family", reference=page.person.reference)
    return _show(request, page, name, form)


def _say(form: forms.Form, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason)


def _show(request: Asked, page: pages.FamilyPage, name: str = "", form: forms.Form | None = None) -> HttpResponse:
    shown = {
        "page": page,
        "name": page.name,
        "reference": page.person.reference,
        "tables": page.tables,
        "drawing": pictures.draw(page.family),
        "may_record": request.user.may(Permission.FAMILY_RECORD),
        "relate_form": RelateForm(family=page.family, name=page.name),
        "lives_form": LivesForm(family=page.family),
        "responsible_form": ResponsibleForm(family=page.family),
        "died_form": DiedForm(family=page.family),
    }
    if form is not None:
        shown |= {name: form, "form": form}
    return render(request, "children/family.html", shown, status=200 if form is None else 422)
