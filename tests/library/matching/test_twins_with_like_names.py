"""Twins whose names are alike: everything but the name is the same, and only the name can tell them apart."""

from __future__ import annotations

from datetime import date

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Band, Bands, Comparison, Field, Model, PersonDetails, Verdict

NAMES = ("leo", "theo", "amir", "samir", "emily", "amelia", "jayden", "hayden", "mia", "maya", "kate", "isla", "ayla")
REGISTER = matching.default_model().with_shares({Field.FIRST_NAME: dict.fromkeys(NAMES, 30)}, people=50_000)


def beside(one: str, other: str, *, model: Model = REGISTER) -> Comparison:
    def child(first_name: str) -> PersonDetails:
        return PersonDetails(
            first_name=first_name,
            last_name="Quillfeather",
            date_of_birth=date(2014, 3, 9),
            sex="M",
            postcodes=("TS1 4AB",),
            address="14 Gull Street",
        )

    return matching.compare(child(one), child(other), model)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Leo", "Theo"), ("Amir", "Samir"), ("Emily", "Amelia"), ("Jayden", "Hayden"), ("Mia", "Maya"), ("Isla", "Ayla")],
)
def test_a_twin_with_a_like_name_is_never_shown_first(one: str, other: str) -> None:
    for found in (beside(one, other), beside(other, one)):
        assert found.fields[0].verdict is Verdict.DIFFERS, found.fields[0].words
        assert Bands().band(found.weight) is Band.POSSIBLE, found.weight


def test_a_slip_in_a_name_of_the_register_is_still_a_slip() -> None:
    assert Bands().band(beside("Thoe", "Theo").weight) is Band.SHOW_FIRST
    assert Bands().band(beside("Ameila", "Amelia").weight) is Band.SHOW_FIRST


def test_a_short_form_is_still_one() -> None:
    assert beside("Kate", "Katherine").fields[0].verdict is Verdict.CLOSE


def test_what_few_people_of_a_large_register_are_called_may_be_a_slip() -> None:
    counts = {Field.FIRST_NAME: {"samir": 12, "amir": 900}}
    large = matching.default_model().with_shares(counts, people=1_000_000)
    assert "samir" not in large.names_in_use
    assert "amir" in large.names_in_use
    assert beside("Amir", "Samir", model=large).fields[0].verdict is Verdict.CLOSE
