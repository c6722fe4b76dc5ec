"""A person's details in the forms that are compared: made once, used for every comparison."""

from dataclasses import dataclass

from frontdoor.library.matching.births import Birth, read_birth
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.identifiers import NOTHING, Identifier, read_identifier, read_nhs_number
from frontdoor.library.matching.names import FullName, read_alias, take_apart
from frontdoor.library.matching.places import Address, read_address, read_phone, read_postcode


@dataclass(frozen=True, kw_only=True, slots=True)
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

    @property
    def is_unborn(self) -> bool:
        return self.birth.expected_on is not None


def prepare(details: PersonDetails) -> Prepared:
    """Take a person's details apart."""
    main = FullName(
        first=take_apart(details.first_name),
        middle=take_apart(details.middle_names),
        last=take_apart(details.last_name),
    )
    sex = details.sex.strip().upper()
    return Prepared(
        details=details,
        names=(main, *(read_alias(alias, main) for alias in details.other_names if alias.strip())),
        birth=read_birth(details.date_of_birth, details.date_of_birth_text, details.expected_on),
        sex=sex if sex in {"M", "F"} else "",
        nhs_number=read_nhs_number(details.nhs_number),
        upn=read_identifier(details.upn) if details.upn else NOTHING,
        council_id=read_identifier(details.council_id) if details.council_id else NOTHING,
        postcodes=tuple(filter(None, map(read_postcode, details.postcodes))),
        address=read_address(details.address),
        phone=read_phone(details.phone),
    )
