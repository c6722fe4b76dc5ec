"""Samples, kept answers and closures for want of capacity are in the demonstration, made as the pages make them."""

from __future__ import annotations

from datetime import date

import pytest

from frontdoor.site.authority import samples, today, turned_away
from frontdoor.site.authority.shapes import Authority
from frontdoor.site.authority.words import asking, looking_back, outcomes
from tests.site.authority.conftest import Apart

LOADED = pytest.mark.usefixtures("loaded")
REVIEWED = "SELECT found, words, reviewed_at, reviewed_by_id FROM quality_review"


@LOADED
def test_a_look_back_and_a_measure_of_consistency_are_drawn_by_a_service_manager(apart: Apart) -> None:
    drawn = apart.ask(
        "SELECT s.purpose, s.source_code, s.outcomes, s.seed, w.role, count(*), s.fitting FROM quality_sample s"
        " JOIN access_worker w ON w.id = s.drawn_by_id JOIN quality_case c ON c.sample_id = s.id GROUP BY s.id, w.role"
        " ORDER BY s.purpose DESC"
    )
    looked, again = drawn
    assert looked[:5] == ("look_back", "6", ["no_further_action"], samples.SEEDS["look_back"], "service_manager")
    assert again[:5] == ("consistency", "", [], samples.SEEDS["consistency"], "service_manager")
    assert looked[5] == min(looked[6], samples.DRAWN)
    assert again[5] == min(again[6], samples.DRAWN_AGAIN)
    assert apart.number("SELECT count(*) FROM ledger_entry WHERE act = 'sample.drawn'") == 2


@LOADED
def test_some_are_left_to_do_in_each(apart: Apart) -> None:
    left = apart.ask(
        "SELECT s.purpose, count(*) FROM quality_case c JOIN quality_sample s ON s.id = c.sample_id"
        " WHERE NOT EXISTS (SELECT 1 FROM quality_review r WHERE r.case_id = c.id)"
        " AND NOT EXISTS (SELECT 1 FROM quality_seconddecision d WHERE d.case_id = c.id) GROUP BY 1"
    )
    assert dict(left) == {"look_back": samples.LEFT, "consistency": samples.LEFT_AGAIN}


@LOADED
def test_nobody_looked_at_what_they_had_decided_and_whoever_looked_opened_the_case_before(apart: Apart) -> None:
    looked = (
        "SELECT c.id AS case_id, n.contact_id, l.by_id, l.at FROM quality_case c"
        " JOIN intake_namedperson n ON n.id = c.named_id JOIN"
        " (SELECT case_id, reviewed_by_id AS by_id, reviewed_at AS at FROM quality_review UNION ALL"
        " SELECT case_id, decided_by_id, decided_at FROM quality_seconddecision) l ON l.case_id = c.id"
    )
    assert apart.number(f"SELECT count(*) FROM ({looked}) AS l") > 10
    took_part = (
        f"SELECT count(*) FROM ({looked}) AS l JOIN decision_recommendation r ON r.contact_id = l.contact_id"
        " LEFT JOIN decision_oversight o ON o.recommendation_id = r.id"
        " WHERE l.by_id IN (r.recommended_by_id, o.decided_by_id)"
    )
    assert apart.number(took_part) == 0
    unopened = (
        f"SELECT count(*) FROM ({looked}) AS l WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE"
        " e.act = 'case.viewed' AND e.subject_id = l.case_id AND e.by_id = l.by_id AND e.at < l.at)"
    )
    assert apart.number(unopened) == 0


@LOADED
def test_what_is_found_follows_from_the_answers_and_is_said_in_many_ways(apart: Apart) -> None:
    rows = apart.ask(
        "SELECT r.found, r.words, bool_or(a.answer = 'no'), bool_or(a.answer = 'no' AND a.question = 'met')"
        " FROM quality_review r JOIN quality_answer a ON a.review_id = r.id GROUP BY r.id"
    )
    assert {found for found, *_ in rows} == {"sound", "thin", "unmet"}
    assert all((found != "sound") == lacks for found, _, lacks, _ in rows)
    assert all((found == "unmet") == is_unmet for found, _, _, is_unmet in rows)
    assert len({words for _, words, _, _ in rows}) > len(rows) / 2


@LOADED
def test_one_child_whose_need_may_be_unmet_is_opened_again_and_others_wait(apart: Apart) -> None:
    unmet = apart.ask("SELECT id, opened_again_as_id, words FROM quality_review WHERE found = 'unmet' ORDER BY id")
    assert len(unmet) == samples.UNMET
    (again,) = [(contact, words) for _, contact, words in unmet if contact is not None]
    contact, words = again
    told = apart.ask(
        f"SELECT c.channel, c.ended_at, c.what_happened, i.person_id, n.first_name FROM intake_contact c"
        f" JOIN intake_namedperson n ON n.contact_id = c.id JOIN intake_identification i ON i.named_id = n.id"
        f" WHERE c.id = {contact}"
    )
    ((channel, ended_at, what_happened, person, _),) = told
    assert (channel, ended_at) == ("look_back", None)
    assert what_happened.endswith(words)
    assert apart.number(f"SELECT count(*) FROM children_episode WHERE person_id = {person} AND closed_at IS NULL") == 0
    assert apart.number("SELECT count(*) FROM ledger_entry WHERE act = 'case.opened_again'") == 1


@LOADED
def test_most_are_decided_again_as_they_were_unseen(apart: Apart) -> None:
    rows = apart.ask(
        "SELECT d.outcome = o.kind, d.was_unseen, d.words FROM quality_seconddecision d JOIN quality_case c"
        " ON c.id = d.case_id JOIN decision_outcome o ON o.named_id = c.named_id"
    )
    assert len(rows) == samples.DRAWN_AGAIN - samples.LEFT_AGAIN
    assert sum(not is_same for is_same, *_ in rows) == len(samples.OTHERWISE)
    assert all(was_unseen for _, was_unseen, _ in rows)


@LOADED
def test_the_ledger_of_samples_names_nobody_and_quotes_nothing(apart: Apart) -> None:
    details = apart.ask("SELECT act, detail FROM ledger_entry WHERE act LIKE 'case.%' OR act LIKE 'sample%'")
    assert {act for act, _ in details} >= {"case.viewed", "case.reviewed", "case.decided_again", "sample.drawn"}
    known = {"contact", "found", "unseen", "before", "purpose", "seed", "fitting", "drawn"}
    assert all(set(detail) <= known for _, detail in details)


@LOADED
def test_two_answers_are_kept_as_the_simulation_gave_them_and_one_is_before_the_board(apart: Apart) -> None:
    rows = apart.ask("SELECT name, question, answer, board_at > kept_at FROM staffing_keptanswer ORDER BY id")
    assert [(name, question) for name, question, *_ in rows] == [(name, dict(told)) for name, told in asking.QUESTIONS]
    assert [is_put for *_, is_put in rows] == [None, True]
    for _, _, answer, _ in rows:
        assert answer["months"] == 1000
        assert answer["assumptions"]
        assert all("(" in row["then"] for row in answer["clocks"] if row["then"] != "none to count")
    assert apart.number("SELECT count(*) FROM ledger_entry WHERE act = 'staffing.answer_viewed'") == len(rows)


@LOADED
def test_everything_looked_at_happened_in_its_order_and_before_the_day_it_is_built(apart: Apart) -> None:
    assert apart.number(f"SELECT count(*) FROM ({REVIEWED}) AS r") > 5
    wrong = (
        "SELECT count(*) FROM quality_review r JOIN quality_case c ON c.id = r.case_id JOIN quality_sample s"
        " ON s.id = c.sample_id WHERE r.reviewed_at <= s.drawn_at OR coalesce(r.opened_again_at, r.reviewed_at) >"
        " (SELECT max(at) FROM ledger_entry WHERE act = 'authority.invented')"
    )
    assert apart.number(wrong) == 0


@LOADED
def test_closures_for_want_of_capacity_say_so_and_a_manager_agreed_each(apart: Apart) -> None:
    rows = apart.ask(
        "SELECT r.rationale, o.kind, o.reason, p.text FROM decision_outcome d JOIN decision_oversight o"
        " ON o.id = d.oversight_id JOIN decision_recommendation r ON r.id = o.recommendation_id"
        " JOIN decision_reply p ON p.contact_id = d.contact_id WHERE d.kind = 'closed_for_want_of_capacity'"
    )
    assert len(rows) == turned_away.MOST
    assert {rationale.endswith(outcomes.NOBODY_FREE) for rationale, *_ in rows} == {True}
    assert {(kind, reason) for _, kind, reason, _ in rows} == {("agreed", outcomes.NOBODY_FREE_AGREED)}


def test_whoever_was_turned_away_did_not_come_back(small: Authority) -> None:
    settled = today.settle(small)
    closed = [
        (done.contact_id, child.person_id)
        for done in settled.handlings
        for child in done.children
        if child.outcome == "closed_for_want_of_capacity"
    ]
    assert len(closed) == turned_away.MOST
    for contact, person in closed:
        later = [
            done
            for done in settled.handlings
            if done.contact_id > contact and any(child.person_id == person for child in done.children)
        ]
        assert not later


def test_three_whole_months_are_drawn_from_with_one_since() -> None:
    assert samples.months_before(date(2026, 11, 2)) == (date(2026, 7, 1), date(2026, 9, 30))
    assert samples.months_before(date(2026, 1, 31)) == (date(2025, 9, 1), date(2025, 11, 30))


def test_each_question_can_be_answered_in_words_whatever_is_lacking() -> None:
    from frontdoor.journey.decision.rules import ABOUT_NEED
    from frontdoor.oversight.quality.rules import QUESTIONS

    assert looking_back.LACKS.keys() | {"met"} == {one.code for one in QUESTIONS}
    assert looking_back.DECIDED_AGAIN.keys() == samples.NEARBY.keys() == set(ABOUT_NEED)
    assert {len(words) for words in looking_back.DECIDED_AGAIN.values()} == {2}
    assert len(looking_back.UNMET) == samples.UNMET
