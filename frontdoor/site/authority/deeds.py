"""The ledger of the invented history: an entry for each act, in the order in which they were done."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from operator import itemgetter

from django.db import models

from frontdoor.journey.children import models as children
from frontdoor.journey.intake import models as intake
from frontdoor.record.access.models import Worker
from frontdoor.record.ledger.acts import ACTS
from frontdoor.site.authority import danger, paces, shapes
from frontdoor.site.authority.copying import Value
from frontdoor.site.authority.involvements import Made
from frontdoor.site.authority.plans import Plans
from frontdoor.site.authority.work_rows import WorkRows, recommendations

COLUMNS = ("authority_id", "at", "by_id", "by_name", "act", "subject", "subject_id", "detail")
SAID_EVERY = 20_000
RECORDED = "involvement.recorded"

Deed = tuple[datetime, int | None, str, str, int, str]


def rows(
    authority_id: int,
    invented: shapes.Authority,
    work: WorkRows,
    plans: Plans,
    base: Mapping[type[models.Model], int],
    involved: Iterable[Made],
    step: Callable[[float], None],
) -> Iterator[Sequence[Value]]:
    """Go through the entries, saying how far it has got. The table itself numbers and chains them as they arrive."""
    names = {base[Worker] + worker.id: worker.name for worker in invented.workers}
    done = [*_of_contacts(invented, work), *_of_danger(invented, work), *_of_episodes(invented, base)]
    done += [*_of_drafts(work, base), *_of_plans(plans, base), *_of_involvements(involved, base)]
    done.sort(key=itemgetter(0))
    for place, (at, by, act, subject, number, detail) in enumerate(done):
        if place % SAID_EVERY == 0:
            step(place / len(done))
        yield authority_id, at, by, names.get(by or 0) or _machine(act), act, subject, number, detail


def _of_contacts(invented: shapes.Authority, work: WorkRows) -> Iterator[Deed]:
    taken_down = {contact.id for contact, _ in work.drafts}
    for contact in invented.contacts:
        number = work.contact_number[contact.id]
        done = work.handled.get(contact.id)
        by = None if contact.channel in {"api", "portal"} or done is None else work.worker(done.identified_by)
        at = paces.taken_at(contact, done, invented) if contact.id in taken_down else contact.received_at
        yield at, by, known("contact.received"), "contact", number, "{}"
        if done:
            told_at = work.told_at(done, number) if contact.told_by_name and not contact.professional_id else None
            for seen_at, who, act in (*paces.deeds(done, invented), *paces.telling(done, told_at, invented)):
                yield seen_at, work.worker(who), known(act), "contact", number, "{}"
            yield from _of_work(done, number, work)


def _of_drafts(work: WorkRows, base: Mapping[type[models.Model], int]) -> Iterator[Deed]:
    for number, (contact, taken) in enumerate(work.drafts, start=base[intake.Draft] + 1):
        by = work.worker(work.handled[contact.id].identified_by)
        for at, act in paces.taking(contact, taken):
            yield at, by, known(act), "draft", number, "{}"


def _of_plans(plans: Plans, base: Mapping[type[models.Model], int]) -> Iterator[Deed]:
    for at, by, worker_id, what, plan in plans.acts():
        who = None if by is None else base[Worker] + by
        detail = json.dumps({"what": what, "plan": plan})
        yield at, who, known("time.planned"), "worker", base[Worker] + worker_id, detail


def _of_danger(invented: shapes.Authority, work: WorkRows) -> Iterator[Deed]:
    for one in danger.acts(invented):
        number, by = work.contact_number[one.contact_id], work.worker(one.by)
        yield one.at, by, known("danger.acted"), "contact", number, _detail("deed", one.deed)


def _of_work(done: shapes.Handling, contact: int, work: WorkRows) -> Iterator[Deed]:
    yield from _of_children(done, work)
    if done.rated_at:
        detail = _detail("colour", done.rating)
        yield done.rated_at, work.worker(done.rated_by), known("contact.rated"), "contact", contact, detail
    if done.allocated_at:
        yield done.allocated_at, work.worker(done.allocated_by), known("contact.allocated"), "contact", contact, "{}"
    for _, at in recommendations(done):
        yield at, work.worker(done.recommended_by), known("outcome.recommended"), "contact", contact, "{}"
    overseer = work.worker(done.overseen_by or done.allocated_by)
    if done.returned_at:
        yield done.returned_at, overseer, known("oversight.returned"), "contact", contact, "{}"
    if done.decided_at:
        yield done.decided_at, overseer, known(f"oversight.{done.oversight}"), "contact", contact, "{}"
        yield done.decided_at, overseer, known("contact.ended"), "contact", contact, "{}"


def _of_children(done: shapes.Handling, work: WorkRows) -> Iterator[Deed]:
    for child in done.children:
        named = work.named_number[done.contact_id, child.row]
        if done.identified_at and child.person_id is not None:
            yield done.identified_at, work.worker(done.identified_by), known("person.identified"), "named", named, "{}"
        if done.classed_at and child.demand_class:
            detail = _detail("class", child.demand_class)
            yield done.classed_at, work.worker(done.classed_by), known("child.classified"), "named", named, detail


def _of_episodes(invented: shapes.Authority, base: Mapping[type[models.Model], int]) -> Iterator[Deed]:
    for one in invented.episodes:
        number, by = base[children.Episode] + one.id, base[Worker] + one.worker_id
        yield one.opened_at, by, known("episode.opened"), "episode", number, "{}"
        if one.closed_at:
            yield one.closed_at, by, known("episode.closed"), "episode", number, _detail("reason", one.reason)


def _of_involvements(involved: Iterable[Made], base: Mapping[type[models.Model], int]) -> Iterator[Deed]:
    for one in involved:
        yield one.recorded_at, None, known(RECORDED), "person", base[children.Person] + one.person_id, "{}"


def _machine(act: str) -> str:
    return "The council's case system" if act == RECORDED else "An agency's system"


def known(act: str) -> str:
    """Give the act back, or stop: the history may write nothing that the pages could not."""
    if act not in ACTS:
        raise KeyError(act)
    return act


@cache
def _detail(name: str, code: str) -> str:
    return json.dumps({name: code})
