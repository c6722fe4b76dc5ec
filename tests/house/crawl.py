"""Going through every address of the house as somebody, where something of everything has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.http import HttpResponse
from django.test import Client

from frontdoor.journey.children import actions as journey
from frontdoor.journey.decision import actions as decision
from frontdoor.journey.decision.models import Recommendation
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Contact
from frontdoor.journey.triage import actions as triage
from frontdoor.oversight.arrangements import actions as arrangements
from frontdoor.oversight.insight import actions as insight
from frontdoor.oversight.insight.models import ChangeMarker
from frontdoor.oversight.staffing import actions as staffing
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.capacity import actions as capacity
from frontdoor.record.policy import queries as policy
from tests.builders import a_worker, an_agency, identities
from tests.builders import decisions as deciding
from tests.builders.contacts import NOW, a_person, named_in
from tests.builders.families import related
from tests.builders.samples import a_sample, first_case
from tests.house.ground import Address, addresses

ROLES = [None, *Role]  # None is somebody who is not signed in
ENDS_THE_SIGN_IN = {"account_logout"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """What stands at the addresses that carry a reference or a number."""

    contact: Contact
    values: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One address, asked by one role in one way."""

    address: Address
    role: Role | None
    method: str
    url: str
    response: HttpResponse

    @property
    def words(self) -> str:
        who = self.role.words if self.role else "Nobody signed in"
        return f"{self.method} {self.url} ({self.address.name}) as {who}: {self.response.status_code}"

    @property
    def is_page(self) -> bool:
        return self.response.status_code == 200 and self.response.headers.get("Content-Type", "").startswith(
            "text/html"
        )


def a_busy_day(*, contact: Contact | None = None) -> Place:
    """Make something to stand at every address: a contact with evidence and a recommendation, a draft, news."""
    worker = a_worker(Role.SOCIAL_WORKER)
    recommendation = deciding.a_contact_awaiting_oversight(worker=worker)
    about = contact or recommendation.contact
    return Place(contact=about, values=values_of(about, recommendation, worker=worker))


def values_of(contact: Contact, recommendation: Recommendation, *, worker: Worker) -> dict[str, str]:
    finding = decision.add_finding(
        contact=contact, kind="known", text="Has an aunt near", source="Aunt", by=worker, at=NOW
    )
    draft = intake.start_draft(by=worker, at=NOW)
    children = named_in(contact)[0].identifications.filter(withdrawn_at__isnull=True)
    fact = related(a_person("Odette", date_of_birth=date(1985, 1, 1)), children[0].person) if children else None
    return {
        **_pair(worker),
        "kind": "relationship",
        "number": str(fact.pk if fact else 1),
        "receipt": contact.receipt,
        "reference": children[0].person.reference if children else "P100001",
        "position": str(named_in(contact)[0].position),
        "draft_id": str(draft.pk),
        "finding_id": str(finding.pk),
        "recommendation_id": str(recommendation.pk),
        "news_id": "1",
        **_asked(contact, worker),
        "table": "classes",
        "change_id": str(_change().pk),
        **_telling(),
        **_policy(),
        **_sample(),
        **_plan(worker),
        "rest": "nowhere",
    }


def _pair(worker: Worker) -> dict[str, str]:
    """Make two records that may be one person, a question about them, a verdict and a warning."""
    one, other, third = a_person("Isadora"), a_person("Isadora"), a_person("Isadora")
    link = identities.proposed(one, other)
    verdict = journey.say_not_same(one=one, other=third, because="Cousins", by=worker, at=NOW)
    question = journey.ask_about(one=one, other=other, words="", of=worker, by=a_worker(), at=NOW)
    caution = identities.warned_of(one)
    return {
        "one": one.reference,
        "other": other.reference,
        "link_id": str(link.pk),
        "verdict_id": str(verdict.pk),
        "question_id": str(question.pk),
        "caution_id": str(caution.pk),
    }


def _plan(worker: Worker) -> dict[str, str]:
    """Put somebody on duty for a day, and keep an answer about staffing."""
    duty = capacity.put_on_duty(worker=worker, on=NOW.date(), by=a_worker(Role.TEAM_MANAGER), at=NOW)
    answer = {"question": "As it is now", "is_changed": False, "clocks": [], "work": [], "roles": []}
    kept = staffing.keep(name="As it is", question={}, answer=answer, by=a_worker(Role.TEAM_MANAGER), at=NOW)
    return {
        "worker_id": str(worker.pk),
        "what": "duty",
        "plan_id": str(duty.pk),
        "answer_id": str(kept.pk),
    }


def _sample() -> dict[str, str]:
    """Draw a sample of one decision, to be looked back at."""
    deciding.a_decided_contact()
    connection.check_constraints()  # while its rows can be seen: the pages asked next leave the authority
    sample = a_sample()
    return {"sample_id": str(sample.pk), "case_id": str(first_case(sample).pk)}


def _policy() -> dict[str, str]:
    """Name the edition in force, and declare a day off beside it."""
    manager = a_worker(Role.SERVICE_MANAGER)
    day = arrangements.declare_day_off(falls_on=date(2018, 8, 10), kind="closed", name="Burst pipe", by=manager, at=NOW)
    return {"edition_id": str(policy.in_force(manager.authority_id, at=NOW).edition_id), "day_id": str(day.pk)}


def _asked(contact: Contact, worker: Worker) -> dict[str, str]:
    """Ask the referrer something, and let a manager look at the contact on its way."""
    asked = triage.ask(contact=contact, kind="clarity", words="How do you know?", by=worker, at=NOW)
    manager = a_worker(Role.TEAM_MANAGER)
    look = decision.look(contact=contact, kind="midpoint", words="Speak with his aunt first", by=manager, at=NOW)
    return {"question_id": str(asked.pk), "look_id": str(look.pk)}


def _telling() -> dict[str, str]:
    """Note that an agency was told its figures."""
    manager, agency = a_worker(Role.SERVICE_MANAGER), an_agency()
    telling = insight.note_telling(agency=agency, told_on=NOW.date(), by=manager, at=NOW)
    return {"agency_id": str(agency.pk), "telling_id": str(telling.pk)}


def _change() -> ChangeMarker:
    """Mark that something changed at the front door."""
    manager = a_worker(Role.SERVICE_MANAGER)
    return insight.mark_change(from_on=NOW.date(), words="Second team started", by=manager, at=NOW)


def url_of(address: Address, place: Place) -> str:
    """Fill an address. Fails, saying what to add, for a part that the busy day knows nothing of."""
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", address.route).replace("^", "").replace("$", "")
    parts = re.findall(r"<(?:\w+:)?(\w+)>", route)
    unknown = [part for part in parts if part not in place.values]
    assert not unknown, f"{address.route}: add {unknown} to tests/house/crawl.py, so that every page is tried"
    for part in parts:
        route = re.sub(rf"<(?:\w+:)?{part}>", place.values[part], route)
    return route


def ask(
    place: Place, *, roles: list[Role | None], methods: tuple[str, ...], workers: dict[Role, Worker] | None = None
) -> Iterator[Answer]:
    """Ask every address once as each role and in each way."""
    for role in roles:
        client = Client(raise_request_exception=False)
        worker = (workers or {}).get(role) or a_worker(role) if role else None
        if worker:
            client.force_login(worker)
        for address in addresses():
            for method in methods:
                if not (method == "POST" and address.name in ENDS_THE_SIGN_IN):
                    url = url_of(address, place)
                    response = client.generic(method, url, content_type="application/x-www-form-urlencoded")
                    yield Answer(address=address, role=role, method=method, url=url, response=response)
