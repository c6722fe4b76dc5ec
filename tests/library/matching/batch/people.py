"""People to match: some made to be alike in every way a field can be, and files of them."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
from hypothesis import strategies as st

from frontdoor.library.matching.batch.columns import DETAILS
from frontdoor.library.matching.batch.files import PersonFile
from frontdoor.library.matching.batch.people import People, gather

Written = Mapping[str, str]

FIRST_NAMES = [
    *("Jack", "John", "Jon", "Bobby", "Rob", "Robert", "Mohammed", "Muhammad", "Zoë", "J", "Mary-Jane", "Mary Jane"),
    *(
        "Jane",
        "Hayden",
        "Jayden",
        "Smith",
        "Christopher",
        "Cristopher",
        "Chris",
        "Unknown",
        "Baby",
        "Daniel",
        "Danielle",
    ),
    *("Liz", "Elizabeth", "Ann", "Anne", "Anna", "Catherine", "Kathryn", "Mo", "Ng", "O"),
]
LAST_NAMES = [
    *("Smith", "Smyth", "Smith-Jones", "Jones Smith", "Jones", "O'Brien", "OBrien", "Khan", "Kahn", "Featherstone"),
    *(
        "Fetherston",
        "Jack",
        "K",
        "de Souza",
        "Souza",
        "Wainwright",
        "Wianwright",
        "Ng",
        "Nguyen",
        "MacDonald",
        "McDonald",
    ),
]
DATES = [
    *("2014-03-07", "2014-07-03", "2014-03-08", "2014-03-17", "2014-01-01", "1900-01-01", "2013-03-07", "2041-03-07"),
    *("2014", "about 2014", "March 2014", "1984-03-07", "2014-03-29", "2014-11-30", "0214-03-07", "2015-08-25"),
]
PLACES = [
    *("12 Acacia Road", "14 Acacia Rd", "Flat 2, 12 Acacia Road, Thornaby", "9 Elm Close", "9 Elm Cl TS1 4AB"),
    *("Elm House", "12a Acaca Road", "1 High Street", "High St", "PO Box 9"),
]
POSTCODES = ["TS1 4AB", "TS1 4AX", "ts14ab", "TS9 9ZZ", "DL1 1AA", "TS1", "00000", "90210", "4227"]
NHS_NUMBERS = ["9990000018", "9990000026", "9990000081", "999 000 0018", "123"]
UPNS = ["A123456789012", "A123456789013", "Z999"]
PHONES = ["01642 555010", "+44 1642 555010", "01642 555011", "07700 900123", "5"]
EMAILS = ["jack@example.org", "jack.smith@example.org", "JACK@example.org", "jane@example.com"]

COLUMN_VALUES = {
    "first_name": [*FIRST_NAMES, *LAST_NAMES[:4]],
    "middle_names": ["James", "J", "James Kwame", "Kwame", "Jack", "Jaems"],
    "last_name": [*LAST_NAMES, *FIRST_NAMES[:4]],
    "date_of_birth": DATES,
    "sex": ["M", "F", "male", "U"],
    "nhs_number": NHS_NUMBERS,
    "upn": UPNS,
    "address": PLACES,
    "postcode": POSTCODES,
    "phone": PHONES,
    "email": EMAILS,
}
WILD_NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=8).map(str.strip)


def _one_of(name: str) -> st.SearchStrategy[str]:
    listed = st.sampled_from(["", *COLUMN_VALUES[name]])
    return st.one_of(listed, WILD_NAMES) if name.endswith(("_name", "_names")) else listed


PERSON: st.SearchStrategy[Written] = st.fixed_dictionaries({name: _one_of(name) for name in DETAILS})
SOME = st.lists(PERSON, min_size=1, max_size=5)


def file_of(written: Sequence[Written], letter: str = "A") -> PersonFile:
    """Return a file as it is after reading."""
    names = [name for name in DETAILS if any(name in one for one in written)]
    return PersonFile(
        name=f"{letter}.csv",
        ids=pa.array([f"{letter}{row}" for row in range(len(written))], pa.string()),
        columns={name: pa.array([one.get(name, "") for one in written], pa.string()) for name in names},
        header=("id", *names),
        ignored=(),
    )


def gathered(known: Sequence[Written], told: Sequence[Written] | None = None) -> People:
    """Return people as they are held while they are matched."""
    return gather(file_of(known), file_of(told, "B") if told is not None else None, leave_out_dates=True).people
