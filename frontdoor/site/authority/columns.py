"""The columns that the invented rows fill, table by table, in the order of the rows."""

from __future__ import annotations

from django.db import models

from frontdoor.journey.children import models as children
from frontdoor.journey.decision import models as decision
from frontdoor.journey.intake import models as intake
from frontdoor.journey.triage import models as triage
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations import models as organisations
from frontdoor.record.outbox.models import Message

Model = type[models.Model]
OWN = ("id", "authority_id")
"""What each row begins with."""

COLUMNS: dict[Model, tuple[str, ...]] = {
    organisations.Team: ("name", "kind", "provider"),
    organisations.Agency: ("name", "source_code"),
    organisations.Professional: ("agency_id", "name", "role", "phone", "email"),
    Worker: (
        *("sign_in_name", "name", "email", "role", "team_id", "agency_id", "is_qualified", "is_active"),
        "password",
    ),
    children.Person: (
        *("reference", "first_name", "middle_names", "last_name", "date_of_birth", "expected_on", "sex"),
        *("ethnicity", "disabilities", "nhs_number", "upn", "died_on", "recorded_at"),
    ),
    children.OtherName: ("person_id", "first_name", "last_name", "recorded_at"),
    children.Household: ("recorded_at",),
    children.Membership: ("household_id", "person_id", "role", "time_there", "from_on", "until_on"),
    children.Address: ("household_id", "lines", "postcode", "from_on", "until_on"),
    children.SealedAddress: ("household_id", "lines", "postcode", "reason", "from_on", "until_on", "sealed_at"),
    children.Seal: ("household_id", "sealed_at"),
    children.Relationship: ("person_id", "other_id", "kind", "from_on", "until_on"),
    children.ParentalResponsibility: ("holder_id", "child_id", "answer", "basis", "how_known", "from_on"),
    children.MatchKey: ("person_id", "key"),
    children.MatchCard: ("person_id", "details", "sketch", "edition"),
    children.Episode: (
        *("person_id", "opened_at", "opened_by_id", "source_code", "worker_id", "team_id", "closed_at"),
        *("closed_by_id", "closure_reason"),
    ),
    children.Involvement: (
        *("person_id", "kind", "started_on", "has_ended", "ended_on", "category", "led_to", "organisation", "earlier"),
        *("origin", "recorded_at"),
    ),
    intake.Contact: (
        *("receipt", "received_at", "recorded_at", "recorded_by_id", "channel", "source_code", "agency_id"),
        *("professional_id", "teller_name", "teller_role", "teller_phone", "teller_email"),
        *("agency_reference", "how_known", "what_happened", "wants", "is_in_danger_now", "danger"),
        *("sharing_basis", "family_agreement", "family_told", "consent_note", "level_stated", "ended_at"),
        "ended_by_id",
    ),
    intake.Concern: ("contact_id", "code", "edition_id", "coded_at", "coded_by_id"),
    intake.Draft: ("worker_id", "fields", "version", "started_at", "saved_at", "contact_id"),
    intake.NamedPerson: (
        *("contact_id", "position", "is_child", "first_name", "last_name", "date_of_birth", "is_unborn"),
        *("expected_on", "sex", "relationship", "lives_in_home", "address", "postcode", "school", "impact"),
    ),
    intake.Identification: ("named_id", "person_id", "verdict", "weight", "said_at", "said_by_id"),
    triage.Classification: ("named_id", "contact_id", "demand_class", "linked_to_id", "set_at", "set_by_id"),
    triage.Rating: ("contact_id", "colour", "reason", "set_at", "set_by_id"),
    triage.Allocation: ("contact_id", "worker_id", "allocated_at", "allocated_by_id"),
    triage.DangerAct: ("contact_id", "deed", "words", "acted_at", "acted_by_id"),
    triage.News: (
        *("named_id", "episode_id", "worker_id", "passed_at", "passed_by_id", "acknowledged_at"),
        "acknowledged_by_id",
    ),
    decision.HistoryRead: ("contact_id", "events_shown", "last_event_at", "read_at", "read_by_id"),
    decision.Finding: (
        *("contact_id", "named_id", "kind", "text", "source", "need", "how_we_know", "added_at", "added_by_id"),
    ),
    decision.ChildsDay: ("named_id", "how_we_know", "text", "described_at", "described_by_id"),
    decision.Recommendation: (
        "contact_id",
        "rationale",
        "missing",
        "reply",
        "edition_id",
        "recommended_at",
        "recommended_by_id",
    ),
    decision.RecommendedOutcome: ("recommendation_id", "named_id", "kind", "level"),
    decision.Oversight: (
        *("recommendation_id", "recommended_by_id", "kind", "reason", "direction", "direction_due_at"),
        *("decided_at", "decided_by_id"),
    ),
    decision.Outcome: ("contact_id", "named_id", "oversight_id", "kind", "level", "episode_id", "took_effect_at"),
    decision.Reply: ("contact_id", "method", "text", "written_at", "written_by_id", "told_at", "told_by_id", "read_at"),
    Message: ("message_id", "to_address", "subject_line", "body", "created_at", "next_try_at"),
}
