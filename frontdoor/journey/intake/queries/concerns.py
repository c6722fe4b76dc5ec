"""What contacts are about, by the codes that people gave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.intake.models import Concern, Contact
from frontdoor.library.demand import Likeness, likeness
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions import Rules
from frontdoor.record.policy.queries import InForce


@dataclass(frozen=True, kw_only=True)
class Coded:
    """One thing that a contact is, or was, said to be about: in the words of the edition it was coded under."""

    name: str
    coded_at: datetime
    coded_by: str
    ended_at: datetime | None
    ended_by: str


@dataclass(frozen=True, kw_only=True)
class Marked:
    """How what another contact is about stands to this one; `names` is blank where the other is not coded."""

    likeness: Likeness
    names: str

    @property
    def is_same(self) -> bool:
        return self.likeness is Likeness.SAME

    @property
    def words(self) -> str:
        if not self.names:
            return "Concern not coded"
        return f"{'Concern' if self.likeness is Likeness.NOT_CODED else self.likeness.words}: {self.names}"


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What a contact is about, what it was said to be about before, and the mark of each of the others against it."""

    own: frozenset[str]
    coded: tuple[Coded, ...]
    others: Mapping[int, Marked]

    @property
    def is_coded(self) -> bool:
        return bool(self.own)


def marks(contact: Contact, others: Iterable[int], in_force: InForce, *, until: datetime | None = None) -> Marks:
    """Mark other contacts as about the same concern, another or not coded: as it stands now, or stood at a moment."""
    asked = set(others)
    rows = list(
        Concern.objects.filter(contact_id__in={*asked, contact.pk})
        .select_related("coded_by", "ended_by")
        .order_by("pk")
    )
    found = _codes(one for one in rows if _stands(one, until))
    own = found[contact.pk]
    return Marks(
        own=own,
        coded=tuple(_coded_of(contact, (one for one in rows if one.contact_id == contact.pk), in_force)),
        others={each: mark(found[each], own, in_force.rules) for each in asked},
    )


def _stands(one: Concern, until: datetime | None) -> bool:
    if until is None:
        return one.ended_at is None
    return one.coded_at <= until and (one.ended_at is None or one.ended_at > until)


def mark(these: frozenset[str], own: frozenset[str], rules: Rules) -> Marked:
    """Compare what two contacts are about, a retired code counting as what took its place."""
    like = likeness(rules.concerns_now(these), rules.concerns_now(own))
    return Marked(likeness=like, names=concern_words(these, rules))


def concerns_of(contact_ids: Iterable[int]) -> Mapping[int, frozenset[str]]:
    """Find what contacts are about, in codes: nothing where nobody coded them."""
    return _codes(Concern.objects.filter(ended_at__isnull=True, contact_id__in=set(contact_ids)))


def _codes(found: Iterable[Concern]) -> Mapping[int, frozenset[str]]:
    gathered: dict[int, set[str]] = defaultdict(set)
    for one in found:
        gathered[one.contact_id].add(one.code)
    return defaultdict(frozenset, {contact_id: frozenset(codes) for contact_id, codes in gathered.items()})


def _coded_of(contact: Contact, found: Iterable[Concern], in_force: InForce) -> Iterator[Coded]:
    """Say what a contact is and was about in words; another edition is read only where something was coded under it."""
    known = {in_force.edition_id: in_force.rules}
    for one in found:
        if one.edition_id not in known:
            pinned = policy.edition(contact.authority_id, one.edition_id, at=one.coded_at)
            known[one.edition_id] = pinned.rules if pinned else in_force.rules
        yield Coded(
            name=concern_words([one.code], known[one.edition_id]),
            coded_at=one.coded_at,
            coded_by=one.coded_by.name if one.coded_by else "",
            ended_at=one.ended_at,
            ended_by=one.ended_by.name if one.ended_by else "",
        )


def concern_words(codes: Iterable[str], rules: Rules) -> str:
    """Name what a contact is about, in the edition's order; a code of another edition keeps its own letters."""
    given = set(codes)
    known: Sequence[str] = [one.name for one in rules.concerns.values() if one.code in given]
    others = sorted(code.replace("_", " ") for code in given - rules.concerns.keys())
    return "; ".join([*known, *others])
