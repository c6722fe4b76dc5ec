"""The three questions of consent under an edition: which answers there are, and what an answer asks for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from frontdoor.record.policy.editions.facts import ConsentReason, Rules
from frontdoor.record.policy.editions.vocabulary import QUESTIONS

WITHOUT_AGREEMENT = frozenset({"refused", "not_sought", "not_known"})


@dataclass(frozen=True, kw_only=True)
class Question:
    """One of the three questions, with the answers that the edition has for it."""

    code: str
    words: str
    answers: Sequence[ConsentReason]


def questions(rules: Rules) -> list[Question]:
    """List the three questions with their answers, in the order in which they are asked."""
    return [
        Question(code=code, words=words, answers=[one for one in rules.consent if one.question == code])
        for code, words in QUESTIONS.items()
    ]


def needs_manager(answers: Mapping[str, str], rules: Rules) -> list[ConsentReason]:
    """Find the answers that a manager approves; `answers` gives each question's code its answer's."""
    return [one for one in rules.consent if one.needs_manager and answers.get(one.question) == one.code]


def approves_not_asking(reason: str, rules: Rules) -> bool:
    """Say whether a manager stands behind not having asked: for every reason, or for this one of those not to tell."""
    asked = {("agreement", "not_sought"), ("openness", reason)}
    return any(one.needs_manager and (one.question, one.code) in asked for one in rules.consent)


def waits_for_agreement(
    outcomes: Collection[str], answers: Mapping[str, str], rules: Rules, *, is_safeguarding: bool
) -> bool:
    """Say whether a contact goes back to its referrer to ask the family: never where a child may be at risk of harm."""
    if is_safeguarding or answers.get("sharing") == "safeguarding" or answers.get("agreement") == "not_needed":
        return False
    asks = any(code in rules.outcomes and rules.outcomes[code].needs_agreement for code in outcomes)
    return asks and answers.get("agreement", "not_known") in WITHOUT_AGREEMENT
