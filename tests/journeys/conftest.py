"""A journey runs in a real browser against the real server, started by the real command, in an authority of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page

from frontdoor.site.postgres import Connection
from frontdoor.site.standing import address

JOURNEYBOROUGH = 3
PASSWORD = "a journey of a thousand miles"


@pytest.fixture(scope="session")
def address_of_server(django_db_setup: None) -> Iterator[str]:
    """Start `frontdoor serve` as the web role on the test database, and stop it after the last journey."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = connection.settings_dict
    where = Connection(
        host=str(told["HOST"]),
        port=int(told["PORT"]) if told["PORT"] else None,
        user=str(told["USER"]),
        password=str(told["PASSWORD"]),
        name=str(told["NAME"]),
    )
    database = address(where)
    environment = {**os.environ, "FRONTDOOR_DATABASE": database, "FRONTDOOR_POOL": "8"}
    words = [sys.executable, "-m", "frontdoor.site.commands", "serve", "--port", str(port)]
    server = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    said = server.stdout.readline()  # it says where it is once the first page can be opened
    assert str(port) in said, f"the server did not start: {said}"
    urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/").read()
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)
    server.stdout.close()


@pytest.fixture
def journeyborough(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[int]:
    """Work for Journeyborough, whose rows stay: the server is another process and must see them."""
    from frontdoor.record.access import context

    with django_db_blocker.unblock(), context.working_for(authority_id=JOURNEYBOROUGH):  # type: ignore[attr-defined]
        yield JOURNEYBOROUGH


@pytest.fixture
def laptop(browser: Browser, address_of_server: str) -> Iterator[BrowserContext]:
    """A worker's laptop, 1366 by 768. A console error or a broken rule of the content policy fails the journey."""
    context = browser.new_context(base_url=address_of_server, viewport={"width": 1366, "height": 768}, locale="en-GB")
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.fixture
def page(laptop: BrowserContext) -> Iterator[Page]:
    page = laptop.new_page()
    page.set_default_timeout(8000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    unexpected = [words for words in complaints if "status of 4" not in words]  # a refusal that a journey asked for
    assert not unexpected, unexpected
