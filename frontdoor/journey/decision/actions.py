"""What we do on the way to a decision: the only writes of this step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Episode, Person
from frontdoor.journey.decision import queries, rules
from frontdoor.journey.decision.facts import DayFacts, FindingFacts, OverseeFacts, ProposedOutcome, WordsFacts
from frontdoor.journey.decision.models import (
    ChildsDay,
    Finding,
    HistoryRead,
    Outcome,
    Oversight,
    OversightKind,
    Recommendation,
    RecommendedOutcome,
    Reply,
    ReplyMethod,
)
from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger
from frontdoor.record.outbox import actions as outbox
from frontdoor.record.outbox.models import Message


def acknowledge_history(*, contact: Contact, by: Worker, at: datetime) -> HistoryRead:
    """Say that the history of the children and everyone in the home has been read, as it stands now."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = _lock(contact.pk)
        refuse_if([rules.ENDED] if locked.ended_at else [])
        state = queries.history_of(locked, at=at).state
        read = HistoryRead.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            events_shown=state.events,
            last_event_at=state.last_event_at,
            read_at=at,
            read_by=by,
        )
        ledger.write("history.read", subject=("contact", locked.pk), by=by, at=at, detail={"events": state.events})
    return read


def add_finding(
    *, contact: Contact, kind: str, text: str, source: str, by: Worker, at: datetime, named: NamedPerson | None = None
) -> Finding:
    """Record one thing known, not known, going well or worrying, about one child or all of them."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = _lock(contact.pk)
        refuse_if(
            rules.reasons_not_to_add_finding(
                FindingFacts(
                    has_ended=locked.ended_at is not None,
                    kind=kind,
                    text=text,
                    source=source,
                    is_child_of_this_contact=named is None or (named.contact_id == locked.pk and named.is_child),
                )
            )
        )
        finding = Finding.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            named=named,
            kind=kind,
            text=text,
            source=source,
            added_at=at,
            added_by=by,
        )
        detail = {"finding": finding.pk, "kind": kind, "named": named.pk if named else None}
        ledger.write("finding.added", subject=("contact", locked.pk), by=by, at=at, detail=detail)
    return finding


def end_finding(*, finding: Finding, by: Worker, at: datetime) -> Finding:
    """Take a finding back: it stays on the record as ended."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        contact = _lock(finding.contact_id)
        kept = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
        refuse_if(
            rules.reasons_not_to_end_finding(has_ended=contact.ended_at is not None, is_ended=kept.ended_at is not None)
        )
        kept.ended_at, kept.ended_by = at, by
        kept.save(update_fields=["ended_at", "ended_by"])
        ledger.write("finding.ended", subject=("contact", contact.pk), by=by, at=at, detail={"finding": kept.pk})
    return kept


def describe_day(*, named: NamedPerson, how_we_know: str, text: str, by: Worker, at: datetime) -> ChildsDay:
    """Record what life is like for one child, and how we know; the description before it ends."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        contact = _lock(named.contact_id)
        refuse_if(
            rules.reasons_not_to_describe(
                DayFacts(
                    has_ended=contact.ended_at is not None,
                    is_child=named.is_child,
                    how_we_know=how_we_know,
                    text=text,
                )
            )
        )
        ChildsDay.objects.filter(named=named, ended_at__isnull=True).update(ended_at=at, ended_by=by)
        day = ChildsDay.objects.create(
            authority_id=by.authority_id,
            named=named,
            how_we_know=how_we_know,
            text=text,
            described_at=at,
            described_by=by,
        )
        detail = {"named": named.pk, "how": how_we_know}
        ledger.write("childs_day.described", subject=("contact", contact.pk), by=by, at=at, detail=detail)
    return day


def recommend(
    *,
    contact: Contact,
    outcomes: Mapping[int, ProposedOutcome],
    rationale: str,
    missing: str,
    reply: str,
    by: Worker,
    at: datetime,
) -> Recommendation:
    """Propose an outcome and a level for every child on a contact, with the reasons."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = _lock(contact.pk)
        picture = queries.picture_of(locked, at=at)
        words = WordsFacts(
            rationale=rationale,
            missing=missing,
            reply=reply,
            can_reply=rules.reply_method(queries.teller_facts(locked)) != ReplyMethod.NOT_POSSIBLE,
            levels=picture.level_codes,
        )
        refuse_if(rules.reasons_not_to_recommend(picture.evidence(outcomes), words))
        recommendation = Recommendation.objects.create(
            authority_id=by.authority_id,
            contact=locked,
            rationale=rationale,
            missing=missing,
            reply=reply,
            edition_id=picture.edition_id,
            recommended_at=at,
            recommended_by=by,
        )
        RecommendedOutcome.objects.bulk_create(
            RecommendedOutcome(
                authority_id=by.authority_id,
                recommendation=recommendation,
                named=child,
                kind=outcomes[child.pk].kind,
                level=outcomes[child.pk].level,
            )
            for child in picture.children
        )
        ledger.write(
            "outcome.recommended",
            subject=("contact", locked.pk),
            by=by,
            at=at,
            detail={
                "recommendation": recommendation.pk,
                "outcomes": [f"{child.pk}:{outcomes[child.pk].kind}" for child in picture.children],
            },
        )
    return recommendation


def oversee(  # noqa: PLR0913  (each is one field of the form that a second person fills in)
    *,
    recommendation: Recommendation,
    kind: str,
    reason: str = "",
    outcomes: Mapping[int, ProposedOutcome] | None = None,
    direction: str = "",
    direction_due_at: datetime | None = None,
    by: Worker,
    at: datetime,
) -> Oversight:
    """Decide, as a second person, about a recommendation. What is agreed or changed takes effect at once."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_OVERSEE)
        contact = _lock(recommendation.contact_id)
        picture = queries.picture_of(contact, at=at)
        recommended = queries.proposed_in(recommendation)
        effective = dict(outcomes or {}) if kind == OversightKind.CHANGED else recommended
        refuse_if(
            rules.reasons_not_to_oversee(
                OverseeFacts(
                    kind=kind,
                    is_recommender=recommendation.recommended_by_id == by.pk,
                    is_overseen=Oversight.objects.filter(recommendation=recommendation).exists(),
                    is_latest=picture.recommendation == recommendation,
                    reason=reason,
                    direction=direction,
                    direction_due_at=direction_due_at,
                    at=at,
                    evidence=picture.evidence_for_oversight(effective),
                    levels=picture.level_codes,
                    changes_nothing=effective == recommended,
                )
            )
        )
        is_return = kind == OversightKind.RETURNED
        oversight = Oversight.objects.create(
            authority_id=by.authority_id,
            recommendation=recommendation,
            recommended_by_id=recommendation.recommended_by_id,
            kind=kind,
            reason=reason,
            direction=direction if is_return else "",
            direction_due_at=direction_due_at if is_return else None,
            decided_at=at,
            decided_by=by,
        )
        ledger.write(
            f"oversight.{kind}",
            subject=("contact", contact.pk),
            by=by,
            at=at,
            detail={"recommendation": recommendation.pk, "oversight": oversight.pk},
        )
        if not is_return:
            _take_effect(oversight, picture, effective, by=by, at=at)
    return oversight


def _take_effect(
    oversight: Oversight, picture: Picture, outcomes: Mapping[int, ProposedOutcome], *, by: Worker, at: datetime
) -> None:
    """Give every child its outcome, end the contact and write the reply."""
    contact = picture.contact
    for child in picture.children:
        proposed = outcomes[child.pk]
        episode = None
        if proposed.kind in rules.OPENING:
            episode = _open(child, picture, oversight.recommended_by, by=by, at=at)
        outcome = Outcome.objects.create(
            authority_id=by.authority_id,
            contact=contact,
            named=child,
            oversight=oversight,
            kind=proposed.kind,
            level=proposed.level,
            episode=episode,
            took_effect_at=at,
        )
        detail = {"outcome": outcome.pk, "named": child.pk, "kind": proposed.kind, "level": proposed.level}
        ledger.write("outcome.took_effect", subject=("contact", contact.pk), by=by, at=at, detail=detail)
    contact.ended_at, contact.ended_by = at, by
    contact.save(update_fields=["ended_at", "ended_by"])
    ledger.write("contact.ended", subject=("contact", contact.pk), by=by, at=at)
    _write_reply(oversight, contact, by=by, at=at)


def _open(child: NamedPerson, picture: Picture, recommender: Worker, *, by: Worker, at: datetime) -> Episode:
    """Open the child's episode with whoever had the contact, until it is given on."""
    holder = picture.allocation.worker if picture.allocation else recommender
    return children.open_episode(
        person=picture.people[child.pk],
        worker=holder,
        team=holder.team,
        source_code=picture.contact.source_code,
        by=by,
        at=at,
    )


def _write_reply(oversight: Oversight, contact: Contact, *, by: Worker, at: datetime) -> Reply:
    """Write what the referrer is told, and queue the note that it is there, which says nothing else."""
    method = rules.reply_method(queries.teller_facts(contact))
    message = _note(contact, at=at) if method == ReplyMethod.PORTAL else None
    reply = Reply.objects.create(
        authority_id=by.authority_id,
        contact=contact,
        method=method,
        text=oversight.recommendation.reply,
        message=message,
        written_at=at,
        written_by=by,
    )
    detail = {"reply": reply.pk, "method": method}
    ledger.write("reply.queued", subject=("contact", contact.pk), by=by, at=at, detail=detail)
    return reply


def _note(contact: Contact, *, at: datetime) -> Message:
    return outbox.queue(
        authority_id=contact.authority_id,
        to_address=queries.email_of_teller(contact),
        subject_line=f"Your contact {contact.receipt}: there is an answer to read",
        body=(
            f"There is an answer to your contact {contact.receipt}.\n\n"
            f"Sign in to read it: {settings.PUBLIC_ADDRESS}/portal/\n\n"
            "This message says nothing else, so that it is safe to send. Please do not reply to it.\n"
        ),
        at=at,
    )


def note_contact_opened(*, contact: Contact, people: Iterable[Person], by: Worker, at: datetime) -> None:
    """Note that a contact and everybody identified on it are about to be shown."""
    with transaction.atomic():
        ledger.write("contact.viewed", subject=("contact", contact.pk), by=by, at=at)
        _note_people(people, contact, by=by, at=at)


def note_recommendation_opened(
    *, recommendation: Recommendation, people: Iterable[Person], by: Worker, at: datetime
) -> None:
    """Note that a recommendation and its evidence are about to be shown."""
    with transaction.atomic():
        subject = ("contact", recommendation.contact_id)
        ledger.write("oversight.viewed", subject=subject, by=by, at=at, detail={"recommendation": recommendation.pk})
        _note_people(people, recommendation.contact, by=by, at=at)


def _note_people(people: Iterable[Person], contact: Contact, *, by: Worker, at: datetime) -> None:
    for key in sorted({person.pk for person in people}):
        ledger.write("person.viewed", subject=("person", key), by=by, at=at, detail={"contact": contact.pk})


def tell(*, reply: Reply, by: Worker, at: datetime) -> Reply:
    """Say that the referrer was told the outcome, by phone or in person."""
    with transaction.atomic():
        require(by, Permission.CONTACT_TAKE)
        kept = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
        refuse_if(rules.reasons_not_to_tell(method=kept.method, is_told=kept.told_at is not None))
        kept.told_at, kept.told_by = at, by
        kept.save(update_fields=["told_at", "told_by"])
        ledger.write("reply.told", subject=("contact", kept.contact_id), by=by, at=at, detail={"reply": kept.pk})
    return kept


def mark_read(*, reply: Reply, by: Worker, at: datetime) -> Reply:
    """Note that somebody of the referrer's agency has read the reply, the first time."""
    with transaction.atomic():
        require(by, Permission.REPLY_SEE)
        kept = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
        if kept.read_at is None:
            kept.read_at = at
            kept.save(update_fields=["read_at"])
            ledger.write("reply.read", subject=("contact", kept.contact_id), by=by, at=at, detail={"reply": kept.pk})
    return kept


def _lock(contact_id: int) -> Contact:
    return Contact.objects.select_for_update(of=("self",)).select_related("agency", "professional").get(pk=contact_id)
