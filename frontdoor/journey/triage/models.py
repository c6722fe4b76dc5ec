"""We look: what each contact about a child is, how fast it must move, and who has it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from frontdoor.journey.children.models import Episode
from frontdoor.journey.intake.models import Contact, FamilyAgreement, NamedPerson
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority
from frontdoor.record.outbox.models import Message


class DemandClass(models.TextChoices):
    """What a contact about a child is (design: the six demand classes). Net demand is new and repeat."""

    NEW = "new", "New"
    REPEAT = "repeat", "Repeat"
    DUPLICATE = "duplicate", "Duplicate"
    OPEN_CASE = "open_case", "Open-case information"
    INFORMATION_REQUEST = "information_request", "Information request"
    NOT_FOR_US = "not_for_us", "Not for us"


class Colour(models.TextChoices):
    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"


class Classification(OfAuthority):
    """A worker set the demand class of a contact about one child. Setting it again ends the earlier one."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="classifications")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="classifications")
    demand_class = models.CharField(max_length=20, choices=DemandClass)
    linked_to = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="also_told_by")
    reason = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("named",), condition=Q(ended_at__isnull=True), name="one_class_a_child"),
            models.CheckConstraint(
                condition=~Q(demand_class="duplicate") | Q(linked_to__isnull=False), name="duplicate_of_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.named}: {self.demand_class}"


class Rating(OfAuthority):
    """How fast: set by a qualified person, changed with a reason. Due instants follow from it and the receipt."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="ratings")
    colour = models.CharField(max_length=6, choices=Colour)
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("contact",), condition=Q(ended_at__isnull=True), name="one_rating_a_contact"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact}: {self.colour}"


class Allocation(OfAuthority):
    """A contact is with a worker until it is given to another."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="allocations")
    allocated_at = models.DateTimeField()
    allocated_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("contact",), condition=Q(ended_at__isnull=True), name="one_worker_a_contact"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact} with {self.worker}"


class News(OfAuthority):
    """Information on an open case, passed to the worker the child is allocated to, until they say they have it."""

    may_change: ClassVar[tuple[str, ...]] = ("acknowledged_at", "acknowledged_by")

    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="news")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="news")
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="news")
    passed_at = models.DateTimeField()
    passed_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "news"
        constraints = (models.UniqueConstraint(fields=("named", "episode"), name="news_passed_once"),)
        indexes = (
            models.Index(fields=("worker",), condition=Q(acknowledged_at__isnull=True), name="news_not_acknowledged"),
        )

    def __str__(self) -> str:
        return f"news about {self.named}"


class QuestionKind(models.TextChoices):
    CLARITY = "clarity", "What they did not say"
    CONSENT = "consent", "Returned for the family's agreement"


class Question(OfAuthority):
    """What we asked whoever told us. It stays open until it is answered, taken back or decided without."""

    may_change: ClassVar[tuple[str, ...]] = (
        "answer",
        "agreement",
        "answered_at",
        "answered_by",
        "ended_at",
        "ended_by",
        "ended_because",
    )

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=8, choices=QuestionKind)
    asks = models.CharField(max_length=400, blank=True, help_text="Codes of what was missing, with spaces between")
    words = models.TextField(help_text="What the referrer reads; it leaves by the portal or by phone, never by e-mail")
    message = models.OneToOneField(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    agreement = models.CharField(max_length=12, choices=FamilyAgreement, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.TextField(blank=True, help_text="Why we no longer ask; blank when it was answered")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("contact", "kind"), condition=Q(ended_at__isnull=True), name="one_open_question_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(answered_at__isnull=False) | ~Q(ended_because=""),
                name="a_question_is_never_dropped_silently",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(answer="") & Q(ended_at__isnull=False)),
                name="an_answer_ends_its_question",
            ),
        )
        indexes = (
            models.Index(fields=("authority", "asked_at"), condition=Q(ended_at__isnull=True), name="question_open"),
        )

    def __str__(self) -> str:
        return f"question about {self.contact}"


class ChaseOutcome(models.TextChoices):
    SPOKEN = "spoken", "Spoke with them: they will answer"
    MESSAGE_LEFT = "message_left", "Left a message"
    NO_ANSWER = "no_answer", "Nobody answered"


class Chase(OfAuthority):
    """Somebody tried to get an answer: the time that an unclear contact costs."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="chases")
    outcome = models.CharField(max_length=12, choices=ChaseOutcome)
    chased_at = models.DateTimeField()
    chased_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"chase of {self.question}"


class NotAskedReason(models.TextChoices):
    """Why the family was not asked for its agreement."""

    RISK_TO_CHILD = "risk_to_child", "Asking would put a child at risk"
    RISK_TO_ANOTHER = "risk_to_another", "Asking would put somebody else at risk"
    POLICE = "police", "The police asked that the family is not told yet"
    DELAY = "delay", "Asking would cost time that the child does not have"
    NOT_PRACTICABLE = "not_practicable", "They could not be reached"
    YOUNG_PERSON = "young_person", "The young person understands, and asked that their parents are not told"


class NotAsked(OfAuthority):
    """Why a service is considered without the family's agreement, and who stands behind that."""

    may_change: ClassVar[tuple[str, ...]] = ("approved_at", "approved_by", "ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="not_asked")
    reason = models.CharField(max_length=16, choices=NotAskedReason)
    words = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "not asked"
        constraints = (
            models.UniqueConstraint(
                fields=("contact",), condition=Q(ended_at__isnull=True), name="one_reason_not_to_ask"
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("said_by")), name="not_asking_is_approved_by_another"),
        )

    def __str__(self) -> str:
        return f"{self.contact}: family not asked"


class DangerDeed(models.TextChoices):
    """What was done about a child's immediate danger."""

    POLICE = "police", "Police called: they are going to the child"
    VISIT = "visit", "A worker is on the way to the child"
    STRATEGY = "strategy", "Strategy discussion called"
    MEDICAL = "medical", "Ambulance or hospital"
    SAFE = "safe", "The child was found and is safe now"


class DangerAct(OfAuthority):
    """Somebody acted on a child's immediate danger: what, and when. Minutes are counted from the receipt."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="danger_acts")
    deed = models.CharField(max_length=10, choices=DangerDeed)
    words = models.TextField(blank=True)
    acted_at = models.DateTimeField()
    acted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.deed} for {self.contact}"
