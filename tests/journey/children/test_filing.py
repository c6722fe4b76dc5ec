from __future__ import annotations

from datetime import datetime

import pytest

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.models import MatchCard, MatchKey
from frontdoor.library import matching
from frontdoor.library.matching import live
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_home, a_person

pytestmark = pytest.mark.django_db


def card_of(person_id: int) -> str:
    return MatchCard.objects.get(person_id=person_id).details


def keys_of(person_id: int) -> set[int]:
    return set(MatchKey.objects.filter(person_id=person_id).values_list("key", flat=True))


def test_the_card_and_the_keys_say_what_is_known_and_follow_it(now: datetime) -> None:
    person = a_person()
    actions.add_other_name(person=person, first_name="Ludo", last_name="Finch", by=a_worker(), at=now)
    a_home(person)
    known = queries.details_of([person.pk])[person.pk]
    assert known.other_names == ("Ludo Finch",)
    assert known.address == "14 Gull Street"
    assert live.read_card(live.read_lines(card_of(person.pk))) == known
    assert keys_of(person.pk) == matching.block_keys(known)


def test_a_sealed_home_leaves_every_card_of_those_who_live_there(now: datetime) -> None:
    mother, child = a_person("Odette", date_of_birth=None, sex="F"), a_person()
    home = a_home(mother, child)
    assert "Gull" in card_of(child.pk)
    manager = a_worker(Role.TEAM_MANAGER)
    actions.seal_address(
        household=home,
        lines="A refuge",
        postcode="TS3 9ZZ",
        reason="From an ex-partner",
        from_on=now.date(),
        by=manager,
        at=now,
    )
    for person in (mother, child):
        card = card_of(person.pk)
        assert not any(words in card for words in ("Gull", "TS1", "refuge", "TS3"))
    late = a_person("Isolde", "Fernsby")
    actions.join_household(person=late, household=home, role="child", from_on=now.date(), by=manager, at=now)
    assert not any(words in card_of(late.pk) for words in ("Gull", "TS1", "refuge", "TS3"))


def test_whoever_is_filed_by_another_edition_is_filed_again_and_nobody_else() -> None:
    old, new = a_person(), a_person("Isolde", "Fernsby")
    kept = keys_of(old.pk)
    assert not actions.has_people_to_file()
    MatchKey.objects.filter(person=old).delete()
    MatchKey.objects.create(authority_id=1, person=old, key=7)
    MatchCard.objects.filter(person=old).update(edition=1, details="{}", sketch=b"")
    assert actions.has_people_to_file()
    told: list[float] = []
    assert actions.file_again(told.append) == 1
    assert told == [1.0]
    assert keys_of(old.pk) == kept
    assert live.read_card(live.read_lines(card_of(old.pk))).first_name == "Marlowe"
    assert bytes(MatchCard.objects.get(person=old).sketch)
    assert not actions.has_people_to_file()
    assert keys_of(new.pk)
