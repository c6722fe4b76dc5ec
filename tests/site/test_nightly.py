"""What is made at night is made beside the pages, some of it at the start, and stops with them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from threading import Event

import pytest

from frontdoor.site import nightly
from frontdoor.site.commands import app

NIGHTFALL = datetime(2018, 7, 24, 23, 19, 59, 999999, tzinfo=UTC)
"""A millionth of a second before the night's work in London, where it is summer."""
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


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write down what is run, instead of running it."""
    ran: list[str] = []
    monkeypatch.setattr(nightly, "run", lambda command, _: ran.append(command))
    return ran


def test_some_is_made_at_the_start_and_all_every_night(ran: list[str]) -> None:
    stop, nights = Event(), iter([NIGHTFALL, NIGHTFALL])

    def clock() -> datetime:
        night = next(nights, None)
        if night is None:
            stop.set()
        return night or NOON

    nightly._work(stop, clock)
    at_start = ["forecasts", "handling"]
    at_night = [*at_start, "duplicates"]  # which looks everybody up: for the night alone
    assert ran == [*at_start, *at_night, *at_night]


def test_every_work_of_the_night_is_a_command() -> None:
    known = {command.name for command in app.registered_commands}
    assert set(nightly.AT_NIGHT) <= known


def test_what_is_being_made_ends_with_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "COMMANDS", (sys.executable, "-c", "import time; time.sleep(600)"))
    with nightly.kept(clock=lambda: NOON):
        pass


def test_what_could_not_be_made_is_logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "COMMANDS", (sys.executable, "-c", "raise SystemExit(1)"))
    nightly.run("forecasts", Event())
    assert "`frontdoor forecasts` says why" in caplog.text
