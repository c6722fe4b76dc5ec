"""The front door's queue beside ciw and SimPy, and forecasts of demand beside AutoETS, in one run.

The door is the one that all three can tell: contacts by hour of the week, three ratings, people who work nine to five
and take up on the next working day what they had in hand. Times are of the processor, so that whatever else runs does
not count; what the browser waits for is by the clock on the wall. PEER_MONTHS (40) says how many months the peers live
through, MONTHLY names a folder with the Department's published referrals by month (`c6_*.csv`), DEMAND one that
`frontdoor authority --out` wrote.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from datetime import time as clock_time
from math import log

import numpy as np

from benchmarks.environments import FOLDER, Missing, run_in
from benchmarks.table import Row, print_row, print_top
from frontdoor.library.clocks import Calendar
from frontdoor.library.staffing import (
    Arrivals,
    ContactClass,
    Handling,
    Person,
    Rating,
    Rules,
    Scenario,
    Shape,
    Step,
    Stretch,
    closed_forms,
    example,
    read,
    simulation,
)
from frontdoor.library.staffing.planning import plan_of
from frontdoor.record.policy import editions

SEED, MONTHS, PEOPLE = 21, 1000, 10
RANKS = (Rating.RED, Rating.AMBER, Rating.GREEN)
SHARES = (0.1, 0.4, 0.5)
CUSTOMERS = 20_000_000


def run() -> None:
    """Measure, ours and the peers' turn about, and print the table."""
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, seed {SEED}")
    begun = time.perf_counter()
    simulation.warm()
    print(f"the engine loaded, or compiled where it was not yet, in {time.perf_counter() - begun:.1f} s")
    print_top()
    _events()
    _erlang()
    _what_if()
    # Apart, with one thread for its matrices: several would spin, and their time would be counted.
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-m", "benchmarks.forecasts"], check=True, env=alone)


def front_door() -> Scenario:
    """The door that the peers can tell too."""
    weekday = [0.3] * 7 + [1, 4, 8, 9, 9, 8, 8, 9, 9, 8, 5, 2, 1.5, 1, 1, 0.6, 0.4]
    weekend = [0.5] * 24
    shifts = tuple(Stretch(day=day, starts=clock_time(9), ends=clock_time(17)) for day in sorted(Calendar().hub_hours))
    worker = Person(name="Worker", role="worker", count=PEOPLE, shifts=shifts, breaks=0, absence=0, other_work=0)
    return Scenario(
        name="The door that all three can tell",
        begins_on=date(2018, 10, 1),
        calendar=Calendar(),
        arrivals=Arrivals(contacts=1683, hours=tuple([*weekday * 5, *weekend * 2]), day_spread=0),
        classes=tuple(
            ContactClass(code=str(rank), name=str(rank), share=share, rating=rank)
            for rank, share in zip(RANKS, SHARES, strict=True)
        ),
        steps=(Step(code="do", name="Do", roles=("worker",), handling={"": Handling(minutes=40, spread=1.8)}),),
        people=(worker,),
        clocks=(),
        interrupts=(),
        finishes_up=0,
    )


def _events() -> None:
    planned = plan_of(front_door())
    begun = time.process_time()
    tallies = simulation.run(planned, months=MONTHS, seed=SEED, threads=1)
    ours = tallies["events"].sum() / (time.process_time() - begun)
    waits = _waits(tallies["waits"][:, 0, [1, 3, 4]])
    print_row(Row(measure="months a second, one processor", ours=ours / tallies["events"].mean()))
    for peer, goal in (("simpy", None), ("ciw", 100.0)):
        told = _peer(peer)
        events = float(told["events"]) / float(told["seconds"]) if told else None  # type: ignore[arg-type]  (JSON)
        print_row(Row(measure=f"events a second, beside {peer}", ours=ours, peer=events, peer_is=peer, goal_ratio=goal))
        for rank, (mean, half), (other, other_half) in zip(RANKS, waits, told["waits"] if told else [], strict=False):  # type: ignore[arg-type]  (JSON)
            agrees = "agree" if abs(mean - other) <= (half**2 + other_half**2) ** 0.5 * 1.5 else "DISAGREE"
            print(f"  mean wait, {rank}: {mean:.3f} ± {half:.3f} h, {peer} {other:.3f} ± {other_half:.3f}: {agrees}")


def _waits(waits: np.ndarray) -> Sequence[tuple[float, float]]:
    found = []
    for rank in range(waits.shape[1]):
        counts, totals = waits[:, rank, 0], waits[:, rank, 1]
        mean = totals.sum() / counts.sum()
        error = ((totals - mean * counts) / counts.mean()).std(ddof=1) / len(counts) ** 0.5
        found.append((float(mean), float(1.96 * error)))
    return found


def _peer(name: str) -> dict[str, object] | None:
    """Tell a peer the door in its own terms: an arrival rate for each hour, and when how many people work."""
    planned = plan_of(front_door())
    plan, ends = planned.records[0], float(planned.records[0]["ends"])
    shifts = [(float(start), float(until)) for start, until, _, _, _ in planned.timeline.spans_of(planned.people[0])]
    staffed, shift_ends = [], []
    for start, until in shifts:
        staffed += [0, PEOPLE]
        shift_ends += [start, until]
    handling = front_door().steps[0].handling[""]
    door = {
        "rates": plan["rates"][: int(ends)].tolist(),
        "shares": SHARES,
        "log_median": log(handling.minutes / 60),
        "spread": log(handling.spread),
        "people": PEOPLE,
        "shifts": shifts,
        "staffed": [*staffed, 0],
        "shift_ends": [*shift_ends, ends * 2],
        "from": float(plan["window_from"]),
        "until": float(plan["window_until"]),
        "ends": ends,
    }
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "door.json").write_text(json.dumps(door))
    try:
        months = os.environ.get("PEER_MONTHS", "40")
        said = run_in("queues", "queue_peers.py", name, str(FOLDER / "door.json"), months)
    except Missing as missing:
        print(f"{name}: {missing}")
        return None
    answer: dict[str, object] = json.loads(said.splitlines()[-1])
    return answer


def _erlang() -> None:
    """Ten people who never go home, nine contacts an hour of an hour each: twenty million of them."""
    always = tuple(Stretch(day=day, starts=clock_time.min, ends=clock_time.max) for day in range(7))  # type: ignore[arg-type]  (a weekday is a number)
    worker = Person(
        name="Worker",
        role="worker",
        count=10,
        shifts=always,
        breaks=0,
        absence=0,
        other_work=0,
        works_bank_holidays=True,
    )
    door = Scenario(
        name="M/M/10",
        begins_on=date(2018, 9, 3),
        calendar=Calendar(),
        arrivals=Arrivals(contacts=9 * 24 * 365.25 / 12, hours=(1.0,) * 168, day_spread=0, day_off=1),
        classes=(ContactClass(code="any", name="Any", share=1, rating=Rating.GREEN),),
        steps=(
            Step(code="do", name="Do", roles=("worker",), handling={"": Handling(minutes=60, shape=Shape.EXPONENTIAL)}),
        ),
        people=(worker,),
        clocks=(),
        interrupts=(),
        finishes_up=0,
        days=105,
        warm_up_days=14,
    )
    months = CUSTOMERS // (9 * 24 * 105) + 1
    tallies = simulation.run(plan_of(door), months=months, seed=SEED)
    mean, half = _steadied(tallies["waits"][:, 0, 4], tallies["roles"][:, 0, 0], customers=9.0 * 24 * 105)
    exact = closed_forms.mean_wait(10, 9.0, 1.0)
    counted = tallies["waits"][:, 0, 4, 0].sum()
    print(f"  M/M/10 at 0.9, {counted:,.0f} customers: wait {mean:.4f} ± {half:.4f}, Erlang C {exact:.4f}")
    error = abs(mean / exact - 1) * 100
    print_row(Row(measure="M/M/10 at 0.9, error in per cent", ours=error, goal=0.5, less_is_better=True))


def _steadied(waits: np.ndarray, worked: np.ndarray, *, customers: float) -> tuple[float, float]:
    """Give the mean wait and half its interval; that more came and took longer than they should is reckoned out.

    How many come and how long they take is known exactly, so both serve as control variates.
    """
    each = waits[:, 1] / customers
    known = np.column_stack([np.ones(len(each)), waits[:, 0] / customers - 1, worked / customers - 1])
    fitted, *_ = np.linalg.lstsq(known, each, rcond=None)
    left = each - known @ fitted
    return float(fitted[0]), float(1.96 * left.std(ddof=3) / len(each) ** 0.5)


def _what_if() -> None:
    """What a page waits for: the scenario checked and laid out, a thousand months lived, and summed up."""
    rules = editions.understand(editions.read_file(editions.EXAMPLE))
    scenario = read(example(), Rules(calendar=rules.calendar, limits=rules.limits))
    simulation.simulate(scenario, months=10)
    walls, processors = [], []
    for seed in range(5):
        wall, processor = time.perf_counter(), time.process_time()
        outcome = simulation.simulate(scenario, months=MONTHS, seed=seed)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    print(f"  the example: {outcome.contacts.mean:,.0f} contacts a month, {outcome.events / MONTHS:,.0f} events")
    best = min(walls)
    print_row(Row(measure="what-if, 1,000 months, seconds felt", ours=best, goal=1.0, less_is_better=True))
    print_row(Row(measure="what-if, 1,000 months, processor seconds", ours=min(processors), less_is_better=True))
