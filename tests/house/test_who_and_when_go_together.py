"""Whatever has a moment says who, and whoever is named has a moment."""

from __future__ import annotations

from django.apps import apps
from django.db import models

# A moment without a person, or a person without a moment, and why.
MOMENTS_ALONE: dict[str, str] = {
    "access.Machine.started_at": "Written by a command of the machinery; who ran it is in the ledger",
    "access.Machine.ended_at": "Written by a command of the machinery; who ran it is in the ledger",
    "children.OtherName.recorded_at": "Who recorded it is in the ledger (person.other_name_added)",
    "children.Household.recorded_at": "Who recorded it is in the ledger (household.recorded)",
    "children.PossiblePair.found_at": "The machinery finds; who asked it to is in the ledger (pairs.found)",
    "children.Seal.sealed_at": "Everybody may know that, not who: SealedAddress.sealed_by says it behind the seal",
    "intake.Contact.received_at": "The moment it reached us; whoever told us is the teller",
    "intake.Draft.started_at": "The draft's worker",
    "intake.Draft.saved_at": "The draft's worker",
    "intake.Draft.discarded_at": "The draft's worker",
    "ledger.Entry.at": "by_id and by_name",
    "outbox.Message.created_at": "The act that caused it is in the ledger",
    "outbox.Message.next_try_at": "The machinery's own clock",
    "outbox.Message.sent_at": "The machinery sends",
    "policy.Edition.adopted_at": "Adopted by a command; who ran it is in the ledger",
    "staffing.SeriesForecast.made_at": "The machinery makes it at night; who ran it is in the ledger (forecast.made)",
    "decision.HistoryRead.last_event_at": "A fact of what was read",
    "decision.Look.direction_due_at": "A due moment, not an act",
    "decision.Oversight.direction_due_at": "A due moment, not an act",
    "decision.Outcome.took_effect_at": "Its oversight's decided_by",
    "decision.Reply.read_at": "Whoever opened it at the agency is in the ledger (reply.read)",
}
PEOPLE_ALONE: dict[str, str] = {
    "decision.Oversight.recommended_by": "Repeats the recommendation's; its moment is there",
}


def of_ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("frontdoor.")]


def ends(suffix: str, kind: type[models.Field]) -> dict[str, type[models.Model]]:
    return {
        f"{model._meta.label}.{field.name}": model
        for model in of_ours()
        for field in model._meta.concrete_fields
        if (field.name.endswith(suffix) or field.name == suffix.lstrip("_")) and isinstance(field, kind)
    }


def test_every_moment_says_who() -> None:
    alone = [
        name for name in ends("_at", models.DateTimeField) if name[:-3] + "_by" not in ends("_by", models.ForeignKey)
    ]
    unlisted = sorted(set(alone) - set(MOMENTS_ALONE))
    assert not unlisted, f"give each its _by, or a reason in MOMENTS_ALONE: {unlisted}"
    gone = sorted(set(MOMENTS_ALONE) - set(alone))
    assert not gone, f"no longer needed in MOMENTS_ALONE: {gone}"


def test_every_person_who_did_something_did_it_at_a_moment() -> None:
    moments = ends("_at", models.DateTimeField)
    alone = {name for name in ends("_by", models.ForeignKey) if name[:-3] + "_at" not in moments}
    assert alone == set(PEOPLE_ALONE), f"without a moment: {alone ^ set(PEOPLE_ALONE)}"


def test_every_datetime_ends_in_at_and_every_date_in_on() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in of_ours()
        for field in model._meta.concrete_fields
        if (isinstance(field, models.DateTimeField) and not field.name.endswith("at") and field.name != "last_login")
        or (
            type(field) is models.DateField
            and not field.name.endswith("_on")
            and field.name not in {"date_of_birth", "in_force_from"}
        )
    ]
    assert not wrong, wrong
