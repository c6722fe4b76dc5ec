"""Answers that were kept, and the same figures of each side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from frontdoor.oversight.staffing.models import KeptAnswer
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission

MOST = 6
PARTS = ("clocks", "work", "roles")


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One figure, and what each answer says of it; blank where an answer does not have it."""

    name: str
    figures: tuple[str, ...]


def visible_to(worker: Worker) -> QuerySet[KeptAnswer]:
    """Find the answers that this worker may see."""
    found = KeptAnswer.objects.filter(authority_id=worker.authority_id).select_related("kept_by", "board_by")
    return found if worker.may(Permission.WORKLOAD_SEE) else found.none()


def latest(worker: Worker) -> list[KeptAnswer]:
    """List the answers kept last, those before the board first."""
    return list(visible_to(worker).order_by("board_at", "-kept_at")[:MOST])


def side_by_side(answers: Sequence[KeptAnswer]) -> list[Beside]:
    """Set the same figures of several answers beside one another."""
    told = [{_named(row["name"]): row["then"] for part in PARTS for row in one.answer[part]} for one in answers]
    names = dict.fromkeys(name for figures in told for name in figures)
    return [Beside(name=name, figures=tuple(figures.get(name, "") for figures in told)) for name in names]


def _named(name: str) -> str:
    """Name a role's figure without its number of people, which differs from answer to answer."""
    return name.partition(" (")[0]
