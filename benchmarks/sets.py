"""The sets that matching is measured on: what each is, and how it is made on first use under var/bench/sets.

Every set is a folder: a.csv (the register), b.csv (the contacts; not there when one file is looked through for
duplicates) and truth.csv (id_a, id_b). A fifth of the people of the contacts are not in the register.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import marlsea, people
from benchmarks.environments import FOLDER, run_in
from benchmarks.scores import Pair, Scored, pairs, read_truth, read_weights, top_one

SEED = 7
LIVE_CONTACTS = 2_000
Make = Callable[[Path], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Set:
    """One set in its folder."""

    name: str
    folder: Path
    left_out: tuple[str, ...] = ()  # columns that Splink does better without

    @property
    def a(self) -> Path:
        return self.folder / "a.csv"

    @property
    def b(self) -> Path | None:
        path = self.folder / "b.csv"
        return path if path.exists() else None

    def truth(self) -> set[Pair]:
        return read_truth(self.folder / "truth.csv")

    def score(self, found: Path) -> Scored:
        """Score a matcher's pairs: top-1 for contacts, every pair for one file."""
        judge = top_one if self.b else pairs
        return judge(read_weights(found), self.truth())


def _census(noise: str) -> Make:
    return lambda folder: _told(run_in("censuses", "censuses.py", str(folder), noise, str(SEED)))


def _published(name: str) -> Make:
    return lambda folder: _told(run_in("published", "published.py", name, str(folder), str(SEED)))


def _told(_: str) -> None:
    """Let what a program printed go."""


PUBLIC: dict[str, Make] = {
    "pseudopeople": _census("usual"),
    "pseudopeople-noisy": _census("more"),
    "febrl1": _published("febrl1"),
    "febrl2": _published("febrl2"),
    "febrl3": _published("febrl3"),
    "febrl3-number": _published("febrl3-number"),
    "dupehell": _published("dupehell"),
    "dupehell-hell": _published("dupehell-hell"),
    "marlsea": lambda folder: marlsea.write(folder, children=10_000, seed=41),
}


def public(name: str) -> Set:
    """Give a set by its name."""
    return Set(name=name, folder=_standing(name, PUBLIC[name]))


def town(size: int, contacts: int) -> Set:
    """Give our own town with a register of so many people; its phones are the household's, not the person's."""
    name = f"town-{size}-{contacts}"
    folder = _standing(name, lambda place: people.write(place, people=size, contacts=contacts, seed=SEED + 1))
    return Set(name=name, folder=folder, left_out=("phone",))


def _standing(name: str, make: Make) -> Path:
    """Make the set's folder unless it is there: all of it or none."""
    folder, part = FOLDER / "sets" / name, FOLDER / "sets" / f".{name}.part"
    if not folder.exists():
        print(f"Making the set {name}…", file=sys.stderr, flush=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        make(part)
        part.replace(folder)
    return folder
