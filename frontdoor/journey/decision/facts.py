"""What bears on a decision, in values. No model is known here, so that the rules can be read and tested alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class ProposedOutcome:
    """What is proposed for one child: the outcome's code and the level's."""

    kind: str
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class ChildFacts:
    """One child on a contact, and what is proposed for them. A blank class is not set yet."""

    named_id: int
    name: str
    person_id: int | None
    demand_class: str
    has_day: bool
    is_open_now: bool
    is_news_acknowledged: bool = False
    proposed: ProposedOutcome | None = None
    needs_unsaid: tuple[str, ...] = ()
    came_back: bool = False


@dataclass(frozen=True, kw_only=True)
class EvidenceFacts:
    """What stands on a contact before anything is recommended.

    `waits_for_referrer` is the kind of question that is open with the referrer, blank where the contact may not wait.
    """

    has_ended: bool
    is_rated: bool
    children: tuple[ChildFacts, ...]
    is_history_read: bool
    is_history_stale: bool
    known_findings: int
    is_awaiting_oversight: bool
    is_in_danger_now: bool = False
    waits_for_referrer: str = ""
    lacks_agreement: bool = False
    needing_agreement: frozenset[str] = frozenset({"early_help"})
    is_pattern_looked_at: bool = False


@dataclass(frozen=True, kw_only=True)
class WordsFacts:
    """What a worker wrote for a recommendation."""

    rationale: str
    missing: str
    reply: str
    can_reply: bool
    levels: frozenset[str]
    recommended_meanwhile_by: str = ""
    in_hand_of: str = ""


@dataclass(frozen=True, kw_only=True)
class OverseeFacts:
    """What a second person decides, and about what."""

    kind: str
    is_recommender: bool
    is_overseen: bool
    is_latest: bool
    reason: str
    direction: str
    direction_due_at: datetime | None
    at: datetime
    evidence: EvidenceFacts
    levels: frozenset[str]
    changes_nothing: bool = False
    changes_what_happens: bool = False
    can_reply: bool = False
    reply: str = ""
    in_hand_of: str = ""
    overseen_by: str = ""
    role: str = ""
    seen_by: tuple[str, ...] = ()
    must_be_seen_because: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TellerFacts:
    """How whoever told us can be reached."""

    source_code: str
    has_agency: bool
    has_email: bool
    has_phone: bool
    has_name: bool


@dataclass(frozen=True, kw_only=True)
class FindingFacts:
    has_ended: bool
    kind: str
    text: str
    source: str
    is_child_of_this_contact: bool = True
    need: str = ""
    how_we_know: str = ""
    is_ahead: bool = False


@dataclass(frozen=True, kw_only=True)
class NewFinding:
    """One thing for the picture: of which need, what, who says so (or could tell us), how we know and when it was."""

    kind: str
    text: str
    source: str
    need: str = ""
    how_we_know: str = ""
    known_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DayFacts:
    has_ended: bool
    is_child: bool
    how_we_know: str
    text: str
    said_meanwhile_by: str = ""


@dataclass(frozen=True, kw_only=True)
class LookFacts:
    """What a manager makes of a contact on its way. `events` is how much history there was to look at."""

    has_ended: bool
    kind: str
    words: str
    direction: str
    direction_due_at: datetime | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PickUpFacts:
    is_recommender: bool
    is_overseen: bool
    has_ended: bool
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class HistoryState:
    """A history's size and newest event: enough to see that something new came."""

    events: int
    last_event_at: datetime | None
