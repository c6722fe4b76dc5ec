"""What may be planned of somebody's time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from frontdoor.record.capacity.rules import (
    AwayFacts,
    DutyFacts,
    HoursFacts,
    reasons_not_to_be_away,
    reasons_not_to_contract,
    reasons_not_to_put_on_duty,
)

HOURS = HoursFacts(weekly=Decimal("22.5"), weekdays=[1, 2, 3], is_planned_from_then=False)
AWAY = AwayFacts(from_on=date(2018, 7, 30), until_on=date(2018, 8, 3), is_planned_already=False)
DUTY = DutyFacts(is_away=False, works_that_day=True, is_on_duty_already=False)


def test_what_can_be_planned_has_no_reasons_against_it() -> None:
    assert reasons_not_to_contract(HOURS) == []
    assert reasons_not_to_contract(replace(HOURS, weekly=Decimal(0), weekdays=[])) == []
    assert reasons_not_to_be_away(AWAY) == []
    assert reasons_not_to_put_on_duty(DUTY) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (replace(HOURS, weekly=Decimal(-1)), "between 0 and 48"),
        (replace(HOURS, weekly=Decimal("48.5")), "between 0 and 48"),
        (replace(HOURS, weekdays=[]), "on which days"),
        (replace(HOURS, weekdays=[0, 1]), "1 (Monday) to 7 (Sunday)"),
        (replace(HOURS, is_planned_from_then=True), "take those back first"),
    ],
)
def test_hours_are_refused_with_what_to_do(facts: HoursFacts, words: str) -> None:
    assert any(words in reason for reason in reasons_not_to_contract(facts))


def test_days_away_are_in_order_and_said_once() -> None:
    assert "before the first" in reasons_not_to_be_away(replace(AWAY, until_on=date(2018, 7, 29)))[0]
    assert "already" in reasons_not_to_be_away(replace(AWAY, is_planned_already=True))[0]


def test_nobody_is_on_duty_when_they_are_not_at_work() -> None:
    assert "away that day" in reasons_not_to_put_on_duty(replace(DUTY, is_away=True))[0]
    assert "day of the week" in reasons_not_to_put_on_duty(replace(DUTY, works_that_day=False))[0]
    assert "already" in reasons_not_to_put_on_duty(replace(DUTY, is_on_duty_already=True))[0]
