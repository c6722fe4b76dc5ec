"""What a look-back finds: answers that follow from what the record of a case holds, and words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from frontdoor.journey.decision import queries as decision
from frontdoor.journey.decision.models import ChildsDay, HistoryRead
from frontdoor.oversight.quality.models import Answered, Case, Found
from frontdoor.site.authority.words import looking_back, outcomes

OURS: Final = frozenset({"The referrer, by phone", "Our own records", "Earlier records"})
NOT_KNOWN: Final = "We do not know yet"
LONGEST: Final = 2
"""Nobody writes of more than two things that are lacking."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What somebody finds when they look back at a decision that stands."""

    found: str
    words: str
    answers: Mapping[str, str]


def of(case: Case, *, turn: int) -> Finding:
    """Say what a look-back finds of a decision that met what was known: sound, or thinly recorded."""
    answers = answers_of(case)
    lacking = [question for question, answer in answers.items() if answer == Answered.NO][:LONGEST]
    if not lacking:
        return Finding(found=Found.SOUND, words=_in_turn(looking_back.SOUND, turn), answers=answers)
    words = [_in_turn(looking_back.LACKS[question], turn) for question in lacking]
    words.append(_in_turn(looking_back.STANDS, turn // len(looking_back.STANDS)))
    return Finding(found=Found.THIN, words=" ".join(words), answers=answers)


def answers_of(case: Case) -> dict[str, str]:
    """Answer each question from the record of a case, as far as it shows it; whether needs were met: they were."""
    contact, made = case.named.contact, decision.latest_recommendation(case.named.contact)
    rationale, oversight = (made.rationale, getattr(made, "oversight", None)) if made else ("", None)
    day = ChildsDay.objects.filter(named=case.named_id, ended_at__isnull=True).first()
    is_described = day is not None and day.text and NOT_KNOWN not in day.text
    is_reasoned = oversight is not None and len(oversight.reason.split()) > 1
    return {
        "childs_day": _shown(is_described, otherwise=Answered.NO),
        "history": _shown(HistoryRead.objects.filter(contact=contact).exists()),
        "information": _shown(_asked_outside(rationale)),
        "consent": _shown(contact.family_told != "not_known"),
        "reason": _shown(rationale not in outcomes.THIN, otherwise=Answered.NO),
        "oversight": _shown(is_reasoned, otherwise=Answered.NO),
        "met": str(Answered.YES),
    }


def _asked_outside(rationale: str) -> bool:
    return any(text in rationale for text, (_, source) in outcomes.WHO_SAYS.items() if source not in OURS)


def _shown(is_so: object, *, otherwise: str = Answered.CANNOT_TELL) -> str:
    return str(Answered.YES) if is_so else str(otherwise)


def _in_turn(words: tuple[str, ...], turn: int) -> str:
    return words[turn % len(words)]
