from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from frontdoor.api.door import LARGEST_BODY
from frontdoor.api.shapes import ContactSent
from frontdoor.api.telling import digest_of, senders_name
from frontdoor.api.words import _plain
from frontdoor.journey.children.models import Person
from frontdoor.journey.intake import actions as intake
from frontdoor.journey.intake.models import Concern, Contact, IdempotencyKey
from frontdoor.record.access import actions as access
from frontdoor.record.access import context, machines
from frontdoor.record.access.actions import AddedMachine
from frontdoor.record.ledger.models import Entry
from tests.builders import Machinery, an_agency

pytestmark = pytest.mark.django_db

CONTACTS = "/api/v1/contacts"
Send = Callable[..., HttpResponse]


def a_body(**changes: object) -> dict[str, object]:
    return {
        "your_reference": "HB/2018/0042",
        "sender": {"name": "Prudence Marlow", "role": "Custody sergeant", "phone": "01632 960123"},
        "how_they_know": "saw",
        "what_happened": "Called to an argument at home. Both children were upstairs and heard it.",
        "danger": {"is_now": False},
        "consent": {"sharing_basis": "safeguarding", "family_told": "told"},
        "children": [
            {"first_name": "Wren", "last_name": "Holloway", "date_of_birth": "2011-05-09", "sex": "F"},
            {"last_name": "Holloway", "is_unborn": True, "expected_on": "2018-11-02"},
        ],
        "adults": [{"first_name": "Dale", "last_name": "Holloway", "relationship": "father", "lives_in_home": True}],
        **changes,
    }


@pytest.fixture
def machine(db: None, now: datetime) -> AddedMachine:
    police = an_agency("Harbour Police", source_code="6")
    return access.add_machine(agency=police, name="Harbour command and control", by=Machinery(), at=now)


@pytest.fixture
def send(machine: AddedMachine) -> Send:
    def sending(body: object, *, key: str = "one", bearer: str = machine.key, **headers: str) -> HttpResponse:
        said = body if isinstance(body, bytes | str) else json.dumps(body)
        given = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": key, **headers}
        answered = Client().post(
            CONTACTS, said, content_type=headers.pop("Content-Type", "application/json"), headers=given
        )
        context.enter(authority_id=1, worker_id=None)
        return answered

    return sending


def problems(answered: HttpResponse) -> dict[str, str]:
    return {each["field"]: each["message"] for each in json.loads(answered.content)["errors"]}


def test_a_contact_is_kept_and_its_receipt_given(send: Send, machine: AddedMachine) -> None:
    answered = send(a_body())
    assert answered.status_code == 201
    contact = Contact.objects.get(receipt=json.loads(answered.content)["receipt"])
    assert (contact.channel, contact.source_code, contact.agency, contact.machine) == (
        "api",
        "6",
        machine.machine.agency,
        machine.machine,
    )
    assert contact.agency_reference == "HB/2018/0042"
    assert [(one.is_child, one.is_unborn, one.first_name) for one in contact.named.order_by("position")] == [
        (True, False, "Wren"),
        (True, True, ""),
        (False, False, "Dale"),
    ]
    assert Entry.objects.filter(act="contact.received", subject_id=contact.pk).count() == 1


def test_the_same_key_and_body_give_the_same_answer_byte_for_byte(send: Send) -> None:
    first, second = send(a_body()), send(json.dumps(a_body(), indent=3))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.content == second.content
    assert Contact.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(send: Send) -> None:
    send(a_body())
    answered = send(a_body(what_happened="Something else."))
    assert answered.status_code == 409
    assert list(problems(answered)) == ["Idempotency-Key"]
    assert (Contact.objects.count(), IdempotencyKey.objects.count()) == (1, 1)


def test_two_machines_may_use_the_same_key(send: Send, machine: AddedMachine, now: datetime) -> None:
    other = access.add_machine(agency=an_agency(), name="School office", by=Machinery(), at=now)
    assert send(a_body()).status_code == send(a_body(), bearer=other.key).status_code == 201


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"children": []}, "children"),
        ({"children": [{"first_name": "Wren", "date_of_birth": "2011-13-09"}]}, "children[0].date_of_birth"),
        ({"children": [{"first_name": "Wren", "date_of_birth": "2071-01-09"}]}, "children[0].date_of_birth"),
        ({"children": [{"first_name": "Wren", "date_of_birth": 1234567}]}, "children[0].date_of_birth"),
        ({"children": [{"first_name": "Wren\x00"}]}, "children[0].first_name"),
        ({"children": [{"first_name": "Wren\u009f"}]}, "children[0].first_name"),
        ({"children": [{"first_name": "W" * 81}]}, "children[0].first_name"),
        ({"children": [{"first_name": "Wren"}, {"frist_name": "Robin"}]}, "children[1].frist_name"),
        ({"children": [{"first_name": "Wren", "nhs_number": "9434765918"}]}, "children[0].nhs_number"),
        ({"adults": [{"first_name": 7}]}, "adults[0].first_name"),
        ({"adults": [{"first_name": "Dale", "date_of_birth": "2090-01-01"}]}, "adults[0].date_of_birth"),
        ({"danger": {}}, "danger.is_now"),
        ({"danger": {"is_now": "yes"}}, "danger.is_now"),
        ({"danger": {"is_now": True}}, "danger.what_and_where"),
        ({"consent": {"family_told": "maybe"}}, "consent.family_told"),
        ({"what_happened": "  "}, "what_happened"),
        ({"level_of_need": "level 99"}, "level_of_need"),
        ({"concerns": ["neglect", "witchcraft"]}, "concerns[1]"),
        ({"concerns": ["x" * 41]}, "concerns[0]"),
        ({"concerns": "neglect"}, "concerns"),
        ({"sender": {"email": "not an address"}}, "sender.email"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_each_error_names_its_field_and_nothing_is_kept(send: Send, change: dict[str, object], field: str) -> None:
    answered = send(a_body(**change))
    assert answered.status_code == 422
    assert field in problems(answered)
    assert (Contact.objects.count(), IdempotencyKey.objects.count()) == (0, 0)


def test_what_it_is_about_is_kept_in_codes_where_the_sender_chose_them(send: Send) -> None:
    assert send(a_body(concerns=["neglect", "strain", "neglect"])).status_code == 201
    context.enter(authority_id=1, worker_id=None)
    found = Concern.objects.order_by("code")
    assert [(one.code, one.coded_by, one.ended_at) for one in found] == [
        ("neglect", None, None),
        ("strain", None, None),
    ]


def test_leaving_the_codes_out_changes_nothing_of_an_older_body(send: Send) -> None:
    assert send(a_body()).status_code == 201
    assert send(a_body(concerns=[])).status_code == 200
    context.enter(authority_id=1, worker_id=None)
    assert not Concern.objects.exists()


def test_a_refused_contact_may_be_mended_under_the_same_key(send: Send) -> None:
    assert send(a_body(what_happened="")).status_code == 422
    assert send(a_body()).status_code == 201


def test_an_error_does_not_repeat_what_was_sent(send: Send) -> None:
    answered = send(a_body(children=[{"first_name": "Wren", "date_of_birth": "Hollyhock"}]))
    assert b"Hollyhock" not in answered.content


@pytest.mark.parametrize("key", ["", "k" * 201, "k\u00e9y"])
def test_a_key_that_is_no_key_is_refused(send: Send, key: str) -> None:
    answered = send(a_body(), key=key)
    assert answered.status_code == 422
    assert list(problems(answered)) == ["Idempotency-Key"]


def test_without_an_idempotency_key_nothing_is_kept(machine: AddedMachine) -> None:
    answered = Client().post(
        CONTACTS, a_body(), content_type="application/json", headers={"Authorization": f"Bearer {machine.key}"}
    )
    assert (answered.status_code, problems(answered)) == (422, {"Idempotency-Key": "is missing"})


@pytest.mark.parametrize("authorization", [None, "Bearer", "Bearer fd_nobody", "Basic abc", "Bearer \u00e9"])
def test_a_machine_that_we_do_not_know_is_turned_away(authorization: str | None) -> None:
    headers = {"Idempotency-Key": "one", **({"Authorization": authorization} if authorization else {})}
    answered = Client().post(CONTACTS, a_body(), content_type="application/json", headers=headers)
    assert answered.status_code == 401
    assert answered["WWW-Authenticate"] == "Bearer"
    assert list(problems(answered)) == ["Authorization"]


def test_a_machine_whose_key_was_taken_is_turned_away(send: Send, machine: AddedMachine, now: datetime) -> None:
    access.end_machine(machine=machine.machine, by=Machinery(), at=now)
    assert send(a_body()).status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b" ", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"danger": NaN}', 400),
        (b'{"danger": 1, "danger": 2}', 400),
        (b"[" * 100_000, 400),
        (b"[]", 422),
        (b'"words"', 422),
        (b'{"danger": {"is_now": false}, "what_happened": "\\ud800", "children": [{}]}', 422),
        (b" " * (LARGEST_BODY + 1), 413),
        (b" " * 3_000_000, 413),
    ],
)
def test_a_body_that_cannot_be_read_is_answered_in_json(send: Send, body: bytes, status: int) -> None:
    answered = send(body)
    assert answered.status_code == status
    assert problems(answered)


def test_a_body_without_its_length_is_refused_as_such(machine: AddedMachine) -> None:
    answered = Client().generic(
        "POST", CONTACTS, b"", content_type="application/json", headers={"Authorization": f"Bearer {machine.key}"},
        CONTENT_TYPE="application/json",
    )  # fmt: skip
    assert (answered.status_code, list(problems(answered))) == (411, [""])


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_only_json_is_taken(send: Send, kind: str) -> None:
    answered = send(json.dumps(a_body()), **{"Content-Type": kind})
    assert (answered.status_code, list(problems(answered))) == (415, ["Content-Type"])


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_another_method_is_answered_in_json(method: str) -> None:
    answered = getattr(Client(), method)(CONTACTS)
    assert (answered.status_code, answered["Allow"]) == (405, "POST")
    assert problems(answered)


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/docs", "/api/v1/children", "/api/v2/contacts"])
def test_an_address_that_is_not_there_is_answered_in_json(address: str) -> None:
    answered = Client().get(address)
    assert answered.status_code == 404
    assert problems(answered)


def test_the_openapi_document_says_all_that_may_be_answered() -> None:
    document = json.loads(Client().get("/api/v1/openapi.json").content)
    operation = document["paths"]["/api/v1/contacts"]["post"]
    assert set(operation["responses"]) >= {"200", "201", "400", "401", "409", "413", "415", "422"}
    assert [each["name"] for each in operation["parameters"]] == ["Idempotency-Key"]
    assert operation["security"]


def test_every_address_names_its_guard() -> None:
    for address in (CONTACTS, "/api/v1/openapi.json", "/api/anything"):
        assert resolve(address).func.open_because  # type: ignore[attr-defined]


def test_the_answer_is_the_same_whether_or_not_a_child_is_known(send: Send, now: datetime) -> None:
    Person.objects.create(
        authority_id=1, reference="P900001", first_name="Wren", last_name="Holloway",
        date_of_birth=datetime(2011, 5, 9, tzinfo=UTC).date(), recorded_at=now,
    )  # fmt: skip
    known = json.loads(send(a_body(), key="known").content)
    stranger = json.loads(send(a_body(children=[{"first_name": "Nobody"}]), key="stranger").content)
    assert set(known) == set(stranger) == {"receipt", "received_at"}
    assert len(known["receipt"]) == len(stranger["receipt"])


def test_a_contact_goes_to_the_machines_own_authority(now: datetime) -> None:
    with context.working_for(authority_id=2):
        other = access.add_machine(
            agency=an_agency(authority_id=2), name="Elsewhere's police", by=Machinery(authority_id=2), at=now
        )
    answered = Client().post(
        CONTACTS,
        a_body(),
        content_type="application/json",
        headers={"Authorization": f"Bearer {other.key}", "Idempotency-Key": "one"},
    )
    assert answered.status_code == 201
    with context.working_for(authority_id=1):
        assert Contact.objects.count() == 0
    with context.working_for(authority_id=2):
        assert Contact.objects.get().authority_id == 2


def test_a_database_that_is_away_says_send_again(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(intake, "receive_once", away)
    answered = send(a_body())
    assert (answered.status_code, answered["Retry-After"]) == (503, "60")


def test_what_breaks_is_answered_in_json_without_its_words(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise LookupError("Wren Holloway")

    monkeypatch.setattr(intake, "receive_once", breaks)
    answered = send(a_body())
    assert answered.status_code == 500
    assert b"Wren" not in answered.content


def test_a_key_is_kept_only_as_a_hash(machine: AddedMachine) -> None:
    assert machine.key.encode() not in bytes(machine.machine.key_hash)
    assert machines.machine_with(machine.key) == machine.machine
    assert Entry.objects.filter(act="machine.added", subject_id=machine.machine.pk).exists()


NAMES_OF_FIELDS = [
    ("people.0.date_of_birth", "children[0].date_of_birth"),
    ("people.2.age_told", "adults[0].age"),
    ("teller_phone", "sender.phone"),
    ("people", "children"),
    ("what_happened", "what_happened"),
]


@pytest.mark.parametrize(("ours", "theirs"), NAMES_OF_FIELDS)
def test_a_reason_carries_the_senders_own_name_of_its_field(ours: str, theirs: str) -> None:
    assert senders_name(ours, children=2) == theirs


def test_what_says_nothing_does_not_change_the_hash() -> None:
    bare = ContactSent.model_validate({"danger": {"is_now": False}, "children": [{"first_name": "Wren"}]})
    full = ContactSent.model_validate(
        {"danger": {"is_now": False}, "children": [{"first_name": " Wren ", "last_name": ""}], "adults": []}
    )
    assert digest_of(bare) == digest_of(full)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    body=some.fixed_dictionaries(
        {
            "danger": some.fixed_dictionaries({"is_now": some.booleans(), "what_and_where": some.text(max_size=20)}),
            "children": some.lists(
                some.dictionaries(
                    some.sampled_from(["first_name", "age", "date_of_birth", "nhs_number", "postcode", "sex"]),
                    some.text(max_size=12) | some.none() | some.integers(),
                ),
                max_size=3,
            ),
            "what_happened": some.text(max_size=30),
        }
    )
)
def test_whatever_is_sent_is_kept_or_refused_but_never_breaks(send: Send, body: dict[str, object]) -> None:
    assert send(body, key=str(hash(json.dumps(body)))).status_code in {200, 201, 422}


@given(text=some.text())
def test_text_that_is_taken_holds_nothing_unseen(text: str) -> None:
    try:
        taken = _plain(text)
    except ValueError:
        return
    assert "\x00" not in taken
    taken.encode()
