"""Who must see a recommendation before it takes effect, by the policy edition. Pure: facts in, reasons out.

Where only a sample of closures is seen, the receipt draws: its hash with the partnership's seed. Nobody chooses, a
contact is drawn or not from the moment it has a receipt, and anybody can work it out again. The database works it out
again too, from the rows alone, before it lets a closure stand on one person's word (decision/migrations/0006).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frontdoor.record.policy.editions.facts import AlwaysSeen, OutcomeRule, Oversight, Rules

PARTS = 2**64
HUNDRED = 100
CAPACITY = "closed_for_want_of_capacity"
SAFEGUARDING = frozenset({("sharing", "safeguarding"), ("agreement", "not_needed")})
QUESTIONS = {"sharing": "Sharing", "agreement": "Agreement", "openness": "Family told"}
ONLY_ITSELF_CAN_SAY = frozenset({"outcomes", "consent_reasons"})
"""An edition that is silent about these leaves nothing out: what closes, and what a manager approves, stands in it."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What is recommended on one contact, as far as the policy asks: codes only, over all its children."""

    receipt: str
    outcomes: frozenset[str]
    levels: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    rating: str = ""
    is_in_danger_now: bool = False
    is_repeat_after_closure: bool = False
    is_opened_again: bool = False
    has_a_manager_s_word: bool = False
    """A manager returned it before, or directed something that has not been done."""
    consent: frozenset[tuple[str, str]] = frozenset()
    """The answers to the questions of consent, each with its question: {("agreement", "refused")}."""


@dataclass(frozen=True, kw_only=True)
class Overseen:
    """Whether a second person must look before it takes effect, who may, and why. `is_drawn`: it is in the sample."""

    is_needed: bool
    seen_by: tuple[str, ...]
    why: tuple[str, ...]
    is_drawn: bool
    left_out_because: str = ""


def oversight_of(closing: Closing, rules: Rules, *, on: date, first: Oversight | None = None) -> Overseen:
    """Say who must see a recommendation on a contact received on a day. What is not known to be safe is seen.

    `first` is what the edition that was in force then says of oversight, where that is not this one: both draw, and a
    contact is left out only where neither draws it, so that no edition adopted later can leave it out.
    """
    oversight, draws_by = rules.oversight, (rules.oversight, first or rules.oversight)
    named = [one for one in oversight.always if _is_meant(one, closing)]
    why = [f"{one.why}." for one in named]
    why += _whatever_the_edition_says(closing)
    why += [f"{name}: a manager approves it." for name in _approved(closing, rules)]
    draws = is_closure(closing, rules) and _may_leave_out(rules) and all(_draws(one, on) for one in draws_by)
    drawing = next((one for one in draws_by if draws and _is_drawn(closing.receipt, one)), None)
    if not draws:
        why += ["Every recommendation is seen by a second person."]
    elif drawing:
        why += [_drawn(closing.receipt, drawing)]
    return Overseen(
        is_needed=bool(why),
        seen_by=_who(oversight, named),
        why=tuple(why),
        is_drawn=drawing is not None,
        left_out_because="" if why else left_out(draws_by[-1]),
    )


def left_out(oversight: Oversight) -> str:
    """Say why a closure stands on one person's word. Whoever knows the seed can work draws out, so it is not said."""
    since = f", since {oversight.since.isoformat()}" if oversight.since else ""
    return f"Not in the sample: {oversight.percent:g} in 100 closures are drawn by their receipts{since}"


def is_closure(closing: Closing, rules: Rules) -> bool:
    """Say whether nothing of ours follows for any child: every outcome is one that the edition says closes."""
    found = [rules.outcomes.get(code) for code in closing.outcomes]
    return bool(found) and all(isinstance(one, OutcomeRule) and one.closes for one in found)


def in_sample(receipt: str, *, seed: str, percent: float) -> bool:
    """Say whether a receipt is in a sample of so many in a hundred."""
    digest = hashlib.sha256(f"{seed}\n{receipt}".encode()).digest()
    return int.from_bytes(digest[:8], "big") * HUNDRED < Decimal(str(percent)) * PARTS


def _is_drawn(receipt: str, oversight: Oversight) -> bool:
    """Say whether it is in the sample. What has no receipt yet might be."""
    return not receipt or in_sample(receipt, seed=oversight.seed, percent=oversight.percent)


def _drawn(receipt: str, oversight: Oversight) -> str:
    many = f"{oversight.percent:g} in 100 closures"
    return f"Its receipt is among the {many} that are drawn." if receipt else f"If its receipt is drawn: {many} are."


def _may_leave_out(rules: Rules) -> bool:
    return not rules.usual & ONLY_ITSELF_CAN_SAY


def _draws(oversight: Oversight, on: date) -> bool:
    return oversight.closures == "sample" and oversight.since is not None and oversight.since <= on


def _is_meant(one: AlwaysSeen, closing: Closing) -> bool:
    asked = (
        (one.outcomes, closing.outcomes),
        (one.levels, closing.levels),
        (one.classes, closing.classes),
        (one.ratings, frozenset({closing.rating})),
    )
    return all(not wanted or wanted & given for wanted, given in asked)


def _whatever_the_edition_says(closing: Closing) -> Iterator[str]:
    if closing.is_in_danger_now:
        yield "A child was said to be in danger now."
    if closing.rating == "red" or closing.consent & SAFEGUARDING:
        yield "A child may be at risk of harm."
    if CAPACITY in closing.outcomes:
        yield "There is need, and nobody to meet it."
    if closing.is_repeat_after_closure:
        yield "It came again after a contact that ended without a service: a manager looks at the pattern."
    if closing.is_opened_again:
        yield "A look-back opened it again."
    if closing.has_a_manager_s_word:
        yield "A manager returned it, or directed something that is not done."


def _approved(closing: Closing, rules: Rules) -> Iterator[str]:
    for reason in rules.consent:
        if reason.needs_manager and (reason.question, reason.code) in closing.consent:
            yield f"{QUESTIONS[reason.question]} ({reason.name})"


def _who(oversight: Oversight, named: list[AlwaysSeen]) -> tuple[str, ...]:
    """Find who may see it: those whom every entry that is meant allows, or, where none is left, the highest."""
    allowed = [one.seen_by for one in named] or [oversight.seen_by]
    shared = [role for role in allowed[0] if all(role in others for others in allowed)]
    return tuple(shared) or allowed[0][-1:]
