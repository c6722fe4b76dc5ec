"""One address: pages in threads, and the live stream beside them (docs/decisions/0003-pages-in-threads.md)."""

from __future__ import annotations

from frontdoor.site.live import PATH, Hub, Receive, Scope, Send, Stream, listening
from frontdoor.site.threads import PagesInThreads
from frontdoor.site.wsgi import application as pages_in_order

PAGE_THREADS = 16

hub = Hub()
stream = Stream(hub)
pages = PagesInThreads(pages_in_order, threads=PAGE_THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Send a request to the stream or to the pages."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http":
        await (stream if scope["path"] == PATH else pages)(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1003})


async def _live(receive: Receive, send: Send) -> None:
    """Listen from the server's start to its end."""
    await receive()
    async with listening(hub):
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})
