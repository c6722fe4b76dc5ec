"""Asking the index: keys, then candidates, then the comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, NamedTuple, Protocol, TypeVar

from frontdoor.library.matching.comparison import Comparison, explain, find, weigh
from frontdoor.library.matching.crowds import MOST_UNDER_A_KEY
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.finding import Finding
from frontdoor.library.matching.keys import keys_of
from frontdoor.library.matching.live.cards import read_card, read_lines
from frontdoor.library.matching.live.homes import through_home
from frontdoor.library.matching.live.screening import Screen
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.prepared import Prepared, prepare

UNDER_KEYS: Final = """
    SELECT told.key, held.people FROM unnest(%s::bigint[]) AS told (key)
    CROSS JOIN LATERAL (
        SELECT array_agg(person_id) AS people
        FROM (SELECT person_id FROM {keys} WHERE authority_id = %s AND key = told.key LIMIT %s) AS one
    ) AS held
    WHERE held.people IS NOT NULL
"""
# All in one row: a thousand rows would take twice as long to come over.
CARDS: Final = """
    SELECT array_agg(person_id), array_agg(details), array_agg(sketch) FROM {cards}
    WHERE authority_id = %s AND person_id = ANY (%s) HAVING count(*) > 0
"""

Findings = tuple[Finding, ...]
Row = TypeVar("Row")


class Ask(Protocol):
    """Puts a question to the database: %s stands for each value, and each row is handed to `row`."""

    def __call__(self, sql: str, values: Sequence[object], row: Callable[..., Row]) -> list[Row]: ...


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Where an index is kept: keys(authority_id, key, person_id), cards(authority_id, person_id, details, sketch)."""

    keys: str
    cards: str


class Held(NamedTuple):
    """The people filed under one key."""

    key: int
    people: list[int]


class Card(NamedTuple):
    """One person's card, and its sketch."""

    person_id: int
    details: str
    sketch: bytes


class Cards(NamedTuple):
    """The cards of some people, in one order."""

    people: list[int]
    details: list[str]
    sketches: list[bytes]


class Found(NamedTuple):
    """Somebody known, and why they may be the one told."""

    person_id: int
    comparison: Comparison


class Looked(NamedTuple):
    """Who was found for one person told, heaviest first; `is_crowded`: a key with too many people was passed over."""

    found: list[Found]
    is_crowded: bool


class LiveIndex:
    """People who may be those told, out of an index of any size, in two questions however many are told."""

    def __init__(self, ask: Ask, tables: Tables, *, authority_id: int, model: Model) -> None:
        self._ask = ask
        self._authority_id = authority_id
        self._model = model
        self._under_keys = UNDER_KEYS.format(keys=tables.keys)
        self._cards = CARDS.format(cards=tables.cards)

    def look(self, told: Mapping[int, PersonDetails], *, least_weight: float, most: int) -> dict[int, Looked]:
        """Find who each person told may be, from `least_weight` up."""
        prepared = {place: prepare(details) for place, details in told.items()}
        keys = {place: keys_of(person) for place, person in prepared.items()}
        held = self._held({key for found in keys.values() for key in found})
        candidates = {place: everybody_under(found, held) for place, found in keys.items()}
        cards = self._read({person_id for found in candidates.values() for person_id in found})
        return {
            place: Looked(
                found=self._weighed(
                    self._beside(person, _of(cards, candidates[place]), least_weight), least_weight, most
                ),
                is_crowded=any(len(held.get(key, ())) > MOST_UNDER_A_KEY for key in keys[place]),
            )
            for place, person in prepared.items()
        }

    def look_at_home(
        self,
        told: Mapping[int, PersonDetails],
        housemates: Mapping[int, Mapping[int, str]],
        *,
        least_weight: float,
        most: int,
    ) -> dict[int, list[Found]]:
        """Find who each person told may be of those who live with somebody known, each with words for it."""
        cards = self._read({person_id for words in housemates.values() for person_id in words})
        return {
            place: self._weighed(
                (
                    (card, through_home(self._findings(prepared, card), self._model, words=words[card.person_id]))
                    for card in _of(cards, words)
                ),
                least_weight,
                most,
            )
            for place, words, prepared in ((place, words, prepare(told[place])) for place, words in housemates.items())
        }

    def _beside(self, told: Prepared, cards: Sequence[Card], least_weight: float) -> Iterator[tuple[Card, Findings]]:
        """Compare the person told with each card that may weigh enough."""
        passing = Screen(told, self._model, least_weight).passing([card.sketch for card in cards])
        return ((card, self._findings(told, card)) for card in compress(cards, passing.tolist()))

    def _findings(self, told: Prepared, card: Card) -> Findings:
        return find(told, prepare(read_card(read_lines(card.details))), self._model)

    def _weighed(self, beside: Iterable[tuple[Card, Findings]], least_weight: float, most: int) -> list[Found]:
        """Keep the heaviest, equal ones by number, and write out the reasons of those alone."""
        worth: list[tuple[float, int, Findings]] = []
        for card, findings in beside:
            weight, _ = weigh(findings, self._model)
            if weight >= least_weight:
                worth.append((-weight, card.person_id, findings))
        worth.sort(key=lambda one: one[:2])
        return [Found(person_id, explain(findings, self._model)) for _, person_id, findings in worth[:most]]

    def _read(self, people: Iterable[int]) -> dict[int, Card]:
        wanted = sorted(people)
        if not wanted:
            return {}
        read: dict[int, Card] = {}
        for cards in self._ask(self._cards, (self._authority_id, wanted), Cards):
            read.update(zip(cards.people, map(Card._make, zip(*cards, strict=True)), strict=True))
        return read

    def _held(self, keys: set[int]) -> dict[int, list[int]]:
        """Find the people under each key, and one more than are ever used where there are too many."""
        if not keys:
            return {}
        asked = (sorted(keys), self._authority_id, MOST_UNDER_A_KEY + 1)
        return {held.key: held.people for held in self._ask(self._under_keys, asked, Held)}


def _of(cards: Mapping[int, Card], people: Iterable[int]) -> list[Card]:
    return [cards[one] for one in people if one in cards]


def everybody_under(keys: Iterable[int], held: Mapping[int, Sequence[int]]) -> set[int]:
    """Return all who share a key, but for keys that too many share: the same people as in a whole file."""
    found: set[int] = set()
    for key in keys:
        people = held.get(key, ())
        if len(people) <= MOST_UNDER_A_KEY:
            found.update(people)
    return found
