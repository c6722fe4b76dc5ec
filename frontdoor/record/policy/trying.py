"""Trying a case against an edition: when what would be due, who would have to look, what would be asked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from frontdoor.library import clocks
from frontdoor.library.clocks import LONDON, Limit
from frontdoor.record.policy import consent
from frontdoor.record.policy.editions.facts import ConsentReason, Rules
from frontdoor.record.policy.national import National
from frontdoor.record.policy.oversight import Closing, Overseen, oversight_of

ASSESSED = frozenset({"referral", "strategy_discussion"})


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case that nobody had: no name, no receipt but the one to draw by."""

    received_at: datetime
    rating: str = ""
    demand_class: str = "new"
    level: str = ""
    outcome: str = ""
    receipt: str = ""
    is_in_danger_now: bool = False
    is_repeat_after_closure: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DueThen:
    """One limit and when it would fall due. `since` says from when, where that is itself a guess."""

    limit: Limit
    due_at: datetime
    since: str = ""
    is_national: bool = False


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What the policy makes of a case."""

    case: Case
    due: tuple[DueThen, ...]
    overseen: Overseen | None
    approved: tuple[ConsentReason, ...]
    waits_for_agreement: bool
    reasons_against: tuple[str, ...]


def tried(case: Case, rules: Rules, national: National) -> Tried:
    """Work out what the policy makes of a case."""
    safeguarding = case.is_in_danger_now or case.outcome == "strategy_discussion"
    return Tried(
        case=case,
        due=tuple(_due(case, rules, national)),
        overseen=_overseen(case, rules) if case.outcome else None,
        approved=tuple(consent.needs_manager(case.answers, rules)),
        waits_for_agreement=consent.waits_for_agreement(
            {case.outcome}, case.answers, rules, is_safeguarding=safeguarding
        ),
        reasons_against=tuple(_against(case, rules)),
    )


def _overseen(case: Case, rules: Rules) -> Overseen:
    closing = Closing(
        receipt=case.receipt,
        outcomes=frozenset({case.outcome}),
        levels=frozenset({case.level} - {""}),
        classes=frozenset({case.demand_class}),
        rating=case.rating,
        is_in_danger_now=case.is_in_danger_now,
        is_repeat_after_closure=case.is_repeat_after_closure,
        consent=frozenset(case.answers.items()),
    )
    return oversight_of(closing, rules, on=case.received_at.astimezone(LONDON).date())


def _due(case: Case, rules: Rules, national: National) -> Iterator[DueThen]:
    def due(limit: Limit, started_at: datetime, *, since: str = "", is_national: bool = False) -> DueThen:
        due_at = clocks.due_at(limit, started_at, rules.calendar)
        return DueThen(limit=limit, due_at=due_at, since=since, is_national=is_national)

    first = due(rules.limits["danger" if case.is_in_danger_now else "unrated"], case.received_at)
    decided = due(rules.limits[rules.ratings[case.rating].limit], case.received_at) if case.rating else first
    yield first
    if case.rating:
        yield decided
    yield due(rules.limits["oversight"], decided.due_at, since="if recommended at that last moment")
    if case.demand_class == "open_case":
        yield due(rules.limits["news"], case.received_at, since="if passed on at once")
    for code in ("acknowledgement", "response_decision"):
        yield due(national.limits[code], case.received_at, is_national=True)
    if case.outcome in ASSESSED:
        yield due(national.limits["assessment_authorised"], case.received_at, is_national=True)
    if case.outcome == "strategy_discussion":
        held = "if the strategy discussion is held when it is decided"
        yield due(national.limits["initial_conference"], decided.due_at, since=held, is_national=True)


def _against(case: Case, rules: Rules) -> Iterator[str]:
    """List what does not hold together in the case itself, as the decision page would."""
    outcome = rules.outcomes.get(case.outcome)
    if outcome and case.demand_class not in outcome.follows:
        yield f"“{outcome.name}” does not follow from the class {case.demand_class.replace('_', ' ')}."
