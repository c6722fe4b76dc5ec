from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.library.matching import PersonDetails, default_model, prepare
from frontdoor.library.matching.full_names import compare_full_names
from frontdoor.library.matching.live.name_ceilings import MiddleCeiling, NamesCeiling
from frontdoor.library.matching.live.sketches import read_sketches, write_sketch
from frontdoor.library.matching.middle_names import compare_middle_names
from tests.library.matching.live.people import ALIASES, FIRST, LAST, MIDDLE
from tests.library.matching.live.written import nearly

MODEL = default_model()
LETTERS = "abeijnorstyz- 'éß0"
SPELLINGS = ["Muhammad", "Mohammed", "Katie", "Kate", "Katherine", "Mary Jane", "Maryjane", "Anne-Marie", "Bob", "Ng"]
ODD = ["Mother", "Lady of the house", "to be confirmed", "J R", "Q" * 300, "Öztürk", "Łukasz", "de la Cruz", "O Brien"]
NAMES = st.sampled_from([*FIRST, *MIDDLE, *LAST, *SPELLINGS, *ODD]) | st.text(LETTERS, max_size=10)
TWO = nearly(NAMES, LETTERS)
ROUNDING = 1e-9


@settings(max_examples=600)
@given(st.tuples(TWO, TWO, TWO), st.booleans(), st.lists(st.sampled_from(ALIASES), max_size=2))
def test_names_never_say_more_than_their_ceiling(
    boxes: tuple[tuple[str, str], ...], are_turned: bool, aliases: list[str]
) -> None:
    (first, its_first), (middle, its_middle), (last, its_last) = boxes
    told = prepare(PersonDetails(first_name=first, middle_names=middle, last_name=last))
    if are_turned:
        its_first, its_last = its_last, its_first
    other = {"first_name": its_first, "middle_names": its_middle, "last_name": its_last}
    known = prepare(PersonDetails(**other, other_names=tuple(aliases)))  # type: ignore[arg-type]
    rows, _ = read_sketches([write_sketch(known)])
    findings = compare_full_names(told.names, known.names, MODEL)
    ceiling = NamesCeiling(told.names[0], MODEL).of(rows)
    says = np.array([[sum(one.weight for one in findings)], [sum(one.family_weight for one in findings)]])
    assert (says <= ceiling + ROUNDING).all(axis=0).any()


@settings(max_examples=300)
@given(TWO)
def test_middle_names_never_say_more_than_their_ceiling(both: tuple[str, str]) -> None:
    told, known = (prepare(PersonDetails(middle_names=one)) for one in both)
    says = compare_middle_names(told.names[0].middle, known.names[0].middle, MODEL)
    rows, _ = read_sketches([write_sketch(known)])
    if told.names[0].middle:
        ceiling = MiddleCeiling(told.names[0].middle, MODEL).of(rows)
        assert (np.array([says.weight, says.family_weight]) <= ceiling[:, 0] + ROUNDING).all()


def test_the_middle_names_of_an_alias_are_not_those_that_are_compared() -> None:
    told = prepare(PersonDetails(middle_names="Rose"))
    known = prepare(PersonDetails(middle_names="Rose", other_names=("Unknown Marlowe Fernsby",)))
    rows, _ = read_sketches([write_sketch(known)])
    ceiling = MiddleCeiling(told.names[0].middle, MODEL).of(rows)
    assert (ceiling > 0).all()


def test_names_that_share_nothing_are_proved_to_differ() -> None:
    told, known = (
        prepare(PersonDetails(first_name=first, last_name=last))
        for first, last in (("Marlowe", "Quillfeather"), ("Cassius", "Dunby"))
    )
    findings = compare_full_names(told.names, known.names, MODEL)
    rows, _ = read_sketches([write_sketch(known)])
    ceiling = NamesCeiling(told.names[0], MODEL).of(rows)
    assert ceiling[0, 0] == sum(one.weight for one in findings) < 0
