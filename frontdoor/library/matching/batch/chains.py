"""Pairs of one file that are found through a third record: if both of them are that person, they are each other.

However two judgements hang together, both are right with a probability of at least p + q - 1 (Fréchet, 1935). So a pair
that was too garbled to be seen by itself is told, with no more certainty than the two links that lead to it allow.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import log2
from typing import Final, NamedTuple

import pyarrow as pa

from frontdoor.library.matching.batch.evidence import THROUGH, row_of
from frontdoor.library.matching.batch.people import People
from frontdoor.library.matching.comparison import compare
from frontdoor.library.matching.model import Model

MOST_LINKS: Final = 30  # a record with more is a placeholder that many resemble, not a person whom many are
LEAST_DOUBT: Final = 1e-12

Pair = tuple[int, int]


class Chain(NamedTuple):
    """How doubtful a pair is by way of a third record, from 0 to 1, and which record that is."""

    doubt: float
    by_way_of: int


def through_others(pairs: pa.Table, people: People, model: Model, least_weight: float) -> pa.Table:
    """Return the pairs of one file, those raised or added that a third record vouches for."""
    weights = _weights(pairs)
    better: dict[Pair, tuple[float, str]] = {}
    for pair, chain in _chains(weights, model).items():
        weight = _weight_of(chain.doubt, model)
        if weight >= least_weight and weight > weights.get(pair, least_weight):
            better[pair] = weight, f"Both match {people.ids[chain.by_way_of]}, at {weight:+.1f} or more"
    kept = [pair not in better for pair in weights]
    return pa.concat_tables([pairs.filter(pa.array(kept, pa.bool_())), _told(better, people, model, pairs.schema)])


def _told(better: Mapping[Pair, tuple[float, str]], people: People, model: Model, schema: pa.Schema) -> pa.Table:
    """Return the pairs with their own reasons, and the record that speaks for them."""
    rows = []
    for (one, other), (weight, words) in better.items():
        own = compare(people.details(other), people.details(one), model)
        rows.append(row_of(one, other, own) | {"match_weight": weight, THROUGH: f"{words} (alone {own.weight:+.1f})"})
    return pa.Table.from_pylist(rows, schema=schema)


def _weights(pairs: pa.Table) -> dict[Pair, float]:
    one, other = (pairs[name].to_pylist() for name in ("known", "told"))
    return dict(zip(zip(one, other, strict=True), pairs["match_weight"].to_pylist(), strict=True))


def _chains(weights: Mapping[Pair, float], model: Model) -> dict[Pair, Chain]:
    """Find, for each two records that a third is linked with, the way of least doubt."""
    best: dict[Pair, Chain] = {}
    for by_way_of, links in _links(weights, model).items():
        for pair, doubt in _ways(links):
            if doubt < best.get(pair, Chain(1.0, 0)).doubt:
                best[pair] = Chain(doubt, by_way_of)
    return best


def _links(weights: Mapping[Pair, float], model: Model) -> dict[int, list[tuple[int, float]]]:
    """Return the records with which each is linked more likely than not, and the doubt of each link."""
    links: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), weight in weights.items():
        doubt = 1 / (1 + 2.0 ** (weight + model.same_odds))
        if doubt < 0.5:
            links[one].append((other, doubt))
            links[other].append((one, doubt))
    return {one: found for one, found in links.items() if 1 < len(found) <= MOST_LINKS}


def _ways(links: list[tuple[int, float]]) -> Iterator[tuple[Pair, float]]:
    for (one, doubt), (other, further) in combinations(links, 2):
        yield (min(one, other), max(one, other)), doubt + further


def _weight_of(doubt: float, model: Model) -> float:
    doubt = max(doubt, LEAST_DOUBT)
    return log2((1 - doubt) / doubt) - model.same_odds if doubt < 1 else float("-inf")
