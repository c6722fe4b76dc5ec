"""Is this the same person? Our matching and the public tools on the same sets in the same run, as issue 3 measures it.

make bench ONLY=matching            every row that can be measured here
SETS=pseudopeople,febrl3 …          only these accuracy sets, or these rows: live, batch, http, spark, pairs
SIZE=20000 …                        people in the register of the live, batch and HTTP rows (100,000 is the measure)
MILLION=yes …                       the million row too (about twenty minutes)
ROUNDS=3 …                          turns that batch takes beside Splink; the middle one counts
PEERS=no …                          ours alone
RECORDLINKER=/path/to/checkout …    CDC's RecordLinker beside ours over HTTP

What each row means: docs/how-to/measure-matching.md.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from benchmarks import doors, hard_pairs, overhttp, recordlinker, sets
from benchmarks.environments import FOLDER, Missing
from benchmarks.scores import Scored, agreement, read_weights
from benchmarks.table import Row, print_row, print_top

SIZE = int(os.environ.get("SIZE", "100000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
HTTP_ROUNDS = int(os.environ.get("HTTP_ROUNDS", "400"))
SPLINK_LIVE = int(os.environ.get("SPLINK_LIVE", "60"))
MILLION = os.environ.get("MILLION", "no") != "no"
WITH_PEERS = os.environ.get("PEERS", "yes") != "no"
ALL = "0.0001"
"""A probability low enough that every threshold that could be best is among the pairs written."""

ELSEWHERE = {"shipped p95": 23.7, "tuned p95": 290.0}
"""RecordLinker over HTTP with 100,000 people, on a machine like this: measured elsewhere, not in this run."""
GOALS = {"pseudopeople": 0.993, "pseudopeople-noisy": 0.96, "febrl3-number": 0.999}


def run() -> None:
    """Measure what SETS asks for, row by row, and keep the figures beside the table."""
    rows: list[Row] = []
    print_top()
    asked = _asked()
    for name, measure in asked.items():
        try:
            for row in measure():
                print_row(row)
                rows.append(row)
        except (doors.Failed, Missing) as problem:
            print(f"{name}: not measured. {problem}", flush=True)
    if "pairs" in asked:
        hard_pairs.show()
    FOLDER.mkdir(parents=True, exist_ok=True)
    told = {"size": SIZE, "load": os.getloadavg(), "rows": [asdict(row) for row in rows]}
    (FOLDER / "matching.json").write_text(json.dumps(told, indent=1))


def _asked() -> dict[str, Callable[[], Iterator[Row]]]:
    accuracy = {name: (lambda name=name: _accuracy(name)) for name in sets.PUBLIC}
    others = {"live": lambda: _live(SIZE), "batch": _batch, "spark": _spark, "http": _http, "pairs": lambda: iter(())}
    every = accuracy | others | ({"million": lambda: _live(1_000_000)} if MILLION else {})
    chosen = os.environ.get("SETS", "")
    names = [name for name in chosen.split(",") if name] or list(every)
    unknown = [name for name in names if name not in every]
    if unknown:
        sys.exit(f"SETS has no {unknown[0]}. There are: {', '.join(every)}.")
    return {name: every[name] for name in names}


def _splink(ask: Callable[[], doors.Linked]) -> doors.Linked | None:
    return ask() if WITH_PEERS else None


def _accuracy(name: str) -> Iterator[Row]:
    """Score ours and Splink's pairs of one set, each at its best threshold."""
    one = sets.public(name)
    ours = one.score(doors.link(one, "--threshold", ALL).pairs)
    found = _splink(lambda: doors.splink_link(one))
    theirs = one.score(found.pairs) if found else None
    what = "top-1 F1" if one.b else "pairs F1"
    yield _f1_row(f"{what}, {name}", ours, theirs, GOALS.get(name))
    yield Row(
        measure="  recall at precision 0.99",
        ours=ours.recall_at_99,
        peer=theirs.recall_at_99 if theirs else None,
        goal=0.99 if name == "pseudopeople" else None,
    )


def _f1_row(measure: str, ours: Scored, theirs: Scored | None, goal: float | None) -> Row:
    return Row(measure=measure, ours=ours.f1, peer=theirs.f1 if theirs else None, goal=goal)


def _live(size: int) -> Iterator[Row]:
    """Look contacts up one by one: ours in its index in PostgreSQL, Splink with predict_between."""
    one = sets.town(size, sets.LIVE_CONTACTS)
    ours = doors.look_up(one)
    score = one.score(ours.pairs)
    theirs = doors.splink_look_up(one, SPLINK_LIVE) if WITH_PEERS else None
    is_million = size >= 1_000_000
    name = f"live, {size:,} people"
    yield Row(measure=f"{name}, p50 ms", ours=ours.p50, peer=theirs.p50 if theirs else None, less_is_better=True)
    yield Row(
        measure=f"{name}, p95 ms",
        ours=ours.p95,
        peer=theirs.p95 if theirs else None,
        goal=12.0 if is_million else 3.0,
        less_is_better=True,
    )
    their_score = one.score(theirs.pairs) if theirs else None
    yield _f1_row(f"{name}, top-1 F1", score, their_score, 0.985 if is_million else 0.987)
    same = agreement(read_weights(ours.pairs), read_weights(doors.link(one).pairs))
    yield Row(measure=f"{name}: live and batch agree", ours=same, goal=0.999)


def _batch() -> Iterator[Row]:
    """Link as many contacts as there are people, Splink and ours in turn, from end to end."""
    one = sets.town(SIZE, SIZE)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(doors.link(one))
        if WITH_PEERS:
            theirs.append(doors.splink_link(one))
    speed = SIZE / statistics.median(linked.seconds for linked in ours)
    their_speed = SIZE / statistics.median(linked.seconds for linked in theirs) if theirs else None
    name = f"batch, {SIZE:,} against {SIZE:,}"
    yield Row(measure=f"{name}, contacts/s", ours=speed, peer=their_speed, goal_ratio=1.5)
    their_f1 = one.score(theirs[0].pairs).f1 if theirs else None
    yield Row(measure=f"{name}, top-1 F1", ours=one.score(ours[0].pairs).f1, peer=their_f1, goal=their_f1)


def _spark() -> Iterator[Row]:
    """Run the same set through both engines: the same pairs are asked for."""
    for name in ("febrl3", "pseudopeople"):
        one = sets.public(name)
        here, there = doors.link(one), doors.link_with_spark(one)
        same = agreement(read_weights(here.pairs), read_weights(there.pairs))
        yield Row(measure=f"Spark and one machine agree, {name}", ours=same, goal=1.0)
        apart = abs(one.score(here.pairs).f1 - one.score(there.pairs).f1)
        yield Row(measure="  F1 apart by", ours=apart, goal=0.002, less_is_better=True)
        yield Row(
            measure="  seconds, one machine and Spark",
            ours=here.seconds,
            peer=there.seconds,
            peer_is="spark",
            less_is_better=True,
        )


def _http() -> Iterator[Row]:
    """Ask over HTTP in turn; where RecordLinker is not here, its figures from elsewhere are shown as such."""
    one = sets.town(SIZE, sets.LIVE_CONTACTS)
    turns = overhttp.measure(one, HTTP_ROUNDS)
    name = f"HTTP, signed in, ledger, {turns.people:,} people"
    ours = overhttp.p95(turns.ours)
    for words, figure in (("p50", statistics.median), ("p95", overhttp.p95)):
        yield Row(
            measure=f"{name}, {words} ms",
            ours=figure(turns.ours),
            peer=figure(turns.bare),
            peer_is="a bare page",
            less_is_better=True,
        )
    for which, times, ratio in (("shipped", turns.shipped, 4.0), ("tuned", turns.tuned, 40.0)):
        here = bool(times)
        yield Row(
            measure=f"{name}, p95 ms",
            ours=ours,
            peer=overhttp.p95(times) if here else ELSEWHERE[f"{which} p95"],
            peer_is=f"RecordLinker {which}" + ("" if here else ", MEASURED ELSEWHERE"),
            goal_ratio=ratio,
            less_is_better=True,
        )
    print(f"  the middle request: {turns.of_which()}", flush=True)
    if turns.why_not:
        print(f"  {turns.why_not}", flush=True)
        return
    for which in (recordlinker.SHIPPED, recordlinker.TUNED):
        print(f"  {which}: top-1 F1 {turns.score(which, one).f1:.4f} of {len(turns.asked)} contacts", flush=True)
