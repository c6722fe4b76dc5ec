"""What is made at night is made beside the pages, once at the start, and stops with them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from frontdoor.site import nightly

NOON = datetime(2018, 7, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "hours"),
    [
        (datetime(2018, 7, 24, 12, 0, tzinfo=UTC), 11 + 20 / 60),
        (datetime(2018, 7, 23, 23, 10, tzinfo=UTC), 10 / 60),
        (datetime(2018, 10, 27, 12, 0, tzinfo=UTC), 11 + 20 / 60),
        (datetime(2018, 10, 28, 0, 0, tzinfo=UTC), 24 + 20 / 60),  # clocks go back in this night's small hours
    ],
)
def test_the_next_night_begins_at_twenty_past_midnight_in_london(at: datetime, hours: float) -> None:
    assert nightly.seconds_to_night(at) == pytest.approx(hours * 3600)


def test_it_is_made_once_at_the_start(tmp_path: Path) -> None:
    made = tmp_path / "made"
    words = (sys.executable, "-c", f"open({str(made)!r}, 'a').write('once ')")
    with nightly.forecasts_made(words=words, clock=lambda: NOON):
        for _ in range(200):
            if made.exists() and made.read_text():
                break
            sleep(0.05)  # another process writes it
    assert made.read_text() == "once "


def test_what_is_being_made_ends_with_the_pages() -> None:
    with nightly.forecasts_made(words=(sys.executable, "-c", "import time; time.sleep(600)"), clock=lambda: NOON):
        pass


def test_what_could_not_be_made_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    nightly._make_once(Event(), (sys.executable, "-c", "raise SystemExit(1)"))
    assert "was not done" in caplog.text
