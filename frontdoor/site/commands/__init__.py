"""The command line: `frontdoor VERB`. A verb that fails says why in a sentence and leaves nothing half-written."""

from __future__ import annotations

import os
import sys

import typer

from frontdoor.site.commands import (
    authority,
    demand,
    demo,
    duplicates,
    forecasts,
    handling,
    imports,
    ledger,
    machine,
    match,
    policy,
    reference,
    serve,
    staffing,
)
from frontdoor.site.ending import Ending
from frontdoor.site.postgres import Unusable

app = typer.Typer(
    name="frontdoor",
    help="The system that a children's services front door runs on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("prepare")(serve.prepare)
app.command("authority")(authority.authority)
app.command("match")(match.match)
app.command("duplicates")(duplicates.duplicates)
app.command("demand")(demand.demand)
app.command("score")(demand.score)
app.command("staffing")(staffing.staffing)
app.command("forecast")(staffing.forecast)
app.command("forecasts")(forecasts.forecasts)
app.command("handling")(handling.handling)
app.add_typer(imports.app, name="import")
app.add_typer(ledger.app, name="ledger")
app.add_typer(policy.app, name="policy")
app.add_typer(machine.app, name="machine")
app.command("docs")(reference.docs)


def run() -> None:
    """Run the command line; turn what a person can mend into one sentence on stderr and exit code 1."""
    ending = Ending()
    try:
        app(obj=ending)
    except Unusable as error:
        print(f"frontdoor: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except SystemExit as ended:
        if ended.code or not ending.is_at_once:
            raise
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
