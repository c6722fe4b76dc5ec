"""Whether two people are one: a weight for each field, the sum, and the reasons in words."""

from dataclasses import dataclass
from enum import StrEnum

from frontdoor.library.matching.addresses import compare_addresses
from frontdoor.library.matching.births import compare_births
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.finding import Finding, blank, found
from frontdoor.library.matching.full_names import compare_full_names
from frontdoor.library.matching.identifiers import compare_identifiers, compare_nhs_numbers, compare_upns
from frontdoor.library.matching.levels import Field, Verdict
from frontdoor.library.matching.middle_names import compare_middle_names
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.overlaps import counted_once
from frontdoor.library.matching.postcodes import compare_postcodes
from frontdoor.library.matching.prepared import Prepared, prepare
from frontdoor.library.matching.reach import compare_emails, compare_phones


class Rival(StrEnum):
    """Who else the person known could be, if not the one told."""

    STRANGER = "stranger"
    RELATIVE = "relative"


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldReason:
    """What one field says, as it is shown to the worker."""

    field: Field
    verdict: Verdict
    weight: float
    told: str
    known: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """The answer: `weight` is `start` and the weights of the fields, added up."""

    weight: float
    probability: float
    rival: Rival
    start: float
    fields: tuple[FieldReason, ...]


def compare(told: PersonDetails, known: PersonDetails, model: Model) -> Comparison:
    """Compare the person told with one who is known."""
    return compare_prepared(prepare(told), prepare(known), model)


def compare_prepared(told: Prepared, known: Prepared, model: Model) -> Comparison:
    """Compare two people whose details are already taken apart."""
    return explain(find(told, known, model), model)


def find(told: Prepared, known: Prepared, model: Model) -> tuple[Finding, ...]:
    """Return what each field says, names first."""
    first, last = compare_full_names(told.names, known.names, model)
    postcode = compare_postcodes(told.postcodes, known.postcodes, model)
    names = (first, compare_middle_names(told.names[0].middle, known.names[0].middle, model), last)
    if told.is_unborn or known.is_unborn:
        names = (_hushed(names[0], model), _hushed(names[1], model), _hushed(names[2], model))
    return (
        *names,
        compare_births(told.birth, known.birth, model),
        counted_once(_compare_sexes(told.sex, known.sex, model), beside=first),
        postcode,
        counted_once(compare_addresses(told.address, known.address, model), beside=postcode),
        compare_phones(told.phone, known.phone, model),
        compare_emails(told.email, known.email, model),
        *_compare_numbers(told, known, model),
    )


def _compare_numbers(told: Prepared, known: Prepared, model: Model) -> tuple[Finding, ...]:
    return (
        compare_nhs_numbers(told.nhs_number, known.nhs_number, model),
        compare_upns(told.upn, known.upn, model),
        compare_identifiers(Field.COUNCIL_ID, told.council_id, known.council_id, model),
    )


def weigh(findings: tuple[Finding, ...], model: Model) -> tuple[float, Rival]:
    """Add up against a stranger and against a relative; the stronger rival, with the smaller sum, decides."""
    stranger, relative = model.start, model.family_start
    for finding in findings:
        stranger += finding.weight
        relative += finding.family_weight
    return (stranger, Rival.STRANGER) if stranger <= relative else (relative, Rival.RELATIVE)


def explain(findings: tuple[Finding, ...], model: Model) -> Comparison:
    """Return the sum with its reasons."""
    weight, rival = weigh(findings, model)
    is_relative = rival is Rival.RELATIVE
    return Comparison(
        weight=weight,
        probability=model.probability(weight),
        rival=rival,
        start=model.family_start if is_relative else model.start,
        fields=tuple(
            FieldReason(
                field=one.field,
                verdict=one.verdict,
                weight=one.family_weight if is_relative else one.weight,
                told=one.told,
                known=one.known,
                words=one.words.format(told=one.told, known=one.known),
            )
            for one in findings
        ),
    )


def _compare_sexes(told: str, known: str, model: Model) -> Finding:
    if not told or not known:
        return blank(Field.SEX, told, known)
    level, words = ("agrees", "Same sex") if told == known else ("differs", "Different sex")
    return found(Field.SEX, model.level(Field.SEX, level), told, known, words)


def _hushed(one: Finding, model: Model) -> Finding:
    """Let a name count for little while one of the two is unborn: it is not given yet, or will change."""
    low, high = model.unborn_name_at_least, model.unborn_name_at_most
    return one._replace(weight=max(low, min(high, one.weight)), family_weight=max(low, min(high, one.family_weight)))
