"""Laws that hold for any two people."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from frontdoor.library import matching
from frontdoor.library.matching import PersonDetails, Verdict
from frontdoor.library.matching.levels import ROUNDING

MODEL = matching.default_model()

FIRST_NAMES = [
    "Jack",
    "John",
    "Bobby",
    "Rob",
    "Mohammed",
    "Muhammad",
    "Zoë",
    "J",
    "Mary-Jane",
    "Jane",
    "Hayden",
    "Smith",
]
LAST_NAMES = [
    "Smith",
    "Smyth",
    "Smith-Jones",
    "Jones Smith",
    "O'Brien",
    "Khan",
    "Featherstone",
    "Jack",
    "K",
    "de Souza",
]
PLACES = ["12 Acacia Road", "14 Acacia Rd", "Flat 2, 12 Acacia Road, Thornaby", "9 Elm Close"]
CODES = ["TS1 4AB", "TS1 4AX", "TS9 9ZZ", "DL1 1AA"]
DAYS = st.one_of(
    st.sampled_from([date(2014, 3, 7), date(2014, 7, 3), date(2014, 3, 8), date(2014, 1, 1), date(1900, 1, 1)]),
    st.dates(min_value=date(1930, 1, 1), max_value=date(2026, 12, 31)),
)
ANY_NAME = st.one_of(st.just(""), st.text(max_size=8))

PEOPLE = st.builds(
    PersonDetails,
    first_name=st.one_of(st.sampled_from(FIRST_NAMES), ANY_NAME),
    middle_names=st.sampled_from(["", "James", "J", "James Kwame", "Kwame"]),
    last_name=st.one_of(st.sampled_from(LAST_NAMES), ANY_NAME),
    other_names=st.lists(st.sampled_from(["Jack Smith", "Bobby", "Zoe de Souza", "Rob Khan"]), max_size=2).map(tuple),
    date_of_birth=st.one_of(st.none(), DAYS),
    date_of_birth_text=st.sampled_from(["", "2014", "March 2014", "about 2013", "not known"]),
    expected_on=st.one_of(st.none(), DAYS),
    sex=st.sampled_from(["M", "F", "U", ""]),
    nhs_number=st.sampled_from(["", "9990000018", "9990000026", "9990000081", "123"]),
    upn=st.sampled_from(["", "A123456789012", "A123456789013"]),
    phone=st.sampled_from(["", "01642 555010", "01642 555011", "07700 900123"]),
    postcodes=st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple),
    address=st.sampled_from(["", *PLACES]),
    council_id=st.sampled_from(["", "100", "101"]),
)


def _weight(told: PersonDetails, known: PersonDetails) -> float:
    return round(matching.compare(told, known, MODEL).weight, 9)


@given(PEOPLE, PEOPLE)
@settings(deadline=None, max_examples=400)
def test_the_weight_is_the_same_both_ways_round(one: PersonDetails, other: PersonDetails) -> None:
    assert _weight(one, other) == _weight(other, one)


@given(PEOPLE, PEOPLE)
@settings(deadline=None, max_examples=300)
def test_what_is_blank_weighs_nothing_and_the_sum_is_the_sum(one: PersonDetails, other: PersonDetails) -> None:
    comparison = matching.compare(one, other, MODEL)
    for field in comparison.fields:
        assert field.verdict is not Verdict.BLANK or field.weight == 0
        assert field.verdict is not Verdict.DIFFERS or field.weight <= 0
        assert field.verdict in {Verdict.BLANK, Verdict.DIFFERS} or field.weight >= 0
    assert round(comparison.start + sum(field.weight for field in comparison.fields), 6) == round(comparison.weight, 6)
    assert 0 <= comparison.probability <= 1


SINGLE_FIELDS = ("sex", "nhs_number", "upn", "phone", "postcodes", "address", "council_id")


@given(PEOPLE, PEOPLE, st.sampled_from(SINGLE_FIELDS))
@settings(deadline=None, max_examples=300)
def test_agreeing_in_one_more_field_never_lowers_the_weight(
    one: PersonDetails, other: PersonDetails, field: str
) -> None:
    empty = getattr(PersonDetails(), field)
    before = _weight(replace(one, **{field: empty}), replace(other, **{field: empty}))
    both = getattr(one, field)
    assert _weight(replace(one, **{field: both}), replace(other, **{field: both})) >= before


@given(PEOPLE, PEOPLE)
@settings(deadline=None, max_examples=300)
def test_leaving_out_what_differs_never_lowers_the_weight(one: PersonDetails, other: PersonDetails) -> None:
    before = matching.compare(one, other, MODEL)
    differing = {str(reason.field) for reason in before.fields if reason.verdict is Verdict.DIFFERS}
    for field in differing & set(SINGLE_FIELDS):
        without = replace(one, **{field: getattr(PersonDetails(), field)})
        assert _weight(without, other) >= round(before.weight, 9)


@given(PEOPLE, PEOPLE, st.sampled_from([field.name for field in fields(PersonDetails)]))
@settings(deadline=None, max_examples=400)
@example(PersonDetails(first_name="Jack"), PersonDetails(first_name="Jon"), "first_name")
@example(PersonDetails(last_name="Smith"), PersonDetails(last_name="Smyth"), "last_name")
def test_a_person_is_never_less_like_himself_than_like_an_altered_copy(
    person: PersonDetails, other: PersonDetails, field: str
) -> None:
    altered = replace(person, **{field: getattr(other, field)})
    if field in {"date_of_birth", "date_of_birth_text"} and person.date_of_birth is None:
        return  # then the alteration tells more, not something else
    if field == "expected_on" or (person.expected_on and altered.date_of_birth is None):
        return  # then it is of a child not yet born, whose names count for little
    if getattr(person, field) and field != "other_names":
        # The shares of the model are written with so many digits that two levels of one worth differ by a hair.
        assert _weight(person, person) >= _weight(person, altered) - ROUNDING
