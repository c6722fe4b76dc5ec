"""Possible duplicates: pairs of records to look at, what is known of each side, and what waits for a second person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.journey.children import queries as children
from frontdoor.journey.children import reasons
from frontdoor.journey.children.models import NotSame, PairQuestion, Person, SamePerson
from frontdoor.journey.intake import queries as intake
from frontdoor.library import matching
from frontdoor.library.clocks import LONDON
from frontdoor.library.matching import Bands, Comparison
from frontdoor.oversight.worklist.queries.story import open_to
from frontdoor.record.access.models import Worker
from frontdoor.record.policy import queries as policy

RECENT_DAYS = 90
MOST_PAIRS = 50


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of two people, with what a careful person asks first."""

    person_id: int
    reference: str
    name: str
    born_on: date | None
    expected_on: date | None
    open_to: str
    recent_contacts: int | None
    warnings: tuple[str, ...]
    records: int


@dataclass(frozen=True, kw_only=True)
class PairLine:
    """Two people in a list, with why they may be one."""

    one: Side
    other: Side
    in_short: reasons.Summary

    @property
    def are_both_open(self) -> bool:
        return bool(self.one.open_to and self.other.open_to)


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """A link that one person proposed, and why this worker may not confirm it."""

    link: SamePerson
    one: Side
    other: Side
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """The page of possible duplicates."""

    waiting: tuple[WaitingLine, ...]
    pairs: tuple[PairLine, ...]
    found_at: datetime | None
    is_more: bool

    @property
    def person_ids(self) -> list[int]:
        lines: list[WaitingLine | PairLine] = [*self.waiting, *self.pairs]
        return sorted({side.person_id for line in lines for side in (line.one, line.other)})


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Two people side by side, with everything that was said of the pair."""

    one: Side
    other: Side
    comparison: reasons.Reasons
    link: SamePerson | None
    verdict: NotSame | None
    questions: tuple[PairQuestion, ...]
    is_joined: bool


def duplicates(worker: Worker, *, at: datetime) -> Duplicates:
    """Read the pairs to look at and the links that wait, in a fixed number of queries."""
    bands = bands_in_force(worker.authority_id, at=at)
    links = list(children.awaiting_second_person(worker.authority_id))
    found = children.open_pairs(worker.authority_id, most=MOST_PAIRS + 1)
    ids = {one for link in links for one in (link.one_id, link.other_id)}
    ids |= {one for pair in found for one in (pair.one_id, pair.other_id)}
    sides = _sides(ids, at=at)
    details = children.details_of(one for pair in found for one in (pair.one_id, pair.other_id))
    model = children.model_of(worker.authority_id)
    return Duplicates(
        waiting=tuple(
            WaitingLine(
                link=link,
                one=sides[link.one_id],
                other=sides[link.other_id],
                is_mine=link.proposed_by_id == worker.pk,
            )
            for link in links
        ),
        pairs=tuple(
            PairLine(
                one=sides[pair.one_id],
                other=sides[pair.other_id],
                in_short=reasons.in_short(
                    matching.compare(details[pair.one_id], details[pair.other_id], model), bands=bands
                ),
            )
            for pair in found[:MOST_PAIRS]
        ),
        found_at=children.pairs_found_at(worker.authority_id),
        is_more=len(found) > MOST_PAIRS,
    )


def beside(one: Person, other: Person, *, at: datetime) -> Beside:
    """Put two people side by side, by whichever of their records agree best."""
    sides = _sides([one.pk, other.pk], at=at)
    records = children.identities_of([one.pk, other.pk])
    links = [
        link
        for link in children.links_of(records[one.pk])
        if {link.one_id, link.other_id} & records[other.pk] and {link.one_id, link.other_id} & records[one.pk]
    ]
    return Beside(
        one=sides[one.pk],
        other=sides[other.pk],
        comparison=reasons.lay_out(
            _best(records[one.pk], records[other.pk], authority_id=one.authority_id),
            bands=bands_in_force(one.authority_id, at=at),
        ),
        link=links[0] if links else None,
        verdict=children.verdict_on(one.pk, other.pk),
        questions=tuple(children.questions_on(one.pk, other.pk)),
        is_joined=other.pk in records[one.pk],
    )


def of_link(link: SamePerson, *, at: datetime) -> Beside:
    """Put the two records of a link side by side as they are apart, whether or not they are joined."""
    sides = _sides([link.one_id, link.other_id], at=at, apart=True)
    return Beside(
        one=sides[link.one_id],
        other=sides[link.other_id],
        comparison=reasons.lay_out(
            _best([link.one_id], [link.other_id], authority_id=link.authority_id),
            bands=bands_in_force(link.authority_id, at=at),
        ),
        link=link,
        verdict=None,
        questions=tuple(children.questions_on(link.one_id, link.other_id)),
        is_joined=link.confirmed_at is not None and link.ended_at is None,
    )


def bands_in_force(authority_id: int, *, at: datetime) -> Bands:
    """Read from the policy in force from which weight on people are shown."""
    rules = policy.in_force(authority_id, at=at).rules
    return Bands(show_first_from=rules.show_first_from, possible_from=rules.show_from)


def _best(ones: Iterable[int], others: Iterable[int], *, authority_id: int) -> Comparison:
    """Compare every record of the one with every record of the other; keep the pair that agrees best."""
    first, second = sorted(ones), sorted(others)
    details, model = children.details_of([*first, *second]), children.model_of(authority_id)
    pairs = [matching.compare(details[one], details[other], model) for one in first for other in second]
    return max(pairs, key=lambda comparison: comparison.weight)


def _sides(person_ids: Iterable[int], *, at: datetime, apart: bool = False) -> dict[int, Side]:
    """Say of each record who it is: under the record that leads, unless the two are to be read `apart`."""
    asked = sorted(set(person_ids))
    people = {one.pk: one for one in children.with_leading(Person.objects.filter(pk__in=asked))}
    shown = people if apart else {pk: children.leading(one) for pk, one in people.items()}
    records = children.identities_of(asked)
    episodes = children.own_open_episodes(asked) if apart else children.open_episodes(asked)
    recent = {} if apart else _recent(asked, before=at)
    warned = children.warnings_about(asked, on=at.astimezone(LONDON).date())
    return {
        pk: Side(
            person_id=person.pk,
            reference=person.reference,
            name=children.name_of(person),
            born_on=person.date_of_birth,
            expected_on=person.expected_on,
            open_to=open_to(episodes[pk]) if pk in episodes else "",
            recent_contacts=None if apart else recent.get(pk, 0),
            warnings=_said(warned.get(pk, ())),
            records=1 if apart else len(records[pk]),
        )
        for pk, person in shown.items()
    }


def _said(warned: Sequence[children.Warned]) -> tuple[str, ...]:
    return tuple(one.said for one in warned)


def _recent(person_ids: Sequence[int], *, before: datetime) -> Mapping[int, int]:
    told = intake.contacts_about(person_ids, before=before, within_days=RECENT_DAYS) if person_ids else []
    return Counter(one.person_id for one in told)
