"""The codes that an edition may use. Codes are the code's own; the words for them are the partnership's."""

from __future__ import annotations

from collections.abc import Mapping

REQUIRED_LIMITS = ("danger", "red", "amber", "green", "unrated", "oversight", "news")
RATINGS = ("red", "amber", "green")
"""The fastest first."""
CLASSES = ("new", "repeat", "duplicate", "open_case", "information_request", "not_for_us")
ROLES = ("contact_officer", "social_worker", "team_manager", "service_manager")
"""Those who work on contacts. A test holds them to the roles table."""
RATERS = ("social_worker", "team_manager", "service_manager")
"""Those whom an edition may let rate. A test holds them to the roles table."""
OVERSEERS = ("team_manager", "service_manager")
NEEDS: Mapping[str, str] = {
    "development": "The child's development",
    "parenting": "Parenting",
    "family": "Family and environment",
}
QUESTIONS: Mapping[str, str] = {
    "sharing": "May this be shared with us?",
    "agreement": "Does the family agree to a service?",
    "openness": "Has anybody been open with the family?",
}
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "sharing": ("safeguarding", "public_task", "legal_duty", "consent", "not_known"),
    "agreement": ("agreed", "refused", "not_sought", "not_needed", "not_known"),
    "openness": (
        "told",
        "risk_to_child",
        "risk_to_another",
        "police",
        "delay",
        "not_practicable",
        "not_told",
        "not_known",
    ),
}
"""What a contact can carry (journey/intake/models.py); a test holds the two together."""
CLOSURES = ("all", "sample")
DUTIES = (
    "family_group_decision_making",
    "education_in_arrangements",
    "child_protection_teams",
    "duty_to_share",
    "consistent_identifier",
)
"""Duties of the national files whose day an edition may name; a test holds the two together."""
