"""Situations on the way to a decision, each reached through the actions that the pages use."""

from __future__ import annotations

from datetime import datetime, timedelta

from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision import queries
from frontdoor.journey.decision.facts import ProposedOutcome
from frontdoor.journey.decision.models import Oversight, Recommendation
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import NOW, a_contact, a_contact_about_a_known_child, named_in

RATIONALE = (
    "He told his teacher and his aunt the same thing in his own words; his mother agrees that weekends are hard "
    "and has asked for help, and his aunt has him from Friday to Sunday until then."
)
MISSING = "His father's account: he works at sea until Friday; waiting for him would leave the boy another weekend"
REPLY = "Thank you. We are working with the family. Please tell us at once if anything changes."


def a_looked_at_contact(
    *, worker: Worker | None = None, demand_class: str = "new", colour: str = "amber", at: datetime = NOW
) -> tuple[Contact, Person]:
    """A contact about a known child that was classed, rated and given to a worker."""
    worker = worker or a_worker()
    contact, child = a_contact_about_a_known_child(at=at)
    triage.classify(named=named_in(contact)[0], demand_class=demand_class, by=worker, at=at)
    triage.rate(contact=contact, colour=colour, reason="He is afraid to go home", by=worker, at=at)
    triage.allocate(contact=contact, worker=worker, by=a_worker(Role.TEAM_MANAGER), at=at)
    return contact, child


def weigh(contact: Contact, *, by: Worker, at: datetime = NOW) -> None:
    """Gather the evidence that a recommendation needs: history read, one thing known, each child's day."""
    decision.acknowledge_history(contact=contact, by=by, at=at)
    decision.add_finding(
        contact=contact,
        kind="known",
        text="He sleeps at his aunt's on Fridays",
        source="His aunt, by phone",
        need="family",
        how_we_know="reported",
        by=by,
        at=at,
    )
    for need, text, source in (
        ("development", "How he does at school", "His teacher"),
        ("parenting", "What weekends are like for his mother", "His mother"),
    ):
        decision.add_finding(contact=contact, kind="missing", text=text, source=source, need=need, by=by, at=at)
    for child in named_in(contact):
        if child.is_child:
            decision.describe_day(
                named=child, how_we_know="child_said", text="Gets up alone and makes his breakfast", by=by, at=at
            )


def a_contact_with_evidence(*, worker: Worker | None = None, at: datetime = NOW) -> tuple[Contact, Person]:
    """A contact on which everything is weighed and nothing is recommended yet."""
    worker = worker or a_worker()
    contact, child = a_looked_at_contact(worker=worker, at=at)
    weigh(contact, by=worker, at=at)
    return contact, child


def recommend(
    contact: Contact, *, by: Worker, kind: str = "early_help", level: str = "early_help", at: datetime = NOW
) -> Recommendation:
    """Recommend the same outcome for every child on a contact."""
    proposed = {each.pk: ProposedOutcome(kind=kind, level=level) for each in named_in(contact) if each.is_child}
    return decision.recommend(
        contact=contact, outcomes=proposed, rationale=RATIONALE, missing=MISSING, reply=REPLY, by=by, at=at
    )


def a_contact_awaiting_oversight(
    *, worker: Worker | None = None, kind: str = "early_help", level: str = "early_help", at: datetime = NOW
) -> Recommendation:
    """A contact about a known child whose recommendation waits for a second person."""
    worker = worker or a_worker()
    contact, _ = a_contact_with_evidence(worker=worker, at=at)
    return recommend(contact, by=worker, kind=kind, level=level, at=at)


def a_returned_contact(*, worker: Worker | None = None, at: datetime = NOW) -> Oversight:
    """A contact whose recommendation a manager returned with a direction for the next day."""
    return decision.oversee(
        recommendation=a_contact_awaiting_oversight(worker=worker, at=at),
        kind="returned",
        reason="Nobody has spoken with his aunt",
        direction="Phone his aunt and ask how weekends go",
        direction_due_at=at + timedelta(days=1),
        by=a_worker(Role.TEAM_MANAGER),
        at=at,
    )


def a_decided_contact(
    *, kind: str = "early_help", level: str = "early_help", at: datetime = NOW
) -> tuple[Contact, Person]:
    """A contact about a known child that a manager agreed, so that it has ended."""
    recommendation = a_contact_awaiting_oversight(kind=kind, level=level, at=at)
    decision.oversee(recommendation=recommendation, kind="agreed", by=a_worker(Role.TEAM_MANAGER), at=at)
    contact = recommendation.contact
    contact.refresh_from_db()
    return contact, queries.picture_of(contact, at=at).people[named_in(contact)[0].pk]


def decide(contact: Contact, *, kind: str = "no_further_action", level: str = "universal", at: datetime = NOW) -> None:
    """Take a contact whose children are identified all the way to an outcome, as of a moment."""
    worker = a_worker(authority_id=contact.authority_id)
    for child in named_in(contact):
        if child.is_child:
            triage.classify(named=child, demand_class="new", by=worker, at=at)
    triage.rate(contact=contact, colour="green", reason="No hurt, no fear told", by=worker, at=at)
    weigh(contact, by=worker, at=at)
    manager = a_worker(Role.TEAM_MANAGER, authority_id=contact.authority_id)
    recommendation = recommend(contact, by=worker, kind=kind, level=level, at=at)
    decision.look(contact=contact, kind="pattern", words="Each time it was settled in the family", by=manager, at=at)
    decision.oversee(recommendation=recommendation, kind="agreed", by=manager, at=at)
    contact.refresh_from_db()


def a_contact_about_nobody_we_know(*, at: datetime = NOW) -> Contact:
    """A contact whose child was looked for, not found, and recorded as new."""
    contact = a_contact(at=at)
    intake.record_as_new(named=named_in(contact)[0], by=a_worker(), at=at)
    return contact
