"""What samples found: a look-back's totals, and how far second decisions agree with the first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from frontdoor.journey.decision.models import Outcome, OutcomeKind
from frontdoor.journey.decision.rules import ABOUT_NEED
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.quality.agreement import Agreement, agreement
from frontdoor.oversight.quality.models import Answer, Answered, Case, Found, Review, Sample, SecondDecision
from frontdoor.oversight.quality.rules import QUESTIONS
from frontdoor.record.policy import queries as policy

ENOUGH: Final = 30
"""From so many cases on, agreement beyond chance is worth saying."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One row of what was found: in words, and how often."""

    words: str
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class LookedBack:
    """What a look-back found so far. The questions' counts are for yes, no, and what the record does not show."""

    sound: int
    thin: int
    unmet: int
    questions: tuple[Tally, ...]
    opened_again: int
    left_out: int = 0
    """How many of the children drawn had closed on one person's word, because the edition's sample left them out."""

    @property
    def reviewed(self) -> int:
        return self.sound + self.thin + self.unmet

    @property
    def still_to_open(self) -> int:
        return self.unmet - self.opened_again


@dataclass(frozen=True, kw_only=True)
class Consistency:
    """How far second decisions agree with the first, on the outcome and on the level, and where they part.

    `seen_before` were made by somebody who had opened the contact, and are not counted; `without_level` had no
    level that the edition of those days knows, and count for the outcome alone.
    """

    outcome: Agreement
    level: Agreement
    columns: tuple[str, ...]
    rows: tuple[Tally, ...]
    seen_before: int
    without_level: int


def looked_back(sample: Sample) -> LookedBack:
    """Add up what a look-back found."""
    reviews = Review.objects.filter(case__sample=sample)
    found = Counter(reviews.values_list("found", flat=True))
    answers = Counter(Answer.objects.filter(review__case__sample=sample).values_list("question", "answer"))
    return LookedBack(
        sound=found[Found.SOUND],
        thin=found[Found.THIN],
        unmet=found[Found.UNMET],
        questions=tuple(
            Tally(words=one.words, counts=tuple(answers[one.code, answer] for answer in Answered.values))
            for one in QUESTIONS
        ),
        opened_again=reviews.filter(opened_again_as__isnull=False).count(),
        left_out=Case.objects.filter(sample=sample, named__outcome__left_out__isnull=False).count(),
    )


def consistency(sample: Sample) -> Consistency:
    """Set each second decision beside what took effect. Who made which is not asked: this is about the service."""
    made = SecondDecision.objects.filter(case__sample=sample)
    cases = Case.objects.filter(sample=sample)
    first = {one.named_id: one for one in Outcome.objects.filter(named__in=cases.values("named"))}
    unseen = made.filter(was_unseen=True).select_related("case")
    pairs = [(first[one.case.named_id], one) for one in unseen if one.case.named_id in first]
    codes = _levels_of(sample)
    levels = [(one.level, two.level) for one, two in pairs if {one.level, two.level} <= set(codes)]
    decided = Counter((one.kind, two.outcome) for one, two in pairs)
    return Consistency(
        outcome=agreement([(one.kind, two.outcome) for one, two in pairs], values=ABOUT_NEED),
        level=agreement(levels, values=codes, in_order=True),
        columns=tuple(_short(kind) for kind in ABOUT_NEED),
        rows=tuple(
            Tally(words=_short(kind), counts=tuple(decided[kind, other] for other in ABOUT_NEED)) for kind in ABOUT_NEED
        ),
        seen_before=made.filter(was_unseen=False).count(),
        without_level=len(pairs) - len(levels),
    )


def _short(kind: str) -> str:
    """Name an outcome without what explains it: six columns have to stand side by side."""
    return str(OutcomeKind(kind).label).partition(":")[0]


def _levels_of(sample: Sample) -> list[str]:
    """List the levels of the edition in force when the sample's days ended, from low to high."""
    last = datetime.combine(sample.until_on, time(), LONDON)
    return [level.code for level in policy.in_force(sample.authority_id, at=last).rules.levels]
