"""The report: whole in one file, no network, valid, and nobody's words as mark-up."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import html5lib

from frontdoor.library.demand.report import write_page
from tests.library.demand.files.ground import analysed, contact, write


def page(folder: Path, **more: str) -> str:
    rows = [
        contact(
            str(number), f"2018-{4 + number // 28:02d}-{number % 28 + 1:02d}T09:00", child_id=f"P{number % 40}", **more
        )
        for number in range(200)
    ]
    return write_page(analysed(write(folder / "contacts.csv", rows), rules="sfdl-2020")[0], made_on=date(2018, 12, 1))


def test_the_page_is_valid_html(tmp_path: Path) -> None:
    html5lib.HTMLParser(strict=True).parse(page(tmp_path))


def test_nothing_in_it_comes_from_elsewhere(tmp_path: Path) -> None:
    html = page(tmp_path).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"(src|href)=\"(?!#)|https?:|@import|url\((?!#)|<script", html)


def test_names_of_senders_are_words_and_never_mark_up(tmp_path: Path) -> None:
    html = page(tmp_path, agency="<b onclick=alert(1)>School & Co")
    assert "<b onclick" not in html
    assert "&lt;b onclick" in html


def test_every_chart_has_words_and_a_table_and_says_how_it_counts(tmp_path: Path) -> None:
    html = page(tmp_path)
    assert html.count("<figcaption>") == html.count("<figure>") == 4
    assert all(drawing.count("aria-label") for drawing in re.findall(r"<svg viewBox[^>]*>", html))
    assert "Net demand, children" in html
    assert "by rule" in html


def test_a_part_month_is_called_one(tmp_path: Path) -> None:
    assert "(part)" in page(tmp_path)
