"""Which records are one person, which are not, and which may never be known to be: said by people, never deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models.people import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority


class SamePerson(OfAuthority):
    """Two records are one person: proposed by one worker, confirmed by another, ended by anybody who sees it is wrong.

    No fact ever moves: a joined record is read, not written, as one.
    """

    may_change: ClassVar[tuple[str, ...]] = ("confirmed_at", "confirmed_by", "ended_at", "ended_by", "ended_because")
    when_joined: ClassVar[WhenJoined] = WhenJoined.ABOUT_THE_PAIR

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    leading = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="Whose name and reference the joined record shows"
    )
    because = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "same people"
        constraints = (
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="same_person_in_order"),
            models.CheckConstraint(
                condition=Q(leading=F("one")) | Q(leading=F("other")), name="same_person_led_by_either"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="same_person_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="same_person_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because="")),
                name="same_person_ended_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("one", "other"), condition=Q(ended_at__isnull=True), name="same_person_said_once"
            ),
        )
        indexes = (
            models.Index(fields=("one",), condition=Q(ended_at__isnull=True), name="same_person_by_one"),
            models.Index(fields=("other",), condition=Q(ended_at__isnull=True), name="same_person_by_other"),
        )

    def __str__(self) -> str:
        return f"{self.one} and {self.other} are the same person"


class NotSame(OfAuthority):
    """Two records are not one person: somebody looked, so the pair is never suggested again. It can be withdrawn."""

    may_change: ClassVar[tuple[str, ...]] = ("withdrawn_at", "withdrawn_by")
    when_joined: ClassVar[WhenJoined] = WhenJoined.ABOUT_THE_PAIR

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "not the same people"
        constraints = (
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="not_same_in_order"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="not_same_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("one", "other"), condition=Q(withdrawn_at__isnull=True), name="not_same_said_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.one} and {self.other} are not the same person"


class Answer(models.TextChoices):
    SAME = "same", "They are the same person"
    NOT_THE_SAME = "not_the_same", "They are not the same person"
    CANNOT_SAY = "cannot_say", "I cannot say"


class PairQuestion(OfAuthority):
    """Somebody who knows two people was asked whether they are one. The answer is a fact; it joins and parts nobody."""

    may_change: ClassVar[tuple[str, ...]] = ("answer", "answer_words", "answered_at", "answered_by")
    when_joined: ClassVar[WhenJoined] = WhenJoined.ABOUT_THE_PAIR

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="What is asked, beside whether they are one person")
    asked_of = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_question_in_order"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="pair_question_answered_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("one", "other", "asked_of"), condition=Q(answered_at__isnull=True), name="pair_question_once"
            ),
        )

    def __str__(self) -> str:
        return f"whether {self.one} and {self.other} are one person"


class PossiblePair(OfAuthority):
    """Two records that agree enough to be looked at, found by the register against itself. A fact, not an opinion."""

    may_change: ClassVar[tuple[str, ...]] = ()
    when_joined: ClassVar[WhenJoined] = WhenJoined.REBUILT

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField(help_text="The comparison's weight when it was found; the page weighs the pair anew")
    model_edition = models.CharField(max_length=40)
    found_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="possible_pair_in_order"),
            models.UniqueConstraint(fields=("one", "other"), name="possible_pair_once"),
        )
        indexes = (models.Index(fields=("authority", "-weight"), name="possible_pair_by_weight"),)

    def __str__(self) -> str:
        return f"{self.one} beside {self.other}"


class SeparateIdentities(OfAuthority):
    """A child's two identities, such as before and after adoption, of which nobody may learn that they are one.

    Behind a wall of its own, like a sealed address: triggers keep the two apart without anybody reading this.
    """

    may_change: ClassVar[tuple[str, ...]] = ()
    when_joined: ClassVar[WhenJoined] = WhenJoined.ABOUT_THE_PAIR

    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "separate identities"
        constraints = (
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="separate_identities_in_order"),
            models.UniqueConstraint(fields=("one", "other"), name="separate_identities_once"),
        )

    def __str__(self) -> str:
        return "two identities that are kept apart"


class JoinedRecord(OfAuthority):
    """Where a record that is, or may be, the same person as another stands now; worked out from SamePerson.

    Records with one `leading` are confirmed to be one person, and read as one under it. Records with one `circle`
    may be one person: a link between them is confirmed, or waits to be. A record with no link has no row.
    """

    may_change: ClassVar[tuple[str, ...]] = ()
    when_joined: ClassVar[WhenJoined] = WhenJoined.REBUILT

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="joined")
    leading = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="leads")
    circle = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="circled")

    def __str__(self) -> str:
        return f"{self.person} is read under {self.leading}"
