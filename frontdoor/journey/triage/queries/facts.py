"""What bears on the class of a contact about each child, gathered from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Address, Episode, Person
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.journey.triage import rules
from frontdoor.journey.triage.queries.current import classes_of
from frontdoor.library import demand
from frontdoor.record.organisations.sources import SOURCES
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions import Rules

# Who asks for records and raises no concern, mostly: courts and the like, and other authorities.
RECORD_SEEKERS = frozenset({"7", "5C"})
WORDS_OF_RECORDS = ("check", "checks", "record", "records", "chronology", "section 7 report", "s7 report", "disclosure")


def facts_about(named: NamedPerson, at: datetime) -> demand.DemandFacts:
    """Gather what bears on the class of one child on a contact; what was decided is for the step after this to add."""
    contact, people = named.contact, intake.identified([named.pk])
    in_force = policy.in_force(contact.authority_id, at=at)
    person = people.get(named.pk)
    ids = [person.pk] if person else []
    told = intake.contacts_about(ids, before=contact.received_at, within_days=in_force.rules.windows.history)
    marks = intake.marks(contact, {one.contact_id for one in told}, in_force)
    return facts_of_child(
        common_facts(contact, in_force.rules, is_coded=marks.is_coded),
        named,
        person,
        earlier={
            each: tuple(_earlier(one, contact, marks) for one in told if one.contact_id != contact.pk) for each in ids
        },
        episodes=_episodes(ids),
        districts=districts_known([named]),
    )


def common_facts(contact: Contact, in_force: Rules, *, is_coded: bool) -> demand.DemandFacts:
    """Gather what bears on every child of a contact alike."""
    windows = in_force.windows
    return demand.DemandFacts(
        received_at=contact.received_at,
        windows=demand.Windows(duplicate=windows.duplicate, repeat=windows.repeat, history=windows.history),
        is_identified=False,
        source=SOURCES[contact.source_code],
        is_from_a_record_seeker=contact.source_code in RECORD_SEEKERS,
        words_that_ask_for_records=_words_of_records(contact.wants),
        is_coded=is_coded,
    )


def facts_of_child(
    common: demand.DemandFacts,
    child: NamedPerson,
    person: Person | None,
    *,
    earlier: Mapping[int, Sequence[demand.Earlier]],
    episodes: Mapping[int, Sequence[Episode]],
    districts: frozenset[str],
) -> demand.DemandFacts:
    """Add what bears on one child; earlier contacts and episodes are by person, newest first."""
    received, born = common.received_at, child.date_of_birth or (person.date_of_birth if person else None)
    district = _district(child.postcode)
    own = episodes.get(person.pk, ()) if person else ()
    then = next((each for each in own if each.opened_at <= received and not _closed_by(each, received)), None)
    since = next((each for each in own if each.opened_at > received and each.closed_at is None), None)
    return replace(
        common,
        is_identified=person is not None,
        age_in_years=_age(born, received.date()) if born else None,
        district_told=district,
        is_district_known_to_us=district in districts if district else None,
        open_when_received=_open_to(then) if then else None,
        opened_since=_open_to(since) if since else None,
        earlier=tuple(earlier.get(person.pk, ())) if person else (),
    )


def _earlier(each: intake.EarlierContact, contact: Contact, marks: intake.Marks) -> demand.Earlier:
    reference = contact.agency_reference
    return demand.Earlier(
        receipt=each.receipt,
        received_at=each.received_at,
        source=each.agency_name or SOURCES[each.source_code],
        decided="ended" if each.has_ended else "",
        has_same_reference=bool(reference) and each.agency_reference == reference,
        concern=marks.others[each.contact_id].likeness.concern_words if marks.is_coded else "",
    )


def _episodes(person_ids: Collection[int]) -> dict[int, list[Episode]]:
    gathered: dict[int, list[Episode]] = defaultdict(list)
    found = children.of_people(Episode.objects.all(), person_ids).select_related("worker", "team")
    for person_id, episode in children.spread(found.order_by("-opened_at"), person_ids):
        gathered[person_id].append(episode)
    return gathered


def _closed_by(episode: Episode, moment: datetime) -> bool:
    return episode.closed_at is not None and episode.closed_at <= moment


def _open_to(episode: Episode) -> demand.OpenTo:
    return demand.OpenTo(
        opened_at=episode.opened_at,
        worker=episode.worker.name if episode.worker else "",
        team=episode.team.name if episode.team else "",
    )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _district(postcode: str) -> str:
    """Cut a postcode to its district: TS3 of TS3 6QP."""
    squeezed = postcode.replace(" ", "").upper()
    return squeezed[:-3] if len(squeezed) >= 5 else ""


def districts_known(children: Iterable[NamedPerson]) -> frozenset[str]:
    """Find which of the postcode districts told hold a home that we know."""
    districts = {_district(child.postcode) for child in children} - {""}
    return frozenset(each for each in districts if Address.objects.filter(postcode__startswith=f"{each} ").exists())


def _words_of_records(wants: str) -> tuple[str, ...]:
    padded = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in wants.lower()).split())} "
    return tuple(word for word in WORDS_OF_RECORDS if f" {word} " in padded)


def classify_facts(
    named: NamedPerson, *, demand_class: str, linked_to: Contact | None, reason: str, at: datetime
) -> rules.ClassifyFacts:
    """Gather what bears on giving a child on a contact this class."""
    contact = named.contact
    person = intake.identified([named.pk]).get(named.pk)
    own = _episodes([person.pk]).get(person.pk, []) if person else []
    current = classes_of([named.pk]).get(named.pk)
    received = contact.received_at
    return rules.ClassifyFacts(
        demand_class=demand_class,
        received_at=received,
        has_ended=contact.ended_at is not None,
        is_child=named.is_child,
        is_identified=person is not None,
        was_open_when_received=any(each.opened_at <= received and not _closed_by(each, received) for each in own),
        is_open_now=any(each.closed_at is None for each in own),
        duplicate_window=policy.in_force(contact.authority_id, at=at).rules.windows.duplicate,
        link=_link_facts(linked_to, contact, person) if linked_to else None,
        current_class=current.demand_class if current else "",
        reason=reason,
    )


def _link_facts(linked_to: Contact, contact: Contact, person: Person | None) -> rules.LinkFacts:
    named_there = intake.identified(NamedPerson.objects.filter(contact=linked_to).values_list("pk", flat=True))
    return rules.LinkFacts(
        receipt=linked_to.receipt,
        received_at=linked_to.received_at,
        is_itself=linked_to.pk == contact.pk,
        is_about_the_same_person=person is not None and person.pk in {each.pk for each in named_there.values()},
    )


def episode_for_news(named: NamedPerson) -> Episode | None:
    """Find the episode whose worker must hear: the open one, or else the one open when the contact was received."""
    person = intake.identified([named.pk]).get(named.pk)
    own = _episodes([person.pk]).get(person.pk, []) if person else []
    received = named.contact.received_at
    is_now = [each for each in own if each.closed_at is None]
    was_then = [each for each in own if each.opened_at <= received and not _closed_by(each, received)]
    return next(iter([*is_now, *was_then]), None)
