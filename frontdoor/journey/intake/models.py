"""Somebody tells us: contacts as they were told, who is named in them, and who those people turn out to be."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models import Person, Sex
from frontdoor.record.access.models import Machine, Worker
from frontdoor.record.organisations.models import Agency, OfAuthority, Professional
from frontdoor.record.organisations.sources import SOURCE_CHOICES, SOURCES
from frontdoor.record.policy.models import Edition


class Channel(models.TextChoices):
    PHONE = "phone", "Phone"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    VISIT = "visit", "In person"
    PORTAL = "portal", "Partner portal"
    API = "api", "From an agency's system"
    IMPORT = "import", "Read from an older system"
    LOOK_BACK = "look_back", "Opened again by a look-back"


class HowKnown(models.TextChoices):
    SAW = "saw", "They saw or heard it themselves"
    CHILD_SAID = "child_said", "The child told them"
    FAMILY_SAID = "family_said", "Somebody in the family told them"
    ANOTHER_SAID = "another_said", "Somebody else told them"
    RECORDS = "records", "From their records"
    NOT_KNOWN = "not_known", "Not known"


class SharingBasis(models.TextChoices):
    """May this be shared with us? Consent is rarely the right basis (see docs/explanation/consent.md)."""

    SAFEGUARDING = "safeguarding", "A child may be at risk of harm: no consent needed"
    PUBLIC_TASK = "public_task", "The agency's public task"
    LEGAL_DUTY = "legal_duty", "A legal duty, such as a court's order"
    CONSENT = "consent", "The family's consent to share"
    NOT_KNOWN = "not_known", "Not known yet"


class FamilyAgreement(models.TextChoices):
    """Does the family agree to a service?"""

    AGREED = "agreed", "Yes, they agree"
    REFUSED = "refused", "They were asked and said no"
    NOT_SOUGHT = "not_sought", "They have not been asked"
    NOT_NEEDED = "not_needed", "Not a matter of agreement: a child may be at risk of harm"
    NOT_KNOWN = "not_known", "Not known yet"


class FamilyTold(models.TextChoices):
    """Has anybody been open with the family about telling us?"""

    TOLD = "told", "Yes, they know"
    RISK_TO_CHILD = "risk_to_child", "No: it would put a child at risk"
    RISK_TO_ANOTHER = "risk_to_another", "No: it would put somebody else at risk"
    POLICE = "police", "No: the police asked that they are not told yet"
    DELAY = "delay", "No: it would cause delay that the child cannot afford"
    NOT_PRACTICABLE = "not_practicable", "No: they could not be reached"
    NOT_TOLD = "not_told", "No, and no reason was given"
    NOT_KNOWN = "not_known", "Not known yet"


class Contact(OfAuthority):
    """Somebody tells us something about one or more children: one event, as it was told.

    `ended_at` is set once, when every child on it has an outcome; a trigger refuses it before.
    """

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    receipt = models.CharField(max_length=16, help_text="C and seven digits; read out to the referrer")
    received_at = models.DateTimeField(help_text="When it reached us: every clock starts here and never again")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    machine = models.ForeignKey(Machine, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    source_code = models.CharField(max_length=2, choices=SOURCE_CHOICES)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")
    professional = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    teller_name = models.CharField(max_length=120, blank=True)
    teller_role = models.CharField(max_length=120, blank=True, help_text="Job, or relationship to the child")
    teller_phone = models.CharField(max_length=30, blank=True)
    teller_email = models.EmailField(blank=True)
    agency_reference = models.CharField(
        max_length=60, blank=True, help_text="The sender's own, such as a police incident number"
    )
    how_known = models.CharField(max_length=12, choices=HowKnown)
    what_happened = models.TextField()
    wants = models.TextField(blank=True, help_text="What they want from us")
    is_in_danger_now = models.BooleanField()
    danger = models.TextField(blank=True, help_text="What the danger is and where the child is now")
    sharing_basis = models.CharField(max_length=12, choices=SharingBasis)
    family_agreement = models.CharField(max_length=12, choices=FamilyAgreement)
    family_told = models.CharField(max_length=16, choices=FamilyTold)
    consent_note = models.TextField(blank=True)
    level_stated = models.CharField(
        max_length=20, blank=True, help_text="The level the referrer thinks it is, as a policy code"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "receipt"), name="receipt_once"),
            models.CheckConstraint(condition=Q(source_code__in=list(SOURCES)), name="contact_source_known"),
        )
        indexes = (
            models.Index(fields=("authority", "received_at"), name="contact_by_receipt_time"),
            models.Index(
                fields=("authority", "received_at"), condition=Q(ended_at__isnull=True), name="contact_in_the_door"
            ),
            models.Index(
                fields=("authority", "agency_reference"), condition=~Q(agency_reference=""), name="contact_by_their_ref"
            ),
        )

    def __str__(self) -> str:
        return self.receipt


class Concern(OfAuthority):
    """What a contact is about, as a code of the edition it was given under. Coded otherwise, it is ended and stays."""

    may_change: ClassVar[tuple[str, ...]] = ("ended_at", "ended_by")

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="concerns")
    code = models.CharField(max_length=40, help_text="A concern of the policy edition; never guessed from words")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    coded_at = models.DateTimeField()
    coded_by = models.ForeignKey(
        Worker, null=True, on_delete=models.PROTECT, related_name="+", help_text="Null where an agency's system sent it"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("contact", "code"), condition=Q(ended_at__isnull=True), name="concern_once_a_contact"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contact}: {self.code}"


class NamedPerson(OfAuthority):
    """One child or adult named in a contact, exactly as told. Who they really are is an Identification."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="named")
    position = models.PositiveSmallIntegerField()
    is_child = models.BooleanField()
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age_told = models.CharField(max_length=40, blank=True, help_text="When no date is known: 'about six', 'year 4'")
    is_unborn = models.BooleanField(default=False)
    expected_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    relationship = models.CharField(max_length=60, blank=True, help_text="An adult's relationship to the children")
    lives_in_home = models.BooleanField(null=True)
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    school = models.CharField(max_length=120, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    impact = models.TextField(blank=True, help_text="What it means for this child, in the referrer's words")

    class Meta:
        verbose_name_plural = "named people"
        constraints = (
            models.UniqueConstraint(fields=("contact", "position"), name="named_in_order"),
            models.CheckConstraint(
                condition=Q(is_unborn=True) | Q(expected_on__isnull=True), name="only_unborn_expected"
            ),
        )

    def __str__(self) -> str:
        return f"named {self.position} on {self.contact}"


class Verdict(models.TextChoices):
    SAME = "same", "The same person"
    NOT_THE_SAME = "not_the_same", "Not the same person"


class Identification(OfAuthority):
    """A worker said that a named person is, or is not, a person we know. Withdrawn, never deleted."""

    may_change: ClassVar[tuple[str, ...]] = ("withdrawn_at", "withdrawn_by")
    when_joined: ClassVar[WhenJoined] = WhenJoined.READ_TOGETHER

    named = models.ForeignKey(NamedPerson, on_delete=models.PROTECT, related_name="identifications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifications")
    verdict = models.CharField(max_length=12, choices=Verdict)
    weight = models.FloatField(
        null=True, help_text="The comparison's weight when it was said; null for a person recorded from this contact"
    )
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("named",), condition=Q(withdrawn_at__isnull=True, verdict="same"), name="named_is_one_person"
            ),
            models.UniqueConstraint(
                fields=("named", "person"), condition=Q(withdrawn_at__isnull=True), name="one_verdict_a_pair"
            ),
        )

    def __str__(self) -> str:
        return f"{self.named} {self.verdict} {self.person}"


class Draft(OfAuthority):
    """A contact being taken, saved as it is typed. It is nobody's record until it is received."""

    may_change: ClassVar[tuple[str, ...]] = ("fields", "version", "saved_at", "contact", "discarded_at")

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict, help_text="Form fields as typed")
    version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    contact = models.OneToOneField(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="draft")
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("worker", "saved_at"),
                condition=Q(contact__isnull=True, discarded_at__isnull=True),
                name="draft_unfinished",
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.pk}"


class IdempotencyKey(OfAuthority):
    """A sender's key for one contact, kept for the life of the record: the same key never makes a second contact."""

    machine = models.ForeignKey(Machine, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.BinaryField(help_text="SHA-256 of the body as understood")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("machine", "key"), name="idempotency_key_once"),)

    def __str__(self) -> str:
        return f"key {self.pk}"
