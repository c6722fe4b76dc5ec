"""Pages in threads: a request is handed to a thread in one step, and its answer back in another.

Every step between the loop and a thread may wait for the other to be woken, so there are as few as can be: a whole
request goes over at once where it is small, and a whole answer comes back where it is in one piece.
"""

from __future__ import annotations

import asyncio
import contextvars
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from types import TracebackType
from typing import Final, Protocol, cast
from wsgiref.types import WSGIApplication, WSGIEnvironment

from frontdoor.site.live import Message, Receive, Scope, Send

WHOLE: Final = 1 << 20  # bytes of a request that are gathered before a page begins; what is more is read as it comes
STEPS: Final = 16 << 10  # bytes read at a time of the rest

Headers = list[tuple[str, str]]
Failure = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class PagesInThreads:
    """An ASGI application that answers with the pages of a WSGI one."""

    def __init__(self, pages: WSGIApplication, *, threads: int) -> None:
        self.pages = pages
        self.threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        told, has_more = await _gathered(receive)
        loop = asyncio.get_running_loop()
        sent: io.BufferedIOBase = io.BytesIO(told)
        if has_more:
            sent = io.BufferedReader(_Rest(told, receive, loop), STEPS)
        answer = _Answer(send, loop)
        within = contextvars.copy_context().run  # what a page sets for itself ends with it
        await loop.run_in_executor(self.threads, within, answer.give, self.pages, environment(scope, sent))


async def _gathered(receive: Receive) -> tuple[bytes, bool]:
    """Read a request up to WHOLE; say whether there is more."""
    pieces, size, has_more = [], 0, True
    while has_more and size < WHOLE:
        piece, has_more = _read(await receive())
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces), has_more


def _read(message: Message) -> tuple[bytes, bool]:
    if message["type"] == "http.disconnect":
        raise ConnectionError("The visitor left before everything was sent.")
    return cast(bytes, message.get("body", b"")), bool(message.get("more_body", False))


class _Rest(io.RawIOBase):
    """A large request, read by the page as it comes."""

    def __init__(self, held: bytes, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self.held = held
        self.has_more = True
        self.receive = receive
        self.loop = loop

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]  # the stubs ask for any buffer: this is one
        while not self.held and self.has_more:
            waiting = asyncio.run_coroutine_threadsafe(_next(self.receive), self.loop)
            self.held, self.has_more = _read(waiting.result())
        size = min(len(room), len(self.held))
        room[:size] = self.held[:size]
        self.held = self.held[size:]
        return size


async def _next(receive: Receive) -> Message:
    return await receive()


class _Closing(Protocol):
    """An answer that is told when it has been sent."""

    def close(self) -> None: ...


class _Answer:
    """One answer, from the thread of its page to the visitor."""

    def __init__(self, send: Send, loop: asyncio.AbstractEventLoop) -> None:
        self.send = send
        self.loop = loop
        self.start: Message = {}

    def give(self, pages: WSGIApplication, environ: WSGIEnvironment) -> None:
        """Make the page and see it off; only then may its thread let go of what it used."""
        made = pages(environ, self._begin)
        with closing(cast(_Closing, made)) if hasattr(made, "close") else nullcontext():
            pieces = iter(made)
            first = next(pieces, b"")
            rest = _after(next(pieces, None), pieces)
            if rest is None:
                self._see_off([self.start, _piece(first)])
                return
            self._see_off([self.start, _piece(first, has_more=True)])
            for piece in rest:
                self._see_off([_piece(piece, has_more=True)])
            self._see_off([_piece(b"")])

    def _begin(self, status: str, headers: Headers, _: Failure | None = None, /) -> Callable[[bytes], object]:
        self.start = {
            "type": "http.response.start",
            "status": int(status[:3]),
            "headers": [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers],
        }
        return _write

    def _see_off(self, messages: Sequence[Message]) -> None:
        asyncio.run_coroutine_threadsafe(self._give_all(messages), self.loop).result()

    async def _give_all(self, messages: Sequence[Message]) -> None:
        for message in messages:
            await self.send(message)


def _write(_: bytes) -> object:
    raise NotImplementedError("Pages are returned, not written.")


def _after(second: bytes | None, pieces: Iterator[bytes]) -> Iterable[bytes] | None:
    """Give what comes after the first piece; None where that is all."""
    return None if second is None else _chained(second, pieces)


def _chained(second: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield second
    yield from pieces


def _piece(body: bytes, *, has_more: bool = False) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": has_more}


def environment(scope: Scope, sent: io.BufferedIOBase) -> WSGIEnvironment:
    """Say to WSGI what ASGI says of a request."""
    host, port = cast(tuple[str, int | None], scope.get("server") or ("localhost", 80))
    from_host, from_port = cast(tuple[str, int], scope.get("client") or ("", 0))
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": str(scope["path"]).encode().decode("latin-1"),
        "QUERY_STRING": cast(bytes, scope["query_string"]).decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": from_host,
        "REMOTE_PORT": str(from_port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": sent,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in cast(Iterable[tuple[bytes, bytes]], scope["headers"]):
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    return environ


def _add_header(environ: WSGIEnvironment, name: str, value: str) -> None:
    """Add a header. One with an underscore is left out: WSGI could not tell it from another with a hyphen."""
    if "_" in name:
        return
    key = name.upper().replace("-", "_")
    key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
    if key in environ:
        value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
    environ[key] = value
