"""Who must see a recommendation, by the edition it is made under."""

from __future__ import annotations

from collections.abc import Mapping

from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.queries.picture import Picture
from frontdoor.library.clocks import LONDON
from frontdoor.record.policy.oversight import Closing, Overseen, oversight_of


def overseen_by(picture: Picture, proposed: Mapping[int, ProposedOutcome]) -> Overseen:
    """Say who must see these outcomes, and why."""
    contact, evidence = picture.contact, picture.evidence(proposed)
    closing = Closing(
        receipt=contact.receipt,
        outcomes=frozenset(each.kind for each in proposed.values()),
        levels=frozenset(each.level for each in proposed.values() if each.level),
        classes=frozenset(each.demand_class for each in evidence.children if each.demand_class),
        rating=picture.rating.colour if picture.rating else "",
        is_in_danger_now=contact.is_in_danger_now,
        is_repeat_after_closure=any(each.came_back for each in evidence.children),
        consent=frozenset(
            {
                ("sharing", contact.sharing_basis),
                ("agreement", picture.asking.consent.agreement),
                ("openness", contact.family_told),
            }
        ),
    )
    return oversight_of(closing, picture.rules, on=picture.at.astimezone(LONDON).date())
