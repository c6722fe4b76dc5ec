"""The ledger, verified."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from frontdoor.site import standing
from frontdoor.site.places import VAR

app = typer.Typer(help="The append-only account of acts and views.", no_args_is_help=True)


@app.callback()
def ledger() -> None:
    """The append-only account of acts and views."""


@app.command("verify")
def verify() -> None:
    """Work out every entry's hash again, and compare the end of each chain with what was noted outside the database."""
    standing.work_as_web()
    from frontdoor.record.ledger import verify as verification

    findings = verification.verify(VAR, at=datetime.now(UTC))
    for finding in findings:
        print(finding.words)
    if any(not finding.is_whole for finding in findings):
        raise typer.Exit(1)
