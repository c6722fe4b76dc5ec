"""Two records side by side: what was said of the pair, what waits, and what the register found."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from frontdoor.journey.children.identity_facts import AskingFacts, ConfirmingFacts, JoiningFacts, Pair
from frontdoor.journey.children.models import (
    NotSame,
    PairQuestion,
    Person,
    SamePerson,
)
from frontdoor.journey.children.queries.identities import identities_of
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


def joining_facts(pair: Pair, *, because: str) -> JoiningFacts:
    """Gather what stands between two records."""
    ids = [pair.one_id, pair.other_id]
    references = dict(Person.objects.filter(pk__in=ids).values_list("pk", "reference"))
    records = identities_of(ids)
    one, other = records[pair.one_id], records[pair.other_id]
    return JoiningFacts(
        one=references[pair.one_id],
        other=references[pair.other_id],
        is_itself=pair.one_id == pair.other_id,
        is_joined=pair.other_id in one,
        is_proposed=between(SamePerson.objects.filter(ended_at__isnull=True), one, other).exists(),
        said_not_same=_said_not_same(one, other),
        because=because,
    )


def confirming_facts(link: SamePerson, *, worker: Worker) -> ConfirmingFacts:
    """Gather what bears on whether a worker may confirm a link."""
    records = identities_of([link.one_id, link.other_id])
    return ConfirmingFacts(
        is_own_proposal=link.proposed_by_id == worker.pk,
        is_confirmed=link.confirmed_at is not None,
        has_ended=link.ended_at is not None,
        said_not_same=_said_not_same(records[link.one_id], records[link.other_id]),
    )


def asking_facts(pair: Pair, *, of: Worker, by: Worker) -> AskingFacts:
    """Gather what bears on whether somebody may be asked about a pair."""
    asked = PairQuestion.objects.filter(one_id=pair.one_id, other_id=pair.other_id, asked_of=of)
    return AskingFacts(
        is_oneself=of.pk == by.pk,
        may_answer=of.is_active and of.may(Permission.PERSON_IDENTIFY),
        is_asked=asked.filter(answered_at__isnull=True).exists(),
    )


def between(rows: QuerySet[SamePerson] | QuerySet[NotSame], one: Iterable[int], other: Iterable[int]) -> QuerySet:  # type: ignore[type-arg]  # whichever of the two came in
    """Keep what was said between any record of the one and any of the other."""
    first, second = list(one), list(other)
    return rows.filter(Q(one_id__in=first, other_id__in=second) | Q(one_id__in=second, other_id__in=first))


def _said_not_same(one: Iterable[int], other: Iterable[int]) -> str:
    said = between(NotSame.objects.filter(withdrawn_at__isnull=True), one, other).select_related("said_by").first()
    if said is None:
        return ""
    return f"{said.said_by.name} said on {said.said_at:%-d %B %Y} that they are two people."


def links_visible_to(worker: Worker) -> QuerySet[SamePerson]:
    """Find the links that this worker may confirm or end."""
    links = SamePerson.objects.filter(authority_id=worker.authority_id)
    return links if worker.may(Permission.PERSON_JOIN) else links.none()


def verdicts_visible_to(worker: Worker) -> QuerySet[NotSame]:
    """Find the verdicts that this worker may withdraw."""
    verdicts = NotSame.objects.filter(authority_id=worker.authority_id)
    return verdicts if worker.may(Permission.PERSON_JOIN) else verdicts.none()


def awaiting_second_person(authority_id: int) -> QuerySet[SamePerson]:
    """Find the links that one person proposed and no second has confirmed, the oldest first."""
    waiting = SamePerson.objects.filter(authority_id=authority_id, confirmed_at__isnull=True, ended_at__isnull=True)
    return waiting.select_related("one", "other", "leading", "proposed_by").order_by("proposed_at", "pk")


def links_of(person_ids: Iterable[int]) -> QuerySet[SamePerson]:
    """Find the current links of records, confirmed or proposed, the latest first."""
    ids = sorted(set(person_ids))
    links = SamePerson.objects.filter(Q(one_id__in=ids) | Q(other_id__in=ids), ended_at__isnull=True)
    return links.select_related("one", "other", "leading", "proposed_by", "confirmed_by").order_by("-proposed_at")


def verdict_on(one_id: int, other_id: int) -> NotSame | None:
    """Find who said that two people, by any of their records, are not one."""
    records = identities_of([one_id, other_id])
    said = between(NotSame.objects.filter(withdrawn_at__isnull=True), records[one_id], records[other_id])
    found: NotSame | None = said.select_related("said_by").first()
    return found


def questions_on(one_id: int, other_id: int) -> QuerySet[PairQuestion]:
    """Find what was asked about a pair of records, and the answers, the latest first."""
    pair = Pair.of(one_id, other_id)
    asked = PairQuestion.objects.filter(one_id=pair.one_id, other_id=pair.other_id)
    return asked.select_related("asked_of", "asked_by").order_by("-asked_at")


def questions_for(worker: Worker) -> QuerySet[PairQuestion]:
    """Find the questions that wait for this worker's answer, the oldest first."""
    asked = PairQuestion.objects.filter(authority_id=worker.authority_id, asked_of=worker, answered_at__isnull=True)
    return asked.select_related("one", "other", "asked_by").order_by("asked_at")
