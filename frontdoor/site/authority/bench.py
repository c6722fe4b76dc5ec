"""Who can be asked to look at something on a day, and moments of the working time just past."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role
from frontdoor.site.authority import shapes, times
from frontdoor.site.authority.work_rows import WorkRows

ROLES: Final = (Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.AUDITOR, Role.SOCIAL_WORKER)
FRONT_DOOR: Final = 1


class Bench:
    """Those who are in post today and look at what others decided, each on the days on which they are in."""

    def __init__(self, invented: shapes.Authority, work: WorkRows) -> None:
        self.until, self.rota = invented.until, invented.rota
        posts = [one for one in invented.workers if one.ended_on is None and _looks_at_decisions(one)]
        found = Worker.objects.in_bulk([number for one in posts if (number := work.worker(one.id))])
        self.posts = [(one, found[number]) for one in posts if (number := work.worker(one.id))]

    def there(self, permission: Permission, *, at: datetime) -> list[Worker]:
        """List who may do something and is in on a day, those who can sign in first."""
        day = at.astimezone(times.LONDON).date()
        found = [
            worker
            for one, worker in self.posts
            if worker.may(permission) and one.started_on <= day and self.rota.is_in(one.id, day)
        ]
        return sorted(found, key=lambda worker: (worker.sign_in_name.startswith("worker-"), worker.pk))

    def first(self, permission: Permission, *, at: datetime, role: Role) -> Worker | None:
        """Find somebody of a role who may do something and is in; who can sign in, where they are."""
        return next((one for one in self.there(permission, at=at) if one.role == role), None)

    def ago(self, minutes: float) -> datetime:
        """Give the moment since which so many working minutes have passed."""
        return times.instant(times.when_worked(self._worked(self.until) - int(minutes)))

    def spread(self, many: int, *, since: datetime, until: datetime) -> list[datetime]:
        """Give so many moments of the working time between two, evenly, the last of them at its end."""
        begins, ends = self._worked(since), self._worked(until)
        worked = (begins + (ends - begins) * (place + 1) // many for place in range(many))
        return [times.instant(times.when_worked(one)) for one in worked]

    def _worked(self, at: datetime) -> int:
        return times.worked(times.minute_of(at))


def _looks_at_decisions(one: shapes.Worker) -> bool:
    """Managers and auditors do; of social workers those at the front door, who know what it is to decide there."""
    return one.role in ROLES and (one.role != Role.SOCIAL_WORKER or one.team_id == FRONT_DOOR)
