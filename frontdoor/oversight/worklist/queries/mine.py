"""My work: what do I do next?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from frontdoor.journey.children import queries as children
from frontdoor.journey.decision.models import Oversight, OversightKind, Recommendation, Reply, ReplyMethod
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact, Draft
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.models import Allocation, News
from frontdoor.journey.triage.models import Question as Asked
from frontdoor.library.clocks import due_at
from frontdoor.oversight.worklist.queries.door import Work, in_the_door, work
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role
from frontdoor.record.policy import queries as policy


@dataclass(frozen=True, kw_only=True)
class Returned:
    receipt: str
    direction: str
    reason: str
    due_at: datetime
    returned_by: str


@dataclass(frozen=True, kw_only=True)
class NewsToRead:
    """Information about a child who is open to me. `can_acknowledge` until I have."""

    news_id: int
    receipt: str
    reference: str
    name: str
    passed_at: datetime
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReplyToTell:
    receipt: str
    teller: str
    phone: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    draft_id: int
    started_at: datetime
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class Question:
    """Somebody asks me whether two records are one person, because I may know them."""

    question_id: int
    asked_by: str
    asked_at: datetime
    one: str
    other: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AskedOfReferrer:
    """A question that waits for a referrer's answer, and how to reach them."""

    receipt: str
    kind: str
    teller: str
    phone: str
    by_portal: bool
    due_at: datetime
    chased: str


@dataclass(frozen=True, kw_only=True)
class MyWork:
    contacts: tuple[Work, ...]
    returned: tuple[Returned, ...]
    news: tuple[NewsToRead, ...]
    replies: tuple[ReplyToTell, ...]
    drafts: tuple[Unfinished, ...]
    questions: tuple[Question, ...]
    asked: tuple[AskedOfReferrer, ...] = ()


def my_work(worker: Worker, *, at: datetime) -> MyWork:
    """Gather what waits for this worker, each kind with the first due first."""
    mine = Allocation.objects.filter(contact=OuterRef("pk"), worker=worker, ended_at__isnull=True)
    contacts = in_the_door(intake.visible_to(worker)).filter(Exists(mine))
    return MyWork(
        contacts=tuple(work(contacts, at=at)),
        returned=tuple(_returned(worker)),
        news=tuple(_news(worker, at=at)),
        replies=tuple(_replies(worker)),
        drafts=tuple(_drafts(worker)),
        questions=tuple(_questions(worker)),
        asked=tuple(_asked(worker, at=at)),
    )


def _returned(worker: Worker) -> list[Returned]:
    """Find what came back to whoever recommended it and was not recommended again since."""
    later = Recommendation.objects.filter(
        contact=OuterRef("recommendation__contact"), recommended_at__gt=OuterRef("recommendation__recommended_at")
    )
    found = (
        Oversight.objects.filter(
            ~Exists(later),
            kind=OversightKind.RETURNED,
            recommended_by=worker,
            recommendation__contact__ended_at__isnull=True,
        )
        .select_related("recommendation__contact", "decided_by")
        .order_by("direction_due_at")
    )
    return [
        Returned(
            receipt=one.recommendation.contact.receipt,
            direction=one.direction,
            reason=one.reason,
            due_at=one.direction_due_at,
            returned_by=one.decided_by.name,
        )
        for one in found
        if one.direction_due_at is not None  # a constraint holds it; the type cannot know
    ]


def _news(worker: Worker, *, at: datetime) -> list[NewsToRead]:
    found = list(
        News.objects.filter(worker=worker, acknowledged_at__isnull=True)
        .select_related("named__contact", "episode__person")
        .order_by("passed_at", "pk")
    )
    if not found:
        return []
    rules = policy.in_force(worker.authority_id, at=at).rules
    return [
        NewsToRead(
            news_id=one.pk,
            receipt=one.named.contact.receipt,
            reference=one.episode.person.reference,
            name=children.name_of(one.episode.person),
            passed_at=one.passed_at,
            due_at=due_at(rules.limits["news"], one.passed_at, rules.calendar),
        )
        for one in found
    ]


def _replies(worker: Worker) -> list[ReplyToTell]:
    """Find replies to tell by phone: mine, and everybody's for a manager, so that none waits on somebody away."""
    waiting = Reply.objects.filter(authority_id=worker.authority_id, method=ReplyMethod.PHONE, told_at__isnull=True)
    if not worker.may(Permission.OUTCOME_OVERSEE):
        held = Allocation.objects.filter(contact=OuterRef("contact"), worker=worker, ended_at__isnull=True)
        recommended = Recommendation.objects.filter(contact=OuterRef("contact"), recommended_by=worker)
        waiting = waiting.filter(Q(Exists(held)) | Q(Exists(recommended)))
    return [
        ReplyToTell(
            receipt=one.contact.receipt,
            teller=_teller(one),
            phone=one.contact.teller_phone or (one.contact.professional.phone if one.contact.professional else ""),
            written_at=one.written_at,
        )
        for one in waiting.select_related("contact__professional", "contact__agency").order_by("written_at", "pk")
    ]


def _asked(worker: Worker, *, at: datetime) -> list[AskedOfReferrer]:
    """Find what referrers were asked: everybody's for who takes contacts or manages, for others what they asked."""
    if not worker.may(Permission.QUESTION_ASK):
        return []
    waiting = triage.open_questions(worker)
    if worker.role == Role.SOCIAL_WORKER:
        held = Allocation.objects.filter(contact=OuterRef("contact"), worker=worker, ended_at__isnull=True)
        waiting = waiting.filter(Q(Exists(held)) | Q(asked_by=worker))
    found = list(waiting)
    if not found:
        return []
    rules = policy.in_force(worker.authority_id, at=at).rules
    lines = [_of_referrer(each, due_at=triage.question_clock(each, rules).due_at) for each in found]
    return sorted(lines, key=lambda line: (line.due_at, line.receipt))


def _of_referrer(question: Asked, *, due_at: datetime) -> AskedOfReferrer:
    contact, chases = question.contact, list(question.chases.all())
    return AskedOfReferrer(
        receipt=contact.receipt,
        kind=question.get_kind_display(),
        teller=_name_of_teller(contact),
        phone=contact.teller_phone or (contact.professional.phone if contact.professional else ""),
        by_portal=question.message_id is not None,
        due_at=due_at,
        chased=f"{chases[0].get_outcome_display()}, by {chases[0].chased_by.name}" if chases else "",
    )


def _teller(reply: Reply) -> str:
    return _name_of_teller(reply.contact)


def _name_of_teller(contact: Contact) -> str:
    name = contact.professional.name if contact.professional else contact.teller_name
    parts: Mapping[str, None] = dict.fromkeys(filter(None, (name, contact.agency.name if contact.agency else "")))
    return ", ".join(parts) or contact.get_source_code_display()


def _questions(worker: Worker) -> list[Question]:
    asked = list(children.questions_for(worker))
    apart = children.never_together(key for one in asked for key in (one.one_id, one.other_id)) if asked else set()
    return [
        Question(
            question_id=one.pk,
            asked_by=one.asked_by.name,
            asked_at=one.asked_at,
            one=f"{children.name_of(one.one)}, {one.one.reference}",
            other=f"{children.name_of(one.other)}, {one.other.reference}",
            words=one.words,
        )
        for one in asked
        if frozenset({one.one_id, one.other_id}) not in apart
    ]


def _drafts(worker: Worker) -> list[Unfinished]:
    drafts = intake.unfinished(worker) if worker.may(Permission.CONTACT_TAKE) else Draft.objects.none()
    return [Unfinished(draft_id=one.pk, started_at=one.started_at, saved_at=one.saved_at) for one in drafts]
