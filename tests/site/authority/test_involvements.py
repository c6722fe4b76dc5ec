"""What was done with the invented children follows from their episodes, and keeps to the law's own times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from frontdoor.journey.children import involvement_rules as rules
from frontdoor.journey.children.involvement_rules import Involved
from frontdoor.site.authority import involvements, times
from frontdoor.site.authority.involvements import Made
from frontdoor.site.authority.shapes import Authority, Episode


@pytest.fixture(scope="module")
def made(small: Authority) -> list[Made]:
    return involvements.made(small)


def of(made: Iterable[Made], kind: str) -> list[Made]:
    return [one for one in made if one.kind == kind]


def days_worked(first: date, last: date) -> int:
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(times.is_working_day(day) for day in days)


def spans(small: Authority) -> dict[int, list[Episode]]:
    found: dict[int, list[Episode]] = defaultdict(list)
    for episode in small.episodes:
        found[episode.person_id].append(episode)
    return found


def test_the_same_authority_has_the_same_of_them(small: Authority, made: list[Made]) -> None:
    assert involvements.made(small) == made
    assert len({(one.person_id, one.kind, one.started_on) for one in made}) == len(made)


def test_there_are_some_of_every_kind_and_most_kinds_are_open_for_some(small: Authority, made: list[Made]) -> None:
    kinds, still = Counter(one.kind for one in made), Counter(one.kind for one in made if one.ended_on is None)
    assert set(kinds) == set(rules.KINDS) - {"child_in_need"}
    assert {"assessment", "child_in_need_plan", "early_help"} <= set(still)
    assert kinds["assessment"] == len(small.episodes)


def test_each_is_what_may_be_kept(small: Authority, made: list[Made]) -> None:
    today = small.until.astimezone(times.LONDON).date()
    for one in made:
        told = Involved(
            kind=one.kind,
            started_on=one.started_on,
            has_ended=one.ended_on is not None,
            ended_on=one.ended_on,
            category=one.category,
            led_to=one.led_to,
            organisation=one.organisation,
            earlier=one.earlier,
            origin=involvements.ORIGIN,
        )
        assert rules.reasons_not_to_keep(told, on=today) == []
        assert one.recorded_at <= small.until


def test_an_assessment_follows_its_referral_and_takes_no_longer_than_the_law_allows(
    small: Authority, made: list[Made]
) -> None:
    opened = {(one.person_id, one.opened_at.date()) for one in small.episodes}
    assert {(one.person_id, one.started_on) for one in of(made, "assessment")} == opened
    taken = [days_worked(one.started_on, one.ended_on) for one in of(made, "assessment") if one.ended_on]
    assert max(taken) <= 45
    enquiries = [days_worked(one.started_on, one.ended_on) for one in of(made, "section_47") if one.ended_on]
    assert max(enquiries) <= 15


def test_what_social_care_does_stays_within_an_episode_and_is_open_only_in_an_open_one(
    small: Authority, made: list[Made]
) -> None:
    episodes = spans(small)
    for one in made:
        if one.kind != "early_help":
            assert any(
                episode.opened_at.date() <= one.started_on
                and (episode.closed_at is None or (one.ended_on or date.max) <= episode.closed_at.date())
                for episode in episodes[one.person_id]
            )


def test_a_protection_plan_begins_at_the_conference_that_made_it(made: list[Made]) -> None:
    conferences = {(one.person_id, one.ended_on) for one in of(made, "section_47") if one.led_to == "plan"}
    assert {(one.person_id, one.started_on) for one in of(made, "child_protection_plan")} == conferences


def test_a_child_who_went_on_to_early_help_has_it(small: Authority, made: list[Made]) -> None:
    closed = {one.person_id: one.closed_at for one in small.episodes if one.reason == "RC9"}
    for one in of(made, "early_help"):
        assert closed[one.person_id] is not None
        assert one.organisation == involvements.EARLY_HELP
