"""What bears on saying that two records are one person, or are not, in values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two records by their numbers, the lower first, so that a pair is the same pair in any order."""

    one_id: int
    other_id: int

    @classmethod
    def of(cls, first: int, second: int) -> Pair:
        """Put two records in order."""
        return cls(one_id=min(first, second), other_id=max(first, second))


@dataclass(frozen=True, kw_only=True)
class JoiningFacts:
    """What stands between two records before anybody says that they are one person."""

    one: str
    other: str
    is_itself: bool = False
    is_joined: bool = False
    is_proposed: bool = False
    said_not_same: str = ""
    because: str = "-"


@dataclass(frozen=True, kw_only=True)
class ConfirmingFacts:
    """What bears on whether this worker may confirm a link now."""

    is_own_proposal: bool
    is_confirmed: bool
    has_ended: bool
    said_not_same: str = ""


@dataclass(frozen=True, kw_only=True)
class AskingFacts:
    """What bears on whether somebody may be asked about a pair."""

    is_oneself: bool
    may_answer: bool
    is_asked: bool


@dataclass(frozen=True, kw_only=True)
class LinkStands:
    """One current link between two records, for working out which records are read together."""

    link_id: int
    one_id: int
    other_id: int
    leading_id: int
    confirmed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a record stands: under which it is read, and in which circle of possibly the same."""

    leading_id: int
    circle_id: int
