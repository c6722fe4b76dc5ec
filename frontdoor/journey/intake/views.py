"""Pages: taking a contact, and saying who is named in it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdoor.journey.children import queries as children
from frontdoor.journey.intake import actions, conversation, queries, suggesting, typed_rows
from frontdoor.journey.intake.conversation import Conversation
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission

DANGER = {"is_in_danger_now": "yes"}
REMOVE = "remove-"
ADDING = {"add_child": "child", "add_adult": "adult"}


@needs(Permission.CONTACT_TAKE)
@require_http_methods(["GET", "POST"])
def take(request: Asked) -> HttpResponse:
    """Begin to take a contact, or go on with one."""
    if request.method == "POST":
        fields = DANGER if request.POST.get("do") == "danger" else {}
        draft = actions.start_draft(by=request.user, at=timezone.now(), fields=fields)
        return redirect("intake:draft", draft_id=draft.pk)
    drafts = [(draft, conversation.gist(draft.fields)) for draft in queries.unfinished(request.user)]
    return render(request, "intake/take.html", {"drafts": drafts})


@needs(Permission.CONTACT_TAKE)
@require_http_methods(["GET", "POST"])
def draft(request: Asked, draft_id: int) -> HttpResponse:
    """The conversation, as it is typed."""
    found = queries.draft_of(request.user, draft_id)
    if found is None:
        raise Http404
    if found.contact is not None:
        return redirect("intake:received", receipt=found.contact.receipt)
    page = _Page(request=request, draft=found, at=timezone.now())
    if request.method == "GET":
        return page.show(page.as_typed(found.fields))
    do = request.POST.get("do", "")
    if do == "receive":
        return _receive(page)
    if do == "discard":
        actions.discard_draft(draft=found, by=request.user, at=page.at)
        messages.success(request, "Discarded. Nothing was received.")
        return redirect("intake:take")
    return _keep(page, do)


@dataclass(frozen=True, kw_only=True)
class _Page:
    """One showing of the conversation: who asks, for which draft, when."""

    request: Asked
    draft: queries.Draft
    at: datetime

    @property
    def typed(self) -> dict[str, str]:
        return conversation.kept(self.request.POST.dict())

    def as_typed(self, typed: Mapping[str, str]) -> Conversation:
        return conversation.shown(
            typed,
            authority_id=self.request.user.authority_id,
            levels=self.rules.levels,
            concerns=self.rules.concerns_to_choose,
        )

    def checked(self) -> Conversation:
        return conversation.checked(
            self.request.POST.dict(),
            authority_id=self.request.user.authority_id,
            levels=self.rules.levels,
            concerns=self.rules.concerns_to_choose,
        )

    @cached_property
    def rules(self) -> queries.Rules:
        return queries.rules_in_force(self.request.user.authority_id, at=self.at)

    def show(self, talk: Conversation, **more: object) -> HttpResponse:
        """Show the page with what was typed. Each showing is a window of its own."""
        sought = str(talk.form["sought"].value() or "")
        context = {
            "draft": self.draft,
            "version": self.draft.version,
            "page": secrets.token_hex(8),
            "talk": talk,
            "form": talk.form,
            "concerns": self.rules.concerns_to_choose,
            "tellers": queries.tellers(sought, authority_id=self.request.user.authority_id),
            "teller": talk.form["teller"].value(),
            **more,
        }
        return render(self.request, "intake/draft.html", context)


def _receive(page: _Page) -> HttpResponse:
    """Receive the contact, or show why not with nothing lost."""
    talk = page.checked()
    if talk.is_valid():
        told = talk.told(began_at=page.draft.started_at)
        try:
            contact = actions.receive(told, by=page.request.user, at=page.at, draft=page.draft)
        except actions.NotReceived as refused:
            talk.take_reasons(refused.field_reasons)
        else:
            return redirect("intake:received", receipt=contact.receipt)
    return _save(page, page.typed, talk)[0] or page.show(talk)


def _keep(page: _Page, do: str) -> HttpResponse:
    """Save what was typed, and do the one thing asked beside it."""
    typed = {**page.typed, **(DANGER if do == "danger" else {})}
    if do in ADDING:
        typed = conversation.with_another(typed, ADDING[do])
    elif do.startswith(REMOVE):
        typed = conversation.without(typed, do.removeprefix(REMOVE))
    clash, saved = _save(page, typed, page.as_typed(typed))
    if clash is not None:
        return clash
    if do == "look_up":
        talk = page.as_typed(typed)
        with suggesting.suggested(talk.people(), draft_id=saved.pk, by=page.request.user, at=page.at) as shown:
            pass
        return _Page(request=page.request, draft=saved, at=page.at).show(talk, suggested=shown, has_looked=True)
    if do == "save":
        messages.success(page.request, "Saved. Go on with it whenever you are ready.")
        return redirect("intake:take")
    return redirect(reverse("intake:draft", args=[saved.pk]) + conversation.place_after(do, typed))


def _save(page: _Page, typed: Mapping[str, str], talk: Conversation) -> tuple[HttpResponse | None, queries.Draft]:
    """Save the draft; when another window saved it meanwhile, answer with the page and what the other says."""
    try:
        saved = actions.save_draft(
            draft=page.draft,
            fields=typed,
            version=_number(page.request.POST.get("version")),
            by=page.request.user,
            at=page.at,
        )
    except actions.SavedElsewhere as clash:
        others = _differences(typed, clash, page.request.user.authority_id, at=page.at)
        return page.show(talk, others=others, version=clash.version), page.draft
    page.draft.version = saved.version
    return None, saved


def _differences(
    typed: Mapping[str, str], clash: actions.SavedElsewhere, authority_id: int, *, at: datetime
) -> list[conversation.Difference]:
    """List what another window says otherwise, in the words of the policy in force."""
    concerns = queries.rules_in_force(authority_id, at=at).concerns_to_choose
    return conversation.differences(typed, clash.fields, authority_id=authority_id, concerns=concerns)


@needs(Permission.CONTACT_TAKE)
@require_POST
def autosave(request: Asked, draft_id: int) -> HttpResponse:
    """Save what has been typed so far, for the page's own script."""
    found = queries.draft_of(request.user, draft_id)
    if found is None:
        return JsonResponse({"reasons": ["It was discarded, or somebody else is signed in now."]}, status=422)
    typed, at = conversation.kept(request.POST.dict()), timezone.now()
    version = _number(request.POST.get("version"))
    try:
        saved = actions.save_draft(draft=found, fields=typed, version=version, by=request.user, at=at)
    except actions.SavedElsewhere as clash:
        others = [
            {"name": o.name, "label": o.label, "theirs": o.theirs, "words": o.words}
            for o in _differences(typed, clash, request.user.authority_id, at=at)
        ]
        answer = {"version": clash.version, "saved_by": "You, in another window,", "fields": others}
        return JsonResponse(answer, status=409)
    except Refused as refused:
        return JsonResponse({"reasons": list(refused.reasons)}, status=422)
    return JsonResponse({"version": saved.version, "saved_at": f"{timezone.localtime(at):%H:%M}"})


@needs(Permission.CONTACT_TAKE)
@require_POST
def suggestions(request: Asked, draft_id: int) -> HttpResponse:
    """People already known who may be those typed so far."""
    people = typed_rows.people_in(conversation.kept(request.POST.dict()))
    said = {"has_looked": True, "reasons_url": reverse("intake:reasons", args=[draft_id])}
    try:
        with suggesting.suggested(people, draft_id=draft_id, by=request.user, at=timezone.now()) as shown:
            page = render_to_string("intake/_suggestions.html", {"suggested": shown, **said})
    except suggesting.NoDraft as error:
        raise Http404 from error
    return HttpResponse(page)


@needs(Permission.CONTACT_TAKE)
@require_POST
def reasons(request: Asked, draft_id: int) -> HttpResponse:
    """Why somebody known may be one of those typed so far: fetched when it is opened."""
    reference, place = request.POST.get("reference", ""), _number(request.POST.get("place"))
    people = typed_rows.people_in(conversation.kept(request.POST.dict()))
    by, at = request.user, timezone.now()
    try:
        with suggesting.reasons_for(reference, people, place=place, draft_id=draft_id, by=by, at=at) as known:
            page = render_to_string("intake/_reasons.html", {"known": known})
    except suggesting.NoDraft as error:
        raise Http404 from error
    return HttpResponse(page)


@needs(Permission.CONTACT_TAKE)
@require_POST
def tellers(request: Asked) -> HttpResponse:
    """Agencies and professionals whose names hold the words typed so far."""
    found = queries.tellers(request.POST.get("sought", "")[:120], authority_id=request.user.authority_id)
    chosen = request.POST.get("teller", "")
    return HttpResponse(render_to_string("intake/_tellers.html", {"tellers": found, "teller": chosen}))


@needs(Permission.CONTACT_TAKE)
@require_GET
def received(request: Asked, receipt: str) -> HttpResponse:
    """The receipt, to be read out. Nothing on it says whom it is about."""
    contact = get_object_or_404(queries.visible_to(request.user), receipt=receipt)
    return render(
        request,
        "intake/received.html",
        {"contact": contact, "due_at": queries.first_due(contact), "now": timezone.now()},
    )


@needs(Permission.PERSON_IDENTIFY)
@require_POST
def identify(request: Asked, receipt: str) -> HttpResponse:
    """Say who a named person is, or undo what was said."""
    contact = get_object_or_404(queries.visible_to(request.user), receipt=receipt)
    named = get_object_or_404(queries.named_on(contact), pk=_number(request.POST.get("named")))
    try:
        _say_who(request, named)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    return redirect(reverse("contact", args=[receipt]) + "#who")


def _say_who(request: Asked, named: queries.NamedPerson) -> None:
    do, by, at = request.POST.get("do", ""), request.user, timezone.now()
    if do == "new":
        actions.record_as_new(named=named, by=by, at=at)
    elif do == "undo":
        said = get_object_or_404(queries.said_of(named), pk=_number(request.POST.get("identification")))
        actions.withdraw_identification(identification=said, by=by, at=at)
    elif do in queries.VERDICTS:
        reference = request.POST.get("reference", "").strip().upper()
        person = children.visible_to(by).filter(reference=reference).first()
        if person is None:
            raise Refused([f"Nobody here has the reference {reference[:12] or 'that was left blank'}."])
        weight = queries.weight_of(named, person)
        actions.identify(named=named, person=person, verdict=do, weight=weight, by=by, at=at)
    else:
        raise Refused(["Choose what to say about this person."])


def _number(text: str | None) -> int:
    """Read a row number or version that a page sent back; one that cannot be is nobody's."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else -1
