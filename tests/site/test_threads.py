"""Pages in threads: what goes over to a page, and what comes back of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from frontdoor.site.live import Message, Scope
from frontdoor.site.threads import WHOLE, PagesInThreads

HEADERS = [(b"content-type", b"text/plain"), (b"x-asked", b"one"), (b"x-asked", b"two")]


class Page:
    """A page that notes what it was asked and answers in pieces; `seen` keeps what went on, in order."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = pieces
        self.seen: list[str] = []
        self.environ: WSGIEnvironment = {}
        self.read = b""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Page:
        self.environ = environ
        self.read = environ["wsgi.input"].read()
        start_response("201 Created", [("X-Kept", " yes ")])
        return self

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces

    def close(self) -> None:
        self.seen.append("closed")


def asked(page: Page, *sent: Message, headers: list[tuple[bytes, bytes]] | None = None) -> list[Message]:
    """Ask for a page as a server would, and give what it answers."""
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/caf\u00e9/",
        "query_string": b"a=1",
        "headers": HEADERS if headers is None else headers,
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.2", 1234),
    }
    waiting, answers = list(sent or ({"type": "http.request", "body": b"told"},)), []

    async def receive() -> Message:
        return waiting.pop(0)

    async def send(message: Message) -> None:
        page.seen.append("sent")
        answers.append(message)

    asyncio.run(PagesInThreads(page, threads=1)(scope, receive, send))
    return answers


def test_a_page_in_one_piece_goes_back_whole_and_is_closed_only_then() -> None:
    page = Page(b"hello")
    start, body = asked(page)
    assert (start["status"], start["headers"]) == (201, [(b"x-kept", b"yes")])
    assert (body["body"], body["more_body"]) == (b"hello", False)
    assert page.seen == ["sent", "sent", "closed"]


def test_a_page_in_several_pieces_goes_back_piece_by_piece() -> None:
    answers = asked(Page(b"one", b"two", b"three"))[1:]
    assert [(one["body"], one["more_body"]) for one in answers] == [
        (b"one", True),
        (b"two", True),
        (b"three", True),
        (b"", False),
    ]


def test_an_empty_page_is_a_page() -> None:
    assert asked(Page())[1] == {"type": "http.response.body", "body": b"", "more_body": False}


def test_what_was_asked_reaches_the_page() -> None:
    page = Page(b"")
    asked(page)
    environ = page.environ
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/caf\u00e9/"
    assert (environ["QUERY_STRING"], environ["REMOTE_ADDR"], environ["SERVER_PORT"]) == ("a=1", "127.0.0.2", "8000")
    assert (environ["CONTENT_TYPE"], environ["HTTP_X_ASKED"]) == ("text/plain", "one,two")
    assert page.read == b"told"


def test_a_header_that_could_pass_for_another_does_not_reach_the_page() -> None:
    page = Page(b"")
    asked(page, headers=[(b"x_forwarded_proto", b"https"), (b"cookie", b"a=1"), (b"cookie", b"b=2")])
    assert "HTTP_X_FORWARDED_PROTO" not in page.environ
    assert page.environ["HTTP_COOKIE"] == "a=1; b=2"


@pytest.mark.parametrize("size", [0, 1, WHOLE - 1, WHOLE, 3 * WHOLE + 7])
def test_a_request_of_any_size_reaches_the_page_whole(size: int) -> None:
    told, page, step = b"x" * size, Page(b""), 100_000
    pieces = [told[start : start + step] for start in range(0, size, step)] or [b""]
    sent: list[Message] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    sent[-1]["more_body"] = False
    asked(page, *sent)
    assert page.read == told


@pytest.mark.parametrize("size", [1, WHOLE + 1])
def test_a_visitor_who_leaves_before_all_is_said_is_not_answered(size: int) -> None:
    page = Page(b"never")
    with pytest.raises(ConnectionError):
        asked(page, {"type": "http.request", "body": b"x" * size, "more_body": True}, {"type": "http.disconnect"})
    assert "sent" not in page.seen


def test_what_one_page_sets_for_itself_is_gone_for_the_next() -> None:
    from contextvars import ContextVar

    kept: ContextVar[str] = ContextVar("kept", default="nothing")
    found: list[str] = []

    class Setting(Page):
        def __iter__(self) -> Iterator[bytes]:
            found.append(kept.get())
            kept.set("something")
            yield b""

    asked(Setting())
    asked(Setting())
    assert found == ["nothing", "nothing"]
