"""The demand page, and its tables as files."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from frontdoor.oversight.insight.forms import DemandForm
from frontdoor.oversight.insight.pages import demand as page
from frontdoor.oversight.insight.pages import demand_tables
from frontdoor.oversight.insight.queries.demand import Demand
from frontdoor.oversight.insight.queries.demand import demand as read
from frontdoor.oversight.insight.views.frame import Figures, show, take
from frontdoor.record.access.guard import Asked, needs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


def _stands(found: Demand, worker: Worker) -> Mapping[str, object]:
    return {
        "sentence": page.sentence(found, may_open=worker.may(Permission.FIGURES_OPEN)),
        "comparison": page.comparison(found),
        "control": page.control_chart(found),
        "control_rules": page.rules(found),
        "classes": page.class_chart(found),
    }


DEMAND = Figures[Demand](
    code="demand",
    codes=lambda wanted: wanted.codes,
    read=lambda worker, wanted, at: read(worker, wanted, at=at),
    form=lambda wanted, months: DemandForm(wanted, months=months),
    stands=_stands,
    tables=lambda found, may_open, whole: demand_tables.tables(found, may_open=may_open, whole=whole),
)


@needs(Permission.INSIGHT_SEE)
@require_GET
def demand(request: Asked) -> HttpResponse:
    """Show what the true demand is, and whether it is changing."""
    return show(request, DEMAND)


@needs(Permission.INSIGHT_SEE)
@require_GET
def demand_csv(request: Asked, table: str) -> HttpResponse:
    """Give one table of the demand page as a file."""
    return take(request, DEMAND, table)
