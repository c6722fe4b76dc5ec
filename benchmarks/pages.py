"""The pages that people wait for, with 100,000 people and 240,000 contacts, beside a bare one-query page.

The database is built once, under var/bench, by the demonstration's own loader; the server is the real one, in a process
of its own.
"""

from __future__ import annotations

import json
import os
import re
import socket
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode
from uuid import uuid4

FOLDER = Path(os.environ.get("FRONTDOOR_BENCH_VAR", "var/bench")).resolve()
CHILDREN = int(os.environ.get("BENCH_CHILDREN", "49000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
PASSWORD = "measured, not guessed"
BACKEND = "frontdoor.record.access.knowing.SignedIn"


@dataclass
class Measured:
    name: str
    seconds: list[float] = field(default_factory=list)
    queries: int = 0

    def row(self, bare: float) -> str:
        middle = statistics.median(self.seconds)
        late = statistics.quantiles(self.seconds, n=20)[-1]
        return f"{self.name:<28} {middle * 1000:8.1f} {late * 1000:8.1f} {self.queries:8d} {middle / bare:8.1f} x bare"


class Visitor:
    """A signed-in browser, without the browser."""

    def __init__(self, port: int) -> None:
        self.line = HTTPConnection("127.0.0.1", port)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if method == "POST":
            body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **(fields or {})})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.line.port}"
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")

    def sign_in(self, name: str) -> None:
        self.ask("GET", "/account/login/")
        status, _, where = self.ask("POST", "/account/login/", {"login": name, "password": PASSWORD})
        assert status == 302, f"sign-in as {name} was answered {status} {where}"


def run() -> None:
    """Build what is missing, measure every page in turn, and print the table."""
    with served(build()) as port:
        facts = _facts()
        size = {"people": facts.people, "contacts": facts.contacts}
        print(json.dumps(size | {"rounds": ROUNDS, "load": round(os.getloadavg()[0], 2)}))
        _print(_measure(port, facts))


@contextmanager
def served(web: str) -> Iterator[int]:
    """Run the real server on the bench's database and give its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = {**os.environ, "FRONTDOOR_DATABASE": web, "FRONTDOOR_POOL": "20"}
    told["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    words = [sys.executable, "-m", "frontdoor.site.commands", "serve", "--port", str(port)]
    server = subprocess.Popen(words, env=told, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        assert str(port) in server.stdout.readline()
        while _works_beside(server.pid):
            sleep(0.5)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _works_beside(server: int) -> bool:
    """Say whether a server that has just started still makes what a start makes, in processes beside its pages."""
    return any(file.read_text().strip() for file in Path(f"/proc/{server}/task").glob("*/children"))


def build() -> str:
    """Stand on the bench's own database, load it if it is empty, and give the web role's address."""
    os.environ |= {"FRONTDOOR_VAR": str(FOLDER), "FRONTDOOR_DEMONSTRATION": "yes"}
    from frontdoor.site import nightly, standing

    ground = standing.stand(FOLDER)
    standing.as_owner(ground, "prepare")
    standing.become(ground.owner)
    from frontdoor.site.authority import load
    from frontdoor.site.commands.serve import count_registers
    from frontdoor.site.progress import progress

    with progress() as tell:
        load.load(seed=7, months=0, until=datetime.now(UTC), password=PASSWORD, progress=tell, children_count=CHILDREN)
    count_registers()
    for command in nightly.AT_START:  # or the server would do it beside the first pages
        subprocess.run((*nightly.COMMANDS, command), check=True, stdout=subprocess.DEVNULL)
    return standing.address(ground.web)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """How big the database is, and whom to ask for."""

    people: int
    contacts: int
    waiting: list[str]
    children: list[str]
    names: list[tuple[str, str]]


def _facts() -> Facts:
    from frontdoor.journey.children.models import Person
    from frontdoor.journey.decision.models import Recommendation
    from frontdoor.journey.intake.models import Contact, Identification

    often = Identification.objects.filter(named__contact__ended_at__isnull=True).order_by("-pk")[:40]
    return Facts(
        people=Person.objects.count(),
        contacts=Contact.objects.count(),
        waiting=list(
            Recommendation.objects.filter(oversight__isnull=True).values_list("contact__receipt", flat=True)[:20]
        ),
        children=[one.person.reference for one in often.select_related("person")],
        names=[(one.named.first_name, one.named.last_name) for one in often.select_related("named")],
    )


FIGURES = {
    "demand": "/insight/",
    "repeats": "/insight/repeats/",
    "partners": "/insight/partners/",
    "timeliness": "/insight/timeliness/",
}
"""The pages of figures, as an analyst opens them: the year's worst case, with every month there is behind it."""


def _measure(port: int, facts: Facts) -> list[Measured]:
    """Go round every page in turn, so that a slow minute falls on all of them alike."""
    visitors = {name: Visitor(port) for name in ("contact-officer", "social-worker", "analyst")}
    for name, visitor in visitors.items():
        visitor.sign_in(name)
    pages: dict[str, Measured] = {}
    for place in range(ROUNDS + 3):
        for name, step in _steps(visitors, facts, place).items():
            started = perf_counter()
            status, text, _ = step()
            taken = perf_counter() - started
            assert status in (200, 302), f"{name} was answered {status}: {re.sub('<[^>]+>', ' ', text)[:400]}"
            assert name != "contact submit" or status == 302, "the contact was not received"
            if place >= 3:  # the first rounds warm the caches
                pages.setdefault(name, Measured(name)).seconds.append(taken)
    _count_queries(pages, facts)
    return list(pages.values())


def _steps(visitors: Mapping[str, Visitor], facts: Facts, place: int) -> dict[str, Callable[[], tuple[int, str, str]]]:
    """Say what is asked in one round; pages of figures are asked in every fifth, for nobody opens them as often."""
    officer, worker, analyst = (visitors[name] for name in ("contact-officer", "social-worker", "analyst"))
    child, receipt = facts.children[place % len(facts.children)], facts.waiting[place % len(facts.waiting)]
    where, fields = _draft(officer, facts.names[place % len(facts.names)])
    steps: dict[str, Callable[[], tuple[int, str, str]]] = {
        "bare page": lambda: worker.ask("GET", "/bare/"),
        "match suggestions": lambda: officer.ask("POST", f"{where}people/", fields),
        "contact submit": lambda: officer.ask("POST", where, fields | {"do": "receive"}),
        "decision page": lambda: worker.ask("GET", f"/contacts/{receipt}/"),
        "child's page": lambda: worker.ask("GET", f"/children/{child}/"),
        "board": lambda: worker.ask("GET", "/board/"),
    }
    if place % 5 == 3 or place < 3:
        steps |= {name: lambda path=path: analyst.ask("GET", path) for name, path in FIGURES.items()}
    return steps


def _draft(officer: Visitor, told: tuple[str, str]) -> tuple[str, dict[str, str]]:
    _, _, where = officer.ask("POST", "/take-a-contact/", {"do": "start"})
    return where, typed(told)


def typed(told: tuple[str, str]) -> dict[str, str]:
    first_name, last_name = told
    return {
        "version": "0",
        "is_in_danger_now": "no",
        "kind": "1A",
        "teller_name": "Rosalind Quill",
        "teller_role": "Grandmother",
        "teller_phone": "01632 960001",
        "channel": "phone",
        "how_known": "saw",
        "what_happened": f"They came to my door at nine in the evening and had not eaten since the morning. {uuid4()}",
        "concerns-neglect": "neglect",
        "children-TOTAL_FORMS": "1",
        "children-INITIAL_FORMS": "0",
        "adults-TOTAL_FORMS": "0",
        "adults-INITIAL_FORMS": "0",
        "children-0-first_name": first_name,
        "children-0-last_name": last_name,
        "sharing_basis": "safeguarding",
        "family_agreement": "not_known",
        "family_told": "not_known",
    }


def _count_queries(pages: dict[str, Measured], facts: Facts) -> None:
    """Count each page's queries once, in this process, through the same site."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from frontdoor.record.access.models import Worker

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = "benchmarks.bare"
    officer, worker, analyst = Client(), Client(), Client()
    for client, name in ((officer, "contact-officer"), (worker, "social-worker"), (analyst, "analyst")):
        client.force_login(Worker.objects.get(sign_in_name=name), BACKEND)
    children, waiting, names = facts.children, facts.waiting, facts.names
    where = officer.post("/take-a-contact/", {"do": "start"})["Location"]
    fields = typed(names[0])
    asked = {
        "bare page": lambda: worker.get("/bare/"),
        "match suggestions": lambda: officer.post(f"{where}people/", fields),
        "contact submit": lambda: officer.post(where, fields | {"do": "receive"}),
        "decision page": lambda: worker.get(f"/contacts/{waiting[0]}/"),
        "child's page": lambda: worker.get(f"/children/{children[0]}/"),
        "board": lambda: worker.get("/board/"),
        **{name: lambda path=path: analyst.get(path) for name, path in FIGURES.items()},
    }
    for name, ask in asked.items():
        with CaptureQueriesContext(connection) as captured:
            ask()
        pages[name].queries = len(captured)


def _print(measured: list[Measured]) -> None:
    bare = statistics.median(measured[0].seconds)
    print(f"{'page':<28} {'p50 ms':>8} {'p95 ms':>8} {'queries':>8} {'ratio':>8}")
    for one in measured:
        print(one.row(bare))
