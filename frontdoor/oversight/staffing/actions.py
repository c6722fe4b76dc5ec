"""What looking at people's work leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from frontdoor.oversight.staffing.models import KeptAnswer
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import refuse_if, require
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import actions as ledger


def note_workload(*, of: Worker | None, by: Worker, at: datetime) -> None:
    """Write that the work of all teams, or of one worker, was opened."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("workload.viewed", subject=("worker", of.pk if of else None), by=by, at=at)


def note_question(*, asked: Mapping[str, str], by: Worker, at: datetime) -> None:
    """Write that somebody asked what the staff there are, or might be, could do."""
    require(by, Permission.WORKLOAD_SEE)
    ledger.write("staffing.answer_viewed", subject=("staffing", None), by=by, at=at, detail=dict(asked))


def keep(
    *, name: str, question: Mapping[str, str], answer: Mapping[str, object], by: Worker, at: datetime
) -> KeptAnswer:
    """Keep a question and its answer, for others to see beside other answers."""
    with transaction.atomic():
        require(by, Permission.WORKLOAD_SEE)
        refuse_if([] if name.strip() else ["Give the answer a name"])
        kept = KeptAnswer.objects.create(
            authority_id=by.authority_id,
            name=" ".join(name.split()),
            question=dict(question),
            answer=dict(answer),
            kept_at=at,
            kept_by=by,
        )
        ledger.write("staffing.answer_kept", subject=("answer", kept.pk), by=by, at=at, detail=dict(question))
    return kept


def put_before_board(*, kept: KeptAnswer, by: Worker, at: datetime) -> None:
    """Put an answer before the board, with its assumptions."""
    with transaction.atomic():
        require(by, Permission.ANSWER_PUT)
        standing = KeptAnswer.objects.filter(pk=kept.pk, board_at__isnull=True)
        if standing.update(board_at=at, board_by=by):
            ledger.write("staffing.answer_put", subject=("answer", kept.pk), by=by, at=at)
