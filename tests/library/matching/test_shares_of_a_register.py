"""How common a value is in the register at hand says what it is worth that two people share it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from frontdoor.library import matching
from frontdoor.library.matching import Field, PersonDetails
from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.shares import count_values

MODEL = matching.default_model()
ROBERT = PersonDetails(first_name="Robert", last_name="Quill", date_of_birth=date(2014, 3, 7), postcodes=("TS1 4AB",))


def _worth(field: Field, model: matching.Model) -> float:
    robert = matching.prepare(ROBERT)
    return next(found.weight for found in find(robert, robert, model) if found.field is field)


def _fitted(register: list[PersonDetails]) -> matching.Model:
    return MODEL.with_shares(count_values(map(matching.prepare, register)), people=len(register))


def test_a_name_that_many_have_here_is_worth_less_than_one_that_few_have() -> None:
    many = _fitted([replace(ROBERT, first_name=f"A{number}x") for number in range(2_000)])
    few = _fitted([replace(ROBERT, last_name=f"A{number}x") for number in range(2_000)])
    assert _worth(Field.LAST_NAME, many) < _worth(Field.LAST_NAME, few)


def test_a_postcode_that_everybody_has_says_next_to_nothing() -> None:
    assert _worth(Field.POSTCODE, _fitted([ROBERT] * 20_000)) < 1


def test_a_date_that_stands_in_for_many_shows_itself() -> None:
    assert _worth(Field.DATE_OF_BIRTH, _fitted([ROBERT] * 20_000)) < _worth(Field.DATE_OF_BIRTH, MODEL) - 5


def test_a_rare_date_is_worth_no_more_than_any_date() -> None:
    others = [replace(ROBERT, date_of_birth=date(1990, 1, 2))] * 2_000_000
    counts = {Field.DATE_OF_BIRTH: {"19900102": len(others)}}
    assert _worth(Field.DATE_OF_BIRTH, MODEL.with_shares(counts, people=len(others))) <= _worth(
        Field.DATE_OF_BIRTH, MODEL
    )


def test_more_strangers_agree_by_chance_in_a_larger_register() -> None:
    assert MODEL.with_shares({}, people=1_000_000).start < MODEL.start < MODEL.with_shares({}, people=1_000).start


def test_a_register_of_nobody_changes_nothing_but_the_start() -> None:
    fitted = MODEL.with_shares({}, people=0)
    assert _worth(Field.LAST_NAME, fitted) == _worth(Field.LAST_NAME, MODEL)


def _last_name_worth(told: str, known: str, register: list[PersonDetails]) -> float:
    one, other = (matching.prepare(replace(ROBERT, last_name=name)) for name in (told, known))
    return next(found.weight for found in find(one, other, _fitted(register)) if found.field is Field.LAST_NAME)


def test_a_slip_in_a_rare_last_name_says_nearly_as_much_as_the_name() -> None:
    register = [replace(ROBERT, last_name="Smith")] * 1_990 + [replace(ROBERT, last_name="McCrudden")] * 10
    rare = _last_name_worth("McCruddenn", "McCrudden", register)
    assert _last_name_worth("McCrudden", "McCrudden", register) - 1 == rare > 7
    assert _last_name_worth("Smiith", "Smith", register) < 1


def test_two_last_names_that_people_have_are_no_slip_however_rare() -> None:
    names = ["Hartlow"] * 10 + ["Harlow"] * 10
    register = [replace(ROBERT, last_name=name) for name in names] + [replace(ROBERT, last_name="Smith")] * 1_980
    assert _last_name_worth("Hartlow", "Harlow", register) == MODEL.level(Field.LAST_NAME, "slip").weight


def test_where_nobody_counted_a_slip_is_a_slip() -> None:
    assert _last_name_worth("McCruddenn", "McCrudden", []) == MODEL.level(Field.LAST_NAME, "slip").weight
