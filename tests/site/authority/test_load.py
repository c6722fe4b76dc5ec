"""The invented authority goes into the database whole or not at all, and all that holds its rows stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontdoor.site.authority import doubles
from tests.site.authority.conftest import HELD, Apart

OPENED_AGAIN = 1
"""So many contacts a look-back opened again."""

BROKEN = """
    SELECT count(*) FROM (SELECT e.*, lag(hash) OVER (PARTITION BY authority_id ORDER BY number) AS before,
        row_number() OVER (PARTITION BY authority_id ORDER BY number) AS place FROM ledger_entry e) AS c
    JOIN ledger_entry e USING (id)
    WHERE c.previous_hash <> coalesce(c.before, ''::bytea) OR c.number <> c.place OR c.hash <> ledger_entry_digest(e)
"""


def test_a_load_that_is_cut_off_leaves_nothing(cut_off: str) -> None:
    assert cut_off == "cut off"


def test_every_constraint_index_and_trigger_stands_after_the_load(
    apart: Apart, held: set[tuple[Any, ...]], loaded: Mapping[str, Any]
) -> None:
    assert set(apart.ask(HELD)) == held
    assert len(held) > 200
    assert apart.number("SELECT count(*) FROM pg_constraint WHERE NOT convalidated") == 0


def test_everybody_and_every_contact_is_there(apart: Apart, loaded: Mapping[str, Any]) -> None:
    everybody = loaded["people"] + doubles.WRITTEN_AGAIN
    assert apart.number("SELECT count(*) FROM children_person") == everybody
    assert apart.number("SELECT count(*) FROM intake_contact") == loaded["contacts"] + OPENED_AGAIN
    assert apart.number("SELECT count(DISTINCT person_id) FROM children_matchkey") == everybody


def test_some_are_written_down_twice_and_of_some_it_has_been_said(apart: Apart, loaded: Mapping[str, Any]) -> None:
    assert loaded["people"]
    said = "SELECT confirmed_at IS NOT NULL, ended_at IS NOT NULL, count(*) FROM children_sameperson GROUP BY 1, 2"
    assert set(apart.ask(said)) == {(False, False, 2), (True, False, 1), (True, True, 1)}
    assert apart.number("SELECT count(*) FROM children_notsame") == 2
    assert apart.number("SELECT count(*) FROM children_possiblepair") > 3
    assert apart.number("SELECT count(*) FROM children_separateidentities") == 1


def test_everybody_is_filed_as_the_record_would_file_them(apart: Apart, loaded: Mapping[str, Any]) -> None:
    assert apart.number("SELECT count(*) FROM children_matchcard") == loaded["people"] + doubles.WRITTEN_AGAIN
    assert apart.step("misfiled") == []
    assert apart.number("SELECT count(*) FROM children_seal") > 0


def test_what_was_done_with_children_is_there_with_an_entry_for_each(apart: Apart, loaded: Mapping[str, Any]) -> None:
    done = apart.number("SELECT count(*) FROM children_involvement")
    assert done == loaded["involvements"] > 100
    assert apart.number("SELECT count(*) FROM children_involvement WHERE NOT has_ended") > 0
    assert apart.number("SELECT count(*) FROM ledger_entry WHERE act = 'involvement.recorded'") == done


def test_each_demand_class_is_set_as_often_as_it_was_in_the_invention(apart: Apart, loaded: Mapping[str, Any]) -> None:
    counted = dict(apart.ask("SELECT demand_class, count(*) FROM triage_classification GROUP BY 1"))
    assert counted == loaded["classes"]
    assert {"new", "repeat", "duplicate", "open_case"} <= counted.keys()


def test_a_second_load_does_nothing(apart: Apart, loaded: Mapping[str, Any]) -> None:
    entries = apart.number("SELECT count(*) FROM ledger_entry")
    again = apart.step("load")
    assert [share for _, share in again["progress"]] == [1.0]
    assert apart.number("SELECT count(*) FROM ledger_entry") == entries
    assert apart.number("SELECT count(*) FROM organisations_authority") == 1


def test_the_chain_of_the_ledger_holds(apart: Apart, loaded: Mapping[str, Any]) -> None:
    assert apart.number("SELECT count(*) FROM ledger_entry") > 1_000
    assert apart.number(BROKEN) == 0


def test_numbers_go_on_after_the_last(apart: Apart, loaded: Mapping[str, Any]) -> None:
    receipt = apart.number("SELECT max(substr(receipt, 2)::bigint) FROM intake_contact")
    reference = apart.number("SELECT max(substr(reference, 2)::bigint) FROM children_person")
    assert apart.number("SELECT nextval('intake_contact_receipt')") == receipt + 1
    assert apart.number("SELECT nextval('children_person_reference')") == reference + 1
    for table in ("intake_contact", "children_person", "ledger_entry", "triage_classification", "decision_outcome"):
        highest = apart.number(f"SELECT max(id) FROM {table}")
        assert apart.number(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))") > highest, table


def test_progress_never_goes_back_and_ends_at_the_whole(loaded: Mapping[str, Any]) -> None:
    shares = [share for _, share in loaded["progress"]]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert len({words for words, _ in loaded["progress"]}) > 20


def test_a_manager_can_agree_whatever_waits_and_every_sign_in_has_work(apart: Apart, loaded: Mapping[str, Any]) -> None:
    found = apart.step("agreeable")
    assert len(found["reasons"]) >= 5
    assert not any(found["reasons"].values()), found["reasons"]
    assert all(found["work"].values()), found["work"]
    roles = ("contact-officer", "social-worker", "team-manager", "service-manager", "analyst", "auditor")
    assert found["sign_ins"] == sorted((*roles, "administrator"))  # partners sign in from 2019


def test_whoever_decided_did_not_recommend_and_what_ended_has_outcomes(apart: Apart, loaded: Mapping[str, Any]) -> None:
    assert apart.number("SELECT count(*) FROM decision_oversight WHERE decided_by_id = recommended_by_id") == 0
    without = (
        "SELECT count(*) FROM intake_contact c WHERE ended_at IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM decision_outcome o WHERE o.contact_id = c.id)"
    )
    assert apart.number(without) == 0


def test_two_editions_are_adopted_and_each_recommendation_keeps_that_of_its_day(
    apart: Apart, loaded: Mapping[str, Any]
) -> None:
    (first, second) = apart.ask(
        "SELECT id, in_force_from, content->'limits' FROM policy_edition ORDER BY in_force_from"
    )
    assert apart.number("SELECT count(*) FROM ledger_entry WHERE act = 'policy.adopted'") == 2
    days = {limits["code"]: limits["amount"] for limits in first[2]}, {one["code"]: one["amount"] for one in second[2]}
    assert {code for code in days[0] if days[0][code] != days[1][code]} == {"returned_for_consent"}
    kept = apart.ask(
        "SELECT edition_id, count(*), min((recommended_at AT TIME ZONE 'Europe/London')::date),"
        " max((recommended_at AT TIME ZONE 'Europe/London')::date) FROM decision_recommendation GROUP BY 1 ORDER BY 1"
    )
    assert [row[0] for row in kept] == [first[0], second[0]]
    assert kept[0][3] < second[1] <= kept[1][2]


def test_danger_is_acted_on_within_minutes_and_the_ledger_says_so(apart: Apart, loaded: Mapping[str, Any]) -> None:
    in_danger = apart.number("SELECT count(*) FROM intake_contact WHERE is_in_danger_now AND ended_at IS NOT NULL")
    acted = apart.number("SELECT count(DISTINCT contact_id) FROM triage_dangeract")
    assert 0 < in_danger * 0.8 <= acted
    assert apart.number("SELECT count(*) FROM ledger_entry WHERE act = 'danger.acted'") == apart.number(
        "SELECT count(*) FROM triage_dangeract"
    )
    strange = (
        "SELECT count(*) FROM triage_dangeract a JOIN intake_contact c ON c.id = a.contact_id"
        " WHERE NOT c.is_in_danger_now OR a.acted_at <= c.received_at OR a.acted_at > coalesce(c.ended_at, 'infinity')"
    )
    assert apart.number(strange) == 0
