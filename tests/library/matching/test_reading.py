"""What is written in a box is read as a clerk would read it."""

from __future__ import annotations

import pickle

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Field, PersonDetails, Verdict
from frontdoor.library.matching.addresses import read_address
from frontdoor.library.matching.identifiers import is_valid_upn
from frontdoor.library.matching.names import NO_NAME, take_apart
from frontdoor.library.matching.reach import read_email, read_phone

MODEL = matching.default_model()


@pytest.mark.parametrize(
    "written",
    ["unknown", "Baby", "Unborn baby", "baby girl", "n/a", "N/K", "not known", "xxx", "to be confirmed", "", "-"],
)
def test_words_for_not_known_are_blank(written: str) -> None:
    assert take_apart(written) is NO_NAME


@pytest.mark.parametrize("written", ["To", "Na", "Given", "Child-Ashe", "Babyface"])
def test_names_that_look_like_such_words_are_names(written: str) -> None:
    assert take_apart(written) or written == "Na"


@pytest.mark.parametrize("role", ["Mother", "mum", "Son of the above tenant", "lady of the house"])
def test_a_word_for_who_it_is_does_not_count_against(role: str) -> None:
    told, known = PersonDetails(last_name=role), PersonDetails(last_name="Wainwright")
    reason = _reason(told, known, Field.LAST_NAME)
    assert (reason.verdict is Verdict.BLANK) is (role != "Son of the above tenant")


def test_two_of_the_same_last_name_agree_though_it_is_also_a_word_for_somebody() -> None:
    person = PersonDetails(last_name="Son")
    assert _reason(person, person, Field.LAST_NAME).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("written", "joined"),
    [("J0hn", "john"), ("Wa1nwright", "walnwright"), ("Osei jr", "osei"), ("Zoë\u200b", "zoe"), ("O' Brien", "obrien")],
)
def test_names_are_read_through_bad_writing(written: str, joined: str) -> None:
    assert take_apart(written).joined == joined


@pytest.mark.parametrize(
    ("written", "house", "part", "street"),
    [
        ("12 Acacia Rd, Thornaby", "12", "", "acacia road"),
        ("Flat 2, 12a Acacia Road", "12a", "2", "acacia road"),
        ("12 Acacia Road Apt 2", "12", "2", "acacia road"),
        ("1st floor, 9 St John's Close", "9", "1st", "street johns close"),
        ("Acacia Road", "", "", "acacia road"),
        ("214 County Road 9 Anytown", "214", "", "county road 9"),
        ("27 Oakdale", "27", "", "oakdale"),
        ("TS1 4AB", "", "", ""),
    ],
)
def test_an_address_is_taken_apart(written: str, house: str, part: str, street: str) -> None:
    address = read_address(written)
    assert (address.house, address.part, address.street) == (house, part, street)


@pytest.mark.parametrize(
    ("told", "known", "level"),
    [
        ("12 Acacia Rd", "12 Acacia Road, Thornaby", "Same address"),
        ("Flat 2, 12 Acacia Road", "Flat 3, 12 Acacia Road", "Same house, another part of it"),
        ("12 Acacia Road", "21 Acacia Road", "Same street; the number is missing or one digit differs"),
        ("12 Acacia Road", "9 Acacia Road", "Same street, another number"),
        ("12 Acacia Road", "12 Acacia Avenue", "Same number; the street is missing or hardly alike"),
        ("12 London Road", "9 High Street, London", "Different address"),
        ("12 Acacai Road", "12 Acacia Road", "Same address"),
    ],
)
def test_addresses_agree_in_more_ways_than_one(told: str, known: str, level: str) -> None:
    assert _reason(PersonDetails(address=told), PersonDetails(address=known), Field.ADDRESS).words == level


@pytest.mark.parametrize(
    ("told", "known", "words"),
    [
        ("pat@example.org", "Pat@Example.org", "Same e-mail address"),
        ("pat.ashe@example.org", "pat.ashe@example.com", "Same name at another e-mail provider"),
        ("pat.ashe@example.org", "pta.ashe@example.org", "E-mail address spelt almost the same"),
        ("pat@example.org", "owen.tring@example.com", "Different e-mail address"),
        ("no e-mail", "pat@example.org", "Not known"),
    ],
)
def test_e_mail_addresses_are_compared(told: str, known: str, words: str) -> None:
    assert _reason(PersonDetails(email=told), PersonDetails(email=known), Field.EMAIL).words == words


def test_what_follows_a_plus_sign_or_an_extension_belongs_to_no_address_or_number() -> None:
    assert read_email("Pat+school@Example.org") == "pat@example.org"
    assert read_phone("01642 555 010 x12") == read_phone("+44 1642 555010")


@pytest.mark.parametrize(
    ("upn", "is_valid"), [("P999202415842", True), ("W999202621175", True), ("B123456789012", False)]
)
def test_a_unique_pupil_number_is_checked_by_its_letter(upn: str, is_valid: bool) -> None:
    assert is_valid_upn(upn) is is_valid


def test_a_pupil_number_that_fails_its_check_does_not_count_against_one_that_passes() -> None:
    told, known = PersonDetails(upn="B123456789012"), PersonDetails(upn="P999202415842")
    assert _reason(told, known, Field.UPN).verdict is Verdict.BLANK


def test_numbers_of_another_kind_in_the_box_are_compared_as_they_stand() -> None:
    one, other = PersonDetails(upn="8456781"), PersonDetails(upn="1261880")
    assert _reason(one, one, Field.UPN).verdict is Verdict.AGREES
    assert _reason(one, other, Field.UPN).verdict is Verdict.DIFFERS


def test_a_name_in_another_box_is_seen_both_ways_round() -> None:
    one = PersonDetails(first_name="Wainwright", last_name="Zebedee")
    other = PersonDetails(first_name="Robert", last_name="Wainwright")
    assert matching.compare(one, other, MODEL).weight == matching.compare(other, one, MODEL).weight
    words = _reason(one, other, Field.LAST_NAME).words
    assert words == "The first name of one is the last name of the other"


def test_names_and_addresses_are_one_again_after_crossing_to_another_process() -> None:
    name, address = take_apart("Mary-Jane"), read_address("12 Acacia Road")
    assert pickle.loads(pickle.dumps((name, address))) == (name, address)


def _reason(told: PersonDetails, known: PersonDetails, field: Field) -> matching.FieldReason:
    return next(one for one in matching.compare(told, known, MODEL).fields if one.field is field)
