from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdoor.journey.children import actions as children
from frontdoor.journey.children import queries as people
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision import queries
from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import Outcome, Recommendation, Reply
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.refusals import NotPermitted, Refused
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.outbox.models import Message
from tests.builders import a_worker
from tests.builders.contacts import (
    a_child_at_home_with,
    a_contact,
    a_contact_about,
    a_contact_about_a_known_child,
    a_person,
    a_told_child,
    named_in,
    said_to_be,
)
from tests.builders.decisions import (
    MISSING,
    RATIONALE,
    REPLY,
    a_contact_awaiting_oversight,
    a_contact_with_evidence,
    a_decided_contact,
    a_looked_at_contact,
    a_returned_contact,
    decide,
    recommend,
    weigh,
)

pytestmark = pytest.mark.django_db


def acts(contact_id: int) -> list[str]:
    entries = Entry.objects.filter(subject="contact", subject_id=contact_id).order_by("number")
    return list(entries.values_list("act", flat=True))


def test_every_act_on_the_way_is_in_the_ledger(now: datetime) -> None:
    contact, _ = a_decided_contact(kind="referral", level="child_in_need", at=now)
    assert acts(contact.pk) == [
        "contact.received",
        "child.classified",
        "contact.rated",
        "contact.allocated",
        "history.read",
        "finding.added",
        "finding.added",
        "finding.added",
        "childs_day.described",
        "outcome.recommended",
        "oversight.agreed",
        "outcome.took_effect",
        "contact.ended",
        "reply.queued",
    ]


def test_a_finding_is_taken_back_not_deleted(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    worker = a_worker()
    finding = decision.add_finding(
        contact=contact, kind="worry", text="Shouting", source="Neighbour", by=worker, at=now
    )
    decision.end_finding(finding=finding, by=worker, at=now)
    with pytest.raises(Refused, match="already"):
        decision.end_finding(finding=finding, by=worker, at=now)
    assert acts(contact.pk)[-2:] == ["finding.added", "finding.ended"]


def test_a_finding_about_a_child_of_another_contact_is_refused(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    stranger = named_in(a_contact(at=now))[0]
    with pytest.raises(Refused, match="children on this contact"):
        decision.add_finding(contact=contact, kind="known", text="X", source="Y", named=stranger, by=a_worker(), at=now)


def test_a_day_is_described_again_by_ending_the_earlier(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    child, worker = named_in(contact)[0], a_worker()
    decision.describe_day(named=child, how_we_know="not_known_yet", text="", by=worker, at=now)
    decision.describe_day(named=child, how_we_know="observed", text="Plays by himself", by=worker, at=now)
    assert queries.picture_of(contact, at=now).days[child.pk].text == "Plays by himself"


def test_history_is_stale_when_something_new_comes(now: datetime) -> None:
    worker = a_worker()
    contact, child = a_contact_with_evidence(worker=worker, at=now)
    assert not queries.picture_of(contact, at=now).is_history_stale
    a_contact_about(child, at=now + timedelta(minutes=5))
    assert queries.picture_of(contact, at=now + timedelta(minutes=6)).is_history_stale
    with pytest.raises(Refused, match="Something new came"):
        recommend(contact, by=worker, at=now + timedelta(minutes=6))
    decision.acknowledge_history(contact=contact, by=worker, at=now + timedelta(minutes=7))
    recommend(contact, by=worker, at=now + timedelta(minutes=8))


def test_history_is_of_everyone_in_the_home_and_marks_what_came_back(now: datetime) -> None:
    brother = a_person("Auberon", "Quillfeather")
    child = a_child_at_home_with(brother)
    old = a_contact_about(brother, at=now - timedelta(days=50))
    decide(old, at=now - timedelta(days=49))
    again = a_contact_about(brother, at=now - timedelta(days=27))
    contact = a_contact_about(child, at=now)
    history = queries.history_of(contact, at=now)
    assert [event.receipt for event in history.open] == [again.receipt]
    assert [event.receipt for event in history.closed] == [old.receipt]
    assert history.open[0].came_back == f"Came back 22 days after {old.receipt} ended: no further action"
    assert history.open[0].about == "Auberon Quillfeather"
    assert history.closed[0].decided == "No further action"


def test_a_recommendation_waits_for_oversight_and_cannot_be_made_twice(now: datetime) -> None:
    worker = a_worker()
    recommendation = a_contact_awaiting_oversight(worker=worker, at=now)
    assert list(queries.awaiting_oversight(1)) == [recommendation]
    with pytest.raises(Refused, match="waiting for oversight already"):
        recommend(recommendation.contact, by=worker, at=now)


@pytest.mark.parametrize(
    "rationale", ["", "NFA", "Does not meet the threshold for statutory intervention at this time"]
)
def test_a_recommendation_is_refused_without_a_rationale_and_nothing_is_written(now: datetime, rationale: str) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    outcomes = {named_in(contact)[0].pk: ProposedOutcome(kind="advice", level="universal")}
    before = Entry.objects.count()
    with pytest.raises(Refused):
        decision.recommend(
            contact=contact,
            outcomes=outcomes,
            rationale=rationale,
            missing=MISSING,
            reply=REPLY,
            by=a_worker(),
            at=now,
        )
    assert not Recommendation.objects.filter(contact=contact).exists()
    assert Entry.objects.count() == before


def test_agreeing_ends_the_contact_and_queues_a_note_that_says_nothing(now: datetime) -> None:
    contact, child = a_decided_contact(at=now)
    assert contact.ended_at == now
    assert Outcome.objects.get(contact=contact).kind == "early_help"
    reply = Reply.objects.get(contact=contact)
    message = Message.objects.get(pk=reply.message_id)
    assert (reply.method, reply.text) == ("portal", REPLY)
    assert contact.receipt in message.subject_line
    for secret in (child.first_name, child.last_name, "early help", "afraid", contact.teller_name, "child"):
        assert secret.lower() not in (message.subject_line + message.body).lower()


def test_a_referral_opens_an_episode_with_whoever_had_the_contact(now: datetime) -> None:
    contact, child = a_decided_contact(kind="referral", level="child_in_need", at=now)
    episode = people.open_episodes([child.pk])[child.pk]
    assert episode.opened_at == now
    assert episode.source_code == contact.source_code
    assert Outcome.objects.get(contact=contact).episode == episode
    assert episode.worker is not None


def test_nobody_oversees_their_own_recommendation(now: datetime) -> None:
    manager = a_worker(Role.TEAM_MANAGER)
    recommendation = a_contact_awaiting_oversight(worker=manager, at=now)
    for kind in ("agreed", "changed", "returned"):
        with pytest.raises(Refused, match="second person"):
            decision.oversee(
                recommendation=recommendation,
                kind=kind,
                reason="R",
                direction="D",
                direction_due_at=now + timedelta(days=1),
                by=manager,
                at=now,
            )
    assert not Outcome.objects.exists()


def test_a_social_worker_may_not_oversee(now: datetime) -> None:
    with pytest.raises(NotPermitted):
        decision.oversee(recommendation=a_contact_awaiting_oversight(at=now), kind="agreed", by=a_worker(), at=now)


def test_oversight_happens_once(now: datetime) -> None:
    recommendation, manager = a_contact_awaiting_oversight(at=now), a_worker(Role.TEAM_MANAGER)
    decision.oversee(recommendation=recommendation, kind="agreed", by=manager, at=now)
    with pytest.raises(Refused, match="already"):
        decision.oversee(recommendation=recommendation, kind="agreed", by=manager, at=now)


def test_changing_needs_a_reason_and_takes_effect_as_changed(now: datetime) -> None:
    recommendation, manager = a_contact_awaiting_oversight(at=now), a_worker(Role.TEAM_MANAGER)
    named = named_in(recommendation.contact)[0].pk
    changed = {named: ProposedOutcome(kind="referral", level="child_in_need")}
    with pytest.raises(Refused, match="why you change"):
        decision.oversee(recommendation=recommendation, kind="changed", outcomes=changed, by=manager, at=now)
    same = queries.proposed_in(recommendation)
    with pytest.raises(Refused, match="Nothing is changed"):
        decision.oversee(recommendation=recommendation, kind="changed", reason="R", outcomes=same, by=manager, at=now)
    why = {"kind": "changed", "reason": "He was hurt", "by": manager, "at": now}
    with pytest.raises(Refused, match="what the referrer will be told"):
        decision.oversee(recommendation=recommendation, outcomes=changed, **why)
    told = "Thank you. A social worker will see him today."
    decision.oversee(recommendation=recommendation, outcomes=changed, reply=told, **why)
    assert Outcome.objects.get(contact=recommendation.contact).kind == "referral"
    assert Reply.objects.get(contact=recommendation.contact).text == told


def test_a_changed_level_leaves_the_words_to_the_referrer_as_recommended(now: datetime) -> None:
    recommendation, manager = a_contact_awaiting_oversight(at=now), a_worker(Role.TEAM_MANAGER)
    named = named_in(recommendation.contact)[0].pk
    lower = {named: ProposedOutcome(kind="early_help", level="universal")}
    decision.oversee(recommendation=recommendation, kind="changed", reason="R", outcomes=lower, by=manager, at=now)
    assert Reply.objects.get(contact=recommendation.contact).text == recommendation.reply


def test_a_returned_recommendation_goes_back_with_a_direction_and_round_again(now: datetime) -> None:
    worker = a_worker()
    oversight = a_returned_contact(worker=worker, at=now)
    contact = oversight.recommendation.contact
    assert queries.stage_of([contact.pk]) == {contact.pk: Stage.RETURNED}
    assert list(queries.returned_to(worker)) == [oversight]
    assert queries.returned_of([contact.pk]) == {contact.pk: oversight}
    contact.refresh_from_db()
    assert contact.ended_at is None
    second = recommend(contact, by=worker, at=now + timedelta(hours=1))
    assert not queries.returned_to(worker).exists()
    decision.oversee(recommendation=second, kind="agreed", by=a_worker(Role.TEAM_MANAGER), at=now + timedelta(hours=2))
    assert queries.stage_of([contact.pk]) == {contact.pk: Stage.DONE}


def test_everything_is_checked_again_when_it_is_overseen(now: datetime) -> None:
    recommendation = a_contact_awaiting_oversight(kind="referral", level="child_in_need", at=now)
    child = queries.picture_of(recommendation.contact, at=now).people[named_in(recommendation.contact)[0].pk]
    manager = a_worker(Role.TEAM_MANAGER)
    children.open_episode(person=child, worker=None, team=None, source_code="6", by=manager, at=now)
    with pytest.raises(Refused, match="open to us already"):
        decision.oversee(recommendation=recommendation, kind="agreed", by=manager, at=now + timedelta(minutes=1))
    assert not Outcome.objects.exists()


def test_a_referral_about_an_open_child_is_refused_as_news(now: datetime) -> None:
    worker, child = a_worker(), a_person()
    before = now - timedelta(days=30)
    children.open_episode(
        person=child, worker=worker, team=None, source_code="6", by=a_worker(Role.TEAM_MANAGER), at=before
    )
    contact = a_contact_about(child, at=now)
    triage.classify(named=named_in(contact)[0], demand_class="open_case", by=worker, at=now)
    with pytest.raises(Refused, match="record it as open-case information"):
        recommend(contact, by=worker, kind="referral", level="child_in_need", at=now)
    recommendation = recommend(contact, by=worker, kind="passed_to_allocated_worker", level="", at=now)
    decision.oversee(recommendation=recommendation, kind="agreed", by=a_worker(Role.TEAM_MANAGER), at=now)
    contact.refresh_from_db()
    assert contact.ended_at == now


def test_two_children_of_two_classes_end_together(now: datetime) -> None:
    worker = a_worker()
    contact = a_contact(a_told_child("Isolde"), a_told_child("Auberon", date_of_birth=None), at=now)
    first, second = named_in(contact)
    said_to_be(first, a_person("Isolde"))
    intake.record_as_new(named=second, by=worker, at=now)
    triage.classify(named=first, demand_class="new", by=worker, at=now)
    triage.classify(named=second, demand_class="not_for_us", by=worker, at=now)
    triage.rate(contact=contact, colour="green", reason="No hurt told", by=worker, at=now)
    weigh(contact, by=worker, at=now)
    proposed = {
        first.pk: ProposedOutcome(kind="advice", level="universal"),
        second.pk: ProposedOutcome(kind="signposted"),
    }
    with pytest.raises(Refused, match="outcome for Auberon"):
        decision.recommend(
            contact=contact,
            outcomes={first.pk: proposed[first.pk]},
            rationale=RATIONALE,
            missing=MISSING,
            reply=REPLY,
            by=worker,
            at=now,
        )
    recommendation = decision.recommend(
        contact=contact, outcomes=proposed, rationale=RATIONALE, missing=MISSING, reply=REPLY, by=worker, at=now
    )
    decision.oversee(recommendation=recommendation, kind="agreed", by=a_worker(Role.TEAM_MANAGER), at=now)
    assert Outcome.objects.filter(contact=contact).count() == 2


def test_an_ended_contact_is_closed_to_every_act(now: datetime) -> None:
    contact, _ = a_decided_contact(at=now)
    worker, child = a_worker(), named_in(contact)[0]
    for act in (
        lambda: decision.acknowledge_history(contact=contact, by=worker, at=now),
        lambda: decision.add_finding(contact=contact, kind="known", text="X", source="Y", by=worker, at=now),
        lambda: decision.describe_day(named=child, how_we_know="observed", text="X", by=worker, at=now),
        lambda: recommend(contact, by=worker, at=now),
        lambda: triage.classify(named=child, demand_class="repeat", reason="X", by=worker, at=now),
        lambda: triage.rate(contact=contact, colour="red", reason="X", by=worker, at=now),
    ):
        with pytest.raises(Refused, match="ended"):
            act()


@pytest.mark.parametrize(
    ("more", "method"),
    [
        (
            {
                "source_code": "9",
                "agency_id": None,
                "professional_id": None,
                "teller_name": "",
                "teller_phone": "",
                "teller_email": "",
            },
            "not_possible",
        ),
        (
            {
                "source_code": "1A",
                "agency_id": None,
                "professional_id": None,
                "teller_phone": "01632 960 111",
                "teller_email": "",
            },
            "phone",
        ),
    ],
)
def test_a_reply_goes_the_way_that_reaches_whoever_told_us(now: datetime, more: dict[str, str], method: str) -> None:
    contact, _ = a_contact_about_a_known_child(at=now, **more)
    decide(contact, at=now)
    reply = Reply.objects.get(contact=contact)
    assert (reply.method, reply.message) == (method, None)
    assert list(queries.replies_to_tell(1)) == ([reply] if method == "phone" else [])


def test_a_referrer_is_told_once(now: datetime) -> None:
    contact, _ = a_contact_about_a_known_child(
        at=now, source_code="1A", agency_id=None, professional_id=None, teller_email=""
    )
    decide(contact, at=now)
    reply = Reply.objects.get(contact=contact)
    decision.tell(reply=reply, by=a_worker(Role.CONTACT_OFFICER), at=now)
    assert not queries.replies_to_tell(1).exists()
    assert acts(contact.pk)[-1] == "reply.told"
    with pytest.raises(Refused, match="already"):
        decision.tell(reply=reply, by=a_worker(Role.CONTACT_OFFICER), at=now)


def test_reading_a_reply_is_noted_the_first_time(now: datetime) -> None:
    contact, _ = a_decided_contact(at=now)
    partner = a_worker(Role.PARTNER)
    reply = Reply.objects.get(contact=contact)
    decision.mark_read(reply=reply, by=partner, at=now)
    decision.mark_read(reply=reply, by=partner, at=now + timedelta(hours=1))
    reply.refresh_from_db()
    assert reply.read_at == now
    assert acts(contact.pk).count("reply.read") == 1


def test_a_contact_waits_for_the_first_thing_not_done(now: datetime) -> None:
    arrived = a_contact(at=now)
    identified, _ = a_contact_about_a_known_child(at=now)
    looked_at, _ = a_looked_at_contact(at=now)
    waiting = a_contact_awaiting_oversight(at=now).contact
    found = queries.stage_of([arrived.pk, identified.pk, looked_at.pk, waiting.pk])
    assert found == {
        arrived.pk: Stage.IDENTIFYING,
        identified.pk: Stage.CLASSING,
        looked_at.pk: Stage.EVIDENCE,
        waiting.pk: Stage.OVERSIGHT,
    }
    for contact in (arrived, identified, looked_at, waiting):
        assert queries.picture_of(contact, at=now).stage is found[contact.pk]


def test_stages_cost_the_same_for_one_contact_as_for_many(now: datetime, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    ids = [a_contact_about_a_known_child(at=now)[0].pk for _ in range(5)]
    with django_assert_max_num_queries(8):
        queries.stage_of(ids)
