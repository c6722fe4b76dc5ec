"""Who is signed in, looked up at every request."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from psycopg_pool import ConnectionPool
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.record.access import context, knowing
from frontdoor.record.access.knowing import SignedIn
from frontdoor.record.access.middleware import KnowWorker
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.access.session_store import SessionStore
from frontdoor.record.organisations.models import Agency
from frontdoor.site import places
from tests.builders import a_worker, an_agency

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


def _sign_in(worker: Worker) -> SessionStore:
    browser = Client()
    browser.force_login(worker, backend="frontdoor.record.access.knowing.SignedIn")
    return SessionStore(browser.session.session_key)


def _known_by(store: SessionStore) -> Worker | AnonymousUser:
    request = RequestFactory().get("/")
    request.session = store
    KnowWorker(lambda _: HttpResponse()).process_request(request)
    return request.user if isinstance(request.user, Worker) else AnonymousUser()


def test_who_was_known_by_a_sign_in_is_read_beside_it_from_then_on(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    worker = a_worker(Role.SOCIAL_WORKER)
    key = _sign_in(worker).session_key
    with django_assert_num_queries(2):
        assert _known_by(SessionStore(key)) == worker
    with django_assert_num_queries(1):
        known = _known_by(SessionStore(key))
        assert known == worker
        assert known.authority.name == "Testborough"


def test_what_is_read_beside_a_sign_in_is_as_it_is_now() -> None:
    worker = a_worker(Role.SOCIAL_WORKER)
    key = _sign_in(worker).session_key
    assert _known_by(SessionStore(key)) == worker
    Worker.objects.filter(pk=worker.pk).update(role=Role.ANALYST.value)
    assert _known_by(SessionStore(key)).role == Role.ANALYST.value  # type: ignore[union-attr]  # a worker
    Worker.objects.filter(pk=worker.pk).update(is_active=False)
    assert _known_by(SessionStore(key)) == AnonymousUser()


def test_what_a_sign_in_says_goes_before_who_was_known_by_it() -> None:
    worker, other = a_worker(Role.SOCIAL_WORKER), a_worker(Role.ANALYST)
    key = _sign_in(worker).session_key
    assert key
    knowing._remember(key, other)
    assert _known_by(SessionStore(key)) == worker


def test_nobody_is_known_by_a_sign_in_that_is_over_whoever_was_known_by_it() -> None:
    worker = a_worker(Role.SOCIAL_WORKER)
    store = _sign_in(worker)
    key = store.session_key
    assert _known_by(SessionStore(key)) == worker
    store.flush()
    assert _known_by(SessionStore(key)) == AnonymousUser()


def test_a_connection_that_goes_back_to_the_pool_forgets_for_whom_it_worked() -> None:
    an_agency()
    context.enter(authority_id=1, worker_id=1)
    assert Agency.objects.exists()
    places.forget(connection.connection)
    assert not Agency.objects.exists()


def test_the_pool_that_pages_take_their_connections_from_lets_them_forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDOOR_POOL", "4")
    options = cast(dict[str, object], places.database()["OPTIONS"])
    kept = cast(dict[str, object], options["pool"]) | {"min_size": 1, "max_size": 1, "timeout": 30}
    line = connection.get_connection_params() | {"autocommit": True}
    with ConnectionPool(kwargs=line, open=True, **kept) as pool:  # type: ignore[arg-type]  # as Django hands them on
        with pool.connection() as first:
            first.execute("SELECT set_config('app.authority', '1', false), set_config('app.may_unseal', 'yes', false)")
        with pool.connection() as second:
            assert second is first
            remembered = second.execute("SELECT current_setting('app.authority'), current_setting('app.may_unseal')")
            assert remembered.fetchone() == ("", "no"), "whoever comes next would see the rows of whoever was here"


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
