"""The history: what stands on a contact that is open, and what stood on one that has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.journey.children import actions as children
from frontdoor.journey.children import queries as people
from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision import queries, rules, sections
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.roles import Role
from tests.builders import Machinery, a_worker
from tests.builders.contacts import (
    a_child_at_home_with,
    a_contact,
    a_contact_about,
    a_person,
    a_told_child,
    named_in,
    said_to_be,
)
from tests.builders.decisions import a_decided_contact, decide
from tests.builders.identities import kept_apart
from tests.builders.involvements import involved
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_what_a_decision_opened_is_not_in_the_history_that_it_rests_on(now: datetime) -> None:
    contact, child = a_decided_contact(kind="referral", level="child_in_need", at=now)
    assert child.pk in people.open_episodes([child.pk])
    picture = queries.picture_of(contact, at=now + HOUR)
    assert picture.history.events == ()
    section = sections.sections_of(picture)["history"]
    assert (section.is_done, section.line) == (True, "0 earlier events, 0 open when this ended")


def test_what_comes_after_a_contact_ended_changes_nothing_of_its_history(now: datetime) -> None:
    child = a_person()
    before = now - timedelta(days=60)
    earlier = a_contact_about(child, at=before)
    contact = a_contact_about(child, at=now)
    decide(contact, at=now)
    stood = queries.history_of(contact, at=now)
    assert [event.receipt for event in stood.open] == [earlier.receipt]
    a_contact_about(child, at=now + HOUR)
    decide(earlier, kind="referral", level="child_in_need", at=now + 2 * HOUR)
    after = queries.history_of(contact, at=now + 3 * HOUR)
    assert (after.open, after.closed, after.state) == (stood.open, stood.closed, stood.state)


def test_an_episode_that_closed_later_is_shown_open_as_it_was(now: datetime) -> None:
    child, manager = a_person(), a_worker(Role.TEAM_MANAGER)
    episode = children.open_episode(
        person=child, worker=None, team=None, source_code="6", by=manager, at=now - timedelta(days=9)
    )
    contact = a_contact_about(child, at=now)
    decide(contact, at=now)
    later = now + timedelta(days=2)
    children.close_episode(episode=episode, reason="RC8", by=manager, at=later)
    assert [event.title for event in queries.history_of(contact, at=later).open] == ["Open to us"]
    fresh = a_contact_about(child, at=later)
    closed = [event.decided for event in queries.history_of(fresh, at=later).closed if not event.receipt]
    assert closed == ["Closed 26 July 2018 (RC8: Closed after assessment, no further action)"]


def test_an_identification_made_later_is_not_in_the_history_of_what_has_ended(now: datetime) -> None:
    child = a_person()
    contact = a_contact_about(child, at=now)
    told_before = a_contact(a_told_child(), at=now - timedelta(days=3))
    decide(contact, at=now)
    said_to_be(named_in(told_before)[0], child, at=now + HOUR)
    assert queries.history_of(contact, at=now + HOUR).events == ()


def test_before_anybody_is_identified_the_history_says_so(now: datetime) -> None:
    contact = a_contact(at=now)
    section = sections.sections_of(queries.picture_of(contact, at=now))["history"]
    assert (section.is_done, section.line) == (False, "Nobody identified yet")
    html = signed_in(a_worker()).get(f"/contacts/{contact.receipt}/").content.decode()
    assert "The history fills itself" in html
    assert "earlier events" not in html


@pytest.mark.parametrize(
    ("read", "is_stale", "has_ended", "is_done"),
    [
        (None, False, False, False),
        (0, False, False, True),
        (0, True, False, False),
        (0, True, True, True),
        (2, False, True, False),
        (None, False, True, False),
    ],
)
def test_once_a_contact_has_ended_reading_before_the_recommendation_counts(
    now: datetime, read: int | None, is_stale: bool, has_ended: bool, is_done: bool
) -> None:
    assert is_done is rules.is_history_read_in_time(
        read_at=None if read is None else now + read * HOUR,
        is_stale=is_stale,
        recommended_at=now + HOUR,
        has_ended=has_ended,
    )


def test_earlier_contacts_are_marked_by_concern(now: datetime) -> None:
    child = a_person()
    for days, about in ((60, ("neglect", "strain")), (40, ("missing",)), (20, ())):
        a_contact_about(child, at=now - timedelta(days=days), concerns=about)
    contact = a_contact_about(child, at=now, concerns=("neglect",))
    said = [event.concern.words for event in queries.history_of(contact, at=now).events if event.concern]
    assert said == [
        "Concern not coded",
        "Another concern: Missing from home or care",
        "Same concern: Neglect; Home, money or a family under strain",
    ]
    facts = queries.demand_facts(queries.picture_of(contact, at=now))[named_in(contact)[0].pk]
    assert [each.concern for each in facts.earlier] == [
        "nothing says whether it is the same concern",
        "another concern",
        "same concern",
    ]


def test_a_contact_that_nobody_coded_marks_no_other_and_the_page_says_so(now: datetime) -> None:
    child = a_person()
    a_contact_about(child, at=now - timedelta(days=20), concerns=("neglect",))
    contact = a_contact_about(child, at=now)
    history = queries.history_of(contact, at=now)
    assert not history.marks.is_coded
    assert [event.concern.words for event in history.events if event.concern] == ["Concern: Neglect"]
    html = signed_in(a_worker()).get(f"/contacts/{contact.receipt}/").content.decode()
    assert "Nobody has coded what this contact is about" in html


def test_the_marks_of_a_contact_that_ended_stand_as_they_stood(now: datetime) -> None:
    child = a_person()
    earlier = a_contact_about(child, at=now - timedelta(days=20), concerns=("missing",))
    contact = a_contact_about(child, at=now, concerns=("neglect",))
    decide(contact, at=now)
    triage.code(contact=earlier, codes=["neglect"], by=a_worker(), at=now + HOUR)
    (event,) = queries.history_of(contact, at=now + 2 * HOUR).events
    assert event.concern
    assert event.concern.words == "Another concern: Missing from home or care"


def test_the_pattern_of_a_repeat_says_whether_it_was_the_same_concern(now: datetime) -> None:
    child = a_person()
    earlier = a_contact_about(child, at=now - timedelta(days=20), concerns=("neglect",))
    decide(earlier, at=now - timedelta(days=19))
    contact = a_contact_about(child, at=now, concerns=("neglect",))
    (past,) = queries.picture_of(contact, at=now).pattern
    assert (past.receipt, past.concern.words) == (earlier.receipt, "Same concern: Neglect")


def test_what_was_done_with_anybody_in_the_home_is_on_the_line_of_time_open_and_closed_apart(now: datetime) -> None:
    sister = a_person("Isolde", sex="F", date_of_birth=date(2008, 5, 6))
    child = a_child_at_home_with(sister)
    involved(child, "child_protection_plan", category="NEG", started_on=date(2018, 3, 3))
    involved(sister, "assessment", started_on=date(2017, 3, 3), ended_on=date(2017, 4, 20), led_to="no_support", at=now)
    earlier = a_contact_about(child, at=now - timedelta(days=400))
    contact = a_contact_about(child, at=now)
    history = queries.history_of(contact, at=now)
    assert [(event.title, event.about, event.when) for event in history.open if event.when] == [
        ("Child protection plan (neglect)", "Marlowe Quillfeather", "Since 3 March 2018")
    ]
    assert [(event.title, event.about, event.when, event.decided) for event in history.closed] == [
        (
            "Child and family assessment",
            "Isolde Quillfeather",
            "3 March 2017 to 20 April 2017",
            "Ended: does not need support from children's social care",
        )
    ]
    assert [event.receipt or event.title for event in history.events] == [
        "Child protection plan (neglect)",
        earlier.receipt,
        "Child and family assessment",
    ]


def test_the_page_of_the_contact_says_it_in_words_and_without_a_time_of_day(now: datetime) -> None:
    child = a_person()
    involved(child, "looked_after", category="N5", started_on=date(2016, 2, 1), ended_on=date(2016, 8, 1), led_to="E4A")
    contact = a_contact_about(child, at=now)
    html = signed_in(a_worker()).get(f"/contacts/{contact.receipt}/").content.decode()
    history = html[html.index('id="history"') :]
    assert "Looked after (family dysfunction)" in history
    assert "1 February 2016 to 1 August 2016 · from another case system" in history
    assert "Ended: returned home, as planned" in history
    assert "1 February 2016, 00:00" not in history


def test_what_is_learned_after_the_history_was_read_makes_it_another_history(now: datetime) -> None:
    child = a_person()
    contact = a_contact_about(child, at=now)
    decision.acknowledge_history(contact=contact, by=a_worker(), at=now)
    assert not queries.picture_of(contact, at=now).is_history_stale
    plan = involved(child, at=now + HOUR)
    assert queries.picture_of(contact, at=now + HOUR).is_history_stale
    decision.acknowledge_history(contact=contact, by=a_worker(), at=now + HOUR)
    ended = replace(people.as_told(plan), has_ended=True, ended_on=now.date())
    children.end_involvements(ends={plan.pk: ended}, by=Machinery(), at=now + HOUR)
    assert queries.picture_of(contact, at=now + HOUR).is_history_stale


def test_what_was_begun_by_a_decision_is_not_in_the_history_that_it_rests_on(now: datetime) -> None:
    child = a_person()
    old = involved(child, "child_protection_plan", category="NEG")
    contact = a_contact_about(child, at=now)
    decide(contact, at=now)
    later = now + timedelta(days=30)
    involved(child, "assessment", started_on=now.date(), at=later)
    involved(child, "section_47", started_on=now.date() + timedelta(days=3), at=later)
    ended = replace(people.as_told(old), has_ended=True, ended_on=now.date() + timedelta(days=2))
    children.end_involvements(ends={old.pk: ended}, by=Machinery(), at=later)
    history = queries.history_of(contact, at=later)
    assert [event.title for event in history.open] == ["Child protection plan (neglect)"]
    assert history.closed == ()


def test_the_history_of_one_identity_shows_nothing_of_one_kept_apart_from_it(now: datetime) -> None:
    before, since = a_person("Marlowe"), a_person("Peregrine", "Oakhollow")
    involved(before, "looked_after", ended_on=date(2018, 1, 5), led_to="E12")
    kept_apart(before, since)
    assert queries.history_of(a_contact_about(since, at=now), at=now).events == ()


def test_more_that_was_done_asks_no_more_questions(now: datetime) -> None:
    child = a_child_at_home_with(a_person("Isolde", sex="F"), a_person("Auberon"))
    contact = a_contact_about(child, at=now)
    with CaptureQueriesContext(connection) as one:
        queries.history_of(contact, at=now)
    for months in range(6):
        for person in Person.objects.all():
            involved(person, "section_47", started_on=date(2017, months + 1, 1))
    with CaptureQueriesContext(connection) as many:
        queries.history_of(contact, at=now)
    assert len(one) == len(many)


def test_what_began_on_a_day_stands_after_what_came_at_a_known_time_of_that_day(now: datetime) -> None:
    child = a_person()
    earlier = a_contact_about(child, at=now - timedelta(days=40))
    involved(child, "assessment", started_on=(now - timedelta(days=40)).date())
    contact = a_contact_about(child, at=now)
    events = queries.history_of(contact, at=now).events
    assert [event.receipt or event.title for event in events] == ["Child and family assessment", earlier.receipt]
