"""Nothing typed is lost: a form that came too late goes back to its sender, and to nobody else."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frontdoor.record.access.roles import Role
from tests.builders import a_worker

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {"what_happened": 'She said:\n"he <shouts> & I\'m scared"', "name": ["Ann", "Bo"], "save": "yes"}
FORM = "/settings/"  # any guarded address: the guard comes before the method


def given_back(body: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', body):
        if name != "csrfmiddlewaretoken":
            found.setdefault(html.unescape(name), []).append(html.unescape(value))
    return found


def test_a_form_sent_after_a_time_out_comes_back_to_be_sent_again(client: Client) -> None:
    answer = client.post(FORM, TYPED, **OURS)
    body = answer.content.decode()
    assert answer.status_code == 401
    assert "Nothing was saved" in body
    assert 'target="_blank"' in body
    assert 'action="/settings/"' in body
    assert given_back(body) == {"what_happened": [TYPED["what_happened"]], "name": ["Ann", "Bo"], "save": ["yes"]}
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_form_with_a_stale_token_comes_back_with_a_fresh_one() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_worker(Role.ADMINISTRATOR))
    answer = client.post(FORM, {**TYPED, "csrfmiddlewaretoken": "x" * 64}, **OURS)
    body = answer.content.decode()
    assert answer.status_code == 403
    assert given_back(body)["name"] == ["Ann", "Bo"]
    fresh = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
    assert fresh
    again = client.post(FORM, {**given_back(body), "csrfmiddlewaretoken": fresh[1]}, **OURS)
    assert b"Not sent yet" not in again.content, "the second sending is taken"
    unmasked = client.cookies["csrftoken"].value
    assert b"Not sent yet" not in client.post(FORM, {"csrfmiddlewaretoken": unmasked}, **OURS).content


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "http://elsewhere.example"}, {"HTTP_ORIGIN": "null"},
                                    {"HTTP_REFERER": "http://testserver.elsewhere.example/"}])  # fmt: skip
def test_another_sites_form_is_never_given_our_token(origin: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_worker(Role.ADMINISTRATOR))
    answer = client.post(FORM, TYPED, **origin)
    assert answer.status_code == 403
    assert b"csrfmiddlewaretoken" not in answer.content
    assert b"shouts" not in answer.content


def test_passwords_and_files_are_never_given_back(client: Client) -> None:
    letter = SimpleUploadedFile("letter.txt", b"a private letter")
    answer = client.post(FORM, {"note": "kept", "new_password": "a secret thing", "letter": letter}, **OURS)
    body = answer.content.decode()
    assert given_back(body) == {"note": ["kept"]}
    assert "a secret thing" not in body
    assert "private letter" not in body
    assert "attach them again" in body


def test_a_stale_sign_in_form_gives_nothing_back() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "ann", "password": "a secret thing"}, **OURS)
    assert answer.status_code == 403
    assert b"a secret thing" not in answer.content
    assert b'value="ann"' not in answer.content


def test_a_page_opened_signed_out_still_leads_to_sign_in(client: Client) -> None:
    assert client.get(FORM).headers["Location"].startswith("/account/login/?next=")
