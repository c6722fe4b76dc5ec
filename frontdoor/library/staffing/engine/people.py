"""Who is at work, until when, and how far they get: nobody works outside their spans, but to finish up."""

from __future__ import annotations

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


@compiled
def set_event(plan: Plan, month: Month, person: int, at: float, event: int) -> None:
    """Note when something happens next to a person, up to the root."""
    month.event[person] = event
    node = plan.leaves + person
    month.tree[node] = at
    while node > 1:  # to the root always: the same way each time is quicker than to ask where to stop
        at = min(at, month.tree[node ^ 1])
        node >>= 1
        month.tree[node] = at


@compiled
def next_person(plan: Plan, month: Month) -> int:
    """Find whose event comes first."""
    node, leaves, at = 1, plan.leaves, month.tree[1]
    while node < leaves:
        node = 2 * node + (month.tree[2 * node] != at)
    return node - leaves


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
def go_idle(plan: Plan, month: Month, person: int, t: float) -> None:
    """Let a person stand ready, or be off, until their next span begins."""
    month.job[person] = NOBODY
    month.idle_since[person] = t
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
        after = next_span(month, span)
        until = plan.spans[span, UNTIL]
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
        month.tree[node] = 1e300
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
