"""The repeats page, and its tables as files."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from frontdoor.oversight.insight.forms import MonthForm
from frontdoor.oversight.insight.pages import repeats as page
from frontdoor.oversight.insight.queries.repeats import Repeats
from frontdoor.oversight.insight.queries.repeats import repeats as read
from frontdoor.oversight.insight.views.frame import Figures, show, take
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


def _stands(found: Repeats, worker: Worker) -> Mapping[str, object]:
    may_open = worker.may(Permission.FIGURES_OPEN)
    return {"sentence": page.sentence(found, may_open=may_open), "control": page.control_chart(found)}


REPEATS = Figures[Repeats](
    code="repeats",
    codes=lambda wanted: wanted.months,
    read=lambda worker, wanted, at: read(worker, wanted, at=at),
    form=lambda wanted, months: MonthForm(wanted, months=months),
    stands=_stands,
    tables=lambda found, may_open, _whole: page.tables(found, may_open=may_open),
)


@needs(Permission.INSIGHT_SEE)
@require_GET
def repeats(request: Asked) -> HttpResponse:
    """Show who came back, and after which outcome."""
    return show(request, REPEATS)


@needs(Permission.INSIGHT_SEE)
@require_GET
def repeats_csv(request: Asked, table: str) -> HttpResponse:
    """Give one table of the repeats page as a file."""
    return take(request, REPEATS, table)
