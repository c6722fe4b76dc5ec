"""What is in the door: each contact as one line, with what it waits for and by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from frontdoor.journey.children.ages import age_words
from frontdoor.journey.decision import steps
from frontdoor.journey.decision.models import Recommendation
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake.models import Contact, Identification, NamedPerson, Verdict
from frontdoor.journey.triage import queries as triage_queries
from frontdoor.journey.triage import rules as triage
from frontdoor.journey.triage.models import Allocation, Classification, DangerAct, Question, Rating
from frontdoor.library.clocks import LONDON, Limit, due_at
from frontdoor.library.demand import NET_CODES
from frontdoor.oversight.worklist.plain import SHORT_SOURCES, in_two_lines, initials
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions import Rules


@dataclass(frozen=True, kw_only=True)
class Child:
    initials: str
    age: str


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A limit that runs, by the name that people know it by."""

    name: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Work:
    """One contact as a line of a list. `clock` is the one that falls due first."""

    contact_id: int
    receipt: str
    received_at: datetime
    ended_at: datetime | None
    source: str
    children: tuple[Child, ...]
    concern: str
    colour: str
    is_in_danger_now: bool
    worker_id: int | None
    worker_name: str
    stage: Stage
    clock: Clock

    @property
    def owner(self) -> str:
        """Who has it: one worker, or the desk that has what nobody was given by name."""
        return self.worker_name or steps.DESKS[self.stage]


def contacts_for_board(worker: Worker) -> QuerySet[Contact]:
    """Find the contacts that stand on this worker's board: all of their authority's, for whoever may see the board."""
    require(worker, Permission.BOARD_SEE)
    return Contact.objects.filter(authority_id=worker.authority_id)


def in_the_door(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Keep the contacts that have not ended."""
    return contacts.filter(ended_at__isnull=True)


def work(contacts: QuerySet[Contact], *, at: datetime, rules: Rules | None = None) -> list[Work]:
    """Turn contacts into lines, the first due first; `rules` are those in force, for whoever has read them already."""
    found = list(_with_latest(contacts))
    if not found:
        return []
    rules = rules or policy.in_force(found[0].authority_id, at=at).rules
    named = _named([contact.pk for contact in found])
    lines = [_line(contact, named[contact.pk], rules) for contact in found]
    return sorted(lines, key=lambda line: (line.ended_at is not None, line.clock.due_at, line.contact_id))


def _with_latest(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Bring along the rating, the worker and what became of the latest recommendation, in the same query."""
    rating = Rating.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True)
    allocation = Allocation.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True)
    latest = Recommendation.objects.filter(contact=OuterRef("pk")).order_by("-recommended_at", "-pk")
    question = Question.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True).order_by("-kind")
    acted = DangerAct.objects.filter(contact=OuterRef("pk")).order_by("acted_at")
    return contacts.annotate(
        question_kind=Subquery(question.values("kind")[:1]),
        question_asked_at=Subquery(question.values("asked_at")[:1]),
        danger_acted_at=Subquery(acted.values("acted_at")[:1]),
        colour=Subquery(rating.values("colour")[:1]),
        with_id=Subquery(allocation.values("worker_id")[:1]),
        with_name=Subquery(allocation.values("worker__name")[:1]),
        recommended_at=Subquery(latest.values("recommended_at")[:1]),
        last_oversight=Subquery(latest.values("oversight__kind")[:1]),
        direction_due_at=Subquery(latest.values("oversight__direction_due_at")[:1]),
    )


def _named(contact_ids: Iterable[int]) -> Mapping[int, Sequence[NamedPerson]]:
    """Find everybody named, with whether they are identified and what class they have, in one query."""
    said = Identification.objects.filter(named=OuterRef("pk"), verdict=Verdict.SAME, withdrawn_at__isnull=True)
    classed = Classification.objects.filter(named=OuterRef("pk"), ended_at__isnull=True)
    rows = NamedPerson.objects.filter(contact_id__in=contact_ids).annotate(
        is_identified=Exists(said), demand_class=Subquery(classed.values("demand_class")[:1])
    )
    named: dict[int, list[NamedPerson]] = defaultdict(list)
    for person in rows.order_by("contact_id", "position"):
        named[person.contact_id].append(person)
    return named


def _stage(contact: Contact, named: Sequence[NamedPerson]) -> Stage:
    """Say what a contact waits for, by the decision step's own rule, from facts that the list has already read."""
    latest: dict[str, object] = vars(contact)
    children: list[dict[str, object]] = [vars(one) for one in named if one.is_child]
    return steps.stage_of_facts(
        steps.StageFacts(
            has_ended=contact.ended_at is not None,
            are_all_identified=all(one["is_identified"] for one in children),
            are_all_classed=all(one["demand_class"] for one in children),
            is_about_need=any(one["demand_class"] is None or one["demand_class"] in NET_CODES for one in children),
            is_rated=latest["colour"] is not None,
            is_allocated=latest["with_id"] is not None,
            has_recommendation=latest["recommended_at"] is not None,
            last_oversight=str(latest["last_oversight"] or ""),
            waits_for_referrer=_waits_for(contact),
        )
    )


def _waits_for(contact: Contact) -> str:
    """Say for what kind of answer a contact waits; what is red or in danger waits for none."""
    latest: dict[str, object] = vars(contact)
    may_wait = not contact.is_in_danger_now and latest["colour"] != "red"
    return str(latest["question_kind"] or "") if may_wait else ""


def _line(contact: Contact, named: Sequence[NamedPerson], rules: Rules) -> Work:
    day = contact.received_at.astimezone(LONDON).date()
    latest: dict[str, object] = vars(contact)
    colour, worker_id, stage = latest["colour"], latest["with_id"], _stage(contact, named)
    return Work(
        contact_id=contact.pk,
        receipt=contact.receipt,
        received_at=contact.received_at,
        ended_at=contact.ended_at,
        source=SHORT_SOURCES[contact.source_code],
        children=tuple(
            Child(
                initials=initials(one.first_name, one.last_name),
                age=age_words(day, born_on=one.date_of_birth, is_unborn=one.is_unborn, told=one.age_told),
            )
            for one in named
            if one.is_child
        ),
        concern=in_two_lines(
            contact.danger or contact.what_happened,
            names=[*(f"{one.first_name} {one.last_name}" for one in named), contact.teller_name],
        ),
        colour=str(colour or ""),
        is_in_danger_now=contact.is_in_danger_now,
        worker_id=worker_id if isinstance(worker_id, int) else None,
        worker_name=str(latest["with_name"] or ""),
        stage=stage,
        clock=_clock(contact, str(colour or ""), stage, rules),
    )


def _clock(contact: Contact, colour: str, stage: Stage, rules: Rules) -> Clock:
    """Find the clock that falls due first: the contact's own, which never stops, or the step's."""
    latest: dict[str, object] = vars(contact)
    is_acted_on = contact.ended_at is not None or latest["danger_acted_at"] is not None
    code = triage.limit_code(colour=colour, is_in_danger_now=contact.is_in_danger_now, is_acted_on=is_acted_on)
    clocks = [_from(rules.limit_of(code), contact.received_at, rules)]
    asked_at = latest["question_asked_at"]
    if stage in (Stage.CONSENT, Stage.CLARIFYING) and isinstance(asked_at, datetime):
        clocks.append(_from(triage_queries.limit_of_question(str(latest["question_kind"]), rules), asked_at, rules))
    recommended_at, direction_due_at = latest["recommended_at"], latest["direction_due_at"]
    if stage is Stage.OVERSIGHT and isinstance(recommended_at, datetime):
        clocks.append(_from(rules.limits["oversight"], recommended_at, rules))
    if stage is Stage.RETURNED and isinstance(direction_due_at, datetime):
        clocks.append(Clock(name="Follow the direction", due_at=direction_due_at))
    return min(clocks, key=lambda clock: clock.due_at)


def _from(limit: Limit, started_at: datetime, rules: Rules) -> Clock:
    return Clock(name=limit.name, due_at=due_at(limit, started_at, rules.calendar))
