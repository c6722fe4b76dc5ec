"""Random walks through the way of a contact: anybody tries anything, by the actions and by SQL as the web role.

Contacts walk in groups, one step each in turn: what an act does to another's contact is seen too, and the laws are read
from the rows of all of them at once after every turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.db import DatabaseError, connection, transaction

from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import queries
from frontdoor.journey.decision.models import LeftOut, Oversight
from frontdoor.journey.decision.steps import STEPS, Stage
from frontdoor.journey.intake.models import Contact
from frontdoor.oversight.worklist.queries.door import Work, work
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import NOW, a_contact, a_person, named_in
from tests.builders.editions import a_sampling_edition
from tests.proofs.walking_acts import ACTS, ASKED_FOR, MANAGERS_DO, NothingThere
from tests.proofs.walking_laws import faults_of
from tests.proofs.walking_sql import BY_SQL, by_sql

STEPS_OF_A_WALK = 14
TOGETHER = 16
"""So many contacts walk in turn."""
CHILDREN = 12
"""So few children are they about: some have come twice, which the history and the classes must show."""
LOWEST = (
    {"sharing_basis": "public_task", "family_agreement": "not_sought"},
    {"sharing_basis": "public_task", "family_agreement": "agreed", "family_told": "told"},
    {"sharing_basis": "consent", "family_agreement": "not_known", "family_told": "told"},
)


@dataclass(kw_only=True)
class Found:
    """What many walks came to."""

    is_sampled: bool = False
    walks: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    ended: int = 0
    left_out: int = 0


@dataclass(kw_only=True)
class People:
    """Who walks: two of each who decide, and some who may not; a role may change on the way."""

    workers: list[Worker]
    children: list[Person]

    @classmethod
    def gather(cls) -> People:
        roles = [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.CONTACT_OFFICER]
        workers = [a_worker(role) for role in [*roles, Role.AUDITOR]]
        return cls(workers=workers, children=[a_person(by=workers[0]) for _ in range(CHILDREN)])


def ways() -> dict[Stage, set[Stage]]:
    """Say from each stage which others the table leads to, by however many steps."""
    reached = {stage: {each.next_state for each in STEPS if each.state is stage} for stage in Stage}
    for _ in Stage:
        for stage, onward in reached.items():
            reached[stage] = onward.union(*(reached[each] for each in onward))
    return reached


WAYS = ways()


class Walk:
    """One contact, from its receipt on, and whatever anybody tries with it."""

    def __init__(self, people: People, chance: Random, found: Found) -> None:
        self.people, self.chance, self.found, self.at = people, chance, found, NOW
        urgent = chance.random() < 0.15
        low = chance.choice((*LOWEST, *LOWEST, {}) if found.is_sampled else (LOWEST[0], {}))
        danger = {"is_in_danger_now": True, "danger": "Alone on the pier"} if urgent else {}
        self.contact = a_contact(by=people.workers[0], at=NOW, **{**low, **danger})
        self.named = named_in(self.contact)[0]
        self.child = chance.choice(people.children)
        self.stage = queries.stage_of([self.contact.pk])[self.contact.pk]
        self.did = ""

    def somebody(self, name: str) -> Worker:
        """Choose who tries: mostly one who may; one in twelve has just been given another's role, or has lost it."""
        deciders = self.people.workers[1:4] if name in MANAGERS_DO else self.people.workers[:4]
        worker = self.chance.choice(deciders if self.chance.random() < 0.8 else self.people.workers)
        if self.chance.random() < 1 / 12:
            worker = Worker.objects.get(pk=worker.pk)
            worker.role = self.chance.choice([Role.TEAM_MANAGER, Role.CONTACT_OFFICER, Role.AUDITOR]).value
        return worker

    def step(self) -> None:
        """Try one thing; `did` names it where it was done."""
        self.at += timedelta(minutes=self.chance.choice((1, 5, 40)))
        self.did = ""
        name, act = self._next()
        try:
            with transaction.atomic(), settled():
                act()
        except (Refused, DatabaseError, NothingThere) as refused:
            self.found.refused[f"{name}: {type(refused).__name__}"] += 1
            return
        self.found.done[name] += 1
        self.did = name

    def _next(self) -> tuple[str, Callable[[], object]]:
        """Choose what to try: mostly what the stage asks for, often anything, sometimes SQL."""
        roll = self.chance.random()
        if roll < 0.65:
            name = self.chance.choice(ASKED_FOR[self.stage])
        elif roll < 0.88:
            name = self.chance.choice(sorted(ACTS))
        else:
            name = self.chance.choice(sorted(BY_SQL))
            return name, lambda: by_sql(self, BY_SQL[name])
        return name, lambda: ACTS[name](self, self.somebody(name))

    def arrive(self, line: Work, stage: Stage) -> Iterator[str]:
        """Take in where the last step led, and tell what is wrong with that."""
        before, self.stage = self.stage, stage
        if line.stage is not stage:
            yield f"the list says {line.stage}, the step {stage}"
        if line.ended_at is None and not (line.owner and line.clock.due_at):
            yield f"nobody's, waiting for {stage.words}"
        if stage is not before and stage not in WAYS[before] and self.did not in BY_SQL:
            yield f"no way in the table from {before} to {stage}"


@contextmanager
def settled() -> Iterator[None]:
    """Let the checks that wait for the end of a transaction speak at the end of the block."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def walk_about(count: int, *, seed: int, is_sampled: bool = False) -> Found:
    """Take so many walks, each on a contact of its own, which is put away after it; a seed repeats them exactly.

    `is_sampled`: the edition in force has one closure in ten seen by a second person, and what it has seen always.
    """
    if is_sampled:
        a_sampling_edition(percent=10)
    found, people, chance = Found(is_sampled=is_sampled), People.gather(), Random(seed)
    other = a_returned_one(people)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(%s)", [chance.random()])  # what SQL chooses by chance is repeated too
    while found.walks < count:
        mark = transaction.savepoint()
        walk_together([Walk(people, chance, found) for _ in range(min(TOGETHER, count - found.walks))], found)
        transaction.savepoint_rollback(mark)
    assert other.pk
    return found


def walk_together(walks: Sequence[Walk], found: Found) -> None:
    """Take a step with each in turn, and look at all of them after every turn."""
    contacts = [walk.contact.pk for walk in walks]
    for _ in range(STEPS_OF_A_WALK):
        for walk in walks:
            walk.step()
        found.faults += _faults(walks)
    found.walks += len(walks)
    found.left_out += LeftOut.objects.filter(recommendation__contact__in=contacts).count()
    found.ended += Contact.objects.filter(pk__in=contacts, ended_at__isnull=False).count()


def _faults(walks: Sequence[Walk]) -> Iterator[str]:
    """Read every law on all the contacts, and say after which act each fault was found."""
    by_contact = {walk.contact.pk: walk for walk in walks}
    stages, broken = queries.stage_of(by_contact), faults_of(by_contact)
    lines = work(Contact.objects.filter(pk__in=by_contact), at=max(walk.at for walk in walks))
    assert len(lines) == len(walks), "a contact is gone"
    for line in lines:
        walk = by_contact[line.contact_id]
        for fault in (*broken.get(line.contact_id, ()), *walk.arrive(line, stages[line.contact_id])):
            yield f"{fault}, after {walk.did or 'what was done to another'}"


def a_returned_one(people: People) -> Oversight:
    """Another contact whose recommendation was returned, for SQL to misuse."""
    from tests.builders.decisions import a_returned_contact

    return a_returned_contact(worker=people.workers[0])
