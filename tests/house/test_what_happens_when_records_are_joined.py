"""Every table that knows a person says what happens when two records are one; and what it says is shown to be so.

A kind of fact that is read together must show on the joined record, and be back on its own when they part. A new one
fails here until somebody adds how it is recorded and where it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models import Holds, JoinedRecord, Person
from frontdoor.journey.intake import queries as intake
from frontdoor.oversight.worklist.queries.child import ChildPage, Filters, child_page, home_shown
from frontdoor.oversight.worklist.queries.recorded import READ, facts_since, keys_to_person, read_together
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import NOW, a_contact_about, a_home, a_person
from tests.builders.identities import joined, parted, warned_of
from tests.builders.involvements import involved

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def with_a_key_to_a_person() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if keys_to_person(model)]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How a fact is recorded on somebody, and whether it is seen when another of their records is asked for."""

    record: Callable[[Person], object]
    is_seen: Callable[[Person], bool]


def page_of(person: Person) -> ChildPage:
    asked = queries.with_leading(Person.objects.filter(pk=person.pk)).get()
    led = queries.leading(asked)
    home = home_shown(led, at=LATER)
    filters = Filters.read(who="", state="")
    return child_page(led, home=home, worker=a_worker(), filters=filters, at=LATER)


def open_for(person: Person) -> object:
    manager = a_worker(Role.TEAM_MANAGER)
    return actions.open_episode(person=person, worker=manager, team=None, source_code="2A", by=manager, at=LATER)


def relate(person: Person) -> object:
    from frontdoor.journey.children.models import Relationship

    return Relationship.objects.create(
        authority_id=1, person=a_person("Odette", date_of_birth=date(1985, 1, 1)), other=person, kind="parent"
    )


def make_responsible(person: Person) -> object:
    from frontdoor.journey.children.models import ParentalResponsibility

    mother = a_person("Odette", date_of_birth=date(1985, 1, 1))
    return ParentalResponsibility.objects.create(
        authority_id=1,
        child=person,
        holder=mother,
        answer=Holds.YES,
        basis="mother",
        how_known="birth_certificate",
        recorded_at=LATER,
        recorded_by=a_worker(),
    )


SHOWS: dict[str, Shown] = {
    "children.OtherName": Shown(
        record=lambda person: actions.add_other_name(
            person=person, first_name="Zeb", last_name="Grindstone", by=a_worker(), at=LATER
        ),
        is_seen=lambda person: "Zeb Grindstone" in page_of(person).also_known_as,
    ),
    "children.Membership": Shown(
        record=lambda person: a_home(person, lines="2 Other Road", at=NOW - timedelta(days=3)),
        is_seen=lambda person: (
            "2 Other Road" in page_of(person).banner.address
            and any(
                member.person_id == queries.leading_of([person.pk])[person.pk]
                for member in queries.home_of([person.pk], LATER.date())[person.pk]
            )
        ),
    ),
    "children.Relationship": Shown(
        record=relate,
        is_seen=lambda person: any(one.relation for one in page_of(person).tables.elsewhere),
    ),
    "children.ParentalResponsibility": Shown(
        record=make_responsible, is_seen=lambda person: bool(page_of(person).tables.responsible)
    ),
    "children.Caution": Shown(
        record=warned_of, is_seen=lambda person: any("knife" in line for line in page_of(person).banner.warnings)
    ),
    "children.Episode": Shown(
        record=open_for,
        is_seen=lambda person: (
            person.pk in queries.open_episodes([person.pk])
            and any("Opened to" in event.title for event in page_of(person).story)
        ),
    ),
    "children.Involvement": Shown(
        record=lambda person: involved(person, "child_protection_plan", category="NEG", at=LATER),
        is_seen=lambda person: (
            person.pk in queries.involvements_of([person.pk])
            and any(event.title == "Child protection plan (neglect)" for event in page_of(person).story)
        ),
    ),
    "intake.Identification": Shown(
        record=lambda person: a_contact_about(person, at=NOW - timedelta(days=3)),
        is_seen=lambda person: (
            bool(intake.contacts_about([person.pk], before=LATER))
            and any("Contact from" in event.title for event in page_of(person).story)
        ),
    ),
}


def test_every_table_that_knows_a_person_says_what_happens_when_two_are_one() -> None:
    silent = [
        model._meta.label
        for model in with_a_key_to_a_person()
        if not isinstance(getattr(model, "when_joined", None), WhenJoined)
    ]
    assert not silent, f"give each `when_joined` (journey/children/joining.py): {silent}"


def test_a_table_that_says_nothing_would_be_found() -> None:
    assert with_a_key_to_a_person()
    assert not isinstance(getattr(models.Model, "when_joined", None), WhenJoined)


def test_every_table_that_is_read_together_is_shown_to_be() -> None:
    labels = {model._meta.label for model, _, _ in read_together()}
    assert labels == set(SHOWS), f"add to SHOWS how each is recorded and where it is read: {labels ^ set(SHOWS)}"
    assert labels == {
        model._meta.label for model in with_a_key_to_a_person() if getattr(model, "when_joined", None) in READ
    }


@pytest.mark.parametrize("leads", ["own", "other"])
@pytest.mark.parametrize("label", sorted(SHOWS))
def test_a_fact_shows_on_the_joined_record_and_is_back_on_its_own_when_they_part(label: str, leads: str) -> None:
    own, other = a_person("Marlowe", "Quillfeather"), a_person("Marlow", "Quilfeather")
    shown = SHOWS[label]
    assert not shown.is_seen(own)
    link = joined(own, other, leading=own if leads == "own" else other)
    shown.record(own)
    assert shown.is_seen(own)
    assert shown.is_seen(other)
    parted(link, at=LATER)
    assert shown.is_seen(own)
    assert not shown.is_seen(other)


@pytest.mark.parametrize("label", sorted(SHOWS))
def test_what_was_recorded_since_is_told_with_the_record_it_stays_with(label: str) -> None:
    own, other = a_person("Marlowe", "Quillfeather"), a_person("Marlow", "Quilfeather")
    joined(own, other, at=NOW - timedelta(days=500))
    SHOWS[label].record(own)
    facts = facts_since(frozenset({own.pk, other.pk}), since=NOW - timedelta(days=450))
    assert label == "children.Relationship" or {fact.reference for fact in facts} == {own.reference}


def test_only_one_episode_may_be_open_among_joined_records() -> None:
    own, other = a_person("Marlowe", "Quillfeather"), a_person("Marlow", "Quilfeather")
    joined(own, other)
    open_for(other)
    with pytest.raises(Refused, match="already open"):
        open_for(own)


def test_what_is_rebuilt_is_gone_when_they_part() -> None:
    own, other = a_person("Marlowe", "Quillfeather"), a_person("Marlow", "Quilfeather")
    parted(joined(own, other))
    assert not JoinedRecord.objects.exists()
