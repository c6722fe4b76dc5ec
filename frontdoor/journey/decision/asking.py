"""What the contact's page shows of the referrer and the family's agreement, and why a button is not live."""

from __future__ import annotations

from django import forms

from frontdoor.journey.decision.queries import Picture
from frontdoor.journey.triage import asking_rules
from frontdoor.journey.triage import queries as triage
from frontdoor.journey.triage.forms import AnswerForm, AskForm, NotAskedForm, TakeBackForm
from frontdoor.journey.triage.models import ChaseOutcome, DangerDeed
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission


def asking_shown(worker: Worker, picture: Picture) -> dict[str, object]:
    """Gather what the referrer was and may be asked, with the forms for it."""
    contact, asking = picture.contact, picture.asking
    is_open = contact.ended_at is None
    return {
        "asking": asking,
        "lacks_agreement": picture.is_about_need and asking_rules.lacks_agreement(picture.consent),
        "may_ask": is_open and worker.may(Permission.QUESTION_ASK),
        "must_be_approved": picture.consent.must_be_approved,
        "may_approve": is_open and worker.may(Permission.OUTCOME_OVERSEE),
        "not_to_return": _not_to_return(picture),
        "not_to_approve": _not_to_approve(worker, picture),
        "ask_form": AskForm(),
        "back_form": TakeBackForm(),
        "not_asked_form": NotAskedForm(),
        "answer_forms": _answer_forms(picture),
        "chase_outcomes": ChaseOutcome.choices,
        "danger_acts": triage.danger_acts_of(contact),
        "deeds": DangerDeed.choices,
        "may_act_on_danger": is_open and contact.is_in_danger_now and worker.may(Permission.DANGER_ACT),
    }


def _answer_forms(picture: Picture) -> list[tuple[str, forms.Form]]:
    return [(each.kind, AnswerForm(kind=each.kind, prefix_id=f"answer_{each.kind}")) for each in picture.asking.open]


def _not_to_return(picture: Picture) -> list[str]:
    contact, asking = picture.contact, picture.asking
    return asking_rules.reasons_not_to_ask(
        asking_rules.AskFacts(
            has_ended=contact.ended_at is not None,
            kind="consent",
            words="what is always asked",
            has_open_question=asking.has_open_consent,
            can_be_reached=triage.can_be_reached(contact),
            consent=picture.consent,
        )
    )


def _not_to_approve(worker: Worker, picture: Picture) -> list[str]:
    said = picture.asking.not_asked
    return asking_rules.reasons_not_to_approve(
        asking_rules.ApproveFacts(
            has_ended=picture.contact.ended_at is not None,
            is_standing=said is not None,
            is_approved=said is not None and said.approved_at is not None,
            is_own=said is not None and said.said_by_id == worker.pk,
            must_be_approved=picture.consent.must_be_approved,
        )
    )
