"""Incidents in families, who is told of them, and the further reports that are still to come."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from random import Random

from frontdoor.site.authority import times, troubles, wording
from frontdoor.site.authority.homes import SCHOOL_AGE, Home, Kid
from frontdoor.site.authority.senders import Sender
from frontdoor.site.authority.shapes import Contact
from frontdoor.site.authority.troubles import TROUBLES, age_band

ECHO_SCALE = 1.02
SIBLINGS = 1.7
"""How much more often than the table of troubles says siblings are named as well."""
UNBORN_NOTICE = 0.6
RESENT = {"6": 0.085, "3E": 0.04, "2A": 0.012}
"""How often a source sends the same report again."""
LONGEST_ECHO = 6 * times.DAY
FORGOTTEN = 7 * times.DAY - 120
"""After so long a late report of an incident is not made at all."""


@dataclass(slots=True, kw_only=True)
class Incident:
    """Something that happened, and to whom it has been told so far."""

    id: int
    event: wording.Event
    home: Home
    focus: Kid
    level: int
    first_at: int
    told: dict[int, tuple[int, str]] = field(default_factory=dict)
    """For each child's id, when an incident was first told of the child, and in which contact."""
    kids: list[Kid] = field(default_factory=list)
    first_sender: Sender | None = None
    first_contact: Contact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherReport:
    """A report still to come: from whom, or the first sender's own again."""

    incident: Incident
    source: str
    is_resent: bool


@dataclass(slots=True)
class FurtherReports:
    """Reports still to come, each waiting for an hour at which its sender is at work."""

    waiting: dict[str, list[tuple[int, int, FurtherReport]]] = field(
        default_factory=lambda: {"any": [], "office": [], "term": []}
    )
    count: int = 0

    def expect(self, due: int, report: FurtherReport) -> None:
        """Expect a report from a minute onward."""
        self.count += 1
        source = report.source
        band = "any" if source in troubles.ALWAYS else "term" if source in troubles.IN_TERM else "office"
        heappush(self.waiting[band], (due, self.count, report))

    def next_due(self, at: int, band: str) -> FurtherReport | None:
        """Take the first report that is due from a sender at work, forgetting those too old."""
        allowed = {"term": ("any", "term", "office"), "office": ("any", "office"), "out": ("any",)}[band]
        for name in allowed:
            queue = self.waiting[name]
            while queue and queue[0][0] <= at:
                report = heappop(queue)[2]
                if at - report.incident.first_at <= FORGOTTEN:
                    return report
        return None


def _focus(rng: Random, kids: list[Kid], at: int) -> Kid:
    """Pick the child it is mostly about: a pregnancy draws more notice than its length would tell."""
    if kids[-1].born > at and rng.random() < UNBORN_NOTICE:
        return kids[-1]
    return kids[int(rng.random() * len(kids))]


def happen(rng: Random, number: int, home: Home, at: int, focus: Kid | None = None) -> Incident:
    """Let something happen in a home that has a child in it."""
    kids = home.kids_at(at)
    child = focus if focus is not None else _focus(rng, kids, at)
    age = age_band(child.age_at(at))
    usual = [code for code in home.troubles if troubles.fits_age(code, age)]
    chance = rng.random()
    if usual and chance < 0.68:
        code = usual[int(chance / 0.68 * len(usual))]
    else:
        code = troubles.AT_AGE[age].turn(rng.random())
    incident = Incident(
        id=number,
        event=wording.befall(rng, code, home, at, age),
        home=home,
        focus=child,
        level=troubles.LEVELS[code].turn(rng.random()),
        first_at=at,
    )
    incident.kids = [child]
    if len(kids) > 1 and rng.random() < TROUBLES[code].takes_in_siblings * SIBLINGS:
        incident.kids += [kid for kid in kids if kid is not child and rng.random() < (0.92 if kid.born <= at else 0.5)]
    return incident


def noticed_by(rng: Random, incident: Incident, at: int, band: str) -> str:
    """Say what source first tells of an incident."""
    age = age_band(incident.focus.age_at(at))
    source = troubles.NOTICED_BY[(incident.event.trouble, band, age)].turn(rng.random())
    if source in troubles.IN_TERM and incident.focus.age_at(at) < SCHOOL_AGE:
        return "2B" if band != "out" else "6"
    return source


def expect_more(rng: Random, further: FurtherReports, incident: Incident, source: str) -> None:
    """Expect what other agencies, and perhaps the same one again, will send about an incident."""
    for other, share in TROUBLES[incident.event.trouble].heard_by:
        if other != source and rng.random() < share * ECHO_SCALE:
            due = incident.first_at + min(LONGEST_ECHO, 90 + int(rng.expovariate(1 / 1900)))
            further.expect(due, FurtherReport(incident=incident, source=other, is_resent=False))
    if rng.random() < RESENT.get(source, 0):
        due = incident.first_at + min(LONGEST_ECHO, 15 + int(rng.expovariate(1 / 900)))
        further.expect(due, FurtherReport(incident=incident, source=source, is_resent=True))


def retold_about(rng: Random, report: FurtherReport, at: int) -> list[Kid]:
    """Say which children a further report names: not always the same ones."""
    incident = report.incident
    kids = [
        kid
        for kid in incident.kids
        if kid.is_known_at(at)
        and _knows(report.source, kid.age_at(at))
        and (report.is_resent or kid is incident.focus or rng.random() < 0.85)
    ]
    if kids and rng.random() < 0.05:
        others = [kid for kid in incident.home.kids_at(at) if kid not in kids and _knows(report.source, kid.age_at(at))]
        kids += others[:1]
    return kids


def _knows(source: str, age: float) -> bool:
    if source in troubles.IN_TERM:
        return age >= SCHOOL_AGE
    return age < 5 if source == "3B" else True
