"""The pages for looking: the board, my work, search, and a person's page."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdoor.journey.children import queries as children
from frontdoor.journey.decision import queries as decision
from frontdoor.journey.intake import queries as intake
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.worklist import actions, asked, shown
from frontdoor.oversight.worklist.forms import SearchForm, UnsealForm
from frontdoor.oversight.worklist.queries import board as boards
from frontdoor.oversight.worklist.queries import child as pages
from frontdoor.oversight.worklist.queries import found, mine
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission


@needs(Permission.BOARD_SEE)
@require_GET
def board(request: Asked) -> HttpResponse:
    """Show what is in the door, what is about to be late, who has it."""
    at = timezone.now()
    actions.note_board(by=request.user, at=at)
    return _board(request, "worklist/board.html", at)


@needs(Permission.BOARD_SEE)
@require_GET
def board_rows(request: Asked) -> HttpResponse:
    """Show the part of the board that moves, for the board that is open."""
    return _board(request, "worklist/_board.html", timezone.now())


def _board(request: Asked, template: str, at: datetime) -> HttpResponse:
    seen = boards.board(request.user, show=request.GET.get("show", ""), at=at)
    return render(request, template, shown.board(seen))


@needs(Permission.WORK_SEE)
@require_GET
def my_work(request: Asked) -> HttpResponse:
    """Show what waits for me."""
    at = timezone.now()
    return render(request, "worklist/my_work.html", {"mine": mine.my_work(request.user, at=at), "at": at})


@needs(Permission.PERSON_SEARCH)
@require_http_methods(["GET", "POST"])
def search(request: Asked) -> HttpResponse:
    """Find people; what is typed arrives in the body, so that no name stands in an address or a log."""
    form = SearchForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "worklist/search.html", {"form": form})
    at = timezone.now()
    words = asked.understand(form.cleaned_data["words"], on=at.astimezone(LONDON).date())
    if words.kind == "reference":
        return _to_reference(request, form, words)
    people = found.find(words, worker=request.user)
    actions.note_searched(kind=words.kind, person_ids=[one.person_id for one in people.found], by=request.user, at=at)
    return render(request, "worklist/search.html", {"form": form, "people": people, "asked": words})


def _to_reference(request: Asked, form: SearchForm, words: asked.Asked) -> HttpResponse:
    """Go to what the reference names, or say that it names nothing that this worker may open."""
    person = found.by_reference(words, worker=request.user)
    if person is not None:
        return redirect("worklist:child", reference=person.reference)
    contact = intake.visible_to(request.user).filter(receipt=words.contact).first() if words.contact else None
    if contact is not None:
        return redirect("contact", receipt=contact.receipt)
    return render(request, "worklist/search.html", {"form": form, "asked": words, "nothing_named": True})


@needs(Permission.PERSON_SEE)
@require_GET
def child(request: Asked, reference: str) -> HttpResponse:
    """Show a person's page, once the ledger has who opened it."""
    return _child(request, reference, UnsealForm())


@needs(Permission.ADDRESS_UNSEAL)
@require_POST
def unseal(request: Asked, reference: str) -> HttpResponse:
    """Show a sealed address once, to somebody who says why."""
    form = UnsealForm(request.POST)
    if not form.is_valid():
        return _child(request, reference, form)
    person = get_object_or_404(children.visible_to(request.user), reference=reference)
    try:
        unsealed = actions.unseal_address(
            person=person, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return _child(request, reference, form)
    return _child(request, reference, UnsealForm(), unsealed)


def _child(
    request: Asked, reference: str, form: UnsealForm, unsealed: tuple[actions.Unsealed, ...] = ()
) -> HttpResponse:
    at = timezone.now()
    filters = pages.Filters.read(who=request.GET.get("who", ""), state=request.GET.get("state", ""))
    asked_for = children.with_leading(children.visible_to(request.user)).filter(reference=reference).first()
    if asked_for is None:
        raise Http404
    person = children.leading(asked_for)
    home = pages.home_shown(person, at=at)
    opened = pages.people_opened(person, home=home, filters=filters)
    actions.note_viewed(person_ids=opened, by=request.user, at=at)
    page = pages.child_page(person, home=home, worker=request.user, filters=filters, at=at)
    context = shown.child(page, worker=request.user, filters=filters, at=at)
    asked_as = asked_for.reference if asked_for != person else ""
    context = {**context, "days_not_known": decision.days_not_known(person)}
    shown_here = {**context, "form": form, "unsealed": unsealed, "asked_as": asked_as}
    return render(request, "worklist/child.html", shown_here)
