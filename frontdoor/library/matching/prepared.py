"""A person's details in the forms that are compared: made once, used for every comparison."""

from dataclasses import dataclass

from frontdoor.library.matching.addresses import Address, read_address
from frontdoor.library.matching.births import Birth, read_birth
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.identifiers import NOTHING, Identifier, read_identifier, read_nhs_number, read_upn
from frontdoor.library.matching.names import FullName, read_alias, take_apart
from frontdoor.library.matching.postcodes import read_postcodes
from frontdoor.library.matching.reach import read_email, read_phone

SEXES = {"m": "M", "male": "M", "f": "F", "female": "F", "M": "M", "F": "F"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """Details taken apart. `names` has the main name first, then the aliases."""

    details: PersonDetails
    names: tuple[FullName, ...]
    birth: Birth
    sex: str
    nhs_number: Identifier
    upn: Identifier
    council_id: Identifier
    postcodes: tuple[str, ...]
    address: Address
    phone: str
    email: str

    @property
    def is_unborn(self) -> bool:
        return self.birth.expected_on is not None


def prepare(details: PersonDetails) -> Prepared:
    """Take a person's details apart."""
    main = FullName(take_apart(details.first_name), take_apart(details.middle_names), take_apart(details.last_name))
    names: tuple[FullName, ...] = (main,)
    if details.other_names:
        names = (main, *(read_alias(alias, main) for alias in details.other_names if alias.strip()))
    return Prepared(
        details,
        names,
        read_birth(details.date_of_birth, details.date_of_birth_text, details.expected_on),
        SEXES.get(details.sex) or SEXES.get(details.sex.strip().lower(), ""),
        read_nhs_number(details.nhs_number) if details.nhs_number else NOTHING,
        read_upn(details.upn) if details.upn else NOTHING,
        read_identifier(details.council_id) if details.council_id else NOTHING,
        read_postcodes(details.postcodes),
        read_address(details.address),
        read_phone(details.phone),
        read_email(details.email),
    )
