"""How long each step of the work takes, measured from the ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from frontdoor.site import standing


def handling(
    authority: Annotated[str, typer.Option(help="Which authority; otherwise each there is")] = "",
) -> None:
    """Measure how long each step of the work took, from the ledger, up to a week ago. `serve` does it every night."""
    standing.work_as_web()
    from frontdoor.oversight.staffing import actions
    from frontdoor.record.access import context
    from frontdoor.record.organisations.models import Authority
    from frontdoor.site.machinery import machinery

    now = datetime.now(UTC)
    names = [authority] if authority else list(Authority.objects.order_by("pk").values_list("name", flat=True))
    for name in names:
        by = machinery(name, name="The measuring of every night")
        with context.working_for(authority_id=by.authority_id):
            days = actions.measure_handling(by=by, at=now)
        told = f"{days} more days, under Staffing, Handling times." if days else "nothing more to measure."
        print(f"{name}: {told}")
