"""Local policy: checking a file, and adopting it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from frontdoor.record.policy.editions import EXAMPLE, BadEdition, NotAdopted, read_file, understand
from frontdoor.site import standing
from frontdoor.site.postgres import Unusable

app = typer.Typer(help="The local policy in force.", no_args_is_help=True)


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A policy file (TOML)")]) -> None:
    """Read a policy file and say what it holds, or which line cannot be read."""
    try:
        rules = understand(read_file(file))
    except (BadEdition, OSError) as error:
        raise Unusable(_in_words(error, file)) from error
    print(f"{rules.name}: {len(rules.limits)} limits, {len(rules.levels)} levels, in force from {rules.in_force_from}.")


@app.command("adopt")
def adopt(
    file: Annotated[Path, typer.Argument(help="A policy file (TOML)")],
    authority: Annotated[str, typer.Option(help="The authority's name; not needed where there is one")] = "",
) -> None:
    """Adopt a policy file as an edition, in force from the date it names."""
    standing.work_as_web()
    from frontdoor.record.access import context
    from frontdoor.record.policy import actions
    from frontdoor.site.machinery import machinery

    who = machinery(authority, name="Policy adopted from the command line")
    try:
        with context.working_for(authority_id=who.authority_id):
            edition = actions.adopt(file=file, by=who, at=datetime.now(UTC))
    except (BadEdition, OSError, NotAdopted) as error:
        raise Unusable(_in_words(error, file)) from error
    print(f"Adopted: {edition}.")


def _in_words(error: Exception, file: Path) -> str:
    """Say what is wrong with a policy file, and which."""
    if isinstance(error, FileNotFoundError):
        return f"There is no file {file}. Name a policy file, such as a changed copy of {EXAMPLE.name}."
    if isinstance(error, OSError):
        return f"The file {file} cannot be read: {error.strerror or error}."
    return f"{file}: {error}" if isinstance(error, NotAdopted) else str(error)
