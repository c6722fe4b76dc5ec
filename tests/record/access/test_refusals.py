"""What is refused says so, and stands in the ledger."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from frontdoor.record.access import context, middleware
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker

pytestmark = pytest.mark.django_db


def test_a_page_that_a_role_may_not_open_is_refused_and_noted(client: Client) -> None:
    officer = a_worker(Role.CONTACT_OFFICER)
    client.force_login(officer)
    answer = client.get("/settings/?q=Ann")
    assert answer.status_code == 403
    assert b"You may not open this" in answer.content
    context.enter(authority_id=1, worker_id=None)  # a request ends by working for nobody
    entry = Entry.objects.get(by_id=officer.pk)
    assert (entry.act, entry.detail) == ("worker.refused", {"page": "settings", "method": "GET"})


def test_an_act_that_a_view_forgot_to_refuse_is_a_plain_page() -> None:
    request = RequestFactory().post("/settings/")
    request.user = a_worker(Role.ANALYST)
    request.resolver_match = None
    answers = middleware.AnswerRefusals(lambda _: pytest.fail("not reached"))
    no = answers.process_exception(request, NotPermitted(["Your role may not do this: rate."]))
    assert no is not None
    assert no.status_code == 403
    assert b"may not do this: rate" in no.content
    later = answers.process_exception(request, Refused(["Read the history first."]))
    assert later is not None
    assert later.status_code == 409
    assert b"Read the history first." in later.content
    assert answers.process_exception(request, KeyError("other")) is None


def test_what_may_not_be_seen_is_not_found(client: Client) -> None:
    client.force_login(a_worker(Role.SOCIAL_WORKER))
    assert client.get("/children/P999999/").status_code == 404
    assert client.get("/contacts/C9999999/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/settings/", "/account/login/", "/nowhere/", "/account/two-step/", "/account/logout/"]
)
def test_every_answer_is_kept_by_nobody_and_framed_by_nobody(client: Client, path: str) -> None:
    for _ in range(2):
        answer = client.get(path)
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        client.force_login(a_worker(Role.ADMINISTRATOR))
