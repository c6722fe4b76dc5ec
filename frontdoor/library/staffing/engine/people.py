"""Who is at work, until when, and how far they get: nobody works outside their spans, but to finish up."""

from __future__ import annotations

import numpy as np

from frontdoor.library.staffing.engine import chance
from frontdoor.library.staffing.engine.compiled import compiled
from frontdoor.library.staffing.engine.queues import NOBODY
from frontdoor.library.staffing.engine.shapes import (
    AVAILABLE,
    FINISH,
    FROM,
    HAND_OVER,
    OVERTIME,
    PACE,
    UNTIL,
    WAKE,
    WORKED,
    Month,
    Plan,
    Tally,
)

ABSENCE = 7_000_003
NONE, ONE, FIFTY_EIGHT = np.uint64(0), np.uint64(1), np.uint64(58)
# Every six bits of this number that stand together are others (a de Bruijn sequence), so they tell where a bit is.
DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
PLACES = np.argsort([(int(DE_BRUIJN) << place) % 2**64 >> 58 for place in range(64)])


@compiled
def set_event(plan: Plan, month: Month, person: int, at: float, event: int) -> None:
    """Note when something happens next to a person, up to the root."""
    month.event[person] = event
    node, first = plan.leaves + person, person
    month.tree[node] = at
    while node > 1:  # to the root always: the same way each time is quicker than to ask where to stop
        other = node ^ 1
        other_at, other_first = month.tree[other], month.firsts[other]
        # Of two at the same moment the one listed first comes first.
        is_other = (other_at < at) | ((other_at == at) & (other_first < first))
        first = other_first if is_other else first
        at = min(at, other_at)
        node >>= 1
        month.tree[node], month.firsts[node] = at, first


@compiled
def next_person(month: Month) -> int:
    """Find whose event comes first."""
    return int(month.firsts[1])


@compiled
def next_span(month: Month, span: int) -> int:
    """Find the next span in which they are not away."""
    span += 1
    while not month.present[span]:
        span += 1
    return span


@compiled
def is_on(plan: Plan, month: Month, person: int, t: float) -> bool:
    """Say whether a person is at work, having let them enter every span that has begun."""
    span = month.now[person]
    if t < plan.spans[span, UNTIL]:
        return True
    after = next_span(month, span)
    while plan.spans[after, FROM] <= t:
        span = after
        after = next_span(month, span)
    month.now[person] = span
    return bool(t < plan.spans[span, UNTIL])


@compiled
def is_free_and_on(plan: Plan, month: Month, person: int, t: float) -> bool:
    """Say whether somebody without work in hand is at work: whoever is off is not before they wake."""
    if t >= plan.spans[month.now[person], UNTIL] and t < month.tree[plan.leaves + person]:
        return False
    return is_on(plan, month, person, t)


@compiled
def bit_of(person: int) -> np.uint64:
    """Give the bit that stands for a person among the sixty-four of their word."""
    return ONE << np.uint64(person & 63)


@compiled
def first_of(bits: np.uint64) -> int:
    """Find the place of the lowest bit."""
    return int(PLACES[int(((bits & (~bits + ONE)) * DE_BRUIJN) >> FIFTY_EIGHT)])


@compiled
def be_busy(month: Month, person: int) -> None:
    """Take a person out of those without work in hand."""
    month.idle[person >> 6] &= ~bit_of(person)


@compiled
def go_idle(plan: Plan, month: Month, person: int, t: float) -> None:
    """Let a person stand ready, or be off, until their next span begins."""
    month.job[person] = NOBODY
    month.idle_since[person] = t
    month.idle[person >> 6] |= bit_of(person)
    set_event(plan, month, person, plan.spans[next_span(month, month.now[person]), FROM], WAKE)


@compiled
def set_to_work(plan: Plan, month: Month, person: int, t: float, hands_over: bool) -> None:
    """Work out when the piece in hand ends: done, done in overtime, or handed over at the end of the day."""
    work, span, at = month.contacts[month.job[person]].left, month.now[person], t
    month.began[person], month.begun[person] = t, span
    while True:
        until, pace = plan.spans[span, UNTIL], plan.spans[span, PACE]
        done_at = at + work / pace
        if done_at <= until:
            break
        if plan.ends_day[span]:
            if done_at <= until + plan.finishes_up:
                break
            if hands_over:
                set_event(plan, month, person, until, HAND_OVER)
                return
        work -= (until - at) * pace
        span = next_span(month, span)
        at = plan.spans[span, FROM]
        if at >= plan.ends:
            done_at = plan.ends * 2.0
            break
    set_event(plan, month, person, done_at, FINISH)


@compiled
def put_down(plan: Plan, month: Month, tally: Tally, person: int, t: float) -> float:
    """Add up a piece of work that ends now, and give the effort that went into it."""
    span, at, effort = month.begun[person], month.began[person], 0.0
    role = plan.role[person]
    window_from, window_until = plan.window_from, plan.window_until
    while True:
        until, after = plan.spans[span, UNTIL], span
        is_last = t <= until
        if not is_last:
            after = next_span(month, span)
            is_last = t <= plan.spans[after, FROM]
        stop = t if is_last else until
        effort += (stop - at) * plan.spans[span, PACE]
        tally.roles[role, WORKED] += max(0.0, min(stop, window_until) - max(at, window_from))
        if is_last:
            if window_from <= t < window_until:
                tally.roles[role, OVERTIME] += max(0.0, t - until)
            return float(effort)
        span = after
        at = plan.spans[span, FROM]


@compiled
def begin_month(plan: Plan, month: Month, tally: Tally) -> None:
    """Draw who is away on which days; everybody starts off shift, with the time they are there added up."""
    for node in range(2 * plan.leaves):
        month.tree[node], month.firsts[node] = 1e300, max(0, node - plan.leaves)
    for person in range(plan.n_people):
        first, last = plan.first_span[person], plan.first_span[person + 1]
        luck = chance.mixed(month.luck, ABSENCE + person)
        absence, role = plan.absence[person], plan.role[person]
        for span in range(first, last):
            is_real = plan.spans[span, FROM] > -1e299 and plan.spans[span, FROM] < 1e299
            away = is_real and absence > 0.0
            away = away and chance.uniform(luck, (plan.span_days[span] + person) // plan.spell) < absence
            month.present[span] = 0 if away else 1
            if is_real and not away:
                there = min(plan.spans[span, UNTIL], plan.window_until)
                tally.roles[role, AVAILABLE] += max(0.0, there - max(plan.spans[span, FROM], plan.window_from))
    for person in range(plan.n_people):
        month.now[person] = plan.first_span[person]
        go_idle(plan, month, person, 0.0)
