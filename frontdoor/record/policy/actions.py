"""Adopting an edition of the local policy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from frontdoor.record.ledger import actions as ledger
from frontdoor.record.policy.editions import read_file, understand
from frontdoor.record.policy.models import Edition


def adopt(*, file: Path, by: ledger.Actor, at: datetime) -> Edition:
    """Adopt a policy file as an edition. Raises BadEdition when the file cannot be read as one."""
    content = read_file(file)
    rules = understand(content)
    with transaction.atomic():
        edition = Edition.objects.create(
            authority_id=by.authority_id,
            name=rules.name,
            in_force_from=rules.in_force_from,
            content=content,
            adopted_at=at,
        )
        ledger.write("policy.adopted", subject=("edition", edition.pk), by=by, at=at)
    return edition
