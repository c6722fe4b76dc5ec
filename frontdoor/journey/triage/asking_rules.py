"""When the referrer may be asked something, and when a contact goes back for the family's agreement. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdoor.journey.triage.rules import ENDED
from frontdoor.library.clocks import Limit, Unit

KINDS = frozenset({"clarity", "consent"})
GIVEN = frozenset({"agreed", "not_needed"})
ANSWERS = frozenset({"agreed", "refused", "not_sought", "not_needed"})
CHASED = frozenset({"spoken", "message_left", "no_answer"})
NOT_ASKED_REASONS = frozenset(
    {"risk_to_child", "risk_to_another", "police", "delay", "not_practicable", "young_person"}
)

# What runs where the policy edition in force sets no limit of its own under these codes.
STANDING_LIMITS: Mapping[str, Limit] = {
    "clarification": Limit(
        code="clarification",
        name="Answer what we asked",
        amount=1,
        unit=Unit.WORKING_DAYS,
        starts="the referrer is asked",
        source="Local: where the policy edition sets none, one working day",
    ),
    "returned_for_consent": Limit(
        code="returned_for_consent",
        name="Returned for consent: hear from the referrer",
        amount=3,
        unit=Unit.WORKING_DAYS,
        starts="the contact is returned for the family's agreement",
        source="Local: where the policy edition sets none, three working days",
    ),
}
LIMIT_OF_KIND: Mapping[str, str] = {"clarity": "clarification", "consent": "returned_for_consent"}


@dataclass(frozen=True, kw_only=True)
class ConsentFacts:
    """What was said of sharing and agreement, and how urgent it is; `agreement` is the latest that anybody told us."""

    sharing_basis: str
    agreement: str
    is_in_danger_now: bool
    colour: str
    not_asked_reason: str = ""
    is_not_asked_approved: bool = False
    must_be_approved: bool = True


@dataclass(frozen=True, kw_only=True)
class AskFacts:
    has_ended: bool
    kind: str
    words: str
    has_open_question: bool
    can_be_reached: bool
    consent: ConsentFacts


@dataclass(frozen=True, kw_only=True)
class QuestionFacts:
    """A question to a referrer, as it stands."""

    kind: str
    has_ended: bool


@dataclass(frozen=True, kw_only=True)
class NotAskedFacts:
    has_ended: bool
    reason: str
    words: str
    is_said_already: bool


@dataclass(frozen=True, kw_only=True)
class ApproveFacts:
    has_ended: bool
    is_standing: bool
    is_approved: bool
    is_own: bool
    must_be_approved: bool = True


def is_safeguarding(facts: ConsentFacts) -> bool:
    """Say whether a child may be at risk of harm: then nothing waits for anybody's agreement."""
    return facts.sharing_basis == "safeguarding" or facts.agreement == "not_needed" or is_urgent(facts)


def is_urgent(facts: ConsentFacts) -> bool:
    """Say whether this may never wait for an answer."""
    return facts.is_in_danger_now or facts.colour == "red"


def lacks_agreement(facts: ConsentFacts) -> bool:
    """Say whether a voluntary service may not be offered yet: no agreement, no reason that a manager stands behind."""
    if is_safeguarding(facts) or facts.agreement in GIVEN:
        return False
    return not (facts.not_asked_reason and (facts.is_not_asked_approved or not facts.must_be_approved))


def reasons_not_to_ask(facts: AskFacts) -> list[str]:
    """List why the referrer may not be asked this now."""
    if facts.has_ended:
        return [ENDED]
    if facts.kind not in KINDS:
        return ["Choose: ask what is missing, or return it for the family's agreement"]
    reasons = [] if facts.words.strip() else ["Say what is to be asked"]
    if facts.has_open_question:
        reasons.append("They have been asked already: chase the answer, or take the question back first")
    if not facts.can_be_reached:
        reasons.append("Nobody knows who told us, so nobody can be asked")
    return reasons + (_against_returning(facts.consent) if facts.kind == "consent" else [])


def _against_returning(facts: ConsentFacts) -> list[str]:
    if is_safeguarding(facts):
        return ["A child may be at risk of harm: this never waits for the family's agreement"]
    return ["The family agrees already"] if facts.agreement in GIVEN else []


def reasons_not_to_answer(facts: QuestionFacts, *, words: str, agreement: str) -> list[str]:
    """List why this may not be recorded as the referrer's answer."""
    if facts.has_ended:
        return ["This question is no longer open: tell us again under the same receipt number, or ring us"]
    reasons = [] if words.strip() else ["Write the answer"]
    if facts.kind == "consent" and agreement not in ANSWERS:
        reasons.append("Say what the family said: they agree, they said no, they were not asked, or it cannot wait")
    return reasons


def reasons_not_to_chase(facts: QuestionFacts, *, outcome: str) -> list[str]:
    """List why this may not be recorded as an attempt to get the answer."""
    if facts.has_ended:
        return ["This question is no longer open"]
    return [] if outcome in CHASED else ["Say what came of it: spoke with them, left a message, or nobody answered"]


def reasons_not_to_take_back(facts: QuestionFacts, *, because: str) -> list[str]:
    """List why a question may not be taken back."""
    if facts.has_ended:
        return ["This question is no longer open"]
    return [] if because.strip() else ["Say why the question is taken back: it is never dropped silently"]


def reasons_not_to_say_not_asked(facts: NotAskedFacts) -> list[str]:
    """List why this may not be recorded as the reason for not asking the family."""
    if facts.has_ended:
        return [ENDED]
    reasons = [] if facts.reason in NOT_ASKED_REASONS else ["Choose why the family was not asked"]
    if not facts.words.strip():
        reasons.append("Say in your words why the family was not asked")
    if facts.is_said_already:
        reasons.append("A reason is recorded already")
    return reasons


def reasons_not_to_approve(facts: ApproveFacts) -> list[str]:
    """List why this manager may not stand behind not asking."""
    if facts.has_ended:
        return [ENDED]
    if not facts.is_standing:
        return ["No reason for not asking is recorded"]
    if not facts.must_be_approved:
        return ["The policy in force asks no manager to stand behind this reason"]
    if facts.is_approved:
        return ["Somebody stands behind it already"]
    return ["You said this yourself: a second person must stand behind it"] if facts.is_own else []
