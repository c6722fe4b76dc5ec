"""The history of the children on a contact and of everyone in their homes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.journey.children.models import Episode, Person
from frontdoor.journey.children.rules import closure_in_words
from frontdoor.journey.decision.facts import HistoryState
from frontdoor.journey.decision.models import Outcome, OutcomeKind
from frontdoor.journey.decision.rules import WITHOUT_REFERRAL
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact, Identification, NamedPerson, Verdict
from frontdoor.library import demand
from frontdoor.library.clocks import LONDON
from frontdoor.record.organisations.sources import SOURCES
from frontdoor.record.policy import queries as policy

NOT_IN_OUR_RECORD = "ended; the outcome is not in our record"


@dataclass(frozen=True, kw_only=True)
class PastContact:
    """One contact about one person: when, from whom, what was told and what was decided for them."""

    person_id: int
    contact_id: int
    receipt: str
    received_at: datetime
    ended_at: datetime | None
    source: str
    agency_reference: str
    told: str
    outcome: str
    concern: intake.Marked

    @property
    def decided(self) -> str:
        if self.outcome:
            return str(OutcomeKind(self.outcome).label)
        return NOT_IN_OUR_RECORD if self.ended_at else ""

    @property
    def ended_without_referral(self) -> bool:
        return self.outcome in WITHOUT_REFERRAL


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened: a contact, a time open to us, or what was done with a child there or elsewhere.

    `came_back` says after what, where it is a repeat. `concern` says how what a contact was about stands to the one
    whose history this is. `when` says from which day until which, where no time of day is known.
    """

    at: datetime
    title: str
    about: str
    is_open: bool
    source: str = ""
    text: str = ""
    receipt: str = ""
    decided: str = ""
    came_back: str = ""
    concern: intake.Marked | None = None
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class History:
    """What happened before, newest first, split into what is open still and what is closed."""

    open: tuple[Event, ...]
    closed: tuple[Event, ...]
    events: tuple[Event, ...]
    state: HistoryState
    people: Mapping[int, str] = field(default_factory=dict)
    contacts: tuple[PastContact, ...] = ()
    marks: intake.Marks
    episodes: Mapping[int, Sequence[Episode]] = field(default_factory=dict)


def history_of(
    contact: Contact, *, at: datetime, people: Iterable[Person] | None = None, in_force: policy.InForce | None = None
) -> History:
    """Gather the history of everybody identified on a contact and of everyone in their homes, but this contact.

    The history of a contact that has ended stands as it was at that moment, without what its own outcomes opened.
    Pass who is identified and the policy where they are at hand already.
    """
    until = contact.ended_at
    at = until or at
    if people is None:
        named_ids = NamedPerson.objects.filter(contact=contact).values_list("pk", flat=True)
        people = intake.identified(named_ids).values()
    names = _names(people, at=at)
    in_force = in_force or policy.in_force(contact.authority_id, at=at)
    said = _said_about(names, but=contact, until=until)
    marks = intake.marks(contact, {each.named.contact_id for _, each in said}, in_force, until=until)
    contacts = tuple(_past(each, person_id, marks, until=until) for person_id, each in said)
    episodes = _episodes_of(names, but=contact, until=until)
    repeat_days = in_force.rules.windows.repeat
    told = [_contact_event(rows, names, contacts, repeat_days) for rows in _by_contact(contacts)]
    opened = [_episode_event(each, names[person_id]) for person_id, group in episodes.items() for each in group]
    involved = children.involvements_of(names, until=until)
    done = [_involved_event(each, names[person_id]) for person_id, group in involved.items() for each in group]
    events = tuple(sorted([*told, *opened, *done], key=lambda event: event.at, reverse=True))
    return History(
        open=tuple(event for event in events if event.is_open),
        closed=tuple(event for event in events if not event.is_open),
        events=events,
        state=_state(contacts, episodes, involved),
        people=names,
        contacts=contacts,
        marks=marks,
        episodes=episodes,
    )


def earlier_of(history: History, person_id: int, contact: Contact) -> tuple[demand.Earlier, ...]:
    """Tell the earlier contacts about one person as facts about demand."""
    return tuple(
        demand.Earlier(
            receipt=each.receipt,
            received_at=each.received_at,
            source=each.source,
            decided=each.decided,
            ended_at=each.ended_at,
            ended_without_referral=each.ended_without_referral,
            has_same_reference=bool(contact.agency_reference) and each.agency_reference == contact.agency_reference,
            concern=each.concern.likeness.concern_words if history.marks.is_coded else "",
        )
        for each in history.contacts
        if each.person_id == person_id and each.received_at < contact.received_at
    )


def _names(people: Iterable[Person], *, at: datetime) -> dict[int, str]:
    known = {person.pk: children.name_of(person) for person in people}
    homes = children.home_of(known, on=at.date()) if known else {}
    for members in homes.values():
        known.update({member.person_id: member.name for member in members})
    return known


def _said_about(person_ids: Iterable[int], *, but: Contact, until: datetime | None) -> list[tuple[int, Identification]]:
    asked = set(person_ids)
    said = (
        children.of_people(Identification.objects.filter(_standing(until), verdict=Verdict.SAME), asked)
        .exclude(named__contact=but)
        .select_related("named__contact__agency", "named__outcome")
        .order_by("-named__contact__received_at", "named__position")
    )
    return list(children.spread(said, asked))


def _standing(until: datetime | None) -> Q:
    """Find what stands now of who somebody is, or what stood at a moment."""
    if until is None:
        return Q(withdrawn_at__isnull=True)
    # Nobody said who an older system's people are: that came with the contact, whenever it was imported.
    said_then = Q(said_at__lte=until) | Q(said_by__isnull=True)
    stood_then = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=until)
    return said_then & stood_then & Q(named__contact__received_at__lte=until)


def _past(said: Identification, person_id: int, marks: intake.Marks, *, until: datetime | None) -> PastContact:
    contact, outcome = said.named.contact, getattr(said.named, "outcome", None)
    ended_at = contact.ended_at if _had_come(contact.ended_at, until) else None
    return PastContact(
        person_id=person_id,
        contact_id=contact.pk,
        receipt=contact.receipt,
        received_at=contact.received_at,
        ended_at=ended_at,
        source=contact.agency.name if contact.agency else SOURCES[contact.source_code],
        agency_reference=contact.agency_reference,
        told=contact.what_happened,
        outcome=outcome.kind if outcome and ended_at else "",
        concern=marks.others[contact.pk],
    )


def _had_come(moment: datetime | None, until: datetime | None) -> bool:
    return moment is not None and (until is None or moment <= until)


def _episodes_of(person_ids: Iterable[int], *, but: Contact, until: datetime | None) -> dict[int, list[Episode]]:
    gathered: dict[int, list[Episode]] = defaultdict(list)
    asked = set(person_ids)
    found = children.of_people(Episode.objects.all(), asked).select_related("worker", "team")
    if until is not None:
        opened_by_it = Outcome.objects.filter(contact=but, episode__isnull=False).values("episode")
        found = found.filter(opened_at__lte=until).exclude(pk__in=opened_by_it)
    for person_id, episode in children.spread(found.order_by("-opened_at"), asked):
        if not _had_come(episode.closed_at, until):  # as it stood then; what is read here is never saved
            episode.closed_at, episode.closure_reason = None, ""
        gathered[person_id].append(episode)
    return dict(gathered)


def _by_contact(contacts: Iterable[PastContact]) -> list[list[PastContact]]:
    gathered: dict[int, list[PastContact]] = defaultdict(list)
    for each in contacts:
        gathered[each.contact_id].append(each)
    return list(gathered.values())


def _contact_event(
    rows: Sequence[PastContact], names: Mapping[int, str], contacts: Iterable[PastContact], repeat_days: int
) -> Event:
    first = rows[0]
    decided = sorted({each.decided for each in rows} - {""})
    return Event(
        at=first.received_at,
        title=f"Contact from {first.source}",
        about=", ".join(dict.fromkeys(names[each.person_id] for each in rows)),
        is_open=first.ended_at is None,
        text=first.told,
        receipt=first.receipt,
        decided="; ".join(decided) or "Not decided yet",
        came_back=_came_back(rows, contacts, repeat_days),
        concern=first.concern,
    )


def _came_back(rows: Sequence[PastContact], contacts: Iterable[PastContact], repeat_days: int) -> str:
    """Say how many days after the end of which contact without a referral this one came, within the window."""
    people, received = {each.person_id for each in rows}, rows[0].received_at
    ended = [
        (received - each.ended_at, each)
        for each in contacts
        if each.person_id in people and each.ended_without_referral and each.ended_at and each.ended_at < received
    ]
    since, before = min(ended, key=lambda one: one[0], default=(timedelta.max, None))
    if before is None or since > timedelta(days=repeat_days):
        return ""
    days = since.days
    return f"Came back {days} day{'' if days == 1 else 's'} after {before.receipt} ended: {before.decided.lower()}"


def _episode_event(episode: Episode, about: str) -> Event:
    closed_at = episode.closed_at
    whose = ", ".join(str(each) for each in (episode.worker, episode.team) if each)
    return Event(
        at=episode.opened_at,
        title="Open to us" if closed_at is None else "Was open to us",
        about=about,
        is_open=closed_at is None,
        source=whose,
        decided=_closed_in_words(closed_at, episode.closure_reason) if closed_at else "",
    )


def _involved_event(one: Involved, about: str) -> Event:
    return Event(
        at=one.began_at,
        title=one.title,
        about=about,
        is_open=not one.has_ended,
        source=one.from_where,
        text=one.more,
        decided=one.end_in_words,
        when=one.when,
    )


def _closed_in_words(closed_at: datetime, reason: str) -> str:
    day = closed_at.astimezone(LONDON).date()
    return f"Closed {day.day} {day:%B %Y} ({closure_in_words(reason)})"


def _state(
    contacts: Iterable[PastContact],
    episodes: Mapping[int, Sequence[Episode]],
    involved: Mapping[int, Sequence[Involved]],
) -> HistoryState:
    """Count every beginning and ending, so that anything new makes it another history."""
    moments = [moment for each in contacts for moment in (each.received_at, each.ended_at)]
    moments += [moment for group in episodes.values() for each in group for moment in (each.opened_at, each.closed_at)]
    moments += [moment for group in involved.values() for each in group for moment in (each.began_at, each.ended_at)]
    happened = [moment for moment in moments if moment is not None]
    return HistoryState(events=len(happened), last_event_at=max(happened, default=None))
