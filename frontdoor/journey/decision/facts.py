"""What bears on a decision, in values. No model is known here, so that the rules can be read and tested alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True, kw_only=True)
class EvidenceFacts:
    """What stands on a contact before anything is recommended."""

    has_ended: bool
    is_rated: bool
    children: tuple[ChildFacts, ...]
    is_history_read: bool
    is_history_stale: bool
    known_findings: int
    is_awaiting_oversight: bool


@dataclass(frozen=True, kw_only=True)
class WordsFacts:
    """What a worker wrote for a recommendation."""

    rationale: str
    missing: str
    reply: str
    can_reply: bool
    levels: frozenset[str]


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


@dataclass(frozen=True, kw_only=True)
class DayFacts:
    has_ended: bool
    is_child: bool
    how_we_know: str
    text: str


@dataclass(frozen=True, kw_only=True)
class HistoryState:
    """A history's size and newest event: enough to see that something new came."""

    events: int
    last_event_at: datetime | None
