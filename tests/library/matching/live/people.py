"""People for the tests of the live path: few enough names, days and places that they meet."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from frontdoor.library.matching import PersonDetails

FIRST = ["", "Marlowe", "Marlow", "Isolde", "Jon", "Jonathan", "John", "Mary-Jane", "Baby", "J", "Hayden", "Jayden"]
MIDDLE = ["", "Rose", "Jon", "R"]
LAST = ["", "Quillfeather", "Quilfeather", "Fernsby", "Smith", "Smyth", "Fernsby-Smith", "O'Brien", "Isolde"]
ALIASES = ["Jon Smith", "Izzy Fernsby", "Marlowe"]
DAYS = [date(2011, 3, 9), date(2011, 9, 3), date(2011, 3, 10), date(1985, 3, 9), date(2011, 1, 1), date(2014, 5, 5)]
POSTCODES = ["TS1 4AB", "TS1 4AD", "DL1 1AA", "00000"]
ADDRESSES = ["", "14 Gull Street", "41 Gull Street", "Flat 2, 14 Gull St", "9 Tide Gardens", "Gull Street"]
NUMBERS = ["", "9990000018", "9990000026"]

PEOPLE = st.builds(
    PersonDetails,
    first_name=st.sampled_from(FIRST),
    middle_names=st.sampled_from(MIDDLE),
    last_name=st.sampled_from(LAST),
    other_names=st.lists(st.sampled_from(ALIASES), max_size=2, unique=True).map(tuple),
    date_of_birth=st.none() | st.sampled_from(DAYS),
    date_of_birth_text=st.sampled_from(["", "", "2011", "March 2011"]),
    expected_on=st.none() | st.sampled_from(DAYS[:2]),
    sex=st.sampled_from(["", "M", "F"]),
    nhs_number=st.sampled_from(NUMBERS),
    phone=st.sampled_from(["", "07700 900001", "07700 900002"]),
    email=st.sampled_from(["", "una@quill.example"]),
    postcodes=st.lists(st.sampled_from(POSTCODES), max_size=2, unique=True).map(tuple),
    address=st.sampled_from(ADDRESSES),
)
