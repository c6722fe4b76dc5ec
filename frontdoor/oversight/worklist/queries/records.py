"""Which records stand behind a person's page: those that are read together, and those that may be the same person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.models import Episode, Person, SamePerson
from frontdoor.oversight.worklist.queries.story import open_to


@dataclass(frozen=True, kw_only=True)
class Link:
    """One current link of this person's, as the page says it. `reference` is the other record's."""

    link_id: int
    reference: str
    name: str
    is_confirmed: bool
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str


@dataclass(frozen=True, kw_only=True)
class Records:
    """What the page says of its records. All blank where nobody has said that there is more than one."""

    links: tuple[Link, ...] = ()
    names: tuple[str, ...] = ()
    open_episodes: tuple[str, ...] = ()

    @property
    def joined(self) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.is_confirmed)

    @property
    def proposed(self) -> tuple[Link, ...]:
        return tuple(link for link in self.links if not link.is_confirmed)


def records_of(person: Person) -> Records:
    """Find the links of every record of a person; it asks nothing where nobody said that there are several."""
    if not children.is_linked(person):
        return Records()
    own = children.identities_of([person.pk])[person.pk]
    links = list(children.links_of(own))
    beside = {one.pk: one for link in links for one in (link.one, link.other) if one.pk in own and one.pk != person.pk}
    names = {children.name_of(one): None for one in beside.values()}
    names.pop(children.name_of(person), None)
    return Records(
        links=tuple(_link(link, person, own) for link in links),
        names=tuple(names),
        open_episodes=_more_than_one(own),
    )


def _link(link: SamePerson, person: Person, own: frozenset[int]) -> Link:
    other = link.one if link.one_id not in own or link.other_id == person.pk else link.other
    return Link(
        link_id=link.pk,
        reference=other.reference,
        name=children.name_of(other),
        is_confirmed=link.confirmed_at is not None,
        proposed_by=link.proposed_by.name,
        proposed_at=link.proposed_at,
        confirmed_by=link.confirmed_by.name if link.confirmed_by else "",
    )


def _more_than_one(person_ids: frozenset[int]) -> tuple[str, ...]:
    """Say which episodes are open where there are two: joining them is allowed, and leaves that to put right."""
    found: Sequence[Episode] = list(
        Episode.objects.filter(person_id__in=person_ids, closed_at__isnull=True)
        .select_related("person", "worker", "team")
        .order_by("opened_at")
    )
    if len(found) < 2:
        return ()
    return tuple(f"{each.person.reference}, open to {open_to(each)} since {each.opened_at:%-d %B %Y}" for each in found)
