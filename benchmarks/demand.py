"""True demand from files: contacts per second through `frontdoor demand`, beside its peers, and how time grows.

make bench ONLY=demand          10,000 and 100,000 contacts
SIZES=10000,100000,1000000 …    other numbers; a million takes some minutes
PEERS=no …                      ours alone
SPARK=no …                      without the run on Spark, which is at the smallest size

Ours reads the files, matches rows without an id, weighs incidents, classes every row, writes tables and report. The
notebook of 2020 finds which contacts led to a referral and no more, so those steps alone are compared with pandas, both
from reading on with their libraries loaded. The matching alone is compared with Splink: the register, and the rows
without an id; ours from the start of the command to the file, Splink's after its imports. Growth is the exponent of
time in contacts: 1 is in proportion. On a busy machine look at processor seconds.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import demand_runs, elsewhere
from benchmarks.environments import FOLDER, Missing
from benchmarks.table import Row, print_row, print_top

GOAL_AGREEMENT, GOAL_HIDDEN, GOAL_GROWTH, GOAL_PANDAS, GOAL_SPLINK = 97.0, 0.5, 1.15, 1.0, 1.0
SEED = 21
WITH_PEERS = os.environ.get("PEERS", "yes") != "no"
WITH_SPARK = os.environ.get("SPARK", "yes") != "no"


def run() -> None:
    """Measure each size, ours and the peers turn about, and print the table."""
    sizes = sorted(int(size) for size in os.environ.get("SIZES", "10000,100000").split(","))
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, seed {SEED}, sizes {sizes}")
    print_top()
    runs = [_measure(size) for size in sizes]
    if WITH_SPARK:
        _measure_spark(sizes[0])
    if len(sizes) > 1:
        for name, seconds in (
            ("growth, exponent of the clock", [run.seconds for run in runs]),
            ("growth, exponent of processor seconds", [run.processor_seconds for run in runs]),
        ):
            print_row(Row(measure=name, ours=exponent(sizes, seconds), goal=GOAL_GROWTH, less_is_better=True))


def _measure(size: int) -> demand_runs.Run:
    folder = FOLDER / "demand" / str(size)
    if not (folder / "episodes.csv").exists():
        elsewhere.write(folder, contacts=size, seed=SEED)
    whole = demand_runs.classify(folder, out="out")
    bare = demand_runs.classify(folder, "--no-match", out="out-bare")
    print_row(Row(measure=f"contacts a second, all of it, {size:,}", ours=size / whole.seconds))
    print_row(Row(measure=f"processor seconds, {size:,}", ours=whole.processor_seconds))
    print_row(Row(measure=f"most memory, MB, {size:,}", ours=whole.megabytes))
    print_row(Row(measure=f"contacts a second, without matching, {size:,}", ours=size / bare.seconds))
    _beside_pandas(folder, size)
    _beside_splink(folder, size)
    agreement, hidden = demand_runs.score(folder)
    print_row(Row(measure=f"agreement with the truth, per cent, {size:,}", ours=agreement, goal=GOAL_AGREEMENT))
    print_row(Row(measure=f"hidden, per cent, {size:,}", ours=hidden, goal=GOAL_HIDDEN, less_is_better=True))
    return whole


def _beside_pandas(folder: Path, size: int) -> None:
    ours, peer = demand_runs.take_steps_of_2020(folder), _asked(demand_runs.take_steps_in_pandas, folder, "pandas")
    print_row(
        Row(
            measure=f"contacts a second, the steps of 2020 alone, {size:,}",
            ours=size / ours,
            peer=peer and size / peer,
            peer_is="pandas",
            goal_ratio=GOAL_PANDAS,
        )
    )


def _beside_splink(folder: Path, size: int) -> None:
    rows = demand_runs.write_people(folder)
    ours, peer = demand_runs.match(folder), _asked(demand_runs.match_with_splink, folder, "splink")
    print_row(
        Row(
            measure=f"rows a second, the matching alone, {rows:,} in {size:,}",
            ours=rows / ours,
            peer=peer and rows / peer,
            goal_ratio=GOAL_SPLINK,
        )
    )


def _measure_spark(size: int) -> None:
    try:
        run, is_same = demand_runs.classify_on_spark(FOLDER / "demand" / str(size))
    except Missing as missing:
        print(f"spark: {missing}")
        return
    print_row(Row(measure=f"contacts a second on Spark, {size:,}", ours=size / run.seconds))
    print_row(Row(measure=f"every file from Spark the same to the byte, {size:,}", ours=float(is_same), goal=1.0))


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Give the exponent of time in size, by least squares of their logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _asked(measure: Callable[[Path], float], folder: Path, name: str) -> float | None:
    if not WITH_PEERS:
        return None
    try:
        return measure(folder)
    except Missing as missing:
        print(f"{name}: {missing}")
        return None
