"""Counts of the coming days or months, with intervals: `forecasting.of_days(history, until, named)`.

How much the level may wander is not chosen by hand: each candidate forecasts the last stretches of the history from
what was known before them, and those that did better weigh more. The same trials say how wide intervals must be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from frontdoor.library.staffing.forecast import design
from frontdoor.library.staffing.forecast.design import Design
from frontdoor.library.staffing.forecast.fitting import Fitted, Floats, fit
from frontdoor.library.staffing.forecast.naive import TENTH, WEEK, Week
from frontdoor.library.staffing.scenario import Unworkable

COVER = 0.8
WANDERS = (1e-5, 1e-4, 1e-3, 4e-3)
MONTHLY_WANDERS = (1e-4, 1e-3, 4e-3, 1.5e-2)
TRIALS = 6
FAR_LEAST = 0.7
SHARPNESS = 25.0
STUDENT = (1.70, 1.70, 1.24, 1.14, 1.10, 1.075)  # half of what a tenth of Student's t is beyond a normal's, by trials
LEAST_DAYS, LEAST_MONTHS, MOST_DAYS = 56, 24, 1461


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What is expected on each day or in each month, and between what it will be eight times in ten."""

    periods: tuple[date, ...]
    means: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    known_until: date
    known: int
    weeks: tuple[Week, ...] = ()


def weekly(history: Mapping[date, int], ahead: Sequence[date], named: Mapping[date, str]) -> tuple[Week, ...]:
    """Forecast whole weeks of days."""
    return of_days(history, ahead, named).weeks


def of_days(
    history: Mapping[date, int], ahead: Sequence[date], named: Mapping[date, str], *, skipped: int = 0
) -> Forecast:
    """Forecast days. `history` holds every day counted, nothing as 0; `named` the days off, past and to come.

    Its weeks begin when so many days of those ahead are `skipped`: on a Monday, whatever day it is today.
    """
    days = sorted(history)[-MOST_DAYS:]
    _refuse_little(len(days), LEAST_DAYS, "days")

    counts = np.array([history[day] for day in days], float)
    whole = design.of_days([*days, *ahead], len(days), named)
    return _forecast(counts, days[-1], tuple(ahead), whole, WANDERS, skipped=skipped)


def of_months(history: Mapping[date, int], ahead: Mapping[date, float], working_days: Mapping[date, float]) -> Forecast:
    """Forecast months, told by their first days. `ahead` and `working_days` give the working days of each month."""
    months = sorted(history)
    _refuse_little(len(months), LEAST_MONTHS, "months")
    told = [*(working_days[month] for month in months), *ahead.values()]

    counts = np.array([history[month] for month in months], float)
    whole = design.of_months([*months, *ahead], told)
    return _forecast(counts, months[-1], tuple(ahead), whole, MONTHLY_WANDERS)


def _refuse_little(there: int, least: int, what: str) -> None:
    if there < least:
        raise Unworkable(f"A forecast needs at least {least} {what} of counts; there are {there}.")


def _forecast(
    counts: Floats,
    known_until: date,
    ahead: tuple[date, ...],
    whole: Design,
    wanders: Sequence[float],
    *,
    skipped: int = 0,
) -> Forecast:
    steps, known = len(ahead), len(counts)
    tried = (_trial(counts, known - steps * back, steps, whole, wanders) for back in range(TRIALS, 0, -1))
    trials = [trial for trial in tried if trial is not None]
    weights = _weights([trial.errors for trial in trials]) if trials else np.full(len(wanders), 1 / len(wanders))
    means, dispersion = _together(counts, whole, wanders, weights)
    spread = _spread(trials, weights, means, dispersion)
    sums = _added(means[skipped:], WEEK)
    weekly = _spread(trials, weights, sums, dispersion, together=WEEK, skipped=skipped)
    return Forecast(
        periods=ahead,
        means=tuple(float(mean) for mean in means),
        lows=tuple(float(low) for low in np.maximum(0.0, means - spread[0])),
        highs=tuple(float(high) for high in means + spread[1]),
        known_until=known_until,
        known=int(counts.sum()),
        weeks=_weeks(ahead[skipped:], sums, weekly),
    )


def _weeks(ahead: Sequence[date], sums: Floats, spread: tuple[Floats, Floats]) -> tuple[Week, ...]:
    return tuple(
        Week(begins_on=ahead[place * WEEK], mean=float(mean), low=max(0.0, float(mean - low)), high=float(mean + high))
        for place, (mean, low, high) in enumerate(zip(sums, *spread, strict=True))
    )


def _added(counts: Floats, together: int) -> Floats:
    """Add up so many at a time; what is left over at the end is left out."""
    whole = len(counts) // together * together
    added: Floats = counts[:whole].reshape(-1, together).sum(axis=1)
    return added


def _together(counts: Floats, whole: Design, wanders: Sequence[float], weights: Floats) -> tuple[Floats, float]:
    """Let every candidate say what is to come, and weigh what they say."""
    known, fitted = len(counts), None
    means, dispersion = np.zeros(len(whole.features) - known), 0.0
    for wander, weight in zip(wanders, weights, strict=True):
        fitted = fit(counts, whole.features[:known], whole.spreads, whole.blocks[:known], wander=wander, like=fitted)
        means += weight * _ahead(fitted, whole.features[known:])
        dispersion += weight * fitted.dispersion
    return means, dispersion


@dataclass(frozen=True, kw_only=True)
class _Trial:
    """One stretch of the past, forecast from before it: errors by candidate, and what came beside what was said."""

    errors: Floats
    said: Floats
    came: Floats


def _trial(counts: Floats, known: int, steps: int, whole: Design, wanders: Sequence[float]) -> _Trial | None:
    if known < max(LEAST_MONTHS - 6, steps):
        return None
    came, said, fitted = counts[known : known + steps], [], None
    for wander in wanders:
        fitted = fit(
            counts[:known], whole.features[:known], whole.spreads, whole.blocks[:known], wander=wander, like=fitted
        )
        said.append(_ahead(fitted, whole.features[known : known + steps]))
    errors = np.array([np.abs(came - one).mean() for one in said])
    return _Trial(errors=errors, said=np.array(said), came=came)


def _ahead(fitted: Fitted, features: Floats) -> Floats:
    """Say what is expected: the last level, and the effects of what is known of the days to come."""
    expected: Floats = np.exp(np.clip(fitted.levels[-1] + features @ fitted.effects, -12.0, 20.0))
    return expected


def _weights(errors: Sequence[Floats]) -> Floats:
    """Weigh candidates by how they did: the best most, and near ones nearly as much."""
    added = np.sum(errors, axis=0)
    weights = np.exp(-SHARPNESS * (added / max(added.min(), 1e-9) - 1.0))
    found: Floats = weights / weights.sum()
    return found


def _spread(
    trials: Sequence[_Trial],
    weights: Floats,
    means: Floats,
    dispersion: float,
    *,
    together: int = 1,
    skipped: int = 0,
) -> tuple[Floats, Floats]:
    """Say how far below and above its mean a count lies, or several together, as the trials' counts did."""
    deviation = np.sqrt(np.maximum(means, 0.05) * max(1.0, dispersion))
    if not trials or len(trials[0].came) - skipped < together:
        return TENTH * deviation, TENTH * deviation
    said = np.concatenate([_added((weights @ trial.said)[skipped:], together) for trial in trials])
    came = np.concatenate([_added(trial.came[skipped:], together) for trial in trials])
    away = (came - said) / np.sqrt(np.maximum(said, 0.05) * max(1.0, dispersion))
    usual = TENTH * max(FAR_LEAST, float(np.sqrt((away**2).mean())))
    # Few trials say little about a tenth of them: as much is given to their spread as to ten counts more.
    believed = len(away) / (len(away) + 10.0)
    outer = min(0.98, COVER / 2 + 0.5 + 1.0 / len(away))
    low, high = -float(np.quantile(away, 1 - outer)), float(np.quantile(away, outer))
    below, above = (usual + believed * (max(0.3, one) - usual) for one in (low, high))
    if together > 1:
        # The weeks of one trial are in part wrong together: they are fewer than they are many.
        deviation *= STUDENT[len(trials) - 1]
    return below * deviation, above * deviation
