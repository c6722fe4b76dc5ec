"""Answers about staff that somebody asked for and kept, lived through by the simulation that the page asks."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from frontdoor.oversight.staffing import actions, asked
from frontdoor.oversight.staffing.queries import handled
from frontdoor.oversight.staffing.queries.own import Own, own_scenario
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission, Role
from frontdoor.site import warming
from frontdoor.site.authority import times
from frontdoor.site.authority.bench import Bench
from frontdoor.site.authority.words.asking import QUESTIONS

if TYPE_CHECKING:
    from frontdoor.oversight.staffing.answering import Answer

KEPT: Final = 8.0
PUT: Final = 6.5
"""Kept, and the last of them put before the board, so many working days ago."""
READ_FOR: Final = timedelta(minutes=20)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A question that somebody asked, and its answer, which is being worked out."""

    name: str
    question: asked.Question
    by: Worker
    at: datetime
    answer: Future[Answer]


@contextmanager
def engine_made_ready() -> Iterator[subprocess.Popen[bytes]]:
    """Have the simulation compiled in a process of its own beside the loading, where nobody has yet."""
    made = warming.compiling()
    try:
        yield made
    finally:
        made.terminate()
        made.wait()


def begin(bench: Bench, engine: subprocess.Popen[bytes]) -> list[Asking]:
    """Ask every question of the records as they stood some days ago, and let each be lived through beside the loading.

    Where what is compiled cannot be kept, nothing is asked: compiling again would hold the loading up.
    """
    at = bench.ago(KEPT * times.SHIFT)
    by = bench.first(Permission.ANSWER_PUT, at=at, role=Role.SERVICE_MANAGER)
    if by is None or engine.wait() != 0:
        return []
    own = own_scenario(by.authority_id, at=at, measured=handled.measured_lately(by.authority_id, at=at))
    with_codes = [(name, asked.read(told)) for name, told in QUESTIONS]
    beside = ThreadPoolExecutor(1)
    found = [
        Asking(name=name, question=question, by=by, at=at, answer=beside.submit(_answer, own, question))
        for name, question in with_codes
    ]
    beside.shutdown(wait=False)
    return found


def keep(bench: Bench, asking: Sequence[Asking]) -> None:
    """Keep the answers under their names, and put the last before the board."""
    for place, one in enumerate(asking):
        codes, answer = one.question.codes, asdict(one.answer.result())
        actions.note_question(asked=codes, by=one.by, at=one.at)
        kept = actions.keep(name=one.name, question=codes, answer=answer, by=one.by, at=one.at + (place + 1) * READ_FOR)
        if one is asking[-1]:
            actions.put_before_board(kept=kept, by=one.by, at=bench.ago(PUT * times.SHIFT))


def _answer(own: Own, question: asked.Question) -> Answer:
    from frontdoor.oversight.staffing import answering  # loads the simulation, which nothing else here needs

    return answering.answer(own.scenario, question)
