"""Answers that somebody kept, as the simulation gave them that day; and the forecasts that are made each night."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

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


class SeriesForecast(OfAuthority):
    """The coming weeks of one series, made at a moment from what was known then, and how earlier ones had fared.

    Nothing is written over: what was said of a week can be laid beside what came. Without `origins` it was not tested.
    """

    code = models.CharField(max_length=24, help_text="gross, net, or a demand class")
    made_at = models.DateTimeField()
    known_first_on = models.DateField()
    known_last_on = models.DateField()
    known = models.PositiveIntegerField(help_text="How many were counted")
    note = models.CharField(max_length=300, blank=True, help_text="Why there is no forecast, or no test of it")
    origins = models.PositiveSmallIntegerField(null=True, blank=True)
    tested_first_on = models.DateField(null=True, blank=True)
    tested_last_on = models.DateField(null=True, blank=True)
    error = models.FloatField(null=True, blank=True, help_text="Mean absolute scaled error of days")
    naive_error = models.FloatField(null=True, blank=True)
    cover = models.FloatField(null=True, blank=True, help_text="Share of days inside the 80 % interval")
    weeks_tested = models.PositiveSmallIntegerField(null=True, blank=True)
    week_error = models.FloatField(null=True, blank=True, help_text="Mean absolute scaled error of weeks")
    week_naive_error = models.FloatField(null=True, blank=True)
    week_cover = models.FloatField(null=True, blank=True, help_text="Share of weeks inside the 80 % interval")
    week_naive_cover = models.FloatField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("authority", "-made_at"), name="forecasts_made_last"),)
        constraints = (
            models.UniqueConstraint(fields=("authority", "made_at", "code"), name="one_forecast_a_series"),
            models.CheckConstraint(condition=Q(known_first_on__lte=F("known_last_on")), name="forecast_from_some_days"),
        )

    def __str__(self) -> str:
        return f"{self.code} from {self.known_last_on:%d %B %Y} on"

    @property
    def is_better(self) -> bool:
        """Say whether it was nearer than the last week again, in days and in weeks, or was never tested."""
        tests = ((self.error, self.naive_error), (self.week_error, self.week_naive_error))
        return all(ours is None or naive is None or ours < naive for ours, naive in tests)


class ForecastWeek(OfAuthority):
    """One week to come: what is expected where there is a forecast, and the last week again beside it."""

    forecast = models.ForeignKey(SeriesForecast, on_delete=models.PROTECT, related_name="weeks")
    begins_on = models.DateField()
    mean = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    naive_mean = models.FloatField()
    naive_low = models.FloatField()
    naive_high = models.FloatField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("forecast", "begins_on"), name="forecast_says_a_week_once"),
            models.CheckConstraint(
                condition=Q(mean__isnull=True, low__isnull=True, high__isnull=True)
                | Q(low__lte=F("mean"), mean__lte=F("high")),
                name="forecast_lies_in_its_interval",
            ),
        )

    def __str__(self) -> str:
        return f"Week from {self.begins_on:%d %B %Y}"


class MeasuredDay(OfAuthority):
    """A day whose ended contacts have been measured: how long each step took, added up so that nobody is told apart."""

    ended_on = models.DateField()
    contacts = models.PositiveIntegerField(help_text="How many ended that day, measured or not")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("authority", "ended_on"), name="a_day_is_measured_once"),)

    def __str__(self) -> str:
        return f"Measured {self.ended_on:%d %B %Y}"


class MeasuredWork(OfAuthority):
    """What one step of one class of contact took on a day: pieces of work, their minutes, and sums of logarithms.

    `seen` contacts had the step done; `pieces` of them have minutes.
    """

    day = models.ForeignKey(MeasuredDay, on_delete=models.PROTECT, related_name="work")
    step = models.CharField(max_length=12)
    code = models.CharField(max_length=24, blank=True, help_text="The class as scenarios name it")
    seen = models.PositiveIntegerField()
    pieces = models.PositiveIntegerField()
    minutes = models.FloatField()
    logs = models.FloatField()
    squares = models.FloatField()
    cut = models.PositiveIntegerField(help_text="How many hold a pause that counts nothing, of up to an hour")

    class Meta:
        verbose_name_plural = "measured work"
        constraints = (
            models.UniqueConstraint(fields=("day", "step", "code"), name="work_of_a_day_once"),
            models.CheckConstraint(
                condition=Q(seen__gt=0, pieces__lte=F("seen"), cut__lte=F("seen")), name="measured_work_was_seen"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pieces} of {self.step}"
