"""A child's or an adult's page: who they are, who lives with them, what is open, and who has looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.ages import age_words
from frontdoor.journey.children.facts import HomeMember
from frontdoor.journey.children.kin import Family
from frontdoor.journey.children.models import Episode, OtherName, Person
from frontdoor.journey.children.tables import Home, Tables, tables_of
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Identification, Verdict
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.worklist.queries.door import Work, in_the_door, work
from frontdoor.oversight.worklist.queries.records import Records, records_of
from frontdoor.oversight.worklist.queries.story import Event, open_to, story_of
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role
from frontdoor.record.ledger.models import Entry
from frontdoor.record.pages.dates import spoken

MOST_EVENTS = 200
MOST_LOOKERS = 20


@dataclass(frozen=True, kw_only=True)
class Banner:
    """What components/person_banner.html shows."""

    name: str
    age: str
    born: str
    reference: str
    open_to: str
    address: str
    is_address_sealed: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Looker:
    name: str
    last_at: datetime
    times: int


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Who else opened this page. Names only for those who may read the ledger."""

    people: int
    times: int
    lookers: tuple[Looker, ...]


@dataclass(frozen=True, kw_only=True)
class ChildPage:
    banner: Banner
    also_known_as: tuple[str, ...]
    family: Family
    tables: Tables
    story: tuple[Event, ...]
    events_found: int
    open_work: tuple[Work, ...]
    episode: Episode | None
    why: tuple[str, ...]
    looked: Looked
    records: Records


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Whose story, and which of it. Anything else asked is the widest."""

    everyone: bool
    state: str

    @classmethod
    def read(cls, *, who: str, state: str) -> Filters:
        """Read what an address asks for."""
        return cls(everyone=who == "home", state=state if state in ("open", "closed") else "")


def home_shown(person: Person, *, at: datetime) -> list[HomeMember]:
    """Find everybody in the homes where a person lives now, on any of their joined records."""
    return children.home_of([person.pk], on=at.astimezone(LONDON).date())[person.pk]


def people_opened(person: Person, *, home: Sequence[HomeMember], filters: Filters) -> list[int]:
    """List the records that the page opens, this person's first: each is written in the ledger."""
    own = sorted(children.records_of([person]))
    others = children.identities_of(member.person_id for member in home) if filters.everyone else {}
    return list(dict.fromkeys([person.pk, *own, *(one for each in others.values() for one in sorted(each))]))


def child_page(
    person: Person, *, home: Sequence[HomeMember], worker: Worker, filters: Filters, at: datetime
) -> ChildPage:
    """Read the page in a fixed number of queries, however long the story is."""
    day = at.astimezone(LONDON).date()
    family = children.family_of(person, on=day)
    names = {member.person_id: member.name for member in home} | {person.pk: children.name_of(person)}
    episodes = children.open_episodes({*names, *(one.person_id for one in family.people)})
    tables = tables_of(family, open_to={one: open_to(episode) for one, episode in episodes.items()})
    shown = names if filters.everyone else {person.pk: names[person.pk]}
    events = _filtered(story_of(shown, with_names=filters.everyone, at=at), filters.state)
    open_work = _open_work(person, worker, at)
    episode, records = episodes.get(person.pk), records_of(person)
    return ChildPage(
        banner=_banner(person, episode, tables.homes, warnings=_warnings(person, open_work, records, day), day=day),
        also_known_as=_also_known_as(person, records),
        family=family,
        tables=tables,
        story=tuple(events[:MOST_EVENTS]),
        events_found=len(events),
        open_work=open_work,
        episode=episode,
        why=_why(worker, episode, open_work),
        looked=_looked(person, worker),
        records=records,
    )


def _filtered(events: Sequence[Event], state: str) -> list[Event]:
    return [event for event in events if not state or event.is_open == (state == "open")]


def _open_work(person: Person, worker: Worker, at: datetime) -> tuple[Work, ...]:
    about = Identification.objects.filter(
        named__contact=OuterRef("pk"),
        person_id__in=children.joined_with([person.pk]),
        verdict=Verdict.SAME,
        withdrawn_at__isnull=True,
    )
    return tuple(work(in_the_door(intake.visible_to(worker)).filter(Exists(about)), at=at))


def _banner(
    person: Person,
    episode: Episode | None,
    homes: Sequence[Home],
    *,
    warnings: tuple[str, ...],
    day: date,
) -> Banner:
    return Banner(
        name=children.name_of(person),
        age=_banner_age(person, day),
        born=spoken(person.date_of_birth) if person.date_of_birth else "",
        reference=person.reference,
        open_to=_open_words(episode),
        address="; ".join(home.address for home in homes if home.address),
        is_address_sealed=any(home.is_sealed for home in homes),
        warnings=warnings,
    )


def _warnings(person: Person, open_work: Sequence[Work], records: Records, day: date) -> tuple[str, ...]:
    """Gather what must be known first, on every record that is or may be this person's."""
    found = [f"in danger now, says {line.receipt}" for line in open_work if line.is_in_danger_now]
    found += [one.said for one in children.warnings_about([person.pk], on=day)[person.pk]]
    found += [f"died on {spoken(person.died_on)}"] if person.died_on else []
    if records.open_episodes:
        found.append(f"open twice: {'; '.join(records.open_episodes)}. One of the two has to be closed")
    return tuple(found)


def _also_known_as(person: Person, records: Records) -> tuple[str, ...]:
    known_as = OtherName.objects.filter(person_id__in=children.joined_with([person.pk])).order_by("pk")
    others = (f"{first} {last}".strip() for first, last in known_as.values_list("first_name", "last_name"))
    return tuple(dict.fromkeys([*records.names, *others]))


def _banner_age(person: Person, day: date) -> str:
    if person.expected_on:
        return f"Unborn, expected {spoken(person.expected_on)}"
    words = _age(day, person.date_of_birth, None)
    return f"Aged {words}" if person.date_of_birth else ""


def _age(day: date, born_on: date | None, expected_on: date | None) -> str:
    return age_words(day, born_on=born_on, is_unborn=born_on is None and expected_on is not None)


def _open_words(episode: Episode | None) -> str:
    return open_to(episode) if episode else ""


def _why(worker: Worker, episode: Episode | None, open_work: Sequence[Work]) -> tuple[str, ...]:
    """Say what gives this worker a reason to be here; the role alone is said as plainly."""
    reasons = ["They are open to you."] if episode and episode.worker_id == worker.pk else []
    is_mine = any(line.worker_id == worker.pk for line in open_work)
    reasons += ["A contact that names them is with you."] if is_mine else []
    role = f"Your role, {Role(worker.role).words.lower()}, may open a person's page."
    return (*reasons, role if reasons else f"{role} Nothing else links you to them: be sure that your work needs it.")


def _looked(person: Person, worker: Worker) -> Looked:
    """Find who else opened this page, the latest first."""
    entries = (
        Entry.objects.filter(subject="person", subject_id__in=children.joined_with([person.pk]), act="person.viewed")
        .exclude(by_id=worker.pk)
        .values("by_id", "by_name")
        .annotate(last_at=Max("at"), times=Count("pk"))
        .order_by("-last_at")
    )
    found = [Looker(name=row["by_name"], last_at=row["last_at"], times=row["times"]) for row in entries]
    may_read = worker.may(Permission.LEDGER_SEE)
    return Looked(
        people=len(found),
        times=sum(one.times for one in found),
        lookers=tuple(found[:MOST_LOOKERS]) if may_read else (),
    )
