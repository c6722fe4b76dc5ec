"""How common names, dates, streets and numbers are among the people of one register."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from frontdoor.library.matching.addresses import address_values
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.prepared import Prepared

Counts = Mapping[Field, Mapping[str, int]]


def values_of(person: Prepared) -> Iterator[tuple[Field, str]]:
    """Yield what is counted of one person."""
    main = person.names[0]
    for field, value in (
        (Field.FIRST_NAME, main.first.standard),
        (Field.LAST_NAME, main.last.standard),
        (Field.DATE_OF_BIRTH, person.birth.digits),
        (Field.POSTCODE, person.postcodes[0] if person.postcodes else ""),
        (Field.PHONE, person.phone),
        (Field.EMAIL, person.email),
        *((Field.ADDRESS, value) for value in address_values(person.address)),
    ):
        if value:
            yield field, value


def count_values(people: Iterable[Prepared]) -> Counts:
    """Count how many people have each name, date and so on, for `Model.with_shares`."""
    counts: dict[Field, Counter[str]] = {}
    for person in people:
        for field, value in values_of(person):
            counts.setdefault(field, Counter())[value] += 1
    return counts
