"""The live stream: one listener a process, and a word to each open board of the authority in which something changed.

An event says "changed" and nothing else. The page then asks for its rows again, under its own guard.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from importlib import import_module

import psycopg
from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from frontdoor.record.access import sessions
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission

CHANNEL = "frontdoor_board"
PATH = "/live/"
MOST_CLIENTS = 300
CHANGED = b"data: changed\n\n"
PING = b": ping\n\n"

# What ASGI says of a request, and what goes each way.
Scope = MutableMapping[str, object]
Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Seconds between the signs of life, between two looks at the session, and before a stuck reader is let go."""

    ping: float = 15
    check: float = 30
    stuck: float = 30
    again: float = 1


@dataclass(eq=False, kw_only=True)
class Client:
    """One open board. Many changes before it next wakes are one change: nothing queues up, nothing is lost."""

    authority_id: int
    has_ended: bool = False
    has_changed: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self) -> None:
        self.has_changed = True
        self.woken.set()

    def end(self) -> None:
        self.has_ended = True
        self.woken.set()

    async def wait(self, seconds: float) -> bool:
        """Wait for a change or the time to ping; say whether there was a change."""
        try:
            await asyncio.wait_for(self.woken.wait(), seconds)
        except TimeoutError:
            return False
        changed, self.has_changed = self.has_changed, False
        self.woken.clear()
        return changed


class Hub:
    """The process's one listener, and the boards that are open."""

    def __init__(self, *, most: int = MOST_CLIENTS, pace: Pace | None = None) -> None:
        self.most = most
        self.pace = pace or Pace()
        self.clients: set[Client] = set()
        self.is_listening = False

    def join(self, authority_id: int) -> Client | None:
        """Add a board; None when there are too many, or when nothing could be told to it."""
        if not self.is_listening or len(self.clients) >= self.most:
            return None
        client = Client(authority_id=authority_id)
        self.clients.add(client)
        return client

    def leave(self, client: Client) -> None:
        self.clients.discard(client)

    def tell(self, authority_id: int) -> None:
        for client in self.clients:
            if client.authority_id == authority_id:
                client.tell()

    def end(self) -> None:
        """End every stream. A browser asks again by itself, and says so on the page while it may not."""
        self.is_listening = False
        for client in self.clients:
            client.end()

    async def listen(self) -> None:
        """Listen for as long as the process lives. While there is no listener there is no stream that looks alive."""
        while True:
            try:
                await self._listen_once()
            except psycopg.Error:
                self.end()
                await asyncio.sleep(self.pace.again)

    async def _listen_once(self) -> None:
        async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as listener:
            await listener.execute(f"LISTEN {CHANNEL}")
            self.is_listening = True
            while True:
                async for notice in listener.notifies(timeout=self.pace.check):
                    if notice.payload.isdecimal():
                        self.tell(int(notice.payload))
                await listener.execute("SELECT 1")  # a dead network says nothing until it is asked


@asynccontextmanager
async def listening(hub: Hub) -> AsyncIterator[None]:
    """Keep a hub listening inside the block, and end its streams after it."""
    task = asyncio.create_task(hub.listen())
    try:
        yield
    finally:
        hub.end()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Stream:
    """The ASGI application at /live/."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        # Few threads and their own: streams must not wait behind pages, nor pages behind streams.
        self.threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="live")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            return await _answer(send, 405)
        key = _session_key(scope)
        status, authority_id = await self._ask(key)
        if authority_id is None:
            return await _answer(send, status)
        client = self.hub.join(authority_id)
        if client is None:
            return await _answer(send, 503)
        leaving = asyncio.create_task(_end_when_left(receive, client))
        try:
            await self._stream(client, key, send)
        except TimeoutError:
            return None  # a reader that takes nothing for so long is let go
        finally:
            leaving.cancel()
            self.hub.leave(client)

    async def _stream(self, client: Client, key: str, send: Send) -> None:
        """Send until the reader leaves or may no longer read; first of all for what changed while it connected."""
        pace, clock = self.hub.pace, asyncio.get_running_loop()
        await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        await self._send(send, b"retry: 2000\n\n" + CHANGED)
        checked = clock.time()
        while True:
            changed = await client.wait(min(pace.ping, pace.check))
            if client.has_ended:
                break
            if clock.time() - checked >= pace.check:
                if (await self._ask(key))[1] != client.authority_id:
                    break
                checked = clock.time()
            await self._send(send, CHANGED if changed else PING)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send(self, send: Send, body: bytes) -> None:
        await asyncio.wait_for(
            send({"type": "http.response.body", "body": body, "more_body": True}), self.hub.pace.stuck
        )

    async def _ask(self, key: str) -> tuple[int, int | None]:
        return await asyncio.get_running_loop().run_in_executor(self.threads, may_follow, key)


def may_follow(session_key: str) -> tuple[int, int | None]:
    """Say whether a session's worker may follow the board now: a status, and their authority if they may.

    Following is not using: a stream left open does not keep a sign-in alive.
    """
    request = HttpRequest()
    try:
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key or None)
        worker = get_user(request)
        is_signed_in = isinstance(worker, Worker) and not sessions.is_over(request.session, at=timezone.now())
        if not isinstance(worker, Worker) or not is_signed_in or not worker.is_active:
            return 401, None
        return (200, worker.authority_id) if worker.may(Permission.BOARD_SEE) else (403, None)
    except DatabaseError:
        return 503, None
    finally:
        connection.close()


def _address() -> str:
    """Reach the same database as the pages do, as the same role."""
    told = connection.settings_dict
    words = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return make_conninfo("", **{key: str(told[name]) for key, name in words.items() if told.get(name)})


def _session_key(scope: Scope) -> str:
    headers = scope["headers"]
    assert isinstance(headers, list | tuple)
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load("; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie"))
    except CookieError:
        return ""
    cookie = cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


async def _end_when_left(receive: Receive, client: Client) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    client.end()


async def _answer(send: Send, status: int) -> None:
    headers = [(b"cache-control", b"no-store"), (b"content-length", b"0"), (b"x-content-type-options", b"nosniff")]
    extra = {405: [(b"allow", b"GET")], 503: [(b"retry-after", b"5")]}.get(status, [])
    await send({"type": "http.response.start", "status": status, "headers": headers + extra})
    await send({"type": "http.response.body", "body": b""})


STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # a proxy in front passes each event on as it comes
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
]
