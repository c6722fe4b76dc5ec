"""Closures that the edition's sample leaves to one person: which may stand alone, and that the database draws again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision import queries
from frontdoor.journey.decision.models import LeftOut, Outcome, Oversight, Recommendation
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.policy.editions import EXAMPLE, read_file
from tests.builders import a_worker
from tests.builders.contacts import NOW, a_contact_about, a_person, named_in
from tests.builders.decisions import decide, recommend, weigh
from tests.builders.editions import a_sampling_edition, an_edition, is_drawn
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db
LOW = {"sharing_basis": "public_task", "family_agreement": "agreed", "family_told": "told"}


def a_low_contact(*, drawn: bool, about: Person | None = None, at: datetime = NOW, **more: object) -> Contact:
    """A weighed contact of low need, received again and again until the receipt is in the sample, or is not."""
    for _ in range(60):
        contact = a_contact_about(about or a_person(), at=at, **{**LOW, **more})
        if is_drawn(contact.receipt) is drawn:
            return contact
    raise AssertionError("sixty receipts, and none as wanted")


def weighed(contact: Contact, *, by: Worker, colour: str = "green", demand_class: str = "new") -> Contact:
    for child in named_in(contact):
        triage.classify(named=child, demand_class=demand_class, by=by, at=NOW)
    triage.rate(contact=contact, colour=colour, reason="Nobody is hurt", by=by, at=NOW)
    weigh(contact, by=by)
    return contact


def closed(
    contact: Contact, *, kind: str = "advice", level: str = "universal", colour: str = "green"
) -> Recommendation:
    worker = a_worker()
    return recommend(weighed(contact, by=worker, colour=colour), by=worker, kind=kind, level=level)


def settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def try_sql(statement: str, values: object) -> None:
    """Run a statement as the web role, and let the checks that wait for the end of a transaction speak."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement, values)  # type: ignore[arg-type]  # as each caller has it
        settle()


def database_says(made: Recommendation) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT decision_may_stand_alone(%s)", [made.pk])
        return bool(cursor.fetchone()[0])


def test_a_closure_outside_the_sample_takes_effect_on_one_recommendation() -> None:
    edition = a_sampling_edition()
    made = closed(a_low_contact(drawn=False))
    settle()
    contact = Contact.objects.get(pk=made.contact_id)
    left_out, outcome = LeftOut.objects.get(recommendation=made), Outcome.objects.get(contact=contact)
    assert (contact.ended_at, contact.ended_by_id) == (NOW, made.recommended_by_id)
    assert (left_out.closed_by_id, left_out.edition_id, made.edition_id) == (
        made.recommended_by_id,
        edition.pk,
        edition.pk,
    )
    assert left_out.because == "Not in the sample: 25 in 100 closures are drawn by their receipts, since 2018-05-01"
    assert (outcome.oversight, outcome.left_out, outcome.kind) == (None, left_out, "advice")
    assert outcome.decided_by.pk == made.recommended_by_id
    entry = Entry.objects.get(act="oversight.left_out", subject_id=contact.pk)
    assert entry.by_id == made.recommended_by_id
    assert (entry.detail["edition"], entry.detail["because"]) == (edition.pk, left_out.because)
    assert entry.detail["seed"] == "Testborough, May 2018"
    assert queries.reply_to(contact) is not None
    assert queries.stage_of([contact.pk])[contact.pk] is Stage.DONE


def test_the_page_says_that_nobody_else_saw_it() -> None:
    a_sampling_edition()
    made = closed(a_low_contact(drawn=False))
    page, same = (
        signed_in(a_worker(role)).get(f"/contacts/{made.contact.receipt}/").content.decode()
        for role in (Role.TEAM_MANAGER, Role.SOCIAL_WORKER)
    )
    assert "No second person saw it" in page
    assert "25 in 100 closures are drawn by their receipts" in page
    assert "In force from 2018-05-01" in page
    assert "Testborough, May 2018" in page
    assert "No second person saw it" in same
    assert "Testborough, May 2018" not in same


def test_a_closure_in_the_sample_waits() -> None:
    a_sampling_edition()
    made = closed(a_low_contact(drawn=True))
    assert not database_says(made)
    assert list(queries.awaiting_oversight(1)) == [made]


def no_edition_samples(_child: Person) -> Recommendation:
    return closed(a_low_contact(drawn=False))


def it_came_before_the_sample_began(_child: Person) -> Recommendation:
    a_sampling_edition(from_on=NOW.date() + timedelta(days=1))
    contact, worker = a_low_contact(drawn=False), a_worker()
    weighed(contact, by=worker)
    return recommend(contact, by=worker, kind="advice", level="universal", at=NOW + timedelta(days=1))


def its_edition_was_adopted_after_it_came(_child: Person) -> Recommendation:
    contact, worker = a_low_contact(drawn=False), a_worker()
    a_sampling_edition(from_on=NOW.date(), adopted_at=NOW + timedelta(hours=1))
    weighed(contact, by=worker)
    return recommend(contact, by=worker, kind="advice", level="universal", at=NOW + timedelta(hours=2))


def a_later_edition_draws_it(_child: Person) -> Recommendation:
    a_sampling_edition()
    a_sampling_edition(from_on=date(2018, 6, 1), percent=100)
    return closed(a_low_contact(drawn=False))


def the_first_edition_saw_all(_child: Person) -> Recommendation:
    a_sampling_edition(from_on=NOW.date() + timedelta(days=2))
    contact, worker = a_low_contact(drawn=False), a_worker()
    weighed(contact, by=worker)
    return recommend(contact, by=worker, kind="advice", level="universal", at=NOW + timedelta(days=2))


def it_is_a_referral(_child: Person) -> Recommendation:
    a_sampling_edition()
    return closed(a_low_contact(drawn=False), kind="referral", level="child_in_need")


def there_is_nobody_to_meet_the_need(_child: Person) -> Recommendation:
    a_sampling_edition()
    return closed(a_low_contact(drawn=False), kind="closed_for_want_of_capacity", level="child_in_need")


def it_is_a_safeguarding_matter(_child: Person) -> Recommendation:
    a_sampling_edition()
    return closed(a_low_contact(drawn=False, sharing_basis="safeguarding"))


def it_is_red(_child: Person) -> Recommendation:
    a_sampling_edition()
    return closed(a_low_contact(drawn=False), kind="early_help", colour="red")


def a_child_is_in_danger(_child: Person) -> Recommendation:
    a_sampling_edition()
    return closed(a_low_contact(drawn=False, is_in_danger_now=True, danger="Alone on the pier"))


def its_level_is_always_seen(_child: Person) -> Recommendation:
    a_sampling_edition()
    return closed(a_low_contact(drawn=False), level="child_in_need")


def an_answer_needs_a_manager(_child: Person) -> Recommendation:
    a_sampling_edition()
    return closed(a_low_contact(drawn=False, family_told="not_told"))


def the_child_came_back(child: Person) -> Recommendation:
    a_sampling_edition()
    long_ago = NOW - timedelta(days=60)
    decide(a_contact_about(child, at=long_ago), at=long_ago + timedelta(days=1))
    return closed(a_low_contact(drawn=False, about=child))


def a_manager_directed_something(_child: Person) -> Recommendation:
    a_sampling_edition()
    contact, manager = a_low_contact(drawn=False), a_worker(Role.TEAM_MANAGER)
    told = {"direction": "Ring his aunt", "direction_due_at": NOW + timedelta(days=1)}
    decision.look(contact=contact, kind="midpoint", words="Thin", by=manager, at=NOW, **told)  # type: ignore[arg-type]  # as the keys say
    return closed(contact)


def a_manager_returned_it(_child: Person) -> Recommendation:
    a_sampling_edition()
    contact, worker = a_low_contact(drawn=False), a_worker()
    weighed(contact, by=worker)
    first = recommend(contact, by=worker, kind="referral", level="child_in_need")
    decision.oversee(
        recommendation=first,
        kind="returned",
        reason="Thin",
        direction="Ring his aunt",
        direction_due_at=NOW + timedelta(days=1),
        by=a_worker(Role.TEAM_MANAGER),
        at=NOW,
    )
    return recommend(contact, by=worker, kind="advice", level="universal")


def the_edition_does_not_say_what_closes(_child: Person) -> Recommendation:
    edition = a_sampling_edition(from_on=date(2018, 4, 30))
    content = {key: value for key, value in edition.content.items() if key != "outcomes"}
    type(edition).objects.create(
        authority_id=1,
        name="Silent",
        in_force_from=date(2018, 5, 2),
        content={**content, "name": "Silent", "in_force_from": "2018-05-02"},
        adopted_at=edition.adopted_at,
    )
    return closed(a_low_contact(drawn=False))


ALWAYS_SEEN: tuple[Callable[[Person], Recommendation], ...] = (
    no_edition_samples,
    it_came_before_the_sample_began,
    its_edition_was_adopted_after_it_came,
    a_later_edition_draws_it,
    the_first_edition_saw_all,
    it_is_a_referral,
    there_is_nobody_to_meet_the_need,
    it_is_a_safeguarding_matter,
    it_is_red,
    a_child_is_in_danger,
    its_level_is_always_seen,
    an_answer_needs_a_manager,
    the_child_came_back,
    a_manager_directed_something,
    a_manager_returned_it,
    the_edition_does_not_say_what_closes,
)
OUTCOME = "INSERT INTO decision_outcome (authority_id, contact_id, named_id, left_out_id, kind, level, took_effect_at)"
FORGE = (
    "WITH made AS (INSERT INTO decision_leftout (authority_id, recommendation_id, edition_id, because, closed_at,"
    " closed_by_id) SELECT 1, id, edition_id, 'x', recommended_at, recommended_by_id FROM decision_recommendation"
    " WHERE id = %(made)s RETURNING id) INSERT INTO decision_outcome (authority_id, contact_id, named_id, left_out_id,"
    " kind, level, took_effect_at) SELECT 1, r.contact_id, p.named_id, made.id, p.kind, p.level, r.recommended_at"
    " FROM made, decision_recommendation r JOIN decision_recommendedoutcome p ON p.recommendation_id = r.id"
    " WHERE r.id = %(made)s"
)


@pytest.mark.parametrize("reached", ALWAYS_SEEN)
def test_what_must_be_seen_waits_and_the_database_says_so_too(reached: Callable[[Person], Recommendation]) -> None:
    made = reached(a_person("Peregrine", "Sandpiper"))
    settle()
    assert not LeftOut.objects.filter(recommendation=made).exists()
    assert not Oversight.objects.filter(recommendation=made).exists()
    assert Contact.objects.get(pk=made.contact_id).ended_at is None
    assert not database_says(made)
    with pytest.raises(IntegrityError, match="needs a second person"):
        try_sql(FORGE, {"made": made.pk})


def test_the_database_refuses_another_outcome_than_the_one_recommended() -> None:
    a_sampling_edition()
    made = closed(a_low_contact(drawn=False))
    settle()
    other = a_low_contact(drawn=False)
    values = [other.pk, named_in(other)[0].pk, made.left_out.pk, NOW]
    with pytest.raises(IntegrityError, match="needs oversight"):
        try_sql(f"{OUTCOME} VALUES (1, %s, %s, %s, 'advice', 'universal', %s)", values)


def test_the_database_refuses_an_outcome_that_rests_on_nothing_or_on_both() -> None:
    a_sampling_edition()
    made = closed(a_low_contact(drawn=False))
    other = a_low_contact(drawn=False)
    with (
        pytest.raises(IntegrityError, match="overseen_or_left_out"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO decision_outcome (authority_id, contact_id, named_id, kind, level, took_effect_at)"
            " VALUES (1, %s, %s, 'advice', 'universal', %s)",
            [other.pk, named_in(other)[0].pk, made.recommended_at],
        )


def test_the_database_draws_as_the_policy_does() -> None:
    receipts = [f"C{number:07}" for number in range(1, 2001)]
    for percent, seed in (
        (25, "Marlsea, January 2027"),
        (12.5, "ünïcode “seed”"),
        (33.3, "x"),
        (100, "all"),
        (1, "one"),
    ):
        oversight = json.dumps({"closures": "sample", "percent": percent, "seed": seed, "since": "2018-01-01"})
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT receipt FROM unnest(%s::text[]) receipt"
                " WHERE policy_leaves_out(%s::jsonb, receipt, '2018-01-01')",
                [receipts, oversight],
            )
            left_out = {receipt for (receipt,) in cursor.fetchall()}
        assert left_out == {one for one in receipts if not is_drawn(one, percent=percent, seed=seed)}


@pytest.mark.parametrize("changed", [{"closures": "all"}, {"since": "2018-05-02"}, {"seed": None}, {"percent": None}])
def test_the_database_leaves_nothing_out_where_the_edition_does_not_say_so(changed: dict[str, object]) -> None:
    oversight = {"closures": "sample", "percent": 1, "seed": "one", "since": "2018-05-01", **changed}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(policy_leaves_out(%s::jsonb, 'C' || n, '2018-05-01')) FROM generate_series(1, 500) n",
            [json.dumps({key: value for key, value in oversight.items() if value is not None})],
        )
        assert cursor.fetchone()[0] is False


@pytest.mark.parametrize(
    ("from_on", "adopted_at"),
    [(date(2018, 7, 1), NOW - timedelta(days=23)), (date(2018, 7, 1), NOW + timedelta(days=1))],
)
def test_no_edition_is_put_in_behind_what_stands(from_on: date, adopted_at: datetime) -> None:
    a_low_contact(drawn=False)
    with pytest.raises(IntegrityError, match="adopted before it is in force"), transaction.atomic():
        a_sampling_edition(from_on=from_on, adopted_at=adopted_at)


def test_the_example_sees_all() -> None:
    assert read_file(EXAMPLE)["oversight"]["closures"] == "all"  # type: ignore[index]  # as the file has it


def test_what_a_partnership_says_it_sees_again_is_seen() -> None:
    a_sampling_edition()
    an_edition(from_on=date(2018, 6, 1))
    made = closed(a_low_contact(drawn=False))
    assert list(queries.awaiting_oversight(1)) == [made]
    assert not database_says(made)
