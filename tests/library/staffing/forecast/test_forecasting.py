"""Forecasts learn week, year and days off; they say how sure they are, and say so when they are no use."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library.clocks import england_and_wales
from frontdoor.library.staffing import Unworkable
from frontdoor.library.staffing.forecast import backtests, forecasting

START = date(2021, 4, 5)
HOLIDAYS = {day: name for year in range(2021, 2026) for day, name in england_and_wales(year).items()}


def days(count: int) -> list[date]:
    return [START + timedelta(days=place) for place in range(count)]


def expected(day: date, level: float = 60.0) -> float:
    week = (1.2, 1.1, 1.0, 1.0, 1.05, 0.25, 0.2)[0 if day.weekday() == 0 else day.weekday()]
    year = 1 + 0.15 * np.sin(2 * np.pi * day.timetuple().tm_yday / 365.25)
    return level * (0.25 if day in HOLIDAYS else week) * year


def counted(count: int, seed: int = 1, level: float = 60.0) -> dict[date, int]:
    chance = np.random.default_rng(seed)
    return {day: int(chance.poisson(expected(day, level))) for day in days(count)}


def test_a_known_pattern_is_found_again() -> None:
    history, ahead = counted(1000), days(1028)[1000:]
    forecast = forecasting.of_days(history, ahead, HOLIDAYS)
    true = np.array([expected(day) for day in ahead])
    assert np.abs(np.array(forecast.means) / true - 1).mean() < 0.08
    assert forecast.known == sum(history.values())
    assert forecast.known_until == days(1000)[-1]


def test_a_bank_holiday_to_come_is_seen_coming() -> None:
    history = counted(700)
    ahead = [START + timedelta(days=place) for place in range(700, 760)]
    forecast = dict(zip(ahead, forecasting.of_days(history, ahead, HOLIDAYS).means, strict=True))
    easter_monday = date(2023, 4, 10)
    assert forecast[easter_monday] < 0.5 * forecast[easter_monday + timedelta(days=7)]


def test_eight_counts_in_ten_lie_inside_the_interval() -> None:
    cover = [backtests.of_days(counted(600, seed), HOLIDAYS, origins=4).cover for seed in range(5)]
    assert 0.74 < np.mean(cover) < 0.9


def test_it_beats_repeating_the_last_week_and_says_by_how_much() -> None:
    found = backtests.of_days(counted(800), HOLIDAYS)
    assert found.is_better
    assert found.error < 0.8 * found.naive_error
    assert "smaller than those of repeating the last season" in found.words


def test_a_forecast_that_cannot_beat_the_last_week_says_so() -> None:
    weekly = {day: 10 + day.weekday() for day in days(300)}
    found = backtests.of_days(weekly, {})
    assert not found.is_better
    assert found.words.startswith("This forecast cannot beat repeating the last season")


def test_a_step_in_the_level_is_followed() -> None:
    history = counted(600)
    later = {day: count * 2 for day, count in counted(700).items() if day not in history}
    forecast = forecasting.of_days(history | later, days(728)[700:], HOLIDAYS)
    true = sum(2 * expected(day) for day in days(728)[700:])
    assert sum(forecast.means) == pytest.approx(true, rel=0.12)


def test_months_are_forecast_by_their_working_days() -> None:
    chance = np.random.default_rng(4)
    months = [date(2014 + place // 12, place % 12 + 1, 1) for place in range(99)]
    working = {month: float(chance.integers(18, 24)) for month in months}
    history = {month: int(chance.poisson(12 * working[month])) for month in months[:96]}
    found = forecasting.of_months(history, {month: working[month] for month in months[96:]}, working)
    assert list(found.means) == pytest.approx([12 * working[month] for month in months[96:]], rel=0.12)
    assert backtests.of_months(history, working).is_better


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.floats(0.0, 3.0), st.integers(56, 500))
def test_any_counts_give_finite_figures_in_order(seed: int, level: float, count: int) -> None:
    found = forecasting.of_days(counted(count, seed, level), days(count + 14)[count:], HOLIDAYS)
    for low, mean, high in zip(found.lows, found.means, found.highs, strict=True):
        assert 0 <= low <= mean <= high < 1e6


def test_too_little_is_refused() -> None:
    with pytest.raises(Unworkable, match="at least 56 days of counts; there are 20"):
        forecasting.of_days(counted(20), days(30)[20:], {})
    with pytest.raises(Unworkable, match="too little history"):
        backtests.of_days(counted(70), {}, steps=28)
