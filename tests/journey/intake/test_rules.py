from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.journey.intake import rules
from frontdoor.journey.intake.rules import ReceivingFacts
from frontdoor.journey.intake.told import Told, ToldPerson

AT = datetime(2018, 7, 24, 10, tzinfo=UTC)
CHILD = ToldPerson(is_child=True, first_name="Marlowe", date_of_birth=date(2011, 3, 9))
TOLD = Told(channel="phone", source_code="1A", received_at=AT, what_happened="He was left alone.", people=(CHILD,))


def facts(told: Told = TOLD, **more: object) -> ReceivingFacts:
    return ReceivingFacts(told=told, at=AT, sources=frozenset({"1A", "2A", "9"}), **more)  # type: ignore[arg-type]


def fields(found: ReceivingFacts) -> list[str]:
    return [reason.field for reason in rules.reasons_not_to_receive(found)]


def with_child(**change: object) -> ReceivingFacts:
    return facts(replace(TOLD, people=(replace(CHILD, **change),)))  # type: ignore[arg-type]


def test_a_whole_contact_is_received() -> None:
    assert fields(facts()) == []


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (replace(TOLD, people=()), "people"),
        (replace(TOLD, people=(CHILD,) * 41), "people"),
        (replace(TOLD, people=(replace(CHILD, is_child=False),)), "people"),
        (replace(TOLD, what_happened=" \n"), "what_happened"),
        (replace(TOLD, source_code=""), "source_code"),
        (replace(TOLD, source_code="99"), "source_code"),
        (replace(TOLD, received_at=AT + timedelta(minutes=1)), "received_at"),
        (replace(TOLD, professional_id=4, teller_phone="01632 960 001"), "agency_id"),
        (replace(TOLD, is_in_danger_now=True), "danger"),
        (replace(TOLD, teller_name="x" * 121), "teller_name"),
        (replace(TOLD, wants="a\x00b"), "wants"),
    ],
)
def test_each_refusal_names_its_field(told: Told, field: str) -> None:
    assert field in fields(facts(told))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first_name": "", "date_of_birth": None}, "first_name"),
        ({"date_of_birth": AT.date() + timedelta(days=1)}, "date_of_birth"),
        ({"date_of_birth": date(1890, 1, 1)}, "date_of_birth"),
        ({"is_unborn": True}, "date_of_birth"),
        ({"expected_on": date(2018, 9, 1)}, "expected_on"),
        ({"nhs_number": "9990000000"}, "nhs_number"),
        ({"postcode": "TS1 4ABCD"}, "postcode"),
    ],
)
def test_a_person_who_cannot_be_is_refused_by_field(change: dict[str, object], field: str) -> None:
    assert f"people.0.{field}" in fields(with_child(**change))


@pytest.mark.parametrize(
    "change",
    [
        {"first_name": "", "date_of_birth": None, "age_told": "about six"},
        {"first_name": "", "date_of_birth": None, "is_unborn": True, "expected_on": date(2018, 9, 1)},
        {"first_name": "", "date_of_birth": None, "is_unborn": True},
        {"nhs_number": "9434765919"},
    ],
)
def test_a_child_may_be_unborn_or_without_a_date_or_a_name(change: dict[str, object]) -> None:
    assert fields(with_child(**change)) == []


def test_a_professional_needs_a_way_back_but_a_neighbour_does_not() -> None:
    school = replace(TOLD, source_code="2A", agency_id=3)
    assert fields(facts(school, agency_is_known=True)) == ["teller_phone"]
    assert fields(facts(replace(school, teller_email="a@b.example"), agency_is_known=True)) == []
    assert fields(facts(school, agency_is_known=True, professional_can_be_reached=True)) == []
    assert fields(facts(school, agency_is_known=True, comes_from_machine=True)) == []
    assert fields(facts(replace(TOLD, source_code="9"))) == []


def test_an_agency_and_a_professional_must_belong_together() -> None:
    school = replace(TOLD, agency_id=3, professional_id=4, teller_phone="01632 960 001")
    assert fields(facts(school, agency_is_known=False)) == ["agency_id"]
    assert fields(facts(school, agency_is_known=True, professional_is_of_agency=False)) == ["professional_id"]


def test_danger_asks_only_for_what_is_needed_to_act() -> None:
    told = replace(
        TOLD,
        source_code="2A",
        agency_id=3,
        what_happened="",
        is_in_danger_now=True,
        danger="At the flat, with a man who is drunk",
    )
    assert fields(facts(told, agency_is_known=True)) == []


def test_an_older_system_may_not_know_what_happened() -> None:
    assert fields(facts(replace(TOLD, channel="import", what_happened=""))) == []


def test_a_level_is_one_of_the_policy_in_force() -> None:
    told = replace(TOLD, level_stated="level_9")
    assert fields(facts(told, levels=frozenset({"early_help"}))) == ["level_stated"]


@pytest.mark.parametrize(
    ("digits", "is_valid"),
    [("9434765919", True), ("9434765918", False), ("943476591", False), ("94347659١9", False), ("0000000000", True)],
)
def test_the_check_digit_of_an_nhs_number(digits: str, is_valid: bool) -> None:
    assert rules.is_nhs_number(digits) is is_valid


def test_who_somebody_is_cannot_be_said_twice_or_after_the_end() -> None:
    fine = rules.IdentifyingFacts(has_contact_ended=False)
    wrong = rules.IdentifyingFacts(has_contact_ended=True, already_same_as="Una", pair_has_verdict=True)
    assert rules.reasons_not_to_identify(fine) == []
    assert len(rules.reasons_not_to_identify(wrong)) == 3
