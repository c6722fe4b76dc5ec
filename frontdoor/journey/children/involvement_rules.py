"""What was done with a child by children's social care or early help: its kinds, its codes, and how it is said.

Days only: a case system says on which day an assessment or a plan began, not at what time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from frontdoor.journey.children.rules import CLOSURE_REASONS
from frontdoor.library.clocks import LONDON

KINDS: Final[Mapping[str, str]] = {
    "early_help": "Early help assessment",
    "assessment": "Child and family assessment",
    "section_47": "Section 47 enquiry",
    "child_in_need": "Child in need",
    "child_in_need_plan": "Child in need plan",
    "child_protection_plan": "Child protection plan",
    "looked_after": "Looked after",
}
"""Child in need is the whole time for which a child was in need of services; the plan is a part of it."""

ORIGINS: Final[Mapping[str, str]] = {"other_system": "from another case system"}

ABUSE: Final[Mapping[str, str]] = {
    "NEG": "neglect",
    "PHY": "physical abuse",
    "SAB": "sexual abuse",
    "EMO": "emotional abuse",
    "MUL": "more than one kind of abuse",
}
NEEDS: Final[Mapping[str, str]] = {
    "N1": "abuse or neglect",
    "N2": "the child's disability",
    "N3": "a parent's disability or illness",
    "N4": "a family in acute stress",
    "N5": "family dysfunction",
    "N6": "socially unacceptable behaviour",
    "N7": "low income",
    "N8": "absent parenting",
    "N9": "a case other than a child in need",
    "N0": "need not stated",
}
"""The census's categories of abuse, and of need."""

ASSESSED: Final[Mapping[str, str]] = {
    "support": "needs support from children's social care",
    "no_support": "does not need support from children's social care",
}
ENQUIRED: Final[Mapping[str, str]] = {
    "plan": "a conference made a child protection plan",
    "no_plan": "a conference made no child protection plan",
    "conference": "a conference was held; what it decided is not known",
    "no_conference": "no conference was needed",
}
CEASED: Final[Mapping[str, str]] = {
    "E11": "adopted",
    "E12": "adopted",
    "E13": "left to live with parents, relatives or others without parental responsibility",
    "E14": "remand or detention ended",
    "E15": "found by an age assessment to be an adult",
    "E16": "moved abroad",
    "E17": "stayed with the carers as an adult",
    "E2": "died",
    "E3": "care taken over by another authority",
    "E41": "a child arrangements order was made",
    "E45": "a special guardianship order to former foster carers",
    "E46": "a special guardianship order to former foster carers",
    "E47": "a special guardianship order to others",
    "E48": "a special guardianship order to others",
    "E4A": "returned home, as planned",
    "E4B": "returned home, not as planned",
    "E5": "moved to live independently with support",
    "E6": "moved to live independently without support",
    "E7": "moved to adults' services",
    "E8": "ended for another reason",
    "E9": "sentenced to custody",
    "X1": "this period of care went on in another placement",
}
"""The census's reasons why a child ceased to be looked after, shortly."""

CATEGORIES: Final[Mapping[str, Mapping[str, str]]] = {
    "child_in_need": NEEDS,
    "child_in_need_plan": NEEDS,
    "child_protection_plan": ABUSE,
    "looked_after": NEEDS,
}
LED_TO: Final[Mapping[str, Mapping[str, str]]] = {
    "assessment": ASSESSED,
    "section_47": ENQUIRED,
    "child_in_need": CLOSURE_REASONS,
    "child_in_need_plan": CLOSURE_REASONS,
    "looked_after": CEASED,
}
"""What each kind may be about, and may have led to."""


@dataclass(frozen=True, kw_only=True)
class Involved:
    """Something that was done with a child, from when until when. What is blank or None is not known.

    It may have ended on a day that nobody knows. `earlier` counts those of the same kind before it.
    """

    kind: str
    started_on: date
    has_ended: bool = False
    ended_on: date | None = None
    category: str = ""
    led_to: str = ""
    organisation: str = ""
    earlier: int | None = None
    origin: str = "other_system"

    @property
    def began_at(self) -> datetime:
        """Where it stands on a line of time: after what happened at a known time on its first day."""
        return _end_of(self.started_on)

    @property
    def ended_at(self) -> datetime | None:
        """Where its end stands; one whose day is not known stands where it began."""
        return _end_of(self.ended_on or self.started_on) if self.has_ended else None

    @property
    def title(self) -> str:
        """Say what it was, and about what: Child protection plan (neglect)."""
        about = CATEGORIES.get(self.kind, {}).get(self.category, self.category)
        return f"{KINDS[self.kind]} ({about})" if about else KINDS[self.kind]

    @property
    def when(self) -> str:
        """Say from when until when."""
        if not self.has_ended:
            return f"Since {_spoken(self.started_on)}"
        if self.ended_on is None:
            return f"From {_spoken(self.started_on)}; ended, the day is not known"
        if self.ended_on == self.started_on:
            return _spoken(self.started_on)
        return f"{_spoken(self.started_on)} to {_spoken(self.ended_on)}"

    @property
    def end_in_words(self) -> str:
        """Say what it led to; nothing while it is open, or where its kind is never said to lead to anything."""
        if not self.has_ended or self.kind not in LED_TO:
            return ""
        words = LED_TO[self.kind].get(self.led_to, self.led_to)
        if self.led_to in CLOSURE_REASONS:
            words = f"{self.led_to}: {words}"
        return f"Ended: {words}" if words else "Ended; what came of it is not known"

    @property
    def from_where(self) -> str:
        """Say where it comes from."""
        return ORIGINS[self.origin]

    @property
    def more(self) -> str:
        """Say what else is known: with whom, and how many there were before."""
        before = "" if self.earlier is None else _before(self.earlier, "plan" if "plan" in self.kind else "one")
        return ". ".join(filter(None, (f"With {self.organisation}" if self.organisation else "", before)))


def as_it_stood(one: Involved, at: datetime, *, ending_known_at: datetime) -> Involved:
    """Give it as it stood at a moment: open, if it ended later; what ended that very day, if that was known by then.

    Of what ended on a day that nobody knows, what it led to is left out unless that was known: it may have come later.
    """
    on, was_known = at.astimezone(LONDON).date(), ending_known_at <= at
    if not one.has_ended:
        return one
    if one.ended_on is None:
        return one if was_known else replace(one, led_to="")
    had_ended = one.ended_on < on or (one.ended_on == on and was_known)
    return one if had_ended else replace(one, has_ended=False, ended_on=None, led_to="")


def reasons_not_to_keep(one: Involved, *, on: date) -> list[str]:
    """List why something may not be recorded as it is told."""
    reasons: list[str] = []
    if one.kind not in KINDS:
        return [f"“{one.kind}” is nothing that is done with a child here."]
    if one.started_on > on:
        reasons.append("It begins in the future.")
    if one.ended_on and not one.started_on <= one.ended_on <= on:
        reasons.append("It ended before it began, or in the future.")
    if (one.ended_on or one.led_to) and not one.has_ended:
        reasons.append("What is still going on has no end and has led to nothing yet.")
    if one.category and one.category not in CATEGORIES.get(one.kind, {}):
        reasons.append(f"{KINDS[one.kind]}: “{one.category}” is not what it can be about.")
    if one.led_to and one.led_to not in LED_TO.get(one.kind, {}):
        reasons.append(f"{KINDS[one.kind]}: “{one.led_to}” is not what it can lead to.")
    return reasons


def _before(earlier: int, noun: str) -> str:
    return f"{earlier or 'No'} earlier {noun if earlier == 1 else noun + 's'} here"


def _end_of(on: date) -> datetime:
    return datetime.combine(on, time(23, 59), tzinfo=LONDON)


def _spoken(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
