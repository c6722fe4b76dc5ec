"""The invented authority, into the database or as files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from frontdoor.site import standing
from frontdoor.site.postgres import Unusable


def authority(
    out: Annotated[
        Path | None, typer.Option(help="A new folder for the invention as files, with its truth apart")
    ] = None,
    load: Annotated[bool, typer.Option("--load", help="Load it into the database, unless it is there")] = False,
    seed: Annotated[int, typer.Option(help="The same seed invents the same people")] = 2018,
    months: Annotated[int, typer.Option(help="Months of history; 0 for all of it, from April 2018")] = 0,
) -> None:
    """Invent an authority: its people, the contacts as referrers wrote them, and the truth of each kept apart."""
    now = datetime.now(UTC)
    if out is not None:
        from frontdoor.site.authority import files
        from frontdoor.site.progress import progress

        with progress() as tell:
            files.write_files(seed=seed, months=months, out=out, until=now, progress=tell)
        print(f"Written to {out}: contacts.csv, people.csv, episodes.csv, and the truth in {out / 'truth'}.")
    elif load:
        standing.become_as_told() if standing.is_told() else standing.become(standing.stand().owner)
        from frontdoor.site.authority import load as loading
        from frontdoor.site.commands.demo import password
        from frontdoor.site.commands.serve import count_registers
        from frontdoor.site.progress import progress

        with progress() as tell:
            loading.load(seed=seed, months=months, until=now, password=password(), progress=tell)
        count_registers()
    else:
        raise Unusable("Say where to: --out FOLDER writes files, --load fills the database.")
