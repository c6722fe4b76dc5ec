"""The keys under which people are found, made in a process of their own while the history is invented."""

from __future__ import annotations

import multiprocessing
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import IO

from frontdoor.library.matching import PersonDetails, block_keys
from frontdoor.site.authority import shapes

Pair = tuple[int, int]
_READ = 20_000


class KeyMaking:
    """Begins once people are known, and hands over each person's own number with each of their keys."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._process: BaseProcess | None = None

    def begin(self, known: shapes.Known) -> None:
        """Begin in a copy of this process, which holds everybody already."""
        self._process = multiprocessing.get_context("fork").Process(target=_write, args=(self._file, known))
        self._process.start()

    def pairs(self) -> Iterator[Pair]:
        """Wait until all are made, and go through them. Raises RuntimeError when they could not be made."""
        if self._process is None:
            raise RuntimeError("Nobody's keys were asked for")
        self._process.join()
        if self._process.exitcode:
            raise RuntimeError(f"The keys of the people could not be made: exit code {self._process.exitcode}")
        self._file.seek(0)
        while piece := self._file.read(16 * _READ):
            numbers = array("q", piece)
            yield from zip(numbers[::2], numbers[1::2], strict=True)

    def end(self) -> None:
        """Leave no process behind."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()


@contextmanager
def making() -> Iterator[KeyMaking]:
    """Give the making of keys, which ends with the block."""
    with tempfile.TemporaryFile() as file:
        keys = KeyMaking(file)
        try:
            yield keys
        finally:
            keys.end()


def _write(file: IO[bytes], known: shapes.Known) -> None:
    for own, details in details_of(known):
        numbers = array("q")
        for key in sorted(block_keys(details)):
            numbers.extend((own, key))
        numbers.tofile(file)
    file.flush()


def details_of(known: shapes.Known) -> Iterator[tuple[int, PersonDetails]]:
    """Gather what is known of each person for matching; a sealed address is never part of it."""
    homes: dict[int, list[str]] = {}
    for address in known.addresses:
        if not address.sealed_because:
            homes.setdefault(address.household_id, []).append(address.postcode)
    postcodes: dict[int, list[str]] = {}
    for one in known.memberships:
        postcodes.setdefault(one.person_id, []).extend(homes.get(one.household_id, ()))
    for person in known.people:
        yield person.id, _details(person, postcodes.get(person.id, []))


def _details(one: shapes.Person, postcodes: Sequence[str]) -> PersonDetails:
    return PersonDetails(
        first_name=one.first_name,
        middle_names=one.middle_names,
        last_name=one.last_name,
        other_names=one.other_names,
        date_of_birth=one.date_of_birth,
        expected_on=one.expected_on,
        sex=one.sex,
        nhs_number=one.nhs_number or "",
        upn=one.upn or "",
        postcodes=tuple(dict.fromkeys(postcodes)),
    )
