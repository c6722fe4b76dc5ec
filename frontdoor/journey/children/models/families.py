"""Who is related to whom, and who has parental responsibility. Facts are recorded, ended or withdrawn, never edited."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from frontdoor.journey.children.joining import WhenJoined
from frontdoor.journey.children.models.people import Person
from frontdoor.record.access.models import Worker
from frontdoor.record.organisations.models import OfAuthority

WITHDRAWING = ("withdrawn_at", "withdrawn_by", "withdrawn_because")


class Withdrawable(OfAuthority):
    """A fact that may turn out to have been recorded in error: it is withdrawn with a reason, and stays readable.

    `recorded_at` is empty for what was kept before that was kept; the ledger has it.
    """

    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="%(class)s_withdrawn_says_why",
            ),
        )


class HowKnown(models.TextChoices):
    """Where a fact about a family comes from."""

    BIRTH_CERTIFICATE = "birth_certificate", "Birth certificate seen"
    COURT_ORDER = "court_order", "Court order seen"
    AGREEMENT = "agreement", "Agreement seen"
    SAID_BY_FAMILY = "said_by_family", "Said by the family"
    SAID_BY_PROFESSIONAL = "said_by_professional", "Said by a professional"
    OTHER_RECORDS = "other_records", "From other records"


class RelationshipKind(models.TextChoices):
    PARENT = "parent", "is a parent of"
    STEP_PARENT = "step_parent", "is a step-parent of"
    GRANDPARENT = "grandparent", "is a grandparent of"
    TWIN = "twin", "is a twin of"
    CARER = "carer", "cares for"
    PARTNER = "partner", "is a partner of"
    SIBLING = "sibling", "is a brother or sister of"


EITHER_WAY = (RelationshipKind.TWIN, RelationshipKind.PARTNER, RelationshipKind.SIBLING)
# Not a list of kinds: PostgreSQL writes a list another way each time that an index is made again.
IS_EITHER_WAY = reduce(or_, (Q(kind=kind.value) for kind in EITHER_WAY))
STANDS = Q(until_on__isnull=True, withdrawn_at__isnull=True)


class Relationship(Withdrawable):
    """`person` is a parent (and so on) of `other`. Brothers and sisters with a known parent follow from that parent."""

    may_change: ClassVar[tuple[str, ...]] = ("until_on", *WITHDRAWING)
    when_joined: ClassVar[WhenJoined] = WhenJoined.READ_TOGETHER

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="related_to")
    kind = models.CharField(max_length=20, choices=RelationshipKind)
    how_known = models.CharField(max_length=20, choices=HowKnown, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta(Withdrawable.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(fields=("person", "other", "kind"), condition=STANDS, name="stands_related_once"),
            models.UniqueConstraint(
                Least("person_id", "other_id"),
                Greatest("person_id", "other_id"),
                "kind",
                condition=STANDS & IS_EITHER_WAY,
                name="stands_related_once_either_way",
            ),
            models.CheckConstraint(condition=~Q(person=F("other")), name="not_related_to_oneself"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()} {self.other}"


class Holds(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Basis(models.TextChoices):
    """What gives somebody parental responsibility, with the section of the Act."""

    MOTHER = "mother", "Gave birth to the child (Children Act 1989, s.2)"
    MARRIED = "married", "Married to, or civil partner of, the mother at the birth (Children Act 1989, s.2)"
    REGISTERED = "registered", "Registered as a parent of the child (Children Act 1989, s.4 or s.4ZA)"
    AGREEMENT = "agreement", "Parental responsibility agreement (Children Act 1989, s.4, s.4ZA or s.4A)"
    COURT_ORDER = "court_order", "Parental responsibility order (Children Act 1989, s.4, s.4ZA or s.4A)"
    LIVES_WITH = "lives_with", "Child arrangements order: the child lives with them (Children Act 1989, s.12)"
    SPECIAL_GUARDIAN = "special_guardian", "Special guardianship order (Children Act 1989, s.14C)"
    GUARDIAN = "guardian", "Appointed guardian (Children Act 1989, s.5)"
    ADOPTION = "adoption", "Adoption order (Adoption and Children Act 2002, s.46)"
    CARE_ORDER = "care_order", "Care order: the council shares it (Children Act 1989, s.33)"


class ParentalResponsibility(Withdrawable):
    """Whether somebody has parental responsibility for a child. No holder is the council itself, under a care order."""

    may_change: ClassVar[tuple[str, ...]] = ("until_on", *WITHDRAWING)
    when_joined: ClassVar[WhenJoined] = WhenJoined.READ_TOGETHER

    holder = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="responsibilities")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="responsible_people")
    answer = models.CharField(max_length=10, choices=Holds)
    basis = models.CharField(max_length=20, choices=Basis, blank=True)
    how_known = models.CharField(max_length=20, choices=HowKnown, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta(Withdrawable.Meta):
        verbose_name_plural = "parental responsibilities"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=("holder", "child"), condition=STANDS, nulls_distinct=False, name="one_standing_answer"
            ),
            models.CheckConstraint(condition=Q(holder__isnull=True) | ~Q(holder=F("child")), name="not_for_oneself"),
            models.CheckConstraint(
                condition=Q(holder__isnull=False, basis__in=[one for one in Basis if one != Basis.CARE_ORDER] + [""])
                | Q(holder__isnull=True, basis=Basis.CARE_ORDER, answer=Holds.YES),
                name="the_council_has_it_under_a_care_order",
            ),
            models.CheckConstraint(condition=Q(answer=Holds.YES) | Q(basis=""), name="a_basis_only_for_yes"),
        )

    def __str__(self) -> str:
        return f"parental responsibility for {self.child}"
