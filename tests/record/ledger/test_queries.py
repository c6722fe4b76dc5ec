"""Who looked at a child, and what was done with a contact."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdoor.record.access.roles import Role
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.ledger import queries
from tests.builders import a_worker

pytestmark = pytest.mark.django_db


def test_who_looked_at_a_person_is_known(now: datetime) -> None:
    officer, manager = a_worker(Role.CONTACT_OFFICER), a_worker(Role.TEAM_MANAGER)
    ledger.write("person.viewed", subject=("person", 7), by=officer, at=now)
    ledger.write("person.viewed", subject=("person", 8), by=officer, at=now)
    ledger.write("person.address_unsealed", subject=("person", 7), by=manager, at=now)
    ledger.write("person.recorded", subject=("person", 7), by=officer, at=now)
    looks = queries.who_looked_at(7)
    assert [(look.by_name, look.words) for look in looks] == [
        (manager.name, "A sealed address was read"),
        (officer.name, "A person's record was opened"),
    ]


def test_what_was_done_with_a_contact_is_known(now: datetime) -> None:
    worker = a_worker(Role.SOCIAL_WORKER)
    ledger.write("contact.received", subject=("contact", 5), by=worker, at=now)
    ledger.write("person.identified", subject=("person", 9), by=worker, at=now, detail={"contact": 5, "named": 1})
    ledger.write("contact.rated", subject=("contact", 6), by=worker, at=now)
    assert [act.act for act in queries.acts_on_contact(5)] == ["person.identified", "contact.received"]


def test_who_else_has_just_opened_a_contact_is_known(now: datetime) -> None:
    me, ash, elm, rowan = (a_worker(name=name) for name in ("Me Myself", "Ash Quay", "Elm Quay", "Rowan Quay"))
    for minutes, who, contact in ((40, rowan, 5), (9, elm, 5), (4, elm, 5), (2, ash, 5), (1, me, 5), (1, rowan, 6)):
        at = now - timedelta(minutes=minutes)
        ledger.write("contact.viewed", subject=("contact", contact), by=who, at=at)
    ledger.write("contact.rated", subject=("contact", 5), by=rowan, at=now)
    since = now - timedelta(minutes=15)
    assert queries.others_at_contact(5, besides=me.pk, since=since) == ["Ash Quay", "Elm Quay"]
    assert queries.others_at_contact(7, besides=me.pk, since=since) == []
