"""The ledger takes entries and nothing else, whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import Error, transaction

from frontdoor.record.ledger import actions as ledger
from tests.builders import Machinery
from tests.proofs.conftest import Owner

pytestmark = pytest.mark.proof
TRIED = ["UPDATE ledger_entry SET by_name = 'Nobody'", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry"]


def allowed(owner: Owner) -> list[str]:
    """List the changes that the database lets through now."""
    found: list[str] = []
    for sql in TRIED:
        try:
            with transaction.atomic():
                owner.run(sql)
                found.append(sql)
                transaction.set_rollback(True)
        except Error:
            continue
    return found


@pytest.fixture(autouse=True)
def _one_entry(owner: Owner) -> None:
    ledger.write(
        "contact.received", subject=("contact", 1), by=Machinery(authority_id=2), at=datetime(2018, 7, 24, tzinfo=UTC)
    )
    owner.run("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_web_role_is_refused(owner: Owner) -> None:
    with owner.as_web():
        assert allowed(owner) == []


def test_the_owner_is_refused_too(owner: Owner) -> None:
    assert allowed(owner) == []


def test_with_the_refusals_switched_off_it_would_be_found(owner: Owner) -> None:
    owner.run("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    assert allowed(owner) == TRIED


def test_with_too_many_rights_and_no_refusals_the_web_roles_changes_would_be_found(owner: Owner) -> None:
    owner.run("GRANT UPDATE, DELETE, TRUNCATE ON ledger_entry TO frontdoor_web")
    with owner.as_web():
        assert allowed(owner) == [], "the triggers stand behind the rights"
    owner.run("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    with owner.as_web():
        assert allowed(owner) == TRIED
