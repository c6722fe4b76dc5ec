"""Machines that may send contacts for an agency."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from frontdoor.site import standing

app = typer.Typer(help="Machines that may send contacts by the API.", no_args_is_help=True)


@app.callback()
def machine() -> None:
    """Machines that may send contacts by the API."""


@app.command("add")
def add(
    agency: Annotated[str, typer.Argument(help="The agency that the machine speaks for, as it is named here")],
    name: Annotated[str, typer.Argument(help="What the machine is called, to tell it from the agency's others")],
    authority: Annotated[str, typer.Option(help="The authority's name; not needed where there is one")] = "",
) -> None:
    """Let an agency's machine send contacts, and show its key once."""
    standing.work_as_web()
    from frontdoor.record.access import actions as access
    from frontdoor.record.access import context
    from frontdoor.record.access.refusals import Refused
    from frontdoor.record.organisations.models import Agency
    from frontdoor.site.machinery import machinery
    from frontdoor.site.postgres import Unusable

    who = machinery(authority, name="Machine added from the command line")
    with context.working_for(authority_id=who.authority_id):
        found = Agency.objects.filter(name__iexact=agency.strip()).first()
        if found is None:
            raise Unusable(f"There is no agency called “{agency}” here.")
        try:
            added = access.add_machine(agency=found, name=name, by=who, at=datetime.now(UTC))
        except Refused as refused:
            raise Unusable(str(refused)) from refused
    print(f"{added.machine.name} may now send contacts for {found.name}. Its key is shown only now:\n{added.key}")


@app.command("end")
def end(
    name: Annotated[str, typer.Argument(help="What the machine is called")],
    authority: Annotated[str, typer.Option(help="The authority's name; not needed where there is one")] = "",
) -> None:
    """Take a machine's key from it. What it sent stays."""
    standing.work_as_web()
    from frontdoor.record.access import actions as access
    from frontdoor.record.access import context
    from frontdoor.record.access.models import Machine
    from frontdoor.site.machinery import machinery
    from frontdoor.site.postgres import Unusable

    who = machinery(authority, name="Machine ended from the command line")
    with context.working_for(authority_id=who.authority_id):
        found = list(Machine.objects.filter(authority_id=who.authority_id, name__iexact=name, ended_at__isnull=True))
        if len(found) != 1:
            raise Unusable(f"{len(found) or 'No'} machines called “{name}” hold a key here.")
        access.end_machine(machine=found[0], by=who, at=datetime.now(UTC))
    print(f"{found[0].name} may no longer send contacts.")
