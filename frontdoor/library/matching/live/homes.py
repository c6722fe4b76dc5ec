"""A home as a reason: somebody lives with a person who is known for certain, and who was told of in the same breath."""

from __future__ import annotations

from typing import Final

from frontdoor.library.matching.finding import Finding, blank, found
from frontdoor.library.matching.levels import Field, Verdict
from frontdoor.library.matching.model import Model

PLACES: Final = frozenset({Field.POSTCODE, Field.ADDRESS})
THEIR_OWN: Final = frozenset({Field.FIRST_NAME, Field.DATE_OF_BIRTH, Field.NHS_NUMBER, Field.UPN, Field.COUNCIL_ID})


def through_home(findings: tuple[Finding, ...], model: Model, *, words: str) -> tuple[Finding, ...]:
    """Let a shared home count as the postcode would, where what was told of the place is blank or differs.

    Never beside a place that agrees or nearly does: that would count one home twice. And only where something of the
    person's own agrees: a home says nothing of which child in it this is.
    """
    places = [one for one in findings if one.field in PLACES]
    if any(one.verdict in (Verdict.AGREES, Verdict.CLOSE) for one in places):
        return findings
    if not any(one.field in THEIR_OWN and one.verdict in (Verdict.AGREES, Verdict.CLOSE) for one in findings):
        return findings
    instead = found(Field.POSTCODE, model.level(Field.POSTCODE, "exact"), "", "", words)
    return tuple(
        instead
        if one.field is Field.POSTCODE
        else blank(one.field, one.told, one.known)
        if one.field in PLACES
        else one
        for one in findings
    )
