"""Signing in: guessing is stopped in plain words without shutting others out, and a second step holds."""

from __future__ import annotations

import base64
import hmac
import struct
import time

import pytest
from playwright.sync_api import Browser, Page, expect

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.journeys.conftest import PASSWORD
from tests.journeys.people import somebody
from tests.journeys.steps import a_window, is_accessible, signs_in, signs_out, takes_a_picture

pytestmark = pytest.mark.journey


def test_guessing_is_stopped_for_the_guessed_name_alone(page: Page, journeyborough: int) -> None:
    guessed, colleague = somebody(Role.SOCIAL_WORKER, "Guy Guessford"), somebody(Role.SOCIAL_WORKER, "Gia Guessley")
    for _ in range(4):
        when_somebody_tries(page, guessed, "not the password")
        expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    is_accessible(page)
    when_somebody_tries(page, guessed, "not the password")
    then_it_says_in_plain_words_what_has_happened(page)
    when_somebody_tries(page, guessed, PASSWORD)  # the right one, too, waits
    then_it_says_in_plain_words_what_has_happened(page)
    signs_in(page, colleague)  # at the same computer
    expect(page.get_by_role("heading", name="Board", exact=True)).to_be_visible()


def test_the_first_page_after_sign_in_is_the_one_that_was_asked_for(page: Page, journeyborough: int) -> None:
    worker = somebody(Role.SOCIAL_WORKER, "Wanda Wayfarer")
    page.goto("/my-work/")
    is_accessible(page)
    page.get_by_label("Username").fill(worker.sign_in_name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()


def test_with_an_authenticator_app_the_password_alone_opens_nothing(
    page: Page, browser: Browser, address_of_server: str, journeyborough: int
) -> None:
    worker = somebody(Role.TEAM_MANAGER, "Tova Twosteps")
    signs_in(page, worker)
    secret = when_she_sets_up_an_authenticator_app(page)
    signs_out(page)
    with a_window(browser, address_of_server) as elsewhere:
        when_somebody_tries(elsewhere, worker, PASSWORD)
        then_the_second_step_is_asked(elsewhere)
        then_no_page_opens_without_it(elsewhere)
        when_she_types_a_wrong_code(elsewhere)
        when_she_types_the_code_of_her_app(elsewhere, secret)
        expect(elsewhere.get_by_role("heading", name="Board", exact=True)).to_be_visible()


def when_somebody_tries(page: Page, worker: Worker, password: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Username").fill(worker.sign_in_name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def then_it_says_in_plain_words_what_has_happened(page: Page) -> None:
    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()
    expect(page.get_by_text("closed for 15 minutes")).to_be_visible()
    expect(page.get_by_text("If a child is in danger now, do not wait for this page: telephone.")).to_be_visible()
    takes_a_picture(page, "too-many-attempts")
    is_accessible(page)


def when_she_sets_up_an_authenticator_app(page: Page) -> str:
    page.goto("/account/two-step/totp/activate/")
    expect(page.get_by_role("heading", name="Set up your authenticator app")).to_be_visible()
    takes_a_picture(page, "second-step-set-up")
    is_accessible(page)
    secret = page.locator("strong.fd-wrap").inner_text()
    page.get_by_role("textbox").fill(code_now(secret))
    page.get_by_role("button", name="Use this app").click()
    page.wait_for_url(lambda url: "activate" not in url)
    is_accessible(page)
    page.goto("/")
    return secret


def then_the_second_step_is_asked(page: Page) -> None:
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    takes_a_picture(page, "second-step")
    is_accessible(page)


def then_no_page_opens_without_it(page: Page) -> None:
    for closed in ("/", "/my-work/", "/take-a-contact/"):
        page.goto(closed)
        expect(page.get_by_role("heading", name="Second step")).to_be_visible()


def when_she_types_a_wrong_code(page: Page) -> None:
    page.get_by_role("textbox").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    is_accessible(page)


def when_she_types_the_code_of_her_app(page: Page, secret: str) -> None:
    page.get_by_role("textbox").fill(code_now(secret))
    page.get_by_role("button", name="Sign in").click()


def code_now(secret: str) -> str:
    """The six figures that an authenticator app shows now (RFC 6238)."""
    counted = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counted, "sha1")
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"
