"""The live stream, driven as a server drives it: a commit reaches its own authority's boards, and nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib import import_module
from typing import TypeVar

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection

from frontdoor.record.access import context, sessions
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger import actions as ledger
from frontdoor.site.live import Hub, Message, Pace, Scope, Stream, listening
from tests.builders import Machinery, a_worker

PATIENCE = 10  # seconds before a test gives up; nothing waits so long when it works
AT = datetime(2018, 7, 24, 10, 10, tzinfo=UTC)
QUICK = Pace(ping=0.05, check=0.1, stuck=PATIENCE, again=0.05)
UNHURRIED = Pace(ping=60, check=60)


class Browser:
    """One reader of the stream."""

    def __init__(self, session: str) -> None:
        self.session = session
        self.status = 0
        self.seen = ""
        self.has_ended = False
        self._moved = asyncio.Event()
        self._left = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def open(self, stream: Stream, method: str = "GET") -> Browser:
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session}".encode()
        scope: Scope = {"type": "http", "method": method, "path": "/live/", "headers": [(b"cookie", cookie)]}
        self._task = asyncio.create_task(stream(scope, self._receive, self._send))
        return await self.until(lambda: self.status != 0)

    async def until(self, is_so: Callable[[], bool]) -> Browser:
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._moved.clear()
                await self._moved.wait()
        return self

    async def leave(self) -> None:
        self._left.set()
        if self._task is not None:
            await asyncio.wait_for(self._task, PATIENCE)

    @property
    def changes(self) -> int:
        return self.seen.count("data: changed")

    async def _receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(str(message["status"]))
        else:
            body = message["body"]
            assert isinstance(body, bytes)
            self.seen += body.decode()
            self.has_ended = not message.get("more_body", False)
        self._moved.set()


pytestmark = pytest.mark.django_db
Made = TypeVar("Made")


def committed(make: Callable[[], Made], *, authority_id: int = 3) -> Made:
    """Do it in a thread of its own, where it is committed at once: a word to the board leaves at a commit.

    Only for Journeyborough (3), whose rows no other test counts.
    """

    def work() -> Made:
        try:
            with context.working_for(authority_id=authority_id):
                return make()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


@pytest.fixture
def manager() -> Iterator[Worker]:
    worker = committed(lambda: a_worker(Role.TEAM_MANAGER, authority_id=3))
    yield worker
    committed(lambda: _make_inactive(worker))


@pytest.fixture
def session(manager: Worker) -> str:
    return committed(lambda: _session_of(manager))


def _make_inactive(worker: Worker) -> None:
    Worker.objects.filter(pk=worker.pk).update(is_active=False)


def _session_of(worker: Worker) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(worker.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = worker.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _tell(payload: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('frontdoor_board', %s)", [payload])


def _act(act: str = "policy.adopted") -> None:
    ledger.write(act, subject=("edition", None), by=Machinery(authority_id=3), at=AT)


def _run(play: Callable[[Hub, Stream], Awaitable[None]], pace: Pace = UNHURRIED, most: int = 300) -> None:
    async def run() -> None:
        hub = Hub(most=most, pace=pace)
        async with listening(hub), asyncio.timeout(4 * PATIENCE):
            while not hub.is_listening:
                await asyncio.sleep(0)
            await play(hub, Stream(hub))

    asyncio.run(run())


def test_a_committed_act_reaches_the_boards_of_its_authority(session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        await browser.until(lambda: browser.changes == 1)  # the one it begins with
        await asyncio.to_thread(committed, _act)
        await browser.until(lambda: browser.changes == 2)
        assert browser.seen.replace("retry: 2000\n\n", "").replace("data: changed\n\n", "") == ""
        await browser.leave()
        assert not hub.clients

    _run(play)


def test_looking_is_no_change(session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        await asyncio.to_thread(committed, lambda: _act("board.viewed"))
        await asyncio.to_thread(committed, _act)
        await browser.until(lambda: browser.changes >= 2)
        assert browser.changes == 2
        await browser.leave()

    _run(play)


def test_an_act_of_another_authority_does_not_reach_it(session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        theirs = hub.join(2)
        assert theirs is not None
        await asyncio.to_thread(committed, lambda: _tell("2"))
        assert await theirs.wait(PATIENCE)
        assert not any(client.has_changed for client in hub.clients)
        await asyncio.to_thread(committed, _act)
        await browser.until(lambda: browser.changes >= 2)
        assert browser.changes == 2
        assert not theirs.has_changed
        await browser.leave()

    _run(play)


def test_many_changes_while_a_reader_is_slow_are_one_change() -> None:
    async def play() -> None:
        hub = Hub()
        hub.is_listening = True
        client = hub.join(1)
        assert client is not None
        for _ in range(1000):
            hub.tell(1)
        assert await client.wait(PATIENCE)
        assert not await client.wait(0)

    asyncio.run(play())


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 200), (Role.PARTNER, 403), (Role.ADMINISTRATOR, 403)])
def test_only_a_role_that_may_see_the_board_may_follow_it(role: Role, status: int) -> None:
    session = committed(lambda: _session_of(a_worker(role, authority_id=3)))

    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        assert browser.status == status
        await browser.leave()

    _run(play)


@pytest.mark.parametrize("cookie", ["", "0123456789abcdefghijklmnopqrstuv", 'a"; b'])
def test_somebody_signed_out_is_refused(cookie: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(cookie).open(stream)
        assert browser.status == 401
        assert browser.seen == ""

    _run(play)


def test_it_ends_when_the_worker_is_made_inactive(manager: Worker, session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        await browser.until(lambda: ": ping" in browser.seen)
        await asyncio.to_thread(committed, lambda: _make_inactive(manager))
        await browser.until(lambda: browser.has_ended)

    _run(play, QUICK)


def test_it_ends_when_the_worker_signs_out(session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        store = import_module(settings.SESSION_ENGINE).SessionStore(browser.session)
        await asyncio.to_thread(committed, store.delete)
        await browser.until(lambda: browser.has_ended)

    _run(play, QUICK)


def test_it_ends_when_the_sign_in_has_idled(session: str) -> None:
    def idle() -> None:
        store = import_module(settings.SESSION_ENGINE).SessionStore(session)
        store[sessions.USED] = 0
        store.save()

    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        await asyncio.to_thread(committed, idle)
        await browser.until(lambda: browser.has_ended)
        assert (await Browser(session).open(stream)).status == 401

    _run(play, QUICK)


def test_one_board_too_many_is_asked_to_come_back(session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        first = await Browser(session).open(stream)
        assert (await Browser(session).open(stream)).status == 503
        await first.leave()
        again = await Browser(session).open(stream)
        assert again.status == 200
        await again.leave()

    _run(play, most=1)


def test_without_a_listener_no_stream_looks_alive(session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        hub.end()
        await browser.until(lambda: browser.has_ended)
        assert (await Browser(session).open(stream)).status == 503

    _run(play)


def test_it_listens_again_after_the_database_hung_up(session: str) -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        browser = await Browser(session).open(stream)
        await asyncio.to_thread(committed, _hang_up)
        await browser.until(lambda: browser.has_ended)
        while not hub.is_listening:
            await asyncio.sleep(0)
        again = await Browser(session).open(stream)
        await asyncio.to_thread(committed, _act)
        await again.until(lambda: again.changes == 2)
        await again.leave()

    _run(play, Pace(again=0.01))


def _hang_up() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query = 'LISTEN frontdoor_board' AND usename = current_user AND datname = current_database()"
        )


def test_it_only_answers_get() -> None:
    async def play(hub: Hub, stream: Stream) -> None:
        assert (await Browser("x").open(stream, "POST")).status == 405

    _run(play)
