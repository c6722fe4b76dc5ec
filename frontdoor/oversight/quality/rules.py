"""What may be drawn, reviewed and decided again, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

MOST_CASES: Final = 500
ANSWERS: Final = frozenset({"yes", "no", "cannot_tell"})
FINDINGS: Final = frozenset({"sound", "thin", "unmet"})


@dataclass(frozen=True, kw_only=True)
class Question:
    """One of the set questions of a look-back, and what it comes from."""

    code: str
    words: str
    source: str


QUESTIONS: Final = (
    Question(
        code="childs_day",
        words="Does the record show what life was like for this child, and how we knew?",
        source="Working Together: a child-centred approach; their wishes and feelings are found out",
    ),
    Question(
        code="history",
        words="Was the history of everyone in the home read before it was decided?",
        source="Working Together: earlier concerns and the family's history are taken together",
    ),
    Question(
        code="information",
        words="Was everybody asked who was likely to know something that mattered?",
        source="Working Together: agencies share what they know, early",
    ),
    Question(
        code="consent",
        words="Does it say whether the family agreed and were told, or why they were not asked?",
        source="Information sharing advice for practitioners",
    ),
    Question(
        code="reason",
        words="Does it say why this outcome, and not only that a threshold was or was not met?",
        source="Working Together: decisions and their reasons are recorded",
    ),
    Question(
        code="oversight",
        words="Did a second person decide about it, with reasons of their own?",
        source="Working Together: managers challenge and record their decisions",
    ),
    Question(
        code="met",
        words="Was every need that was known at the time met by somebody?",
        source="Children Act 1989, sections 17 and 47",
    ),
)


@dataclass(frozen=True, kw_only=True)
class DrawFacts:
    """A sample that somebody wants to draw. `most` is None for all of them."""

    name: str
    from_on: date
    until_on: date
    today: date
    fitting: int
    most: int | None


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """One drawn case, and who looks at it."""

    is_of_purpose: bool
    is_done: bool
    has_recommended: bool
    has_overseen: bool


def reasons_not_to_draw(facts: DrawFacts) -> list[str]:
    """List why a sample may not be drawn."""
    reasons = [] if facts.name.strip() else ["Say what the sample is for"]
    if facts.from_on > facts.until_on:
        return [*reasons, "The first day is after the last: change one of them"]
    if facts.until_on > facts.today:
        reasons.append("The last day is still to come: choose today or a day before")
    if not facts.fitting:
        reasons.append("No child's contact that ended in these days fits: widen the days, the outcomes or the source")
    if facts.most is not None and facts.most < 1:
        reasons.append("Draw at least one")
    if min(facts.fitting, facts.most or facts.fitting) > MOST_CASES:
        reasons.append(f"{facts.fitting} fit: draw at most {MOST_CASES}, by saying how many")
    return reasons


def drawn(children: Iterable[int], *, seed: int, most: int | None) -> list[int]:
    """Draw so many children, or all: the first by the SHA-256 of `seed:number`, so that anybody can draw them again."""
    mixed = sorted(children, key=lambda one: sha256(f"{seed}:{one}".encode()).digest())
    return mixed[:most]


def reasons_not_yours(facts: CaseFacts) -> list[str]:
    """Say why nobody looks at their own decision."""
    if facts.has_recommended:
        return ["You recommended this yourself: somebody else must look at it"]
    if facts.has_overseen:
        return ["You decided about this yourself as the second person: somebody else must look at it"]
    return []


def reasons_not_to_look(facts: CaseFacts) -> list[str]:
    """List why this worker may not look at this case now."""
    if not facts.is_of_purpose:
        return ["This case was drawn for something else"]
    if facts.is_done:
        return ["Somebody has looked at this case already"]
    return reasons_not_yours(facts)


def reasons_not_to_review(facts: CaseFacts, *, found: str, words: str, answers: Mapping[str, str]) -> list[str]:
    """List why this review may not be kept."""
    stops = reasons_not_to_look(facts)
    if stops:
        return stops
    reasons = [f"Answer: {one.words}" for one in QUESTIONS if answers.get(one.code) not in ANSWERS]
    if found not in FINDINGS:
        reasons.append("Say what you find")
    if not words.strip():
        reasons.append("Say what it rests on")
    if found == "sound" and "no" in answers.values():
        reasons.append("You answered no to a question, so the record does not show why: choose another finding")
    if found != "unmet" and answers.get("met") == "no":
        reasons.append("You say that a need was not met: then the child may have a need that nobody has met")
    return reasons


def reasons_not_to_open_again(*, found: str, is_opened_again: bool, is_identified: bool) -> list[str]:
    """List why a case may not be opened again."""
    if found != "unmet":
        return ["Only a case where a need may be unmet is opened again"]
    if is_opened_again:
        return ["It has been opened again already"]
    return [] if is_identified else ["Nobody has said who this child is: say so on the contact first"]


def reasons_not_to_decide_again(
    facts: CaseFacts, *, outcome: str, outcomes: Iterable[str], level: str, levels: Iterable[str], words: str
) -> list[str]:
    """List why this second decision may not be kept."""
    stops = reasons_not_to_look(facts)
    if stops:
        return stops
    reasons = [] if outcome in set(outcomes) else ["Choose the outcome that you would decide"]
    known = set(levels)
    if known and level not in known:
        reasons.append("Choose the level of need that you see")
    if not words.strip():
        reasons.append("Say why")
    return reasons
