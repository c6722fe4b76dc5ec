"""What the country asks on a day: a decision of 2018 is read against 2018's documents."""

from __future__ import annotations

from datetime import date

import pytest

from frontdoor.library.clocks import STATUTORY
from frontdoor.record.policy import national


def guidance(day: date) -> str:
    (found,) = (one.code for one in national.on(day).documents if one.series == "working_together")
    return found


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2018, 7, 3), "working_together_2015"),
        (date(2018, 7, 4), "working_together_2018"),
        (date(2018, 8, 8), "working_together_2018"),
        (date(2023, 12, 14), "working_together_2018"),
        (date(2023, 12, 15), "working_together_2023"),
        (date(2026, 11, 23), "working_together_2026"),
    ],
)
def test_the_guidance_is_that_of_the_day(day: date, code: str) -> None:
    assert guidance(day) == code


def test_every_national_limit_stands_in_a_document_of_every_day_with_where_it_stands() -> None:
    for day in (date(2018, 4, 1), date(2020, 1, 1), date(2024, 1, 1), date(2026, 6, 1)):
        limits = national.on(day).limits
        assert set(limits) == {limit.code for limit in STATUTORY}
        assert all(limit.source for limit in limits.values())


def test_a_duty_of_the_act_waits_for_its_day() -> None:
    assert not national.on(date(2026, 4, 28)).to_come
    later = date(2026, 11, 23)
    assert {duty.code for duty in national.on(later).to_come} == national.duty_codes()
    named = {"duty_to_share": date(2026, 11, 1), "child_protection_teams": date(2027, 10, 1)}
    found = national.on(later, commencement=named)
    assert [duty.code for duty in found.in_force] == ["duty_to_share"]
    assert found.in_force[0].commences_on == date(2026, 11, 1)


def test_every_document_says_where_it_is_and_what_was_not_read() -> None:
    assert all(one.url.startswith("https://www.") for one in national.documents())
    assert "Not read in full" in next(one.note for one in national.documents() if one.code.endswith("2026"))
