"""One contact through the steps: ready, waited for, begun, interrupted, finished, returned, gone."""

from __future__ import annotations

from math import exp

import numpy as np

from frontdoor.library.staffing.engine import chance, people
from frontdoor.library.staffing.engine.compiled import compiled
from frontdoor.library.staffing.engine.queues import NOBODY, joined, without_first
from frontdoor.library.staffing.engine.shapes import (
    BACK_TO,
    CHANCE,
    COUNT,
    ELAPSED,
    EXPONENTIAL,
    FROM,
    FROM_RECEIPT,
    HAS_RETURNS,
    HAS_WAITS,
    IN_TIME,
    LATE,
    LENGTHS,
    LIMIT,
    LOG_MEDIAN,
    LOGNORMAL,
    MINUTES,
    OPEN,
    SAME_PERSON,
    SECOND_PERSON,
    SHAPE,
    SPREAD,
    STARTS,
    WORDS,
    Floats,
    Month,
    Plan,
    Tally,
)

AWAY = -np.inf  # of work left; any other that is less than nothing is not begun yet
SOON = 72.0  # hours within which the same person's return is waited for
DRAWS, STEP_CHANCE, WORK, WAIT_CHANCE, WAIT, RETURN_CHANCE, RETURN_WAIT = 6, 0, 1, 2, 3, 4, 5
MOST_VISITS = 6


@compiled
def draw_number(plan: Plan, month: Month, slot: int, step: int, what: int) -> int:
    """Number a draw by what it is for, so that it is the same whenever it is made."""
    return int((month.contacts[slot].visit * plan.n_steps + step) * DRAWS + what)


@compiled
def takes_step(plan: Plan, month: Month, slot: int, step: int) -> bool:
    """Say whether this contact goes through a step."""
    share = plan.work[step, month.contacts[slot].kind, CHANCE]
    if share >= 1.0 or share <= 0.0:
        return bool(share >= 1.0)
    draw = chance.uniform(month.contacts[slot].own_luck, draw_number(plan, month, slot, step, STEP_CHANCE))
    return bool(draw < share)


@compiled
def hours_of_work(plan: Plan, month: Month, slot: int) -> float:
    """Draw how long the step takes somebody at full pace."""
    step = month.contacts[slot].step
    told = plan.work[step, month.contacts[slot].kind]
    luck, number = month.contacts[slot].own_luck, draw_number(plan, month, slot, step, WORK)
    if told[SHAPE] == LOGNORMAL:
        return exp(told[LOG_MEDIAN] + told[SPREAD] * chance.normal(luck, number))
    if told[SHAPE] == EXPONENTIAL:
        return exp(told[LOG_MEDIAN]) * chance.exponential(luck, number)
    return exp(told[LOG_MEDIAN])


@compiled
def come_back_later(month: Month, slot: int, at: float) -> None:
    """Let a contact wait for somebody outside until a moment."""
    month.contacts[slot].key = at
    month.back = joined(month, month.back, slot)


@compiled
def wait_of(told: Floats, luck: np.uint64, number: int) -> float:
    """Draw how long somebody outside takes."""
    return exp(told[LOG_MEDIAN] + told[SPREAD] * chance.normal(luck, number))


@compiled
def go_on(plan: Plan, month: Month, tally: Tally, slot: int, step: int, t: float) -> None:
    """Bring a contact to the next step that it goes through, or out of the door."""
    for s in range(step, plan.n_steps):
        if not takes_step(plan, month, slot, s):
            continue
        month.contacts[slot].step, month.contacts[slot].ready = s, np.inf
        # Drawn long before it is needed, it is worked out beside all else; drawn at the start, all else would wait.
        month.contacts[slot].left = -hours_of_work(plan, month, slot)
        if plan.steps[s, HAS_WAITS]:
            told = plan.waits[s, month.contacts[slot].kind]
            luck = month.contacts[slot].own_luck
            if chance.uniform(luck, draw_number(plan, month, slot, s, WAIT_CHANCE)) < told[CHANCE]:
                gap = wait_of(told, luck, draw_number(plan, month, slot, s, WAIT))
                come_back_later(month, slot, t + gap)
                return
        become_ready(plan, month, tally, slot, t)
        return
    leave(plan, month, slot)


@compiled
def leave(plan: Plan, month: Month, slot: int) -> None:
    if plan.window_from <= month.contacts[slot].received < plan.window_until:
        month.awaited -= 1
    month.contacts[slot].kind = NOBODY
    month.free[month.free_slots] = slot
    month.free_slots += 1
    month.inside -= 1


@compiled
def become_ready(plan: Plan, month: Month, tally: Tally, slot: int, t: float) -> None:
    """Set in order by its due time, and find somebody."""
    step, kind = month.contacts[slot].step, month.contacts[slot].kind
    clock = plan.order_by[step, kind]
    month.contacts[slot].ready = t
    if clock < 0:
        month.contacts[slot].key = month.contacts[slot].received + 1e6
    else:
        began = month.contacts[slot].received if plan.clocks[clock, STARTS] == FROM_RECEIPT else t
        month.contacts[slot].key = due_at(plan, clock, began)
    find_somebody(plan, month, tally, slot, t)


@compiled
def due_at(plan: Plan, clock: int, began: float) -> float:
    return float(plan.calendar[minute_of(plan, began) + 1 + plan.clocks[clock, LIMIT]]) / 60.0


@compiled
def minute_of(plan: Plan, t: float) -> int:
    """Find where the calendar tells about a moment."""
    return int(min(int(t * 60.0), MINUTES - 1) * plan.columns)


@compiled
def find_somebody(plan: Plan, month: Month, tally: Tally, slot: int, t: float) -> None:
    """Give the contact to whoever is free, else interrupt somebody for it, else let it wait."""
    step = month.contacts[slot].step
    rank, owner = plan.ranks[step, month.contacts[slot].kind], month.contacts[slot].owner
    is_urgent = rank < plan.interrupting
    if plan.steps[step, SAME_PERSON] and owner >= 0 and not is_urgent and is_back_soon(plan, month, owner, t):
        if month.job[owner] == NOBODY and people.is_on(plan, month, owner, t):
            start(plan, month, tally, owner, slot, t)
        else:
            keep_for(month, owner, rank, slot)
        return
    person = whoever_is_free(plan, month, step, rank, owner, t)
    if person == NOBODY and is_urgent:
        person = interrupt_somebody(plan, month, tally, step, owner, t)
    if person != NOBODY:
        start(plan, month, tally, person, slot, t)
        return
    month.shared[step, rank] = joined(month, month.shared[step, rank], slot)
    month.waiting[rank] += 1


@compiled
def keep_for(month: Month, person: int, rank: int, slot: int) -> None:
    month.own[person, rank] = joined(month, month.own[person, rank], slot)
    month.waiting[rank] += 1


@compiled
def is_back_soon(plan: Plan, month: Month, person: int, t: float) -> bool:
    """Say whether it is worth waiting for a person: at work, or back within three days."""
    if people.is_on(plan, month, person, t):
        return True
    return bool(plan.spans[people.next_span(month, month.now[person]), FROM] - t < SOON)


@compiled
def whoever_is_free(plan: Plan, month: Month, step: int, rank: int, owner: int, t: float) -> int:
    """Find who is at work and free: of those who are asked first, the one who has been free longest."""
    for level in range(plan.levels[step]):
        found, since = NOBODY, np.inf
        for word in range(WORDS):
            free = month.idle[word] & plan.able_of[step, level, word]
            while free != people.NONE:
                person = word * 64 + people.first_of(free)
                free &= free - people.ONE
                if month.idle_since[person] >= since or rank >= plan.ranks_taken[person]:
                    continue
                is_their_own = plan.steps[step, SECOND_PERSON] and person == owner
                if not is_their_own and people.is_free_and_on(plan, month, person, t):
                    found, since = person, month.idle_since[person]
        if found != NOBODY:
            return int(found)
    return NOBODY


@compiled
def interrupt_somebody(plan: Plan, month: Month, tally: Tally, step: int, owner: int, t: float) -> int:
    """Take the least pressing work out of somebody's hands; it stays theirs and waits."""
    found, found_rank, found_began = NOBODY, plan.interrupting - 1, -1.0
    for place in range(plan.n_people):
        person = plan.able[step, place]
        if person < 0:
            break
        if month.job[person] < 0 or (plan.steps[step, SECOND_PERSON] and person == owner):
            continue
        job = month.job[person]
        rank, began = plan.ranks[month.contacts[job].step, month.contacts[job].kind], month.began[person]
        if rank < found_rank or rank < plan.interrupting or (rank == found_rank and began <= found_began):
            continue
        if people.is_on(plan, month, person, t):
            found, found_rank, found_began = person, rank, began
    if found != NOBODY:
        job = month.job[found]
        effort = people.put_down(plan, month, tally, found, t)
        month.contacts[job].left = max(0.0, month.contacts[job].left - effort) + plan.takes_up
        keep_for(month, found, found_rank, job)
    return found


@compiled
def start(plan: Plan, month: Month, tally: Tally, person: int, slot: int, t: float) -> None:
    """Let a person begin, or take up again, a contact."""
    step = month.contacts[slot].step
    rank = plan.ranks[step, month.contacts[slot].kind]
    if month.contacts[slot].left < 0.0:
        month.contacts[slot].left = -month.contacts[slot].left
        received = month.contacts[slot].received
        if plan.window_from <= received < plan.window_until:
            ready = month.contacts[slot].ready
            tally.waits[step, rank, COUNT] += 1.0
            tally.waits[step, rank, ELAPSED] += t - ready
            tally.waits[step, rank, OPEN] += open_between(plan, ready, t)
    if not plan.steps[step, SECOND_PERSON]:
        month.contacts[slot].owner = person
    month.job[person] = slot
    people.be_busy(month, person)
    people.set_to_work(plan, month, person, t, rank < plan.interrupting)


@compiled
def open_between(plan: Plan, began: float, t: float) -> float:
    """Add up the hours that the hub was open, to the minute."""
    return float(minutes_open(plan, began, t)) / 60.0


@compiled
def minutes_open(plan: Plan, began: float, t: float) -> int:
    return int(plan.calendar[minute_of(plan, t)] - plan.calendar[minute_of(plan, began)])


@compiled
def take_next(plan: Plan, month: Month, tally: Tally, person: int, t: float) -> None:
    """Let a person who is free take what is most pressing."""
    month.job[person] = NOBODY
    if people.is_on(plan, month, person, t):
        slot = most_pressing(plan, month, person)
        if slot != NOBODY:
            start(plan, month, tally, person, slot, t)
            return
    people.go_idle(plan, month, person, t)


@compiled
def most_pressing(plan: Plan, month: Month, person: int) -> int:
    """Take what comes first by rating and then by due time, of all that waits for them."""
    for rank in range(plan.ranks_taken[person]):
        if month.waiting[rank] == 0:
            continue
        best, queue = month.own[person, rank], NOBODY
        for place in range(plan.n_steps):
            step = plan.steps_of[person, place]
            if step < 0:
                break
            first = month.shared[step, rank]
            if first == NOBODY or (plan.steps[step, SECOND_PERSON] and month.contacts[first].owner == person):
                continue
            if best == NOBODY or month.contacts[first].key < month.contacts[best].key:
                best, queue = first, step
        if best != NOBODY:
            take_out(month, person, rank, queue)
            return int(best)
    return NOBODY


@compiled
def take_out(month: Month, person: int, rank: int, queue: int) -> None:
    month.waiting[rank] -= 1
    if queue == NOBODY:
        month.own[person, rank] = without_first(month, month.own[person, rank])
    else:
        month.shared[queue, rank] = without_first(month, month.shared[queue, rank])


@compiled
def finish_step(plan: Plan, month: Month, tally: Tally, slot: int, t: float) -> bool:
    """Stop the clocks that end with this step; say whether the contact goes on, and not back."""
    step, kind = month.contacts[slot].step, month.contacts[slot].kind
    if month.contacts[slot].visit == 0 and plan.window_from <= month.contacts[slot].received < plan.window_until:
        place = 0
        while plan.ending[step, kind, place] >= 0:
            clock = plan.ending[step, kind, place]
            is_whole = plan.clocks[clock, STARTS] == FROM_RECEIPT
            began = month.contacts[slot].received if is_whole else month.contacts[slot].ready
            tally.clocks[clock, LATE if t > due_at(plan, clock, began) else IN_TIME] += 1.0
            tally.lengths[clock, bin_of(plan, minutes_open(plan, began, t))] += 1
            place += 1
    if plan.steps[step, HAS_RETURNS] and month.contacts[slot].visit < MOST_VISITS:
        return not goes_back(plan, month, slot, t)
    return True


@compiled
def goes_back(plan: Plan, month: Month, slot: int, t: float) -> bool:
    """Send a contact back to an earlier step, or open it again later, as chance will have it."""
    step = month.contacts[slot].step
    told, luck = plan.returns[step, month.contacts[slot].kind], month.contacts[slot].own_luck
    if chance.uniform(luck, draw_number(plan, month, slot, step, RETURN_CHANCE)) >= told[CHANCE]:
        return False
    gap = wait_of(told, luck, draw_number(plan, month, slot, step, RETURN_WAIT))
    month.contacts[slot].visit += 1
    month.contacts[slot].step = int(told[BACK_TO])
    month.contacts[slot].left = AWAY
    month.inside -= 1
    come_back_later(month, slot, t + gap)
    return True


@compiled
def bin_of(plan: Plan, minutes: int) -> int:
    """Find the bin of a length in open minutes."""
    return int(plan.bins[min(max(0, minutes), LENGTHS - 1)])
