"""Coding what a contact is about, where it came without or somebody knows better."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake import queries as told
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import coding_rules
from frontdoor.journey.triage.actions.looking import lock
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission


def code(*, contact: Contact, codes: Collection[str], by: Worker, at: datetime) -> None:
    """Say what a contact is about, in codes of the policy in force. What stood before is ended and stays readable."""
    with transaction.atomic():
        require(by, Permission.CONTACT_CLASSIFY)
        locked = lock(contact.pk)
        current, rules = told.concerns_of([locked.pk])[locked.pk], told.rules_in_force(by.authority_id, at=at)
        refuse_if(
            coding_rules.reasons_not_to_code(
                coding_rules.CodingFacts(
                    codes=frozenset(codes),
                    known=frozenset(one.code for one in rules.concerns_to_choose),
                    current=current,
                    has_ended=locked.ended_at is not None,
                )
            )
        )
        intake.code(contact=locked, codes=codes, by=by, at=at)
