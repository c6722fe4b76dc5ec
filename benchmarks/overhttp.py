"""Suggestions over HTTP: Front Door signed in, with its ledger entry, and RecordLinker's /match turn by turn."""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks import inside, pages, recordlinker
from benchmarks.environments import Missing
from benchmarks.line import Line
from benchmarks.scores import Scored, top_one
from benchmarks.sets import Set

WARMING = 1000
"""Others are asked about first: what is measured is a server at work, not one that reads its index from the disk."""
Row = dict[str, str]


@dataclass
class Turns:
    """The milliseconds of each one's turns, and what RecordLinker found."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)  # a page of one query by the same server: how fast the machine is
    shipped: list[float] = field(default_factory=list)
    tuned: list[float] = field(default_factory=list)
    spent: list[Mapping[str, float]] = field(default_factory=list)  # where ours went, as the server says
    people: int = 0
    found: dict[str, list[tuple[str, str, float]]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    why_not: str = ""

    def of_which(self) -> str:
        """Say where the time of the middle request went."""
        middle = {name: statistics.median(one[name] for one in self.spent) for name in self.spent[0]}
        told = {
            "client, HTTP and threads": statistics.median(self.ours) - middle["page"],
            "the page": middle["page"],
            "of it on the processor": middle["processor"],
            "waiting for the database": middle["database"],
        }
        return f"{', '.join(f'{name} {ms:.2f}' for name, ms in told.items())} ms, in {middle['asked']:.0f} questions"

    def score(self, which: str, one: Set) -> Scored:
        """Score what RecordLinker found of the contacts that it was asked about."""
        return top_one(self.found[which], {pair for pair in one.truth() if pair[1] in self.asked})


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def measure(one: Set, rounds: int) -> Turns:
    """Ask each in turn about one contact after another, so that a slow minute falls on all of them alike."""
    turns = Turns()
    with ExitStack() as stack:
        port = stack.enter_context(pages.served(pages.build()))
        drafts = _drafts(rounds + WARMING)
        turns.people = _people()
        officer = pages.Visitor(port)
        officer.sign_in("contact-officer")
        _, _, where = officer.ask("POST", "/take-a-contact/", {"do": "start"})
        desk = _Desk(Line(port), officer.cookies)
        linker = None
        try:
            linker = stack.enter_context(recordlinker.running(one))
        except Missing as missing:
            turns.why_not = str(missing)
        contacts = _contacts(one)
        for place in range(rounds + WARMING):
            ours, spent = desk.ask("POST", f"{where}people/", drafts[place % len(drafts)])
            taken = [ours, desk.ask("GET", "/bare/")[0]]
            if linker is not None:
                taken += _ask_linker(linker, next(contacts), turns)
            if place >= WARMING:
                turns.spent.append(spent)
                for times, seconds in zip((turns.ours, turns.bare, turns.shipped, turns.tuned), taken, strict=False):
                    times.append(seconds * 1000)
    return turns


@dataclass(frozen=True)
class _Desk:
    """Somebody signed in, on a line of their own."""

    line: Line
    cookies: Mapping[str, str]

    def ask(self, method: str, path: str, fields: Row | None = None) -> tuple[float, dict[str, float]]:
        """Ask for a page; give the seconds until it was here, and where they went as the server says."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = b""
        if method == "POST":
            body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **(fields or {})}).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.line.port}"
        answer = self.line.ask(method, path, headers, body)
        said = re.sub("<[^>]+>", " ", answer.body.decode())[:300]
        assert answer.status == 200, f"{path} was answered {answer.status}: {said}"
        return answer.seconds, inside.parts(answer.headers[inside.HEADER.lower()])


def _ask_linker(linker: recordlinker.RecordLinker, contact: Row, turns: Turns) -> list[float]:
    turns.asked.add(contact["id"])
    taken = []
    for which in (recordlinker.SHIPPED, recordlinker.TUNED):
        seconds, found = linker.ask(contact, which)
        turns.found.setdefault(which, []).extend(found)
        taken.append(seconds)
    return taken


def _contacts(one: Set) -> Iterator[Row]:
    assert one.b is not None
    with one.b.open(newline="") as file:
        yield from csv.DictReader(file)


def _people() -> int:
    from frontdoor.journey.children.models import Person

    return Person.objects.count()


def _drafts(rounds: int) -> list[Row]:
    """Fill the form in as a worker has when the child's line is complete: names, birth, sex, address."""
    from frontdoor.journey.intake.models import NamedPerson

    told = NamedPerson.objects.filter(is_child=True, is_unborn=False, date_of_birth__isnull=False)
    drafts = []
    for one in told.exclude(first_name="").order_by("-pk")[:rounds]:
        fields = pages.typed((one.first_name, one.last_name))
        born_on = one.date_of_birth
        assert born_on is not None
        drafts.append(
            fields
            | {
                "children-0-date_of_birth": f"{born_on.day}/{born_on.month}/{born_on.year}",
                "children-0-sex": one.sex,
                "home_address": one.address,
                "home_postcode": one.postcode,
            }
        )
    return drafts
