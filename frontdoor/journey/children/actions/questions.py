"""Ask somebody who knows two people whether they are one. Their answer is a fact; others decide."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frontdoor.journey.children import identity_rules as rules
from frontdoor.journey.children.identity_facts import Pair
from frontdoor.journey.children.models import Answer, PairQuestion, Person
from frontdoor.journey.children.queries import identities, pairs
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused, refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def ask_about(*, one: Person, other: Person, words: str, of: Worker, by: Worker, at: datetime) -> PairQuestion:
    """Ask a worker whether two records are one person."""
    with transaction.atomic():
        require(by, Permission.PERSON_JOIN)
        pair = Pair.of(one.pk, other.pk)
        if frozenset({one.pk, other.pk}) in identities.never_together([one.pk, other.pk]):
            raise Refused([rules.CANNOT_BE_JOINED])
        refuse_if(rules.reasons_not_to_ask(pairs.asking_facts(pair, of=of, by=by)))
        question = PairQuestion.objects.create(
            authority_id=by.authority_id,
            one_id=pair.one_id,
            other_id=pair.other_id,
            words=words,
            asked_of=of,
            asked_at=at,
            asked_by=by,
        )
        _note("people.asked_about", question, by=by, at=at)
    return question


def answer_about(*, question: PairQuestion, answer: str, words: str, by: Worker, at: datetime) -> PairQuestion:
    """Answer whether two records are one person. It joins and parts nobody."""
    with transaction.atomic():
        require(by, Permission.PERSON_IDENTIFY)
        kept = PairQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
        refuse_if(
            rules.reasons_not_to_answer(
                is_asked_of_them=kept.asked_of_id == by.pk,
                is_answered=kept.answered_at is not None,
                answer=answer if answer in Answer.values else "",
            )
        )
        kept.answer, kept.answer_words, kept.answered_at, kept.answered_by = answer, words, at, by
        kept.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
        _note("people.answered_about", kept, by=by, at=at)
    return kept


def _note(act: str, question: PairQuestion, *, by: Worker, at: datetime) -> None:
    detail = {"other": question.other_id, "question": question.pk}
    ledger.write(act, subject=("person", question.one_id), by=by, at=at, detail=detail)
