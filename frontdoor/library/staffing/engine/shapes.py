"""What the engine works on: records of fixed shape, so that a function is handed one address, not a hundred arrays.

All times are hours since the first midnight of the warm-up. Rows and columns are numbers by which the scenario's own
lists are ordered; `planning.py` turns one into the other. Each class below is both the type that is checked and the
layout in memory.
"""

from __future__ import annotations

from typing import Annotated, get_args, get_type_hints

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Tiny = npt.NDArray[np.uint8]
Keys = npt.NDArray[np.uint64]
Records = npt.NDArray[np.void]

# The most there may be of each; a scenario with more is refused with a sentence.
STEPS, KINDS, RANKS, CLOCKS, LIMITS, MIXES = 10, 16, 6, 16, 10, 8
PEOPLE, ROLES, SPANS, BATCHES = 128, 8, 24_576, 1_024
DAYS, BINS = 128, 256
WORDS = PEOPLE // 64  # in which everybody has a bit
HOURS, MINUTES = DAYS * 24, DAYS * 24 * 60
SLOTS = 16_384
COLUMNS = 16  # of the calendar: the hub's open time, and each limit
BINS_AN_OCTAVE = 16
LENGTHS = 1 << (BINS // BINS_AN_OCTAVE)  # open minutes; all from here on are in the last bin

# Kinds of handling time
LOGNORMAL, EXPONENTIAL, FIXED = 0, 1, 2
# Columns of work, waits and returns: the first three are the same
CHANCE, LOG_MEDIAN, SPREAD, SHAPE, BACK_TO = 0, 1, 2, 3, 3
# Columns of clocks
LIMIT, STARTS, ENDS = 0, 1, 2
FROM_RECEIPT, FROM_READY = 0, 1
# Columns of steps
SAME_PERSON, SECOND_PERSON, HAS_WAITS, HAS_RETURNS = 0, 1, 2, 3
# Columns of spans and batches
FROM, UNTIL, PACE = 0, 1, 2
AT, MEAN, MIX = 0, 1, 2
# Events of a person
FINISH, HAND_OVER, WAKE = 0, 1, 2
# Columns of the tally's clocks, waits and roles
IN_TIME, LATE, UNKNOWN = 0, 1, 2
COUNT, ELAPSED, OPEN = 0, 1, 2
WORKED, AVAILABLE, OVERTIME = 0, 1, 2


class Plan:
    """What stays as it is in every month."""

    window_from: float
    window_until: float
    ends: float
    finishes_up: float  # hours of overtime in which somebody finishes what is in hand
    takes_up: float  # hours that it takes to get back into interrupted work
    day_spread: float
    interrupting: int  # ranks below this interrupt the others, and are handed over at the end of a shift
    spell: int  # days that an absence lasts
    n_hours: int
    n_steps: int
    n_kinds: int
    n_ranks: int
    n_clocks: int
    n_people: int
    leaves: int  # of the tree of people's events: a power of two
    rates: Annotated[Floats, HOURS]  # arrivals an hour
    mixes: Annotated[Floats, MIXES, KINDS]  # shares of the classes, added up
    batches: Annotated[Floats, BATCHES, 3]  # AT MEAN MIX, in order, with one at infinity last
    work: Annotated[Floats, STEPS, KINDS, 4]  # CHANCE LOG_MEDIAN SPREAD SHAPE
    waits: Annotated[Floats, STEPS, KINDS, 3]  # CHANCE LOG_MEDIAN SPREAD: partners, before the step
    returns: Annotated[Floats, STEPS, KINDS, 4]  # CHANCE LOG_MEDIAN SPREAD BACK_TO
    steps: Annotated[Whole, STEPS, 4]  # SAME_PERSON SECOND_PERSON HAS_WAITS HAS_RETURNS
    ranks: Annotated[Whole, STEPS, KINDS]
    order_by: Annotated[Whole, STEPS, KINDS]  # the clock by which they wait in order; -1 for none
    clocks: Annotated[Whole, CLOCKS, 3]  # LIMIT STARTS ENDS
    clock_of: Annotated[Whole, CLOCKS, KINDS]
    ending: Annotated[Whole, STEPS, KINDS, CLOCKS + 1]  # the clocks that stop with a step, -1 behind the last
    columns: int  # of the calendar as it is used: a power of two, so that a minute's begin where the processor reads
    calendar: Annotated[Small, MINUTES * COLUMNS]  # for each minute: minutes open since the start, then when limits end
    bins: Annotated[Tiny, LENGTHS]  # for each number of open minutes, the bin that it belongs in
    able: Annotated[Whole, STEPS, PEOPLE]  # who may do it, -1 behind the last
    levels: Annotated[Whole, STEPS]  # of those who may do it: the first are asked first
    able_of: Annotated[Keys, STEPS, ROLES, WORDS]  # who may do it, by level: a bit for each
    steps_of: Annotated[Whole, PEOPLE, STEPS]  # what they may do, -1 behind the last
    spans: Annotated[Floats, SPANS, 3]  # FROM UNTIL PACE; each person's begin long past and end never
    span_days: Annotated[Whole, SPANS]
    ends_day: Annotated[Whole, SPANS]
    first_span: Annotated[Whole, PEOPLE + 1]
    absence: Annotated[Floats, PEOPLE]  # chance of being away
    ranks_taken: Annotated[Whole, PEOPLE]  # they take only ranks below this
    role: Annotated[Whole, PEOPLE]


class Contact:
    """One contact inside, kept together: what is looked at together should lie together."""

    key: float  # due time, or the moment that it comes back
    received: float
    ready: float
    left: float  # work left on the step, in hours at full pace
    own_luck: np.uint64
    child: Annotated[int, np.int32]  # this and the next are the links of the queue it waits in
    sibling: Annotated[int, np.int32]
    kind: Annotated[int, np.int32]  # -1 when the slot is free
    step: Annotated[int, np.int32]
    owner: Annotated[int, np.int32]
    visit: Annotated[int, np.int32]


class Month:
    """One month as it goes on: contacts, people and queues. Made once for a thread and used again."""

    luck: np.uint64
    free_slots: int
    used_slots: int  # the slots below this were in use at some time
    inside: int
    awaited: int  # contacts inside that the month counts
    came: int
    is_full: int
    events: int
    back: int  # the first of those who wait for somebody outside
    contacts: Annotated[list[Contact], SLOTS]
    free: Annotated[Whole, SLOTS]
    shared: Annotated[Whole, STEPS, RANKS]  # first of each queue
    own: Annotated[Whole, PEOPLE, RANKS]
    waiting: Annotated[Whole, RANKS]  # how many wait at all
    job: Annotated[Whole, PEOPLE]  # slot in hand; -1 for none
    began: Annotated[Floats, PEOPLE]
    begun: Annotated[Whole, PEOPLE]  # span in which this piece of work began
    now: Annotated[Whole, PEOPLE]  # span that began last
    event: Annotated[Whole, PEOPLE]
    idle_since: Annotated[Floats, PEOPLE]
    idle: Annotated[Keys, WORDS]  # a bit for everybody without work in hand
    tree: Annotated[Floats, 2 * PEOPLE]  # when the next of each half has an event; node 1 is everybody
    firsts: Annotated[Whole, 2 * PEOPLE]  # whose it is
    present: Annotated[Whole, SPANS]
    days: Annotated[Floats, DAYS]  # how much busier than usual each day is


class Tally:
    """What is counted in one month."""

    events: float
    is_full: float
    clocks: Annotated[Floats, CLOCKS, 3]  # IN_TIME LATE UNKNOWN
    lengths: Annotated[Small, CLOCKS, BINS]  # how long it took, in open hours
    waits: Annotated[Floats, STEPS, RANKS, 3]  # COUNT ELAPSED OPEN
    roles: Annotated[Floats, ROLES, 3]  # WORKED AVAILABLE OVERTIME
    backlog: Annotated[Floats, DAYS]
    arrivals: Annotated[Floats, KINDS]


KINDS_OF = {
    Floats: np.float64,
    Whole: np.int64,
    Small: np.int32,
    Tiny: np.uint8,
    Keys: np.uint64,
    float: np.float64,
    int: np.int64,
}


def layout(record: type) -> np.dtype[np.void]:
    """Lay a record out in memory as its class says."""
    fields: list[tuple[str, object] | tuple[str, object, tuple[int, ...]]] = []
    for name, hint in get_type_hints(record, include_extras=True).items():
        array, *shape = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
        if shape and isinstance(shape[0], type):
            array = shape.pop()  # a number that takes less room than its kind usually does
        kind = layout(Contact) if array == list[Contact] else KINDS_OF.get(array, array)
        fields.append((name, kind, tuple(shape)) if shape else (name, kind))
    return np.dtype(fields, align=True)


def an_empty(record: type, count: int = 1) -> npt.NDArray[np.void]:
    """Make records of a kind, all zero."""
    return np.zeros(count, layout(record))
