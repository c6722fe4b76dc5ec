"""The cases of a sample, and who may look at each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from frontdoor.journey.decision.models import Oversight, Recommendation
from frontdoor.journey.intake import queries as intake
from frontdoor.journey.intake.queries import EarlierContact
from frontdoor.oversight.quality.models import Case, Found, Purpose, Review, Sample, SecondDecision
from frontdoor.oversight.quality.queries.drawing import visible_to
from frontdoor.oversight.quality.rules import CaseFacts
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Permission
from frontdoor.record.ledger import queries as ledger

NEEDED: dict[str, Permission] = {
    Purpose.LOOK_BACK: Permission.CASE_REVIEW,
    Purpose.CONSISTENCY: Permission.CASE_DECIDE_AGAIN,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One case on a sample's page. Nothing on it says who the child is."""

    case: Case
    receipt: str
    state: str
    is_done: bool
    is_own: bool
    found: str = ""
    opened_again: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether this worker may look at it now."""
        return not self.is_done and not self.is_own


def cases_for(worker: Worker) -> QuerySet[Case]:
    """Find the cases that this worker may look at: of contacts that they may see, for what their role may do."""
    purposes = [purpose for purpose, permission in NEEDED.items() if worker.may(permission)]
    return Case.objects.filter(
        sample__in=visible_to(worker), sample__purpose__in=purposes, named__contact__in=intake.visible_to(worker)
    ).select_related("sample", "named__contact__agency", "named__contact__professional", "review", "second_decision")


def case_facts(case: Case, *, purpose: str, by: Worker) -> CaseFacts:
    """Tell what bears on whether this worker may look at a case."""
    contact_id = case.named.contact_id
    return CaseFacts(
        is_of_purpose=case.sample.purpose == purpose,
        is_done=Review.objects.filter(case=case).exists() or SecondDecision.objects.filter(case=case).exists(),
        has_recommended=Recommendation.objects.filter(contact_id=contact_id, recommended_by=by).exists(),
        has_overseen=Oversight.objects.filter(recommendation__contact_id=contact_id, decided_by=by).exists(),
    )


def lines(sample: Sample, worker: Worker) -> list[Line]:
    """List the cases of a sample in the order drawn, with what each waits for."""
    contact = OuterRef("named__contact")
    recommended = Recommendation.objects.filter(contact=contact, recommended_by=worker)
    overseen = Oversight.objects.filter(recommendation__contact=contact, decided_by=worker)
    kept = Case.objects.filter(sample=sample).annotate(is_own=Exists(recommended) | Exists(overseen))
    joined = kept.select_related("named__contact", "review__opened_again_as", "second_decision", "sample")
    return [_line(case, is_own=case.is_own) for case in joined.order_by("position")]


def _line(case: Case, *, is_own: bool) -> Line:
    review: Review | None = getattr(case, "review", None)
    again = review.opened_again_as if review else None
    is_done = review is not None or hasattr(case, "second_decision")
    return Line(
        case=case,
        receipt=case.named.contact.receipt,
        state=_state(is_done=is_done, is_own=is_own),
        is_done=is_done,
        is_own=is_own,
        found=str(Found(review.found).label) if review else "",
        opened_again=again.receipt if again else "",
    )


def _state(*, is_done: bool, is_own: bool) -> str:
    if is_done:
        return "Done"
    return "To do by somebody else: you took part in it" if is_own else "To do"


def next_case(listed: Sequence[Line]) -> Case | None:
    """Find the next case that the worker the list was made for may look at."""
    return next((line.case for line in listed if line.is_waiting), None)


def had_opened(case: Case, worker: Worker) -> bool:
    """Say whether a worker had opened the contact itself, where what was decided can be read."""
    return ledger.has_opened_contact(case.named.contact_id, worker_id=worker.pk)


def came_since(case: Case, person_ids: Iterable[int], *, at: datetime) -> list[EarlierContact]:
    """Find the contacts about these people that came after this one, the latest first."""
    received_at = case.named.contact.received_at
    return [one for one in intake.contacts_about(person_ids, before=at) if one.received_at > received_at]
