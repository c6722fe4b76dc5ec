from __future__ import annotations

from datetime import date

import pytest

from frontdoor.journey.children.kin import Duty, Family, HomePlace, Kin, Stay, Tie
from frontdoor.journey.children.kinship import kinship_of
from frontdoor.journey.children.tables import tables_of

ON = date(2018, 7, 24)
NAMES = {1: "Marlowe", 2: "Odette", 3: "Cosmo", 4: "Jasper", 5: "Isolde", 6: "Perdita", 7: "Ambrose"}
SEXES = {1: "M", 2: "F", 3: "M", 4: "M", 5: "F", 6: "U", 7: "M"}


def _family(*ties: tuple[int, int, str], over: tuple[int, int, str] | None = None, **more: object) -> Family:
    given = [Tie(person_id=one, other_id=other, kind=kind) for one, other, kind in ties]
    given += [Tie(person_id=over[0], other_id=over[1], kind=over[2], until_on=date(2016, 1, 1))] if over else []
    people = tuple(Kin(person_id=one, first_name=name, sex=SEXES[one]) for one, name in NAMES.items())
    return Family(child_id=1, on=ON, people=people, ties=tuple(given), **more)  # type: ignore[arg-type]  # a test's own


BOTH = ((2, 1, "parent"), (3, 1, "parent"))


@pytest.mark.parametrize(
    ("ties", "who", "words"),
    [
        (((2, 1, "parent"),), 2, "mother"),
        (((3, 1, "parent"),), 3, "father"),
        (((6, 1, "parent"),), 6, "parent"),
        (((1, 4, "parent"),), 4, "son"),
        (((3, 1, "step_parent"),), 3, "stepfather"),
        (((1, 5, "carer"),), 5, "cared for by them"),
        (((1, 5, "twin"), *BOTH, (2, 5, "parent"), (3, 5, "parent")), 5, "twin sister"),
        ((*BOTH, (2, 4, "parent"), (3, 4, "parent")), 4, "brother"),
        ((*BOTH, (2, 4, "parent"), (7, 4, "parent")), 4, "half-brother"),
        ((*BOTH, (2, 4, "parent"), (7, 4, "parent")), 7, "father of Jasper"),
        (((2, 1, "parent"), (2, 4, "parent")), 4, "brother or half-brother"),
        ((*BOTH, (5, 2, "parent")), 5, "grandmother"),
        ((*BOTH, (5, 2, "parent"), (5, 1, "carer")), 5, "carer"),
        ((*BOTH, (2, 7, "partner")), 7, "partner of Odette"),
        (((2, 1, "parent"), (7, 1, "step_parent"), (7, 4, "parent")), 4, "stepbrother"),
        (((1, 4, "sibling"),), 4, "brother"),
        (((1, 6, "partner"),), 6, "partner"),
    ],
)
def test_what_somebody_is_to_the_child(ties: tuple[tuple[int, int, str], ...], who: int, words: str) -> None:
    assert kinship_of(_family(*ties))[who] == words


def test_what_is_over_says_so_and_who_is_nothing_has_no_words() -> None:
    family = _family((2, 1, "parent"), over=(2, 7, "partner"))
    assert kinship_of(family)[7] == "was partner of Odette"
    assert kinship_of(_family(over=(7, 1, "step_parent")))[7] == "was stepfather"
    assert 5 not in kinship_of(family)
    assert 1 not in kinship_of(family)


def test_the_tables_say_who_lives_where_and_what_is_not_known() -> None:
    stays = (
        Stay(person_id=1, household_id=10, from_on=date(2015, 1, 1)),
        Stay(person_id=2, household_id=10, from_on=date(2015, 1, 1), role="mother"),
        Stay(person_id=1, household_id=11, from_on=date(2017, 1, 1), time_there="About half the week"),
        Stay(person_id=3, household_id=11, from_on=date(2017, 1, 1)),
        Stay(person_id=4, household_id=12, from_on=date(2017, 1, 1)),
        Stay(person_id=1, household_id=13, from_on=date(2011, 1, 1), until_on=date(2015, 1, 1)),
    )
    homes = tuple(HomePlace(household_id=one, address=f"{one} Gull Street") for one in (10, 11, 12, 13))
    duties = (
        Duty(child_id=1, holder_id=2, answer="yes"),
        Duty(child_id=1, answer="yes", until_on=date(2016, 1, 1), basis="Care order"),
    )
    tables = tables_of(_family(*BOTH, stays=stays, homes=homes, duties=duties), open_to={4: "Rowan Ash"})
    assert [(home.number, home.time_there, len(home.members)) for home in tables.homes] == [
        (1, "", 2),
        (2, "About half the week", 2),
    ]
    assert [(home.number, home.until_on, home.members) for home in tables.past] == [(4, date(2015, 1, 1), ())]
    jasper = next(one for one in tables.elsewhere if one.name == "Jasper")
    assert (jasper.lives_in, jasper.open_to) == ("Home 3", "Rowan Ash")
    answers = {one.name: one.responsibility for home in tables.homes for one in home.members}
    assert answers == {"Marlowe": "", "Odette": "Yes", "Cosmo": "Not known"}
    assert [(one.name, one.until_on) for one in tables.responsible] == [
        ("Odette", None),
        ("The council", date(2016, 1, 1)),
    ]
    assert tables.is_settled


def test_a_child_for_whom_nobody_is_recorded_as_responsible_is_said_to_be_so() -> None:
    assert not tables_of(_family(*BOTH), open_to={}).is_settled
