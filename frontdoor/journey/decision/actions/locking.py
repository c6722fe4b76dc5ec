"""One act at a time on a contact."""

from __future__ import annotations

from frontdoor.journey.intake.models import Contact


def lock(contact_id: int) -> Contact:
    """Hold a contact's row for the rest of the transaction, so that two acts on it go one after the other."""
    return Contact.objects.select_for_update(of=("self",)).select_related("agency", "professional").get(pk=contact_id)
