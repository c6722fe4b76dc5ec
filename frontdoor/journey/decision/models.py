"""Need, analysis, recommendation, a second person's oversight, outcome, and the reply to whoever told us."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from frontdoor.journey.children.models import Episode
from frontdoor.journey.intake.models import Contact, NamedPerson
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority
from frontdoor.record.outbox.models import Message
from frontdoor.record.policy.models import Edition


class OutcomeKind(models.TextChoices):
    """What happens for a child. Early help and advice are outcomes in their own right."""

    STRATEGY_DISCUSSION = "strategy_discussion", "Referral, and a strategy discussion now"
    REFERRAL = "referral", "Referral: an assessment under the Children Act"
    EARLY_HELP = "early_help", "Early help"
    ADVICE = "advice", "Information and advice"
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    CAPACITY = "closed_for_want_of_capacity", "Closed for want of capacity: there is need, and nobody to meet it"
    PASSED_TO_WORKER = "passed_to_allocated_worker", "Passed to the child's allocated worker"
    LINKED = "linked_to_earlier_contact", "Linked to the earlier contact about the same incident"
    INFORMATION_PROVIDED = "information_provided", "Information request answered"
    SIGNPOSTED = "signposted", "Not for us: sent to the right place"


class FindingKind(models.TextChoices):
    KNOWN = "known", "Known"
    MISSING = "missing", "Not known"
    STRENGTH = "strength", "Going well"
    WORRY = "worry", "Worry"


class Need(models.TextChoices):
    """The three sides of a child's needs, as the assessment framework has them."""

    DEVELOPMENT = "development", "The child's development"
    PARENTING = "parenting", "Parenting"
    FAMILY = "family", "Family and environment"


class HowWeKnow(models.TextChoices):
    CHILD_SAID = "child_said", "The child said so"
    OBSERVED = "observed", "Somebody saw it"
    REPORTED = "reported", "Somebody told us"
    NOT_KNOWN_YET = "not_known_yet", "Not known yet"


class HistoryRead(OfAuthority):
    """A worker acknowledged that they read the history of the children and everyone in the home, as it then stood."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="history_reads")
    events_shown = models.PositiveIntegerField()
    last_event_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"history read for {self.contact}"


class Finding(OfAuthority):
    """One thing known, not known, going well or worrying, and who says so. Ended, never edited."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="findings")
    named = models.ForeignKey(NamedPerson, null=True, blank=True, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=10, choices=FindingKind)
    text = models.TextField()
    source = models.CharField(max_length=160, help_text="Who says so; for what is missing, who could tell us")
    need = models.CharField(max_length=12, choices=Need, blank=True, default="", db_default="")
    how_we_know = models.CharField(max_length=14, choices=HowWeKnow, blank=True, default="", db_default="")
    known_on = models.DateField(null=True, blank=True, help_text="When it was so, or was seen or said")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} on {self.contact}"


class ChildsDay(OfAuthority):
    """What life is like for this child, and how we know. 'Not known yet' is an answer that stays visible."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="days")
    how_we_know = models.CharField(max_length=14, choices=HowWeKnow)
    text = models.TextField(blank=True)
    described_at = models.DateTimeField()
    described_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "children's days"
        constraints = (
            models.UniqueConstraint(fields=("named",), condition=Q(ended_at__isnull=True), name="one_day_a_child"),
            models.CheckConstraint(condition=Q(how_we_know="not_known_yet") | ~Q(text=""), name="a_day_is_described"),
        )

    def __str__(self) -> str:
        return f"the day of {self.named}"


class Recommendation(OfAuthority):
    """What a worker proposes for every child on a contact, and why."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="recommendations")
    rationale = models.TextField()
    missing = models.TextField(blank=True, help_text="What is not known, and why decide now")
    reply = models.TextField(help_text="What the referrer will be told")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    recommended_at = models.DateTimeField()
    recommended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"recommendation {self.pk} on {self.contact}"


class RecommendedOutcome(OfAuthority):
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="outcomes")
    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=OutcomeKind)
    level = models.CharField(max_length=20, help_text="Level of need, as a code of the policy edition")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("recommendation", "named"), name="one_proposal_a_child"),)

    def __str__(self) -> str:
        return f"{self.named}: {self.kind}"


class OversightKind(models.TextChoices):
    AGREED = "agreed", "Agreed"
    CHANGED = "changed", "Changed"
    RETURNED = "returned", "Returned"


class Oversight(OfAuthority):
    """A second person's decision about a recommendation. The database itself refuses the recommender.

    `recommended_by` repeats the recommendation's, held true by a compound foreign key (migration 0002), so that a
    check constraint can compare the two.
    """

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="oversight")
    recommended_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=OversightKind)
    reason = models.TextField(blank=True)
    direction = models.TextField(blank=True)
    direction_due_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "oversight"
        constraints = (
            models.CheckConstraint(
                condition=~Q(decided_by=F("recommended_by")),
                name="overseer_is_not_recommender",
            ),
            models.CheckConstraint(condition=Q(kind="agreed") | ~Q(reason=""), name="change_or_return_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind="returned") | (~Q(direction="") & Q(direction_due_at__isnull=False)),
                name="return_has_a_direction_and_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.recommendation}"


class LeftOut(OfAuthority):
    """A closure that its edition's sample left to one person. The database draws again, and refuses any other.

    `edition` is the edition that was in force, and adopted, when the contact was received.
    """

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="left_out")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(help_text="How many are drawn, and since when")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "left out"

    def __str__(self) -> str:
        return f"left out of the sample: {self.recommendation}"


class Outcome(OfAuthority):
    """What took effect for one child. A trigger refuses it without the oversight that its edition demands."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="outcomes")
    named = models.OneToOneField(NamedPerson, on_delete=models.PROTECT, related_name="outcome")
    oversight = models.ForeignKey(Oversight, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes")
    left_out = models.ForeignKey(LeftOut, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=30, choices=OutcomeKind)
    level = models.CharField(max_length=20)
    episode = models.ForeignKey(Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes")
    took_effect_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(oversight__isnull=False, left_out__isnull=True)
                | Q(oversight__isnull=True, left_out__isnull=False),
                name="overseen_or_left_out",
            ),
        )

    def __str__(self) -> str:
        return f"{self.named}: {self.kind}"

    @property
    def recommendation(self) -> Recommendation:
        """The recommendation that it rests on, whether a second person saw it or the sample left it out."""
        if self.oversight is not None:
            return self.oversight.recommendation
        assert self.left_out is not None
        return self.left_out.recommendation

    @property
    def decided_by(self) -> Worker:
        """Who let it take effect: a second person, or the recommender where the sample left it out."""
        if self.oversight is not None:
            return self.oversight.decided_by
        assert self.left_out is not None
        return self.left_out.closed_by


class ReplyMethod(models.TextChoices):
    PORTAL = "portal", "Partner portal, with an e-mail that says there is something to read"
    PHONE = "phone", "By phone or in person"
    NOT_POSSIBLE = "not_possible", "Not possible: the referrer is not known"


class Reply(OfAuthority):
    """What the referrer is told, and when they were."""

    may_change: ClassVar[tuple[str, ...]] = ("told_at", "told_by", "read_at")

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="reply")
    method = models.CharField(max_length=14, choices=ReplyMethod)
    text = models.TextField()
    message = models.OneToOneField(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"reply about {self.contact}"


class LookKind(models.TextChoices):
    MIDPOINT = "midpoint", "On its way"
    PATTERN = "pattern", "At the pattern: the child came back"


class Look(OfAuthority):
    """A manager looked at a contact before its end: what they make of it, and what must be done by when."""

    may_change: ClassVar[tuple[str, ...]] = ("done_at", "done_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="looks")
    kind = models.CharField(max_length=8, choices=LookKind)
    words = models.TextField()
    events_shown = models.PositiveIntegerField(help_text="How much history they had before them")
    direction = models.TextField(blank=True)
    direction_due_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField()
    looked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(direction="", direction_due_at__isnull=True)
                | (~Q(direction="") & Q(direction_due_at__isnull=False)),
                name="a_direction_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"look at {self.contact}"


class PickUp(OfAuthority):
    """A reviewer took a recommendation in hand, until they let go, another takes it over, or they are idle."""

    may_change: ClassVar[tuple[str, ...]] = ("let_go_at", "let_go_by")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="pick_ups")
    picked_up_at = models.DateTimeField()
    picked_up_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    let_go_at = models.DateTimeField(null=True, blank=True)
    let_go_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("recommendation",), condition=Q(let_go_at__isnull=True), name="one_reviewer_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.recommendation} in hand"


class Amid(OfAuthority):
    """What a recommendation or a second person's decision was made amid: a fact of the moment, never a reason."""

    recommendation = models.OneToOneField(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="amid"
    )
    oversight = models.OneToOneField(Oversight, null=True, blank=True, on_delete=models.PROTECT, related_name="amid")
    contacts = models.PositiveIntegerField(help_text="In the door")
    posts = models.PositiveSmallIntegerField(help_text="Social workers of the front door")
    at_work = models.PositiveSmallIntegerField()
    usual_low = models.FloatField(null=True, blank=True, help_text="Contacts for each at work, on working days before")
    usual_high = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "amid"
        constraints = (
            models.CheckConstraint(
                condition=Q(recommendation__isnull=True) ^ Q(oversight__isnull=True), name="amid_of_one_decision"
            ),
            models.CheckConstraint(condition=Q(at_work__lte=F("posts")), name="amid_no_more_at_work_than_posts"),
        )

    def __str__(self) -> str:
        return f"{self.contacts} contacts for {self.at_work} of {self.posts}"
