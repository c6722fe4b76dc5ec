"""Pages of looking. Each form lives on the contact's page; here it is sent, and shown again by itself when refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from frontdoor.journey.intake import queries as intake
from frontdoor.journey.triage import actions, queries
from frontdoor.journey.triage.forms import AllocateForm, ClassifyForm, ConcernsForm, RateForm, concerns_to_choose
from frontdoor.journey.triage.models import Classification, Rating
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission
from frontdoor.record.pages.seeing import SeeingForm


@require_POST
@needs(Permission.CONTACT_CLASSIFY)
def classify(request: Asked, receipt: str, position: int) -> HttpResponse:
    """Set the demand class of a contact about one child."""
    at = timezone.now()
    contact = get_object_or_404(intake.visible_to(request.user), receipt=receipt)
    named = get_object_or_404(contact.named.select_related("contact"), position=position)
    earlier = queries.earlier_for_linking(named, at=at)
    stands = queries.classes_of([named.pk]).get(named.pk)
    form = ClassifyForm(
        request.POST, position=position, earlier=queries.as_choices(earlier, at=at), is_change=stands is not None
    )
    if form.is_valid():
        chosen = form.cleaned_data.get("linked_to")
        linked_to = next((each for each in earlier if each.receipt == chosen), None)
        try:
            actions.classify(
                named=named,
                demand_class=form.cleaned_data["demand_class"],
                linked_to=linked_to,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=at,
                seen=form.cleaned_data["seen"],
            )
        except Refused as refused:
            say(form, refused)
        else:
            messages.success(request, "Demand class set.")
            return back(receipt, "new")
    return again(request, form, receipt, heading="Is it new?", anchor="new", stands=_as_set(stands, form))


@require_POST
@needs(Permission.CONTACT_CLASSIFY)
def code(request: Asked, receipt: str) -> HttpResponse:
    """Say what a contact is about."""
    at = timezone.now()
    contact = get_object_or_404(intake.visible_to(request.user), receipt=receipt)
    form = ConcernsForm(request.POST, concerns=concerns_to_choose(intake.rules_in_force(contact.authority_id, at=at)))
    if form.is_valid():
        try:
            actions.code(contact=contact, codes=form.cleaned_data["concerns"], by=request.user, at=at)
        except Refused as refused:
            say(form, refused)
        else:
            messages.success(request, "Kept. What stood before can still be read.")
            return back(receipt, "new")
    return again(request, form, receipt, heading="What is it about?", anchor="new")


@require_POST
@needs(Permission.CONTACT_RATE)
def rate(request: Asked, receipt: str) -> HttpResponse:
    """Rate a contact red, amber or green."""
    contact = get_object_or_404(intake.visible_to(request.user), receipt=receipt)
    stands = queries.ratings_of([contact.pk]).get(contact.pk)
    form = RateForm(request.POST, is_change=stands is not None)
    if form.is_valid():
        try:
            actions.rate(contact=contact, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            say(form, refused)
        else:
            messages.success(request, f"Rated {form.cleaned_data['colour']}.")
            return back(receipt, "rating")
    return again(request, form, receipt, heading="Rating", anchor="rating", stands=_as_set(stands, form))


@require_POST
@needs(Permission.CONTACT_ALLOCATE)
def allocate(request: Asked, receipt: str) -> HttpResponse:
    """Give a contact to a worker."""
    contact = get_object_or_404(intake.visible_to(request.user), receipt=receipt)
    workers = {str(worker.pk): worker for worker in queries.workers_who_may_have(request.user.authority_id)}
    form = AllocateForm(request.POST, workers=[(key, worker.name) for key, worker in workers.items()])
    if form.is_valid():
        worker = workers[form.cleaned_data["worker"]]
        try:
            actions.allocate(contact=contact, worker=worker, by=request.user, at=timezone.now())
        except Refused as refused:
            say(form, refused)
        else:
            messages.success(request, f"{worker.name} has it now.")
            return back(receipt, "allocation")
    return again(request, form, receipt, heading="Who has it", anchor="allocation")


@require_POST
@needs(Permission.NEWS_ACKNOWLEDGE)
def acknowledge(request: Asked, news_id: int) -> HttpResponse:
    """Say that news on an open case has been read."""
    news = get_object_or_404(queries.news_visible_to(request.user), pk=news_id)
    try:
        actions.acknowledge_news(news=news, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, "Acknowledged: the sender of this news can see that you have it.")
    return redirect("worklist:my_work")


def say(form: forms.Form, refused: Refused) -> None:
    """Put the reasons of a refusal on a form."""
    for reason in refused.reasons:
        form.add_error(None, reason)


def back(receipt: str, anchor: str) -> HttpResponse:
    """Go back to a section of the contact's page."""
    return HttpResponseRedirect(f"{reverse('contact', args=[receipt])}#{anchor}")


@dataclass(frozen=True, kw_only=True)
class Stands:
    """What stands on the contact where somebody would save something else: in words, by whom and since when."""

    what: str
    words: str
    by: str
    at: datetime


def _as_set(stands: Classification | Rating | None, form: SeeingForm) -> Stands | None:
    """Tell what is set now; the form is shown beside it, so that saving it again is knowing."""
    if stands is None:
        return None
    form.seeing(stands.pk)
    what = stands.get_colour_display() if isinstance(stands, Rating) else stands.get_demand_class_display()
    by = stands.set_by.name if stands.set_by else "nobody we know"
    return Stands(what=what, words=stands.reason, by=by, at=stands.set_at)


def again(
    request: Asked, form: forms.Form, receipt: str, *, heading: str, anchor: str, stands: Stands | None = None
) -> HttpResponse:
    """Show a form by itself with what was typed, why it was refused, and what stands if another saved it."""
    shown = {"form": form, "receipt": receipt, "heading": heading, "anchor": anchor, "stands": stands}
    return render(request, "triage/again.html", shown, status=422)
