"""What the partners page stands on: what each sender told us, how clearly, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from frontdoor.journey.decision.models import OutcomeKind
from frontdoor.journey.intake.models import Contact, FamilyAgreement, FamilyTold, NamedPerson, SharingBasis
from frontdoor.journey.triage.models import Classification, DemandClass, Question, QuestionKind
from frontdoor.library.demand import NET_CODES
from frontdoor.library.demand.limits import Share
from frontdoor.oversight.insight.asked import Asked
from frontdoor.oversight.insight.models import AgencyTold
from frontdoor.oversight.insight.periods import Period, month_before
from frontdoor.oversight.insight.queries import counts, handling
from frontdoor.oversight.insight.queries.counts import SPLITS, children_told_of
from frontdoor.oversight.insight.queries.handling import Handling
from frontdoor.record.access.models import Worker
from frontdoor.record.access.refusals import require
from frontdoor.record.access.roles import Permission
from frontdoor.record.organisations.models import Agency, Professional
from frontdoor.record.organisations.sources import SOURCES

MONTHS = 12
MEASURED_MONTHS = 3
"""Minutes are measured over the last of the months alone: they are read from every act on a contact."""
BY: Mapping[str, str] = {"source": "source_code", "agency": "agency_id", "referrer": "professional_id"}
NET = Q(current__demand_class__in=sorted(NET_CODES))
DECIDED = Q(outcome__isnull=False)
BOTH_LEVELS = DECIDED & ~Q(contact__level_stated="")
REFERRED = (OutcomeKind.REFERRAL, OutcomeKind.STRATEGY_DISCUSSION)
FOR_RECORDS = Classification.objects.filter(
    contact=OuterRef("pk"), ended_at__isnull=True, demand_class=DemandClass.INFORMATION_REQUEST
)
ASKED_BACK = Question.objects.filter(contact=OuterRef("pk"), kind=QuestionKind.CLARITY)
NOTHING = Share(count=0, of=0)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One sender. Shares carry their own counts, by the code of their measure; `by_class` counts children."""

    key: str
    name: str
    contacts: int = 0
    children: int = 0
    by_class: Mapping[str, int] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)
    handling: Handling = handling.NONE
    told_on: date | None = None

    def share(self, code: str) -> Share:
        return self.shares.get(code, NOTHING)


@dataclass(frozen=True, kw_only=True)
class Partners:
    """Every sender over a year; `everybody` is all of them together, against whom the small are held."""

    asked: Asked
    first_on: date | None
    span: Period
    measured: Period
    profiles: tuple[Profile, ...]
    everybody: Profile


def partners(worker: Worker, asked: Asked) -> Partners:
    """Read the page's figures for the worker's authority."""
    require(worker, Permission.INSIGHT_SEE)
    authority_id = worker.authority_id
    span, measured = span_of(asked, MONTHS), span_of(asked, MEASURED_MONTHS)
    found = profiles(authority_id, asked.by, span)
    minutes = handling.minutes(authority_id, measured, by=BY[asked.by])
    told = told_on(authority_id) if asked.by == "agency" else {}
    return Partners(
        asked=asked,
        first_on=counts.first_day(authority_id),
        span=span,
        measured=measured,
        profiles=tuple(
            replace(one, handling=minutes.get(one.key, handling.NONE), told_on=told.get(one.key)) for one in found
        ),
        everybody=replace(together(found), handling=handling.together(minutes.values())),
    )


def span_of(asked: Asked, months: int) -> Period:
    """Give so many months up to the one asked for."""
    first = month_before(asked.month, by=months - 1)
    name = f"{first.first_on:%B %Y} to {asked.month.name}"
    return Period(first_on=first.first_on, last_on=asked.month.last_on, name=name)


def profiles(authority_id: int, by: str, span: Period, *, agency: Agency | None = None) -> list[Profile]:
    """Count what came from each sender in a span, of every agency or of one."""
    path = BY[by]
    contacts, children = _contacts(authority_id, span), children_told_of(authority_id, period=span)
    if agency:
        contacts, children = contacts.filter(agency=agency), children.filter(contact__agency=agency)
    by_contact = {_key(row["key"]): row for row in _of_contacts(contacts, F(path))}
    by_consent = {_key(row["key"]): row for row in _of_consent(contacts, F(path))}
    by_child = {_key(row["key"]): row for row in _of_children(children, F(f"contact__{path}"))}
    names = _names(authority_id, by)
    found = [
        _profile(key, names.get(key, SPLITS[by].absent), {**row, **by_consent.get(key, {})}, by_child.get(key, {}))
        for key, row in by_contact.items()
    ]
    return sorted(found, key=lambda one: (-one.contacts, one.name))


def together(found: Iterable[Profile]) -> Profile:
    """Add profiles up."""
    every = list(found)
    codes = {code for one in every for code in one.shares}
    classes = {code for one in every for code in one.by_class}
    shares = {
        code: Share(count=sum(one.share(code).count for one in every), of=sum(one.share(code).of for one in every))
        for code in codes
    }
    return Profile(
        key="",
        name="All together",
        contacts=sum(one.contacts for one in every),
        children=sum(one.children for one in every),
        by_class={code: sum(one.by_class.get(code, 0) for one in every) for code in classes},
        shares=shares,
    )


def told_on(authority_id: int) -> dict[str, date]:
    """Find when each agency was last told its figures."""
    standing = AgencyTold.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True).order_by("told_on")
    return {str(agency_id): day for agency_id, day in standing.values_list("agency_id", "told_on")}


def _contacts(authority_id: int, span: Period) -> QuerySet[Contact]:
    return Contact.objects.filter(
        authority_id=authority_id, received_at__gte=span.starts_at, received_at__lt=span.ends_at
    )


def _of_contacts(contacts: QuerySet[Contact], key: Combinable) -> Iterable[Mapping[str, object]]:
    """Count contacts, and how clear they are."""
    return (
        contacts.annotate(was_asked=Exists(ASKED_BACK))
        .values(key=key)
        .annotate(
            contacts=Count("pk"),
            clarity=Count("pk", filter=Q(was_asked=False)),
            wants_stated=Count("pk", filter=~Q(wants="")),
        )
        .order_by()
    )


def _of_consent(contacts: QuerySet[Contact], key: Combinable) -> Iterable[Mapping[str, object]]:
    """Count the contacts that answer the three questions, those apart that ask for records and need not."""
    agreement = ~Q(family_agreement__in=(FamilyAgreement.NOT_KNOWN, FamilyAgreement.NOT_SOUGHT))
    reasoned = Q(family_agreement=FamilyAgreement.NOT_SOUGHT) & ~Q(consent_note="")
    return (
        contacts.filter(~Exists(FOR_RECORDS))
        .values(key=key)
        .annotate(
            of_consent=Count("pk"),
            sharing_stated=Count("pk", filter=~Q(sharing_basis=SharingBasis.NOT_KNOWN)),
            consent_stated=Count("pk", filter=agreement | reasoned),
            told_stated=Count("pk", filter=~Q(family_told__in=(FamilyTold.NOT_KNOWN, FamilyTold.NOT_TOLD))),
        )
        .order_by()
    )


def _of_children(children: QuerySet[NamedPerson], key: Combinable) -> Iterable[Mapping[str, object]]:
    """Count children, by class and by what became of them."""
    return (
        children.values(key=key)
        .annotate(
            children=Count("pk"),
            impact_stated=Count("pk", filter=~Q(impact="")),
            level_agreed=Count("pk", filter=BOTH_LEVELS & Q(contact__level_stated=F("outcome__level"))),
            of_level=Count("pk", filter=BOTH_LEVELS),
            conversion=Count("pk", filter=NET & Q(outcome__kind__in=REFERRED)),
            of_conversion=Count("pk", filter=NET & DECIDED),
            no_further_action=Count("pk", filter=Q(outcome__kind=OutcomeKind.NO_FURTHER_ACTION)),
            of_decided=Count("pk", filter=DECIDED),
            **{f"of_{code}": Count("pk", filter=Q(current__demand_class=code)) for code in counts.CODES},
        )
        .order_by()
    )


OF_CONTACTS = {
    "clarity": "contacts",
    "wants_stated": "contacts",
    "sharing_stated": "of_consent",
    "consent_stated": "of_consent",
    "told_stated": "of_consent",
}
OF_CHILDREN = {
    "impact_stated": "children",
    "level_agreed": "of_level",
    "conversion": "of_conversion",
    "no_further_action": "of_decided",
}
"""Each share and what it is a share of, as the queries name them."""


def _profile(key: str, name: str, contacts: Mapping[str, object], children: Mapping[str, object]) -> Profile:
    by_class = {code: _int(children.get(f"of_{code}")) for code in counts.CODES}
    net = sum(by_class[code] for code in NET_CODES)
    return Profile(
        key=key,
        name=name,
        contacts=_int(contacts["contacts"]),
        children=_int(children.get("children")),
        by_class=by_class,
        shares={
            "net_share": Share(count=net, of=sum(by_class.values())),
            **{
                code: Share(count=_int(contacts.get(code)), of=_int(contacts.get(of)))
                for code, of in OF_CONTACTS.items()
            },
            **{
                code: Share(count=_int(children.get(code)), of=_int(children.get(of)))
                for code, of in OF_CHILDREN.items()
            },
        },
    )


def _names(authority_id: int, by: str) -> Mapping[str, str]:
    if by == "source":
        return SOURCES
    if by == "agency":
        return {
            str(pk): name for pk, name in Agency.objects.filter(authority_id=authority_id).values_list("pk", "name")
        }
    people = Professional.objects.filter(authority_id=authority_id).values_list("pk", "name", "agency__name")
    return {str(pk): f"{name}, {agency}" for pk, name, agency in people}


def _key(value: object) -> str:
    return "none" if value is None else str(value)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
