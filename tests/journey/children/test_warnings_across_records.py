"""Warnings and sealed addresses reach every record that is, or may be, the same person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.models import Caution, Household, Person
from frontdoor.journey.intake import queries as intake
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_home, a_person, a_told_child
from tests.builders.identities import joined, parted, proposed, warned_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Person:
    return a_person("Marlowe", "Quillfeather")


@pytest.fixture
def other() -> Person:
    return a_person("Marlow", "Quilfeather")


def said(person: Person, at: datetime) -> list[str]:
    return [warned.said for warned in queries.warnings_about([person.pk], on=at.date())[person.pk]]


def seal(home: Household, at: datetime) -> None:
    actions.seal_address(
        household=home,
        lines="9 Lantern Row",
        postcode="TS2 9ZZ",
        reason="Kept from a former partner of the mother",
        from_on=at.date(),
        by=a_worker(Role.TEAM_MANAGER),
        at=at,
    )


def test_a_warning_shows_on_its_own_record(one: Person, now: datetime) -> None:
    warned_of(one)
    assert said(one, now) == ["Danger to staff: Threatened a worker with a knife"]


def test_a_warning_shows_across_a_link_that_is_not_confirmed_and_says_so(
    one: Person, other: Person, now: datetime
) -> None:
    warned_of(one)
    link = proposed(one, other)
    (line,) = said(other, now)
    assert line.endswith(f"(on {one.reference}, who may be the same person)")
    actions.confirm_same(link=link, by=a_worker(), at=now)
    assert said(other, now) == ["Danger to staff: Threatened a worker with a knife"]
    parted(link, at=now)
    assert said(other, now) == []


def test_a_warning_ends_with_a_reason_and_not_without(one: Person, now: datetime) -> None:
    caution = warned_of(one)
    with pytest.raises(Refused, match="Say why"):
        actions.end_caution(caution=caution, because=" ", by=a_worker(), at=now)
    actions.end_caution(caution=caution, because="He moved away", by=a_worker(), at=now)
    assert said(one, now) == []
    assert Caution.objects.get().ended_because == "He moved away"


def test_a_warning_that_has_run_out_is_not_shown(one: Person, now: datetime) -> None:
    until = now.date() + timedelta(days=2)
    actions.record_caution(
        person=one, kind="other", words="Dog on a chain", from_on=now.date(), until_on=until, by=a_worker(), at=now
    )
    assert said(one, now)
    assert not said(one, now + timedelta(days=2))


@pytest.mark.parametrize(("kind", "words"), [("", "Dog"), ("worse", "Dog"), ("other", " ")])
def test_a_warning_says_what_and_of_what_kind(one: Person, now: datetime, kind: str, words: str) -> None:
    with pytest.raises(Refused):
        actions.record_caution(
            person=one, kind=kind, words=words, from_on=now.date(), until_on=None, by=a_worker(), at=now
        )


def test_an_auditor_records_no_warning(one: Person, now: datetime) -> None:
    with pytest.raises(NotPermitted):
        actions.record_caution(
            person=one, kind="other", words="x", from_on=now.date(), until_on=None, by=a_worker(Role.AUDITOR), at=now
        )


def test_a_warning_stands_beside_a_suggestion(one: Person, other: Person, now: datetime) -> None:
    warned_of(other)
    proposed(one, other)
    contact = a_contact(a_told_child(), at=now)
    (named,) = intake.who(contact)
    shown = {known.possible.reference: known.warnings for known in named.possibles}
    assert shown[one.reference][0].endswith(f"(on {other.reference}, who may be the same person)")
    assert shown[other.reference] == ("Danger to staff: Threatened a worker with a knife",)


@pytest.mark.parametrize("is_confirmed", [False, True], ids=["proposed", "joined"])
def test_a_sealed_address_hides_the_open_one_of_a_record_that_may_be_the_same(
    one: Person, other: Person, now: datetime, is_confirmed: bool
) -> None:
    mother = a_person("Odette")
    hidden_home = a_home(one)
    open_home = a_home(other, mother, lines="9 Lantern Row", postcode="TS2 9ZZ")
    seal(hidden_home, now)
    assert queries.details_of([other.pk])[other.pk].address == "9 Lantern Row"
    link = joined(one, other) if is_confirmed else proposed(one, other)
    details = queries.details_of([one.pk, other.pk, mother.pk])
    assert {person.address for person in details.values()} == {""}
    assert {person.postcodes for person in details.values()} == {()}
    assert queries.hidden_homes([open_home.pk, hidden_home.pk]) == {open_home.pk, hidden_home.pk}
    assert any("address is sealed" in line for line in said(other, now))
    family = queries.family_of(mother, on=now.date())
    assert not any("Lantern" in home.address for home in family.homes)
    parted(link, at=now)
    assert queries.details_of([other.pk])[other.pk].address == "9 Lantern Row"


def test_the_index_forgets_the_address_at_the_moment_of_the_proposal_and_of_the_seal(
    one: Person, other: Person, now: datetime
) -> None:
    from frontdoor.journey.children.models import MatchCard

    def card(person: Person) -> str:
        return MatchCard.objects.get(person=person).details

    mother = a_person("Odette")
    a_home(other, mother, lines="9 Lantern Row", postcode="TS2 9ZZ")
    home = a_home(one)
    assert "9ZZ" in card(other).upper()
    link = proposed(one, other)
    assert "9ZZ" in card(mother).upper()
    seal(home, now)
    assert "9ZZ" not in card(other).upper()
    assert "9ZZ" not in card(mother).upper()
    parted(link, at=now)
    assert "9ZZ" in card(other).upper()
    assert "9ZZ" in card(mother).upper()
