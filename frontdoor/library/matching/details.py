"""What is told, or known, of one person."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonDetails:
    """Everything is optional: what is blank is not known, and never counts against a match."""

    first_name: str = ""
    middle_names: str = ""
    last_name: str = ""
    other_names: tuple[str, ...] = ()  # aliases and former names, each in full
    date_of_birth: date | None = None
    date_of_birth_text: str = ""  # when only part is known: "2014", "March 2014", "about 2014"
    expected_on: date | None = None  # an unborn child
    sex: str = ""  # M, F, U or blank
    nhs_number: str = ""
    upn: str = ""
    phone: str = ""
    email: str = ""
    postcodes: tuple[str, ...] = ()  # the current one first, then former ones
    address: str = ""
    council_id: str = ""
