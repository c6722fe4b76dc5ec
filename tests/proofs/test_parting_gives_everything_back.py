"""Whatever happens to records while they are joined, parting them gives each fact back to where it was written.

Random histories of proposing, confirming, parting and recording run against an oracle that knows only which fact was
written on which record, and which links stand.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.journey.children import actions, queries
from frontdoor.journey.children.models import Episode, Person, SamePerson
from frontdoor.journey.intake import queries as intake
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import NOW, a_contact_about, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.proof]
RECORDS = 4
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["propose", "confirm", "part", "name", "contact", "open"]),
        st.integers(0, RECORDS - 1),
        st.integers(0, RECORDS - 1),
    ),
    max_size=50,
)


class Oracle:
    """Which fact stands on which record, and which records are linked: nothing else."""

    def __init__(self) -> None:
        self.names: dict[int, set[str]] = {place: set() for place in range(RECORDS)}
        self.contacts: dict[int, set[str]] = {place: set() for place in range(RECORDS)}
        self.is_open: dict[int, bool] = dict.fromkeys(range(RECORDS), False)
        self.links: set[frozenset[int]] = set()

    def together(self, place: int) -> set[int]:
        found, grown = {place}, True
        while grown:
            more = {one for link in self.links if link & found for one in link} - found
            found, grown = found | more, bool(more)
        return found


class Register:
    """The real record, driven by the same steps."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.people: list[Person] = [a_person(f"Marlowe{place}", "Quillfeather") for place in range(RECORDS)]
        self.first, self.second = a_worker(Role.TEAM_MANAGER), a_worker(Role.TEAM_MANAGER)
        self.at = NOW

    def step(self, what: str, one: int, other: int) -> None:
        self.at += timedelta(minutes=1)
        try:
            with transaction.atomic():
                getattr(self, what)(one, other)
        except Refused:
            return

    def place(self, person_id: int) -> int:
        return next(place for place, person in enumerate(self.people) if person.pk == person_id)

    def propose(self, one: int, other: int) -> None:
        actions.propose_same(
            one=self.people[one],
            other=self.people[other],
            leading=self.people[other],
            because="They look alike",
            by=self.first,
            at=self.at,
        )

    def confirm(self, one: int, other: int) -> None:
        link = SamePerson.objects.filter(confirmed_at__isnull=True, ended_at__isnull=True).order_by("pk").first()
        if link is not None:
            actions.confirm_same(link=link, by=self.second, at=self.at)
            self.oracle.links.add(frozenset({self.place(link.one_id), self.place(link.other_id)}))

    def part(self, one: int, other: int) -> None:
        links = list(SamePerson.objects.filter(ended_at__isnull=True).order_by("pk"))
        if links:
            link = links[(one + other) % len(links)]
            actions.end_same(link=link, because="Wrong", are_two_people=False, by=self.second, at=self.at)
            self.oracle.links.discard(frozenset({self.place(link.one_id), self.place(link.other_id)}))

    def name(self, one: int, other: int) -> None:
        word = f"Alias {self.at:%H%M%d}"
        actions.add_other_name(person=self.people[one], first_name=word, last_name="", by=self.first, at=self.at)
        self.oracle.names[one].add(word)

    def contact(self, one: int, other: int) -> None:
        contact = a_contact_about(self.people[one], by=self.first, at=self.at)
        self.oracle.contacts[one].add(contact.receipt)

    def open(self, one: int, other: int) -> None:
        actions.open_episode(
            person=self.people[one], worker=self.first, team=None, source_code="2A", by=self.first, at=self.at
        )
        assert not any(self.oracle.is_open[mate] for mate in self.oracle.together(one))
        self.oracle.is_open[one] = True


def agrees(register: Register, oracle: Oracle) -> None:
    ids = [person.pk for person in register.people]
    identities, episodes = queries.identities_of(ids), queries.open_episodes(ids)
    told = intake.contacts_about(ids, before=register.at + timedelta(minutes=1))
    for place, person in enumerate(register.people):
        together = oracle.together(place)
        assert {register.place(one) for one in identities[person.pk]} == together
        assert (person.pk in episodes) == any(oracle.is_open[mate] for mate in together)
        read = {each.receipt for each in told if each.person_id == person.pk}
        assert read == {receipt for mate in together for receipt in oracle.contacts[mate]}
        own = set(person.other_names.values_list("first_name", flat=True))
        assert own == oracle.names[place], "a name strayed to another record"
        assert Episode.objects.filter(person=person).exists() == oracle.is_open[place]


def run(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        oracle = Oracle()
        register = Register(oracle)
        for what, one, other in steps:
            register.step(what, one, other)
        agrees(register, oracle)
        for link in SamePerson.objects.filter(ended_at__isnull=True):
            actions.end_same(link=link, because="Wrong", are_two_people=False, by=register.second, at=register.at)
        oracle.links.clear()
        agrees(register, oracle)
        transaction.set_rollback(True)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_parting_gives_each_record_back_what_was_written_on_it(steps: list[tuple[str, int, int]]) -> None:
    run(steps)


@pytest.mark.proof_long
@settings(max_examples=5_000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_it_does_over_five_thousand_histories(steps: list[tuple[str, int, int]]) -> None:
    run(steps)
