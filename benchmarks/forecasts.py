"""Forecasts of demand beside AutoETS and the seasonal naive one, from rolling origins, on public series."""

from __future__ import annotations

import csv
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import holidays
import numpy as np

from benchmarks.environments import FOLDER, Missing, run_in
from benchmarks.table import Row, print_row
from frontdoor.library.clocks import Calendar, england_and_wales
from frontdoor.library.staffing.forecast import backtests, forecasting
from frontdoor.library.staffing.forecast.forecasting import Forecast

MONTHS = (
    *("April", "May", "June", "July", "August", "September", "October", "November", "December"),
    *("January", "February", "March"),
)
DAYS_AHEAD, MONTHS_AHEAD, DAYS_KNOWN, MONTHS_KNOWN, ORIGINS = 28, 3, 1096, 60, 8
NET = {"new", "repeat"}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One forecast to make: what was known, what came, and our way of making it."""

    series: str
    past: Sequence[int]
    came: Sequence[int]
    season: int
    made: Callable[[], Forecast]


def run() -> None:
    """Forecast every case, ours and AutoETS, and print errors, cover and seconds."""
    cases = [*_cases()]
    ours, seconds = [], []
    for case in cases:
        begun = time.process_time()
        said = case.made()
        seconds.append(time.process_time() - begun)
        ours.append(_score(case, said))
    theirs, their_seconds = _auto_ets(cases)
    for name in dict.fromkeys(case.series for case in cases):
        at = [place for place, case in enumerate(cases) if case.series == name]
        row = [np.mean([scores[place][part] for place in at]) for scores in (ours, theirs or ours) for part in (0, 2)]
        naive = np.mean([ours[place][1] for place in at])
        beside = f"AutoETS {row[2]:.3f} cover {row[3]:.2f}, naive {naive:.3f}"
        print(f"  {name:<28} ours {row[0]:.3f} cover {row[1]:.2f}, {beside}")
    each = _by_series(cases, ours)
    print_row(
        Row(
            measure="forecast, mean MASE beside seasonal naive",
            ours=each[0],
            peer=each[1],
            peer_is="naive",
            goal_ratio=1 / 0.75,
            less_is_better=True,
        )
    )
    print_row(Row(measure="forecast, share inside 80 % intervals (0.75 to 0.87)", ours=each[2]))
    if theirs:
        others = _by_series(cases, theirs)
        told = {"peer_is": "AutoETS", "less_is_better": True}
        print_row(Row(measure="forecast, mean MASE", ours=each[0], peer=others[0], goal_ratio=1.0, **told))  # type: ignore[arg-type]  (two kinds in one dict)
        ratio = {"ours": float(np.mean(seconds)), "peer": float(np.mean(their_seconds)), "goal_ratio": 5.0}
        print_row(Row(measure="forecast, processor seconds each", **ratio, **told))  # type: ignore[arg-type]  (as above)
        print(f"  AutoETS: share inside its 80 % intervals {others[2]:.3f}")


def _by_series(cases: Sequence[Case], scores: Sequence[tuple[float, float, float]]) -> tuple[float, ...]:
    """Average over the series, each of which counts as much however many origins it has."""
    found: dict[str, list[tuple[float, float, float]]] = {}
    for case, score in zip(cases, scores, strict=True):
        found.setdefault(case.series, []).append(score)
    return tuple(float(x) for x in np.mean([np.mean(each, axis=0) for each in found.values()], axis=0))


def _score(case: Case, said: Forecast) -> tuple[float, float, float]:
    past, came = np.array(case.past, float), np.array(case.came, float)
    score = backtests.score(past, came, said, case.season)
    return score.error, score.naive_error, score.cover


def _auto_ets(cases: Sequence[Case]) -> tuple[list[tuple[float, float, float]], list[float]]:
    told = [{"past": [*case.past], "steps": len(case.came), "season": case.season} for case in cases]
    (FOLDER / "cases.json").write_text(json.dumps(told))
    try:
        found = json.loads(run_in("forecasts", "forecast_peers.py", str(FOLDER / "cases.json")).splitlines()[-1])
    except Missing as missing:
        print(f"AutoETS: {missing}")
        return [], []
    scores = []
    for case, one in zip(cases, found, strict=True):
        whole = {key: tuple(one[key]) for key in ("means", "lows", "highs")}
        scores.append(_score(case, Forecast(periods=(), known_until=date.min, known=0, **whole)))
    return scores, [one["seconds"] for one in found]


def _cases() -> Iterator[Case]:
    """Make the cases: public series first, then the demonstration and the published referrals where they are there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        public = json.loads(run_in("forecasts", "forecast_peers.py", "series").splitlines()[-1])
    except Missing as missing:
        print(f"public series: {missing}")
        public = {}
    american = dict(holidays.country_holidays("US", years=range(1990, 2006)).items())
    english = {day: name for year in range(2017, 2028) for day, name in england_and_wales(year).items()}
    for name, counts in public.items():
        history = {date.fromisoformat(day): count for day, count in counts.items()}
        if name == "air":
            yield from _monthly(name, history, _days_in)
        else:
            yield from _daily(name, history, american if name == "births" else {}, 5 if name == "calls" else 7)
    for name, history in _demonstration():
        yield from _daily(name, history, english, 7)
    for name, history in _published():
        yield from _monthly(name, history, _working_days)


def _daily(name: str, history: Mapping[date, int], named: Mapping[date, str], season: int) -> Iterator[Case]:
    days = sorted(history)
    known = min(DAYS_KNOWN, len(days) * 2 // 3)
    for origin in _origins(known, len(days) - DAYS_AHEAD):
        past, ahead = days[max(0, origin - DAYS_KNOWN) : origin], days[origin : origin + DAYS_AHEAD]
        told = {day: history[day] for day in past}
        yield Case(
            series=name,
            past=[*told.values()],
            came=[history[day] for day in ahead],
            season=season,
            made=lambda told=told, ahead=ahead: forecasting.of_days(told, ahead, named),  # type: ignore[misc]  (bound now)
        )


def _monthly(name: str, history: Mapping[date, int], length: Callable[[date], float]) -> Iterator[Case]:
    months = sorted(history)
    working = {month: length(month) for month in months}
    for origin in _origins(MONTHS_KNOWN, len(months) - MONTHS_AHEAD):
        told = {month: history[month] for month in months[:origin]}
        ahead = {month: working[month] for month in months[origin : origin + MONTHS_AHEAD]}
        yield Case(
            series=name,
            past=[*told.values()],
            came=[history[month] for month in ahead],
            season=12,
            made=lambda told=told, ahead=ahead: forecasting.of_months(told, ahead, working),  # type: ignore[misc]  (bound now)
        )


def _origins(first: int, last: int) -> list[int]:
    return sorted({int(place) for place in np.linspace(first, last, ORIGINS)}) if last >= first else []


def _demonstration() -> Iterator[tuple[str, Mapping[date, int]]]:
    """Count the demonstration's contacts by day: gross, net, and each class."""
    folder = Path(os.environ.get("DEMAND", str(FOLDER / "demonstration")))
    if not (folder / "contacts.csv").exists():
        print(f"  no demonstration in {folder}: `frontdoor authority --out` writes one")
        return
    with (folder / "truth" / "truth.csv").open(encoding="utf-8", newline="") as file:
        classes: dict[str, set[str]] = {}
        for row in csv.DictReader(file):
            classes.setdefault(row["contact_id"], set()).add(row["demand_class"])
    with (folder / "contacts.csv").open(encoding="utf-8", newline="") as file:
        came = {row["contact_id"]: date.fromisoformat(row["received_at"][:10]) for row in csv.DictReader(file)}
    whole = set[str]().union(*classes.values())
    for name, wanted in (("gross", whole), ("net", NET), *((one, {one}) for one in sorted(whole))):
        first, last = min(came.values()), max(came.values())
        counts = {first + timedelta(days=place): 0 for place in range((last - first).days)}
        for contact, day in came.items():
            if day in counts and classes.get(contact, set()) & wanted:
                counts[day] += 1
        yield f"demonstration, {name}", counts


def _published() -> Iterator[tuple[str, Mapping[date, int]]]:
    """Read the Department's referrals by month."""
    told = os.environ.get("MONTHLY")
    if not told:
        print("  no published referrals: MONTHLY names the folder that has them")
        return
    found: dict[str, dict[date, int]] = {}
    for path in sorted(Path(told).glob("c6_*2013_to_2024*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                name, year = row["la_name"] or row["region_name"] or row["country_name"], int(row["time_period"])
                for place, month in enumerate(MONTHS):
                    if row[month].isdigit():
                        on = date(year - 1 if place < 9 else year, (place + 3) % 12 + 1, 1)
                        found.setdefault(name, {})[on] = int(row[month])
    yield from found.items()


@cache
def _working_days(month: date) -> float:
    calendar, days = Calendar(), int(_days_in(month))
    return float(sum(calendar.is_working_day(month + timedelta(days=place)) for place in range(days)))


def _days_in(month: date) -> float:
    return float(((month.replace(day=28) + timedelta(days=4)).replace(day=1) - month).days)


if __name__ == "__main__":
    run()
