"""Who is signed in, looked up at every request."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.record.access.knowing import SignedIn
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.access.session_store import SessionStore
from tests.builders import a_worker

pytestmark = pytest.mark.django_db


def test_a_worker_is_known_with_their_authority_in_one_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    worker = a_worker(Role.SOCIAL_WORKER)
    with django_assert_num_queries(1):
        known = SignedIn().get_user(worker.pk)
        assert known is not None
        assert (known.name, known.role, known.authority.name) == (worker.name, worker.role, "Testborough")
    assert known == Worker.objects.get(pk=worker.pk)
    assert {field.attname: getattr(known, field.attname) for field in Worker._meta.concrete_fields} == {
        field.attname: getattr(Worker.objects.get(pk=worker.pk), field.attname)
        for field in Worker._meta.concrete_fields
    }


def test_nobody_is_known_by_a_closed_account_or_none() -> None:
    closed = a_worker(Role.SOCIAL_WORKER)
    Worker.objects.filter(pk=closed.pk).update(is_active=False)
    assert SignedIn().get_user(closed.pk) is None
    assert SignedIn().get_user(closed.pk + 1_000_000) is None


def test_an_account_that_is_closed_ends_what_its_holder_was_doing() -> None:
    worker, browser = a_worker(Role.CONTACT_OFFICER), Client()
    browser.force_login(worker, backend="frontdoor.record.access.knowing.SignedIn")
    assert browser.get("/take-a-contact/").status_code == 200
    Worker.objects.filter(pk=worker.pk).update(is_active=False)
    assert browser.get("/take-a-contact/").status_code == 302


def test_a_changed_password_ends_the_sign_ins_made_with_the_old_one() -> None:
    worker, browser = a_worker(Role.CONTACT_OFFICER), Client()
    browser.force_login(worker, backend="frontdoor.record.access.knowing.SignedIn")
    worker.set_password("another one entirely")
    worker.save(update_fields=["password"])
    assert browser.get("/take-a-contact/").status_code == 302


def test_a_session_is_kept_and_found(now: datetime) -> None:
    kept = SessionStore()
    kept["said"] = "something"
    kept.save()
    assert SessionStore(kept.session_key)["said"] == "something"


@pytest.mark.parametrize("key", ["", "nobody's", None])
def test_a_session_that_is_not_there_is_an_empty_one_with_no_key(key: str | None) -> None:
    found = SessionStore(key)
    assert (found.get("said"), found.session_key) == (None, None)


def test_a_session_that_is_over_is_forgotten(now: datetime) -> None:
    kept = SessionStore()
    kept["said"] = "something"
    kept.save()
    Session.objects.filter(pk=kept.session_key).update(expire_date=now - timedelta(days=30))
    found = SessionStore(kept.session_key)
    assert (found.get("said"), found.session_key) == (None, None)
