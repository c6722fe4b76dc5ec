"""The history of Marlsea's front door: contact after contact, each from what has happened in a family so far."""

from __future__ import annotations

from bisect import bisect
from collections import deque
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from frontdoor.site.authority import incidents, times, truth
from frontdoor.site.authority.agencies import Directory
from frontdoor.site.authority.chance import Wheel, dice
from frontdoor.site.authority.contacts import Arrival, Pen
from frontdoor.site.authority.decisions import OPENING, Desk, Known, Work
from frontdoor.site.authority.episodes import Book
from frontdoor.site.authority.families import Population
from frontdoor.site.authority.homes import Home, Kid
from frontdoor.site.authority.incidents import FurtherReport, FurtherReports, Incident
from frontdoor.site.authority.register import Register
from frontdoor.site.authority.senders import Sender, find_court, find_sender
from frontdoor.site.authority.shapes import Contact, Handling, Truth
from frontdoor.site.authority.staff import Staff
from frontdoor.site.authority.troubles import TROUBLES
from frontdoor.site.authority.words import telling

SITUATIONS: dict[str, Wheel[str]] = {
    "day": Wheel([("fresh", 66.0), ("open", 9.5), ("back", 4.5), ("request", 7.2), ("not_for_us", 5.4)]),
    "out": Wheel([("fresh", 71.0), ("open", 9.5), ("back", 4.5), ("not_for_us", 5.4)]),
}
"""What brings a contact about, where it is not a further report of an incident already told of."""
OPEN_AT_START = 0.06
"""The share of children who are open already when the history begins."""
FROM_ELSEWHERE, ADULTS_ONLY = 0.42, 0.27
NO_LEAD: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class History:
    """What has happened so far, and what is written down of it."""

    rng: Random
    population: Population
    register: Register
    directory: Directory
    pen: Pen
    desk: Desk
    book: Book
    vulnerability: list[float]
    further: FurtherReports = field(default_factory=FurtherReports)
    open_kids: list[Kid] = field(default_factory=list)
    lately_ended: deque[tuple[int, Home]] = field(default_factory=deque)
    contacts: list[Contact] = field(default_factory=list)
    handlings: list[Handling] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    incidents: int = 0

    def receive(self, at: int) -> None:
        """Let the next contact come in."""
        band = self._band(at)
        report = self.further.next_due(at, band)
        if report is not None and self._retell(at, report):
            return
        situation = SITUATIONS["out" if band == "out" else "day"].turn(self.rng.random())
        if situation == "request":
            self._ask(at)
        elif situation == "not_for_us":
            self._mistake(at, band)
        else:
            self._befall(at, band, situation)

    def _band(self, at: int) -> str:
        hour, day = at % times.DAY // 60, times.day_of(at)
        if hour < 8 or hour >= 18 or not times.is_working_day(day):
            return "out"
        return "term" if times.is_school_day(day) else "office"

    def _befall(self, at: int, band: str, situation: str) -> None:
        """Let something happen in a family: one that is open, one that was here lately, or any."""
        home, focus = self._any_home(at), None
        if situation == "open":
            home, focus = self._open_home(at) or (home, None)
        elif situation == "back":
            home = self._home_of_late(at) or home
        self.incidents += 1
        incident = incidents.happen(self.rng, self.incidents, home, at, focus)
        source = incidents.noticed_by(self.rng, incident, at, band)
        sender = find_sender(self.rng, self.directory, source, at, (incident.focus, home))
        arrival = self._arrive(at, sender)
        contact = self.pen.of_incident(arrival, incident, incident.kids, self._leads(incident.kids, at))
        incident.first_sender, incident.first_contact = sender, contact
        self._take(contact, at, "incident", incident.kids, incident)
        incidents.expect_more(self.rng, self.further, incident, source)

    def _leads(self, kids: list[Kid], at: int) -> tuple[str, ...]:
        if self.rng.random() < 0.45:
            return NO_LEAD
        if any(kid.is_open_at(at) for kid in kids):
            return telling.NEWS
        return telling.AGAIN if any(truth.came_back(kid, at) for kid in kids) else NO_LEAD

    def _retell(self, at: int, report: FurtherReport) -> bool:
        """Let an incident be reported once more; say whether anybody was left to report."""
        incident, kids = report.incident, incidents.retold_about(self.rng, report, at)
        if not kids:
            return False
        if not report.is_resent or incident.first_contact is None or incident.first_sender is None:
            sender = find_sender(self.rng, self.directory, report.source, at, (kids[0], incident.home))
            contact = self.pen.of_incident(self._arrive(at, sender), incident, kids, telling.ECHOES)
        else:
            arrival = self._arrive(at, incident.first_sender)
            added = [kid for kid in kids if kid not in incident.kids][:1]
            kids = [*incident.kids, *added]
            told = [self.pen.tell_added(arrival, incident.home, kid) for kid in added]
            contact = self.pen.again(arrival, incident.first_contact, told)
        self._take(contact, at, "incident", kids, incident)
        return True

    def _ask(self, at: int) -> None:
        """Let a court, an adviser, a solicitor or another authority ask for checks or records."""
        home = self._any_home(at)
        kids = home.kids_at(at)
        kids = kids if self.rng.random() < 0.3 else kids[:1]
        contact = self.pen.of_request(self._arrive(at, find_court(self.rng, self.directory, at)), home, kids)
        self._take(contact, at, "information_request", kids, None)

    def _mistake(self, at: int, band: str) -> None:
        """Let something come that is another authority's, an adult's or another service's."""
        chance, source = self.rng.random(), self._mistaken_source(band)
        if chance < FROM_ELSEWHERE + ADULTS_ONLY:
            sender = find_sender(self.rng, self.directory, source, at, None)
            contact = self.pen.of_stranger(self._arrive(at, sender), chance >= FROM_ELSEWHERE)
            self._take(contact, at, "not_for_us", [], None)
            return
        home = self._any_home(at)
        kid = next((child for child in home.kids_at(at) if child.born <= at), None)
        if kid is None:
            self._mistake(at, band)
            return
        sender = find_sender(self.rng, self.directory, source, at, (kid, home))
        self._take(self.pen.of_wrong_service(self._arrive(at, sender), home, kid), at, "not_for_us", [kid], None)

    def _mistaken_source(self, band: str) -> str:
        sources = ("6", "6", "1D", "10") if band == "out" else ("6", "6", "6", "1A", "1D", "3E", "5A", "5B", "10", "3A")
        return self.rng.choice(sources)

    def _arrive(self, at: int, sender: Sender) -> Arrival:
        return Arrival(number=len(self.contacts) + 1, at=at, sender=sender)

    def _take(self, contact: Contact, at: int, kind: str, kids: list[Kid], incident: Incident | None) -> None:
        """Take a contact in: settle its truth, work it, and change what follows from it."""
        told = incident.told if incident is not None else {}
        known: list[Known] = []
        for row, kid in enumerate(kids, 1):
            first_at, first_in = told.get(kid.id, (None, None))
            demand = truth.demand_class(kind, kid, at, first_at)
            known.append(self._known(kid, demand, first_in if demand == "duplicate" else None, at, incident))
            self._note(contact.id, row, kid.id, known[-1], incident)
            told.setdefault(kid.id, (at, contact.id))
        if not kids:
            known = [Known(person_id=None, demand_class=kind, linked_to=None, need="", is_about_to_open=False)]
            self._note(contact.id, 1, None, known[0], None)
        waits = [kid.open_from for kid, child in zip(kids, known, strict=False) if child.is_about_to_open]
        work = self.desk.work(contact, at, incident.level if incident else 1, known, max(waits, default=0))
        self.contacts.append(contact)
        self.handlings.append(work.handling)
        self._follow(contact.id, kids, work, incident)

    def _known(self, kid: Kid, demand: str, linked_to: str | None, at: int, incident: Incident | None) -> Known:
        """Say which record the officer linked: now and then the second one, now and then none."""
        chance, person_id = self.rng.random(), kid.id
        if chance < 0.3:
            person_id = self.register.doubles.get(kid.id, kid.id)
        return Known(
            person_id=None if chance > 0.955 else person_id,
            demand_class=demand,
            linked_to=linked_to,
            need=TROUBLES[incident.event.trouble].need if incident is not None else "",
            is_about_to_open=kid.open_from > at,
        )

    def _note(self, contact_id: str, row: int, person_id: int | None, known: Known, incident: Incident | None) -> None:
        self.truths.append(
            Truth(
                contact_id=contact_id,
                row=row,
                person_id=person_id,
                demand_class=known.demand_class,
                incident=incident.id if incident is not None else None,
                linked_to=known.linked_to,
            )
        )

    def _follow(self, contact_id: str, kids: list[Kid], work: Work, incident: Incident | None) -> None:
        """Open episodes, and remember who went away without one."""
        for kid, outcome in zip(kids, work.outcomes, strict=False):
            if outcome in OPENING and kid.open_until <= work.decided and work.decided < kid.grown - times.DAY:
                self.book.open(kid, work.decided, incident.level if incident else 3, contact_id)
                self.open_kids.append(kid)
            elif outcome in truth.WITHOUT_REFERRAL:
                kid.ended.append(work.decided)
                if incident is not None:
                    self.lately_ended.append((work.decided, incident.home))

    def _any_home(self, at: int) -> Home:
        """Pick a home with a child, more often one where life is hard."""
        homes = self.population.homes
        while True:
            home = homes[bisect(self.vulnerability, self.rng.random() * self.vulnerability[-1])]
            if home.kids_at(at):
                return home

    def _open_home(self, at: int) -> tuple[Home, Kid] | None:
        """Pick a child with an open episode, and a home of theirs."""
        while self.open_kids:
            place = int(self.rng.random() * len(self.open_kids))
            kid = self.open_kids[place]
            if kid.is_open_at(at):
                homes = [home for home in kid.homes if kid in home.kids_at(at)]
                return (homes[0], kid) if homes else None
            if kid.open_from > at:
                return None
            self.open_kids[place] = self.open_kids[-1]
            self.open_kids.pop()
        return None

    def _home_of_late(self, at: int) -> Home | None:
        """Pick a home whose last contact ended without a referral within ninety days."""
        late = self.lately_ended
        while late and late[0][0] < at - truth.REPEAT_WINDOW:
            late.popleft()
        if not late:
            return None
        ended, home = late[int(self.rng.random() * len(late))]
        return home if ended < at and home.kids_at(at) else None


def begin(seed: int, start: int, population: Population, register: Register, staff: Staff) -> History:
    """Set the scene: who is vulnerable to what, and who is open already."""
    rng = dice(seed, "before")
    troubles = Wheel([(code, sum(trouble.ages)) for code, trouble in TROUBLES.items()])
    for home in population.homes:
        home.troubles = tuple(dict.fromkeys(troubles.turn(rng.random()) for _ in range(3)))
    history = History(
        rng=dice(seed, "history"),
        population=population,
        register=register,
        directory=population.directory,
        pen=Pen(rng=dice(seed, "pen"), directory=population.directory),
        desk=Desk(rng=dice(seed, "desk"), staff=staff),
        book=Book(rng=dice(seed, "book"), staff=staff),
        vulnerability=list(accumulate(rng.lognormvariate(0, 0.8) for _ in population.homes)),
    )
    eligible = [kid for kid in population.kids if kid.born < start < kid.grown]
    for kid in rng.sample(eligible, min(len(eligible), round(OPEN_AT_START * len(population.kids)))):
        _open_before(rng, history, kid, start)
    return history


def _open_before(rng: Random, history: History, kid: Kid, start: int) -> None:
    """Open an episode some time before the history begins that is still open then."""
    length = rng.choice((60, 150, 250, 400, 600, 800, 1000)) * times.DAY
    opened = max(start - int(rng.random() * length), kid.born, times.minute(times.FIRST_DAY) + times.DAY)
    opens = times.when_worked(times.worked(opened) + rng.randrange(10, 300))
    history.book.enter(kid, min(opens, start - 1), max(opened + length, start + 8 * times.DAY), None)
    history.open_kids.append(kid)
