"""Asking the referrer what is missing, returning for the family's agreement, chasing, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import asking_rules, letters, queries
from frontdoor.journey.triage.actions.looking import lock
from frontdoor.journey.triage.models import Chase, Question
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.outbox import actions as outbox
from frontdoor.record.outbox.models import Message


def ask(*, contact: Contact, kind: str, words: str, codes: Sequence[str] = (), by: Worker, at: datetime) -> Question:
    """Ask the referrer something; by portal where they have it, else somebody rings them."""
    with transaction.atomic():
        require(by, Permission.QUESTION_ASK)
        locked = lock(contact.pk)
        asking = queries.asking_of(locked)
        refuse_if(
            asking_rules.reasons_not_to_ask(
                asking_rules.AskFacts(
                    has_ended=locked.ended_at is not None,
                    kind=kind,
                    words=words,
                    has_open_question=any(each.kind == kind for each in asking.open),
                    can_be_reached=queries.can_be_reached(locked),
                    consent=asking.consent,
                )
            )
        )
        question = Question.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            kind=kind,
            asks=" ".join(codes),
            words=words,
            message=_note(locked, at=at) if queries.is_reached_by_portal(locked) else None,
            asked_at=at,
            asked_by=by,
        )
        detail: ledger.Detail = {"question": question.pk, "kind": kind, "asks": list(codes)}
        ledger.write("question.asked", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return question


def _note(contact: Contact, *, at: datetime) -> Message:
    letter = letters.there_is_a_question(receipt=contact.receipt, address=settings.PUBLIC_ADDRESS)
    return outbox.queue(
        authority_id=contact.authority_id,
        to_address=queries.email_of_teller(contact),
        subject_line=letter.subject_line,
        body=letter.body,
        at=at,
    )


def answer(*, question: Question, words: str, agreement: str = "", by: Worker, at: datetime) -> Question:
    """Record what the referrer answers: typed by them in the portal, or told to us. The contact moves on at once."""
    with transaction.atomic():
        require(by, Permission.QUESTION_ANSWER)
        kept = _hold(question)
        refuse_if(asking_rules.reasons_not_to_answer(_facts(kept), words=words, agreement=agreement))
        kept.answer, kept.answered_at, kept.answered_by = words, at, by
        kept.agreement = agreement if kept.kind == "consent" else ""
        kept.ended_at, kept.ended_by = at, by
        kept.save(update_fields=["answer", "agreement", "answered_at", "answered_by", "ended_at", "ended_by"])
        detail: ledger.Detail = {"question": kept.pk, "agreement": kept.agreement}
        ledger.write("question.answered", subject=("contact", kept.contact_id), by=by, at=at, detail=detail)
    return kept


def chase(*, question: Question, outcome: str, by: Worker, at: datetime) -> Chase:
    """Note that somebody tried to get the answer. Whoever takes contacts may chase, so that social workers need not."""
    with transaction.atomic():
        require(by, Permission.QUESTION_ASK)
        kept = _hold(question)
        refuse_if(asking_rules.reasons_not_to_chase(_facts(kept), outcome=outcome))
        made = Chase.objects.create(
            authority_id=by.authority_id, question=kept, outcome=outcome, chased_at=at, chased_by=by
        )
        detail: ledger.Detail = {"question": kept.pk, "outcome": outcome}
        ledger.write("question.chased", subject=("contact", kept.contact_id), by=by, at=at, detail=detail)
    return made


def take_back(*, question: Question, because: str, by: Worker, at: datetime) -> Question:
    """Stop asking, and say why."""
    with transaction.atomic():
        require(by, Permission.QUESTION_ASK)
        kept = _hold(question)
        refuse_if(asking_rules.reasons_not_to_take_back(_facts(kept), because=because))
        _end(kept, because=because, by=by, at=at)
    return kept


def end_questions(*, contact: Contact, because: str, by: Worker, at: datetime) -> None:
    """End what is still open with the referrer of a contact that has been decided."""
    for question in Question.objects.filter(contact=contact, ended_at__isnull=True).select_for_update(of=("self",)):
        _end(question, because=because, by=by, at=at)


def _end(question: Question, *, because: str, by: Worker, at: datetime) -> None:
    question.ended_at, question.ended_by, question.ended_because = at, by, because
    question.save(update_fields=["ended_at", "ended_by", "ended_because"])
    detail: ledger.Detail = {"question": question.pk}
    ledger.write("question.taken_back", subject=("contact", question.contact_id), by=by, at=at, detail=detail)


def _hold(question: Question) -> Question:
    """Hold the contact, then the question, so that two answers go one after the other."""
    lock(question.contact_id)
    return Question.objects.select_for_update(of=("self",)).get(pk=question.pk)


def _facts(question: Question) -> asking_rules.QuestionFacts:
    return asking_rules.QuestionFacts(kind=question.kind, has_ended=question.ended_at is not None)
