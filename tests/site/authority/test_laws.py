"""What must be true of any invented authority."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

from frontdoor.site.authority import times
from frontdoor.site.authority.shapes import Authority, Episode
from frontdoor.site.authority.truth import WITHOUT_REFERRAL

OFFICIAL = {  # as published by the government for England and Wales
    2018: "0101 0330 0402 0507 0528 0827 1225 1226",
    2020: "0101 0410 0413 0508 0525 0831 1225 1228",
    2021: "0101 0402 0405 0503 0531 0830 1227 1228",
    2022: "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227",
    2023: "0102 0407 0410 0501 0508 0529 0828 1225 1226",
    2026: "0101 0403 0406 0504 0525 0831 1225 1228",
}


def received(authority: Authority) -> dict[str, datetime]:
    return {one.id: one.received_at for one in authority.contacts}


def episodes_by_child(authority: Authority) -> dict[int, list[Episode]]:
    found: dict[int, list[Episode]] = defaultdict(list)
    for one in sorted(authority.episodes, key=lambda episode: episode.opened_at):
        found[one.person_id].append(one)
    return found


def test_bank_holidays_are_those_published() -> None:
    for year, days in OFFICIAL.items():
        assert " ".join(f"{day:%m%d}" for day in sorted(times.bank_holidays(year))) == days


def test_contacts_arrive_in_order_and_before_the_day_it_is_built(small: Authority) -> None:
    instants = [one.received_at for one in small.contacts]
    assert instants == sorted(instants)
    assert instants[-1] <= small.until


def test_nobody_is_told_of_before_a_pregnancy_is_known_or_after_eighteen(small: Authority) -> None:
    when = received(small)
    people = {one.id: one for one in small.people}
    for one in small.truths:
        if one.person_id is not None:
            person = people[one.person_id]
            born = person.date_of_birth or person.expected_on
            assert born is not None
            days = (when[one.contact_id].date() - born).days
            assert -240 < days < 18 * 366


def test_an_unborn_child_is_told_of_without_a_date_of_birth(small: Authority) -> None:
    unborn = [told for one in small.contacts for told in one.children if told.sex == "U"]
    assert unborn
    assert all(told.date_of_birth is None for told in unborn)


def test_episodes_of_a_child_never_overlap(small: Authority) -> None:
    for episodes in episodes_by_child(small).values():
        for earlier, later in pairwise(episodes):
            assert earlier.closed_at is not None
            assert earlier.closed_at <= later.opened_at


def test_an_episode_ends_after_it_opens_and_with_a_reason(small: Authority) -> None:
    for one in small.episodes:
        assert (one.closed_at is None) == (one.reason == "")
        assert one.closed_at is None or one.closed_at > one.opened_at


def test_whoever_oversees_did_not_recommend(small: Authority) -> None:
    for one in small.handlings:
        assert one.overseen_by is None or one.overseen_by != one.recommended_by


def test_work_goes_forward_in_time_and_stops_at_the_day_it_is_built(small: Authority) -> None:
    when = received(small)
    for one in small.handlings:
        steps = (one.identified_at, one.classed_at, one.rated_at, one.allocated_at, one.recommended_at)
        later = (one.returned_at, one.overseen_at, one.decided_at, one.replied_at)
        taken = [when[one.contact_id], *(at for at in (*steps, *later) if at is not None)]
        assert taken == sorted(taken)
        assert taken[-1] <= small.until


def test_every_worker_named_was_in_post(small: Authority) -> None:
    workers = {one.id: one for one in small.workers}
    for one in small.handlings:
        for who, at in ((one.recommended_by, one.recommended_at), (one.overseen_by, one.overseen_at)):
            assert (who is None) == (at is None)
            if who is not None and at is not None:
                assert workers[who].is_qualified
                assert workers[who].started_on <= at.date()
                leaves = workers[who].ended_on
                assert leaves is None or at.date() < leaves


def test_a_duplicate_has_an_earlier_contact_of_the_same_incident_about_the_child(small: Authority) -> None:
    when = received(small)
    told = {(one.contact_id, one.person_id): one for one in small.truths}
    duplicates = [one for one in small.truths if one.demand_class == "duplicate"]
    assert duplicates
    for one in duplicates:
        assert one.linked_to is not None
        earlier = told[(one.linked_to, one.person_id)]
        assert earlier.incident == one.incident is not None
        assert timedelta(0) <= when[one.contact_id] - when[one.linked_to] <= timedelta(days=7)
        assert one.linked_to < one.contact_id


def test_nothing_else_is_a_second_telling_of_an_incident(small: Authority) -> None:
    seen: set[tuple[int, int | None]] = set()
    for one in small.truths:
        if one.incident is not None:
            key = (one.incident, one.person_id)
            assert (key in seen) == (one.demand_class == "duplicate")
            seen.add(key)


def test_open_case_information_is_about_a_child_with_an_open_episode(small: Authority) -> None:
    when, episodes = received(small), episodes_by_child(small)
    for one in small.truths:
        if one.person_id is None or one.demand_class not in ("open_case", "new", "repeat"):
            continue
        at = when[one.contact_id]
        is_open = any(
            episode.opened_at <= at and (episode.closed_at is None or at < episode.closed_at)
            for episode in episodes.get(one.person_id, [])
        )
        assert is_open == (one.demand_class == "open_case")


def test_a_repeat_and_nothing_new_follows_an_ending_without_referral_within_ninety_days(small: Authority) -> None:
    when = received(small)
    people = {(one.contact_id, one.row): one.person_id for one in small.truths}
    endings: dict[int | None, list[datetime]] = defaultdict(list)
    for handling in small.handlings:
        for child in handling.children:
            if handling.decided_at is not None and child.outcome in WITHOUT_REFERRAL:
                endings[people[(handling.contact_id, child.row)]].append(handling.decided_at)
    for one in small.truths:
        if one.demand_class in ("new", "repeat"):
            at = when[one.contact_id]
            came_back = any(at - timedelta(days=90) <= ended < at for ended in endings[one.person_id])
            assert came_back == (one.demand_class == "repeat")


def test_truth_has_a_line_for_each_child_row(small: Authority) -> None:
    rows = [(one.id, told.row) for one in small.contacts for told in one.children]
    assert rows == [(one.contact_id, one.row) for one in small.truths]


def test_people_homes_and_senders_named_exist(small: Authority) -> None:
    people = {one.id for one in small.people}
    homes = {one.id for one in small.households}
    agencies = {one.id for one in small.agencies}
    assert {one.person_id for one in small.memberships} <= people
    assert {one.household_id for one in small.memberships} <= homes
    assert {one.household_id for one in small.addresses} == homes
    assert {one.agency_id for one in small.contacts if one.agency_id is not None} <= agencies
    assert {one.person_id for one in small.relationships} | {one.to_person_id for one in small.relationships} <= people
    assert set(small.second_records) | set(small.second_records.values()) <= people
    assert {one.person_id for one in small.episodes} <= people
    assert len({one.reference for one in small.people}) == len(small.people)
