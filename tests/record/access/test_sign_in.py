"""Signing in and out: who comes in is in the ledger, guessing is stopped, and nothing else of the library is open."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from frontdoor.record.access import context, sessions
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker

pytestmark = pytest.mark.django_db
PASSWORD = "a lantern in the harbour"
SETTINGS = "/settings/"
SECOND_STEP = "/account/two-step/authenticate/"


def sign_in(client: Client, worker: Worker, password: str = PASSWORD, **extra: str) -> object:
    return client.post("/account/login/", {"login": worker.sign_in_name, "password": password}, **extra)


def acts_of(worker: Worker) -> list[str]:
    context.enter(authority_id=1, worker_id=None)  # a request ends by working for nobody
    return list(Entry.objects.filter(by_id=worker.pk).order_by("number").values_list("act", flat=True))


def test_sign_in_and_sign_out_are_in_the_ledger(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    assert sign_in(client, worker).status_code == 302
    assert client.get(SETTINGS).status_code == 200
    assert client.post("/account/logout/").status_code == 302
    assert client.get(SETTINGS).status_code == 302
    assert acts_of(worker) == ["worker.signed_in", "worker.signed_out"]


def test_that_one_has_signed_in_is_not_announced(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    answer = client.post(
        "/account/login/", {"login": worker.sign_in_name, "password": PASSWORD, "next": SETTINGS}, follow=True
    )
    assert answer.status_code == 200
    assert not list(get_messages(answer.wsgi_request))
    assert b"Successfully signed in" not in answer.content


def test_the_name_is_read_in_any_case(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    client.post("/account/login/", {"login": worker.sign_in_name.upper(), "password": PASSWORD})
    assert client.get(SETTINGS).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "signup/", "email/", "confirm-email/", "confirm-email/abc/", "password/change/", "password/set/",
        "password/reset/", "password/reset/done/", "password/reset/key/1-set-password/", "login/code/",
        "login/code/confirm/",
        "two-step/trust/", "two-step/webauthn/", "",
    ],
)  # fmt: skip
def test_pages_of_the_library_that_nobody_needs_are_closed(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404
    client.force_login(a_worker(Role.ADMINISTRATOR))
    assert client.get(f"/account/{path}").status_code == 404


def test_the_sign_in_page_offers_no_password_reset(client: Client) -> None:
    said = client.get("/account/login/").content.decode()
    assert "/password/" not in said
    assert "Forgot your password" not in said


def test_five_wrong_guesses_close_the_name_at_that_address_only(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    spelt = [
        worker.sign_in_name,
        worker.sign_in_name.upper(),
        f" {worker.sign_in_name}",
        worker.sign_in_name,
        worker.sign_in_name,
    ]
    last = [client.post("/account/login/", {"login": name, "password": "wrong wrong"}).status_code for name in spelt][
        -1
    ]
    assert last == 429
    shut = sign_in(client, worker)
    assert shut.status_code == 429
    assert b"Too many attempts" in shut.content
    assert sign_in(client, worker, REMOTE_ADDR="10.1.2.3").status_code == 302


def test_somebody_elses_guesses_do_not_shut_a_colleague_out(client: Client) -> None:
    worker, colleague = a_worker(Role.ADMINISTRATOR, password=PASSWORD), a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    for _ in range(6):
        sign_in(client, worker, "wrong wrong")
    assert sign_in(Client(), colleague).status_code == 302


def test_an_account_that_is_closed_cannot_sign_in(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    Worker.objects.filter(pk=worker.pk).update(is_active=False)
    answer = client.post("/account/login/", {"login": worker.sign_in_name, "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert client.get(SETTINGS).status_code == 302


def test_an_account_that_is_closed_is_out_at_the_next_request(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    sign_in(client, worker)
    assert client.get(SETTINGS).status_code == 200
    Worker.objects.filter(pk=worker.pk).update(is_active=False)
    assert client.get(SETTINGS).status_code == 302


def shift(client: Client, *, began: int = 0, used: int = 0) -> None:
    """Let the session have begun, or have been used, so many seconds earlier."""
    session = client.session
    session[sessions.BEGAN] -= began
    session[sessions.USED] -= used
    session.save()


def test_a_sign_in_that_nobody_uses_ends(client: Client, settings: Settings) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    sign_in(client, worker)
    shift(client, used=settings.SESSION_IDLE_SECONDS - 30)
    assert client.get(SETTINGS).status_code == 200, "a quarter of an hour is not over yet"
    shift(client, used=settings.SESSION_IDLE_SECONDS + 1)
    assert client.get(SETTINGS).status_code == 302
    assert acts_of(worker)[-1] == "worker.signed_out"
    assert client.get(SETTINGS).status_code == 302


def test_a_sign_in_ends_after_twelve_hours_of_work(client: Client, settings: Settings) -> None:
    sign_in(client, a_worker(Role.ADMINISTRATOR, password=PASSWORD))
    shift(client, began=settings.SESSION_COOKIE_AGE + 1)
    assert client.get(SETTINGS).status_code == 302


def test_what_an_open_page_fetches_by_itself_does_not_keep_a_sign_in_alive(client: Client) -> None:
    sign_in(client, a_worker(Role.ADMINISTRATOR, password=PASSWORD))
    shift(client, used=600)
    before = client.session[sessions.USED]
    client.get(SETTINGS, headers={"sec-fetch-dest": "empty"})
    assert client.session[sessions.USED] == before
    client.post(SETTINGS, headers={"sec-fetch-dest": "empty"})
    assert client.session[sessions.USED] > before, "what it saves is use: autosave keeps a sign-in alive"


def test_use_is_noted_at_most_once_a_minute(client: Client, django_assert_num_queries: object) -> None:
    sign_in(client, a_worker(Role.ADMINISTRATOR, password=PASSWORD))
    client.get(SETTINGS)
    noted = client.session[sessions.USED]
    shift(client, used=50)
    client.get(SETTINGS)
    assert client.session[sessions.USED] == noted - 50
    shift(client, used=11)
    client.get(SETTINGS)
    assert client.session[sessions.USED] >= noted


def test_a_session_is_over_exactly_at_its_limit(now: datetime, settings: Settings) -> None:
    session = Client().session
    sessions.begin(session, at=now)
    idle = timedelta(seconds=settings.SESSION_IDLE_SECONDS)
    assert not sessions.is_over(session, at=now + idle - timedelta(seconds=1))
    assert sessions.is_over(session, at=now + idle)


def code_for(secret: str, *, periods: int = 0) -> str:
    """The code that an app shows now, or showed so many periods of half a minute ago (less than nothing)."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + periods))


def test_outside_the_demonstration_nothing_opens_before_the_second_step_is_set_up(
    client: Client, settings: Settings
) -> None:
    settings.TOTP_IS_REQUIRED = True
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    sign_in(client, worker)
    activate = reverse("mfa_activate_totp")
    for path in (SETTINGS, "/", "/account/two-step/", "/account/two-step/codes/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location")) == (302, activate), path
    page = client.get(activate)
    assert page.status_code == 200
    secret = page.context["form"].secret
    answer = client.post(activate, {"code": code_for(secret)})
    assert answer.status_code == 302, page.context["form"].errors
    assert client.get(SETTINGS).status_code == 200


def test_with_a_second_step_the_password_alone_opens_nothing(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(worker, secret)
    assert Authenticator.objects.filter(user=worker).count() == 1
    answer = sign_in(client, worker)
    assert answer.headers["Location"].startswith(SECOND_STEP)
    assert client.get(SETTINGS).status_code == 302
    assert acts_of(worker) == []
    client2 = Client()
    sign_in(client2, worker)
    assert client2.get(SECOND_STEP).status_code == 200
    assert client2.post(SECOND_STEP, {"code": code_for(secret)}).status_code == 302
    assert client2.get(SETTINGS).status_code == 200
    assert acts_of(worker) == ["worker.signed_in"]


def test_a_code_typed_as_the_app_turns_to_the_next_is_still_good_but_an_older_one_is_not(client: Client) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(worker, secret)
    sign_in(client, worker)
    assert client.post(SECOND_STEP, {"code": code_for(secret, periods=-3)}).status_code == 200
    assert client.post(SECOND_STEP, {"code": code_for(secret, periods=-1)}).status_code == 302


def test_a_code_that_was_taken_is_not_taken_again_while_it_would_still_be_good(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = a_worker(Role.ADMINISTRATOR, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(worker, secret)
    code = code_for(secret, periods=1)
    sign_in(client, worker)
    assert client.post(SECOND_STEP, {"code": code}).status_code == 302
    a_minute_on = time.time() + 59
    monkeypatch.setattr(time, "time", lambda: a_minute_on)  # the sign-in library remembers a code for 30 seconds only
    elsewhere = Client()
    sign_in(elsewhere, worker)
    assert elsewhere.post(SECOND_STEP, {"code": code}).status_code == 200
    assert elsewhere.get(SETTINGS).status_code == 302


def test_a_worker_may_sign_out_before_the_second_step_is_set_up(client: Client, settings: Settings) -> None:
    settings.TOTP_IS_REQUIRED = True
    sign_in(client, a_worker(Role.ADMINISTRATOR, password=PASSWORD))
    assert client.get("/account/logout/").status_code == 200
    assert client.post("/account/logout/").headers["Location"] != reverse("mfa_activate_totp")


def test_no_sign_in_without_its_ledger_entry(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from frontdoor.record.access import actions

    def broken(**_: object) -> None:
        raise RuntimeError("the ledger is away")

    monkeypatch.setattr(actions, "note_sign_in", broken)
    client.raise_request_exception = False
    assert sign_in(client, a_worker(Role.ADMINISTRATOR, password=PASSWORD)).status_code == 500
    assert client.get(SETTINGS).status_code == 302
