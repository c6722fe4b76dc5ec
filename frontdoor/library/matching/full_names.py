"""Names of two people: the main names, their aliases, and first and last names that changed places."""

from typing import Final

from frontdoor.library.matching.finding import Finding, blank
from frontdoor.library.matching.first_names import level_of_first_names
from frontdoor.library.matching.last_names import level_of_last_names
from frontdoor.library.matching.levels import Field, Level, Verdict
from frontdoor.library.matching.likeness import are_a_slip_apart
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.names import NO_NAME, FullName, Name, is_in_use, standard_spelling

Pair = tuple[Finding, Finding]

LESS_THAN_EXACT: Final = 1.0  # whatever is not exactly the same name counts for at least this much less
LESS_FOR_SWAPPED: Final = 1.5  # for each of the two: one person in eight is told with first and last name swapped


def compare_full_names(told: tuple[FullName, ...], known: tuple[FullName, ...], model: Model) -> Pair:
    """Return the findings for first and last name, by the pair of names that agrees best."""
    best = _compare_pair(told[0], known[0], model)
    for one in told:
        for other in known:
            if one is not told[0] or other is not known[0]:
                best = max(best, _as_alias(_compare_pair(one, other, model)), key=_sum)
    return best


def compare_middle_names(told: Name, known: Name, model: Model) -> Finding:
    """Compare everything between the first and the last name."""
    field = Field.MIDDLE_NAMES
    if not told or not known:
        return blank(field, told.written, known.written)
    name, words = _level_of_middle_names(told, known)
    return _weigh(field, model.level(field, name), told, known, words, model)


def _level_of_middle_names(told: Name, known: Name) -> tuple[str, str]:
    if [part[0] for part in told.parts] == [part[0] for part in known.parts] and (
        max(map(len, told.parts)) == 1 or max(map(len, known.parts)) == 1
    ):
        return "initial", "Initials only"
    if told.standard == known.standard:
        return "exact", "Same middle names"
    if set(told.parts) & set(known.parts) or are_a_slip_apart(told.joined, known.joined):
        return "part", "Some of the middle names"
    return "differs", "Different middle names"


def _compare_pair(told: FullName, known: FullName, model: Model) -> Pair:
    straight = (_compare_first(told, known, model), _compare_last(told.last, known.last, model))
    if straight[0].verdict is Verdict.DIFFERS and _changed_places(told, known):
        return max(straight, _swapped(told, known, model), key=_sum)
    return straight


def _compare_first(told: FullName, known: FullName, model: Model) -> Finding:
    if not told.first or not known.first:
        return blank(Field.FIRST_NAME, told.first.written, known.first.written)
    name, words = level_of_first_names(told, known)
    if name in {"slip", "sound"} and _are_names_in_use(told.first, known.first, model):
        name, words = "another", "Looks or sounds alike, but is another name"
    return _weigh(Field.FIRST_NAME, model.level(Field.FIRST_NAME, name), told.first, known.first, words, model)


def _are_names_in_use(one: Name, other: Name, model: Model) -> bool:
    """Say whether both are names that people have: twins are called Jayden and Hayden, and that is no slip."""
    return all(name.standard in model.forename_shares or is_in_use(name.joined) for name in (one, other))


def _compare_last(told: Name, known: Name, model: Model) -> Finding:
    if not told or not known:
        return blank(Field.LAST_NAME, told.written, known.written)
    name, words = level_of_last_names(told, known)
    return _weigh(Field.LAST_NAME, model.level(Field.LAST_NAME, name), told, known, words, model)


def _weigh(field: Field, at: Level, told: Name, known: Name, words: str, model: Model) -> Finding:
    """Count a common name for less than a rare one, and a likeness for less than the same name."""
    weight, family_weight = at.weight, at.family_weight
    if at.verdict is not Verdict.DIFFERS and field is not Field.MIDDLE_NAMES:
        is_exact = at is model.level(field, "exact")
        rarity = model.rarity(field, _share(field, told, known, model)) - (0.0 if is_exact else LESS_THAN_EXACT)
        weight = rarity if is_exact else min(weight, max(rarity, 0.0))
        family_weight = min(family_weight, max(rarity, 0.0))
    return Finding(field, at.verdict, weight, family_weight, told.written, known.written, words)


def _share(field: Field, told: Name, known: Name, model: Model) -> float:
    if told.standard == known.standard:
        return model.share(field, told.standard)
    spellings = {*map(standard_spelling, told.parts), *map(standard_spelling, known.parts)}
    return max(model.share(field, one) for one in (told.standard, known.standard, *spellings))


def _changed_places(told: FullName, known: FullName) -> bool:
    return _nearly_same(told.first, known.last) and _nearly_same(told.last, known.first)


def _nearly_same(one: Name, other: Name) -> bool:
    if not one or not other:
        return False
    return one.standard == other.standard or are_a_slip_apart(one.joined, other.joined)


def _swapped(told: FullName, known: FullName, model: Model) -> Pair:
    """Weigh each name by whichever pairing says less, so that the sum is the same both ways round."""
    pairings = ((told.first, known.last), (told.last, known.first))
    as_first = [_compare_first(_only_first(one), _only_first(other), model) for one, other in pairings]
    as_last = [_compare_last(one, other, model) for one, other in pairings]
    return _turned(as_first, as_first[0]), _turned(as_last, as_last[1])


def _turned(pairings: list[Finding], shown: Finding) -> Finding:
    return shown._replace(
        verdict=Verdict.CLOSE,
        weight=max(0.0, min(one.weight for one in pairings) - LESS_FOR_SWAPPED),
        family_weight=max(0.0, min(one.family_weight for one in pairings)),
        words="First and last name have changed places",
    )


def _only_first(name: Name) -> FullName:
    return FullName(first=name, middle=NO_NAME, last=NO_NAME)


def _as_alias(pair: Pair) -> Pair:
    first, last = (
        one._replace(words=f"{one.words} (an alias or former name)") if one.weight > 0 else one for one in pair
    )
    return _lessened(first, LESS_THAN_EXACT), last


def _lessened(one: Finding, by: float) -> Finding:
    if one.verdict is Verdict.DIFFERS:
        return one
    return one._replace(weight=max(0.0, one.weight - by), family_weight=max(0.0, one.family_weight - by))


def _sum(pair: Pair) -> tuple[float, float]:
    return pair[0].weight + pair[1].weight, pair[0].family_weight + pair[1].family_weight
