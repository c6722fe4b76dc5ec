"""What anybody may try with a contact, by the actions that the pages use, and when each is asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision.facts import NewFinding, ProposedOutcome
from frontdoor.journey.decision.models import Recommendation
from frontdoor.journey.decision.steps import Stage
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import NamedPerson
from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage.models import Question
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Role
from tests.builders.decisions import MISSING, RATIONALE, REPLY

if TYPE_CHECKING:
    from tests.proofs.walking import Walk

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


class NothingThere(Exception):
    """There is nothing to try this with."""


def latest(walk: Walk) -> Recommendation:
    made = Recommendation.objects.filter(contact=walk.contact).order_by("-pk").first()
    if made is None:
        raise NothingThere
    return made


def question(walk: Walk) -> Question:
    asked = Question.objects.filter(contact=walk.contact).order_by("-pk").first()
    if asked is None:
        raise NothingThere
    return asked


def identify(walk: Walk, by: Worker) -> None:
    said = {"named": walk.named, "person": walk.child, "verdict": "same", "weight": 20.0}
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
    sampled = walk.found.is_sampled and walk.chance.random() < 0.7
    kind = "signposted" if noise else walk.chance.choice(OUTCOMES[1:4] if sampled else OUTCOMES)
    level = walk.chance.choice(LEVELS[:2] if sampled else LEVELS)
    return {walk.named.pk: ProposedOutcome(kind=kind, level=level)}


def recommend(walk: Walk, by: Worker) -> None:
    words = {"rationale": RATIONALE, "missing": MISSING, "reply": REPLY}
    decision.recommend(contact=walk.contact, outcomes=_proposed(walk), by=by, at=walk.at, **words)


def agree(walk: Walk, by: Worker) -> None:
    decision.oversee(recommendation=latest(walk), kind="agreed", by=by, at=walk.at)


def agree_own(walk: Walk, _by: Worker) -> None:
    """The recommender, made a manager meanwhile, tries to agree."""
    made = latest(walk)
    own = Worker.objects.get(pk=made.recommended_by_id)
    own.role = Role.SERVICE_MANAGER.value
    decision.oversee(recommendation=made, kind="agreed", by=own, at=walk.at)


def change(walk: Walk, by: Worker) -> None:
    told = {"reason": "He needs more", "reply": REPLY}
    decision.oversee(recommendation=latest(walk), kind="changed", outcomes=_proposed(walk), by=by, at=walk.at, **told)


def send_back(walk: Walk, by: Worker) -> None:
    told = {"reason": "Thin", "direction": "Ring his aunt", "direction_due_at": walk.at + timedelta(days=1)}
    decision.oversee(recommendation=latest(walk), kind="returned", by=by, at=walk.at, **told)  # type: ignore[arg-type]  # as the keys say


def look(walk: Walk, by: Worker) -> None:
    kind = walk.chance.choice(("pattern", "midpoint"))
    decision.look(contact=walk.contact, kind=kind, words="The same as before", by=by, at=walk.at)


def pick_up(walk: Walk, by: Worker) -> None:
    decision.pick_up(recommendation=latest(walk), by=by, at=walk.at)


def let_go(walk: Walk, by: Worker) -> None:
    decision.let_go(recommendation=latest(walk), by=by, at=walk.at)


def ask(walk: Walk, by: Worker) -> None:
    kind = walk.chance.choice(("clarity", "consent"))
    triage.ask(contact=walk.contact, kind=kind, words="How do you know?", by=by, at=walk.at)


def answer(walk: Walk, by: Worker) -> None:
    triage.answer(question=question(walk), words="They agree", agreement="agreed", by=by, at=walk.at)


def take_back(walk: Walk, by: Worker) -> None:
    because = walk.chance.choice(("", "Told by another"))
    triage.take_back(question=question(walk), because=because, by=by, at=walk.at)


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
