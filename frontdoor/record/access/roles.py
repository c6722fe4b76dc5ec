"""Who may do what: one table to read. A permission that no row grants is granted to nobody."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    CONTACT_OFFICER = "contact_officer"
    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    SERVICE_MANAGER = "service_manager"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    PARTNER = "partner"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Permission(StrEnum):
    """Noun, then verb. The value is what the settings page says of it."""

    BOARD_SEE = "See the board"
    WORK_SEE = "See my work"
    CONTACT_TAKE = "Take a contact"
    CONTACT_SEE = "Open a contact"
    PERSON_SEARCH = "Search for people"
    PERSON_SEE = "Open a child's or adult's page"
    PERSON_IDENTIFY = "Say who a named person is"
    FAMILY_RECORD = "Record family, homes and parental responsibility"
    PERSON_JOIN = "Say that two records are one person, or are not"
    CAUTION_RECORD = "Record a warning about a person, or end one"
    IDENTITIES_SEPARATE = "Keep a child's two identities apart, as after an adoption"
    ADDRESS_UNSEAL = "Read a sealed address"
    CONTACT_CLASSIFY = "Set a demand class"
    CONTACT_RATE = "Rate red, amber or green"
    CONTACT_ALLOCATE = "Give a contact to a worker"
    QUESTION_ASK = "Ask a referrer what is missing, and chase the answer"
    QUESTION_ANSWER = "Answer what was asked of a referrer"
    DANGER_ACT = "Record what was done about a child in danger"
    NEWS_ACKNOWLEDGE = "Acknowledge information on an open case"
    OUTCOME_RECOMMEND = "Gather evidence and recommend an outcome"
    OUTCOME_OVERSEE = "Agree, change or return a recommendation"
    REPLY_SEE = "Read replies to one's own agency's contacts"
    INSIGHT_SEE = "See the figures: demand, repeats, partners, timeliness"
    FIGURES_OPEN = "Open the contacts behind a figure"
    CHANGE_MARK = "Mark on the charts that something changed, or that an agency was told its figures"
    LATE_EXPLAIN = "Say why a clock was missed"
    SAMPLE_SEE = "See samples of decisions and what they found"
    SAMPLE_DRAW = "Draw a sample of decisions: look-back, consistency"
    CASE_REVIEW = "Review a sampled decision in a look-back"
    CASE_DECIDE_AGAIN = "Decide a sampled contact again without seeing what was decided"
    POLICY_SEE = "Read the policy, what changes in it, and try a case against it"
    POLICY_CHANGE = "Declare a day off between editions of the policy"
    WORKLOAD_SEE = "See the work that teams have, and what the demand needs"
    ANSWER_PUT = "Put a staffing answer before the board"
    TIME_PLAN = "Record hours, days away and duty, and see each worker's work"
    LEDGER_SEE = "Read the ledger"
    SETTINGS_SEE = "See settings: people, roles, machinery"
    SETTINGS_CHANGE = "Change settings"


P = Permission
_SEEING = frozenset({P.POLICY_SEE, P.BOARD_SEE, P.WORK_SEE, P.CONTACT_SEE, P.PERSON_SEARCH, P.PERSON_SEE})
_TAKING = _SEEING | {
    P.CONTACT_TAKE,
    P.PERSON_IDENTIFY,
    P.FAMILY_RECORD,
    P.CAUTION_RECORD,
    P.QUESTION_ASK,
    P.QUESTION_ANSWER,
    P.DANGER_ACT,
}
_DECIDING = _TAKING | {
    P.CONTACT_CLASSIFY,
    P.CONTACT_RATE,
    P.NEWS_ACKNOWLEDGE,
    P.OUTCOME_RECOMMEND,
    P.PERSON_JOIN,
    P.SAMPLE_SEE,
    P.CASE_DECIDE_AGAIN,
}
_SAMPLING = frozenset({P.SAMPLE_SEE, P.CASE_REVIEW, P.CASE_DECIDE_AGAIN})
_OVERSEEING = _DECIDING | {
    P.CASE_REVIEW,
    P.WORKLOAD_SEE,
    P.TIME_PLAN,
    P.CONTACT_ALLOCATE,
    P.OUTCOME_OVERSEE,
    P.ADDRESS_UNSEAL,
    P.INSIGHT_SEE,
    P.FIGURES_OPEN,
    P.LATE_EXPLAIN,
    P.SETTINGS_SEE,
}

ROLES: dict[Role, frozenset[Permission]] = {
    Role.CONTACT_OFFICER: _TAKING,
    Role.SOCIAL_WORKER: _DECIDING,
    Role.TEAM_MANAGER: _OVERSEEING,
    Role.SERVICE_MANAGER: _OVERSEEING
    | {P.POLICY_CHANGE, P.CHANGE_MARK, P.SAMPLE_DRAW, P.ANSWER_PUT, P.LEDGER_SEE, P.IDENTITIES_SEPARATE},
    Role.ANALYST: frozenset({P.POLICY_SEE, P.BOARD_SEE, P.INSIGHT_SEE, P.CHANGE_MARK, P.SAMPLE_SEE, P.WORKLOAD_SEE}),
    Role.AUDITOR: _SEEING
    | _SAMPLING
    | {P.SAMPLE_DRAW, P.INSIGHT_SEE, P.FIGURES_OPEN, P.WORKLOAD_SEE, P.LEDGER_SEE, P.SETTINGS_SEE},
    Role.PARTNER: frozenset({P.REPLY_SEE, P.QUESTION_ANSWER, P.POLICY_SEE}),
    Role.ADMINISTRATOR: frozenset({P.POLICY_SEE, P.SETTINGS_SEE, P.SETTINGS_CHANGE}),
}


def may(role: str, permission: Permission) -> bool:
    """Say whether the table grants the permission. An unknown role may nothing."""
    return permission in ROLES.get(Role(role), frozenset()) if role in set(Role) else False
