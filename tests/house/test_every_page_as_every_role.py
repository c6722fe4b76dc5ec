"""Every address, asked once as every role: it answers as the roles table says, safely, and never breaks."""

from __future__ import annotations

import pytest

from frontdoor.record.access.roles import Role, may
from tests.house import crawl
from tests.house.crawl import Answer

pytestmark = pytest.mark.django_db
ALLOWED = {200, 204, 302, 400, 404, 405, 409, 410, 422}
OPEN_ALSO = {401, 403, 415}  # the sign-in library's own refusals, and the machines' door without a key
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


def complaint(answer: Answer) -> str:
    """Say what is wrong with an answer, or nothing."""
    status, needed = answer.response.status_code, getattr(answer.address.view, "needs", None)
    if status >= 500:
        return f"{answer.words}: broken"
    if status == 405:
        return ""  # asked in a way that nobody may: it tells nothing
    if needed and answer.role is None:
        expected = 302 if answer.method == "GET" else 401
        sent_on = status == 401 or answer.response.headers.get("Location", "").startswith("/account/login/")
        return (
            ""
            if status == expected and sent_on
            else f"{answer.words}: it opened to nobody, or did not say how to sign in"
        )
    if needed and answer.role and not may(answer.role.value, needed):
        return "" if status == 403 else f"{answer.words}: the roles table says no ({needed.value})"
    if needed and status == 403:
        return f"{answer.words}: the roles table says yes ({needed.value})"
    return "" if status in ALLOWED | (OPEN_ALSO if not needed else set()) else f"{answer.words}: not expected"


def unsafe(answer: Answer) -> str:
    """Say which safe header an answer lacks, or nothing."""
    headers = answer.response.headers
    policy = headers.get("Content-Security-Policy", "")
    missing = [name for name, value in HEADERS.items() if headers.get(name) != value]
    missing += [] if "no-store" in headers.get("Cache-Control", "") else ["Cache-Control: no-store"]
    missing += [] if "default-src 'none'" in policy and "unsafe" not in policy else ["Content-Security-Policy"]
    return f"{answer.words}: lacks {missing}" if missing else ""


@pytest.mark.parametrize("role", crawl.ROLES, ids=lambda role: role.value if role else "nobody")
def test_every_address_answers_as_the_roles_table_says(role: Role | None) -> None:
    answers = list(crawl.ask(crawl.a_busy_day(), roles=[role], methods=("GET", "POST")))
    assert len(answers) > 30
    wrong = [said for answer in answers for said in (complaint(answer), unsafe(answer)) if said]
    assert not wrong, "\n".join(wrong)


def test_a_page_that_is_open_to_the_wrong_role_would_be_found() -> None:
    answers = [
        one
        for one in crawl.ask(crawl.a_busy_day(), roles=[Role.ADMINISTRATOR], methods=("GET",))
        if one.address.name == "settings"
    ]
    (opened,) = answers
    stolen = Answer(address=opened.address, role=Role.PARTNER, method="GET", url=opened.url, response=opened.response)
    assert "roles table says no" in complaint(stolen)
    nobody = Answer(address=opened.address, role=None, method="GET", url=opened.url, response=opened.response)
    assert complaint(nobody)
    del opened.response.headers["Content-Security-Policy"]
    assert "Content-Security-Policy" in unsafe(opened)
