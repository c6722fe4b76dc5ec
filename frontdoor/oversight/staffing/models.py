"""Answers that somebody kept: what was asked, and what the simulation said that day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority

MOST_LETTERS = 80


class KeptAnswer(OfAuthority):
    """A question and its answer as it stood: the records move on, the answer that people talked about does not."""

    may_change: ClassVar[tuple[str, ...]] = ("board_at", "board_by")

    name = models.CharField(max_length=MOST_LETTERS)
    question = models.JSONField(help_text="What was asked, by the codes of the page")
    answer = models.JSONField(help_text="Figures with their intervals, sample, dates and assumptions")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    board_at = models.DateTimeField(null=True, blank=True)
    board_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="kept_answer_has_a_name"),
            models.CheckConstraint(
                condition=Q(board_at__isnull=True, board_by__isnull=True)
                | Q(board_at__isnull=False, board_by__isnull=False),
                name="put_before_the_board_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.name
