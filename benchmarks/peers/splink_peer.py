"""Splink 5 on DuckDB, set up with care: trained on the files themselves, then asked for every pair; perhaps one by one.

python splink_peer.py FOLDER OUT.csv [--without phone] [--live 300]

Its settings are told in docs/how-to/measure-matching.md. Prints one line of JSON with the seconds; its clock starts
after its own imports, in its favour.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SEED = 1
FILES = {"register": "a.csv", "contacts": "b.csv"}
TEXT = ("first_name", "middle_names", "last_name", "address", "email")
CLEANED = {
    "postcode": "nullif(upper(replace(postcode, ' ', '')), '')",
    "phone": "nullif(right(regexp_replace(phone, '[^0-9]', '', 'g'), 9), '')",
    "date_of_birth": "nullif(trim(date_of_birth), '')",
    "sex": "nullif(trim(sex), '')",
    "upn": "nullif(trim(upn), '')",
    "nhs_number": "nullif(trim(nhs_number), '')",
} | {name: f"nullif(regexp_replace(lower(trim({name})), '[^a-z0-9 ]', '', 'g'), '')" for name in TEXT}

BLOCKING = (
    ("date_of_birth",),
    ("first_name", "last_name"),
    ("last_name", "left(first_name, 3)", "left(date_of_birth, 4)"),
    ("left(first_name, 3)", "left(last_name, 3)", "sex"),
    ("left(last_name, 4)", "right(date_of_birth, 5)"),
    ("first_name", "left(date_of_birth, 7)"),
    ("first_name", "right(date_of_birth, 5)"),
    ("address",),
    ("left(address, 8)", "left(first_name, 2)"),
    ("left(address, 8)", "left(last_name, 2)"),
    ("postcode", "first_name"),
    ("postcode", "left(last_name, 4)"),
    ("phone",),
    ("email",),
    ("upn",),
    ("nhs_number",),
)
FINER = (("postcode", "left(date_of_birth, 4)"), ("postcode", "left(address, 5)"))
"""Rules that a small file can afford."""
SMALL = 20_000
LIVE_FROM = 0.0
SWAPPED = "l.first_name = r.last_name and left(l.last_name, 1) = left(r.first_name, 1)"


@dataclass(frozen=True, kw_only=True)
class Files:
    """What was read: the tables, the columns that both hold, and how many records there are."""

    tables: list[str]
    columns: set[str]
    records: int

    @property
    def is_small(self) -> bool:
        return self.records <= SMALL

    @property
    def least_weight(self) -> float:
        """Say under which weight pairs are not written: far below any threshold that could be best."""
        return -12.0 if self.is_small else -5.0


def main() -> None:
    asked = _asked()
    logging.getLogger("splink").setLevel(logging.ERROR)
    started = perf_counter()
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false").fetchall()
    files = _read(connection, asked.folder, set(asked.without))
    api = DuckDBAPI(connection)
    tables = [api.register(name, dataset_display_name=name) for name in files.tables]
    linker = Linker(tables if len(tables) > 1 else tables[0], _settings(files), log_level=logging.ERROR)
    _train(linker)
    trained = perf_counter()
    print(f"Splink is trained: {trained - started:.1f} s", file=sys.stderr)
    found = linker.inference.predict(threshold_match_weight=files.least_weight)
    predicted = perf_counter()
    _write(connection, found.physical_name, asked.out)
    ended = perf_counter()
    told = {"trained": trained - started, "predicted": predicted - trained, "ended": ended - started}
    if asked.live:
        told |= _live(connection, api, linker, asked.live)
    print(json.dumps(told))


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("out", type=Path)
    words.add_argument("--without", action="append", default=[])
    words.add_argument("--live", type=int, default=0)
    return words.parse_args()


def _read(connection: duckdb.DuckDBPyConnection, folder: Path, without: set[str]) -> Files:
    """Read and clean the files, keeping the columns that each of them has something in."""
    paths = {table: folder / file for table, file in FILES.items() if (folder / file).exists()}
    heads = [_heads(path) & set(CLEANED) - without for path in paths.values()]
    columns = sorted(set.intersection(*heads))
    records = 0
    for table, path in paths.items():
        cleaned = ", ".join(f"{CLEANED[name]} as {name}" for name in columns)
        source = f"read_csv('{path}', header = true, all_varchar = true)"
        connection.execute(f"create table {table} as select id as unique_id, {cleaned} from {source}").fetchall()
        counts = ", ".join(f"count({name})" for name in columns)
        total, *filled = connection.execute(f"select count(*), {counts} from {table}").fetchall()[0]
        records += total
        columns = [name for name, count in zip(columns, filled, strict=True) if count]
    return Files(tables=list(paths), columns=set(columns), records=records)


def _heads(path: Path) -> set[str]:
    with path.open() as lines:
        return set(next(csv.reader(lines)))


def _settings(files: Files) -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only" if len(files.tables) > 1 else "dedupe_only",
        comparisons=list(_comparisons(files.columns).values()),
        blocking_rules_to_generate_predictions=_blocking(files),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def _blocking(files: Files) -> list[object]:
    """Give the rules whose columns are there: a pair is compared when any one of them holds."""
    rules = (*BLOCKING, *FINER) if files.is_small else BLOCKING
    kept = [rule for rule in rules if {name for name in CLEANED if name in " ".join(rule)} <= files.columns]
    return [*(block_on(*rule) for rule in kept), SWAPPED]


def _comparisons(columns: set[str]) -> dict[str, object]:
    """Give Splink's own comparison for each column; term frequencies on names, not on what a household shares."""
    made = {
        "first_name": cl.NameComparison("first_name").configure(term_frequency_adjustments=True),
        "middle_names": cl.CustomComparison(
            output_column_name="middle_names",
            comparison_levels=[
                cll.NullLevel("middle_names"),
                cll.ExactMatchLevel("middle_names", term_frequency_adjustments=True),
                cll.CustomLevel("left(middle_names_l, 1) = left(middle_names_r, 1)", "Same initial"),
                cll.ElseLevel(),
            ],
        ),
        "last_name": cl.NameComparison("last_name").configure(term_frequency_adjustments=True),
        "date_of_birth": cl.DateOfBirthComparison(
            "date_of_birth", input_is_string=True, datetime_format="%Y-%m-%d", invalid_dates_as_null=True
        ),
        "sex": cl.ExactMatch("sex"),
        "address": cl.JaroWinklerAtThresholds("address", [0.95, 0.88]),
        "postcode": cl.LevenshteinAtThresholds("postcode", [1, 2]),
        "phone": cl.DamerauLevenshteinAtThresholds("phone", [1]),
        "upn": cl.DamerauLevenshteinAtThresholds("upn", [1, 2]),
        "nhs_number": cl.DamerauLevenshteinAtThresholds("nhs_number", [1]),
        "email": cl.EmailComparison("email").configure(term_frequency_adjustments=True),
    }
    return {name: comparison for name, comparison in made.items() if name in columns}


def _train(linker: Linker) -> None:
    """Estimate u by sampling and m by two passes of expectation maximisation."""
    training = linker.training
    surest = [block_on("first_name", "last_name", "date_of_birth")]
    training.estimate_probability_two_random_records_match(surest, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=SEED)
    for rule in (block_on("first_name", "last_name"), block_on("date_of_birth")):
        training.estimate_parameters_using_expectation_maximisation(rule, record_sample_proportion=1.0, max_pairs=3e6)


def _write(connection: duckdb.DuckDBPyConnection, table: str, out: Path) -> None:
    """Write the pairs with the register's first, whichever way round Splink has them."""
    heads = {row[0] for row in connection.execute(f"describe {table}").fetchall()}
    is_first = "source_dataset_l = 'register'" if "source_dataset_l" in heads else "true"
    one, other = "unique_id_l", "unique_id_r"
    query = (
        f"select if({is_first}, {one}, {other}) as id_a, if({is_first}, {other}, {one}) as id_b, match_weight"
        f" from {table} order by match_weight desc"
    )
    connection.execute(f"copy ({query}) to '{out}' (header)").fetchall()


def _live(connection: duckdb.DuckDBPyConnection, api: DuckDBAPI, linker: Linker, most: int) -> dict[str, float]:
    """Ask about one contact at a time, as often as told, and give the seconds of a look-up."""
    register = api.register("register")
    contacts = connection.sql(f"select * from contacts order by unique_id limit {most}").to_arrow_table()
    taken: list[float] = []
    for place in range(contacts.num_rows):
        one = contacts.slice(place, 1)
        started = perf_counter()
        found = linker.inference.predict_between(register, api.register(one), threshold_match_weight=LIVE_FROM)
        connection.execute(f"select * from {found.physical_name}").fetchall()
        taken.append(perf_counter() - started)
        found.drop_table_from_database_and_remove_from_cache()
    return {"p50": statistics.median(taken), "p95": statistics.quantiles(taken, n=20)[-1], "asked": len(taken)}


main()
