"""Reading older systems' files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from frontdoor.site import standing

app = typer.Typer(help="Read a file from an older system.", no_args_is_help=True)


@app.callback()
def imports() -> None:
    """Read a file from an older system."""


@app.command("annex-a")
def annex_a(
    file: Annotated[Path, typer.Argument(help="An Annex A workbook, in either style of sheet names")],
    authority: Annotated[str, typer.Option(help="The authority's name; not needed where there is one")] = "",
) -> None:
    """Read contacts, referrals, assessments, plans and care from an Annex A workbook. Reading it twice adds nothing."""
    standing.work_as_web()
    from frontdoor.oversight.returns import actions as returns
    from frontdoor.oversight.returns.reader import Unreadable
    from frontdoor.record.access import context
    from frontdoor.site.machinery import machinery
    from frontdoor.site.postgres import Unusable
    from frontdoor.site.progress import progress

    who = machinery(authority, name="Import from the command line")
    try:
        with context.working_for(authority_id=who.authority_id), progress() as tell:
            report = returns.import_annex_a(file, by=who, at=datetime.now(UTC), report=tell)
    except Unreadable as error:
        raise Unusable(str(error)) from error
    print(report.words())
