"""The pages of samples: the list, drawing, what was found, and one case."""

from __future__ import annotations

import csv
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.journey.decision import needs as picturing
from frontdoor.journey.decision import queries as decision
from frontdoor.journey.decision import sections
from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.triage import queries as triage
from frontdoor.oversight.quality import actions, rules
from frontdoor.oversight.quality.actions import Cohort
from frontdoor.oversight.quality.forms import DecideAgainForm, DrawForm, ReviewForm
from frontdoor.oversight.quality.models import Case, Purpose, Review
from frontdoor.oversight.quality.queries import cases, drawing, results
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission

CaseForm = ReviewForm | DecideAgainForm


@require_safe
@needs(Permission.SAMPLE_SEE)
def samples(request: Asked) -> HttpResponse:
    """List the samples, the latest first."""
    actions.note_samples(sample=None, by=request.user, at=timezone.now())
    context = {"samples": drawing.samples(request.user), "may_draw": request.user.may(Permission.SAMPLE_DRAW)}
    return render(request, "quality/samples.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.SAMPLE_DRAW)
def draw_look_back(request: Asked) -> HttpResponse:
    """Define which decisions to look back at, and draw them."""
    return _draw(request, Purpose.LOOK_BACK)


@require_http_methods(["GET", "POST"])
@needs(Permission.SAMPLE_DRAW)
def draw_consistency(request: Asked) -> HttpResponse:
    """Define which decisions somebody decides again unseen, and draw them."""
    return _draw(request, Purpose.CONSISTENCY)


def _draw(request: Asked, purpose: Purpose) -> HttpResponse:
    form = DrawForm(request.POST if request.method == "POST" else None, purpose=purpose)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        seed, most = told.pop("seed"), told.pop("most")
        cohort = Cohort(purpose=purpose, **{**told, "outcomes": tuple(told["outcomes"])})
        try:
            drawn = actions.draw(cohort=cohort, seed=seed, most=most, by=request.user, at=timezone.now())
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            return redirect("quality:sample", drawn.pk)
    context = {"form": form, "purpose": purpose, "is_blind": purpose is Purpose.CONSISTENCY}
    return render(request, "quality/draw.html", context, status=422 if form.errors else 200)


@require_safe
@needs(Permission.SAMPLE_SEE)
def sample(request: Asked, sample_id: int) -> HttpResponse:
    """Show what a sample found so far, and what is left to look at."""
    found = get_object_or_404(drawing.visible_to(request.user).select_related("drawn_by"), pk=sample_id)
    actions.note_samples(sample=found, by=request.user, at=timezone.now())
    listed = cases.lines(found, request.user)
    is_blind = found.purpose == Purpose.CONSISTENCY
    context = {
        "sample": found,
        "lines": listed,
        "done": sum(line.is_done for line in listed),
        "next": cases.next_case(listed) if request.user.may(cases.NEEDED[found.purpose]) else None,
        "may_look": request.user.may(cases.NEEDED[found.purpose]),
        "may_open": request.user.may(Permission.CONTACT_SEE),
        "looked_back": None if is_blind else results.looked_back(found),
        "consistency": results.consistency(found) if is_blind else None,
        "enough": results.ENOUGH,
    }
    return render(request, "quality/sample.html", context)


@require_safe
@needs(Permission.SAMPLE_SEE)
def sample_csv(request: Asked, sample_id: int) -> HttpResponse:
    """Give what a sample found as a file: receipts and codes, no names."""
    found = get_object_or_404(drawing.visible_to(request.user), pk=sample_id)
    actions.note_samples(sample=found, by=request.user, at=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="sample-{found.pk}.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    written = csv.writer(response)
    written.writerow(["case", "receipt", "state", "found", "opened_again_as"])
    for line in cases.lines(found, request.user):
        state = "done" if line.is_done else "to do"
        written.writerow([line.case.position, line.receipt, state, line.found, line.opened_again])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SAMPLE_SEE)
def case(request: Asked, case_id: int) -> HttpResponse:
    """Show one case to look back at, or to decide again unseen; and keep what is found."""
    at = timezone.now()
    found = get_object_or_404(cases.cases_for(request.user), pk=case_id)
    picture = decision.picture_of(found.named.contact, at=at)
    form = _form(request, found, picture)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(form, found, by=request, at=at)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            return _on(request, found)
    return _show(request, found, picture, form, at=at)


@require_POST
@needs(Permission.CASE_REVIEW)
def open_again(request: Asked, case_id: int) -> HttpResponse:
    """Take a contact about a child whose need may be unmet."""
    found = get_object_or_404(cases.cases_for(request.user), pk=case_id)
    made = getattr(found, "review", None)
    if made is None:
        raise Http404
    try:
        contact = actions.open_again(made=made, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect("quality:case", found.pk)
    messages.success(request, f"Opened again as {contact.receipt}. It is in the door now.")
    return redirect("contact", receipt=contact.receipt)


def _form(request: Asked, found: Case, picture: Picture) -> CaseForm:
    typed = request.POST if request.method == "POST" else None
    if found.sample.purpose == Purpose.CONSISTENCY:
        return DecideAgainForm(typed, levels=sections.levels_of(picture))
    return ReviewForm(typed)


def _keep(form: CaseForm, found: Case, *, by: Asked, at: datetime) -> None:
    told = form.cleaned_data
    if isinstance(form, ReviewForm):
        answers = form.answers()
        actions.review(case=found, found=told["found"], words=told["words"], answers=answers, by=by.user, at=at)
    else:
        outcome, level = told["outcome"], told["level"]
        actions.decide_again(case=found, outcome=outcome, level=level, words=told["words"], by=by.user, at=at)


def _on(request: Asked, found: Case) -> HttpResponse:
    """Go on to the next case; one where need may be unmet is shown again, so that it can be opened again."""
    made: Review | None = Review.objects.filter(case=found).first()
    if made is not None and made.found == "unmet":
        messages.success(request, "Kept. Now open it again, if nobody has the child in hand.")
        return redirect("quality:case", found.pk)
    messages.success(request, f"Case {found.position}: kept.")
    following = cases.next_case(cases.lines(found.sample, request.user))
    return redirect("quality:case", following.pk) if following else redirect("quality:sample", found.sample_id)


def _show(request: Asked, found: Case, picture: Picture, form: CaseForm, *, at: datetime) -> HttpResponse:
    """Note that it was opened, then show it. Somebody who decides again is shown nothing of what was decided."""
    actions.note_case(case=found, people=picture.people.values(), by=request.user, at=at)
    is_blind = found.sample.purpose == Purpose.CONSISTENCY
    made: Review | None = getattr(found, "review", None)
    context = {
        "case": found,
        "sample": found.sample,
        "contact": found.named.contact,
        "child": decision.told_name(found.named),
        "picture": picture,
        "source": triage.source_of(found.named.contact),
        "needs": picturing.needs_of(picture),
        "days": [(decision.told_name(each), picture.days.get(each.pk)) for each in picture.children],
        "is_blind": is_blind,
        "form": form,
        "not_to_look": rules.reasons_not_to_look(
            cases.case_facts(found, purpose=found.sample.purpose, by=request.user)
        ),
        "review": made,
        "may_open_again": made is not None
        and made.found == "unmet"
        and made.opened_again_as_id is None
        and request.user.may(Permission.CONTACT_TAKE),
        **({} if is_blind else _decided(found, picture, at=at)),
    }
    return render(request, "quality/case.html", context, status=422 if form.errors else 200)


def _decided(found: Case, picture: Picture, *, at: datetime) -> dict[str, object]:
    """Tell what was decided, by whom and why, for those who look back at it."""
    names = {level.code: level.name for level in picture.rules.levels}
    outcomes = decision.outcomes_of(picture.contact)
    return {
        "decided": decision.in_words(picture.children, picture.people, outcomes, names),
        "recommendation": picture.recommendation,
        "amid": decision.amid(picture.recommendation) if picture.recommendation else [],
        "oversight": getattr(picture.recommendation, "oversight", None),
        "classes": [
            (decision.told_name(each), sections.class_words(picture.classes.get(each.pk))) for each in picture.children
        ],
        "since": cases.came_since(found, [each.pk for each in picture.people.values()], at=at),
    }
