"""The index by which people are found, made in a process of its own while the history is invented."""

from __future__ import annotations

import multiprocessing
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from multiprocessing.process import BaseProcess
from typing import IO

from frontdoor.library.matching import PersonDetails, prepare
from frontdoor.library.matching.keys import keys_of
from frontdoor.library.matching.live import write_card, write_sketch
from frontdoor.site.authority import shapes

Pair = tuple[int, int]
Card = tuple[int, str, bytes]
_READ = 20_000


class KeyMaking:
    """Begins once people are known, and hands over each person's own number with each of their keys, and their card."""

    def __init__(self, keys: IO[bytes], cards: IO[str]) -> None:
        self._keys = keys
        self._cards = cards
        self._process: BaseProcess | None = None

    def begin(self, known: shapes.Known) -> None:
        """Begin in a copy of this process, which holds everybody already."""
        told = (self._keys, self._cards, known)
        self._process = multiprocessing.get_context("fork").Process(target=_write, args=told)
        self._process.start()

    def pairs(self) -> Iterator[Pair]:
        """Wait until all are made, and go through the keys. Raises RuntimeError when they could not be made."""
        self._wait()
        self._keys.seek(0)
        while piece := self._keys.read(16 * _READ):
            numbers = array("q", piece)
            yield from zip(numbers[::2], numbers[1::2], strict=True)

    def cards(self) -> Iterator[Card]:
        """Wait until all are made, and go through the cards with their sketches. Raises RuntimeError as for keys."""
        self._wait()
        self._cards.seek(0)
        for line in self._cards:
            own, sketch, card = line.rstrip("\n").split("\t", 2)
            yield int(own), card, bytes.fromhex(sketch)

    def end(self) -> None:
        """Leave no process behind."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()

    def _wait(self) -> None:
        if self._process is None:
            raise RuntimeError("Nobody's keys were asked for")
        self._process.join()
        if self._process.exitcode:
            raise RuntimeError(f"The keys of the people could not be made: exit code {self._process.exitcode}")


@contextmanager
def making() -> Iterator[KeyMaking]:
    """Give the making of keys, which ends with the block."""
    with ExitStack() as files:
        keys = KeyMaking(
            files.enter_context(tempfile.TemporaryFile()),
            files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")),
        )
        files.callback(keys.end)
        yield keys


def _write(keys: IO[bytes], cards: IO[str], known: shapes.Known) -> None:
    for own, details in details_of(known):
        numbers = array("q")
        person = prepare(details)
        for key in sorted(keys_of(person)):
            numbers.extend((own, key))
        numbers.tofile(keys)
        cards.write(f"{own}\t{write_sketch(person).hex()}\t{write_card(details)}\n")
    keys.flush()
    cards.flush()


def details_of(known: shapes.Known) -> Iterator[tuple[int, PersonDetails]]:
    """Gather what is known of each person for matching, as the record does; never where a sealed home is."""
    sealed = {one.household_id for one in known.addresses if one.sealed_because and one.until_on is None}
    homes: dict[int, list[shapes.Address]] = {}
    for address in known.addresses:
        if not address.sealed_because and address.household_id not in sealed:
            homes.setdefault(address.household_id, []).append(address)
    lived_at: dict[int, list[tuple[shapes.Membership, shapes.Address]]] = {}
    for one in known.memberships:
        lived_at.setdefault(one.person_id, []).extend((one, home) for home in homes.get(one.household_id, ()))
    for person in known.people:
        yield person.id, _details(person, [home for _, home in sorted(lived_at.get(person.id, ()), key=_lately)])


def _lately(lived: tuple[shapes.Membership, shapes.Address]) -> tuple[date, date, date, int]:
    """Put the present home first, in the order in which the record gives homes."""
    membership, home = lived
    until = membership.until_on or date.max, home.until_on or date.max
    return _backwards(until[0]), _backwards(until[1]), _backwards(home.from_on), -home.id


def _backwards(on: date) -> date:
    return date.fromordinal(date.max.toordinal() + 1 - on.toordinal())


def _details(one: shapes.Person, homes: Sequence[shapes.Address]) -> PersonDetails:
    return PersonDetails(
        first_name=one.first_name,
        middle_names=one.middle_names,
        last_name=one.last_name,
        other_names=one.other_names,
        date_of_birth=one.date_of_birth,
        expected_on=one.expected_on,
        sex="" if one.sex == "U" else one.sex,
        nhs_number=one.nhs_number or "",
        upn=one.upn or "",
        postcodes=tuple(dict.fromkeys(home.postcode for home in homes if home.postcode)),
        address=next((home.line for home in homes if home.line), ""),
    )
