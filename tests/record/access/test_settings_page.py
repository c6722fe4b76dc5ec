"""The settings page shows the roles table as it is, and whether the machinery is well."""

from __future__ import annotations

import pytest
from django.test import Client

from frontdoor.record.access import queries
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import ROLES, Permission, Role
from tests.builders import a_worker


def test_the_table_says_what_the_roles_say() -> None:
    rows = queries.who_may_what()
    assert [row.words for row in rows] == [permission.value for permission in Permission]
    granted = sum(sum(row.by_role) for row in rows)
    assert granted == sum(len(held) for held in ROLES.values())
    assert queries.roles() == [role.words for role in Role]


@pytest.mark.django_db
def test_an_administrator_sees_people_roles_and_machinery_of_their_own_authority(client: Client) -> None:
    a_worker(Role.SOCIAL_WORKER, name="Ash Harbour")
    a_worker(Role.SOCIAL_WORKER, name="Elm Elsewhere", authority_id=2)
    client.force_login(a_worker(Role.ADMINISTRATOR))
    said = client.get("/settings/").content.decode()
    for words in ("Ash Harbour", "PostgreSQL 1", "Not verified yet", "Read a sealed address", "Contact officer"):
        assert words in said
    assert "Elm Elsewhere" not in said


@pytest.mark.django_db
def test_whoever_can_no_longer_sign_in_is_counted_and_listed_only_when_asked_for(client: Client) -> None:
    closed = a_worker(Role.SOCIAL_WORKER, name="Yew Harbour")
    Worker.objects.filter(pk=closed.pk).update(is_active=False)
    client.force_login(a_worker(Role.ADMINISTRATOR))
    said = client.get("/settings/").content.decode()
    assert "Closed: 1" in said
    assert "Yew Harbour" not in said
    assert "Yew Harbour" in client.get("/settings/?show=all").content.decode()
