"""The timeliness page, its tables as files, and the clocks that were missed with the reasons beside them."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from frontdoor.journey.intake.queries import visible_to
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.insight import actions, asked
from frontdoor.oversight.insight.forms import ComparedForm, LateForm
from frontdoor.oversight.insight.pages import timeliness as page
from frontdoor.oversight.insight.pages import timeliness_tables
from frontdoor.oversight.insight.periods import query
from frontdoor.oversight.insight.queries import missed
from frontdoor.oversight.insight.queries.missed import Line
from frontdoor.oversight.insight.queries.timeliness import Timeliness
from frontdoor.oversight.insight.queries.timeliness import timeliness as read
from frontdoor.oversight.insight.tables import late_url
from frontdoor.oversight.insight.views.frame import Figures, show, take
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission


def _stands(found: Timeliness, worker: Worker) -> Mapping[str, object]:
    return {
        "sentence": page.sentence(found, may_open=worker.may(Permission.FIGURES_OPEN)),
        "reasons_said": page.reasons_said(found),
        "left_out_said": page.left_out_said(found),
        "control": page.control_chart(found),
        "control_rules": page.rules(),
        "spread": page.spread_chart(found),
    }


TIMELINESS = Figures[Timeliness](
    code="timeliness",
    codes=lambda wanted: wanted.months,
    read=lambda worker, wanted, at: read(worker, wanted, at=at),
    form=lambda wanted, months: ComparedForm(wanted, months=months),
    stands=_stands,
    tables=lambda found, may_open, _whole: timeliness_tables.tables(found, may_open=may_open),
    shown_ids=lambda found: [one.contact_id for one in found.oldest],
)


@needs(Permission.INSIGHT_SEE)
@require_GET
def timeliness(request: Asked) -> HttpResponse:
    """Show how long it takes, what was in time and what was not."""
    return show(request, TIMELINESS)


@needs(Permission.INSIGHT_SEE)
@require_GET
def timeliness_csv(request: Asked, table: str) -> HttpResponse:
    """Give one table of the timeliness page as a file."""
    return take(request, TIMELINESS, table)


@needs(Permission.FIGURES_OPEN)
@require_GET
def late(request: Asked) -> HttpResponse:
    """List the clocks that were missed in a month, once the ledger has which contacts were shown to whom."""
    return _listed(request)


@needs(Permission.LATE_EXPLAIN)
@require_POST
def explain(request: Asked, receipt: str) -> HttpResponse:
    """Record why a clock of a contact was missed."""
    contact = visible_to(request.user).filter(receipt=receipt).first()
    if contact is None:
        raise Http404
    clock = request.POST.get("clock", "")
    form = LateForm(request.POST, auto_id=_control(receipt, clock))
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.explain_late(
                contact=contact,
                clock=told["clock"],
                because=told["because"],
                words=told["words"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
        else:
            back = {name: request.GET.get(name, "") for name in ("clock", "because")}
            return redirect(
                f"{late_url(request.GET.get('month', ''), may_open=True, **back)}#{receipt}-{told['clock']}"
            )
    return _listed(request, refused=form, about=f"{receipt}-{clock}")


def _listed(request: Asked, *, refused: LateForm | None = None, about: str = "") -> HttpResponse:
    at = timezone.now()
    told = request.GET.dict()
    wanted = asked.read(told, today=at.astimezone(LONDON).date())
    found = missed.missed(
        request.user,
        wanted.month,
        clock=told.get("clock", ""),
        because=told.get("because", ""),
        page=told.get("page", ""),
        at=at,
    )
    shown = [line.contact_id for line in found.lines]
    actions.note_records(asked={**wanted.months, "late": found.clock}, contact_ids=shown, by=request.user, at=at)
    context = {
        "found": found,
        "asked": wanted,
        "form": refused,
        "rows": [
            (line, _form(line, refused if about == f"{line.receipt}-{line.clock}" else None)) for line in found.lines
        ],
        "back": query(month=wanted.codes["month"], clock=found.clock, because=found.because),
        "query": query(month=wanted.codes["month"], clock=found.clock, because=found.because) + "&",
        "may_explain": request.user.may(Permission.LATE_EXPLAIN),
    }
    return render(request, "insight/late.html", context)


def _form(line: Line, refused: LateForm | None) -> LateForm:
    """Give each line a form of its own; the one that was refused keeps what was typed."""
    return refused or LateForm(initial={"clock": line.clock}, auto_id=_control(line.receipt, line.clock))


def _control(receipt: str, clock: str) -> str:
    return f"id_{receipt}_{clock}_%s"
