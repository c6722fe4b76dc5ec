"""What somebody wants to be kept, of which the question is how many people it takes: shares in time, and the times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from frontdoor.library.clocks import Limit, Unit
from frontdoor.library.staffing import Scenario, Unworkable
from frontdoor.library.staffing.needed import Target
from frontdoor.library.staffing.what_if import Surge
from frontdoor.oversight.staffing.asked import ROLES

USUAL: Final[Mapping[str, str]] = {"red": "95", "amber": "95"}
"""What is asked before anybody changes it: 95 % decided in one working day, and red in its four hours."""
LONGEST: Final = 365
UNITS: Final[Mapping[Unit, str]] = {unit: unit.value.replace("_", " ") for unit in Unit}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One clock to ask of: the share typed, the time typed, and what the policy says."""

    code: str
    name: str
    share: str
    amount: str
    unit: str
    policy: int


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose number is asked, the shares in per cent by clock, times that are not the policy's, and contacts."""

    role: str
    shares: Mapping[str, float]
    amounts: Mapping[str, int]
    demand: int = 100

    @property
    def codes(self) -> dict[str, str]:
        """Give what is wanted as an address holds it."""
        told = {"role": self.role, **{f"share_{code}": f"{share:g}" for code, share in self.shares.items()}}
        told |= {f"in_{code}": str(amount) for code, amount in self.amounts.items()}
        return told if self.demand == 100 else {**told, "demand": str(self.demand)}

    @property
    def targets(self) -> tuple[Target, ...]:
        return tuple(Target(clock=code, share=share / 100) for code, share in self.shares.items())

    def asked_of(self, scenario: Scenario) -> Scenario:
        """Make the scenario with the times and the contacts that are asked for."""
        clocks = tuple(
            replace(clock, limit=replace(clock.limit, amount=self.amounts[clock.code]))
            if clock.code in self.amounts
            else clock
            for clock in scenario.clocks
        )
        scenario = replace(scenario, clocks=clocks)
        return scenario if self.demand == 100 else Surge(times=self.demand / 100).applied(scenario)

    def words(self, scenario: Scenario) -> str:
        """Say what is wanted."""
        limits = {clock.code: clock.limit for clock in scenario.clocks}
        parts = [
            f"{self.shares[code]:g}% of “{limits[code].name}” in {self._time(limits[code])}" for code in self.shares
        ]
        more = "" if self.demand == 100 else f", with {self.demand}% of the contacts"
        return f"{ROLES[self.role]} for {' and '.join(parts)}{more}"

    def _time(self, limit: Limit) -> str:
        amount = self.amounts.get(limit.code, limit.amount)
        told = time_words(amount, limit.unit)
        return told if amount == limit.amount else f"{told} (the policy says {time_words(limit.amount, limit.unit)})"


def time_words(amount: int, unit: Unit) -> str:
    """Say a time as people do."""
    words = UNITS[unit]
    return f"{amount} {words[:-1] if amount == 1 and words.endswith('s') else words}"


def fields(told: Mapping[str, str], scenario: Scenario) -> tuple[Field, ...]:
    """Lay out the clocks to ask of, with what was typed, be it right or wrong."""
    usual = {} if told else USUAL
    return tuple(
        Field(
            code=clock.code,
            name=clock.limit.name,
            share=told.get(f"share_{clock.code}", usual.get(clock.code, "")),
            amount=told.get(f"in_{clock.code}", str(clock.limit.amount)),
            unit=UNITS[clock.limit.unit],
            policy=clock.limit.amount,
        )
        for clock in scenario.clocks
    )


def read(told: Mapping[str, str], scenario: Scenario) -> Wanted:
    """Read what is wanted from an address. Raises Unworkable with a sentence about what cannot be."""
    role = told.get("role", "social_worker")
    if role not in ROLES or not scenario.people_of(role):
        raise Unworkable("Say whose number is asked: a role that somebody at the front door has.")
    shares, amounts = {}, {}
    for field in fields(told, scenario):
        if not field.share.strip():
            continue
        shares[field.code] = _share(field)
        amount = _whole(field.amount, f"The time of “{field.name}”", 1, LONGEST)
        if amount != field.policy:
            amounts[field.code] = amount
    if not shares:
        raise Unworkable("Say at least one share to be in time, such as 95 for amber.")
    demand = _whole(told.get("demand", "100") or "100", "Contacts, in per cent of now,", 10, 400)
    return Wanted(role=role, shares=shares, amounts=amounts, demand=demand)


def _share(field: Field) -> float:
    wrong = f"The share of “{field.name}” must be a number more than 0 and less than 100, such as 95"
    try:
        value = float(field.share.strip().removesuffix("%"))
    except ValueError:
        raise Unworkable(f"{wrong}; “{field.share.strip()}” is none.") from None
    if not 0 < value < 100:
        why = "nobody can promise all of them" if value == 100 else f"it is {value:g}"
        raise Unworkable(f"{wrong}; {why}.")
    return value


def _whole(written: str, name: str, low: int, high: int) -> int:
    try:
        value = int(written.strip())
    except ValueError:
        raise Unworkable(f"{name} must be a whole number from {low} to {high}.") from None
    if not low <= value <= high:
        raise Unworkable(f"{name} must be a whole number from {low} to {high}; it is {value}.")
    return value
