"""Every page parses as HTML without an error, and carries no script or style of its own."""

from __future__ import annotations

import re

import html5lib
import pytest
from html5lib.html5parser import ParseError

from frontdoor.record.access.roles import Role
from tests.house import crawl
from tests.house.ground import HOUSE

INLINE = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE),
    "a style in the page": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an on… attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an expression run by htmx": re.compile(r"\shx-on|\shx-vals\s*=\s*[\"']js:", re.IGNORECASE),
}
# The sign-in library's frame for security keys, which are switched off: the browser would refuse nothing here either.
LET_BE = {"frontdoor/site/templates/mfa/authenticate.html"}


def inline(text: str) -> list[str]:
    """Name what the content policy would refuse."""
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def error_in(page: bytes) -> str:
    """Say where a page is not HTML, or nothing."""
    parser = html5lib.HTMLParser(strict=True)
    try:
        parser.parse(page, transport_encoding="utf-8")
    except ParseError as error:
        (row, column), code, more = parser.errors[-1]
        line = page.decode().splitlines()[row - 1]
        return f"{error} [{code} {more}] near: …{line[max(0, column - 90) : column + 20]}…"
    return ""


def test_no_template_carries_script_or_style() -> None:
    wrong = [
        f"{file.relative_to(HOUSE.parent)}: {found}"
        for file in sorted(HOUSE.rglob("templates/**/*.html"))
        if file.relative_to(HOUSE.parent).as_posix() not in LET_BE and (found := inline(file.read_text()))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "bad", ["<p style='x'>", '<a onclick="x">', "<script>x</script>", "<style>", '<a href="javascript:x">']
)
def test_script_or_style_in_a_template_would_be_found(bad: str) -> None:
    assert inline(bad)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", [None, Role.SOCIAL_WORKER, Role.SERVICE_MANAGER, Role.PARTNER, Role.ADMINISTRATOR], ids=str
)
def test_every_page_parses_as_html(role: Role | None) -> None:
    pages = [one for one in crawl.ask(crawl.a_busy_day(), roles=[role], methods=("GET",)) if one.is_page]
    assert pages
    wrong = [f"{page.words}: {said}" for page in pages if (said := _wrong(page.response.content))]
    assert not wrong, "\n".join(wrong)


def _wrong(content: bytes) -> str:
    whole = (
        content
        if b"<!DOCTYPE" in content[:200]
        else b"<!DOCTYPE html><html><head><title>Part</title></head><body>" + content
    )
    return error_in(whole) or "; ".join(inline(content.decode()))


def test_a_page_that_is_not_html_would_be_found() -> None:
    assert error_in(b"<!DOCTYPE html><html><head><title>x</title></head><body><p><div></p></div></body></html>")
    assert not error_in(b"<!DOCTYPE html><html><head><title>x</title></head><body><p>x</p></body></html>")
