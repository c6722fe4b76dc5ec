"""Times as people read them: "Tue 24 July, 14:05 (2 h 10 left)"."""

import datetime
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

DueState = Literal["later", "soon", "overdue", "met", "missed"]
MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Due:
    """A due time ready for components/due.html."""

    due_at: datetime.datetime
    state: DueState
    text: str
    left: str


def moment(at: datetime.datetime) -> str:
    """This function will write a moment in local time, as Tue 24 July, 14:05."""
    local = timezone.localtime(at)
    return f"{local:%a} {local.day} {local:%B}, {local:%H:%M}"


def moment_with_year(at: datetime.datetime) -> str:
    """This function will write a moment in local time, as Tue 24 July 2018, 14:05."""
    local = timezone.localtime(at)
    return f"{local:%a} {local.day} {local:%B %Y}, {local:%H:%M}"


def span(length: datetime.timedelta) -> str:
    """This function will write a length of time in at most two units: 2 h 10, 35 min, 3 days."""
    minutes = max(0, int(length / MINUTE))
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes:02d}"
    return f"{hours // 24} days"


def due(
    *,
    due_at: datetime.datetime,
    at: datetime.datetime,
    ended_at: datetime.datetime | None = None,
    soon: datetime.timedelta = datetime.timedelta(hours=2),
) -> Due:
    """This function will say how a due time stands at a moment, or how it stood when the work ended."""
    late = (ended_at or at) - due_at
    is_late = late > datetime.timedelta(0)
    state: DueState
    if ended_at is not None:
        state, left = ("missed", f"done {span(late)} late") if is_late else ("met", "done in time")
    elif is_late:
        state, left = "overdue", f"{span(late)} over"
    else:
        state, left = ("soon" if -late <= soon else "later"), f"{span(-late)} left"
    return Due(due_at=due_at, state=state, text=moment(due_at), left=left)
