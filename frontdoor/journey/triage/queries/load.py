"""The work that each worker has now: contacts in the door by rating, and children who are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Subquery

from frontdoor.journey.children.models import Episode
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage.models import Allocation, Rating

UNRATED = "unrated"


@dataclass(frozen=True, kw_only=True)
class Load:
    """Contacts in the door by rating (`unrated` where there is none), and open children."""

    contacts: Counter[str] = field(default_factory=Counter)
    children: int = 0

    @property
    def in_the_door(self) -> int:
        return self.contacts.total()

    def weighed(self, weights: Mapping[str, float], *, child: float) -> float:
        """Add it up, each contact by its rating's weight and each open child by theirs."""
        return sum(weights[colour] * many for colour, many in self.contacts.items()) + child * self.children

    def __add__(self, other: Load) -> Load:
        return Load(contacts=self.contacts + other.contacts, children=self.children + other.children)


@dataclass(frozen=True, kw_only=True)
class Work:
    """Everybody's work, what nobody has, and the open children that only a team has."""

    of_workers: Mapping[int, Load]
    of_nobody: Load
    children_of_teams: Mapping[int, int]


def work_now(authority_id: int) -> Work:
    """Count the contacts in the door and the open children by who has them."""
    colour = Rating.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True).values("colour")[:1]
    holder = Allocation.objects.filter(contact=OuterRef("pk"), ended_at__isnull=True).values("worker_id")[:1]
    in_the_door = Contact.objects.filter(authority_id=authority_id, ended_at__isnull=True)
    rows = in_the_door.annotate(colour=Subquery(colour), holder=Subquery(holder)).values_list("holder", "colour")
    contacts: dict[int | None, Counter[str]] = {}
    for worker_id, rated in rows:
        contacts.setdefault(worker_id, Counter())[rated or UNRATED] += 1
    children: Counter[int | None] = Counter()
    of_teams: Counter[int] = Counter()
    still_open = Episode.objects.filter(authority_id=authority_id, closed_at__isnull=True)
    for worker_id, team_id, many in still_open.values_list("worker_id", "team_id").annotate(many=Count("pk")):
        if worker_id is None and team_id is not None:
            of_teams[team_id] += many
        else:
            children[worker_id] += many
    loads = {one: Load(contacts=contacts.get(one, Counter()), children=children[one]) for one in {*contacts, *children}}
    nobodys = loads.pop(None, Load())
    return Work(
        of_workers={one: load for one, load in loads.items() if one is not None},
        of_nobody=nobodys,
        children_of_teams=of_teams,
    )
