"""The partners page, one agency's own page, and that an agency was told its figures."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight import actions, asked
from frontdoor.oversight.insight.forms import MonthForm, PartnersForm, TellingForm
from frontdoor.oversight.insight.pages import partner as own_page
from frontdoor.oversight.insight.pages import partners as page
from frontdoor.oversight.insight.queries import partner as own_figures
from frontdoor.oversight.insight.queries.partners import Partners
from frontdoor.oversight.insight.queries.partners import partners as read
from frontdoor.oversight.insight.tables import find
from frontdoor.oversight.insight.views.files import file_of
from frontdoor.oversight.insight.views.frame import Figures, show, tabs, take
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission


def _stands(found: Partners, worker: Worker) -> Mapping[str, object]:
    return {
        "sentence": page.sentence(found, may_open=worker.may(Permission.FIGURES_OPEN)),
        "minutes_said": page.minutes_said(found),
        "funnel": page.funnel_chart(found),
    }


PARTNERS = Figures[Partners](
    code="partners",
    codes=lambda wanted: wanted.senders,
    read=lambda worker, wanted, _at: read(worker, wanted),
    form=lambda wanted, months: PartnersForm(wanted, months=months),
    stands=_stands,
    tables=lambda found, may_open, whole: page.tables(found, may_open=may_open, whole=whole),
)


@needs(Permission.INSIGHT_SEE)
@require_GET
def partners(request: Asked) -> HttpResponse:
    """Show what each sender told us, how clearly, and what became of it."""
    return show(request, PARTNERS)


@needs(Permission.INSIGHT_SEE)
@require_GET
def partners_csv(request: Asked, table: str) -> HttpResponse:
    """Give the table of senders as a file."""
    return take(request, PARTNERS, table)


@needs(Permission.INSIGHT_SEE)
@require_http_methods(["GET", "POST"])
def partner(request: Asked, agency_id: int) -> HttpResponse:
    """Show one agency's own figures, to print and send; a post notes that it was told them."""
    agency = own_figures.agency_of(request.user, agency_id)
    if agency is None:
        raise Http404
    at = timezone.now()
    form = TellingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_telling(agency=agency, told_on=form.cleaned_data["told_on"], by=request.user, at=at)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            return redirect("insight:partner", agency_id=agency_id)
    today = at.astimezone(LONDON).date()
    wanted = asked.read(request.GET.dict(), today=today)
    codes = {**wanted.months, "agency": str(agency_id)}
    actions.note_page(page="partner", asked=codes, by=request.user, at=at)
    found = own_figures.partner(request.user, agency, wanted, at=at)
    may_open = request.user.may(Permission.FIGURES_OPEN)
    context = {
        "tabs": tabs("partners", wanted),
        "choosing": MonthForm(wanted, months=asked.months_to_choose(found.first_on, today=today)),
        "form": form,
        "asked": wanted,
        "found": found,
        "sentence": own_page.sentence(found, may_open=may_open),
        "asks": own_page.asks(found),
        "tables": {one.code: one for one in own_page.tables(found)},
        "may_mark": request.user.may(Permission.CHANGE_MARK),
        "at": at,
    }
    return render(request, "insight/partner.html", context)


@needs(Permission.INSIGHT_SEE)
@require_GET
def partner_csv(request: Asked, agency_id: int, table: str) -> HttpResponse:
    """Give one table of an agency's page as a file."""
    agency = own_figures.agency_of(request.user, agency_id)
    if agency is None:
        raise Http404
    at = timezone.now()
    wanted = asked.read(request.GET.dict(), today=at.astimezone(LONDON).date())
    found = own_figures.partner(request.user, agency, wanted, at=at)
    one = find(own_page.tables(found), table)
    answer = file_of(one, name=f"partner-{agency_id}-{table}-{wanted.codes['month']}")
    codes = {**wanted.months, "agency": str(agency_id)}
    actions.note_export(table=f"partner.{table}", asked=codes, by=request.user, at=at)
    return answer


@needs(Permission.CHANGE_MARK)
@require_POST
def withdraw_telling(request: Asked, telling_id: int) -> HttpResponse:
    """Withdraw that an agency was told."""
    telling = own_figures.telling_of(request.user, telling_id)
    if telling is None:
        raise Http404
    actions.withdraw_telling(telling=telling, by=request.user, at=timezone.now())
    return redirect("insight:partner", agency_id=telling.agency_id)
