"""The invented authority looks like a front door: its months, its classes, its sources, its door."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from frontdoor.site.authority import arrivals, times
from frontdoor.site.authority.invent import invent
from frontdoor.site.authority.shapes import Authority
from tests.site.authority.conftest import CHILDREN, START, UNTIL

BANDS = {
    "new": (0.42, 0.56),
    "repeat": (0.08, 0.16),
    "duplicate": (0.08, 0.13),
    "open_case": (0.14, 0.24),
    "information_request": (0.035, 0.075),
    "not_for_us": (0.025, 0.06),
}


def test_the_same_seed_gives_the_same_authority(small: Authority) -> None:
    assert invent(7, START, UNTIL, CHILDREN) == small


def test_another_seed_gives_other_people(small: Authority) -> None:
    other = invent(8, START, UNTIL, CHILDREN)
    assert [one.last_name for one in other.people[:50]] != [one.last_name for one in small.people[:50]]


def test_a_later_day_adds_to_the_history_and_changes_none_of_it(small: Authority) -> None:
    later = invent(7, START, UNTIL + timedelta(days=20), CHILDREN)
    count = len(small.contacts)
    assert later.contacts[:count] == small.contacts
    assert later.truths[: len(small.truths)] == small.truths
    born = [one for one in small.people if one.date_of_birth is not None and one.is_child]
    names = {one.reference: (one.first_name, one.last_name, one.date_of_birth) for one in later.people}
    assert all(names[one.reference] == (one.first_name, one.last_name, one.date_of_birth) for one in born)


@pytest.mark.parametrize(("month", "contacts"), [(4, 1539), (5, 1650), (6, 1780), (7, 1899)])
def test_the_months_of_the_letter_have_its_counts(month: int, contacts: int) -> None:
    first = date(2018, month, 1)
    until = times.minute(date(2018, month + 1, 1))
    assert len(list(arrivals.arrivals(3, first, until, arrivals.FULL_SIZE))) == contacts


def test_eight_and_a_half_years_hold_some_hundred_and_seventy_thousand_contacts() -> None:
    until = times.minute(date(2026, 11, 1))
    assert 165_000 < sum(1 for _ in arrivals.arrivals(3, START, until, arrivals.FULL_SIZE)) < 175_000


def test_mondays_and_mornings_are_heaviest() -> None:
    instants = [times.instant(at) for at in arrivals.arrivals(3, START, times.minute(date(2019, 4, 1)), 35_000)]
    days = Counter(at.weekday() for at in instants)
    assert days.most_common(1)[0][0] == 0
    assert days[5] + days[6] < days[2]
    hours = Counter(at.hour for at in instants)
    assert hours[10] > hours[15] > hours[21]


def test_the_classes_are_as_common_as_they_are_in_life(small: Authority) -> None:
    counts = Counter(one.demand_class for one in small.truths)
    for name, (least, most) in BANDS.items():
        assert least <= counts[name] / len(small.truths) <= most, name


def test_police_send_near_a_third_and_schools_near_a_sixth(small: Authority) -> None:
    counts = Counter(one.source_code for one in small.contacts)
    assert 0.27 < counts["6"] / len(small.contacts) < 0.39
    assert 0.11 < counts["2A"] / len(small.contacts) < 0.22


def test_a_contact_is_about_one_and_a_quarter_children(small: Authority) -> None:
    assert 1.15 < len(small.truths) / len(small.contacts) < 1.4


def test_there_are_twins_homes_that_share_children_and_doubled_records() -> None:
    authority = invent(11, START, datetime(2018, 4, 20, 9, 0, tzinfo=times.LONDON), 2_500)
    assert any(one.kind == "twin" for one in authority.relationships)
    assert any(one.role == "stays_part_time" for one in authority.memberships)
    assert {"parent", "twin", "partner", "step_parent", "carer"} <= {one.kind for one in authority.relationships}
    assert any(one.kind == "partner" and one.until_on for one in authority.relationships)
    assert {"mother", "married", "registered", "special_guardian", ""} <= {
        one.basis for one in authority.responsibilities
    }
    assert any(one.expected_on is not None and one.date_of_birth is None for one in authority.people)
    assert authority.second_records
    assert any(one.sealed_because for one in authority.addresses)


def test_the_door_holds_work_in_every_state_on_a_working_day() -> None:
    until = datetime(2019, 6, 10, 10, 40, tzinfo=times.LONDON)
    authority = invent(5, date(2019, 5, 20), until, 35_000)
    in_the_door = [one for one in authority.handlings if one.decided_at is None]
    assert 40 <= len(in_the_door) <= 130
    assert any(one.identified_at is None for one in in_the_door)
    assert any(one.identified_at is not None and one.classed_at is None for one in in_the_door)
    assert any(one.classed_at is not None and one.rated_at is None for one in in_the_door)
    assert any(one.rated_at is not None and one.allocated_at is None for one in in_the_door)
    assert any(one.allocated_at is not None and one.recommended_at is None for one in in_the_door)
    assert any(one.recommended_at is not None for one in in_the_door)
    for one in in_the_door:
        assert one.recommended_at is not None or all(child.outcome == "" for child in one.children)
        assert one.overseen_by is None


def test_the_door_is_not_empty_on_a_sunday_night() -> None:
    authority = invent(5, date(2019, 5, 1), datetime(2019, 6, 9, 23, 0, tzinfo=times.LONDON), 35_000 // 3)
    assert sum(one.decided_at is None for one in authority.handlings) >= 10


def test_decisions_are_faster_after_the_visit_of_august_2018(small: Authority) -> None:
    times_taken: dict[bool, list[int]] = {False: [], True: []}
    for contact, handling in zip(small.contacts, small.handlings, strict=True):
        if handling.decided_at is not None:
            taken = times.worked(times.minute_of(handling.decided_at)) - times.worked(
                times.minute_of(contact.received_at)
            )
            times_taken[contact.received_at.date() >= date(2018, 8, 9)].append(taken)
    before, after = (sum(taken <= times.SHIFT for taken in group) / len(group) for group in times_taken.values())
    assert before + 0.15 < after
