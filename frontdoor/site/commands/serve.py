"""The server, and bringing its database up to date."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from frontdoor.site import standing
from frontdoor.site.postgres import Unusable


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on")] = 8000,
) -> None:
    """Serve the pages on the database that DATABASE_URL names (or our own, in var/)."""
    refuse_taken(host, port)
    if standing.is_told():
        standing.become_as_told()
    else:
        ground = standing.stand()
        standing.as_owner(ground, "prepare")
        standing.become(ground.web, pool=standing.POOL)
    run(host=host, port=port)


def run(*, host: str, port: int, words: str = "") -> None:
    """Serve until stopped, and carry the outbox meanwhile; say where, once the first page can be opened."""
    from django.core.management import call_command
    from django.utils import timezone

    from frontdoor.site import nightly, post, server, warming

    call_command("collectstatic", interactive=False, verbosity=0)
    warming.warm(at=timezone.now())

    def ready() -> None:
        print(words or f"Front Door is at http://{host}:{port}/", flush=True)

    with warming.simulation_made_ready(), nightly.kept(), post.carried():
        server.serve(host=host, port=port, ready=ready)


def prepare() -> None:
    """Bring the tables up to date, grant the web role what it needs, and file people again where keys have changed."""
    if standing.is_told():
        standing.become_as_told()
    else:
        standing.become(standing.stand().owner)
    from frontdoor.site.grants import prepare as grant

    grant(web_role=standing.web_role())
    from frontdoor.journey.children import actions as children
    from frontdoor.site.progress import progress

    if children.has_people_to_file():
        with progress() as tell:
            children.file_again(lambda share: tell("Filing people again under the keys of this edition", share))
    count_registers()


def count_registers() -> None:
    """Count, as the owner, how common names are in a register that has grown: to share a rare one says more."""
    from frontdoor.journey.children import actions as children
    from frontdoor.site.progress import progress

    if children.has_registers_to_count():
        with progress() as tell:
            children.count_registers(lambda share: tell("Counting how common names are in the register", share))


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port that somebody else is listening on, before anything is built."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Unusable(
                f"Port {port} on {host} cannot be used ({error.strerror}). If Front Door is already running there, "
                f"open it; otherwise choose another, such as `make demo PORT={port + 1}`."
            ) from None
