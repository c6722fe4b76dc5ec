"""The server: one process, one address, started by the command line and ended by Ctrl-C."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable

import uvicorn

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""A page makes some thousands of objects and lets go of them itself: looking for rings among them can wait."""
SECONDS_TO_FINISH = 10
SECONDS_BETWEEN_PAGES = 75
"""So long a browser may keep its connection for its next page: while somebody listens before typing on, for one."""


class CannotListen(Exception):
    """The address is not free, or not ours; the text says what to do."""


def serve(*, host: str, port: int, ready: Callable[[], None] | None = None) -> None:
    """Serve until Ctrl-C or a request to end; `ready` is called once, when a browser may come.

    Raises CannotListen when another program has the port.
    """
    door = _door(host, port)
    from frontdoor.site.asgi import application  # Django is ready by now; importing it earlier would start it

    config = uvicorn.Config(
        application,
        lifespan="on",
        log_config=None,
        access_log=False,  # addresses of pages hold no names, but who asked for what belongs in the ledger alone
        server_header=False,
        timeout_keep_alive=SECONDS_BETWEEN_PAGES,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    # uvicorn finishes what it is doing, then sends itself the signal again: let both end as Ctrl-C does.
    earlier = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _Server(config, ready).run(sockets=[door])
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, earlier)
        door.close()


class _Server(uvicorn.Server):
    """uvicorn that says when it is ready, and ends the streams before it waits for everybody to leave."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None] | None) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        settle()
        if self.started and self.ready is not None:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        from frontdoor.site.asgi import hub

        hub.end()
        await super().shutdown(sockets)


def settle() -> None:
    """Let what was read before the first page stay out of the way: a collection need not go through it each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 10, 20)


def _door(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise CannotListen(
            f"{host} port {port} cannot be used: {error.strerror}. Choose another port, or end the program that has it."
        ) from error
