from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from frontdoor.journey.intake import conversation, typed_rows
from frontdoor.journey.intake.forms import ConversationForm
from frontdoor.journey.intake.rules import FieldReason
from frontdoor.record.policy.editions import EXAMPLE, read_file, understand

RULES = understand(read_file(EXAMPLE))
LEVELS, CONCERNS = RULES.levels, RULES.concerns_to_choose
BEGAN = datetime(2018, 7, 24, 10, tzinfo=UTC)
WHOLE = {
    "is_in_danger_now": "no",
    "kind": "1A",
    "channel": "phone",
    "how_known": "saw",
    "what_happened": "He was left alone for two nights.",
    "concerns-neglect": "neglect",
    "home_address": "14 Gull Street",
    "home_postcode": "ts14ab",
    "sharing_basis": "safeguarding",
    "family_agreement": "not_known",
    "family_told": "not_known",
    "children-TOTAL_FORMS": "2",
    "children-0-first_name": "Marlowe",
    "children-0-date_of_birth": "9/3/2011",
    "children-0-nhs_number": "943 476 5919",
    "children-1-is_unborn": "on",
    "children-1-expected_on": "1/9/2018",
    "children-1-lives_there": "no",
    "adults-TOTAL_FORMS": "1",
    "adults-0-first_name": "Odette",
    "adults-0-relationship": "Mother",
    "adults-0-lives_there": "yes",
}


def talk(**change: str) -> conversation.Conversation:
    return conversation.checked({**WHOLE, **change}, authority_id=1, levels=LEVELS, concerns=CONCERNS)


def errors(found: conversation.Conversation) -> dict[str, str]:
    forms = [found.form, *found.rows.forms]
    return {form.add_prefix(name): str(texts[0]) for form in forms for name, texts in form.errors.items()}


def test_a_whole_conversation_tells_a_contact() -> None:
    found = talk()
    assert found.is_valid(), errors(found)
    told = found.told(began_at=BEGAN)
    assert (told.source_code, told.received_at, told.level_stated) == ("1A", BEGAN, "")
    first, unborn, mother = told.people
    assert (first.date_of_birth, first.postcode, first.nhs_number) == (date(2011, 3, 9), "TS1 4AB", "9434765919")
    assert (unborn.is_unborn, unborn.expected_on, unborn.postcode) == (True, date(2018, 9, 1), "")
    assert (mother.is_child, mother.lives_in_home, mother.address) == (False, True, "14 Gull Street")


@pytest.mark.parametrize(
    "left_out", sorted({*ConversationForm.base_fields} & {*WHOLE} - {"home_address", "home_postcode"})
)
def test_each_answer_that_is_left_out_is_asked_for_by_name(left_out: str) -> None:
    assert list(errors(talk(**{left_out: ""}))) == [left_out]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("home_postcode", "nowhere"),
        ("children-0-nhs_number", "943 476 5918"),
        ("children-0-date_of_birth", "31/2/2011"),
        ("received_time", "25:00"),
        ("teller_email", "at home"),
        ("what_happened", "a\x00b"),
        ("children-0-first_name", "x" * 81),
        ("kind", "martian"),
        ("level_stated", "level_9"),
    ],
)
def test_what_cannot_be_right_is_refused_by_its_field(name: str, value: str) -> None:
    assert name in errors(talk(**{name: value}))


@pytest.mark.parametrize("postcode", ["TS1", "ts1 4ab", "SW1A 1AA", ""])
def test_a_postcode_may_be_whole_half_or_blank(postcode: str) -> None:
    assert errors(talk(home_postcode=postcode)) == {}


def test_danger_asks_only_what_is_needed_to_act() -> None:
    typed = {
        "is_in_danger_now": "yes",
        "danger": "At the flat with a man who is drunk",
        "kind": "9",
        "children-0-age_told": "about six",
    }
    found = conversation.checked(typed, authority_id=1, levels=LEVELS)
    assert found.is_valid(), errors(found)
    told = found.told(began_at=BEGAN)
    assert (told.channel, told.source_code, told.what_happened) == ("phone", "9", told.danger)
    assert [person.age_told for person in told.people] == ["about six"]


def test_danger_without_saying_what_or_who_tells_is_refused() -> None:
    found = conversation.checked({"is_in_danger_now": "yes"}, authority_id=1, levels=LEVELS)
    assert set(errors(found)) == {"danger", "kind"}


def test_an_earlier_arrival_starts_the_clock_in_local_time() -> None:
    found = talk(received_on="23/7/2018", received_time="18:05")
    assert found.is_valid()
    assert found.told(began_at=BEGAN).received_at == datetime(2018, 7, 23, 17, 5, tzinfo=UTC)
    assert list(errors(talk(received_time="18:05"))) == ["received_on"]


def test_reasons_from_the_rules_stand_beside_their_fields() -> None:
    found = talk()
    assert found.is_valid()
    found.take_reasons(
        [
            FieldReason(field="people.1.expected_on", text="a"),
            FieldReason(field="people.2.nhs_number", text="b"),
            FieldReason(field="received_at", text="c"),
            FieldReason(field="people", text="d"),
        ]
    )
    assert errors(found) == {
        "children-1-expected_on": "a",
        "adults-0-first_name": "b",
        "received_on": "c",
        "children-0-first_name": "d",
    }


def test_a_draft_keeps_what_was_typed_and_nothing_else() -> None:
    sent = {**WHOLE, "csrfmiddlewaretoken": "x", "do": "keep", "version": "3", "children-0-sql": "x", "page": "p"}
    assert conversation.kept(sent) == {**WHOLE, "page": "p"}


def test_a_resumed_conversation_shows_every_field_as_it_was_typed() -> None:
    typed = {**WHOLE, "children-0-date_of_birth": "9 Marhc", "home_postcode": "no idea"}
    found = conversation.shown(typed, authority_id=1, levels=LEVELS, concerns=CONCERNS)
    forms = [found.form, *found.rows.forms]
    again = {form.add_prefix(name): form[name].value() or "" for form in forms for name in form.fields}
    assert again.pop("concerns") == ["neglect"]
    assert {name: str(text) for name, text in again.items() if text} == {
        name: text for name, text in typed.items() if not name.startswith("concerns-") and "TOTAL_FORMS" not in name
    }
    assert errors(found) == {}


def test_a_row_can_be_added_and_taken_away_by_the_server() -> None:
    more = conversation.with_another(WHOLE, "child")
    assert more["children-TOTAL_FORMS"] == "3"
    less = conversation.without(more, "children-0")
    assert less["children-TOTAL_FORMS"] == "2"
    assert less["children-0-is_unborn"] == "on"
    assert "children-1-is_unborn" not in less
    assert less["adults-0-first_name"] == "Odette"
    assert conversation.without(WHOLE, "nonsense-1") == WHOLE


def test_a_page_cannot_ask_for_endless_rows() -> None:
    found = conversation.shown({"children-TOTAL_FORMS": "999"}, authority_id=1, levels=LEVELS)
    assert len(found.children.forms) == 20
    assert len(conversation.shown({"children-TOTAL_FORMS": "x"}, authority_id=1, levels=LEVELS).children.forms) == 1


def test_half_typed_people_can_already_be_looked_up() -> None:
    found = conversation.shown(
        {"children-0-first_name": "Mar", "children-0-date_of_birth": "9/3/", "home_postcode": "TS1 4AB"},
        authority_id=1,
        levels=(),
    )
    (told,) = found.people().values()
    assert (told.first_name, told.date_of_birth, told.postcode) == ("Mar", None, "TS1 4AB")


def test_differences_between_windows_are_said_in_the_words_of_the_page() -> None:
    other = {**WHOLE, "children-0-first_name": "Marlow", "page": "q"}
    (one,) = conversation.differences(WHOLE, other, authority_id=1)
    assert (one.name, one.label, one.theirs) == ("children-0-first_name", "Child 1: First name", "Marlow")


def test_a_difference_of_answers_is_said_in_words_and_not_in_codes() -> None:
    (one,) = conversation.differences(WHOLE, {**WHOLE, "channel": "visit"}, authority_id=1)
    assert (one.theirs, one.words) == ("visit", "In person")


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"home_postcode": "", "home_address": " 9 Tide Gardens "},
        {"children-TOTAL_FORMS": "0", "adults-TOTAL_FORMS": "x"},
        {"children-0-date_of_birth": "9/3", "children-0-nhs_number": "12", "children-1-expected_on": "soon"},
        {"children-0-sex": "nonsense", "children-0-address": "The Quay", "children-0-lives_there": "partly"},
        {"children-1-is_unborn": "", "adults-0-lives_there": "no", "adults-0-phone": "01632 960001"},
    ],
)
def test_who_is_named_while_typing_is_who_the_page_would_say_is_named(change: dict[str, str]) -> None:
    typed = conversation.kept({**WHOLE, **change})
    assert typed_rows.people_in(typed) == conversation.shown(typed, authority_id=1, levels=LEVELS).people()


def test_several_concerns_may_be_ticked_and_each_box_has_a_name_of_its_own() -> None:
    found = talk(**{"concerns-domestic_abuse": "on"})
    assert found.is_valid(), errors(found)
    assert set(found.told(began_at=BEGAN).concerns) == {"neglect", "domestic_abuse"}
    html = str(found.form["concerns"])
    assert html.count("checked") == 2
    assert 'name="concerns-neglect"' in html


def test_what_it_is_about_is_asked_of_a_contact_and_not_of_danger() -> None:
    assert list(errors(talk(**{"concerns-neglect": ""}))) == ["concerns"]
    danger = {**WHOLE, "concerns-neglect": "", "is_in_danger_now": "yes", "danger": "At the flat"}
    found = conversation.checked(danger, authority_id=1, levels=LEVELS, concerns=CONCERNS)
    assert found.is_valid(), errors(found)
    assert found.told(began_at=BEGAN).concerns == ()


def test_nothing_is_ticked_before_somebody_ticks_it() -> None:
    found = conversation.shown({}, authority_id=1, levels=LEVELS, concerns=CONCERNS)
    assert "checked" not in str(found.form["concerns"])


def test_an_edition_that_lists_no_concerns_asks_for_none() -> None:
    found = conversation.checked({**WHOLE, "concerns-neglect": ""}, authority_id=1, levels=LEVELS)
    assert found.is_valid(), errors(found)
    assert "concerns" not in found.form.fields


def test_a_concern_that_the_policy_no_longer_has_is_asked_again() -> None:
    assert list(errors(talk(**{"concerns-witchcraft": "on"}))) == ["concerns"]


def test_a_box_ticked_in_another_window_is_named_in_words() -> None:
    theirs = {**WHOLE, "concerns-domestic_abuse": "on"}
    (one,) = conversation.differences(WHOLE, theirs, authority_id=1, concerns=CONCERNS)
    assert (one.name, one.label, one.words) == ("concerns-domestic_abuse", "What is it about? Domestic abuse", "Yes")
    (old,) = conversation.differences(theirs, WHOLE, authority_id=1)
    assert (old.label, old.words) == ("What is it about? domestic abuse", "No")
