"""Pairs of people that a front door gets wrong, each with what should come of it. All names are invented."""

from dataclasses import replace
from datetime import date

import pytest

from frontdoor.library import matching
from frontdoor.library.matching import Band, Field, PersonDetails, Verdict

MODEL = matching.default_model()
BANDS = matching.Bands()
BORN = date(2014, 3, 7)

ROBERT = PersonDetails(
    first_name="Robert",
    last_name="Wainwright",
    date_of_birth=BORN,
    sex="M",
    postcodes=("TS1 4AB",),
    address="12 Acacia Road, Thornaby",
    phone="01642 555 010",
)
NAME_AND_BIRTH = PersonDetails(first_name="Robert", last_name="Wainwright", date_of_birth=BORN)
AMINA = PersonDetails(first_name="Amina", last_name="Khan", date_of_birth=BORN, sex="F")
SARAH = PersonDetails(first_name="Sarah", last_name="Pottinger", date_of_birth=date(1990, 5, 23), sex="F")

SHOWN_FIRST = [
    ("the same details", ROBERT, ROBERT),
    ("only name and date of birth", NAME_AND_BIRTH, NAME_AND_BIRTH),
    ("a nickname", replace(ROBERT, first_name="Bobby"), ROBERT),
    ("two nicknames of one name", replace(ROBERT, first_name="Bobby"), replace(ROBERT, first_name="Rob")),
    ("day and month swapped", replace(NAME_AND_BIRTH, date_of_birth=date(2014, 7, 3)), NAME_AND_BIRTH),
    ("one digit of the year wrong", replace(ROBERT, date_of_birth=date(2015, 3, 7)), ROBERT),
    ("date of birth not told", replace(ROBERT, date_of_birth=None), ROBERT),
    ("a year of birth only", replace(ROBERT, date_of_birth=None, date_of_birth_text="about 2014"), ROBERT),
    ("first of January for a year", replace(ROBERT, date_of_birth=date(2014, 1, 1)), ROBERT),
    (
        "double name in the other order",
        replace(NAME_AND_BIRTH, last_name="Wain-Smith"),
        replace(NAME_AND_BIRTH, last_name="Smith Wain"),
    ),
    ("half of a double name", replace(ROBERT, last_name="Wainwright-Osei"), ROBERT),
    ("first and last name swapped", replace(ROBERT, first_name="Wainwright", last_name="Robert"), ROBERT),
    ("a slip in each name", replace(ROBERT, first_name="Robrt", last_name="Wainright"), ROBERT),
    (
        "transliteration",
        replace(AMINA, first_name="Mohammed", last_name="Hussein", sex="M"),
        replace(AMINA, first_name="Muhammad", last_name="Hussain", sex="M"),
    ),
    (
        "accents",
        replace(AMINA, first_name="Zoë", last_name="Łukasz"),
        replace(AMINA, first_name="Zoe", last_name="Lukasz"),
    ),
    (
        "apostrophe and space",
        replace(AMINA, first_name="Mary-Jane", last_name="O'Brien"),
        replace(AMINA, first_name="Mary Jane", last_name="O Brien"),
    ),
    (
        "married name with the former name told",
        replace(SARAH, last_name="Quill", other_names=("Sarah Pottinger",)),
        SARAH,
    ),
    ("moved house", replace(ROBERT, postcodes=("TS9 9ZZ",), address="3 Elm Close", phone=""), ROBERT),
    ("known by a middle name", replace(ROBERT, first_name="Kwame"), replace(ROBERT, middle_names="Kwame James")),
    (
        "NHS number, another last name",
        replace(ROBERT, last_name="Quill", nhs_number="999 000 0018"),
        replace(ROBERT, nhs_number="9990000018"),
    ),
]

POSSIBLE = [
    ("twins of one sex", ROBERT, replace(ROBERT, first_name="Oliver")),
    ("twins with names that look alike", replace(ROBERT, first_name="Jayden"), replace(ROBERT, first_name="Hayden")),
    (
        "twins, a boy and a girl of like names",
        replace(ROBERT, first_name="Daniel"),
        replace(ROBERT, first_name="Danielle"),
    ),
    ("father and son of one name", ROBERT, replace(ROBERT, date_of_birth=date(1986, 8, 2))),
    (
        "the mother's name given as the child's, beside the mother",
        replace(ROBERT, first_name="Sarah", sex=""),
        replace(ROBERT, first_name="Sarah", sex="F", date_of_birth=date(1990, 5, 23)),
    ),
    ("the mother's name given as the child's, beside the child", replace(ROBERT, first_name="Sarah", sex=""), ROBERT),
    (
        "unborn when told, born near the date",
        PersonDetails(
            last_name="Wainwright", expected_on=date(2014, 3, 30), postcodes=("TS1 4AB",), address="12 Acacia Rd"
        ),
        ROBERT,
    ),
    (
        "a common name and nothing else",
        PersonDetails(first_name="Jack", last_name="Smith"),
        PersonDetails(first_name="Jack", last_name="Smith", date_of_birth=BORN),
    ),
]

NOT_SHOWN = [
    ("brother of another age", ROBERT, replace(ROBERT, first_name="Oliver", date_of_birth=date(2016, 8, 2))),
    ("different-sex twin, another last name", ROBERT, replace(ROBERT, first_name="Grace", last_name="Osei", sex="F")),
    (
        "same common name, another child",
        PersonDetails(first_name="Jack", last_name="Smith", date_of_birth=BORN),
        PersonDetails(first_name="Jack", last_name="Smith", date_of_birth=date(2011, 11, 23)),
    ),
    (
        "unborn child and its older brother",
        PersonDetails(last_name="Wainwright", expected_on=date(2016, 3, 30), postcodes=("TS1 4AB",)),
        ROBERT,
    ),
    (
        "same date of birth only",
        PersonDetails(date_of_birth=date(1900, 1, 1)),
        PersonDetails(date_of_birth=date(1900, 1, 1)),
    ),
    ("nothing known of one", PersonDetails(), ROBERT),
]


@pytest.mark.parametrize(("told", "known"), [row[1:] for row in SHOWN_FIRST], ids=[row[0] for row in SHOWN_FIRST])
def test_one_person_told_in_two_ways_is_shown_first(told: PersonDetails, known: PersonDetails) -> None:
    assert BANDS.band(matching.compare(told, known, MODEL).weight) is Band.SHOW_FIRST


@pytest.mark.parametrize(("told", "known"), [row[1:] for row in POSSIBLE], ids=[row[0] for row in POSSIBLE])
def test_a_pair_that_may_be_two_people_is_only_possible(told: PersonDetails, known: PersonDetails) -> None:
    assert BANDS.band(matching.compare(told, known, MODEL).weight) is Band.POSSIBLE


@pytest.mark.parametrize(("told", "known"), [row[1:] for row in NOT_SHOWN], ids=[row[0] for row in NOT_SHOWN])
def test_another_person_is_not_shown(told: PersonDetails, known: PersonDetails) -> None:
    assert BANDS.band(matching.compare(told, known, MODEL).weight) is None


SAME_STREET = "Same street, as the postcode says already; another number, or none"
STREET_UNLIKE = "Same number; the street is missing or hardly alike"
REASONS = [
    (replace(ROBERT, first_name="Bobby"), Field.FIRST_NAME, Verdict.CLOSE, "Bobby is a short form of Robert"),
    (replace(ROBERT, first_name="R"), Field.FIRST_NAME, Verdict.CLOSE, "Initial only"),
    (replace(ROBERT, first_name="Robrt"), Field.FIRST_NAME, Verdict.CLOSE, "Spelt almost the same"),
    (replace(ROBERT, first_name="Oliver"), Field.FIRST_NAME, Verdict.DIFFERS, "Different first name"),
    (replace(ROBERT, first_name="not known"), Field.FIRST_NAME, Verdict.BLANK, "Not known"),
    (replace(ROBERT, last_name="Wainwrite"), Field.LAST_NAME, Verdict.CLOSE, "Sounds alike"),
    (replace(ROBERT, last_name="Quill-Wainwright"), Field.LAST_NAME, Verdict.CLOSE, "One part of a double name"),
    (
        replace(ROBERT, last_name="Quill", other_names=("Robert Wainwright",)),
        Field.LAST_NAME,
        Verdict.AGREES,
        "Same last name (an alias or former name)",
    ),
    (replace(ROBERT, date_of_birth=date(2014, 7, 3)), Field.DATE_OF_BIRTH, Verdict.CLOSE, "Day and month swapped"),
    (replace(ROBERT, date_of_birth=date(2018, 3, 7)), Field.DATE_OF_BIRTH, Verdict.CLOSE, "One digit differs"),
    (replace(ROBERT, date_of_birth=date(2014, 3, 10)), Field.DATE_OF_BIRTH, Verdict.CLOSE, "Within 3 days"),
    (replace(ROBERT, date_of_birth=date(2014, 3, 25)), Field.DATE_OF_BIRTH, Verdict.CLOSE, "Same month and year"),
    (replace(ROBERT, date_of_birth=date(2014, 11, 25)), Field.DATE_OF_BIRTH, Verdict.DIFFERS, "Same year, another day"),
    (
        replace(ROBERT, date_of_birth=date(1900, 1, 1)),
        Field.DATE_OF_BIRTH,
        Verdict.BLANK,
        "A date written when the real one is not known",
    ),
    (replace(ROBERT, date_of_birth=date(1984, 5, 1)), Field.DATE_OF_BIRTH, Verdict.DIFFERS, "Born a generation apart"),
    (replace(ROBERT, postcodes=("TS9 9ZZ", "TS1 4AB")), Field.POSTCODE, Verdict.AGREES, "Former address"),
    (replace(ROBERT, postcodes=("TS1 4AX",)), Field.POSTCODE, Verdict.CLOSE, "One letter of the postcode differs"),
    (replace(ROBERT, postcodes=("TS1 4XY",)), Field.POSTCODE, Verdict.CLOSE, "Nearly the same postcode"),
    (replace(ROBERT, postcodes=("TS1",)), Field.POSTCODE, Verdict.CLOSE, "The same first half of the postcode"),
    (replace(ROBERT, address="9 acacia rd"), Field.ADDRESS, Verdict.CLOSE, SAME_STREET),
    (replace(ROBERT, address="Acacia Road"), Field.ADDRESS, Verdict.CLOSE, SAME_STREET),
    (replace(ROBERT, address="12 Acadie Road"), Field.ADDRESS, Verdict.CLOSE, STREET_UNLIKE),
    (replace(ROBERT, address="12 Acacia Rd"), Field.ADDRESS, Verdict.AGREES, "Same address"),
    (replace(ROBERT, phone="+44 1642 555010"), Field.PHONE, Verdict.AGREES, "Same telephone number"),
    (replace(ROBERT, sex="F"), Field.SEX, Verdict.DIFFERS, "Different sex for the same first name"),
    (replace(ROBERT, sex="U"), Field.SEX, Verdict.BLANK, "Not known"),
]


@pytest.mark.parametrize(("told", "field", "verdict", "words"), REASONS)
def test_a_field_says_what_it_found_in_words(told: PersonDetails, field: Field, verdict: Verdict, words: str) -> None:
    reasons = {reason.field: reason for reason in matching.compare(told, ROBERT, MODEL).fields}
    assert (reasons[field].verdict, reasons[field].words) == (verdict, words)


def test_the_weight_is_the_start_and_the_fields_added_up() -> None:
    comparison = matching.compare(replace(ROBERT, first_name="Bobby"), ROBERT, MODEL)
    assert comparison.weight == pytest.approx(comparison.start + sum(field.weight for field in comparison.fields))


def test_a_rare_last_name_says_more_than_a_common_one() -> None:
    def weight(last_name: str) -> float:
        person = PersonDetails(first_name="Jack", last_name=last_name)
        return matching.compare(person, person, MODEL).weight

    assert weight("Featherstonehaugh") > weight("Metcalfe") > weight("Smith")


def test_a_mistyped_nhs_number_does_not_count_against() -> None:
    told = replace(ROBERT, nhs_number="9990000099")
    known = replace(ROBERT, nhs_number="9990000018")
    reasons = {reason.field: reason for reason in matching.compare(told, known, MODEL).fields}
    assert reasons[Field.NHS_NUMBER].verdict is Verdict.BLANK


def test_twins_are_equals_when_the_first_name_is_not_told() -> None:
    """Either may be the one: neither is put before the other."""
    told = replace(ROBERT, first_name="Baby")
    twins = [(1, ROBERT), (2, replace(ROBERT, first_name="Oliver"))]
    suggestions = matching.rank(told, twins, MODEL, BANDS)
    assert [one.key for one in suggestions] == [1, 2]
    assert suggestions[0].comparison.weight == suggestions[1].comparison.weight


def test_names_count_for_little_before_birth() -> None:
    told = PersonDetails(first_name="Zebedee", last_name="Quill", expected_on=BORN)
    known = replace(ROBERT, first_name="Oliver")
    names = [reason.weight for reason in matching.compare(told, known, MODEL).fields[:3]]
    assert min(names) >= MODEL.unborn_name_at_least
    assert max(names) <= MODEL.unborn_name_at_most
