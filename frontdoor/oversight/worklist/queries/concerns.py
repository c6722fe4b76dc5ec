"""Repeats of the same concern on a child's line of time: each contact against those before it about the same people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact
from frontdoor.library.demand import Likeness, likeness


@dataclass(frozen=True, kw_only=True)
class About:
    """A contact of the line: about whom, and what."""

    contact_id: int
    receipt: str
    received_at: datetime
    people: frozenset[int]
    codes: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a contact was about in words, and whether it is the same as of one before it."""

    words: str
    is_same_again: bool = False


def repeats_said(told: Sequence[tuple[Contact, Sequence[int]]], *, at: datetime) -> Mapping[int, Said]:
    """Say of each contact what it is about, and after which earlier one the same concern came again."""
    if not told:
        return {}
    rules = intake.rules_in_force(told[0][0].authority_id, at=at)
    codes = intake.concerns_of(contact.pk for contact, _ in told)
    names = {contact.pk: intake.concern_words(codes[contact.pk], rules) for contact, _ in told}
    line = [
        About(
            contact_id=contact.pk,
            receipt=contact.receipt,
            received_at=contact.received_at,
            people=frozenset(people),
            codes=rules.concerns_now(codes[contact.pk]),
        )
        for contact, people in sorted(told, key=lambda each: (each[0].received_at, each[0].pk))
    ]
    return {one.contact_id: said(one, line[:place], names[one.contact_id]) for place, one in enumerate(line)}


def said(one: About, before: Sequence[About], names: str) -> Said:
    """Put one contact's concern in words: the same as the nearest one before it, another, or not coded."""
    if not one.codes:
        return Said(words="Concern not coded")
    compared = [(each, likeness(each.codes, one.codes)) for each in before if each.people & one.people]
    same = [each for each, like in compared if like is Likeness.SAME]
    if same:
        days = (one.received_at - same[-1].received_at).days
        again = f"Same concern as {same[-1].receipt}, {days} day{'' if days == 1 else 's'} before"
        return Said(words=f"{names}. {again}", is_same_again=True)
    is_another = any(like is Likeness.ANOTHER for _, like in compared)
    return Said(words=f"{names}. Another concern than before" if is_another else names)
