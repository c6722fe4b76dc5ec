"""How the front door handled each contact: rated, allocated, recommended, overseen, answered; and how fast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log
from random import Random

from frontdoor.site.authority import times
from frontdoor.site.authority.chance import Wheel
from frontdoor.site.authority.shapes import ChildDecided, ChildTold, Contact, Handling
from frontdoor.site.authority.staff import Staff
from frontdoor.site.authority.words import outcomes

OUTCOMES = {
    1: Wheel([("no_further_action", 58.0), ("advice", 36.0), ("early_help", 6.0)]),
    2: Wheel([("no_further_action", 30.0), ("advice", 32.0), ("early_help", 35.0), ("referral", 3.0)]),
    3: Wheel([("referral", 70.0), ("early_help", 19.0), ("advice", 6.0), ("strategy_discussion", 5.0)]),
    4: Wheel([("strategy_discussion", 62.0), ("referral", 38.0)]),
}
FIXED = {
    "duplicate": "linked_to_earlier_contact",
    "open_case": "passed_to_allocated_worker",
    "information_request": "information_provided",
    "not_for_us": "signposted",
}
OPENING = frozenset({"referral", "strategy_discussion"})
RATINGS = {
    1: Wheel([("green", 92.0), ("amber", 8.0)]),
    2: Wheel([("green", 58.0), ("amber", 42.0)]),
    3: Wheel([("amber", 80.0), ("green", 8.0), ("red", 12.0)]),
    4: Wheel([("red", 88.0), ("amber", 12.0)]),
}
MEDIAN = {"red": 105.0, "amber": 320.0, "green": 440.0}
"""Working minutes from receipt to decision, half the time."""
SPREAD = 0.38
QUICK = 0.85
"""How much of that a duplicate, news on an open case or a misdirected contact takes."""
VISIT = times.minute(date(2018, 8, 9))
STEADY = times.minute(date(2019, 4, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One child of a contact as the front door found them, and what the contact truly is about them."""

    person_id: int | None
    demand_class: str
    linked_to: str | None
    need: str
    is_about_to_open: bool
    """A referral is already on its way to being decided, so that there cannot be another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The whole course of the work on a contact, in minutes, some of them perhaps still to come."""

    handling: Handling
    decided: int
    outcomes: tuple[str, ...]


def slowness(at: int) -> float:
    """Say how much slower than now the front door was: worst before the visit of August 2018."""
    if at < VISIT:
        return 1.6
    if at < STEADY:
        return 1.3 - 0.3 * (at - VISIT) / (STEADY - VISIT)
    return 1.0


def thinness(at: int) -> float:
    """Say what share of rationales were too thin to learn anything from."""
    return 0.4 if at < VISIT else 0.15 if at < STEADY else 0.03


@dataclass(slots=True, kw_only=True)
class Desk:
    """Works contacts, with its own stream of chance."""

    rng: Random
    staff: Staff

    def work(self, contact: Contact, at: int, level: int, children: list[Known], not_before: int) -> Work:
        """Decide a contact about children, at the earliest after a referral already under way."""
        rng = self.rng
        rating = self._rating(contact, level, children)
        quick = not any(child.demand_class in ("new", "repeat") for child in children)
        minutes = rng.lognormvariate(log(MEDIAN[rating] * slowness(at) * (QUICK if quick else 1.0)), SPREAD)
        taken = max(12, int(minutes))
        is_returned = not quick and rng.random() < (0.012 if at < VISIT else 0.05)
        decided = times.when_worked(times.worked(at) + taken + (rng.randrange(90, 500) if is_returned else 0))
        # Very urgent work does not wait for the office to open.
        if rating == "red" and at % times.DAY > times.CLOSES:
            decided = min(decided, at + 30 + taken)
        if not_before > decided:
            decided = times.when_worked(times.worked(not_before) + rng.randrange(20, 200))
        shared = rng.random()
        results = tuple(
            self._outcome(child, level, shared if rng.random() < 0.9 else rng.random()) for child in children
        )
        rows = tuple(
            self._child(told, known, outcome, level, at)
            for told, known, outcome in zip(contact.children, children, results, strict=True)
        )
        handling = self._handling(contact, _Course(at=at, decided=decided, rating=rating), rows, is_returned)
        return Work(handling=handling, decided=decided, outcomes=results)

    def _rating(self, contact: Contact, level: int, children: list[Known]) -> str:
        if contact.is_in_danger_now and level == 4:
            return "red"
        if children[0].demand_class in ("duplicate", "information_request", "not_for_us"):
            return "green"
        return RATINGS[level].turn(self.rng.random())

    def _outcome(self, child: Known, level: int, chance: float) -> str:
        if child.demand_class == "open_case":
            serious = level == 4 and self.rng.random() < 0.5
            return "strategy_discussion" if serious else "passed_to_allocated_worker"
        fixed = FIXED.get(child.demand_class)
        if fixed is not None:
            return fixed
        if child.is_about_to_open:
            return "passed_to_allocated_worker"
        return OUTCOMES[level].turn(chance)

    def _child(self, told: ChildTold, known: Known, outcome: str, level: int, at: int) -> ChildDecided:
        rng, name = self.rng, told.first_name or "The child"
        thought_through = known.demand_class in ("new", "repeat")
        thin = rng.random() < thinness(at)
        day = _pick(rng, outcomes.DAYS).format(child=name) if thought_through and not thin else ""
        missed = known.demand_class == "repeat" and rng.random() < (0.2 if at < VISIT else 0.03)
        return ChildDecided(
            row=told.row,
            person_id=known.person_id,
            demand_class="new" if missed else known.demand_class,
            linked_to=known.linked_to,
            childs_day=day,
            need=known.need if thought_through else "",
            level=level if thought_through else None,
            outcome=outcome,
            rationale=_pick(rng, outcomes.THIN) if thin else self._rationale(outcome, thought_through),
        )

    def _rationale(self, outcome: str, is_thought_through: bool) -> str:
        rng = self.rng
        reason = _pick(rng, outcomes.REASONS[outcome])
        if not is_thought_through:
            return reason
        known = rng.sample(outcomes.KNOWN_SO_FAR, 2)
        return f"{known[0]} {known[1]} {reason}"

    def _handling(self, contact: Contact, course: _Course, rows: tuple[ChildDecided, ...], returned: bool) -> Handling:
        rng, on, through = self.rng, times.day_of(course.at), times.day_of(course.decided)
        officer = self.staff.at_work(rng, "front_door", "contact_officer", on, through).id
        worker = self.staff.at_work(rng, "front_door", "social_worker", on, through).id
        manager = self.staff.at_work(rng, "front_door", "team_manager", on, through).id
        changed = not returned and rng.random() < 0.05
        recommended = course.part(0.52 if returned else 0.8)
        return Handling(
            contact_id=contact.id,
            identified_at=times.instant(course.part(0.1)),
            identified_by=officer,
            classed_at=times.instant(course.part(0.17)),
            classed_by=officer,
            rated_at=times.instant(course.part(0.27)),
            rated_by=worker,
            rating=course.rating,
            rating_reason=_pick(rng, outcomes.RATING_REASONS[course.rating]),
            allocated_at=times.instant(course.part(0.34)),
            allocated_by=manager,
            allocated_to=worker,
            recommended_at=times.instant(recommended),
            recommended_by=worker,
            returned_at=times.instant(course.part(0.7)) if returned else None,
            returned_direction=_pick(rng, outcomes.DIRECTIONS) if returned else "",
            overseen_at=times.instant(course.decided),
            overseen_by=manager,
            oversight="changed" if changed else "agreed",
            oversight_reason=_pick(rng, outcomes.CHANGED if changed else outcomes.AGREED),
            decided_at=times.instant(course.decided),
            replied_at=times.instant(course.decided + 4) if contact.told_by_name else None,
            reply=outcomes.REPLIES[rows[0].outcome] if contact.told_by_name else "",
            children=rows,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    at: int
    decided: int
    rating: str

    def part(self, share: float) -> int:
        """Give the working minute at which a share of the work was done."""
        begun, done = times.worked(self.at), times.worked(self.decided)
        if done - begun < 20:
            return self.at + int((self.decided - self.at) * share)
        return min(self.decided, max(self.at, times.when_worked(begun + int((done - begun) * share))))


def _pick(rng: Random, things: tuple[str, ...]) -> str:
    return things[int(rng.random() * len(things))]
