"""People named beside people known: possible matches, what is open and how often we were told of late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.children import queries as children
from frontdoor.journey.children import reasons
from frontdoor.journey.children.models import Episode, Person
from frontdoor.journey.children.queries import Possible, Sought, Warned
from frontdoor.journey.intake.models import Contact, Identification, NamedPerson, Verdict
from frontdoor.journey.intake.queries.contacts import count_about, counts_about, own_draft
from frontdoor.journey.intake.queries.naming import as_details
from frontdoor.journey.intake.told import ToldPerson
from frontdoor.library.clocks import LONDON
from frontdoor.library.matching import Bands, Model
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations import asking
from frontdoor.record.organisations.asking import Along, ask_together
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions import Rules

RECENT_DAYS = 90

STANDS_ON = (
    *children.STANDS_ON,
    Along("intake_identification", by="person_id", column="said_at"),
    Along("intake_namedperson", by="id", column="contact_id"),
    Along("intake_contact", by="id", column="received_at"),
)
"""What is read at every keystroke."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody who may be the person named, with how many contacts about them came in the last ninety days."""

    possible: Possible
    recent_contacts: int
    bands: Bands
    warnings: tuple[str, ...] = ()

    @property
    def in_short(self) -> reasons.Summary:
        """The band and the strongest reasons, for a line."""
        return reasons.in_short(self.possible.comparison, bands=self.bands)

    @property
    def in_full(self) -> reasons.Reasons:
        """The picture and the words, for children/reasons.html."""
        return reasons.lay_out(self.possible.comparison, bands=self.bands)


@dataclass(frozen=True, kw_only=True)
class NamedWithPossibles:
    """A named person, who they are said to be, and who else they may be.

    `is_crowded`: too many people share what was told to look at all of them.
    """

    named: NamedPerson
    same: Identification | None
    not_the_same: Sequence[Identification]
    possibles: Sequence[Known]
    episode: Episode | None
    recent_contacts: int
    is_crowded: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def person(self) -> Person | None:
        return children.leading(self.same.person) if self.same else None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """By what people are looked up: the bands of the policy in force, and the model that fits the register."""

    authority_id: int
    bands: Bands
    model: Model


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """Who a person told of may be. `is_crowded`: too many share what was told to look at all of them."""

    known: Sequence[Known]
    is_crowded: bool


def read_through(authority_id: int) -> None:
    """Have what is read at every keystroke at hand, so that after a start nobody who types waits for the disk."""
    asking.read_through(authority_id, STANDS_ON)


def ground_for(draft_id: int, *, worker: Worker, at: datetime) -> Ground | None:
    """Gather by what the people in a draft are looked up; nothing where the draft is not this worker's own."""
    day = at.astimezone(LONDON).date()
    drafts, editions, counts = ask_together(
        own_draft(worker, draft_id),
        policy.edition_on(worker.authority_id, day),
        children.latest_count(worker.authority_id),
    )
    if not drafts:
        return None
    bands = _bands_of(policy.rules_of(editions, on=day))
    return Ground(authority_id=worker.authority_id, bands=bands, model=children.model_counted(counts))


def possibles_for_told(told: Mapping[int, ToldPerson], ground: Ground, *, at: datetime) -> dict[int, Recognised]:
    """Find who each person told of may be, in three queries however many are told of, or five with homes."""
    details = {place: as_details(person) for place, person in told.items()}
    looked = children.look_for(details, authority_id=ground.authority_id, bands=ground.bands, model=ground.model)
    if not looked.person_ids:
        return {place: Recognised(known=(), is_crowded=one.is_crowded) for place, one in looked.sought((), ()).items()}
    asked = (
        looked.shown,
        counts_about(looked.person_ids, before=at, within_days=RECENT_DAYS),
        children.warnings_among(looked.person_ids, on=at.astimezone(LONDON).date()),
    )
    apart: Sequence[frozenset[int]] = ()
    if len(looked.person_ids) > 1:
        people, counts, warnings, apart = ask_together(*asked, looked.apart)
    else:
        people, counts, warnings = ask_together(*asked)
    leading = {one.person_id: one.leading_id for one in people}
    known = _Knowing(
        recent=Counter({leading[one.person_id]: one.contacts for one in counts}),
        warnings={leading[one]: warned for one, warned in children.by_person(warnings).items()},
        bands=ground.bands,
    )
    return {
        place: Recognised(known=[known(one) for one in sought.possibles], is_crowded=sought.is_crowded)
        for place, sought in looked.sought(people, apart).items()
    }


def who(contact: Contact) -> list[NamedWithPossibles]:
    """Say of each person named in a contact who they are said to be, or not to be, and who they may be."""
    named = list(NamedPerson.objects.filter(contact=contact).order_by("position"))
    said = _standing(named)
    same = {one.named_id: one for one in said if one.verdict == Verdict.SAME}
    open_question = {one.pk: as_details(one) for one in named if one.pk not in same}
    bands = _bands(contact.authority_id, at=contact.received_at)
    found = children.seek(open_question, authority_id=contact.authority_id, bands=bands)
    people = {children.leading(one.person).pk for one in same.values()}
    shown = {*people, *(possible.person_id for sought in found.values() for possible in sought.possibles)}
    known = _knowing(shown, before=contact.received_at, bands=bands)
    episodes = children.open_episodes(people)
    return [_beside(one, said, found.get(one.pk), episodes, known) for one in named]


def _standing(named: Sequence[NamedPerson]) -> list[Identification]:
    return list(
        Identification.objects.filter(named__in=named, withdrawn_at__isnull=True)
        .select_related("person__joined__leading", "said_by")
        .order_by("said_at")
    )


def _beside(
    named: NamedPerson,
    said: Sequence[Identification],
    sought: Sought | None,
    episodes: Mapping[int, Episode],
    known: _Knowing,
) -> NamedWithPossibles:
    of_this = [one for one in said if one.named_id == named.pk]
    same = next((one for one in of_this if one.verdict == Verdict.SAME), None)
    settled = {children.leading(one.person).pk for one in of_this}
    person = children.leading(same.person) if same else None
    possibles = [known(one) for one in sought.possibles] if sought else []
    return NamedWithPossibles(
        named=named,
        same=same,
        not_the_same=[one for one in of_this if one.verdict == Verdict.NOT_THE_SAME],
        possibles=[one for one in possibles if one.possible.person_id not in settled],
        episode=episodes.get(person.pk) if person else None,
        recent_contacts=known.recent[person.pk] if person else 0,
        is_crowded=sought is not None and sought.is_crowded,
        warnings=known.warned_of(person.pk) if person else (),
    )


@dataclass(frozen=True, kw_only=True)
class _Knowing:
    """What is said of whoever is shown: how often we were told of late, and what must be known first."""

    recent: Counter[int]
    warnings: Mapping[int, Sequence[Warned]]
    bands: Bands

    def __call__(self, possible: Possible) -> Known:
        return Known(
            possible=possible,
            recent_contacts=self.recent[possible.person_id],
            bands=self.bands,
            warnings=self.warned_of(possible.person_id),
        )

    def warned_of(self, person_id: int) -> tuple[str, ...]:
        return tuple(one.said for one in self.warnings.get(person_id, ()))


def _knowing(person_ids: set[int], *, before: datetime, bands: Bands) -> _Knowing:
    return _Knowing(
        recent=_recent(person_ids, before=before),
        warnings=children.warnings_about(person_ids, on=before.astimezone(LONDON).date()),
        bands=bands,
    )


def _recent(person_ids: Sequence[int] | set[int], *, before: datetime) -> Counter[int]:
    """Count contacts about each person in the last ninety days."""
    return count_about(person_ids, before=before, within_days=RECENT_DAYS)


def _bands(authority_id: int, *, at: datetime) -> Bands:
    return _bands_of(policy.rules_on(authority_id, at.astimezone(LONDON).date()))


def _bands_of(rules: Rules) -> Bands:
    return Bands(show_first_from=rules.show_first_from, possible_from=rules.show_from)
