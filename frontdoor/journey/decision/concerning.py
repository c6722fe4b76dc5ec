"""What the contact's page shows of what the contact is about."""

from __future__ import annotations

from collections.abc import Mapping

from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.triage.forms import ConcernsForm, concerns_to_choose
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


def concerns_shown(worker: Worker, picture: Picture) -> Mapping[str, object]:
    """Tell what it is about, what it was said to be about before, and give those who may code it the boxes."""
    contact, rules = picture.contact, picture.rules
    coded = picture.history.marks.coded
    standing = [each for each in coded if each.ended_at is None]
    is_open = contact.ended_at is None or not standing
    may_code = is_open and worker.may(Permission.CONTACT_CLASSIFY) and bool(rules.concerns_to_choose)
    # The codes of today: of a contact that has ended, the picture shows the policy of its end.
    now = intake.rules_in_force(contact.authority_id, at=picture.at) if contact.ended_at else rules
    form = ConcernsForm(concerns=concerns_to_choose(now), is_change=bool(standing))
    return {
        "coded": standing,
        "coded_before": [each for each in coded if each.ended_at is not None],
        "concerns_form": form if may_code else None,
    }
