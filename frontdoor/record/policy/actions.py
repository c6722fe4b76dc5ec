"""Adopting an edition of the local policy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from frontdoor.library.clocks import LONDON
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy.editions import NotAdopted, read_file, understand
from frontdoor.record.policy.models import Edition
from frontdoor.record.policy.queries import editions_adopted
from frontdoor.record.policy.rules import AdoptionFacts, reasons_not_to_adopt


def adopt(*, file: Path, by: ledger.Actor, at: datetime) -> Edition:
    """Adopt a policy file as an edition. Raises BadEdition when the file cannot be read as one, or NotAdopted."""
    content = read_file(file)
    rules = understand(content)
    with transaction.atomic():
        reasons = reasons_not_to_adopt(
            AdoptionFacts(
                in_force_from=rules.in_force_from,
                today=at.astimezone(LONDON).date(),
                adopted=editions_adopted(by.authority_id),
            )
        )
        if reasons:
            raise NotAdopted(" ".join(reasons))
        edition = Edition.objects.create(
            authority_id=by.authority_id,
            name=rules.name,
            in_force_from=rules.in_force_from,
            content=content,
            adopted_at=at,
        )
        ledger.write("policy.adopted", subject=("edition", edition.pk), by=by, at=at)
    return edition
