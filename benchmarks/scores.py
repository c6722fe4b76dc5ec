"""How well pairs were found: top-1 F1 of contacts, recall at a precision, pairs F1 of one file."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """The best F1 over every threshold, the threshold that has it, and the recall at precision 0.99."""

    f1: float
    threshold: float
    precision: float
    recall: float
    recall_at_99: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What is right and wrong when everything of a weight or more is believed."""

    weight: float
    right: int
    wrong: int


def read_truth(path: Path) -> set[Pair]:
    """Read truth.csv."""
    with path.open(newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {(one, other) for one, other in rows}


def read_weights(path: Path) -> Iterator[tuple[str, str, float]]:
    """Read the pairs and weights of a matcher's CSV; columns it adds are passed over."""
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            yield row["id_a"], row["id_b"], float(row["match_weight"])


def top_one(found: Iterable[tuple[str, str, float]], truth: set[Pair]) -> Scored:
    """Score each contact by its best match.

    A contact whose best match is right is found; one that is in the register and is not found, or whose best match is
    wrong, is missed; a best match that is wrong, or is for somebody who is not in the register, is a false one. Of
    equal matches the first by the register's number is taken, right or not.
    """
    best: dict[str, tuple[float, str]] = {}
    for known, contact, weight in found:
        held = best.get(contact)
        if held is None or (-weight, known) < (-held[0], held[1]):
            best[contact] = (weight, known)
    judged = [(weight, (known, contact) in truth) for contact, (weight, known) in best.items()]
    return _best(judged, positives=len({contact for _, contact in truth}))


def pairs(found: Iterable[tuple[str, str, float]], truth: set[Pair]) -> Scored:
    """Score every pair of one file, whichever way round it is given."""
    right = {_ordered(one, other) for one, other in truth}
    weights: dict[Pair, float] = {}
    for one, other, weight in found:
        pair = _ordered(one, other)
        weights[pair] = max(weight, weights.get(pair, weight))
    return _best([(weight, pair in right) for pair, weight in weights.items()], positives=len(right))


def agreement(one: Iterable[tuple[str, str, float]], other: Iterable[tuple[str, str, float]]) -> float:
    """Give the share of the pairs that either found that both found; one that neither disputes is whole."""
    first, second = ({(a, b) for a, b, _ in found} for found in (one, other))
    either = first | second
    return len(first & second) / len(either) if either else 1.0


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


def _best(judged: list[tuple[float, bool]], positives: int) -> Scored:
    f1, at, at_99 = 0.0, Step(weight=float("inf"), right=0, wrong=0), 0.0
    for step in _steps(judged):
        precision, recall = step.right / (step.right + step.wrong), step.right / max(1, positives)
        if precision >= 0.99:
            at_99 = max(at_99, recall)
        score = 2 * step.right / (step.right + step.wrong + positives)
        if score > f1:
            f1, at = score, step
    believed = at.right + at.wrong
    return Scored(
        f1=f1,
        threshold=at.weight,
        precision=at.right / believed if believed else 0.0,
        recall=at.right / max(1, positives),
        recall_at_99=at_99,
    )


def _steps(judged: list[tuple[float, bool]]) -> Iterator[Step]:
    """Lower the threshold weight by weight; those of one weight are believed together."""
    by_weight: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for weight, is_right in judged:
        by_weight[weight][0 if is_right else 1] += 1
    right = wrong = 0
    for weight in sorted(by_weight, reverse=True):
        right, wrong = right + by_weight[weight][0], wrong + by_weight[weight][1]
        yield Step(weight=weight, right=right, wrong=wrong)
