"""Training moves the numbers towards what is seen, and never further than the sightings bear."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Field, PersonDetails
from frontdoor.library.matching.model_file import write_model
from frontdoor.library.matching.training import Lesson, train
from frontdoor.library.matching.trust import FURTHEST, Sightings, trusted

MODEL = matching.default_model()
SHARES = files("frontdoor.library.matching").joinpath("shares.toml").read_text(encoding="utf-8")
LESSON = Lesson(of="people invented for a test", on=date(2026, 11, 23), seed=7, most_pairs=4_000)
FIRST = ("Robert", "Amina", "Grace", "Oliver", "Kwame", "Zofia", "Harriet", "Dilan", "Marta", "Owen")
LAST = ("Wainwright", "Quill", "Osei", "Pottinger", "Featherstone", "Barzani", "Metcalfe", "Ashe", "Nowak", "Tring")


def _people(number: int) -> list[PersonDetails]:
    chance = random.Random(5)
    return [
        PersonDetails(
            first_name=chance.choice(FIRST),
            last_name=chance.choice(LAST),
            date_of_birth=date(2008, 1, 2) + timedelta(days=chance.randrange(5_000)),
            sex=chance.choice("MF"),
            postcodes=(f"TS{chance.randrange(1, 9)} {chance.randrange(1, 9)}AB",),
            address=f"{chance.randrange(1, 99)} Acacia Road",
        )
        for _ in range(number)
    ]


def _told(known: list[PersonDetails]) -> list[PersonDetails]:
    """Tell of everybody; one in four has moved, and some names, dates and boxes for the sex have gone wrong."""
    told = []
    for place, one in enumerate(known):
        born, name = one.date_of_birth or LESSON.on, one.first_name
        told.append(
            replace(
                one,
                first_name="Unlike" if place % 50 == 1 else name[:2] + name[3:] if place % 9 == 1 else name,
                last_name=one.last_name + "e" if place % 10 == 2 else one.last_name,
                date_of_birth=born + timedelta(days=10 if place % 11 == 3 else 0),
                sex="F" if place % 40 == 4 else one.sex,
                postcodes=("DL1 1ZZ",) if place % 4 == 0 else one.postcodes,
                address="3 Elm Close" if place % 4 == 0 else one.address,
            )
        )
    return told


@pytest.fixture(scope="module")
def trained() -> str:
    known = _people(500)
    return train(known, _told(known), lesson=LESSON)


def test_a_trained_model_can_be_read_and_says_how_it_was_trained(trained: str) -> None:
    model = matching.read_model(trained, shares=SHARES)
    assert model.edition == "2026-11"
    for told in ("Splink", "people invented for a test", "500 people known", "2026-11-23", "seed 7", "date_of_birth"):
        assert told in model.trained


def test_what_was_seen_often_is_believed_and_what_was_seen_seldom_is_not() -> None:
    field, name = Field.POSTCODE, "differs"
    before = MODEL.level(field, name).m
    for matches, is_believed in ((40, False), (100_000, True)):
        seen = Sightings(shares={(field, name): (0.3, 0.98)}, matches=matches, strangers=10**6)
        after = trusted(MODEL, seen, {}).level(field, name).m
        assert before < after < 0.3
        assert (after > 0.25) is is_believed


def test_a_level_that_was_never_seen_stays_as_it_was(trained: str) -> None:
    after = matching.read_model(trained, shares=SHARES).level(Field.PHONE, "slip")
    assert after.weight == pytest.approx(MODEL.level(Field.PHONE, "slip").weight, abs=0.01)


def test_a_level_that_was_often_seen_moves_only_so_far() -> None:
    seen = Sightings(shares={(Field.SEX, "differs"): (0.4, 0.5)}, matches=10**9, strangers=10**9)
    before, after = (model.level(Field.SEX, "differs").weight for model in (MODEL, trusted(MODEL, seen, {})))
    assert after == pytest.approx(before + FURTHEST)


def test_what_was_seen_never_turns_a_verdict_round() -> None:
    seen = Sightings(shares={(Field.SEX, "agrees"): (0.1, 0.9)}, matches=10**9, strangers=10**9)
    assert trusted(MODEL, seen, {}).level(Field.SEX, "agrees").weight >= 0


def test_relatives_are_counted_by_themselves() -> None:
    seen = Sightings(shares={(Field.SEX, "differs"): (0.015, 0.5)}, matches=10**6, strangers=10**6)
    counted = {Field.SEX: Counter({"differs": 90_000, "agrees": 10_000})}
    after = trusted(MODEL, seen, counted).level(Field.SEX, "differs")
    assert after.family_weight < MODEL.level(Field.SEX, "differs").family_weight
    assert after.weight == pytest.approx(MODEL.level(Field.SEX, "differs").weight, abs=0.01)


def test_a_written_model_reads_back_the_same() -> None:
    again = matching.read_model(write_model(MODEL), shares=SHARES)
    for key, level in MODEL.levels.items():
        assert again.levels[key].weight == pytest.approx(level.weight, abs=0.01)
        assert again.levels[key].family_weight == pytest.approx(level.family_weight, abs=0.01)
    assert (again.dates, again.people) == (MODEL.dates, MODEL.people)
