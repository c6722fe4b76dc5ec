"""Recommending, a second person's oversight, and what then takes effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from frontdoor.journey.children import actions as children
from frontdoor.journey.children.models import Episode
from frontdoor.journey.decision import queries, rules
from frontdoor.journey.decision.actions.amid import keep_pressure
from frontdoor.journey.decision.actions.locking import lock
from frontdoor.journey.decision.actions.looking import let_go_of
from frontdoor.journey.decision.actions.replies import write_reply
from frontdoor.journey.decision.facts import OverseeFacts, ProposedOutcome, WordsFacts
from frontdoor.journey.decision.models import (
    LeftOut,
    Outcome,
    Oversight,
    OversightKind,
    Recommendation,
    RecommendedOutcome,
    ReplyMethod,
)
from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.journey.triage import actions as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


@dataclass(frozen=True)
class Behind:
    """What an outcome rests on: a recommendation, and the second person who saw it or the sample that left it out."""

    recommendation: Recommendation
    oversight: Oversight | None = None
    left_out: LeftOut | None = None


def recommend(  # noqa: PLR0913  (each is one field of the form that a worker fills in)
    *,
    contact: Contact,
    outcomes: Mapping[int, ProposedOutcome],
    rationale: str,
    missing: str,
    reply: str,
    by: Worker,
    at: datetime,
    seen: int | None = None,
) -> Recommendation:
    """Propose an outcome and a level for every child on a contact, with the reasons.

    `seen` is the recommendation that stood on the page when this one was written, 0 for none: another that came
    meanwhile is not put away unread, and one that waits and was seen gives way to this one.
    """
    with transaction.atomic():
        require(by, Permission.OUTCOME_RECOMMEND)
        locked = lock(contact.pk)
        picture = queries.picture_of(locked, at=at)
        words = WordsFacts(
            rationale=rationale,
            missing=missing,
            reply=reply,
            can_reply=_can_reply(locked),
            levels=picture.level_codes,
            **_meanwhile(picture, seen, by=by),
        )
        evidence = picture.evidence(outcomes)
        if seen is not None and picture.recommendation:
            evidence = replace(evidence, is_awaiting_oversight=False)
        refuse_if(rules.reasons_not_to_recommend(evidence, words))
        overseen = queries.overseen_by(picture, outcomes)
        recommendation = _write_recommendation(picture, outcomes, words, by=by, at=at)
        keep_pressure(recommendation, picture.rules.calendar, at=at)
        why = (*overseen.why, *(["It was recommended before"] if picture.recommendation else []))
        if not rules.reasons_not_to_stand_alone(must_be_seen_because=why):
            _stand_alone(recommendation, picture, outcomes, because=overseen.left_out_because, by=by, at=at)
        return recommendation


def _meanwhile(picture: Picture, seen: int | None, *, by: Worker) -> dict[str, str]:
    """Tell who recommended since the page was shown, or has what would be replaced in hand."""
    stands = picture.recommendation
    if seen is None or stands is None:
        return {}
    if stands.pk != seen:
        return {"recommended_meanwhile_by": stands.recommended_by.name}
    return {"in_hand_of": queries.in_hand_of_another(stands, by, at=picture.at) if not picture.oversight_kind else ""}


def _stand_alone(
    recommendation: Recommendation,
    picture: Picture,
    outcomes: Mapping[int, ProposedOutcome],
    *,
    because: str,
    by: Worker,
    at: datetime,
) -> None:
    """Let a closure that its edition's sample leaves out take effect. The database draws again by itself."""
    first = queries.first_edition(picture)
    assert first is not None
    left_out = LeftOut.objects.create(
        authority_id=by.authority_id,
        recommendation=recommendation,
        edition_id=first.edition_id,
        because=because,
        closed_at=at,
        closed_by=by,
    )
    detail: ledger.Detail = {
        "recommendation": recommendation.pk,
        "left_out": left_out.pk,
        "edition": picture.edition_id,
        "drawn_under": first.edition_id,
        "because": because,
        "seed": first.rules.oversight.seed,
    }
    ledger.write("oversight.left_out", subject=("contact", picture.contact.pk), by=by, at=at, detail=detail)
    _take_effect(Behind(recommendation, left_out=left_out), picture, outcomes, told=recommendation.reply, by=by, at=at)


def _write_recommendation(
    picture: Picture, outcomes: Mapping[int, ProposedOutcome], words: WordsFacts, *, by: Worker, at: datetime
) -> Recommendation:
    recommendation = Recommendation.objects.create(
        authority_id=by.authority_id,
        contact=picture.contact,
        rationale=words.rationale,
        missing=words.missing,
        reply=words.reply,
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
        subject=("contact", picture.contact.pk),
        by=by,
        at=at,
        detail={
            "recommendation": recommendation.pk,
            "outcomes": [f"{child.pk}:{outcomes[child.pk].kind}" for child in picture.children],
            "after": picture.recommendation.pk if picture.recommendation else None,
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
    reply: str = "",
    by: Worker,
    at: datetime,
) -> Oversight:
    """Decide, as a second person, about a recommendation. What is agreed or changed takes effect at once."""
    with transaction.atomic():
        require(by, Permission.OUTCOME_OVERSEE)
        picture = queries.picture_of(lock(recommendation.contact_id), at=at)
        recommended = queries.proposed_in(recommendation)
        effective = dict(outcomes or {}) if kind == OversightKind.CHANGED else recommended
        facts = replace(
            _oversee_facts(recommendation, picture, recommended, effective, by=by),
            kind=kind,
            reason=reason,
            direction=direction,
            direction_due_at=direction_due_at,
            reply=reply,
        )
        refuse_if(rules.reasons_not_to_oversee(facts))
        oversight = _write_oversight(recommendation, facts, by=by, at=at)
        keep_pressure(oversight, picture.rules.calendar, at=at)
        if kind != OversightKind.RETURNED:
            behind = Behind(recommendation, oversight=oversight)
            _take_effect(behind, picture, effective, told=_told(facts, recommendation), by=by, at=at)
    return oversight


def _oversee_facts(
    recommendation: Recommendation,
    picture: Picture,
    recommended: Mapping[int, ProposedOutcome],
    effective: Mapping[int, ProposedOutcome],
    *,
    by: Worker,
) -> OverseeFacts:
    """Gather what bears on a second person's decision, apart from what they write."""
    overseen = queries.overseen_by(picture, effective)
    made = Oversight.objects.filter(recommendation=recommendation).select_related("decided_by").first()
    return OverseeFacts(
        kind="",
        reason="",
        direction="",
        direction_due_at=None,
        is_recommender=recommendation.recommended_by_id == by.pk,
        is_overseen=made is not None,
        overseen_by=made.decided_by.name if made else "",
        is_latest=picture.recommendation == recommendation,
        at=picture.at,
        evidence=picture.evidence_for_oversight(effective),
        levels=picture.level_codes,
        changes_nothing=effective == recommended,
        changes_what_happens=_kinds(effective) != _kinds(recommended),
        can_reply=_can_reply(picture.contact),
        in_hand_of=queries.in_hand_of_another(recommendation, by, at=picture.at),
        role=by.role,
        seen_by=overseen.seen_by,
        must_be_seen_because=overseen.why,
    )


def _told(facts: OverseeFacts, recommendation: Recommendation) -> str:
    """Choose what the referrer is told: the overseer's words where there are any, else the recommended ones."""
    is_rewritten = facts.kind == OversightKind.CHANGED and facts.reply.strip()
    return facts.reply if is_rewritten else recommendation.reply


def _kinds(outcomes: Mapping[int, ProposedOutcome]) -> dict[int, str]:
    return {named_id: each.kind for named_id, each in outcomes.items()}


def _can_reply(contact: Contact) -> bool:
    return rules.reply_method(queries.teller_facts(contact)) != ReplyMethod.NOT_POSSIBLE


def _write_oversight(recommendation: Recommendation, facts: OverseeFacts, *, by: Worker, at: datetime) -> Oversight:
    is_return = facts.kind == OversightKind.RETURNED
    let_go_of(recommendation, by=by, at=at)
    oversight = Oversight.objects.create(
        authority_id=by.authority_id,
        recommendation=recommendation,
        recommended_by_id=recommendation.recommended_by_id,
        kind=facts.kind,
        reason=facts.reason,
        direction=facts.direction if is_return else "",
        direction_due_at=facts.direction_due_at if is_return else None,
        decided_at=at,
        decided_by=by,
    )
    ledger.write(
        f"oversight.{facts.kind}",
        subject=("contact", recommendation.contact_id),
        by=by,
        at=at,
        detail={"recommendation": recommendation.pk, "oversight": oversight.pk},
    )
    return oversight


def _take_effect(
    behind: Behind,
    picture: Picture,
    outcomes: Mapping[int, ProposedOutcome],
    *,
    told: str,
    by: Worker,
    at: datetime,
) -> None:
    """Give every child its outcome, end the contact and write the reply."""
    contact = picture.contact
    for child in picture.children:
        proposed = outcomes[child.pk]
        episode = None
        if proposed.kind in rules.OPENING:
            episode = _open(child, picture, behind.recommendation.recommended_by, by=by, at=at)
        outcome = Outcome.objects.create(
            authority_id=by.authority_id,
            contact=contact,
            named=child,
            oversight=behind.oversight,
            left_out=behind.left_out,
            kind=proposed.kind,
            level=proposed.level,
            episode=episode,
            took_effect_at=at,
        )
        detail: ledger.Detail = {"outcome": outcome.pk, "named": child.pk, "kind": proposed.kind}
        ledger.write("outcome.took_effect", subject=("contact", contact.pk), by=by, at=at, detail=detail)
    contact.ended_at, contact.ended_by = at, by
    contact.save(update_fields=["ended_at", "ended_by"])
    ledger.write("contact.ended", subject=("contact", contact.pk), by=by, at=at)
    triage.end_questions(contact=contact, because="Decided without the answer: it could not wait", by=by, at=at)
    write_reply(contact, text=told, by=by, at=at)


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
