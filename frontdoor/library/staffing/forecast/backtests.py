"""Whether a forecast deserves to be believed: it is made again for what has gone by, from what was known then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from frontdoor.library.staffing.forecast import forecasting
from frontdoor.library.staffing.forecast.fitting import Floats
from frontdoor.library.staffing.forecast.forecasting import Forecast
from frontdoor.library.staffing.forecast.naive import TENTH, WEEK, last_week_again, seasonal_naive, weekly_sums
from frontdoor.library.staffing.scenario import Unworkable

YEAR = 12
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Weeks:
    """How forecasts of whole weeks fared, beside the last seven days again; `counted` is how many weeks that was.

    An error of 1 is how far a week usually is from the one before it.
    """

    error: float
    naive_error: float
    cover: float
    naive_cover: float
    counted: int


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """How forecasts of the past fared, beside saying that each day is like that of a week before (or month, of a year).

    Errors are mean absolute scaled errors: 1 is how far a day usually is from the same day a week before. `cover` is
    the share of counts inside the 80 % interval.
    """

    error: float
    naive_error: float
    cover: float
    naive_cover: float
    origins: int
    steps: int
    first_on: date
    last_on: date
    weeks: Weeks | None = None

    @property
    def is_better(self) -> bool:
        """Say whether the forecast was nearer than the seasonal naive one: in its days, and in its weeks if any."""
        return self.error < self.naive_error and (self.weeks is None or self.weeks.error < self.weeks.naive_error)

    @property
    def words(self) -> str:
        """Say in a sentence how far it may be believed."""
        told = (
            f"Made again {self.origins} times for periods from {self.first_on} to {self.last_on}: "
            f"{self.cover:.0%} of counts were inside the 80 % interval{self._weeks_words}."
        )
        if not self.is_better:
            errors = f"{self.error:.2f} against {self.naive_error:.2f}"
            return f"This forecast cannot beat repeating the last season ({errors}). {told}"
        smaller = 1 - self.error / self.naive_error
        return f"Its errors were {smaller:.0%} smaller than those of repeating the last season. {told}"

    @property
    def _weeks_words(self) -> str:
        return "" if self.weeks is None else f", and {self.weeks.cover:.0%} of {self.weeks.counted} weeks"


@dataclass(frozen=True, kw_only=True)
class Score:
    """One forecast of the past against what came."""

    error: float
    naive_error: float
    cover: float
    naive_cover: float
    weeks: Weeks | None = None


def of_days(
    history: Mapping[date, int],
    named: Mapping[date, str],
    *,
    steps: int = 28,
    origins: int = 6,
    season: int = WEEK,
    skipped: int = 0,
) -> Backtest:
    """Forecast days again, from each of some days in the last half of the history."""
    days = sorted(history)

    def made(known: int) -> Forecast:
        past = {day: history[day] for day in days[:known]}
        return forecasting.of_days(past, days[known : known + steps], named, skipped=skipped)

    return _backtest(history, made, least=forecasting.LEAST_DAYS, steps=steps, origins=origins, season=season)


def of_months(
    history: Mapping[date, int], working_days: Mapping[date, float], *, steps: int = 3, origins: int = 12
) -> Backtest:
    """Forecast months again, from each of some months in the last half of the history."""
    months = sorted(history)

    def made(known: int) -> Forecast:
        past = {month: history[month] for month in months[:known]}
        ahead = {month: working_days[month] for month in months[known : known + steps]}
        return forecasting.of_months(past, ahead, working_days)

    return _backtest(history, made, least=forecasting.LEAST_MONTHS, steps=steps, origins=origins, season=YEAR)


def _backtest(
    history: Mapping[date, int],
    made: Callable[[int], Forecast],
    *,
    least: int,
    steps: int,
    origins: int,
    season: int,
) -> Backtest:
    periods = sorted(history)
    counts = np.array([history[period] for period in periods], float)
    first, last = max(least, len(counts) // 2), len(counts) - steps
    if last < first:
        raise Unworkable(f"There is too little history to test a forecast of {steps} against: {len(counts)} counts.")
    places = sorted({int(place) for place in np.linspace(first, last, origins)})
    scores = [score(counts[:known], counts[known : known + steps], made(known), season) for known in places]
    return Backtest(
        error=float(np.mean([one.error for one in scores])),
        naive_error=float(np.mean([one.naive_error for one in scores])),
        cover=float(np.mean([one.cover for one in scores])),
        naive_cover=float(np.mean([one.naive_cover for one in scores])),
        origins=len(scores),
        steps=steps,
        first_on=periods[places[0]],
        last_on=periods[places[-1] + steps - 1],
        weeks=_together([one.weeks for one in scores if one.weeks is not None]),
    )


def _together(scores: list[Weeks]) -> Weeks | None:
    """Put the weeks of every origin together."""
    if not scores:
        return None
    return Weeks(
        error=float(np.mean([one.error for one in scores])),
        naive_error=float(np.mean([one.naive_error for one in scores])),
        cover=float(np.mean([one.cover for one in scores])),
        naive_cover=float(np.mean([one.naive_cover for one in scores])),
        counted=sum(one.counted for one in scores),
    )


def score(past: Floats, came: Floats, said: Forecast, season: int) -> Score:
    """Score one forecast, and the seasonal naive one beside it."""
    differences = past[season:] - past[:-season]
    scale = max(float(np.abs(differences).mean()), 1e-9)
    naive = seasonal_naive(past, len(came), season)
    half = TENTH * float(differences.std())
    lows, highs = np.array(said.lows), np.array(said.highs)
    return Score(
        error=float(np.abs(came - np.array(said.means)).mean()) / scale,
        naive_error=float(np.abs(came - naive).mean()) / scale,
        cover=float(((came >= lows) & (came <= highs)).mean()),
        naive_cover=float((np.abs(came - naive) <= half).mean()),
        weeks=_score_weeks(past, came, said) if said.weeks else None,
    )


def _score_weeks(past: Floats, came: Floats, said: Forecast) -> Weeks:
    skipped, begins = said.periods.index(said.weeks[0].begins_on), [week.begins_on for week in said.weeks]
    true = came[skipped : skipped + WEEK * len(begins)].reshape(-1, WEEK).sum(axis=1)
    known = {said.known_until - DAY * back: int(count) for back, count in enumerate(past[::-1])}
    naive = last_week_again(known, begins)
    scale = max(float(np.abs(np.diff(weekly_sums(past))).mean()), 1e-9)
    return Weeks(
        error=float(np.mean([abs(one - week.mean) for one, week in zip(true, said.weeks, strict=True)])) / scale,
        naive_error=float(np.mean([abs(one - week.mean) for one, week in zip(true, naive, strict=True)])) / scale,
        cover=float(np.mean([week.low <= one <= week.high for one, week in zip(true, said.weeks, strict=True)])),
        naive_cover=float(np.mean([week.low <= one <= week.high for one, week in zip(true, naive, strict=True)])),
        counted=len(begins),
    )
