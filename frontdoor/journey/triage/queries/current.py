"""What stands now on contacts: rating, who has them, classes, news, and the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from frontdoor.journey.children.models import Person
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.journey.triage import rules
from frontdoor.journey.triage.models import Allocation, Classification, News, Rating
from frontdoor.library import clocks
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role, may
from frontdoor.record.organisations.sources import SOURCES
from frontdoor.record.policy.editions import Rules
from frontdoor.record.policy.queries import in_force
from frontdoor.record.policy.rating import Rater


@dataclass(frozen=True, kw_only=True)
class ContactClock:
    """The limit that a contact runs to now, and when it falls due."""

    limit: clocks.Limit
    due_at: datetime

    @property
    def code(self) -> str:
        return self.limit.code


@dataclass(frozen=True, kw_only=True)
class AlsoTold:
    """A later contact that told us of the same incident: what it adds is read on the earlier contact's page."""

    contact: Contact
    named: NamedPerson
    reason: str


def rater(worker: Worker) -> Rater:
    """Tell what the policy asks about whoever would rate."""
    return Rater(role=worker.role, is_qualified=worker.is_qualified)


def clock_of(contact: Contact, rating: Rating | None, rules_in_force: Rules) -> ContactClock:
    """Find the limit that a contact runs to and when it falls due: always from its receipt, whatever happened since."""
    code = rules.limit_code(
        colour=rating.colour if rating else "",
        is_in_danger_now=contact.is_in_danger_now,
        is_acted_on=contact.ended_at is not None or (contact.is_in_danger_now and contact.danger_acts.exists()),
    )
    limit = rules_in_force.limit_of(code)
    return ContactClock(limit=limit, due_at=clocks.due_at(limit, contact.received_at, rules_in_force.calendar))


def current_rating() -> Prefetch[str, QuerySet[Rating], str]:
    """Bring each contact's rating along, in `current_ratings` (one or none)."""
    return Prefetch(
        "ratings",
        queryset=Rating.objects.filter(ended_at__isnull=True).select_related("set_by"),
        to_attr="current_ratings",
    )


def current_worker() -> Prefetch[str, QuerySet[Allocation], str]:
    """Bring each contact's allocation along with its worker, in `current_allocations` (one or none)."""
    return Prefetch(
        "allocations",
        queryset=Allocation.objects.filter(ended_at__isnull=True).select_related("worker"),
        to_attr="current_allocations",
    )


def ratings_of(contact_ids: Iterable[int]) -> dict[int, Rating]:
    """Find the rating of each contact that has one."""
    found = Rating.objects.filter(contact_id__in=set(contact_ids), ended_at__isnull=True).select_related("set_by")
    return {rating.contact_id: rating for rating in found}


def allocations_of(contact_ids: Iterable[int]) -> dict[int, Allocation]:
    """Find who has each contact that somebody has."""
    found = Allocation.objects.filter(contact_id__in=set(contact_ids), ended_at__isnull=True).select_related("worker")
    return {allocation.contact_id: allocation for allocation in found}


def classes_of(named_ids: Iterable[int]) -> dict[int, Classification]:
    """Find the class of each child on a contact that has one."""
    found = Classification.objects.filter(named_id__in=set(named_ids), ended_at__isnull=True)
    return {each.named_id: each for each in found.select_related("linked_to", "set_by")}


def news_of(named_ids: Iterable[int]) -> dict[int, list[News]]:
    """Find the news passed on about each child on a contact."""
    gathered: dict[int, list[News]] = defaultdict(list)
    for news in News.objects.filter(named_id__in=set(named_ids)).select_related("worker", "episode", "acknowledged_by"):
        gathered[news.named_id].append(news)
    return dict(gathered)


def news_for(worker: Worker) -> QuerySet[News]:
    """Find the news that waits for this worker to say that they have it, the oldest first."""
    waiting = News.objects.filter(authority_id=worker.authority_id, worker=worker, acknowledged_at__isnull=True)
    return waiting.select_related("named__contact", "episode__person").order_by("passed_at")


def news_visible_to(worker: Worker) -> QuerySet[News]:
    """Find the news that this worker may open."""
    news = News.objects.filter(authority_id=worker.authority_id)
    return news if worker.may(Permission.NEWS_ACKNOWLEDGE) else news.none()


def also_told_by(contact: Contact) -> list[AlsoTold]:
    """Find later contacts about the same incident, with what they add, the oldest first."""
    linked = Classification.objects.filter(linked_to=contact, demand_class="duplicate", ended_at__isnull=True)
    found = linked.select_related("contact__agency", "named").order_by("contact__received_at", "named__position")
    return [AlsoTold(contact=each.contact, named=each.named, reason=each.reason) for each in found]


def workers_who_may_have(authority_id: int) -> QuerySet[Worker]:
    """Find the workers to whom a contact may be given."""
    roles = [role.value for role in Role if may(role.value, Permission.OUTCOME_RECOMMEND)]
    return Worker.objects.filter(authority_id=authority_id, is_active=True, role__in=roles).order_by("name")


def earlier_for_linking(named: NamedPerson, *, at: datetime) -> list[Contact]:
    """Find the contacts that a duplicate about this child may be linked to."""
    person = intake.identified([named.pk]).get(named.pk)
    return earlier_within_duplicate_window(named.contact, person, in_force(named.authority_id, at=at).rules)


def as_choices(contacts: Iterable[Contact], *, at: datetime) -> list[tuple[str, str]]:
    """Put contacts in words to choose from."""
    return [(each.receipt, linking_words(each.receipt, each.received_at, source_of(each), at=at)) for each in contacts]


def linking_words(receipt: str, received_at: datetime, source: str, *, at: datetime) -> str:
    """Say which contact it is, in one line."""
    return f"{receipt}, {clocks.moment_words(received_at, at)}, from {source}"


def source_of(contact: Contact) -> str:
    """Name whoever a contact came from: the agency, or the kind of source."""
    return contact.agency.name if contact.agency else SOURCES[contact.source_code]


def earlier_within_duplicate_window(contact: Contact, person: Person | None, rules_in_force: Rules) -> list[Contact]:
    """Find the contacts of the days before about the same person: those that a duplicate may be linked to."""
    if person is None:
        return []
    days = rules_in_force.windows.duplicate
    earlier = intake.contacts_about([person.pk], before=contact.received_at, within_days=days)
    ids = {each.contact_id for each in earlier} - {contact.pk}
    return list(Contact.objects.filter(pk__in=ids).select_related("agency").order_by("-received_at"))
