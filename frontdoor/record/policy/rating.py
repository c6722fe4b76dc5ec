"""Who may rate a contact under an edition, and who may say slower after somebody said faster. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from frontdoor.record.policy.editions.facts import Rules
from frontdoor.record.policy.editions.vocabulary import RATINGS


@dataclass(frozen=True, kw_only=True)
class Rater:
    """Whoever would rate: their role's code, and whether they are a qualified social worker."""

    role: str
    is_qualified: bool


def reasons_not_to_rate_so(rater: Rater, rules: Rules, *, rating: str, current: str = "") -> list[str]:
    """List why the policy does not let this person give this rating, in place of the current one if there is one."""
    rule = rules.ratings.get(rating)
    if rule is None:
        return ["Choose red, amber or green"]
    reasons = []
    if rule.must_be_qualified and not rater.is_qualified:
        reasons.append("Only a qualified social worker or manager rates a contact")
    elif rater.role not in rule.may_rate:
        reasons.append(f"The policy lets these rate {rule.name.lower()}: {_in_words(rule.may_rate)}")
    held = rules.ratings.get(current)
    if held and is_slower(rating, than=current) and rater.role not in held.may_lower:
        reasons.append(f"The policy lets these change {held.name.lower()} to slower: {_in_words(held.may_lower)}")
    return reasons


def reasons_not_to_rate_at_all(rater: Rater, rules: Rules, *, current: str = "") -> list[str]:
    """List why this person gives no other rating: each reason once, and none where one rating is left to them."""
    each = [
        reasons_not_to_rate_so(rater, rules, rating=rating, current=current) for rating in RATINGS if rating != current
    ]
    return list(dict.fromkeys(reason for reasons in each for reason in reasons)) if all(each) else []


def is_slower(rating: str, *, than: str) -> bool:
    """Say whether one rating leaves more time than another."""
    return RATINGS.index(rating) > RATINGS.index(than)


def _in_words(roles: tuple[str, ...]) -> str:
    return ", ".join(role.replace("_", " ") for role in roles)
