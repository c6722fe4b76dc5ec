"""Samples of decisions: drawn so that anybody can draw them again, looked back at, or decided again unseen."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority
from frontdoor.record.organisations.sources import SOURCE_CHOICES

MOST_LETTERS = 120


class Purpose(models.TextChoices):
    LOOK_BACK = "look_back", "Look-back"
    CONSISTENCY = "consistency", "Consistency"


class Overseen(models.TextChoices):
    """What stands on our record of a second person."""

    EITHER = "either", "With or without a second person's decision on record"
    AGREED = "agreed", "Only where a second person agreed what was recommended"
    CHANGED = "changed", "Only where a second person changed it"
    LEFT_OUT = "left_out", "Only closures that the sample left to one person"
    WITHOUT = "without", "Only where no second person's decision is on record"


class Sample(OfAuthority):
    """Children on contacts that ended between two days, drawn by a seed: the same seed draws the same children."""

    purpose = models.CharField(max_length=12, choices=Purpose)
    name = models.CharField(max_length=MOST_LETTERS, help_text="What it is for, such as 'Closures before the visit'")
    from_on = models.DateField()
    until_on = models.DateField()
    outcomes = ArrayField(models.CharField(max_length=30, choices=OutcomeKind), help_text="Empty: whatever was decided")
    source_code = models.CharField(max_length=2, blank=True, choices=SOURCE_CHOICES)
    overseen = models.CharField(max_length=8, choices=Overseen)
    seed = models.PositiveIntegerField()
    fitting = models.PositiveIntegerField(help_text="How many children fitted when it was drawn")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="sample_says_what_for"),
            models.CheckConstraint(condition=Q(from_on__lte=F("until_on")), name="sample_days_in_order"),
        )

    def __str__(self) -> str:
        return self.name


class Case(OfAuthority):
    """One child on one contact, drawn into a sample."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="cases")
    position = models.PositiveIntegerField()
    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("sample", "named"), name="child_drawn_once"),
            models.UniqueConstraint(fields=("sample", "position"), name="cases_in_order"),
        )

    def __str__(self) -> str:
        return f"case {self.position} of {self.sample}"


class Found(models.TextChoices):
    """What a look-back finds of one decision."""

    SOUND = "sound", "The decision stands, and the record shows why"
    THIN = "thin", "The decision stands, but the record or the work behind it falls short"
    UNMET = "unmet", "The child may have a need that nobody has met"


class Review(OfAuthority):
    """Somebody else's look back at one decision: what they found, in codes and in words."""

    may_change: ClassVar[tuple[str, ...]] = ("opened_again_as", "opened_again_at", "opened_again_by")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="review")
    found = models.CharField(max_length=8, choices=Found)
    words = models.TextField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    opened_again_as = models.OneToOneField(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="look_back"
    )
    opened_again_at = models.DateTimeField(null=True, blank=True)
    opened_again_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="review_says_why"),
            models.CheckConstraint(
                condition=Q(opened_again_as__isnull=True, opened_again_at__isnull=True, opened_again_by__isnull=True)
                | Q(
                    opened_again_as__isnull=False,
                    opened_again_at__isnull=False,
                    opened_again_by__isnull=False,
                    found="unmet",
                ),
                name="only_unmet_need_is_opened_again",
            ),
        )

    def __str__(self) -> str:
        return f"review of {self.case}"


class Answered(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    CANNOT_TELL = "cannot_tell", "The record does not show it"


class Answer(OfAuthority):
    """The answer to one of the set questions of a look-back."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=12, choices=Answered)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("review", "question"), name="question_answered_once"),)

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class SecondDecision(OfAuthority):
    """What somebody would have decided from the same picture, without seeing what was decided. It changes nothing."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="second_decision")
    outcome = models.CharField(max_length=30, choices=OutcomeKind)
    level = models.CharField(max_length=20, blank=True, help_text="Level of need, as a code of the policy edition")
    words = models.TextField()
    was_unseen = models.BooleanField(help_text="False where they had opened the contact itself before, so had seen it")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(words=""), name="second_decision_says_why"),)

    def __str__(self) -> str:
        return f"second decision on {self.case}"
