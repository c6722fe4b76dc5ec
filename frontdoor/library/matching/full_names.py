"""Names of two people: the main names, their aliases, and first and last names that changed places."""

from typing import Final

from frontdoor.library.matching.finding import EXACT, Finding, blank, found, found_as_rare
from frontdoor.library.matching.first_names import WORDS as FIRST_NAME_WORDS
from frontdoor.library.matching.first_names import level_of_first_names
from frontdoor.library.matching.last_names import level_of_last_names
from frontdoor.library.matching.levels import Field, Level, Verdict
from frontdoor.library.matching.likeness import are_a_slip_apart
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import NO_NAME, FullName, Name, standard_spelling

Pair = tuple[Finding, Finding]

LESS_THAN_EXACT: Final = 1.0  # whatever is not exactly the same name counts for at least this much less
LESS_FOR_SWAPPED: Final = 1.5  # for each of the two: one person in eight is told with first and last name swapped
SLIP: Final = "slip"
LIKENESSES: Final = frozenset({SLIP, "beginning", "sound", "faint"})
WHO_IT_IS: Final = "May only say who it is"
CHANGED_PLACES: Final = "First and last name have changed places"
IN_ANOTHER_BOX: Final = "The first name of one is the last name of the other"
AN_ALIAS: Final = " (an alias or former name)"


def compare_full_names(told: tuple[FullName, ...], known: tuple[FullName, ...], model: Model) -> Pair:
    """Return the findings for first and last name, by the pair of names that agrees best."""
    best = _compare_pair(told[0], known[0], model)
    if len(told) == len(known) == 1:
        return best
    for one in told:
        for other in known:
            if one is not told[0] or other is not known[0]:
                best = max(best, _as_alias(_compare_pair(one, other, model)), key=_sum)
    return best


def _compare_pair(told: FullName, known: FullName, model: Model) -> Pair:
    straight = (_compare_first(told, known, model), _compare_last(told.last, known.last, model))
    if straight[0].weight > 0.0:
        return straight
    first_is_last, last_is_first = _nearly_same(told.first, known.last), _nearly_same(told.last, known.first)
    if first_is_last and last_is_first:
        return max(straight, _swapped(told, known, model), key=_sum)
    if straight[1].weight <= 0.0 and (first_is_last or last_is_first):
        shared = (told.first, known.last) if first_is_last else (told.last, known.first)
        return max(straight, (straight[0], _in_another_box(*shared, straight[1], model)), key=_sum)
    return straight


def _compare_first(told: FullName, known: FullName, model: Model) -> Finding:
    field, one, other = Field.FIRST_NAME, told.first, known.first
    if not one.joined or not other.joined:
        return blank(field, one.written, other.written)
    name, words = level_of_first_names(told, known)
    if name in LIKENESSES and _are_names_in_use(one, other, model):
        name, words = "another", FIRST_NAME_WORDS["another"]
    return _weigh(model.level(field, name), one, other, words, model, field)


def _are_names_in_use(one: Name, other: Name, model: Model) -> bool:
    """Say whether both are names that people have: twins are called Jayden and Hayden, and that is no slip."""
    known = model.names_in_use
    return (one.is_in_use or one.standard in known) and (other.is_in_use or other.standard in known)


def _compare_last(told: Name, known: Name, model: Model) -> Finding:
    field = Field.LAST_NAME
    if not told.joined or not known.joined:
        return blank(field, told.written, known.written)
    name, words = level_of_last_names(told, known)
    return _weigh(model.level(field, name), told, known, words, model, field)


def _weigh(at: Level, told: Name, known: Name, words: str, model: Model, field: Field) -> Finding:
    """Count a common name for less than a rare one, and a likeness for less than the same name."""
    if at.verdict is Verdict.DIFFERS:
        if told.may_be_no_name or known.may_be_no_name:
            return blank(field, told.written, known.written, WHO_IT_IS)
        return found(field, at, told.written, known.written, words)
    rarity = _rarity(field, told, known, model) - (0.0 if at.name == EXACT else LESS_THAN_EXACT)
    found_so = found_as_rare(field, at, told.written, known.written, words, rarity)
    if field is Field.LAST_NAME and at.name == SLIP and _is_one_nobodys(told, known, model):
        return found_so._replace(weight=max(0.0, rarity))
    return found_so


def _is_one_nobodys(told: Name, known: Name, model: Model) -> bool:
    """Say whether people have one of two last names and hardly anybody the other, which was meant to be the first."""
    return model.is_common(Field.LAST_NAME, told.standard) != model.is_common(Field.LAST_NAME, known.standard)


def _rarity(field: Field, told: Name, known: Name, model: Model) -> float:
    """Return what the same name would be worth; of two names, by the commoner."""
    if told.standard == known.standard:
        return model.rarity(field, told.standard)
    spellings = {told.standard, known.standard, *map(standard_spelling, (*told.parts, *known.parts))}
    return min(model.rarity(field, one) for one in spellings)


def _nearly_same(one: Name, other: Name) -> bool:
    if not one.joined or not other.joined:
        return False
    return one.standard == other.standard or are_a_slip_apart(one.joined, other.joined)


def _swapped(told: FullName, known: FullName, model: Model) -> Pair:
    """Weigh each name by whichever pairing says less, so that the sum is the same both ways round."""
    pairings = ((told.first, known.last), (told.last, known.first))
    as_first = [_compare_first(_only_first(one), _only_first(other), model) for one, other in pairings]
    as_last = [_compare_last(one, other, model) for one, other in pairings]
    return _turned(as_first, as_first[0], model), _turned(as_last, as_last[1], model)


def _in_another_box(told: Name, known: Name, straight: Finding, model: Model) -> Finding:
    """Weigh a name that is the first name of one and the last name of the other, by whichever of the two says less."""
    pairings = [_compare_first(_only_first(told), _only_first(known), model), _compare_last(told, known, model)]
    return _turned(pairings, straight, model)._replace(words=IN_ANOTHER_BOX)


def _turned(pairings: list[Finding], shown: Finding, model: Model) -> Finding:
    at = model.level(shown.field, "swapped")
    weight = min(one.weight for one in pairings) - LESS_FOR_SWAPPED
    family_weight = min(one.family_weight for one in pairings)
    return Finding(
        field=shown.field,
        level=at.name,
        verdict=at.verdict,
        weight=max(0.0, min(at.weight, weight)),
        family_weight=max(0.0, min(at.family_weight, family_weight)),
        told=shown.told,
        known=shown.known,
        words=CHANGED_PLACES,
    )


def _only_first(name: Name) -> FullName:
    return FullName(first=name, middle=NO_NAME, last=NO_NAME)


def _as_alias(pair: Pair) -> Pair:
    first, last = (one._replace(words=one.words + AN_ALIAS) if one.weight > 0 else one for one in pair)
    return _lessened(first, LESS_THAN_EXACT), last


def _lessened(one: Finding, by: float) -> Finding:
    if one.verdict is Verdict.DIFFERS:
        return one
    return one._replace(weight=max(0.0, one.weight - by), family_weight=max(0.0, one.family_weight - by))


def _sum(pair: Pair) -> float:
    """Add up what a pair of names says against either rival: it is not known yet which of them decides."""
    return sum(one.weight + one.family_weight for one in pair)
