"""True demand from a council's own files; and how well classes by rule agree with a truth."""

from __future__ import annotations

import csv
import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from frontdoor.library.clocks import LONDON
from frontdoor.site.postgres import Unusable

if TYPE_CHECKING:
    from frontdoor.library.demand.files.analysis import Analysis, Doors
    from frontdoor.library.demand.files.reading import Sheet
    from frontdoor.library.demand.files.who import FindPairs

HEADER_WITHIN: Final = 25
Tell = Callable[[str, float], None]


class Engine(StrEnum):
    """What matches people and weighs incidents."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class Counting(StrEnum):
    """By whose rules a contact is said to have led to a referral."""

    OURS = "ours"
    SFDL_2020 = "sfdl-2020"


def demand(  # noqa: PLR0913  (each is an option of the command)
    files: Annotated[
        list[Path], typer.Argument(help="Contacts as CSV, an Annex A workbook or its lists, tables of the SSD")
    ],
    *,
    out: Annotated[Path, typer.Option(help="The folder for classes.csv, the tables and report.html")],
    people: Annotated[Path | None, typer.Option(help="The register of children, as CSV")] = None,
    episodes: Annotated[Path | None, typer.Option(help="When each child was open, as CSV")] = None,
    columns: Annotated[Path | None, typer.Option(help='A TOML file with lines "Their name" = "our_name"')] = None,
    rules: Annotated[
        Counting, typer.Option(help="sfdl-2020 adds the referral partner analysis of 2020 beside ours")
    ] = Counting.OURS,
    match: Annotated[
        bool, typer.Option("--match/--no-match", help="Match rows without an id, and children under two ids")
    ] = True,
    engine: Annotated[
        Engine,
        typer.Option(help="duckdb on this machine, or spark for the country's: OUT lies where all workers write"),
    ] = Engine.DUCKDB,
) -> None:
    """Tell true demand from noise in files: every row's class by rule, tables, and a report that opens from disk."""
    told = [*files, *(each for each in (people, episodes) if each)]
    asked = Asked(files=told, out=out, renaming=_renaming(columns), rules=rules, match=match)
    if engine is Engine.SPARK:
        _demand_on_spark(asked)
    else:
        _demand(asked, _doors(_find_pairs if match else None), ":memory:")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the words of the command ask for."""

    files: Sequence[Path]
    out: Path
    renaming: Mapping[str, str]
    rules: Counting
    match: bool


def _demand_on_spark(asked: Asked) -> None:
    """Match people and weigh incidents on Spark; DuckDB keeps what it works on in a file, not in memory."""
    from frontdoor.library.demand.files.on_spark import weigher_on
    from frontdoor.library.matching.batch import Unreadable
    from frontdoor.library.matching.batch.spark import session

    try:
        session()
    except Unreadable as error:
        raise Unusable(str(error)) from error
    with tempfile.TemporaryDirectory(prefix=f".{asked.out.name}-", dir=asked.out.absolute().parent) as folder:
        doors = _doors(_find_pairs_on_spark if asked.match else None)
        doors = replace(doors, weigh_pairs=weigher_on(session), working_in=Path(folder))
        _demand(asked, doors, str(Path(folder) / "demand.duckdb"))


def _demand(asked: Asked, doors: Doors, database: str) -> None:
    import duckdb

    from frontdoor.library.demand.files import analysis, writing
    from frontdoor.library.demand.files.reading import Unreadable
    from frontdoor.site.progress import progress

    out = asked.out
    try:
        writing.refuse_unwritable(out)
        with duckdb.connect(database) as connection, progress() as tell:
            connection.execute("SET enable_progress_bar = false")  # one bar is enough
            found = analysis.analyse(
                connection, asked.files, renaming=asked.renaming, rules=asked.rules.value, doors=doors, tell=tell
            )
            tell("Writing", 0.97)
            names = writing.write_all(connection, found, out, made_on=datetime.now(LONDON).date())
            tell("Written", 1.0)
    except Unreadable as error:
        raise Unusable(str(error)) from error
    _say(found, out, names)


def score(
    out: Annotated[Path, typer.Argument(help="The folder that `frontdoor demand` wrote", metavar="OUT")],
    truth: Annotated[Path, typer.Argument(help="The folder with truth.csv", metavar="TRUTH")],
) -> None:
    """Compare classes.csv with a truth: the confusion table, the agreement, and what noise classes hid."""
    from frontdoor.library.demand.scoring import score as compare

    given, true = _classes(out / "classes.csv"), _classes(truth / "truth.csv")
    result = compare(given, true)
    print(result.table())
    print(f"agreement {result.agreement * 100:.2f} %")
    print(f"hidden {result.hidden * 100:.2f} %")


def _doors(find_pairs: FindPairs | None) -> Doors:
    from frontdoor.library.clocks import Calendar
    from frontdoor.library.demand.files.analysis import Doors

    calendar = Calendar()

    def working_days(first: date, last: date) -> int:
        return sum(calendar.is_working_day(first + timedelta(days=day)) for day in range((last - first).days + 1))

    return Doors(
        sheets_of=_sheets,
        source_code=_source_code,
        working_days=working_days,
        find_pairs=find_pairs,
    )


def _find_pairs(known: Path, told: Path | None, least: float) -> Path:
    """Match two files of people, or one with itself, as `frontdoor match` does."""
    import pyarrow.parquet

    from frontdoor.library.demand.files.reading import Unreadable
    from frontdoor.library.matching import batch, default_model

    found = known.parent / "pairs.parquet"
    asked = batch.Asked(known=known, told=told, out=found, threshold=least, leave_out_dates=True)
    try:
        people = batch.read(asked, _quietly).people
        pairs = batch.in_order(batch.link(people, default_model(), least, _quietly), people, default_model())
    except batch.Unreadable as error:
        raise Unreadable(str(error)) from error
    pyarrow.parquet.write_table(pairs.select(["id_a", "id_b", "match_weight", "match_probability"]), found)
    return found


def _find_pairs_on_spark(known: Path, told: Path | None, least: float) -> Path:
    """Match two files of people, or one with itself, as `frontdoor match --engine spark` does."""
    from frontdoor.library.matching import default_model
    from frontdoor.library.matching.batch.spark_files import link_files_on_spark

    found = known.parent / f"pairs_of_{known.stem}"
    return link_files_on_spark(known, told, found, default_model(), least)


def _quietly(words: str, share: float) -> None:
    """Say nothing: the bar of the whole moves on its own."""


def _source_code(told: str) -> str:
    """Read where a contact came from as the import does; nothing where the census knows no such source."""
    from frontdoor.oversight.returns import values

    try:
        return values.source(told)[0]
    except values.NotUnderstood:
        return ""


def _sheets(file: Path) -> Sequence[Sheet]:
    """Read the lists of a workbook, each from the row that names its columns."""
    from frontdoor.library.demand.files.reading import Sheet, Unreadable
    from frontdoor.library.demand.files.shapes import ANNEX_A, shape_of
    from frontdoor.oversight.returns import reader

    found = []
    try:
        loose = reader.read_sheets(file)
    except reader.Unreadable as error:
        raise Unreadable(str(error)) from error
    for sheet in loose:
        rows = [(number, tuple(_text(cell) for cell in cells)) for number, cells in sheet.rows]
        head = next(
            (place for place, row in enumerate(rows[:HEADER_WITHIN]) if shape_of(row[1], sheet.title, ANNEX_A)), None
        )
        if head is not None:
            header, body = rows[head][1], rows[head + 1 :]
            numbers = tuple(number for number, _ in body)
            found.append(Sheet(title=sheet.title, header=header, numbers=numbers, rows=[cells for _, cells in body]))
    return found


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds") if cell.time() != cell.min.time() else f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).replace("\u00a0", " ").split())


def _renaming(path: Path | None) -> Mapping[str, str]:
    if path is None:
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unusable(
            f'--columns {path} cannot be read: {error}. Write lines like "Surname" = "last_name".'
        ) from error
    return {theirs: str(ours) for theirs, ours in told.items()}


def _classes(path: Path) -> dict[tuple[str, str], str]:
    if not path.is_file():
        raise Unusable(f"There is no file {path}.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"contact_id", "row", "demand_class"} - set(reader.fieldnames or ())
        if missing:
            raise Unusable(f"{path} has no column {', '.join(sorted(missing))}.")
        return {(row["contact_id"], row["row"]): row["demand_class"] for row in reader}


def _say(found: Analysis, out: Path, names: Sequence[str]) -> None:
    share = found.net_children / found.children_on_contacts
    print(
        f"{found.contacts:,} contacts about {found.children_on_contacts:,} children on them, {found.first_on} to"
        f" {found.last_on}: net {found.net_children:,} ({share:.1%}). Classes are by rule."
    )
    print(f"Written to {out}{os.sep}: {', '.join(names)}.")
