"""What the pages of staffing show, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from frontdoor.journey.children import actions as children
from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage import queries as working
from frontdoor.oversight.staffing.queries import workload
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.capacity.models import Absence, ContractHours
from frontdoor.record.ledger.models import Entry
from frontdoor.record.policy.editions import EXAMPLE, read_file
from frontdoor.record.policy.models import Edition
from tests.builders import a_team, a_worker
from tests.builders.contacts import a_contact, a_person

pytestmark = pytest.mark.django_db
SignIn = Callable[[Worker], Client]


@pytest.fixture
def manager() -> Worker:
    return a_worker(Role.TEAM_MANAGER)


def a_busy_worker(manager: Worker, now: datetime) -> Worker:
    """Two contacts, one red, and three open children; a third contact and a fourth child are nobody's."""
    worker = a_worker(Role.SOCIAL_WORKER, name="Wilf Wintergreen")
    Worker.objects.filter(pk=worker.pk).update(team=a_team("Front Door North"))
    worker.refresh_from_db()
    for colour in ("red", ""):
        contact = a_contact(at=now)
        triage.allocate(contact=contact, worker=worker, by=manager, at=now)
        if colour:
            triage.rate(contact=contact, colour=colour, reason="He is afraid", by=worker, at=now)
    a_contact(at=now)
    for holder in (worker, worker, worker, None):
        children.open_episode(
            person=a_person(), worker=holder, team=worker.team if holder else None, source_code="6", by=manager, at=now
        )
    return worker


def test_work_is_counted_by_who_has_it(manager: Worker, now: datetime) -> None:
    worker = a_busy_worker(manager, now)
    work = working.work_now(1)
    load = work.of_workers[worker.pk]
    assert (dict(load.contacts), load.children) == ({"red": 1, "unrated": 1}, 3)
    assert (work.of_nobody.contacts.total(), work.of_nobody.children) == (1, 1)
    assert load.weighed({"red": 2.0, "unrated": 1.0}, child=1.0) == 6.0


def test_a_manager_sees_what_nobody_has_and_each_worker(signed_in: SignIn, manager: Worker, now: datetime) -> None:
    a_busy_worker(manager, now)
    page = signed_in(manager).get("/staffing/").content.decode()
    assert "Nobody has 1 contact and 1 open child." in page
    assert "Wilf Wintergreen" in page
    assert Entry.objects.filter(act="workload.viewed", by_id=manager.pk).count() == 1


def test_an_analyst_sees_teams_and_nobody_by_name(signed_in: SignIn, manager: Worker, now: datetime) -> None:
    a_busy_worker(manager, now)
    page = signed_in(a_worker(Role.ANALYST)).get("/staffing/").content.decode()
    assert "Front Door North" in page
    assert "Wilf Wintergreen" not in page


def test_a_day_without_anything_says_what_will_appear(signed_in: SignIn, manager: Worker) -> None:
    assert "No team has anybody in it yet" in signed_in(manager).get("/staffing/").content.decode()


def test_time_is_recorded_and_taken_back_on_the_page(signed_in: SignIn, manager: Worker) -> None:
    worker, client = a_worker(), signed_in(manager)
    url = f"/staffing/people/{worker.pk}/"
    client.post(url, {"what": "hours", "from_on": "1/4/2018", "weekly": "18.5", "weekdays": ["1", "2"]})
    plan = ContractHours.objects.get(worker=worker)
    page = client.get(url).content.decode()
    assert "18.5 hours a week" in page
    assert manager.name in page.split("</header>")[0]
    client.post(f"{url}hours/{plan.pk}/withdraw/")
    assert "(assumed: none are recorded)" in client.get(url).content.decode()


def test_days_away_in_the_wrong_order_are_refused_and_kept_as_typed(signed_in: SignIn, manager: Worker) -> None:
    url = f"/staffing/people/{a_worker().pk}/"
    response = signed_in(manager).post(url, {"what": "away", "from_on": "3/8/2018", "until_on": "1/8/2018"})
    assert response.status_code == 422
    assert "before the first" in response.content.decode()
    assert 'value="3/8/2018"' in response.content.decode()
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"), [(Role.SOCIAL_WORKER, 403), (Role.ANALYST, 403), (Role.SERVICE_MANAGER, 200)]
)
def test_only_those_who_give_work_out_see_a_worker(signed_in: SignIn, role: Role, status: int) -> None:
    assert signed_in(a_worker(role)).get(f"/staffing/people/{a_worker().pk}/").status_code == status


def test_a_worker_of_another_authority_is_not_found(signed_in: SignIn, manager: Worker) -> None:
    assert signed_in(manager).get("/staffing/people/999999/").status_code == 404


def test_the_file_has_teams_and_no_workers(signed_in: SignIn, manager: Worker, now: datetime) -> None:
    a_busy_worker(manager, now)
    told = signed_in(manager).get("/staffing/work.csv").content.decode()
    assert "Front Door North,1.00" in told
    assert "Wilf" not in told


def test_the_page_names_the_edition_whose_weights_it_uses(signed_in: SignIn, manager: Worker, now: datetime) -> None:
    a_busy_worker(manager, now)
    page = signed_in(manager).get("/staffing/").content.decode()
    assert "Weights by “Marlsea multi-agency front door arrangements, edition 1”" in page
    assert "30 September" in page


def test_an_edition_without_weights_falls_back_to_the_usual_ones_and_says_so(
    signed_in: SignIn, manager: Worker, now: datetime
) -> None:
    a_busy_worker(manager, now)
    content = {key: value for key, value in read_file(EXAMPLE).items() if key != "caseloads"}
    today = now.date()
    content |= {"name": "An edition of before", "in_force_from": today.isoformat()}
    Edition.objects.create(authority_id=1, name=content["name"], in_force_from=today, content=content, adopted_at=now)
    page = signed_in(manager).get("/staffing/").content.decode()
    assert "Weights by the usual rules: “An edition of before” says none" in page


def test_what_nobody_has_is_weighed_too(signed_in: SignIn, manager: Worker, now: datetime) -> None:
    a_busy_worker(manager, now)
    found = workload.workload(1, workload.day_of(1, at=now))
    assert found.unallocated_weight == pytest.approx(2.0)  # a contact not rated, and a child
    assert [team.contacts for team in found.teams if team.name == "Front Door North"] == [2]
