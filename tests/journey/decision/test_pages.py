from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from frontdoor.journey.children.models import Person
from frontdoor.journey.decision import queries
from frontdoor.journey.decision.models import Outcome, Oversight, Recommendation
from frontdoor.journey.intake.models import Contact
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_team, a_worker
from tests.builders.contacts import (
    a_child_at_home_with,
    a_contact,
    a_contact_about,
    a_contact_about_a_known_child,
    a_person,
    a_told_adult,
    a_told_child,
    named_in,
    said_to_be,
)
from tests.builders.decisions import (
    MISSING,
    RATIONALE,
    REPLY,
    a_contact_awaiting_oversight,
    a_contact_with_evidence,
    a_decided_contact,
    a_looked_at_contact,
    a_returned_contact,
    decide,
)
from tests.builders.pages import signed_in

pytestmark = pytest.mark.django_db


def page_of(contact: Contact) -> str:
    return f"/contacts/{contact.receipt}/"


def test_the_contact_shows_its_sections_in_the_order_of_thought(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    html = signed_in(a_worker()).get(page_of(contact)).content.decode()
    names = [
        "Told us",
        "Who they are",
        "Is it new?",
        "Rating",
        "History",
        "What we know and do not",
        "This child&#x27;s day",
        "Recommendation",
    ]
    places = [html.index(f">{name}</h2>") for name in names]
    assert places == sorted(places)
    assert "Nothing: it can be recommended." in html


def test_nothing_on_the_page_is_preselected(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    html = signed_in(a_worker(Role.TEAM_MANAGER)).get(page_of(contact)).content.decode()
    assert " checked" not in html
    assert " selected" not in html.replace('<option value="" selected>', "")


def test_what_stands_in_the_way_is_listed_and_the_button_says_so(now: datetime) -> None:
    contact = a_contact(at=now)
    html = signed_in(a_worker()).get(page_of(contact)).content.decode()
    assert "Say who Marlowe Quillfeather is" in html
    assert 'aria-disabled="true"' in html


def test_opening_a_contact_is_in_the_ledger_for_it_and_everybody_on_it(now: datetime) -> None:
    contact, child = a_contact_about_a_known_child(at=now)
    worker = a_worker()
    signed_in(worker).get(page_of(contact))
    assert Entry.objects.filter(act="contact.viewed", subject_id=contact.pk, by_id=worker.pk).count() == 1
    assert Entry.objects.filter(act="person.viewed", subject_id=child.pk, by_id=worker.pk).count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CONTACT_OFFICER, 200),
        (Role.SOCIAL_WORKER, 200),
        (Role.TEAM_MANAGER, 200),
        (Role.SERVICE_MANAGER, 200),
        (Role.AUDITOR, 200),
        (Role.ANALYST, 403),
        (Role.PARTNER, 403),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_who_may_open_a_contact(now: datetime, role: Role, status: int) -> None:
    contact, _ = a_looked_at_contact(at=now)
    assert signed_in(a_worker(role)).get(page_of(contact)).status_code == status


def test_another_authority_s_contact_is_not_found(now: datetime) -> None:
    contact = a_contact(at=now)
    stranger = signed_in(a_worker())
    assert stranger.get("/contacts/C9999999/").status_code == 404
    assert Contact.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize("role", [Role.CONTACT_OFFICER, Role.AUDITOR])
def test_who_may_not_decide_sees_no_forms_of_deciding(now: datetime, role: Role) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    client = signed_in(a_worker(role))
    html = client.get(page_of(contact)).content.decode()
    for place in ("class/", "rating/", "history/", "findings/", "day/", "recommendation/", "allocation/"):
        assert f'action="/contacts/{contact.receipt}/{place}' not in html
    assert client.post(f"{page_of(contact)}history/").status_code == 403
    assert client.post(f"{page_of(contact)}recommendation/").status_code == 403
    assert client.post(f"{page_of(contact)}rating/").status_code == 403


def test_signed_out_goes_to_sign_in(now: datetime) -> None:
    contact = a_contact(at=now)
    assert Client().get(page_of(contact)).status_code == 302
    assert Client().get("/oversight/").status_code == 302


@pytest.mark.parametrize(
    "place",
    [
        "history/",
        "findings/",
        "children/1/day/",
        "recommendation/",
        "rating/",
        "children/1/class/",
        "allocation/",
        "told/",
    ],
)
def test_a_section_s_address_is_only_for_sending(now: datetime, place: str) -> None:
    contact, _ = a_looked_at_contact(at=now)
    assert signed_in(a_worker(Role.TEAM_MANAGER)).get(page_of(contact) + place).status_code == 405


# Of the numbers of queries below, four are not the page's: three note when the session was last used, once a minute,
# and one is the test going on working for its authority.


def a_whole_family(at: datetime) -> Contact:
    """Two children and an adult, all identified, with brothers at home and a past of nine contacts."""
    mother, first, second = a_person("Odette", date_of_birth=None), a_person("Isolde"), a_person("Auberon")
    a_child_at_home_with(mother, first, second)
    for days in range(20, 110, 10):
        past = a_contact_about(first if days % 20 else second, at=at - timedelta(days=days))
        if days > 80:
            decide(past, at=at - timedelta(days=days))
    contact = a_contact(a_told_child("Isolde"), a_told_child("Auberon"), a_told_adult("Odette"), at=at)
    people: list[Person] = [first, second, mother]
    for named, person in zip(named_in(contact), people, strict=True):
        said_to_be(named, person, at=at)
    return contact


def test_the_contact_page_asks_few_questions_however_long_the_story(
    now: datetime, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    contact = a_whole_family(now)
    client = signed_in(a_worker(Role.TEAM_MANAGER))
    with django_assert_max_num_queries(
        44
    ):  # one for warnings, one for concerns, one for what was done, two for the pressure, once a minute
        html = client.get(page_of(contact)).content.decode()
    assert "Came back" in html


def test_the_contact_says_who_else_has_just_opened_it(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    ash, elm = a_worker(name="Ash Quay"), a_worker(name="Elm Quay")
    assert "Also opened" not in signed_in(ash).get(page_of(contact)).content.decode()
    html = signed_in(elm).get(page_of(contact)).content.decode()
    assert "Also opened in the last 15 minutes by <strong>Ash Quay</strong>" in html


def test_a_finding_a_day_and_the_history_are_recorded_from_the_page(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    client = signed_in(a_worker())
    for place, typed, key in (
        ("history/", {}, "history"),
        (
            "findings/",
            {
                "known_development": "He hides food",
                "source_development": "School cook",
                "how_development": "observed",
                "tone_development": "worry",
                "when_development": "3/7/2018",
                "missing_family": "Who lives with him",
                "asked_family": "His aunt",
            },
            "known",
        ),
        ("children/1/day/", {"how_we_know": "not_known_yet", "text": ""}, "day"),
    ):
        response = client.post(page_of(contact) + place, typed)
        assert (response.status_code, response["Location"]) == (302, f"{page_of(contact)}#{key}")
    html = client.get(page_of(contact)).content.decode()
    assert "He hides food" in html
    assert "Not known yet" in html
    finding = queries.picture_of(contact, at=now).findings[0]
    assert (finding.kind, finding.need, finding.how_we_know) == ("worry", "development", "observed")
    assert client.post(f"{page_of(contact)}findings/{finding.pk}/end/").status_code == 302
    assert [each.kind for each in queries.picture_of(contact, at=now).findings] == ["missing"]


def test_what_is_half_said_of_a_need_is_asked_for_and_nothing_typed_is_lost(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    typed = {"known_parenting": "She asked for help twice", "missing_family": "Where his father is"}
    response = signed_in(a_worker()).post(f"{page_of(contact)}findings/", typed)
    html = response.content.decode()
    assert response.status_code == 422
    for words in ("Say who says so", "Say how we know", "Say who could tell us", *typed.values()):
        assert words in html
    assert not queries.picture_of(contact, at=now).findings


def test_a_day_that_another_described_meanwhile_is_not_put_away_unread(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    ash, elm = signed_in(a_worker(name="Ash Quay")), signed_in(a_worker(name="Elm Quay"))
    address = f"{page_of(contact)}children/1/day/"
    ash.post(address, {"how_we_know": "observed", "text": "Plays alone", "seen": "0"})
    refused = elm.post(address, {"how_we_know": "child_said", "text": "Likes his aunt", "seen": "0"})
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Ash Quay described this day while you wrote" in html
    assert "Plays alone" in html
    assert "Likes his aunt" in html
    stands = queries.picture_of(contact, at=now).days[named_in(contact)[0].pk]
    again = {"how_we_know": "child_said", "text": "Plays alone; likes his aunt", "seen": str(stands.pk)}
    assert f'name="seen" value="{stands.pk}"' in html
    assert elm.post(address, again).status_code == 302


def test_nothing_typed_is_lost_when_a_recommendation_is_refused(now: datetime) -> None:
    contact, _ = a_looked_at_contact(at=now)
    typed = {"outcome_1": "advice", "level_1": "universal", "rationale": RATIONALE, "missing": MISSING, "reply": REPLY}
    response = signed_in(a_worker()).post(f"{page_of(contact)}recommendation/", typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in html
    assert "Read the history" in html
    assert RATIONALE in html
    assert html.count(" checked") == 2
    assert not Recommendation.objects.exists()


def test_a_form_that_is_not_whole_says_what_is_missing_by_name(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    html = signed_in(a_worker()).post(f"{page_of(contact)}recommendation/", {}).content.decode()
    assert "Choose an outcome for Marlowe Quillfeather" in html
    assert "Say why: what it rests on" in html


def test_a_recommendation_goes_from_page_to_queue_to_effect(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    worker, manager = signed_in(a_worker()), signed_in(a_worker(Role.TEAM_MANAGER))
    typed = {"outcome_1": "advice", "level_1": "universal", "rationale": RATIONALE, "missing": MISSING, "reply": REPLY}
    assert worker.post(f"{page_of(contact)}recommendation/", typed).status_code == 302
    made = Recommendation.objects.get(contact=contact)
    assert contact.receipt in manager.get("/oversight/").content.decode()
    assert RATIONALE in manager.get(reverse("decision:oversight", args=[made.pk])).content.decode()
    response = manager.post(f"/oversight/{made.pk}/", {"kind": "agreed"})
    assert (response.status_code, response["Location"]) == (302, "/oversight/")
    assert Outcome.objects.get(contact=contact).kind == "advice"
    html = worker.get(page_of(contact)).content.decode()
    assert "What took effect" in html
    assert "Ended" in html


def test_after_deciding_the_next_in_the_queue_follows(now: datetime) -> None:
    first, second = a_contact_awaiting_oversight(at=now), a_contact_awaiting_oversight(at=now)
    manager = signed_in(a_worker(Role.TEAM_MANAGER))
    response = manager.post(f"/oversight/{first.pk}/", {"kind": "agreed"})
    assert response["Location"] == f"/oversight/{second.pk}/"


def test_my_own_recommendation_is_shown_with_why_i_cannot_decide(now: datetime) -> None:
    me = a_worker(Role.TEAM_MANAGER)
    made = a_contact_awaiting_oversight(worker=me, at=now)
    client = signed_in(me)
    assert "a second person must decide" in client.get("/oversight/").content.decode()
    html = client.get(reverse("decision:oversight", args=[made.pk])).content.decode()
    assert "a second person must decide" in html
    assert 'value="agreed"' not in html
    assert client.post(f"/oversight/{made.pk}/", {"kind": "agreed"}).status_code == 422
    assert not Oversight.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "returned"}, "Say why you return it"),
        ({"kind": "returned", "reason": "R", "direction": "D", "due_on": "2/1/2018"}, "is past"),
        ({"kind": "returned", "reason": "R", "direction": "D", "due_on": "3/1/2038"}, "The hub is shut on that day"),
        ({"kind": "changed"}, "Choose an outcome for Marlowe Quillfeather"),
        ({"kind": "changed", "outcome_1": "early_help", "level_1": "early_help", "reason": "R"}, "Nothing is changed"),
        ({"kind": "shrugged"}, "agree, change or return"),
    ],
)
def test_oversight_is_refused_on_the_page_with_the_reason(now: datetime, typed: dict[str, str], words: str) -> None:
    made = a_contact_awaiting_oversight(at=now)
    response = signed_in(a_worker(Role.TEAM_MANAGER)).post(f"/oversight/{made.pk}/", typed)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Oversight.objects.exists()


def test_returning_from_the_page_sets_a_direction_due_when_the_hub_closes(now: datetime) -> None:
    made = a_contact_awaiting_oversight(at=now)
    typed = {"kind": "returned", "reason": "Too thin", "direction": "Speak with him", "due_on": "4/1/2038"}
    assert signed_in(a_worker(Role.TEAM_MANAGER)).post(f"/oversight/{made.pk}/", typed).status_code == 302
    oversight = Oversight.objects.get(recommendation=made)
    assert oversight.direction_due_at is not None
    assert oversight.direction_due_at.isoformat() == "2038-01-04T17:15:00+00:00"


@pytest.mark.parametrize("role", [Role.CONTACT_OFFICER, Role.SOCIAL_WORKER, Role.AUDITOR, Role.PARTNER, Role.ANALYST])
def test_who_may_not_oversee(now: datetime, role: Role) -> None:
    made = a_contact_awaiting_oversight(at=now)
    client = signed_in(a_worker(role))
    assert client.get("/oversight/").status_code == 403
    assert client.get(reverse("decision:oversight", args=[made.pk])).status_code == 403
    assert client.post(f"/oversight/{made.pk}/", {"kind": "agreed"}).status_code == 403


def test_the_oversight_page_asks_few_questions_and_is_in_the_ledger(
    now: datetime, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    made = a_contact_awaiting_oversight(at=now)
    client = signed_in(a_worker(Role.TEAM_MANAGER))
    with django_assert_max_num_queries(35):  # two of them count the pressure, once a minute
        client.get(reverse("decision:oversight", args=[made.pk]))
    assert Entry.objects.filter(act="oversight.viewed", subject_id=made.contact_id).count() == 1


def test_the_queue_asks_the_same_for_one_as_for_many(now: datetime, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for _ in range(4):
        a_contact_awaiting_oversight(at=now)
    client = signed_in(a_worker(Role.TEAM_MANAGER))
    with django_assert_max_num_queries(15):
        client.get("/oversight/")


def test_a_returned_contact_shows_its_direction(now: datetime) -> None:
    contact = a_returned_contact(at=now).recommendation.contact
    html = signed_in(a_worker()).get(page_of(contact)).content.decode()
    assert "Phone his aunt and ask how weekends go" in html
    assert 'id="send-recommendation"' in html


def test_whoever_told_us_is_told_from_the_page(now: datetime) -> None:
    contact, _ = a_contact_about_a_known_child(
        at=now, source_code="1A", agency_id=None, professional_id=None, teller_email=""
    )
    decide(contact, at=now)
    client = signed_in(a_worker(Role.CONTACT_OFFICER))
    assert "I have told them" in client.get(page_of(contact)).content.decode()
    assert client.post(f"{page_of(contact)}told/").status_code == 302
    assert "I have told them" not in client.get(page_of(contact)).content.decode()


def test_an_ended_contact_offers_nothing_to_change(now: datetime) -> None:
    contact, _ = a_decided_contact(at=now)
    html = signed_in(a_worker(Role.TEAM_MANAGER)).get(page_of(contact)).content.decode()
    for place in ("class/", "rating/", "history/", "findings/", "day/", "recommendation/", "allocation/"):
        assert f'action="/contacts/{contact.receipt}/{place}' not in html


def test_get_writes_nothing_but_the_note_that_it_was_opened(now: datetime) -> None:
    contact, _ = a_contact_with_evidence(at=now)
    client = signed_in(a_worker())
    before = list(Entry.objects.values_list("act", flat=True))
    client.get(page_of(contact))
    added = list(Entry.objects.order_by("number").values_list("act", flat=True))[len(before) :]
    assert set(added) == {"contact.viewed", "person.viewed"}


@pytest.mark.django_db
def test_the_pressure_is_shown_beside_a_decision_and_can_be_chosen_nowhere() -> None:
    worker = a_worker()
    Worker.objects.filter(pk=worker.pk).update(team=a_team("Front Door South"))
    made = a_contact_awaiting_oversight(worker=worker)
    page = signed_in(a_worker(Role.TEAM_MANAGER)).get(reverse("decision:oversight", args=[made.pk])).content.decode()
    assert "Social workers at work: " in page
    assert "It is never a reason for an outcome or a level" in page
    chosen = re.findall(r"<option[^>]*>([^<]*)|<label[^>]*>([^<]*)", page)
    assert not [words for pair in chosen for words in pair if "at work" in words or "open contacts" in words]
