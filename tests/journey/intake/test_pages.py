from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from frontdoor.journey.intake import actions, queries
from frontdoor.journey.intake.models import Concern, Contact, Draft, Identification, NamedPerson
from frontdoor.record.access import context
from frontdoor.record.access.models import Worker
from frontdoor.record.access.roles import Role
from frontdoor.record.ledger.models import Entry
from tests.builders import a_worker
from tests.builders.contacts import a_child_at_home_with, a_contact, a_person, a_professional, a_told_child, named_in
from tests.journey.intake.test_conversation import WHOLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Worker:
    return a_worker(Role.CONTACT_OFFICER)


class Desk(Client):
    """A browser at a desk; after each page the test goes on working for its own authority."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]  # the stubs' answer is a test's own
        answer = super().request(**request)
        context.enter(authority_id=1, worker_id=None)
        return answer  # type: ignore[return-value]  # as above


@pytest.fixture
def desk(officer: Worker) -> Client:
    desk = Desk()
    desk.force_login(officer, backend="frontdoor.record.access.knowing.SignedIn")
    return desk


@pytest.fixture
def draft(officer: Worker) -> Draft:
    return actions.start_draft(by=officer, at=datetime(2018, 7, 24, 10, tzinfo=UTC))


def address(draft: Draft, name: str = "draft") -> str:
    return reverse(f"intake:{name}", args=[draft.pk])


def test_a_contact_is_begun_by_a_press_and_not_by_opening_a_page(desk: Client) -> None:
    assert desk.get(reverse("intake:take")).status_code == 200
    assert not Draft.objects.exists()
    answer = desk.post(reverse("intake:take"), {"do": "danger"})
    draft = Draft.objects.get()
    assert answer["Location"] == address(draft)
    html = desk.get(address(draft)).content.decode()
    assert "Needed to act" in html


def test_nothing_is_chosen_beforehand(desk: Client, draft: Draft) -> None:
    html = desk.get(address(draft)).content.decode()
    assert " checked" not in html
    assert " selected" not in html.replace('value="" selected', "")


def test_pressing_receive_twice_gives_one_contact_and_one_receipt(desk: Client, draft: Draft) -> None:
    first = desk.post(address(draft), {**WHOLE, "do": "receive", "version": "0"})
    second = desk.post(address(draft), {**WHOLE, "do": "receive", "version": "0"})
    contact = Contact.objects.get()
    assert first["Location"] == second["Location"] == reverse("intake:received", args=[contact.receipt])
    html = desk.get(first["Location"]).content.decode()
    assert contact.receipt in html
    assert "Marlowe" not in html
    assert contact.received_at == draft.started_at


def test_a_refused_contact_loses_nothing_that_was_typed(desk: Client, draft: Draft) -> None:
    sent = {
        **WHOLE,
        "what_happened": "",
        "wants": "A visit",
        "children-0-nhs_number": "12",
        "do": "receive",
        "version": "0",
    }
    html = desk.post(address(draft), sent).content.decode()
    assert "There is a problem" in html
    assert "Say what has happened" in html
    assert "check its ten figures" in html
    assert "A visit" in html
    assert not Contact.objects.exists()
    draft.refresh_from_db()
    assert draft.fields["wants"] == "A visit"


def test_a_reason_of_the_rules_is_shown_beside_its_field(desk: Client, draft: Draft) -> None:
    sent = {**WHOLE, "children-0-date_of_birth": "1/1/2019", "do": "receive", "version": "0"}
    html = desk.post(address(draft), sent).content.decode()
    assert "later than the day this reached us" in html
    assert 'href="#id_children-0-date_of_birth"' in html


@pytest.mark.parametrize(("do", "prefix"), [("add_child", "children-2-"), ("add_adult", "adults-1-")])
def test_people_can_be_added_without_a_script(desk: Client, draft: Draft, do: str, prefix: str) -> None:
    answer = desk.post(address(draft), {**WHOLE, "do": do, "version": "0"})
    assert answer["Location"].endswith(f"#id_{prefix}first_name")
    html = desk.get(address(draft)).content.decode()
    assert f'name="{prefix}first_name"' in html
    assert 'value="Marlowe"' in html


def test_a_person_can_be_removed_without_a_script(desk: Client, draft: Draft) -> None:
    desk.post(address(draft), {**WHOLE, "do": "remove-children-0", "version": "0"})
    draft.refresh_from_db()
    assert draft.fields["children-TOTAL_FORMS"] == "1"
    assert draft.fields["children-0-is_unborn"] == "on"


def test_what_is_saved_for_later_waits_and_can_be_gone_on_with(desk: Client, draft: Draft) -> None:
    answer = desk.post(address(draft), {**WHOLE, "do": "save", "version": "0"}, follow=True)
    assert "Marlowe: He was left alone" in answer.content.decode()
    html = desk.get(address(draft)).content.decode()
    assert "He was left alone for two nights." in html
    assert 'value="ts14ab"' in html


def test_a_discarded_contact_is_gone_from_the_list(desk: Client, draft: Draft) -> None:
    desk.post(address(draft), {"do": "discard"})
    assert desk.get(address(draft)).status_code == 404
    assert Entry.objects.filter(act="draft.discarded").count() == 1


def test_autosave_answers_with_the_version_and_the_time(desk: Client, draft: Draft) -> None:
    sent = {**WHOLE, "version": "0", "page": "a"}
    answer = desk.post(address(draft, "autosave"), sent)
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    again = desk.post(address(draft, "autosave"), {**sent, "wants": "more"})
    assert again.json()["version"] == 2


def test_autosave_from_another_window_is_a_choice_and_not_a_loss(desk: Client, draft: Draft) -> None:
    desk.post(address(draft, "autosave"), {**WHOLE, "version": "0", "page": "a"})
    clash = desk.post(address(draft, "autosave"), {**WHOLE, "wants": "mine", "version": "0", "page": "b"})
    assert clash.status_code == 409
    wants = {"name": "wants", "label": "What do they want from us?", "theirs": "", "words": ""}
    assert clash.json()["fields"] == [wants]
    html = desk.post(
        address(draft), {**WHOLE, "wants": "mine", "version": "0", "page": "b", "do": "keep"}
    ).content.decode()
    assert "another window too" in html
    assert "mine" in html


def test_autosave_after_receiving_says_so(desk: Client, draft: Draft) -> None:
    desk.post(address(draft), {**WHOLE, "do": "receive", "version": "0"})
    answer = desk.post(address(draft, "autosave"), {**WHOLE, "version": "0"})
    assert (answer.status_code, list(answer.json())) == (422, ["reasons"])


def test_somebody_elses_draft_is_not_found(desk: Client) -> None:
    other = actions.start_draft(by=a_worker(), at=datetime(2018, 7, 24, 10, tzinfo=UTC))
    assert desk.get(address(other)).status_code == 404
    assert desk.post(address(other, "autosave"), WHOLE).status_code == 422


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.PARTNER, Role.ADMINISTRATOR])
def test_those_who_do_not_take_contacts_are_refused(client: Client, role: Role) -> None:
    client.force_login(a_worker(role), backend="frontdoor.record.access.knowing.SignedIn")
    assert client.get(reverse("intake:take")).status_code == 403
    assert client.post(reverse("intake:tellers"), {"sought": "school"}).status_code == 403


def test_suggestions_are_noted_by_row_number_before_they_are_shown(
    desk: Client, draft: Draft, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    known = a_child_at_home_with(a_person("Odette", date_of_birth=None))
    sent = {"children-TOTAL_FORMS": "1", "children-0-first_name": "Marlow", "children-0-last_name": "Quillfeather"}
    sent["children-0-date_of_birth"] = "9/3/2011"
    desk.get(reverse("intake:take"))  # from then on the worker is known by their sign-in
    # Who asks; for whom; the draft, the policy and the model in one; keys; cards; what is shown of them; the note; and
    # nobody again. Once in a process the policy and the model are read.
    with django_assert_max_num_queries(10):
        answer = desk.post(address(draft, "suggestions"), sent)
    html = answer.content.decode()
    assert known.reference in html
    assert "Strong" in html
    assert "<table" not in html  # why is fetched when it is opened: the answer to a key press stays small
    entry = Entry.objects.get(act="people.suggested")
    assert entry.detail == {"people": [known.pk]}
    assert "Marlow" not in str(entry.detail)


def test_why_somebody_is_suggested_is_shown_when_asked_and_noted_again(desk: Client, draft: Draft) -> None:
    known = a_child_at_home_with(a_person("Odette", date_of_birth=None))
    sent = {"children-TOTAL_FORMS": "1", "children-0-first_name": "Marlow", "children-0-last_name": "Quillfeather"}
    sent["children-0-date_of_birth"] = "9/3/2011"
    html = desk.post(address(draft, "reasons"), {**sent, "place": "0", "reference": known.reference}).content.decode()
    assert "14 Gull Street" in html
    assert "fd-fall__bar" in html
    assert Entry.objects.get(act="people.suggested").detail == {"people": [known.pk]}


@pytest.mark.parametrize("more", [{"place": "0"}, {"place": "1"}, {"place": "x"}, {}])
def test_why_is_shown_of_nobody_who_is_not_suggested(desk: Client, draft: Draft, more: dict[str, str]) -> None:
    stranger = a_person("Cassius", "Elderberry", date_of_birth=datetime(1990, 1, 5, tzinfo=UTC).date())
    sent = {"children-TOTAL_FORMS": "1", "children-0-first_name": "Marlow", "children-0-last_name": "Quillfeather"}
    html = desk.post(address(draft, "reasons"), {**sent, **more, "reference": stranger.reference}).content.decode()
    assert "No longer suggested" in html
    assert "Elderberry" not in html
    assert not Entry.objects.filter(act="people.suggested").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "add a date of birth or an address."),
        ({"children-0-date_of_birth": "1/5/2016"}, "add an address."),
        ({"home_postcode": "TS9 9ZZ"}, "add a date of birth."),
    ],
)
def test_where_too_many_share_what_is_typed_it_says_what_to_add(
    desk: Client, draft: Draft, more: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdoor.library.matching.live.index.MOST_UNDER_A_KEY", 2)
    for day in (1, 2, 3):
        a_person("Marlowe", "Quillfeather", date_of_birth=datetime(1990, 1, day, tzinfo=UTC).date())
    typed = {"children-TOTAL_FORMS": "1", "children-0-first_name": "Marlowe", "children-0-last_name": "Quillfeather"}
    html = desk.post(address(draft, "suggestions"), typed | more).content.decode()
    assert f"Too many people share what is typed to look at each of them: {said}" in html


def test_where_somebody_is_found_for_certain_nobody_is_asked_for_more(
    desk: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontdoor.library.matching.live.index.MOST_UNDER_A_KEY", 2)
    for day in (1, 2, 3):
        a_person("Marlowe", "Quillfeather", date_of_birth=datetime(1990, 1, day, tzinfo=UTC).date())
    typed = {"children-TOTAL_FORMS": "1", "children-0-first_name": "Marlowe", "children-0-last_name": "Quillfeather"}
    html = desk.post(address(draft, "suggestions"), {**typed, "children-0-date_of_birth": "2/1/1990"}).content.decode()
    assert "Strong" in html
    assert "Too many people" not in html


def test_where_the_note_cannot_be_kept_nobody_is_shown(
    desk: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = a_child_at_home_with(a_person("Odette", date_of_birth=None))
    sent = {"children-TOTAL_FORMS": "1", "children-0-first_name": "Marlow", "children-0-last_name": "Quillfeather"}
    sent |= {"children-0-date_of_birth": "9/3/2011", "place": "0", "reference": known.reference}

    @contextmanager
    def fails_at_the_end(*_: object) -> Iterator[None]:
        yield
        raise ConnectionError("the ledger is away")

    monkeypatch.setattr("frontdoor.record.ledger.actions.put_meanwhile", fails_at_the_end)
    desk.raise_request_exception = False
    for name in ("suggestions", "reasons"):
        answer = desk.post(address(draft, name), sent)
        assert answer.status_code == 500
        assert known.reference not in answer.content.decode()
        assert "14 Gull Street" not in answer.content.decode()


def test_nobody_is_looked_up_for_a_draft_of_somebody_else(desk: Client) -> None:
    theirs = actions.start_draft(by=a_worker(Role.CONTACT_OFFICER), at=datetime(2018, 7, 24, 10, tzinfo=UTC))
    sent = {"children-TOTAL_FORMS": "1", "children-0-first_name": "Marlow", "children-0-last_name": "Quillfeather"}
    for name in ("suggestions", "reasons"):
        assert desk.post(address(theirs, name), sent).status_code == 404


def test_who_is_named_in_a_contact_may_be_too_many_to_look_at(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdoor.library.matching.live.index.MOST_UNDER_A_KEY", 2)
    for day in (1, 2, 3):
        a_person("Marlowe", "Quillfeather", date_of_birth=datetime(1990, 1, day, tzinfo=UTC).date())
    told = a_told_child(date_of_birth=None, address="", postcode="", phone="", school="", nhs_number="")
    contact = a_contact(told)
    html = desk.get(reverse("contact", args=[contact.receipt])).content.decode()
    assert "Too many people share what was told to look at each of them: a date of birth or an address" in html


def test_suggestions_are_asked_for_by_post_only(desk: Client, draft: Draft) -> None:
    assert desk.get(address(draft, "suggestions")).status_code == 405
    assert desk.get(address(draft, "reasons")).status_code == 405


def test_why_is_not_told_about_the_draft_of_another(client: Client, draft: Draft) -> None:
    client.force_login(a_worker(Role.CONTACT_OFFICER), backend="frontdoor.record.access.knowing.SignedIn")
    assert client.post(address(draft, "reasons"), {"place": "0", "reference": "P100001"}).status_code == 404


def test_who_we_know_can_be_looked_up_without_a_script(desk: Client, draft: Draft) -> None:
    known = a_person()
    html = desk.post(
        address(draft), {**WHOLE, "children-0-last_name": "Quillfeather", "do": "look_up", "version": "0"}
    ).content.decode()
    assert known.reference in html
    assert "He was left alone" in html


def test_a_known_professional_is_found_chosen_and_told_from(desk: Client, draft: Draft) -> None:
    professional = a_professional()
    found = desk.post(reverse("intake:tellers"), {"sought": "perpet harbour"}).content.decode()
    assert f'value="professional-{professional.pk}"' in found
    sent = {**WHOLE, "kind": "agency", "sought": "perpetua", "teller": f"professional-{professional.pk}"}
    desk.post(address(draft), {**sent, "do": "receive", "version": "0"})
    contact = Contact.objects.get()
    assert (contact.professional, contact.agency, contact.source_code) == (professional, professional.agency, "2A")
    assert (contact.teller_name, contact.teller_phone) == (professional.name, professional.phone)


def test_an_agency_must_be_chosen_or_its_kind_said(desk: Client, draft: Draft) -> None:
    sent = {**WHOLE, "kind": "agency", "teller": "agency-999999", "do": "receive", "version": "0"}
    assert "choose it from the list" in desk.post(address(draft), sent).content.decode()
    desk.post(address(draft), {**sent, "teller": "", "unlisted_source": "6"})
    assert Contact.objects.get().source_code == "6"


def say(desk: Client, contact: Contact, **sent: object) -> None:
    (named,) = named_in(contact)
    answer = desk.post(reverse("intake:identify", args=[contact.receipt]), {"named": named.pk, **sent})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/{contact.receipt}/#who")


def test_a_worker_says_the_same_undoes_it_and_says_not_the_same(desk: Client) -> None:
    contact, person = a_contact(), a_person()
    say(desk, contact, do="same", reference=person.reference.lower())
    (named,) = named_in(contact)
    assert queries.identified([named.pk]) == {named.pk: person}
    said = Identification.objects.get()
    assert said.weight is not None
    assert said.weight > 3
    say(desk, contact, do="undo", identification=said.pk)
    say(desk, contact, do="not_the_same", reference=person.reference)
    assert queries.identified([named.pk]) == {}
    assert [one.verdict for one in queries.who(contact)[0].not_the_same] == ["not_the_same"]


def test_a_worker_records_somebody_new(desk: Client) -> None:
    contact = a_contact(a_told_child("Isolde", "Fernsby"))
    say(desk, contact, do="new")
    (named,) = named_in(contact)
    assert queries.identified([named.pk])[named.pk].first_name == "Isolde"


@pytest.mark.parametrize("sent", [{"do": "same", "reference": "P1"}, {"do": "dance"}, {"do": "same"}])
def test_what_cannot_be_said_changes_nothing(desk: Client, sent: dict[str, str]) -> None:
    say(desk, a_contact(), **sent)
    assert not Identification.objects.exists()


def test_somebody_named_elsewhere_is_not_found(desk: Client) -> None:
    one, other = a_contact(), a_contact()
    answer = desk.post(reverse("intake:identify", args=[one.receipt]), {"named": named_in(other)[0].pk, "do": "new"})
    assert answer.status_code == 404
    assert NamedPerson.objects.count() == 2


def test_what_it_is_about_is_asked_with_nothing_ticked_and_is_kept(desk: Client, draft: Draft) -> None:
    html = desk.get(address(draft)).content.decode()
    about = html[html.index("What is it about?") : html.index("The children</legend>")]
    assert about.count('type="checkbox"') == 15
    assert "checked" not in about
    desk.post(address(draft, "autosave"), {**WHOLE, "concerns-missing": "missing", "version": "0"})
    assert desk.get(address(draft)).content.decode().count("checked") > 2
    desk.post(address(draft), {**WHOLE, "concerns-missing": "missing", "do": "receive", "version": "1"})
    assert set(Concern.objects.values_list("code", flat=True)) == {"neglect", "missing"}


def test_a_contact_without_it_is_not_received_and_its_boxes_are_linked(desk: Client, draft: Draft) -> None:
    answer = desk.post(address(draft), {**WHOLE, "concerns-neglect": "", "do": "receive", "version": "0"})
    html = answer.content.decode()
    assert not Contact.objects.exists()
    assert 'href="#id_concerns_0"' in html


def test_in_danger_it_is_not_asked_but_what_was_ticked_is_not_lost(desk: Client, draft: Draft) -> None:
    desk.post(address(draft), {"is_in_danger_now": "yes", "do": "keep", "version": "0"})
    assert "What is it about?" not in desk.get(address(draft)).content.decode()
    desk.post(address(draft), {**WHOLE, "do": "danger", "version": "1"})
    html = desk.get(address(draft)).content.decode()
    assert 'name="concerns-neglect" type="checkbox" value="neglect" checked' in html
