"""What decisions were made amid, as it was kept with them."""

from __future__ import annotations

from frontdoor.journey.decision.models import Amid, Recommendation
from frontdoor.journey.decision.queries.picture import Picture
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.pressure import Pressure


def pressure_beside(picture: Picture) -> Pressure | None:
    """Tell the pressure now, for the page of a contact that has not ended."""
    contact = picture.contact
    if contact.ended_at is not None:
        return None
    return triage.pressure_now(contact.authority_id, picture.rules.calendar, at=picture.at)


def amid(recommendation: Recommendation) -> list[tuple[str, Pressure]]:
    """Tell the pressure under which it was recommended and overseen, each as it was kept; nothing where none was."""
    kept = Amid.objects.filter(recommendation=recommendation) | Amid.objects.filter(
        oversight__recommendation=recommendation
    )
    return [
        ("When overseen" if one.oversight_id else "When recommended", _pressure(one)) for one in kept.order_by("pk")
    ]


def _pressure(kept: Amid) -> Pressure:
    return Pressure(
        contacts=kept.contacts,
        posts=kept.posts,
        at_work=kept.at_work,
        usual_low=kept.usual_low,
        usual_high=kept.usual_high,
    )
