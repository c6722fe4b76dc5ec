"""The forecasts that the page shows, made from the records."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated

import typer

from frontdoor.site import standing


def forecasts(
    authority: Annotated[str, typer.Option(help="Which authority; otherwise each there is")] = "",
    *,
    again: Annotated[bool, typer.Option("--again", help="Make those of today again, as after an import")] = False,
) -> None:
    """Forecast demand in the coming weeks from the records, for the forecast page. `serve` does it every night."""
    standing.work_as_web()
    from frontdoor.library.clocks import LONDON
    from frontdoor.oversight.staffing import actions
    from frontdoor.oversight.staffing.queries import ahead
    from frontdoor.record.access import context
    from frontdoor.record.organisations.models import Authority
    from frontdoor.site.machinery import machinery

    now = datetime.now(UTC)
    midnight = datetime.combine(now.astimezone(LONDON).date(), time(), LONDON)
    names = [authority] if authority else list(Authority.objects.order_by("pk").values_list("name", flat=True))
    for name in names:
        by = machinery(name, name="The forecast of every night")
        with context.working_for(authority_id=by.authority_id):
            if not again and ahead.is_made_since(by.authority_id, at=midnight):
                print(f"{name}: made already today; --again makes them again.")
                continue
            made = actions.make_forecasts(by=by, at=now)
        print(f"{name}: {made} series, under Staffing, Forecast." if made else f"{name}: too little is on record yet.")
