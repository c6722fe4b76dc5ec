"""The demonstration: an invented authority with its history, a server, and a sign-in for each role."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Annotated

import typer

from frontdoor.site import standing
from frontdoor.site.commands import serve
from frontdoor.site.places import VAR
from frontdoor.site.postgres import Cluster

PASSWORD_FILE = "demonstration-password"  # noqa: S105  (a file's name)


def demo(
    port: Annotated[int, typer.Option(help="The port to listen on")] = 8000,
    reset: Annotated[bool, typer.Option("--reset", help="Throw the demonstration away and build it again")] = False,
    seed: Annotated[int, typer.Option(help="The same seed invents the same people")] = 2018,
    months: Annotated[int, typer.Option(help="Months of history; 0 for all of it, from April 2018")] = 0,
) -> None:
    """Build the demonstration authority if it is not there, start the server, and print how to sign in."""
    serve.refuse_taken("127.0.0.1", port)
    os.environ["FRONTDOOR_DEMONSTRATION"] = "yes"
    os.environ.setdefault("FRONTDOOR_ADDRESS", f"http://localhost:{port}")
    if reset:
        erase(VAR)
    ground = standing.stand()
    standing.as_owner(ground, "prepare")
    standing.as_owner(ground, "authority", "--load", "--seed", str(seed), "--months", str(months))
    standing.become(ground.web, pool=standing.POOL)
    serve.run(host="127.0.0.1", port=port, words=_words(port))


def erase(folder: Path) -> None:
    """Remove the demonstration's own database and what it kept beside it."""
    if not os.environ.get("DATABASE_URL"):
        Cluster(folder / "postgres").erase()
    for name in ("outbox", "static", PASSWORD_FILE, "ledger-heads.jsonl"):
        path = folder / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def password() -> str:
    """Return the demonstration's password, made once and readable by its owner alone."""
    path = VAR / PASSWORD_FILE
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"demo-{secrets.token_hex(4)}-{secrets.token_hex(2)}")
    return path.read_text()


def _words(port: int) -> str:
    from frontdoor.record.access.roles import Role

    rows = "\n".join(f"    {role.words:<18} {role.value.replace('_', '-')}" for role in Role)
    return (
        f"\nFront Door is at http://localhost:{port}/\n\n"
        f"Sign in as any of these, with the password {password()}\n{rows}\n\n"
        "Every person in it is invented. Stop it with Ctrl-C; start it again with `make demo`; begin again with "
        "`make demo RESET=1`.\n"
    )
