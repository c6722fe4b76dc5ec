"""Training: Splink learns from two files, or one, how often our levels are seen; the numbers of a model are its start.

The levels are ours: Splink is told of each pair at which level it is, and estimates from that how often one person's
records look so (expectation maximisation) and strangers' (random pairs). How often relatives' look so is counted among
people of one home and last name who were born on other days. docs/explanation/matching.md says how far it is trusted.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from itertools import combinations, islice
from typing import Final

import duckdb
import pyarrow as pa
from duckdb.func import FunctionNullHandling
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from frontdoor.library.matching.comparison import find
from frontdoor.library.matching.details import PersonDetails
from frontdoor.library.matching.levels import LEVELS, Field
from frontdoor.library.matching.model import Model, default_model
from frontdoor.library.matching.model_file import write_model
from frontdoor.library.matching.prepared import Prepared, prepare
from frontdoor.library.matching.trust import Sightings, trusted

NO_LEVEL: Final = ""
LEAST_TOLD: Final = 200  # a field that fewer people have is left as it was
PASSES: Final = ((Field.DATE_OF_BIRTH,), (Field.FIRST_NAME, Field.LAST_NAME), (Field.POSTCODE, Field.FIRST_NAME))
MOST_RELATIVES: Final = 100_000
MOST_IN_A_HOME: Final = 12
BORN_APART: Final = frozenset({"differs", "generation", "year"})
OF_ONE_HOME: Final = frozenset({Field.LAST_NAME, Field.POSTCODE, Field.ADDRESS, Field.DATE_OF_BIRTH})
KNOWN, TOLD = "known", "told"
PERSON: Final = "person"
NOTHING_SAID: Final = "nothing said"
PAIRS_KEPT: Final = 2_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesson:
    """What a model is trained on, and when: it is written in the file."""

    of: str
    on: date
    seed: int = 1
    most_pairs: int = 400_000


def train(
    known: Sequence[PersonDetails],
    told: Sequence[PersonDetails] = (),
    *,
    lesson: Lesson,
    start: Model | None = None,
) -> str:
    """Return the text of a model.toml that was trained on the people known and told; one file alone has doubles.

    Raises ValueError when Splink can learn nothing from them.
    """
    start = start or default_model()
    known_people, told_people = [prepare(one) for one in known], [prepare(one) for one in told]
    people = [*known_people, *told_people]
    files = [file for file in (known_people, told_people) if file]
    fields = [
        field for field in LEVELS if all(sum(1 for one in file if _value(one, field)) >= LEAST_TOLD for file in files)
    ]
    learnt, passes = _learn(people, len(known_people), fields, lesson, start)
    relatives = _count_relatives(known_people, start)
    model = trusted(start, learnt, relatives)
    return write_model(
        replace(
            model,
            edition=f"{lesson.on:%Y-%m}",
            trained=(
                f"With Splink {version('splink')} on {lesson.of}: {len(known)} people known, {len(told)} told of, on"
                f" {lesson.on.isoformat()}, seed {lesson.seed}. m by expectation maximisation, blocking on"
                f" {'; '.join(passes)}; u by {lesson.most_pairs} random pairs."
                " What is seldom seen stays near the numbers set by hand."
            ),
        )
    )


def _learn(
    people: Sequence[Prepared], known: int, fields: Sequence[Field], lesson: Lesson, start: Model
) -> tuple[Sightings, list[str]]:
    """Let Splink estimate m and u of every level of the fields; say by which passes it learnt."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    _teach_levels(connection, people, start)
    tables = _tables(people, known, fields)
    for name, table in tables.items():
        connection.register(name, table)
    api = DuckDBAPI(connection=connection)
    settings = SettingsCreator(
        link_type="link_only" if len(tables) > 1 else "dedupe_only",
        unique_id_column_name="person",
        comparisons=[_comparison(field) for field in fields],
        probability_two_random_records_match=min(0.5, 1 / max(2, known)),
        blocking_rules_to_generate_predictions=[block_on(Field.DATE_OF_BIRTH)],
    )
    linker = Linker([api.register(name) for name in tables], settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=lesson.most_pairs, seed=lesson.seed)
    passes = _passes(linker, fields, lesson)
    if not passes:
        raise ValueError("Splink could learn nothing here: the people are too few, or too little is told of them")
    matches = min(known, len(people) - known or known)
    return _sightings(linker.misc.save_model_to_json(), matches, lesson.most_pairs), passes


def _passes(linker: Linker, fields: Sequence[Field], lesson: Lesson) -> list[str]:
    """Let Splink estimate m once for each way of blocking, and say which of them taught it anything."""
    done: list[str] = []
    for names in PASSES:
        # Files without a single slip in a field leave Splink a share of nothing: that pass then teaches nothing.
        with suppress(ValueError):
            if set(names) <= set(fields):
                linker.training.estimate_parameters_using_expectation_maximisation(
                    block_on(*names), max_pairs=lesson.most_pairs
                )
                done.append(" and ".join(names))
    return done


def _teach_levels(connection: duckdb.DuckDBPyConnection, people: Sequence[Prepared], model: Model) -> None:
    """Give the database a function that says at which level two people are; each pair is compared once."""

    @lru_cache(maxsize=PAIRS_KEPT)
    def levels(one: int, other: int) -> dict[str, str]:
        return {found.field.value: found.level for found in find(people[other], people[one], model)}

    def level_of(field: str, one: int, other: int, _one_value: str, _other_value: str) -> str:
        return levels(one, other)[field]

    text, number = duckdb.sqltypes.VARCHAR, duckdb.sqltypes.INTEGER
    connection.create_function(
        "level_of", level_of, [text, number, number, text, text], text, null_handling=FunctionNullHandling.SPECIAL
    )


def _tables(people: Sequence[Prepared], known: int, fields: Sequence[Field]) -> dict[str, pa.Table]:
    """Return the two files as tables of what is blocked on, and the number by which each person is compared."""
    ranges = {KNOWN: range(known), TOLD: range(known, len(people))}
    return {
        name: pa.table(
            {
                PERSON: pa.array(list(rows), pa.int32()),
                **{
                    field.value: pa.array([_value(people[row], field) for row in rows], pa.string()) for field in fields
                },
            }
        )
        for name, rows in ranges.items()
        if rows
    }


def _value(person: Prepared, field: Field) -> str | None:
    """Return a field as it is blocked on; nothing when it is blank."""
    main = person.names[0]
    values = {
        Field.FIRST_NAME: main.first.standard,
        Field.MIDDLE_NAMES: main.middle.joined,
        Field.LAST_NAME: main.last.standard,
        Field.DATE_OF_BIRTH: person.birth.digits,
        Field.SEX: person.sex,
        Field.NHS_NUMBER: person.nhs_number.plain,
        Field.UPN: person.upn.plain,
        Field.COUNCIL_ID: person.council_id.plain,
        Field.POSTCODE: person.postcodes[0] if person.postcodes else "",
        Field.ADDRESS: person.address.written,
        Field.PHONE: person.phone,
        Field.EMAIL: person.email,
    }
    return values[field] or None


def _comparison(field: Field) -> dict[str, object]:
    """Return our levels of a field as Splink is told of them; the two values are named so that it sees the columns."""
    level = f"level_of('{field}', {PERSON}_l, {PERSON}_r, {field}_l, {field}_r)"
    return {
        "output_column_name": field.value,
        "comparison_levels": [
            {"sql_condition": f"{level} = '{NO_LEVEL}'", "label_for_charts": NOTHING_SAID, "is_null_level": True},
            *(
                {"sql_condition": f"{level} = '{name}'", "label_for_charts": name}
                for name in LEVELS[field]
                if name != "differs"
            ),
            {"sql_condition": "ELSE", "label_for_charts": "differs"},
        ],
    }


def _sightings(model: Mapping[str, object], matches: int, strangers: int) -> Sightings:
    shares: dict[tuple[Field, str], tuple[float, float]] = {}
    for comparison in _list_of(model, "comparisons"):
        field = Field(str(comparison["output_column_name"]))
        for level in _list_of(comparison, "comparison_levels"):
            m, u = level.get("m_probability"), level.get("u_probability")
            if isinstance(m, float) and isinstance(u, float) and m > 0 and u > 0:
                shares[field, str(level["label_for_charts"])] = m, u
    return Sightings(shares=shares, matches=matches, strangers=strangers)


def _list_of(table: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    rows = table[key]
    if not isinstance(rows, list):
        raise TypeError(f"{key} should be a list")
    return rows


def _count_relatives(people: Sequence[Prepared], model: Model) -> dict[Field, Counter[str]]:
    """Count the levels of people of one home and last name who were born on other days."""
    counts: dict[Field, Counter[str]] = defaultdict(Counter)
    for one, other in islice(_pairs_in_homes(people), MOST_RELATIVES):
        found = {finding.field: finding.level for finding in find(one, other, model)}
        if found[Field.DATE_OF_BIRTH] in BORN_APART:
            for field in found.keys() - OF_ONE_HOME:
                if found[field]:
                    counts[field][found[field]] += 1
    return counts


def _pairs_in_homes(people: Sequence[Prepared]) -> Iterator[tuple[Prepared, Prepared]]:
    homes: dict[tuple[str, str, str], list[Prepared]] = defaultdict(list)
    for person in people:
        address, last = person.address, person.names[0].last.standard
        if address.house and address.street and last:
            homes[f"{address.house} {address.part}", address.street, last].append(person)
    for home in homes.values():
        if len(home) <= MOST_IN_A_HOME:
            yield from combinations(home, 2)
