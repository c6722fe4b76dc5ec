"""What the referrer did not say, what we asked them, and what they answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact, FamilyAgreement, NamedPerson
from frontdoor.journey.triage import asking_rules, missing
from frontdoor.journey.triage.models import Chase, NotAsked, Question, Rating
from frontdoor.journey.triage.queries.current import ContactClock
from frontdoor.library import clocks
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role
from frontdoor.record.policy.editions import Rules

ANONYMOUS = "9"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Everything between us and the referrer of one contact."""

    missing: Sequence[missing.Missing]
    questions: Sequence[Question]
    not_asked: NotAsked | None
    consent: asking_rules.ConsentFacts

    @property
    def open(self) -> list[Question]:
        return [each for each in self.questions if each.ended_at is None]

    @property
    def has_open_clarity(self) -> bool:
        return any(each.kind == "clarity" for each in self.open)

    @property
    def has_open_consent(self) -> bool:
        return any(each.kind == "consent" for each in self.open)

    @property
    def agreement_words(self) -> str:
        return str(FamilyAgreement(self.consent.agreement).label)

    @property
    def waits(self) -> str:
        """The kind of question that the contact waits for; blank where none is open or it may not wait."""
        if asking_rules.is_urgent(self.consent):
            return ""
        kinds = {each.kind for each in self.open}
        return "consent" if "consent" in kinds else next(iter(kinds), "")


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Time that a contact lost while its referrer was asked: from when, to when (None: still), how often chased."""

    contact_id: int
    agency_id: int | None
    professional_id: int | None
    kind: str
    asked_at: datetime
    until: datetime | None
    chases: int
    was_answered: bool


def asking_of(contact: Contact, *, named: Sequence[NamedPerson] | None = None, colour: str | None = None) -> Asking:
    """Gather what is missing and what was asked; pass who is named and the rating where they are at hand."""
    named = list(NamedPerson.objects.filter(contact=contact)) if named is None else named
    questions = questions_of(contact)
    not_asked = standing_reason(contact)
    return Asking(
        missing=missing.missing_in(_told(contact, named)),
        questions=questions,
        not_asked=not_asked,
        consent=consent_facts(contact, questions, not_asked, colour=colour),
    )


def questions_of(contact: Contact) -> list[Question]:
    """Find what was asked about a contact, the latest first."""
    chases = Prefetch("chases", queryset=Chase.objects.select_related("chased_by").order_by("chased_at"))
    found = Question.objects.filter(contact=contact).select_related("asked_by", "answered_by", "ended_by")
    return list(found.prefetch_related(chases).order_by("-asked_at", "-pk"))


def standing_reason(contact: Contact) -> NotAsked | None:
    """Find why the family was not asked, where somebody said so."""
    return (
        NotAsked.objects.filter(contact=contact, ended_at__isnull=True).select_related("said_by", "approved_by").first()
    )


def consent_facts(
    contact: Contact, questions: Iterable[Question], not_asked: NotAsked | None, *, colour: str | None = None
) -> asking_rules.ConsentFacts:
    """Tell what bears on consent; the latest answer about the family's agreement counts."""
    if colour is None:
        colour = Rating.objects.filter(contact=contact, ended_at__isnull=True).values_list("colour", flat=True).first()
    told = [each for each in questions if each.agreement and each.answered_at]
    latest = max(told, key=lambda each: (each.answered_at, each.pk), default=None)
    return asking_rules.ConsentFacts(
        sharing_basis=contact.sharing_basis,
        agreement=latest.agreement if latest else contact.family_agreement,
        is_in_danger_now=contact.is_in_danger_now,
        colour=colour or "",
        not_asked_reason=not_asked.reason if not_asked else "",
        is_not_asked_approved=bool(not_asked and not_asked.approved_at),
    )


def waiting_for_referrer(contact_ids: Collection[int], colours: Mapping[int, str]) -> dict[int, str]:
    """Find what kind of answer each of many contacts waits for; what is red or in danger waits for none."""
    found = Question.objects.filter(
        contact_id__in=contact_ids, ended_at__isnull=True, contact__is_in_danger_now=False
    ).order_by("kind")  # "consent" comes after "clarity", so that it counts where both are open
    kinds = dict(found.values_list("contact_id", "kind"))
    return {one: kind for one, kind in kinds.items() if colours.get(one) != "red"}


def _told(contact: Contact, named: Iterable[NamedPerson]) -> missing.ToldFacts:
    return missing.ToldFacts(
        how_known=contact.how_known,
        wants=contact.wants,
        level_stated=contact.level_stated,
        sharing_basis=contact.sharing_basis,
        family_agreement=contact.family_agreement,
        family_told=contact.family_told,
        children=tuple(
            missing.ToldChildFacts(
                position=each.position,
                has_age=bool(each.date_of_birth or each.age_told or each.is_unborn),
                has_impact=bool(each.impact.strip()),
                has_home=bool(each.address.strip()),
            )
            for each in named
            if each.is_child
        ),
    )


def email_of_teller(contact: Contact) -> str:
    """Find the address to which a professional is written: the one they gave this time, or else the one we keep."""
    return contact.teller_email or (contact.professional.email if contact.professional else "")


def is_reached_by_portal(contact: Contact) -> bool:
    """Say whether whoever told us reads and answers in the portal; others are rung."""
    return contact.agency_id is not None and bool(email_of_teller(contact))


def can_be_reached(contact: Contact) -> bool:
    """Say whether anybody can ask whoever told us."""
    professional = contact.professional
    has_phone = bool(contact.teller_phone or (professional and professional.phone))
    if contact.source_code == ANONYMOUS and not has_phone:
        return False
    return has_phone or bool(contact.teller_name or professional or contact.agency_id)


def limit_of_question(kind: str, in_force: Rules) -> clocks.Limit:
    """Find how long a referrer has to answer, as the edition says or, where it says nothing, as usual."""
    code = asking_rules.LIMIT_OF_KIND[kind]
    return in_force.limits.get(code) or asking_rules.STANDING_LIMITS[code]


def limit_from(code: str, started_at: datetime, in_force: Rules) -> datetime:
    """Find when a limit of the edition falls due that started at a moment."""
    return clocks.due_at(in_force.limits[code], started_at, in_force.calendar)


def question_clock(question: Question, in_force: Rules) -> ContactClock:
    """Find by when a referrer should have answered."""
    limit = limit_of_question(question.kind, in_force)
    return ContactClock(limit=limit, due_at=clocks.due_at(limit, question.asked_at, in_force.calendar))


def questions_visible_to(worker: Worker) -> QuerySet[Question]:
    """Find the questions that this worker may read: a partner's are their own agency's."""
    if not worker.may(Permission.QUESTION_ANSWER):
        return Question.objects.none()
    return Question.objects.filter(authority_id=worker.authority_id, contact__in=intake.visible_to(worker))


def open_questions(worker: Worker) -> QuerySet[Question]:
    """Find what waits for a referrer's answer, the longest waiting first."""
    found = questions_visible_to(worker) if worker.role != Role.PARTNER else Question.objects.none()
    chases = Prefetch("chases", queryset=Chase.objects.select_related("chased_by").order_by("-chased_at"))
    return (
        found.filter(ended_at__isnull=True)
        .select_related("contact__agency", "contact__professional", "asked_by")
        .prefetch_related(chases)
        .order_by("asked_at", "pk")
    )


def waits_between(authority_id: int, *, since: datetime, until: datetime) -> list[Wait]:
    """Find the time lost to asking referrers, of questions asked in a span; it is charged to the agency."""
    asked = Question.objects.filter(authority_id=authority_id, asked_at__gte=since, asked_at__lt=until)
    chased: dict[int, int] = defaultdict(int)
    for question_id in Chase.objects.filter(question__in=asked).values_list("question_id", flat=True):
        chased[question_id] += 1
    return [
        Wait(
            contact_id=each.contact_id,
            agency_id=each.contact.agency_id,
            professional_id=each.contact.professional_id,
            kind=each.kind,
            asked_at=each.asked_at,
            until=each.ended_at,
            chases=chased[each.pk],
            was_answered=each.answered_at is not None,
        )
        for each in asked.select_related("contact").order_by("asked_at", "pk")
    ]
