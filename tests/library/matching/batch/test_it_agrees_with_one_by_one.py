"""Whatever is saved by doing everything once, the answer is that of comparing two people."""

from itertools import combinations, product
from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.library import matching
from frontdoor.library.matching import Field, FieldReason, Rival
from frontdoor.library.matching.batch import People, evidence, link
from frontdoor.library.matching.batch.names import Names
from frontdoor.library.matching.shares import count_values
from tests.library.matching.batch.people import SOME, gathered

MODEL = matching.default_model()


class Pair(NamedTuple):
    """What both ways of matching say of two people."""

    known: int
    told: int
    weight: float
    lines: tuple[str, ...]


def fitted(people: People) -> matching.Model:
    """Return the model for these people known."""
    known = map(matching.prepare, people.details_in(range(people.known)))
    return MODEL.with_shares(count_values(known), people=people.known)


def _quiet(_words: str, _share: float) -> None:
    return


def _linked(people: People, threshold: float) -> list[Pair]:
    rows = link(people, MODEL, threshold, _quiet).to_pylist()
    return sorted(
        Pair(row["known"], row["told"], row["match_weight"], tuple(row[name] for name in evidence.COLUMNS))
        for row in rows
    )


def _compared(people: People, threshold: float) -> list[Pair]:
    """Compare everybody who shares a key, two by two."""
    told, model = people.told, fitted(people)
    every = product(range(people.known), told) if people.has_two_files else combinations(told, 2)
    pairs: list[Pair] = []
    for one, other in every:
        known, asked = people.details(one), people.details(other)
        if matching.block_keys(known) & matching.block_keys(asked):
            found = matching.compare(asked, known, model)
            if found.probability >= threshold:
                pairs.append(Pair(one, other, found.weight, _lines(found)))
    return sorted(pairs)


def _lines(found: matching.Comparison) -> tuple[str, ...]:
    by_field: dict[str, FieldReason] = {evidence.column_for(one.field): one for one in found.fields}
    start = evidence.WORDS_FOR_STARTS[found.rival is Rival.RELATIVE].format(found.start)
    return ("", start, *(evidence.line(by_field[name], by_field[name].weight) for name in evidence.OF_FIELDS))


@given(SOME, SOME, st.sampled_from([0.0, 0.001, 0.05, 0.5, 0.99]))
def test_two_files_give_what_comparing_each_two_gives(
    known: list[dict[str, str]], told: list[dict[str, str]], threshold: float
) -> None:
    people = gathered(known, told)
    assert _linked(people, threshold) == _compared(people, threshold)


@given(SOME, st.sampled_from([0.0, 0.05, 0.9]))
def test_one_file_gives_each_pair_once(written: list[dict[str, str]], threshold: float) -> None:
    people = gathered(written)
    alone = [pair for pair in _linked(people, threshold) if not pair.lines[0]]
    compared = _compared(people, threshold)
    assert set(alone) <= set(compared)
    assert {pair[:2] for pair in _linked(people, threshold)} >= {pair[:2] for pair in compared}


def test_a_slip_in_a_rare_last_name_counts_alike() -> None:
    register = [{"first_name": "Jack", "last_name": f"X{number}x"} for number in range(2_000)]
    jack = {"first_name": "Jack", "last_name": "McCrudden"}
    people = gathered([jack, *register], [{**jack, "last_name": "McCruddenn"}])
    (found,) = _linked(people, 0.2)
    assert [found] == _compared(people, 0.2)
    names, known, told = Names(people, fitted(people)), np.array([0]), np.array([people.told.start])
    _, at_a_glance = names.glances
    _, _, last = names.weigh(known, told)
    assert MODEL.level(Field.LAST_NAME, "slip").weight + 3 < last.weights[0, 0] <= at_a_glance.reach(known, told)[0, 0]
