"""A manager's look on the way and at the pattern, what is in whose hands, agreement, danger, capacity, and the gaps."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision import queries, rules
from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import Outcome, Recommendation
from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage import queries as looking
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import a_contact_about, a_person, named_in
from tests.builders.decisions import (
    REPLY,
    a_contact_awaiting_oversight,
    a_contact_with_evidence,
    a_looked_at_contact,
    decide,
    recommend,
    weigh,
)
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db
LOW_LEVEL = {"sharing_basis": "public_task", "family_agreement": "not_sought"}


def a_manager(name: str = "") -> Worker:
    return a_worker(Role.TEAM_MANAGER, name=name)


def a_child_who_came_back(now: datetime, *, kind: str = "no_further_action") -> Recommendation:
    """A child whose contact five weeks ago ended with no further action, about whom the same is recommended again."""
    child = a_person()
    before = a_contact_about(child, at=now - timedelta(days=35), concerns=("missing",))
    decide(before, at=now - timedelta(days=34))
    contact, worker = a_contact_about(child, at=now, concerns=("missing", "strain")), a_worker()
    triage.classify(named=named_in(contact)[0], demand_class="repeat", by=worker, at=now)
    triage.rate(contact=contact, colour="green", reason="Nobody is hurt", by=worker, at=now)
    weigh(contact, by=worker, at=now)
    return recommend(contact, by=worker, kind=kind, level="universal", at=now)


def test_a_child_who_came_back_does_not_close_again_before_a_manager_looked_at_the_pattern(now: datetime) -> None:
    made, manager = a_child_who_came_back(now), a_manager()
    with pytest.raises(Refused, match="came back after no referral"):
        decision.oversee(recommendation=made, kind="agreed", by=manager, at=now)
    page = signed_in(manager).get(f"/oversight/{made.pk}/").content.decode()
    assert "This child came back" in page
    assert "Same concern: Missing from home or care" in page
    assert "came back after no referral" in page
    words = "Both times after his father's shift changed; his aunt has him from now on"
    decision.look(contact=made.contact, kind="pattern", words=words, by=manager, at=now)
    decision.oversee(recommendation=made, kind="agreed", by=manager, at=now)
    assert Outcome.objects.filter(contact=made.contact, kind="no_further_action").exists()


def test_the_recommender_s_own_look_at_the_pattern_does_not_count(now: datetime) -> None:
    child, both = a_person(), a_manager()
    decide(a_contact_about(child, at=now - timedelta(days=35)), at=now - timedelta(days=34))
    contact = a_contact_about(child, at=now)
    triage.classify(named=named_in(contact)[0], demand_class="repeat", by=both, at=now)
    triage.rate(contact=contact, colour="green", reason="Nobody is hurt", by=both, at=now)
    weigh(contact, by=both, at=now)
    decision.look(contact=contact, kind="pattern", words="The same as last time", by=both, at=now)
    made = recommend(contact, by=both, kind="advice", level="universal", at=now)
    with pytest.raises(Refused, match="came back after no referral"):
        decision.oversee(recommendation=made, kind="agreed", by=a_manager(), at=now)


def test_what_ended_while_this_was_open_belongs_to_the_pattern_and_what_ended_long_ago_does_not(now: datetime) -> None:
    child = a_person()
    beside, slow, long_ago = (a_contact_about(child, at=now - timedelta(days=days)) for days in (1, 95, 95))
    contact = a_contact_about(child, at=now)
    decide(long_ago, at=now - timedelta(days=91))
    decide(slow, at=now - timedelta(days=89))
    decide(beside, at=now + timedelta(hours=1))
    picture = queries.picture_of(contact, at=now + timedelta(hours=2))
    assert {past.receipt for past in picture.pattern} == {beside.receipt, slow.receipt}
    facts = queries.demand_facts(picture)[named_in(contact)[0].pk]
    repeats = {each.receipt for each in facts.earlier if each.came_back_within(90, now)}
    assert repeats == {slow.receipt}


def test_a_child_who_came_back_is_referred_without_more_ado(now: datetime) -> None:
    made = a_child_who_came_back(now, kind="referral")
    assert decision.oversee(recommendation=made, kind="agreed", by=a_manager(), at=now).kind == "agreed"


def test_what_is_in_one_reviewer_s_hands_is_not_decided_by_another(now: datetime) -> None:
    made, maud, nils = a_contact_awaiting_oversight(at=now), a_manager("Maud Foreyes"), a_manager("Nils Foursight")
    decision.pick_up(recommendation=made, by=maud, at=now)
    with pytest.raises(Refused, match="Maud Foreyes has it in hand"):
        decision.oversee(recommendation=made, kind="agreed", by=nils, at=now + timedelta(minutes=5))
    (waiting,) = queries.queue(nils, at=now + timedelta(minutes=5))
    assert waiting.in_hand_of == "Maud Foreyes"
    decision.pick_up(recommendation=made, by=nils, at=now + timedelta(minutes=6))
    assert decision.oversee(recommendation=made, kind="agreed", by=nils, at=now + timedelta(minutes=7)).pk


def test_an_idle_reviewer_has_let_go_and_one_who_works_has_not(now: datetime) -> None:
    made, maud = a_contact_awaiting_oversight(at=now), a_manager("Maud Foreyes")
    decision.pick_up(recommendation=made, by=maud, at=now)
    later = now + timedelta(minutes=25)
    assert not queries.in_hand([made.pk], at=later)
    decision.note_recommendation_opened(recommendation=made, people=(), by=maud, at=now + timedelta(minutes=15))
    assert queries.in_hand([made.pk], at=later)[made.pk].picked_up_by == maud
    decision.let_go(recommendation=made, by=maud, at=later)
    assert not queries.in_hand([made.pk], at=later)
    with pytest.raises(Refused, match="do not have it in hand"):
        decision.let_go(recommendation=made, by=a_manager(), at=later)


def test_nobody_picks_up_their_own(now: datetime) -> None:
    manager = a_manager()
    made = a_contact_awaiting_oversight(worker=manager, at=now)
    with pytest.raises(Refused, match="recommended this yourself"):
        decision.pick_up(recommendation=made, by=manager, at=now)


def test_a_direction_on_the_way_stands_until_somebody_followed_it(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    manager, worker = a_manager(), a_worker()
    told = {"contact": contact, "kind": "midpoint", "words": "Too thin yet", "by": manager, "at": now}
    with pytest.raises(Refused, match="by when, or neither"):
        decision.look(**told, direction="Ring his aunt")
    look = decision.look(**told, direction="Ring his aunt", direction_due_at=now + timedelta(days=1))
    page = f"/contacts/{contact.receipt}/"
    assert "Ring his aunt" in signed_in(worker).get(page).content.decode()
    late = now + timedelta(days=2)
    assert "A manager's direction has not been followed" in [each.what for each in queries.gaps(manager, at=late)]
    assert signed_in(worker).post(f"{page}looks/{look.pk}/done/").status_code == 302
    assert "A manager's direction has not been followed" not in [each.what for each in queries.gaps(manager, at=late)]
    with pytest.raises(Refused, match="followed already"):
        decision.follow(look=look, by=worker, at=late)


def test_gaps_are_listed_until_none_is_left(now: datetime) -> None:
    made, manager = a_contact_awaiting_oversight(at=now), a_manager()
    assert not queries.gaps(manager, at=now)
    late = now + timedelta(days=3)
    (gap,) = queries.gaps(manager, at=late)
    assert (gap.receipt, gap.recommendation_id) == (made.contact.receipt, made.pk)
    decision.oversee(recommendation=made, kind="agreed", by=manager, at=late)
    assert not queries.gaps(manager, at=late)
    assert "No gap" in signed_in(manager).get("/oversight/gaps/").content.decode()
    assert signed_in(a_worker()).get("/oversight/gaps/").status_code == 403


def test_early_help_waits_for_the_family_s_agreement_or_a_reason_that_a_manager_stands_behind(now: datetime) -> None:
    worker = a_worker()
    contact = a_contact_about(a_person(), at=now, **LOW_LEVEL)
    triage.classify(named=named_in(contact)[0], demand_class="new", by=worker, at=now)
    triage.rate(contact=contact, colour="green", reason="Nobody is hurt", by=worker, at=now)
    weigh(contact, by=worker, at=now)
    with pytest.raises(Refused, match="family's agreement to help"):
        recommend(contact, by=worker, at=now)
    assert recommend  # advice needs nobody's agreement
    question = triage.ask(contact=contact, kind="consent", words="Ask them", by=worker, at=now)
    triage.answer(question=question, words="They would like it", agreement="agreed", by=worker, at=now)
    assert recommend(contact, by=worker, at=now).pk


def test_a_reason_not_to_ask_counts_once_a_manager_stands_behind_it(now: datetime) -> None:
    worker = a_worker()
    contact = a_contact_about(a_person(), at=now, **LOW_LEVEL)
    triage.classify(named=named_in(contact)[0], demand_class="new", by=worker, at=now)
    triage.rate(contact=contact, colour="green", reason="Nobody is hurt", by=worker, at=now)
    weigh(contact, by=worker, at=now)
    triage.say_why_not_asked(contact=contact, reason="not_practicable", words="Nobody at home", by=worker, at=now)
    with pytest.raises(Refused, match="family's agreement to help"):
        recommend(contact, by=worker, at=now)
    triage.approve_not_asking(contact=contact, by=a_manager(), at=now)
    assert recommend(contact, by=worker, at=now).pk


def test_immediate_danger_needs_nothing_weighed_for_a_strategy_discussion_and_everything_for_the_rest(
    now: datetime,
) -> None:
    worker, child = a_worker(), a_person()
    contact = a_contact_about(child, at=now, is_in_danger_now=True, danger="Alone on the pier")
    named = named_in(contact)[0]
    triage.classify(named=named, demand_class="new", by=worker, at=now)

    def proposes(kind: str) -> Recommendation:
        return decision.recommend(
            contact=contact,
            outcomes={named.pk: ProposedOutcome(kind=kind, level="significant_harm")},
            rationale="He is alone on the pier at night and his mother cannot be found; the police are on their way.",
            missing="",
            reply=REPLY,
            by=worker,
            at=now,
        )

    with pytest.raises(Refused, match="Read the history"):
        proposes("no_further_action")
    html = signed_in(worker).get(f"/contacts/{contact.receipt}/").content.decode()
    assert "Nothing: it can be recommended." in html
    made = proposes("strategy_discussion")
    decision.oversee(recommendation=made, kind="agreed", by=a_manager(), at=now)


def test_want_of_capacity_is_an_outcome_that_reaches_the_director_s_list(now: datetime) -> None:
    made = a_contact_awaiting_oversight(kind="closed_for_want_of_capacity", at=now)
    manager = a_manager()
    decision.oversee(recommendation=made, kind="agreed", by=manager, at=now)
    (found,) = queries.closed_for_want_of_capacity(manager, since=now - timedelta(days=1))
    assert found.contact == made.contact
    assert not queries.closed_for_want_of_capacity(a_worker(), since=now - timedelta(days=1))


def test_the_level_stated_and_the_level_found_are_kept_beside_each_other(now: datetime) -> None:
    contact = a_contact_about(a_person(), at=now, level_stated="significant_harm")
    decide(contact, at=now)
    (found,) = queries.levels_found(1, since=now - timedelta(days=1), until=now + timedelta(days=1))
    assert (found.stated, found.found, found.differs) == ("significant_harm", "universal", True)
    html = signed_in(a_worker()).get(f"/contacts/{contact.receipt}/").content.decode()
    assert "a difference, kept and counted" in html


def test_a_need_of_which_nobody_said_anything_stands_in_the_way(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    decision.add_finding(
        contact=contact,
        kind="known",
        text="Sleeps at his aunt's",
        source="His aunt",
        need="family",
        how_we_know="reported",
        by=a_worker(),
        at=now,
    )
    html = signed_in(a_worker()).get(f"/contacts/{contact.receipt}/").content.decode()
    assert "Say what is known, or not known, of Marlowe Quillfeather&#x27;s development, of their parenting" in html
    assert html.count("Nothing said yet") == 2


def test_a_day_not_known_yet_is_on_the_child_s_page_until_it_is_answered(now: datetime) -> None:
    contact, child = a_looked_at_contact(at=now)
    worker, named = a_worker(), named_in(contact)[0]
    page = f"/children/{child.reference}/"
    decision.describe_day(named=named, how_we_know="not_known_yet", text="", by=worker, at=now)
    assert "is not known yet" in signed_in(worker).get(page).content.decode()
    decision.describe_day(named=named, how_we_know="child_said", text="Draws boats", by=worker, at=now)
    assert "is not known yet" not in signed_in(worker).get(page).content.decode()


def test_a_question_still_open_ends_with_a_contact_that_could_not_wait(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    triage.rate(contact=contact, colour="red", reason="He is hurt", by=a_worker(), at=now)
    triage.ask(contact=contact, kind="clarity", words="When?", by=a_worker(), at=now)
    made = recommend(contact, by=a_worker(), kind="referral", level="child_in_need", at=now)
    decision.oversee(recommendation=made, kind="agreed", by=a_manager(), at=now)
    (question,) = looking.questions_of(contact)
    assert question.ended_because


def test_what_the_policy_keeps_for_one_role_is_not_for_another() -> None:
    kept = {"seen_by": ("service_manager",), "because": ("It was rated red, and no service follows.",)}
    (reason,) = rules.reasons_for_another_role("team_manager", **kept)
    assert reason == (
        "By the policy in force a service manager decides about this. It was rated red, and no service follows."
    )
    assert not rules.reasons_for_another_role("service_manager", **kept)
    assert not rules.reasons_for_another_role("team_manager", seen_by=(), because=())


def test_the_overseer_reads_why_the_policy_wants_a_second_person(now: datetime) -> None:
    made = a_contact_awaiting_oversight(kind="referral", level="significant_harm", at=now)
    page = signed_in(a_manager()).get(f"/oversight/{made.pk}/").content.decode()
    assert "Why a second person: Significant harm is suspected." in page
