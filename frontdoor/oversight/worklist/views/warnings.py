"""Warnings about a person: read, recorded, and ended with a reason."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from frontdoor.journey.children import actions as children_actions
from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Person
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.worklist import actions
from frontdoor.oversight.worklist.identity_forms import CautionForm, EndCautionForm
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission


@needs(Permission.CAUTION_RECORD)
@require_GET
def warnings(request: Asked, reference: str) -> HttpResponse:
    """Show the warnings about a person, with forms to add one and to end one."""
    return _warnings(request, _person(request, reference), CautionForm())


@needs(Permission.CAUTION_RECORD)
@require_POST
def warn(request: Asked, reference: str) -> HttpResponse:
    """Record a warning about a person."""
    person, at = _person(request, reference), timezone.now()
    form = CautionForm(request.POST)
    if form.is_valid():
        try:
            children_actions.record_caution(
                person=person, from_on=at.astimezone(LONDON).date(), **form.cleaned_data, by=request.user, at=at
            )
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, "Warning recorded. It is shown first wherever this person is shown.")
            return redirect("worklist:child", reference=person.reference)
    return _warnings(request, person, form)


@needs(Permission.CAUTION_RECORD)
@require_POST
def end_warning(request: Asked, caution_id: int) -> HttpResponse:
    """End a warning that no longer holds."""
    found = children.cautions_visible_to(request.user).select_related("person__joined__leading")
    caution = get_object_or_404(found, pk=caution_id)
    person = children.leading(caution.person)
    form = EndCautionForm(request.POST, caution_id=caution.pk)
    if form.is_valid():
        try:
            children_actions.end_caution(
                caution=caution, because=form.cleaned_data["because"], by=request.user, at=timezone.now()
            )
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, "Warning ended.")
            return redirect("worklist:child", reference=person.reference)
    return _warnings(request, person, CautionForm(), ending=form, ending_id=caution.pk)


def _warnings(
    request: Asked,
    person: Person,
    form: CautionForm,
    *,
    ending: EndCautionForm | None = None,
    ending_id: int = 0,
) -> HttpResponse:
    at = timezone.now()
    actions.note_viewed(person_ids=[person.pk], by=request.user, at=at)
    cautions = children.cautions_visible_to(request.user).filter(
        person_id__in=children.joined_with([person.pk]), ended_at__isnull=True
    )
    rows = [
        (each, ending if each.pk == ending_id and ending else EndCautionForm(caution_id=each.pk))
        for each in cautions.select_related("person", "recorded_by").order_by("recorded_at")
    ]
    bound: forms.Form | None = ending or (form if form.is_bound else None)
    shown = {"person": person, "name": children.name_of(person), "rows": rows, "add_form": form, "form": bound}
    return render(request, "worklist/warnings.html", shown, status=422 if bound else 200)


def _person(request: Asked, reference: str) -> Person:
    people = children.with_leading(children.visible_to(request.user))
    return children.leading(get_object_or_404(people, reference=reference))


def _add(form: forms.Form, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason)
