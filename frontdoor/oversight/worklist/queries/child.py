"""A child's or an adult's page: who they are, who lives with them, what is open, and who has looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef, Q

from frontdoor.journey.children import queries as children
from frontdoor.journey.children.facts import HomeMember
from frontdoor.journey.children.models import Address, Episode, OtherName, Person, Relationship, Seal
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.models import Identification, Verdict
from frontdoor.library.clocks import LONDON
from frontdoor.oversight.worklist.plain import age_words
from frontdoor.oversight.worklist.queries.door import Work, in_the_door, work
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
    also_known_as: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Relative:
    """Somebody in the home or the family, as the child's page lists them. Blank is not known."""

    reference: str
    name: str
    age: str
    role: str
    since: date | None
    relation: str
    responsibility: str
    open_to: str
    is_this_person: bool


@dataclass(frozen=True, kw_only=True)
class Home:
    """A home where they live now. A sealed address stays sealed."""

    address: str
    is_sealed: bool
    members: tuple[Relative, ...]


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
    homes: tuple[Home, ...]
    elsewhere: tuple[Relative, ...]
    story: tuple[Event, ...]
    events_found: int
    open_work: tuple[Work, ...]
    episode: Episode | None
    why: tuple[str, ...]
    looked: Looked


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
    """Find everybody in the homes where a person lives now."""
    return children.home_of([person.pk], on=at.astimezone(LONDON).date())[person.pk]


def people_opened(person: Person, *, home: Sequence[HomeMember], filters: Filters) -> list[int]:
    """List the people whose records the page opens, this person first: each is written in the ledger."""
    others = [member.person_id for member in home] if filters.everyone else []
    return list(dict.fromkeys([person.pk, *others]))


def child_page(
    person: Person, *, home: Sequence[HomeMember], worker: Worker, filters: Filters, at: datetime
) -> ChildPage:
    """Read the page in a fixed number of queries, however long the story is."""
    day = at.astimezone(LONDON).date()
    relations = _relations(person)
    names = {member.person_id: member.name for member in home} | {person.pk: children.name_of(person)}
    episodes = children.open_episodes({*names, *(one.pk for one, _ in relations)})
    addresses, sealed = _addresses({member.household_id for member in home})
    shown = names if filters.everyone else {person.pk: names[person.pk]}
    events = _filtered(story_of(shown, with_names=filters.everyone), filters.state)
    open_work = _open_work(person, worker, at)
    episode = episodes.get(person.pk)
    return ChildPage(
        banner=_banner(person, episode, home, addresses, sealed, open_work, day),
        homes=_homes(person, home, relations, episodes, addresses, sealed, day),
        elsewhere=_elsewhere(home, relations, episodes, day),
        story=tuple(events[:MOST_EVENTS]),
        events_found=len(events),
        open_work=open_work,
        episode=episode,
        why=_why(worker, episode, open_work),
        looked=_looked(person, worker),
    )


def _filtered(events: Sequence[Event], state: str) -> list[Event]:
    return [event for event in events if not state or event.is_open == (state == "open")]


def _open_work(person: Person, worker: Worker, at: datetime) -> tuple[Work, ...]:
    about = Identification.objects.filter(
        named__contact=OuterRef("pk"), person=person, verdict=Verdict.SAME, withdrawn_at__isnull=True
    )
    return tuple(work(in_the_door(intake.visible_to(worker)).filter(Exists(about)), at=at))


type_relation = tuple[Person, Relationship]


def _relations(person: Person) -> list[type_relation]:
    """Find relationships that stand, either way round, with the other person of each."""
    found = Relationship.objects.filter(Q(person=person) | Q(other=person), until_on__isnull=True)
    return [
        (one.person if one.other_id == person.pk else one.other, one)
        for one in found.select_related("person", "other").order_by("pk")
    ]


def _relation_words(person_id: int, relations: Sequence[type_relation]) -> tuple[str, str]:
    """Say how somebody is related, and whether an adult has parental responsibility for the child."""
    words, responsibility = [], ""
    for other, one in relations:
        if other.pk != person_id:
            continue
        is_senior = one.person_id == person_id
        kind = one.get_kind_display().removeprefix("is a ").removesuffix(" of")
        words.append(kind if is_senior else f"{kind}, the other way round")
        if is_senior and responsibility != "Yes":
            responsibility = {True: "Yes", False: "No", None: "Not known"}[one.has_parental_responsibility]
    return ", ".join(words), responsibility


def _homes(
    person: Person,
    home: Sequence[HomeMember],
    relations: Sequence[type_relation],
    episodes: Mapping[int, Episode],
    addresses: Mapping[int, str],
    sealed: frozenset[int],
    day: date,
) -> tuple[Home, ...]:
    by_household: dict[int, list[Relative]] = defaultdict(list)
    for member in home:
        relation, responsibility = _relation_words(member.person_id, relations)
        by_household[member.household_id].append(
            Relative(
                reference=member.reference,
                name=member.name,
                age=_age(day, member.date_of_birth, member.expected_on),
                role=member.role,
                since=member.since,
                relation=relation,
                responsibility=responsibility,
                open_to=_open_words(episodes.get(member.person_id)),
                is_this_person=member.person_id == person.pk,
            )
        )
    return tuple(
        Home(address=addresses.get(key, ""), is_sealed=key in sealed, members=tuple(members))
        for key, members in by_household.items()
    )


def _elsewhere(
    home: Sequence[HomeMember], relations: Sequence[type_relation], episodes: Mapping[int, Episode], day: date
) -> tuple[Relative, ...]:
    at_home = {member.person_id for member in home}
    others = {one.pk: one for one, _ in relations if one.pk not in at_home}
    rows = []
    for one in others.values():
        relation, responsibility = _relation_words(one.pk, relations)
        rows.append(
            Relative(
                reference=one.reference,
                name=children.name_of(one),
                age=_age(day, one.date_of_birth, one.expected_on),
                role="",
                since=None,
                relation=relation,
                responsibility=responsibility,
                open_to=_open_words(episodes.get(one.pk)),
                is_this_person=False,
            )
        )
    return tuple(rows)


def _addresses(household_ids: set[int]) -> tuple[dict[int, str], frozenset[int]]:
    """Read the addresses of homes that are not sealed, and which homes are."""
    sealed = frozenset(Seal.objects.filter(household_id__in=household_ids).values_list("household_id", flat=True))
    found = Address.objects.filter(household_id__in=household_ids - sealed, until_on__isnull=True).order_by("pk")
    return {one.household_id: ", ".join(filter(None, (one.lines, one.postcode))) for one in found}, sealed


def _banner(
    person: Person,
    episode: Episode | None,
    home: Sequence[HomeMember],
    addresses: Mapping[int, str],
    sealed: frozenset[int],
    open_work: Sequence[Work],
    day: date,
) -> Banner:
    own = dict.fromkeys(member.household_id for member in home)
    warnings = [f"in danger now, says {line.receipt}" for line in open_work if line.is_in_danger_now]
    warnings += ["the address is sealed: do not say it to anybody"] if any(one in sealed for one in own) else []
    warnings += [f"died on {spoken(person.died_on)}"] if person.died_on else []
    known_as = OtherName.objects.filter(person=person).order_by("pk").values_list("first_name", "last_name")
    return Banner(
        name=children.name_of(person),
        age=_banner_age(person, day),
        born=spoken(person.date_of_birth) if person.date_of_birth else "",
        reference=person.reference,
        open_to=_open_words(episode),
        address="; ".join(addresses[one] for one in own if one in addresses),
        is_address_sealed=any(one in sealed for one in own),
        warnings=tuple(warnings),
        also_known_as=tuple(f"{first} {last}".strip() for first, last in known_as),
    )


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
        Entry.objects.filter(subject="person", subject_id=person.pk, act="person.viewed")
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
