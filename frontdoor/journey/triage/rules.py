"""What may happen while we look, and why not. Pure: facts in, reasons out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdoor.library import demand
from frontdoor.record.policy.editions import Rules
from frontdoor.record.policy.rating import Rater, reasons_not_to_rate_at_all, reasons_not_to_rate_so

ENDED = "This contact has ended: every child on it has an outcome"
CLASS_CODES = frozenset(each.code for each in demand.CLASSES)
COLOURS = ("red", "amber", "green")
DEEDS = frozenset({"police", "visit", "strategy", "medical", "safe"})


@dataclass(frozen=True, kw_only=True)
class LinkFacts:
    """The earlier contact that a duplicate is linked to."""

    receipt: str
    received_at: datetime
    is_itself: bool
    is_about_the_same_person: bool


@dataclass(frozen=True, kw_only=True)
class ClassifyFacts:
    demand_class: str
    received_at: datetime
    has_ended: bool
    is_child: bool
    is_identified: bool
    was_open_when_received: bool
    is_open_now: bool
    duplicate_window: int
    link: LinkFacts | None = None
    current_class: str = ""
    reason: str = ""
    set_meanwhile_by: str = ""


@dataclass(frozen=True, kw_only=True)
class RateFacts:
    colour: str
    has_ended: bool
    rater: Rater
    reason: str
    current_colour: str = ""
    set_meanwhile_by: str = ""


@dataclass(frozen=True, kw_only=True)
class AllocateFacts:
    has_ended: bool
    is_active: bool
    may_recommend: bool
    has_it_already: bool
    worker_name: str


@dataclass(frozen=True, kw_only=True)
class NewsFacts:
    is_acknowledged: bool
    is_mine: bool
    may_allocate: bool


def reasons_not_to_classify(facts: ClassifyFacts) -> list[str]:
    """List why this child on this contact may not be given this class now."""
    if facts.has_ended:
        return [ENDED]
    reasons = _set_meanwhile(facts.set_meanwhile_by, "class")
    if not facts.is_child:
        reasons.append("Only a child is given a demand class, not an adult")
    if facts.demand_class not in CLASS_CODES:
        reasons.append("Choose one of the six demand classes")
    if facts.current_class and not facts.reason.strip():
        reasons.append("Say why the class changes")
    reasons += _about_open_case(facts) if facts.demand_class == "open_case" else []
    reasons += _about_duplicate(facts) if facts.demand_class == "duplicate" else _about_stray_link(facts)
    return reasons


def _set_meanwhile(by: str, what: str) -> list[str]:
    """Refuse to put away unread what another set since the page was shown."""
    if not by:
        return []
    return [f"{by} set the {what} while you wrote: it stands above yours. Leave it so, or save yours again, with why"]


def _about_open_case(facts: ClassifyFacts) -> list[str]:
    if not facts.is_identified:
        return ["Say who this child is first: only then is it known whether they are open to us"]
    if not (facts.was_open_when_received or facts.is_open_now):
        return ["This child was not open to us when this was received, and is not now: choose another class"]
    return []


def _about_duplicate(facts: ClassifyFacts) -> list[str]:
    if not facts.is_identified:
        return ["Say who this child is first: a duplicate is about the same child"]
    link = facts.link
    if link is None:
        return ["Choose the earlier contact that told us of the same incident"]
    if link.is_itself:
        return ["A contact is not a duplicate of itself: choose the earlier one"]
    reasons = []
    if not link.is_about_the_same_person:
        reasons.append(f"{link.receipt} is not about this child: choose one that is, or say first who was named in it")
    if link.received_at > facts.received_at:
        reasons.append(f"{link.receipt} came after this contact: the later one is the duplicate")
    elif facts.received_at - link.received_at > timedelta(days=facts.duplicate_window):
        reasons.append(f"{link.receipt} came more than {facts.duplicate_window} days before: choose repeat or new")
    return reasons


def _about_stray_link(facts: ClassifyFacts) -> list[str]:
    if facts.link is None:
        return []
    return ["You chose an earlier contact but not “Duplicate”: choose “Duplicate”, or no earlier contact"]


def reasons_not_to_rate(facts: RateFacts, policy: Rules) -> list[str]:
    """List why this contact may not be rated so now: by this person, under the edition in force."""
    if facts.has_ended:
        return [ENDED]
    reasons = reasons_not_to_rate_so(facts.rater, policy, rating=facts.colour, current=facts.current_colour)
    if facts.colour in COLOURS and facts.colour == facts.current_colour:
        reasons = [f"It is rated {facts.colour} already: choose another colour, or leave it"]
    if not facts.reason.strip():
        reasons.append("Say why it is rated so" if not facts.current_colour else "Say why the rating changes")
    return _set_meanwhile(facts.set_meanwhile_by, "rating") + reasons


def reasons_nothing_may_be_rated(rater: Rater, policy: Rules, *, has_ended: bool, current_colour: str) -> list[str]:
    """List why this person may give a contact no other rating now, whichever they choose."""
    return [ENDED] if has_ended else reasons_not_to_rate_at_all(rater, policy, current=current_colour)


def reasons_not_to_allocate(facts: AllocateFacts) -> list[str]:
    """List why this contact may not be given to this worker now."""
    if facts.has_ended:
        return [ENDED]
    reasons = []
    if not facts.is_active:
        reasons.append(f"{facts.worker_name} no longer works here: choose somebody else")
    elif not facts.may_recommend:
        reasons.append(f"{facts.worker_name}'s role may not decide on contacts: choose a social worker or manager")
    if facts.has_it_already:
        reasons.append(f"{facts.worker_name} has it already")
    return reasons


def reasons_not_to_acknowledge(facts: NewsFacts) -> list[str]:
    """List why this worker may not acknowledge this news now. A manager may, for somebody who is away."""
    if facts.is_acknowledged:
        return ["It has been acknowledged already"]
    if not (facts.is_mine or facts.may_allocate):
        return ["Only the worker it was passed to, or a manager, acknowledges it"]
    return []


def reasons_not_to_act(*, has_ended: bool, is_in_danger_now: bool, deed: str) -> list[str]:
    """List why this may not be recorded as an act on immediate danger."""
    if has_ended:
        return [ENDED]
    if not is_in_danger_now:
        return ["This contact does not say that a child is in danger now"]
    return [] if deed in DEEDS else ["Choose what was done"]


def limit_code(*, colour: str, is_in_danger_now: bool, is_acted_on: bool = True) -> str:
    """Name the policy limit that a contact's clock runs to: its rating's, or the limit for what nobody has rated.

    Danger that nobody has acted on keeps its hour, however the contact is rated.
    """
    if is_in_danger_now and not is_acted_on:
        return "danger"
    if colour in COLOURS:
        return colour
    return "danger" if is_in_danger_now else "unrated"
