"""Samples of decisions as a front door in its eighth year has them: looked back at, decided again, some left to do.

They are drawn and looked at by the actions that the pages use, and what is found follows from what the records hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from frontdoor.journey.children.models import Episode, Person
from frontdoor.journey.intake.models import NamedPerson
from frontdoor.journey.intake.queries import identified
from frontdoor.oversight.quality import actions, rules
from frontdoor.oversight.quality.actions import Cohort
from frontdoor.oversight.quality.models import Answered, Case, Found, Purpose, Sample
from frontdoor.oversight.quality.queries import cases as asking
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import Refused
from frontdoor.record.access.roles import Permission, Role
from frontdoor.site.authority import findings, times, wordings
from frontdoor.site.authority.bench import Bench
from frontdoor.site.authority.words import looking_back

DRAWN, LEFT, UNMET = 24, 5, 3
"""Children in the look-back; so many are left to look at, and of those looked at so many may have a need unmet."""
DRAWN_AGAIN, LEFT_AGAIN = 12, 3
SEEDS: Final = {Purpose.LOOK_BACK: 2031, Purpose.CONSISTENCY: 407}
BACK: Final = {Purpose.LOOK_BACK: 15.0, Purpose.CONSISTENCY: 9.0}
"""Drawn so many working days ago."""
POLICE: Final = "6"
JUST_NOW: Final = 90
"""Working minutes since the last of them was looked at and opened again: what is in the door is fresh."""
PEERS: Final = 6
"""So many take turns; others only where none of them may."""
READ_FOR: Final = timedelta(minutes=12)
OTHERWISE: Final = {2: 1, 6: 0}
"""Which of those decided again come out otherwise, and how many levels higher."""
NEARBY: Final = {
    "no_further_action": "advice",
    "advice": "early_help",
    "early_help": "referral",
    "referral": "early_help",
    "strategy_discussion": "referral",
    "closed_for_want_of_capacity": "early_help",
}


def lay(bench: Bench) -> None:
    """Let a look-back and a measure of consistency be under way."""
    looked = _draw(bench, _police(bench), most=DRAWN)
    if looked is not None:
        _look_back(bench, looked)
    again = _draw(bench, _weighed(bench), most=DRAWN_AGAIN)
    if again is not None:
        _decide_again(bench, again)


def _police(bench: Bench) -> Cohort:
    from_on, until_on = months_before(_drawn_at(bench, Purpose.LOOK_BACK).date())
    return Cohort(
        purpose=Purpose.LOOK_BACK,
        name=f"Police contacts that ended with no further action, {from_on:%B} to {until_on:%B %Y}",
        from_on=from_on,
        until_on=until_on,
        outcomes=("no_further_action",),
        source_code=POLICE,
    )


def _weighed(bench: Bench) -> Cohort:
    from_on, until_on = months_before(_drawn_at(bench, Purpose.CONSISTENCY).date())
    name = f"Do we decide alike? {from_on:%B} to {until_on:%B %Y}"
    return Cohort(purpose=Purpose.CONSISTENCY, name=name, from_on=from_on, until_on=until_on)


def months_before(day: date) -> tuple[date, date]:
    """Give three whole months, with another whole month since: long enough ago that what came after can be seen."""
    until_on = _eve(_eve(day))
    return _eve(_eve(until_on)).replace(day=1), until_on


def _eve(day: date) -> date:
    """Give the last day of the month before."""
    return day.replace(day=1) - timedelta(days=1)


def _drawn_at(bench: Bench, purpose: Purpose) -> datetime:
    return bench.ago(BACK[purpose] * times.SHIFT)


def _draw(bench: Bench, cohort: Cohort, *, most: int) -> Sample | None:
    """Draw a sample, unless there is nobody to, or nothing yet to draw from in a history that has only begun."""
    purpose = Purpose(cohort.purpose)
    at = _drawn_at(bench, purpose)
    by = bench.first(Permission.SAMPLE_DRAW, at=at, role=Role.SERVICE_MANAGER)
    if by is None:
        return None
    try:
        return actions.draw(cohort=cohort, seed=SEEDS[purpose], most=most, by=by, at=at)
    except Refused:
        return None


def _cases(sample: Sample, *, but: int) -> list[Case]:
    """List the drawn cases, without the last few, which are left to look at."""
    drawn = Case.objects.filter(sample=sample).select_related("sample", "named__contact").order_by("position")
    found = list(drawn)
    return found[: max(1, len(found) - but)]


def _look_back(bench: Bench, sample: Sample) -> None:
    """Review all but some. Those who may have a need unmet come last, and the very last is opened again at once."""
    cases = _cases(sample, but=LEFT)
    unmet = _unmet(cases, at=bench.until)
    rest = [one for one in cases if one not in unmet]
    moments = bench.spread(len(cases), since=sample.drawn_at, until=bench.ago(JUST_NOW))
    for turn, (case, at) in enumerate(zip(rest, moments, strict=False)):
        by = _looker(bench, case, Permission.CASE_REVIEW, at=at, turn=turn)
        if by is not None:
            found = findings.of(case, turn=turn)
            _open(case, by, at)
            actions.review(case=case, found=found.found, words=found.words, answers=found.answers, by=by, at=at)
    for turn, (case, at) in enumerate(zip(unmet, moments[len(rest) :], strict=True)):
        _review_unmet(bench, case, looking_back.UNMET[turn], at=at, is_last=case is unmet[-1])


def _unmet(cases: Sequence[Case], *, at: datetime) -> list[Case]:
    """Choose children in whose families nobody is at work now, first those of whom something came since."""
    came: list[Case] = []
    quiet: list[Case] = []
    for case in cases:
        people = _people(case)
        person = people.get(case.named_id)
        if person is None or Episode.objects.filter(person__in=people.values(), closed_at__isnull=True).exists():
            continue
        since = asking.came_since(case, [person.pk], at=at)
        if all(one.has_ended for one in since):
            (came if since else quiet).append(case)
        if len(came) == UNMET:
            break
    return [*came, *quiet][:UNMET]


def _review_unmet(bench: Bench, case: Case, words: str, *, at: datetime, is_last: bool) -> None:
    """An auditor may not take a contact, so that what they find waits for somebody who may; a manager opens it."""
    fits = _may_open if is_last else _may_not_open
    by = _looker(bench, case, Permission.CASE_REVIEW, at=at, turn=0, fits=fits)
    if by is None:
        return
    _open(case, by, at)
    answers = {**findings.answers_of(case), "met": str(Answered.NO)}
    made = actions.review(case=case, found=Found.UNMET, words=words, answers=answers, by=by, at=at)
    if is_last and _may_open(by):
        actions.open_again(made=made, by=by, at=at + timedelta(minutes=4))


def _may_open(worker: Worker) -> bool:
    return worker.may(Permission.CONTACT_TAKE)


def _may_not_open(worker: Worker) -> bool:
    return not _may_open(worker)


def _decide_again(bench: Bench, sample: Sample) -> None:
    """Decide all but some again, most as they were decided."""
    cases = _cases(sample, but=LEFT_AGAIN)
    moments = bench.spread(len(cases), since=sample.drawn_at, until=bench.ago(times.SHIFT))
    for turn, (case, at) in enumerate(zip(cases, moments, strict=True)):
        fits = partial(_has_not_seen, case)
        by = _looker(bench, case, Permission.CASE_DECIDE_AGAIN, at=at, turn=turn, fits=fits)
        if by is not None:
            outcome, level = _again(case, turn)
            words = looking_back.DECIDED_AGAIN[outcome][turn % 2]
            _open(case, by, at)
            actions.decide_again(case=case, outcome=outcome, level=level, words=words, by=by, at=at)


def _has_not_seen(case: Case, worker: Worker) -> bool:
    return not asking.had_opened(case, worker)


def _again(case: Case, turn: int) -> tuple[str, str]:
    """Say what somebody else would decide: the same, but for a few."""
    first, levels = case.named.outcome, list(wordings.LEVELS.values())
    if turn not in OTHERWISE:
        return first.kind, first.level
    place = levels.index(first.level) + OTHERWISE[turn]
    return NEARBY[first.kind], levels[min(place, len(levels) - 1)]


def _looker(
    bench: Bench,
    case: Case,
    permission: Permission,
    *,
    at: datetime,
    turn: int,
    fits: Callable[[Worker], bool] = lambda _: True,
) -> Worker | None:
    """Find whose turn it is of those who may look at a case, who took no part in it; first of those who fit."""
    there = bench.there(permission, at=at)
    first, others = there[:PEERS], there[PEERS:]
    place = turn % max(1, len(first))
    in_turn = [*first[place:], *first[:place], *others]
    may = (one for one in in_turn if not rules.reasons_not_to_look(_facts(case, one)))
    passed: list[Worker] = []
    for one in may:
        if fits(one):
            return one
        passed.append(one)
    return passed[0] if passed else None


def _facts(case: Case, worker: Worker) -> rules.CaseFacts:
    return asking.case_facts(case, purpose=case.sample.purpose, by=worker)


def _open(case: Case, by: Worker, at: datetime) -> None:
    """Open the case's page, as nobody looks at a case without."""
    actions.note_case(case=case, people=_people(case).values(), by=by, at=at - READ_FOR)


def _people(case: Case) -> Mapping[int, Person]:
    """Find who everybody named on a case's contact is, as far as anybody has said."""
    return identified(list(NamedPerson.objects.filter(contact=case.named.contact_id).values_list("pk", flat=True)))
