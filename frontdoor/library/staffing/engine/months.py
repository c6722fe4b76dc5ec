"""Whole months: what happens next, until the last contact of the month has had its time."""

from __future__ import annotations

import numpy as np

from frontdoor.library.staffing.engine import chance, contacts, people
from frontdoor.library.staffing.engine.compiled import compiled
from frontdoor.library.staffing.engine.queues import NOBODY, without_first
from frontdoor.library.staffing.engine.shapes import (
    AT,
    COUNT,
    DAYS,
    ELAPSED,
    ENDS,
    FROM_RECEIPT,
    HAND_OVER,
    LATE,
    MEAN,
    MIX,
    OPEN,
    SLOTS,
    STARTS,
    UNKNOWN,
    WAKE,
    Month,
    Plan,
    Tally,
)

# Neither free nor to be interrupted: at the moment between two contacts
TURNING = -2
ARRIVALS, DAYS_LUCK, BATCHES_LUCK, CLASSES = 1_000_003, 2_000_003, 3_000_017, 4_000_037


@compiled
def clear(plan: Plan, month: Month) -> None:
    """Empty every queue, and draw how busy each day is."""
    month.used_slots = 0
    month.shared[:], month.own[:], month.job[:], month.waiting[:] = NOBODY, NOBODY, NOBODY, 0
    month.idle[:] = np.uint64(0)
    month.inside, month.awaited, month.came, month.is_full, month.events = 0, 0, 0, 0, 0
    month.free_slots, month.back = 0, NOBODY
    luck = chance.mixed(month.luck, DAYS_LUCK)
    spread = plan.day_spread
    for day in range(min(DAYS, plan.n_hours // 24)):
        month.days[day] = np.exp(spread * chance.normal(luck, day) - spread * spread / 2.0) if spread > 0.0 else 1.0


@compiled
def next_arrival(plan: Plan, month: Month, number: int, t: float) -> float:
    """Find when the next contact arrives: a gap, stretched where it is quiet and pressed together where it is busy."""
    gap = chance.exponential(chance.mixed(month.luck, ARRIVALS), number)
    hour = int(t)
    while hour < plan.ends:
        rate = plan.rates[hour % plan.n_hours] * month.days[(hour // 24) % DAYS]
        room = rate * (hour + 1.0 - t)
        if gap < room:
            return float(t + gap / rate)
        gap -= room
        hour += 1
        t = float(hour)
    return np.inf


@compiled
def run_month(plan: Plan, month: Month, tally: Tally) -> None:
    """Let one thing happen after another."""
    came, batch, day = 0, 0, 0
    next_day = plan.window_from + 24.0
    next_at = next_arrival(plan, month, 0, 0.0)
    while True:
        back = month.back
        back_at = month.contacts[back].key if back != NOBODY else np.inf
        batch_at = plan.batches[batch, AT]
        person_at = month.tree[1]
        t = min(min(next_at, batch_at), min(back_at, person_at))
        while t >= next_day and next_day <= plan.window_until and day < DAYS:
            tally.backlog[day] = month.inside
            day += 1
            next_day += 24.0
        # Once the last contact that counts is gone, nothing that follows would be counted.
        if t >= plan.ends or (t > plan.window_until and month.awaited == 0):
            return
        if t == person_at:
            somebody_is_done(plan, month, tally, t)
        elif t == next_at:
            arrive(plan, month, tally, 0, t)
            came += 1
            next_at = next_arrival(plan, month, came, t)
        elif t == back_at:
            come_back(plan, month, tally, back, t)
        else:
            arrive_together(plan, month, tally, batch)
            batch += 1


@compiled
def somebody_is_done(plan: Plan, month: Month, tally: Tally, t: float) -> None:
    """Let the person whose event it is finish, hand over or begin their shift."""
    person = people.next_person(month)
    event, slot = month.event[person], month.job[person]
    if event == WAKE:
        contacts.take_next(plan, month, tally, person, t)
        return
    effort = people.put_down(plan, month, tally, person, t)
    if event == HAND_OVER:
        month.contacts[slot].left = max(0.0, month.contacts[slot].left - effort) + plan.takes_up
        people.is_on(plan, month, person, t)
        people.go_idle(plan, month, person, t)
        contacts.find_somebody(plan, month, tally, slot, t)
        return
    month.events += 1
    month.job[person] = TURNING
    if contacts.finish_step(plan, month, tally, slot, t):
        contacts.go_on(plan, month, tally, slot, month.contacts[slot].step + 1, t)
    contacts.take_next(plan, month, tally, person, t)


@compiled
def a_free_slot(month: Month) -> int:
    """Take the slot that was given back last, which is still at hand, or one that was never used."""
    if month.free_slots > 0:
        month.free_slots -= 1
        return int(month.free[month.free_slots])
    if month.used_slots == SLOTS:
        return NOBODY
    slot = month.used_slots
    month.used_slots += 1
    month.contacts[slot].child, month.contacts[slot].sibling = NOBODY, NOBODY
    return int(slot)


@compiled
def arrive(plan: Plan, month: Month, tally: Tally, mix: int, t: float) -> None:
    """Receive a contact, of a class by chance."""
    month.events += 1
    serial = month.came
    month.came += 1
    slot = a_free_slot(month)
    if slot == NOBODY:
        month.is_full = 1
        return
    draw = chance.uniform(chance.mixed(month.luck, CLASSES), serial)
    kind = 0
    while kind < plan.n_kinds - 1 and draw >= plan.mixes[mix, kind]:
        kind += 1
    month.contacts[slot].kind, month.contacts[slot].owner, month.contacts[slot].visit = kind, NOBODY, 0
    month.contacts[slot].own_luck, month.contacts[slot].received = chance.mixed(month.luck, serial), t
    month.inside += 1
    if plan.window_from <= t < plan.window_until:
        tally.arrivals[kind] += 1.0
        month.awaited += 1
    contacts.go_on(plan, month, tally, slot, 0, t)


@compiled
def arrive_together(plan: Plan, month: Month, tally: Tally, batch: int) -> None:
    """Receive a batch, all at one moment."""
    told = plan.batches[batch]
    size = chance.poisson(told[MEAN], chance.mixed(chance.mixed(month.luck, BATCHES_LUCK), batch))
    for _ in range(size):
        arrive(plan, month, tally, int(told[MIX]), told[AT])


@compiled
def come_back(plan: Plan, month: Month, tally: Tally, slot: int, t: float) -> None:
    """Take up a contact that waited for somebody outside, or was opened again."""
    month.back = without_first(month, slot)
    if month.contacts[slot].left == contacts.AWAY:
        month.inside += 1
        contacts.go_on(plan, month, tally, slot, month.contacts[slot].step, t)
    else:
        contacts.become_ready(plan, month, tally, slot, t)


@compiled
def count_unfinished(plan: Plan, month: Month, tally: Tally) -> None:
    """Count those still inside: left out, the longest waits would be missing just where there are most of them."""
    for slot in range(month.used_slots):
        contact = month.contacts[slot]
        is_counted = contact.kind >= 0 and contact.visit == 0
        if is_counted and plan.window_from <= contact.received < plan.window_until:
            count_waiting(plan, month, tally, slot)
            for clock in range(plan.n_clocks):
                step = plan.clocks[clock, ENDS]
                if plan.clock_of[clock, contact.kind] and step >= contact.step:
                    count_clock_left_running(plan, month, tally, slot, clock)


@compiled
def count_waiting(plan: Plan, month: Month, tally: Tally, slot: int) -> None:
    """Count how long a contact has waited for somebody so far."""
    contact = month.contacts[slot]
    if contact.left < 0.0 and contact.ready < plan.ends:
        rank = plan.ranks[contact.step, contact.kind]
        tally.waits[contact.step, rank, COUNT] += 1.0
        tally.waits[contact.step, rank, ELAPSED] += plan.ends - contact.ready
        tally.waits[contact.step, rank, OPEN] += contacts.open_between(plan, contact.ready, plan.ends)


@compiled
def count_clock_left_running(plan: Plan, month: Month, tally: Tally, slot: int, clock: int) -> None:
    """Count a clock as late if its time is past, as unknown if it is still to come, and how long it has run."""
    contact, step = month.contacts[slot], plan.clocks[clock, ENDS]
    began = contact.received
    if plan.clocks[clock, STARTS] != FROM_RECEIPT:
        began = contact.ready if step == contact.step else np.inf
    if began >= plan.ends or not contacts.takes_step(plan, month, slot, step):
        return
    tally.clocks[clock, LATE if contacts.due_at(plan, clock, began) < plan.ends else UNKNOWN] += 1.0
    tally.lengths[clock, contacts.bin_of(plan, contacts.minutes_open(plan, began, plan.ends))] += 1
