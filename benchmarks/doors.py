"""Front Door's matching through its own doors: the command as a process, batch and live. And Splink beside it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.environments import FOLDER, python_of, run_in
from benchmarks.sets import Set

TIMES = re.compile(r"p(50|95)\s+([\d.]+)\s*ms")
OUT = FOLDER / "found"


class Failed(Exception):
    """Our own command did not finish; the text is what it said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Linked:
    """The pairs a matcher wrote, and how long it took from end to end."""

    pairs: Path
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LookedUp:
    """The pairs of look-ups one by one, and their milliseconds."""

    pairs: Path
    p50: float
    p95: float


def link(one: Set, *words: str, name: str = "ours") -> Linked:
    """Run `frontdoor match` on a set, from the start of its process to the file on the disk."""
    out = _out(one, name)
    started = perf_counter()
    _match(one, out, *words)
    return Linked(pairs=out, seconds=perf_counter() - started)


def look_up(one: Set) -> LookedUp:
    """Run `frontdoor match --live`, which prints the times of its look-ups."""
    out = _out(one, "ours-live")
    said = _match(one, out, "--live")
    times = {which: float(ms) for which, ms in TIMES.findall(said)}
    if set(times) != {"50", "95"}:
        raise Failed(f"`frontdoor match --live` did not print its times: {said[-400:]}")
    return LookedUp(pairs=out, p50=times["50"], p95=times["95"])


def link_with_spark(one: Set) -> Linked:
    """Run `frontdoor match --engine spark`, with pyspark lent to it from an environment of its own."""
    lent = next(python_of("spark").parent.parent.glob("lib/python*/site-packages"))
    out = _out(one, "ours-spark")
    started = perf_counter()
    _match(one, out, "--engine", "spark", lent=str(lent))
    return Linked(pairs=out, seconds=perf_counter() - started)


def splink_link(one: Set) -> Linked:
    """Train and predict with Splink; its own imports are not counted."""
    out = _out(one, "splink")
    told = json.loads(run_in("splink", "splink_peer.py", str(one.folder), str(out), *_left_out(one)))
    return Linked(pairs=out, seconds=told["ended"])


def splink_look_up(one: Set, contacts: int) -> LookedUp:
    """Ask Splink about all contacts at once for its pairs, and about some one at a time for its milliseconds."""
    out = _out(one, "splink")
    words = [str(one.folder), str(out), *_left_out(one), "--live", str(contacts)]
    told = json.loads(run_in("splink", "splink_peer.py", *words))
    return LookedUp(pairs=out, p50=told["p50"] * 1000, p95=told["p95"] * 1000)


def _left_out(one: Set) -> list[str]:
    return [word for column in one.left_out for word in ("--without", column)]


def _out(one: Set, name: str) -> Path:
    OUT.mkdir(parents=True, exist_ok=True)
    return OUT / f"{one.name}-{name}.csv"


def _match(one: Set, out: Path, *words: str, lent: str = "") -> str:
    out.unlink(missing_ok=True)
    files = [str(path) for path in (one.a, one.b) if path]
    command = [sys.executable, "-m", "frontdoor.site.commands", "match", *files, "--out", str(out), *words]
    told = {**os.environ, "FRONTDOOR_VAR": str(FOLDER)} | ({"PYTHONPATH": lent} if lent else {})
    done = subprocess.run(command, env=told, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Failed(" … ".join(done.stderr.strip().splitlines()[-2:]))
    return done.stdout + done.stderr
