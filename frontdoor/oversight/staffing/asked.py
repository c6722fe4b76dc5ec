"""What somebody asks: what if. Each part is a change that the library names, so that it reads back in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdoor.library.staffing import Scenario, Unworkable
from frontdoor.library.staffing.what_if import (
    SURGE_OF_2018,
    Change,
    EverythingOverseen,
    FewerOfClass,
    FewerPeople,
    MorePeople,
    PartnersAnswerIn,
    SampleOverseen,
    SecondTeam,
    Surge,
)

ROLES: Mapping[str, str] = {
    "social_worker": "Social workers",
    "contact_officer": "Contact officers",
    "team_manager": "Team managers",
}
PEOPLE = 12
SURGE = round(100 * SURGE_OF_2018)
"""Contacts in per cent of now that mean the surge from April to July 2018 exactly."""


@dataclass(frozen=True, kw_only=True)
class Slider:
    """One thing to slide: its code, what it says, from where to where, where it stands and what that means."""

    code: str
    name: str
    low: int
    high: int
    step: int
    value: int
    unit: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """What if: people more or fewer by role, contacts and duplicates in per cent, hours for partners, and the rest."""

    people: Mapping[str, int]
    demand: int = 100
    duplicates: int = 100
    partners: int = 0
    overseen: bool = False
    sampled: bool = False
    second_team: bool = False

    @property
    def codes(self) -> dict[str, str]:
        """Give the question as an address holds it, without what is as it is."""
        told = {role: str(count) for role, count in self.people.items() if count}
        numbers = {"demand": (self.demand, 100), "duplicates": (self.duplicates, 100), "partners": (self.partners, 0)}
        told |= {code: str(value) for code, (value, usual) in numbers.items() if value != usual}
        return told | {code: "yes" for code in ("overseen", "sampled", "second_team") if getattr(self, code)}

    def changes(self) -> list[Change]:
        """Name the changes that are asked for."""
        found: list[Change] = []
        for role, count in self.people.items():
            if count:
                found.append(MorePeople(role=role, count=count) if count > 0 else FewerPeople(role=role, count=-count))
        if self.demand != 100:
            found.append(Surge() if self.demand == SURGE else Surge(times=self.demand / 100))
        if self.duplicates < 100:
            found.append(FewerOfClass(code="duplicate", share=1 - self.duplicates / 100))
        if self.partners:
            found.append(PartnersAnswerIn(hours=float(self.partners)))
        if self.overseen:
            found.append(EverythingOverseen())
        if self.sampled and not self.overseen:
            found.append(SampleOverseen())
        return [*found, SecondTeam()] if self.second_team else found

    def sliders(self, scenario: Scenario) -> list[Slider]:
        """Lay out what can be slid, with how many of each role there are."""
        found = [
            Slider(
                code=role,
                name=f"{name} (now {scenario.people_of(role)})",
                low=-min(PEOPLE, scenario.people_of(role)),
                high=PEOPLE,
                step=1,
                value=self.people.get(role, 0),
                unit="more or fewer",
            )
            for role, name in ROLES.items()
            if scenario.people_of(role)
        ]
        rest = (
            ("demand", "Contacts", 50, 200, 1, self.demand, "% of now"),
            ("duplicates", "Duplicates", 0, 100, 5, self.duplicates, "% of now"),
            ("partners", "Partners answer in", 0, 72, 1, self.partners, "hours (0: as now)"),
        )
        return found + [
            Slider(code=code, name=name, low=low, high=high, step=step, value=value, unit=unit)
            for code, name, low, high, step, value, unit in rest
        ]


def read(told: Mapping[str, str]) -> Question:
    """Read a question from an address. Raises Unworkable naming what cannot be asked."""
    return Question(
        people={role: _number(told, role, 0, -40, 40) for role in ROLES},
        demand=_number(told, "demand", 100, 10, 400),
        duplicates=_number(told, "duplicates", 100, 0, 100),
        partners=_number(told, "partners", 0, 0, 240),
        overseen=told.get("overseen") == "yes",
        sampled=told.get("sampled") == "yes",
        second_team=told.get("second_team") == "yes",
    )


def _number(told: Mapping[str, str], code: str, usual: int, low: int, high: int) -> int:
    written = told.get(code, "").strip()
    if not written:
        return usual
    try:
        value = int(written)
    except ValueError:
        raise Unworkable(f"“{code}” must be a whole number from {low} to {high}.") from None
    if not low <= value <= high:
        raise Unworkable(f"“{code}” must be a whole number from {low} to {high}; it is {value}.")
    return value
