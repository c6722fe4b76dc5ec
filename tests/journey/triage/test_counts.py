from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from frontdoor.journey.triage import actions as triage
from frontdoor.journey.triage import queries
from tests.builders import a_worker
from tests.builders.contacts import a_contact, a_contact_about_a_known_child, a_told_adult, a_told_child, named_in

pytestmark = pytest.mark.django_db


def test_several_spans_are_counted_in_one_query_as_each_is_alone(
    now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    until = now + timedelta(minutes=1)
    for days in (0, 1, 3, 40):
        contact, _ = a_contact_about_a_known_child(at=now - timedelta(days=days))
        triage.classify(named=named_in(contact)[0], demand_class="new", by=a_worker(), at=now)
        triage.classify(named=named_in(contact)[0], demand_class="repeat", reason="Told before", by=a_worker(), at=now)
    a_contact(a_told_child("Isla"), a_told_child("Finn"), a_told_adult(), at=now)
    since = {"day": now - timedelta(days=1), "week": now - timedelta(days=7), "none": until}
    with django_assert_num_queries(1):
        counts = queries.demand_of_spans(1, since=since, until=until)
    assert (counts["day"].gross_contacts, counts["day"].gross_children, counts["day"].net_contacts) == (3, 4, 2)
    assert (counts["week"].gross_contacts, counts["week"].by_class["repeat"], counts["week"].unclassed) == (4, 3, 2)
    assert counts["none"].gross_contacts == 0
    for span, start in since.items():
        assert queries.demand_counts(1, since=start, until=until) == counts[span]
