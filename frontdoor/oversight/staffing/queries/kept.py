"""Answers that were kept, and the same figures of each side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from frontdoor.oversight.staffing.answering import BacklogDay, Taken, TriedRow
from frontdoor.oversight.staffing.models import KeptAnswer
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission

MOST = 6
LISTED = 40
PAGE = "page"
"""Under this code a question says which page it was asked on, where that was not what if."""
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


def listed(worker: Worker) -> list[KeptAnswer]:
    """List answers to choose from, the latest first."""
    return list(visible_to(worker).order_by("-kept_at")[:LISTED])


def chosen(worker: Worker, keys: Sequence[str]) -> list[KeptAnswer]:
    """Find those that somebody chose to lay side by side, in the order in which they were kept."""
    wanted = [int(key) for key in keys if key.isdecimal()][:MOST]
    return list(visible_to(worker).filter(pk__in=wanted).order_by("kept_at"))


def url_to_ask_again(kept: KeptAnswer) -> str:
    """Give the address at which the same is asked of the records of today."""
    told = {code: value for code, value in kept.question.items() if code != PAGE}
    page = kept.question.get(PAGE, "what_if")
    return f"{reverse(f'staffing:{page}')}?{urlencode(told)}"


def side_by_side(answers: Sequence[KeptAnswer]) -> list[Beside]:
    """Set the same figures of several answers beside one another."""
    told = [{_named(row["name"]): row["then"] for part in PARTS for row in one.answer[part]} for one in answers]
    names = dict.fromkeys(name for figures in told for name in figures)
    return [Beside(name=name, figures=tuple(figures.get(name, "") for figures in told)) for name in names]


def days_of(kept: KeptAnswer) -> tuple[BacklogDay, ...]:
    """Read the days of a kept answer; none where it was kept before days were."""
    return tuple(BacklogDay(**day) for day in kept.answer.get("days", ()))


def taken_of(kept: KeptAnswer) -> Taken | None:
    """Read how many it took, where that was the question."""
    told = kept.answer.get("taken")
    if not told:
        return None
    tried = tuple(TriedRow(**row) for row in told["tried"])
    return Taken(headline=told["headline"], each=told["each"], targets=told["targets"], tried=tried)


def _named(name: str) -> str:
    """Name a role's figure without its number of people, which differs from answer to answer."""
    return name.partition(" (")[0]
