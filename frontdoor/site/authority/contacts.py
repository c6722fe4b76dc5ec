"""Contacts as they arrive: composed from an incident, a request or a mistake, in the sender's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from frontdoor.site.authority import concerns, consent, names, places, times, wording
from frontdoor.site.authority.agencies import Directory
from frontdoor.site.authority.homes import SCHOOL_AGE, SECONDARY_AGE, Home, Kid
from frontdoor.site.authority.incidents import Incident
from frontdoor.site.authority.senders import Sender
from frontdoor.site.authority.shapes import AdultTold, ChildTold, Consent, Contact
from frontdoor.site.authority.told import Hearing, tell_adults, tell_child
from frontdoor.site.authority.words import STORIES, requests, telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A contact about to be written: its number, minute and sender."""

    number: int
    at: int
    sender: Sender

    @property
    def id(self) -> str:
        """Give the contact's identifier."""
        return f"C{self.number:07d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said in a contact, apart from about whom."""

    how_known: str
    what_happened: str
    wants: str
    consent: Consent
    is_in_danger_now: bool = False
    level_stated: int | None = None
    concerns: tuple[str, ...] = concerns.NO_CONCERN


@dataclass(slots=True, kw_only=True)
class Pen:
    """Writes contacts, with its own stream of chance."""

    rng: Random
    directory: Directory

    def of_incident(self, arrival: Arrival, incident: Incident, kids: list[Kid], leads: tuple[str, ...]) -> Contact:
        """Write a contact about something that happened in a family."""
        rng, story, source = self.rng, STORIES[incident.event.trouble], arrival.sender.source
        children = tuple(
            self._child(arrival, incident.home, kid, row, "" if rng.random() < 0.3 else _pick(rng, story.impacts))
            for row, kid in enumerate(kids, 1)
        )
        danger = incident.level == 4 and rng.random() < 0.6
        said = Said(
            how_known=_pick(rng, telling.HOW_KNOWN[telling.voice(source)]),
            what_happened=wording.tell(rng, incident.event, children[0].first_name, source, _pick(rng, leads)),
            wants=_pick(rng, story.wants) if rng.random() < 0.72 else _pick(rng, telling.NO_WANTS),
            consent=consent.answer(rng, source, incident.level, arrival.at),
            is_in_danger_now=danger or (incident.level == 3 and rng.random() < 0.03),
            level_stated=_level_stated(rng, source, incident.level),
        )
        coded = concerns.about(
            incident.event, arrival.number, channel=arrival.sender.channel, is_in_danger_now=said.is_in_danger_now
        )
        adults = tell_adults(rng, self._hearing(arrival, incident.home, kids[0]))
        return _write(arrival, replace(said, concerns=coded), children, adults)

    def again(self, arrival: Arrival, first: Contact, added: list[ChildTold]) -> Contact:
        """Send a contact a second time, with or without a note of what was edited."""
        note = _pick(self.rng, telling.EDITS)
        children = (*first.children, *(replace(told, row=len(first.children) + 1) for told in added[:1]))
        if "date of birth" in note:
            children = (replace(children[0], date_of_birth=children[0].date_of_birth), *children[1:])
        said = Said(
            how_known=first.how_known,
            what_happened=f"{note} {first.what_happened}" if note else first.what_happened,
            wants=first.wants,
            consent=first.consent,
            is_in_danger_now=first.is_in_danger_now,
            level_stated=first.level_stated,
            concerns=concerns.kept(first.concerns, arrival.number, channel=arrival.sender.channel),
        )
        return _write(arrival, said, children, first.adults)

    def of_request(self, arrival: Arrival, home: Home, kids: list[Kid]) -> Contact:
        """Write a request for checks or records."""
        rng = self.rng
        children = tuple(self._child(arrival, home, kid, row, "") for row, kid in enumerate(kids, 1))
        text = _pick(rng, requests.REQUESTS).format(child=children[0].first_name or "the child")
        said = Said(
            how_known="From the proceedings" if arrival.sender.source == "7" else "From our records",
            what_happened=f"{text} Our reference: {arrival.sender.reference or 'to follow'}.",
            wants=_pick(rng, requests.REQUEST_WANTS),
            consent=consent.of_request(),
        )
        return _write(arrival, said, children, tell_adults(rng, self._hearing(arrival, home, kids[0])))

    def of_wrong_service(self, arrival: Arrival, home: Home, kid: Kid) -> Contact:
        """Write a contact about a Marlsea child that is a matter for somebody else."""
        child = self._child(arrival, home, kid, 1, "")
        return _write(arrival, self._not_for_us(arrival, requests.WRONG_SERVICE, child, ""), (child,), ())

    def of_stranger(self, arrival: Arrival, is_adult: bool) -> Contact:
        """Write a contact about a child of another area, or about an adult only."""
        rng = self.rng
        stock = names.STOCKS.turn(rng.random())
        sex = "M" if rng.random() < 0.5 else "F"
        line, postcode, place = places.find_dwelling_elsewhere(rng)
        if is_adult:
            line, postcode = f"{rng.randrange(1, 140)} {rng.choice(places.TREES)} {rng.choice(places.KINDS)}", ""
        days = rng.randrange(9000, 30000) if is_adult else rng.randrange(200, 6200)
        child = ChildTold(
            row=1,
            first_name=names.first_name(rng, stock, sex),
            last_name=names.family_name(rng, stock),
            date_of_birth=times.day_of(arrival.at) - timedelta(days=days) if rng.random() < 0.75 else None,
            expected_on=None,
            sex=sex,
            address=line,
            postcode=postcode,
            school="",
            impact="",
        )
        stories = requests.ADULTS_ONLY if is_adult else requests.OUT_OF_AREA
        return _write(arrival, self._not_for_us(arrival, stories, child, place), (child,), ())

    def _not_for_us(self, arrival: Arrival, stories: tuple[str, ...], child: ChildTold, place: str) -> Said:
        day = wording.when(self.rng, arrival.at - 200)
        text = _pick(self.rng, stories).format(child=child.first_name or "the child", place=place, day=day)
        return Said(
            how_known=_pick(self.rng, telling.HOW_KNOWN[telling.voice(arrival.sender.source)]),
            what_happened=text,
            wants=_pick(self.rng, telling.NO_WANTS),
            consent=consent.NOT_STATED,
        )

    def _child(self, arrival: Arrival, home: Home, kid: Kid, row: int, impact: str) -> ChildTold:
        hearing = self._hearing(arrival, home, kid)
        return tell_child(self.rng, kid, row, hearing, impact)

    def _hearing(self, arrival: Arrival, home: Home, kid: Kid) -> Hearing:
        age = kid.age_at(arrival.at)
        school = ""
        if age >= SCHOOL_AGE:
            school = self.directory.name_of(kid.primary if age < SECONDARY_AGE else kid.secondary)
        return Hearing(home=home, at=arrival.at, source=arrival.sender.source, school=school)

    def tell_added(self, arrival: Arrival, home: Home, kid: Kid) -> ChildTold:
        """Tell of a child who is added when a contact is sent again."""
        return self._child(arrival, home, kid, 1, "")


def _write(arrival: Arrival, said: Said, children: tuple[ChildTold, ...], adults: tuple[AdultTold, ...]) -> Contact:
    sender = arrival.sender
    return Contact(
        id=arrival.id,
        received_at=times.instant(arrival.at),
        channel=sender.channel,
        source_code=sender.source,
        agency_id=sender.agency_id,
        professional_id=sender.professional_id,
        told_by_name=sender.name,
        told_by_relationship=sender.relationship,
        agency_reference=sender.reference,
        how_known=said.how_known,
        what_happened=said.what_happened,
        wants=said.wants,
        is_in_danger_now=said.is_in_danger_now,
        consent=said.consent,
        level_stated=said.level_stated,
        children=children,
        adults=adults,
        concerns=said.concerns,
    )


def _level_stated(rng: Random, source: str, level: int) -> int | None:
    """State the level as referrers do: often not at all, and often one too high."""
    if source in ("9", "10", "1A", "1B", "1C", "1D") or rng.random() < 0.3:
        return None
    return min(4, max(1, level + rng.choice((-1, 0, 0, 0, 1, 1))))


def _pick(rng: Random, things: tuple[str, ...]) -> str:
    return things[int(rng.random() * len(things))] if things else ""
