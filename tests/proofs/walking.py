"""Random walks through the way of a contact: anybody tries anything, by the actions and by SQL as the web role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.db import DatabaseError, connection, transaction

from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision import queries
from frontdoor.journey.decision.facts import NewFinding, ProposedOutcome
from frontdoor.journey.decision.models import Oversight, Recommendation
from frontdoor.journey.decision.steps import STEPS, Stage
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage.models import Question
from frontdoor.oversight.worklist.queries.door import work
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from tests.builders import a_worker
from tests.builders.contacts import NOW, a_contact, a_person, named_in
from tests.builders.decisions import MISSING, RATIONALE, REPLY

STEPS_OF_A_WALK = 14
OUTCOMES = (
    "referral",
    "early_help",
    "advice",
    "no_further_action",
    "strategy_discussion",
    "closed_for_want_of_capacity",
    "passed_to_allocated_worker",
    "signposted",
)
LEVELS = ("universal", "early_help", "child_in_need", "significant_harm")
FAULTS = """
    SELECT 'self-approval' FROM decision_oversight o JOIN decision_recommendation r ON r.id = o.recommendation_id
        WHERE r.contact_id = %(contact)s AND o.decided_by_id = r.recommended_by_id
    UNION ALL SELECT 'an outcome without oversight' FROM decision_outcome u WHERE u.contact_id = %(contact)s
        AND NOT EXISTS (SELECT 1 FROM decision_oversight o JOIN decision_recommendation r ON r.id = o.recommendation_id
            WHERE o.id = u.oversight_id AND o.kind <> 'returned' AND r.contact_id = u.contact_id)
    UNION ALL SELECT 'closed without oversight' FROM intake_contact c JOIN intake_namedperson n ON n.contact_id = c.id
        WHERE c.id = %(contact)s AND c.ended_at IS NOT NULL AND n.is_child
        AND NOT EXISTS (SELECT 1 FROM decision_outcome u WHERE u.named_id = n.id)
    UNION ALL SELECT 'two owners' FROM triage_allocation WHERE contact_id = %(contact)s AND ended_at IS NULL
        HAVING count(*) > 1
    UNION ALL SELECT 'a question dropped' FROM triage_question WHERE contact_id = %(contact)s AND ended_at IS NOT NULL
        AND answered_at IS NULL AND ended_because = ''
"""


@dataclass(kw_only=True)
class Found:
    """What many walks came to."""

    walks: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    ended: int = 0


@dataclass(kw_only=True)
class People:
    """Who walks: two of each who decide, and some who may not; a role may change on the way."""

    workers: list[Worker]
    child: Person

    @classmethod
    def gather(cls) -> People:
        roles = [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.CONTACT_OFFICER]
        return cls(workers=[a_worker(role) for role in [*roles, Role.AUDITOR]], child=a_person())


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
        low = {"sharing_basis": "public_task", "family_agreement": "not_sought"} if chance.random() < 0.4 else {}
        danger = {"is_in_danger_now": True, "danger": "Alone on the pier"} if urgent else {}
        self.contact = a_contact(by=people.workers[0], at=NOW, **{**low, **danger})
        self.named = named_in(self.contact)[0]

    def somebody(self, name: str) -> Worker:
        """Choose who tries: mostly one who may; one in twelve has just been given another's role, or has lost it."""
        deciders = self.people.workers[1:4] if name in MANAGERS_DO else self.people.workers[:4]
        worker = self.chance.choice(deciders if self.chance.random() < 0.8 else self.people.workers)
        if self.chance.random() < 1 / 12:
            worker = Worker.objects.get(pk=worker.pk)
            worker.role = self.chance.choice([Role.TEAM_MANAGER, Role.CONTACT_OFFICER, Role.AUDITOR]).value
        return worker

    def go(self) -> None:
        for _ in range(STEPS_OF_A_WALK):
            self.at += timedelta(minutes=self.chance.choice((1, 5, 40)))
            name, act = self._next()
            before = queries.stage_of([self.contact.pk])[self.contact.pk]
            try:
                with transaction.atomic(), settled():
                    act()
            except (Refused, DatabaseError, _NothingThere) as refused:
                self.found.refused[f"{name}: {type(refused).__name__}"] += 1
                continue
            self.found.done[name] += 1
            self._check(name, before)
        self.found.ended += Contact.objects.filter(pk=self.contact.pk, ended_at__isnull=False).exists()

    def _next(self) -> tuple[str, Callable[[], object]]:
        """Choose what to try: mostly what the stage asks for, often anything, sometimes SQL."""
        roll = self.chance.random()
        if roll < 0.65:
            stage = queries.stage_of([self.contact.pk])[self.contact.pk]
            name = self.chance.choice(ASKED_FOR[stage])
        elif roll < 0.88:
            name = self.chance.choice(sorted(ACTS))
        else:
            name = self.chance.choice(sorted(BY_SQL))
            return name, lambda: by_sql(self, BY_SQL[name])
        return name, lambda: ACTS[name](self, self.somebody(name))

    def _check(self, name: str, before: Stage) -> None:
        with connection.cursor() as cursor:
            cursor.execute(FAULTS, {"contact": self.contact.pk})
            self.found.faults += [f"{kind}, after {name}" for (kind,) in cursor.fetchall()]
        (line,) = work(Contact.objects.filter(pk=self.contact.pk), at=self.at)
        if line.ended_at is None and not (line.owner and line.clock.due_at):
            self.found.faults.append(f"nobody's, after {name}, waiting for {line.stage.words}")
        if line.stage is not before and line.stage not in WAYS[before] and name not in BY_SQL:
            self.found.faults.append(f"no way in the table from {before} to {line.stage}, after {name}")

    def latest(self) -> Recommendation:
        made = Recommendation.objects.filter(contact=self.contact).order_by("-pk").first()
        if made is None:
            raise _NothingThere
        return made

    def question(self) -> Question:
        asked = Question.objects.filter(contact=self.contact).order_by("-pk").first()
        if asked is None:
            raise _NothingThere
        return asked


class _NothingThere(Exception):
    """There is nothing to try this with."""


@contextmanager
def settled() -> Iterator[None]:
    """Let the checks that wait for the end of a transaction speak at the end of the block."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def identify(walk: Walk, by: Worker) -> None:
    said = {"named": walk.named, "person": walk.people.child, "verdict": "same", "weight": 20.0}
    intake.identify(by=by, at=walk.at, **said)  # type: ignore[arg-type]  # as the keys say


def classify(walk: Walk, by: Worker) -> None:
    named = NamedPerson.objects.select_related("contact").get(pk=walk.named.pk)
    kind = walk.chance.choice(("new", "new", "new", "repeat", "not_for_us", "open_case"))
    triage.classify(named=named, demand_class=kind, reason="So it seems now", by=by, at=walk.at)


def rate(walk: Walk, by: Worker) -> None:
    colour = walk.chance.choice(("red", "amber", "amber", "green", "blue"))
    triage.rate(contact=walk.contact, colour=colour, reason="So it seems now", by=by, at=walk.at)


def allocate(walk: Walk, by: Worker) -> None:
    triage.allocate(contact=walk.contact, worker=walk.chance.choice(walk.people.workers), by=by, at=walk.at)


def weigh(walk: Walk, by: Worker) -> None:
    """Read the history, fill the picture, describe the day: the evidence, at one stroke; then mostly recommend."""
    decision.acknowledge_history(contact=walk.contact, by=by, at=walk.at)
    known = [
        NewFinding(kind="known", text="Is well", source="School", need=need, how_we_know="reported")
        for need in ("development", "parenting", "family")
    ]
    decision.add_findings(contact=walk.contact, findings=known, by=by, at=walk.at)
    decision.describe_day(named=walk.named, how_we_know="observed", text="Plays alone", by=by, at=walk.at)
    if walk.chance.random() < 0.7:
        with suppress(Refused), transaction.atomic():
            recommend(walk, by)


def _proposed(walk: Walk) -> dict[int, ProposedOutcome]:
    noise = walk.named.classifications.filter(ended_at__isnull=True, demand_class="not_for_us").exists()
    kind = "signposted" if noise else walk.chance.choice(OUTCOMES)
    level = walk.chance.choice(LEVELS)
    return {walk.named.pk: ProposedOutcome(kind=kind, level=level)}


def recommend(walk: Walk, by: Worker) -> None:
    words = {"rationale": RATIONALE, "missing": MISSING, "reply": REPLY}
    decision.recommend(contact=walk.contact, outcomes=_proposed(walk), by=by, at=walk.at, **words)


def agree(walk: Walk, by: Worker) -> None:
    decision.oversee(recommendation=walk.latest(), kind="agreed", by=by, at=walk.at)


def agree_own(walk: Walk, _by: Worker) -> None:
    """The recommender, made a manager meanwhile, tries to agree."""
    made = walk.latest()
    own = Worker.objects.get(pk=made.recommended_by_id)
    own.role = Role.SERVICE_MANAGER.value
    decision.oversee(recommendation=made, kind="agreed", by=own, at=walk.at)


def change(walk: Walk, by: Worker) -> None:
    told = {"reason": "He needs more", "reply": REPLY}
    decision.oversee(recommendation=walk.latest(), kind="changed", outcomes=_proposed(walk), by=by, at=walk.at, **told)


def send_back(walk: Walk, by: Worker) -> None:
    told = {"reason": "Thin", "direction": "Ring his aunt", "direction_due_at": walk.at + timedelta(days=1)}
    decision.oversee(recommendation=walk.latest(), kind="returned", by=by, at=walk.at, **told)  # type: ignore[arg-type]  # as the keys say


def look(walk: Walk, by: Worker) -> None:
    kind = walk.chance.choice(("pattern", "midpoint"))
    decision.look(contact=walk.contact, kind=kind, words="The same as before", by=by, at=walk.at)


def pick_up(walk: Walk, by: Worker) -> None:
    decision.pick_up(recommendation=walk.latest(), by=by, at=walk.at)


def let_go(walk: Walk, by: Worker) -> None:
    decision.let_go(recommendation=walk.latest(), by=by, at=walk.at)


def ask(walk: Walk, by: Worker) -> None:
    kind = walk.chance.choice(("clarity", "consent"))
    triage.ask(contact=walk.contact, kind=kind, words="How do you know?", by=by, at=walk.at)


def answer(walk: Walk, by: Worker) -> None:
    triage.answer(question=walk.question(), words="They agree", agreement="agreed", by=by, at=walk.at)


def take_back(walk: Walk, by: Worker) -> None:
    because = walk.chance.choice(("", "Told by another"))
    triage.take_back(question=walk.question(), because=because, by=by, at=walk.at)


def say_not_asked(walk: Walk, by: Worker) -> None:
    triage.say_why_not_asked(contact=walk.contact, reason="police", words="On Friday", by=by, at=walk.at)


def approve_not_asking(walk: Walk, by: Worker) -> None:
    triage.approve_not_asking(contact=walk.contact, by=by, at=walk.at)


def act_on_danger(walk: Walk, by: Worker) -> None:
    triage.act_on_danger(contact=walk.contact, deed="police", by=by, at=walk.at)


ACTS: dict[str, Callable[[Walk, Worker], None]] = {
    act.__name__: act
    for act in (
        *(identify, classify, rate, allocate, weigh, recommend, agree, agree_own, change, send_back),
        *(look, pick_up, let_go, ask, answer, take_back, say_not_asked, approve_not_asking, act_on_danger),
    )
}
MANAGERS_DO = frozenset({"allocate", "agree", "change", "send_back", "look", "pick_up", "approve_not_asking"})
ASKED_FOR: dict[Stage, tuple[str, ...]] = {
    Stage.CONSENT: ("answer", "take_back", "say_not_asked"),
    Stage.CLARIFYING: ("answer", "take_back"),
    Stage.IDENTIFYING: ("identify",),
    Stage.CLASSING: ("classify",),
    Stage.RATING: ("rate",),
    Stage.ALLOCATING: ("allocate", "weigh"),
    Stage.EVIDENCE: ("weigh", "recommend", "recommend"),
    Stage.OVERSIGHT: ("agree", "agree", "agree_own", "change", "send_back", "look"),
    Stage.RETURNED: ("recommend",),
    Stage.DONE: ("recommend", "agree", "rate"),
}
BY_SQL: dict[str, str] = {
    "SQL: oversee one's own": (
        "INSERT INTO decision_oversight (authority_id, recommendation_id, recommended_by_id, kind, reason, direction,"
        " decided_at, decided_by_id) SELECT authority_id, id, recommended_by_id, 'agreed', '', '', now(),"
        " recommended_by_id FROM decision_recommendation WHERE contact_id = %(contact)s ORDER BY id DESC LIMIT 1"
    ),
    "SQL: oversee one's own in another's name": (
        "INSERT INTO decision_oversight (authority_id, recommendation_id, recommended_by_id, kind, reason, direction,"
        " decided_at, decided_by_id) SELECT authority_id, id, %(worker)s, 'agreed', '', '', now(), recommended_by_id"
        " FROM decision_recommendation WHERE contact_id = %(contact)s ORDER BY id DESC LIMIT 1"
    ),
    "SQL: close": "UPDATE intake_contact SET ended_at = now(), ended_by_id = %(worker)s WHERE id = %(contact)s",
    "SQL: an outcome on any oversight": (
        "INSERT INTO decision_outcome (authority_id, contact_id, named_id, oversight_id, kind, level, took_effect_at)"
        " SELECT authority_id, %(contact)s, %(named)s, id, 'no_further_action', 'universal', now()"
        " FROM decision_oversight ORDER BY random() LIMIT 1"
    ),
    "SQL: make a return an agreement": (
        "UPDATE decision_oversight SET kind = 'agreed' WHERE recommendation_id IN"
        " (SELECT id FROM decision_recommendation WHERE contact_id = %(contact)s)"
    ),
    "SQL: make another the recommender": (
        "UPDATE decision_recommendation SET recommended_by_id = %(worker)s WHERE contact_id = %(contact)s"
    ),
    "SQL: delete the oversight": "DELETE FROM decision_oversight",
    "SQL: give it to a second worker": (
        "INSERT INTO triage_allocation (authority_id, contact_id, worker_id, allocated_at)"
        " VALUES (1, %(contact)s, %(worker)s, now()), (1, %(contact)s, %(worker)s, now())"
    ),
    "SQL: drop a question": "UPDATE triage_question SET ended_at = now() WHERE contact_id = %(contact)s",
}


def by_sql(walk: Walk, statement: str) -> None:
    """Try a statement as the web role; one that changes nothing was refused by there being nothing."""
    values = {
        "contact": walk.contact.pk,
        "named": walk.named.pk,
        "worker": walk.chance.choice(walk.people.workers).pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        if not cursor.rowcount:
            raise _NothingThere


def walk_about(count: int, *, seed: int) -> Found:
    """Take so many walks, each on a contact of its own, which is put away after it; a seed repeats them exactly."""
    found, people, chance = Found(), People.gather(), Random(seed)
    other = a_returned_one(people)
    for _ in range(count):
        mark = transaction.savepoint()
        Walk(people, chance, found).go()
        transaction.savepoint_rollback(mark)
        found.walks += 1
    assert other.pk
    return found


def a_returned_one(people: People) -> Oversight:
    """Another contact whose recommendation was returned, for SQL to misuse."""
    from tests.builders.decisions import a_returned_contact

    return a_returned_contact(worker=people.workers[0])
