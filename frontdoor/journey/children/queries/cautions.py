"""What must be known before a person is met or written to, across every record that is or may be theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.journey.children.models import Caution, CautionKind, Membership, Seal
from frontdoor.journey.children.queries.identities import circle_of
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.organisations.asking import Question, ask

SEALED = "sealed_address"
WORDS = dict(CautionKind.choices) | {SEALED: "The address is sealed: do not say it to anybody"}

_SHOWN = """
WITH asked AS (
    SELECT p AS asked, coalesce(j.leading_id, p) AS leading, coalesce(j.circle_id, p) AS circle
    FROM unnest(%s::bigint[]) AS p LEFT JOIN children_joinedrecord j ON j.person_id = p
), near AS (
    SELECT asked, asked AS person_id, true AS is_theirs FROM asked
    UNION
    SELECT a.asked, j.person_id, j.leading_id = a.leading FROM asked a
    JOIN children_joinedrecord j ON j.circle_id = a.circle AND j.person_id <> a.asked
)
SELECT n.asked, n.is_theirs, p.reference, c.id, c.kind, c.words
FROM near n JOIN children_caution c ON c.person_id = n.person_id JOIN children_person p ON p.id = n.person_id
WHERE c.ended_at IS NULL AND (c.until_on IS NULL OR c.until_on > %s)
UNION
SELECT n.asked, n.is_theirs, p.reference, NULL::bigint, 'sealed_address', ''
FROM near n JOIN children_membership m ON m.person_id = n.person_id AND m.until_on IS NULL
    AND m.withdrawn_at IS NULL
JOIN children_seal s ON s.household_id = m.household_id JOIN children_person p ON p.id = n.person_id
ORDER BY 1, 2 DESC, 5, 4
"""


@dataclass(frozen=True, kw_only=True)
class Warned:
    """One warning as it is shown. `on` names the record that it stands on, where that only may be the same person."""

    caution_id: int | None
    kind: str
    words: str
    on: str

    @property
    def said(self) -> str:
        """Say the warning in one line."""
        told = f"{WORDS[self.kind]}: {self.words}" if self.words else WORDS[self.kind]
        return f"{told} (on {self.on}, who may be the same person)" if self.on else told


class FoundWarning(NamedTuple):
    """One warning as the database finds it: on a record that is, or may be, the person's."""

    person_id: int
    is_theirs: bool
    reference: str
    caution_id: int | None
    kind: str
    words: str


def warnings_about(person_ids: Iterable[int], *, on: date) -> dict[int, list[Warned]]:
    """Find every warning about each person, on any record that is or may be theirs, in one query."""
    asked = sorted(set(person_ids))
    return by_person(ask(*warnings_among(asked, on=on)) if asked else ())


def warnings_among(person_ids: Iterable[int], *, on: date) -> Question[FoundWarning]:
    """Ask for every warning about each person, for `by_person`."""
    return Question(_SHOWN, [sorted(set(person_ids)), on], FoundWarning)


def by_person(rows: Iterable[FoundWarning]) -> dict[int, list[Warned]]:
    """Write each warning under the person who was asked about."""
    found: dict[int, list[Warned]] = defaultdict(list)
    for one in rows:
        on_record = "" if one.is_theirs else one.reference
        warned = Warned(caution_id=one.caution_id, kind=one.kind, words=one.words, on=on_record)
        found[one.person_id].append(warned)
    return found


def cautions_visible_to(worker: Worker) -> QuerySet[Caution]:
    """Find the warnings that this worker may end."""
    cautions = Caution.objects.filter(authority_id=worker.authority_id)
    return cautions if worker.may(Permission.CAUTION_RECORD) else cautions.none()


def filed_with(person_ids: Iterable[int]) -> set[int]:
    """Find everybody whose address may be hidden, or shown again, when something changes about these people."""
    asked = set(person_ids)
    linked = {mate for circle in circle_of(asked).values() if len(circle) > 1 for mate in circle}
    return asked | at_home_with(linked)


def at_home_with(person_ids: Iterable[int]) -> set[int]:
    """Find everybody who lives, or lived, in a home where one of these does, or did, and these."""
    asked = set(person_ids)
    homes = Membership.objects.filter(household__memberships__person_id__in=asked)
    return asked | set(homes.values_list("person_id", flat=True))


def hidden(home: str) -> Q:
    """Say, for use in a query, that a home's address is not to be shown: `home` leads from the row to the household.

    It is sealed; or somebody who lives or lived there is, or may be, the same person as somebody whose home is sealed,
    and the one address could give away the other.
    """
    linked = Membership.objects.filter(
        household=OuterRef(home), person__joined__circle__circled__person__memberships__household__seal__isnull=False
    )
    return Q(Exists(Seal.objects.filter(household=OuterRef(home)))) | Q(Exists(linked))


def hidden_homes(household_ids: Iterable[int]) -> frozenset[int]:
    """Find the homes whose addresses are not to be shown."""
    asked = set(household_ids)
    homes = Membership.objects.filter(household_id__in=asked)
    sealed = Seal.objects.filter(household_id__in=asked).values_list("household_id", flat=True)
    linked = homes.filter(person__joined__circle__circled__person__memberships__household__seal__isnull=False)
    return frozenset(sealed.union(linked.values_list("household_id", flat=True)))
