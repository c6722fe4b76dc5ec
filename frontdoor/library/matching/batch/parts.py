"""The parts of a person that are compared each by itself, and the findings for every two values that meet.

The comparisons are those that comparison.find makes; tests/library/matching/batch holds the two together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.addresses import compare_addresses, read_address
from frontdoor.library.matching.batch.columns import DATE_OF_BIRTH
from frontdoor.library.matching.batch.people import Codes, People, date_and_text, details_of
from frontdoor.library.matching.births import Birth, compare_births, read_birth
from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.full_names import compare_full_names
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.middle_names import compare_middle_names
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import KEPT, FullName, take_apart
from frontdoor.library.matching.postcodes import compare_postcodes, read_postcodes
from frontdoor.library.matching.prepared import prepare
from frontdoor.library.matching.reach import compare_emails, compare_phones, read_email, read_phone

Weights = NDArray[np.float64]  # one row for each rival, against a stranger and against a relative
Findings = tuple[Finding, ...]

RIVALS: Final = 2


Values = tuple[str, ...]  # of the columns of a part, as the files write them


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Columns that are compared together, the fields they are evidence for, and how those told and known compare."""

    columns: tuple[str, ...]
    fields: tuple[Field, ...]
    compare: Callable[[Values, Values, Model], Findings]


@lru_cache(maxsize=KEPT)
def _full_name(values: Values) -> FullName:
    first, middle, last = values
    return FullName(take_apart(first), take_apart(middle), take_apart(last))


def _compare_names(told: Values, known: Values, model: Model) -> Findings:
    one, other = _full_name(told), _full_name(known)
    first, last = compare_full_names((one,), (other,), model)
    return first, compare_middle_names(one.middle, other.middle, model), last


def _compare_births(told: Values, known: Values, model: Model) -> Findings:
    return (compare_births(_birth(told), _birth(known), model),)


@lru_cache(maxsize=KEPT)
def _birth(values: Values) -> Birth:
    on, text = date_and_text(values[0])
    return read_birth(on, text, None)


def _compare_postcodes(told: Values, known: Values, model: Model) -> Findings:
    return (compare_postcodes(read_postcodes(told), read_postcodes(known), model),)


def _compare_addresses(told: Values, known: Values, model: Model) -> Findings:
    return (compare_addresses(read_address(told[0]), read_address(known[0]), model),)


def _compare_phones(told: Values, known: Values, model: Model) -> Findings:
    return (compare_phones(read_phone(told[0]), read_phone(known[0]), model),)


def _compare_emails(told: Values, known: Values, model: Model) -> Findings:
    return (compare_emails(read_email(told[0]), read_email(known[0]), model),)


def _by_preparing(name: str) -> Callable[[Values, Values, Model], Findings]:
    """Compare a column whose values are few, or seldom meet, by taking apart a person who has nothing else."""
    field = Field(name)

    def compare(told: Values, known: Values, model: Model) -> Findings:
        one, other = (prepare(details_of({name: value[0]})) for value in (told, known))
        return tuple(found for found in find(one, other, model) if found.field is field)

    return compare


NAMES: Final = ("first_name", "middle_names", "last_name")
NAME_FIELDS: Final = (Field.FIRST_NAME, Field.MIDDLE_NAMES, Field.LAST_NAME)
PARTS: Final = (
    Part(columns=("sex",), fields=(Field.SEX,), compare=_by_preparing("sex")),
    Part(columns=(DATE_OF_BIRTH,), fields=(Field.DATE_OF_BIRTH,), compare=_compare_births),
    Part(columns=("postcode",), fields=(Field.POSTCODE,), compare=_compare_postcodes),
    Part(columns=("phone",), fields=(Field.PHONE,), compare=_compare_phones),
    Part(columns=("email",), fields=(Field.EMAIL,), compare=_compare_emails),
    Part(columns=("nhs_number",), fields=(Field.NHS_NUMBER,), compare=_by_preparing("nhs_number")),
    Part(columns=("upn",), fields=(Field.UPN,), compare=_by_preparing("upn")),
    Part(columns=NAMES, fields=NAME_FIELDS, compare=_compare_names),
    Part(columns=("address",), fields=(Field.ADDRESS,), compare=_compare_addresses),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """One part of everybody: the number of what each person's files write there, and the values by their numbers."""

    part: Part
    codes: Codes
    values: list[Values]

    def __len__(self) -> int:
        return len(self.values)


def written_in(people: People) -> list[Written]:
    """Return the parts that the files have anything of."""
    return [_written(people, part) for part in PARTS if any(name in people.columns for name in part.columns)]


def _written(people: People, part: Part) -> Written:
    columns = [people.column(name) for name in part.columns]
    if len(columns) == 1:
        return Written(part=part, codes=columns[0].codes, values=[(value,) for value in columns[0].values])
    joint = np.zeros(len(people), np.int64)
    for column in columns:
        joint = np.unique(joint * len(column.values) + column.codes, return_inverse=True)[1]
    _, example, codes = np.unique(joint, return_index=True, return_inverse=True)
    listed = [[column.values[code] for code in column.codes[example].tolist()] for column in columns]
    return Written(part=part, codes=codes.astype(np.int32), values=list(zip(*listed, strict=True)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """The values of one part that met in some pairs: which two each pair has, and the findings for each such two."""

    place: NDArray[np.int64]  # for each pair, its place in findings
    findings: list[Findings]

    def weights(self, number: int) -> Weights:
        """Return what one field of the part says of each pair."""
        each = np.array([(one[number].weight, one[number].family_weight) for one in self.findings], np.float64)
        return each.reshape(-1, RIVALS)[self.place].T

    def total(self) -> Weights:
        """Return what all fields of the part say of each pair."""
        fields = len(self.findings[0]) if self.findings else 0
        return sum((self.weights(number) for number in range(fields)), np.zeros((RIVALS, len(self.place))))

    def only(self, pairs: NDArray[np.intp]) -> "Met":
        """Return some of the pairs, with only the findings that those have."""
        used, place = np.unique(self.place[pairs], return_inverse=True)
        return Met(place=place, findings=[self.findings[one] for one in used.tolist()])


def meet(written: Written, known: Codes, told: Codes, model: Model) -> Met:
    """Find, once, what there is to say of each two values that meet."""
    packed = written.codes[told].astype(np.int64) * len(written) + written.codes[known]
    both, place = np.unique(packed, return_inverse=True)
    ones, others = np.divmod(both, len(written))
    compare, values = written.part.compare, written.values
    findings = [
        compare(values[one], values[other], model) for one, other in zip(ones.tolist(), others.tolist(), strict=True)
    ]
    return Met(place=place, findings=findings)
