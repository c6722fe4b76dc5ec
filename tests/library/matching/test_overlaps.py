"""What one field says again, after another has said it, counts once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from frontdoor.library import matching
from frontdoor.library.matching import Field, PersonDetails
from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.overlaps import OVERLAPS, at_most
from frontdoor.library.matching.shares import count_values
from tests.library.matching.live.people import PEOPLE

MODEL = matching.default_model()
GRACE = PersonDetails(
    first_name="Grace", last_name="Fernsby", sex="F", postcodes=("TS1 4AB",), address="14 Gull Street"
)
NEXT_DOOR = replace(GRACE, address="15 Gull Street")


def said(field: Field, told: PersonDetails, known: PersonDetails = GRACE, model: matching.Model = MODEL) -> Finding:
    found = find(matching.prepare(told), matching.prepare(known), model)
    return next(one for one in found if one.field is field)


def test_whoever_is_called_the_same_is_mostly_of_the_same_sex() -> None:
    assert said(Field.SEX, GRACE).weight == 0
    assert said(Field.SEX, replace(GRACE, first_name="Bobby"), replace(GRACE, first_name="Robert")).weight == 0
    agrees = MODEL.level(Field.SEX, "agrees").weight
    assert said(Field.SEX, replace(GRACE, first_name="Maeve")).weight == agrees
    assert said(Field.SEX, replace(GRACE, first_name="")).weight == agrees


def test_another_sex_says_less_of_one_first_name_than_of_two() -> None:
    boy = replace(GRACE, sex="M")
    assert said(Field.SEX, boy).weight == said(Field.SEX, boy).family_weight == -1
    assert said(Field.SEX, replace(boy, first_name="Maeve")).weight < -5


def test_next_door_has_the_postcode_too() -> None:
    assert said(Field.ADDRESS, NEXT_DOOR).weight == 0
    assert said(Field.ADDRESS, replace(GRACE, address="Gull Street")).weight == 0
    assert said(Field.ADDRESS, replace(NEXT_DOOR, postcodes=())).weight > 4
    assert said(Field.ADDRESS, GRACE).weight > 10


def test_a_postcode_that_everybody_has_leaves_to_the_street_what_it_says() -> None:
    register = [replace(GRACE, address=f"{number} Tide Gardens") for number in range(20_000)]
    model = MODEL.with_shares(count_values(map(matching.prepare, register)), people=len(register))
    assert said(Field.ADDRESS, NEXT_DOOR, model=model).weight > 4


@settings(max_examples=300)
@given(PEOPLE, PEOPLE)
def test_nothing_that_is_left_is_more_than_the_most(told: PersonDetails, known: PersonDetails) -> None:
    for one in find(matching.prepare(told), matching.prepare(known), MODEL):
        if one.level and any(overlap.field is one.field and one.level in overlap.levels for overlap in OVERLAPS):
            level = MODEL.level(one.field, one.level)
            assert one.weight <= at_most(one.field, one.level, level.weight)
            assert one.family_weight <= at_most(one.field, one.level, level.family_weight)
