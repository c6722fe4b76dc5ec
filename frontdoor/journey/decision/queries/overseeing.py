"""Who must see a recommendation, by the edition it is made under."""

from __future__ import annotations

from collections.abc import Mapping

from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import Oversight, OversightKind
from frontdoor.journey.decision.queries.picture import Picture
from frontdoor.journey.intake.models import Channel
from frontdoor.library.clocks import LONDON
from frontdoor.record.policy import queries as policy
from frontdoor.record.policy.editions.facts import EVERY_CLOSURE
from frontdoor.record.policy.oversight import Closing, Overseen, oversight_of


def overseen_by(picture: Picture, proposed: Mapping[int, ProposedOutcome]) -> Overseen:
    """Say who must see these outcomes, and why."""
    contact, evidence = picture.contact, picture.evidence(proposed)
    samples = picture.rules.oversight.closures == "sample"
    closing = Closing(
        receipt=contact.receipt,
        outcomes=frozenset(each.kind for each in proposed.values()),
        levels=frozenset(each.level for each in proposed.values() if each.level),
        classes=frozenset(each.demand_class for each in evidence.children if each.demand_class),
        rating=picture.rating.colour if picture.rating else "",
        is_in_danger_now=contact.is_in_danger_now,
        is_repeat_after_closure=any(each.came_back for each in evidence.children),
        is_opened_again=contact.channel == Channel.LOOK_BACK,
        has_a_manager_s_word=samples and _has_a_manager_s_word(picture),
        consent=frozenset(
            {
                ("sharing", contact.sharing_basis),
                ("agreement", picture.asking.consent.agreement),
                ("openness", contact.family_told),
            }
        ),
    )
    first = first_edition(picture) if samples else None
    return oversight_of(
        closing,
        picture.rules,
        on=contact.received_at.astimezone(LONDON).date(),
        first=first.rules.oversight if first else EVERY_CLOSURE,
    )


def _has_a_manager_s_word(picture: Picture) -> bool:
    """Say whether a manager returned it before, or directed something that is not done."""
    returned = Oversight.objects.filter(recommendation__contact=picture.contact, kind=OversightKind.RETURNED)
    return any(each.direction and not each.done_at for each in picture.looks) or returned.exists()


def first_edition(picture: Picture) -> policy.InForce | None:
    """Find the edition by which a contact is drawn: in force when it was received, and adopted before."""
    contact = picture.contact
    return policy.adopted_and_in_force(contact.authority_id, at=contact.received_at)
