"""One line of time for a child, and for everybody in the home: what we were told, decided and did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Episode
from frontdoor.journey.children.rules import closure_in_words
from frontdoor.journey.decision.models import Outcome, Oversight, OversightKind
from frontdoor.journey.intake.models import Contact, Identification, Verdict
from frontdoor.journey.triage.models import Classification
from frontdoor.oversight.worklist.queries.concerns import repeats_said
from frontdoor.record.organisations.sources import SOURCES

WORDS_OF_TEXT = 45


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. `is_open` while the contact or the episode it belongs to has not ended.

    `concern` says of a contact what it was about, and whether that came again. `when` says from which day until which,
    where no time of day is known.
    """

    at: datetime
    title: str
    text: str
    by: str
    source: str
    receipt: str
    is_open: bool
    concern: str = ""
    is_same_again: bool = False
    when: str = ""


type_said = list[tuple[int, Identification]]
"""Who was said to be named, each with the person it is about."""


def story_of(names: Mapping[int, str], *, with_names: bool, at: datetime) -> list[Event]:
    """Gather the events about some people, the latest first. `with_names` says whom each is about."""
    standing = Identification.objects.filter(verdict=Verdict.SAME, withdrawn_at__isnull=True)
    rows = children.of_people(standing, names).select_related("named__contact__agency")
    said = list(children.spread(rows.order_by("named__contact_id", "named__position"), names))
    about = _Names(names, with_names)
    events = [
        *_contact_events(said, about, at=at),
        *_outcome_events(said, about),
        *_oversight_events({one.named.contact_id for _, one in said}),
        *_episode_events(names, about),
        *_involvement_events(names, about),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


@dataclass(frozen=True)
class _Names:
    names: Mapping[int, str]
    is_wanted: bool

    def about(self, person_ids: Iterable[int]) -> str:
        if not self.is_wanted:
            return ""
        return "about " + ", ".join(dict.fromkeys(self.names[one] for one in person_ids))


def _contact_events(said: type_said, about: _Names, *, at: datetime) -> list[Event]:
    classes: dict[int, list[str]] = defaultdict(list)
    named_ids = [one.named_id for _, one in said]
    for one in Classification.objects.filter(named_id__in=named_ids, ended_at__isnull=True):
        classes[one.contact_id].append(one.get_demand_class_display())
    contacts: dict[int, tuple[Contact, list[int]]] = {}
    for person_id, each in said:
        contacts.setdefault(each.named.contact_id, (each.named.contact, []))[1].append(person_id)
    concerns = repeats_said(list(contacts.values()), at=at)
    return [
        Event(
            at=contact.received_at,
            title=f"Contact from {_teller(contact)}",
            text=_shortened(contact.what_happened),
            by="",
            source=_joined(contact.receipt, about.about(people), *dict.fromkeys(classes[contact.pk])),
            receipt=contact.receipt,
            is_open=contact.ended_at is None,
            concern=concerns[contact.pk].words,
            is_same_again=concerns[contact.pk].is_same_again,
        )
        for contact, people in contacts.values()
    ]


def _outcome_events(said: type_said, about: _Names) -> list[Event]:
    person_of = {one.named_id: person_id for person_id, one in said}
    found = Outcome.objects.filter(named_id__in=person_of).select_related(
        "contact",
        *("oversight__decided_by", "oversight__recommendation__recommended_by"),
        *("left_out__closed_by", "left_out__recommendation__recommended_by"),
    )
    return [
        Event(
            at=outcome.took_effect_at,
            title=f"Decision: {outcome.get_kind_display()}",
            text=_shortened((outcome.oversight and outcome.oversight.reason) or outcome.recommendation.rationale),
            by=outcome.decided_by.name,
            source=_joined(
                outcome.contact.receipt,
                about.about([person_of[outcome.named_id]]),
                f"recommended by {outcome.recommendation.recommended_by.name}",
                *(["not in the sample that a second person sees"] if outcome.left_out else []),
            ),
            receipt=outcome.contact.receipt,
            is_open=outcome.contact.ended_at is None,
        )
        for outcome in found
    ]


def _oversight_events(contact_ids: set[int]) -> list[Event]:
    """Give oversight that returned a recommendation; where it agreed or changed, the decisions say so."""
    found = Oversight.objects.filter(
        recommendation__contact_id__in=contact_ids, kind=OversightKind.RETURNED
    ).select_related("recommendation__contact", "decided_by")
    return [
        Event(
            at=one.decided_at,
            title="Oversight: returned with a direction",
            text=_shortened(one.direction),
            by=one.decided_by.name,
            source=one.recommendation.contact.receipt,
            receipt=one.recommendation.contact.receipt,
            is_open=one.recommendation.contact.ended_at is None,
        )
        for one in found
    ]


def _episode_events(names: Mapping[int, str], about: _Names) -> list[Event]:
    events = []
    episodes = children.of_people(Episode.objects.all(), names)
    rows = episodes.select_related("worker", "team", "opened_by", "closed_by")
    for person_id, one in children.spread(rows, names):
        whom = about.about([person_id])
        is_open = one.closed_at is None
        events.append(
            Event(
                at=one.opened_at,
                title="Opened to children's social care",
                text="",
                by=one.opened_by.name if one.opened_by else "",
                source=_joined(whom, f"with {open_to(one)}" if is_open else ""),
                receipt="",
                is_open=is_open,
            )
        )
        if one.closed_at is not None:
            events.append(
                Event(
                    at=one.closed_at,
                    title="Closed to children's social care",
                    text=closure_in_words(one.closure_reason),
                    by=one.closed_by.name if one.closed_by else "",
                    source=whom,
                    receipt="",
                    is_open=False,
                )
            )
    return events


def _involvement_events(names: Mapping[int, str], about: _Names) -> list[Event]:
    return [
        Event(
            at=one.began_at,
            title=one.title,
            text=_joined(one.end_in_words, one.more),
            by="",
            source=_joined(about.about([person_id]), one.from_where),
            receipt="",
            is_open=not one.has_ended,
            when=one.when,
        )
        for person_id, involved in children.involvements_of(names).items()
        for one in involved
    ]


def open_to(episode: Episode) -> str:
    """Say with whom an episode is, in words."""
    parts = [episode.worker.name if episode.worker else "", episode.team.name if episode.team else ""]
    return ", ".join(filter(None, parts)) or "nobody yet"


def _teller(contact: Contact) -> str:
    return contact.agency.name if contact.agency else SOURCES[contact.source_code]


def _shortened(text: str) -> str:
    words = text.split()
    return text if len(words) <= WORDS_OF_TEXT else " ".join(words[:WORDS_OF_TEXT]) + " …"


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
