"""True demand from files: contacts per second through `frontdoor demand`, beside the notebook's steps in pandas.

Ours reads the files, matches rows without an id, weighs incidents, classes every row and writes tables and report; the
notebook's steps find which contacts led to a referral, and no more, so that those steps alone are compared with pandas:
both from reading on, both with their libraries loaded. Growth is the exponent of time in contacts: 1 is in
proportion. SIZES chooses the numbers of contacts (10000,100000 unless set; 1000000 takes some minutes).
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import elsewhere
from benchmarks.environments import FOLDER, Missing, run_in
from benchmarks.table import Row, print_row, print_top

GOAL_AGREEMENT, GOAL_HIDDEN, GOAL_GROWTH = 97.0, 0.5, 1.15
SEED = 21


def run() -> None:
    """Measure each size, ours and the peer's turn about, and print the table."""
    sizes = [int(size) for size in os.environ.get("SIZES", "10000,100000").split(",")]
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, seed {SEED}, sizes {sizes}")
    print_top()
    seconds, bare = [], []
    for size in sizes:
        folder = FOLDER / "demand" / str(size)
        if not (folder / "episodes.csv").exists():
            elsewhere.write(folder, contacts=size, seed=SEED)
        seconds.append(_ours(folder))
        bare.append(_ours(folder, "--no-match"))
        peer = _peer(folder)
        print_row(Row(measure=f"contacts a second, all of it, {size:,}", ours=size / seconds[-1]))
        print_row(Row(measure=f"contacts a second, without matching, {size:,}", ours=size / bare[-1]))
        print_row(
            Row(
                measure=f"contacts a second, the steps of 2020 alone, {size:,}",
                ours=size / _same_steps(folder),
                peer=peer and size / peer,
                peer_is="pandas",
                goal_ratio=1.0,
            )
        )
        agreement, hidden = _score(folder)
        print_row(Row(measure=f"agreement with the truth, per cent, {size:,}", ours=agreement, goal=GOAL_AGREEMENT))
        print_row(Row(measure=f"hidden, per cent, {size:,}", ours=hidden, goal=GOAL_HIDDEN, less_is_better=True))
    for name, times in (("growth, exponent", seconds), ("growth without matching, exponent", bare)):
        if len(sizes) > 1:
            print_row(Row(measure=name, ours=exponent(sizes, times), goal=GOAL_GROWTH, less_is_better=True))


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Give the exponent of time in size, by least squares of their logarithms."""
    xs, ys = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def _ours(folder: Path, *words: str) -> float:
    out = folder / ("out" + "".join(words))
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "frontdoor.site.commands", "demand", str(folder / "contacts.csv")]
    command += ["--people", str(folder / "people.csv"), "--episodes", str(folder / "episodes.csv"), "--out", str(out)]
    begun = time.perf_counter()
    subprocess.run([*command, *words], check=True, capture_output=True)
    return time.perf_counter() - begun


def _same_steps(folder: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.demand_steps", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[0])


def _score(folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "frontdoor.site.commands", "score", str(folder / "out"), str(folder / "truth")]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    said = {line.split()[0]: float(line.split()[1]) for line in lines if line.endswith("%") and line[0] in "ah"}
    return said["agreement"], said["hidden"]


def _peer(folder: Path) -> float | None:
    try:
        return float(run_in("pandas", "demand_pandas.py", str(folder)).split()[0])
    except Missing as missing:
        print(f"pandas: {missing}")
        return None
