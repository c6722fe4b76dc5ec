"""Whether two records are one person, over whole files."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, cast

import typer

from frontdoor.site import standing
from frontdoor.site.ending import Ending
from frontdoor.site.places import PLANNING
from frontdoor.site.postgres import Unusable

if TYPE_CHECKING:
    import pyarrow as pa

    from frontdoor.library.matching import Model
    from frontdoor.library.matching.batch import Asked, People
    from frontdoor.library.matching.batch.one_by_one import LookedUp


class Engine(StrEnum):
    """What joins and shares out the work."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def match(  # noqa: PLR0913  (each is an option of the command)
    context: typer.Context,
    a: Annotated[Path, typer.Argument(help="The people known: .csv or .parquet", metavar="A")],
    b: Annotated[
        Path | None, typer.Argument(help="The people told; without it, duplicates are looked for in A", metavar="B")
    ] = None,
    *,
    out: Annotated[Path, typer.Option(help="Where the pairs go: .csv or .parquet")],
    threshold: Annotated[float, typer.Option(help="The least probability that two records are one person")] = 0.01,
    columns: Annotated[Path | None, typer.Option(help='A TOML file with lines "Their name" = "our_name"')] = None,
    engine: Annotated[Engine, typer.Option(help="duckdb on this machine, or spark")] = Engine.DUCKDB,
    train: Annotated[bool, typer.Option("--train", help="Learn the weights from the files themselves")] = False,
    model: Annotated[Path | None, typer.Option(help="A model.toml to weigh by, instead of the one shipped")] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Look each of B up in A one by one, as the contact form does, and time it")
    ] = False,
    leave_out_dates: Annotated[
        bool, typer.Option("--leave-out-dates", help="Take dates that cannot be read for blank")
    ] = False,
) -> None:
    """Link two person files, or find the duplicates in one: pairs with their weight, probability and reasons."""
    ending = context.obj if isinstance(context.obj, Ending) and not live and engine is Engine.DUCKDB else None
    if ending and not train:
        gc.disable()  # This process does nothing else, and makes no garbage in circles that is worth looking for.
    from frontdoor.library.matching.batch import Asked, Unreadable

    asked = Asked(known=a, told=b, out=out, threshold=threshold, columns=columns, leave_out_dates=leave_out_dates)
    try:
        _match(asked, engine=engine, train=train, model=model, live=live)
    except Unreadable as error:
        raise Unusable(str(error)) from error
    if ending:
        # Giving back millions of names one by one takes as long as weighing them; Spark and a database must be stopped.
        ending.is_at_once = True


def _match(asked: Asked, *, engine: Engine, train: bool, model: Path | None, live: bool) -> None:
    from frontdoor.library.matching import batch
    from frontdoor.library.matching.batch.one_by_one import milliseconds
    from frontdoor.site.progress import progress

    _refuse_at_odds(asked, engine=engine, train=train, model=model, live=live)
    with progress() as tell:
        gathered = batch.read(asked, tell)
    for note in gathered.notes:
        print(note, file=sys.stderr)
    people = gathered.people
    weights = _model(model, people if train else None, asked)
    with progress() as tell:
        looked = _look_up(people, weights, asked.threshold, tell) if live else None
        pairs = looked.pairs if looked else _linked(engine)(people, weights, asked.threshold, tell)
        batch.write(batch.in_order(pairs, people, weights), asked.out)
        tell("Written", 1.0)
    print(f"{pairs.num_rows:,} {'pair' if pairs.num_rows == 1 else 'pairs'} written to {asked.out}")
    if looked:
        print(f"p50 {milliseconds(looked.seconds, 50):.2f} ms\np95 {milliseconds(looked.seconds, 95):.2f} ms")


def _refuse_at_odds(asked: Asked, *, engine: Engine, train: bool, model: Path | None, live: bool) -> None:
    """Refuse options that contradict one another."""
    if train and model is not None:
        raise Unusable("--train makes a model and --model names one: give one of the two.")
    if live and asked.told is None:
        raise Unusable("--live looks each person of B up in A: name a second file.")
    if live and engine is Engine.SPARK:
        raise Unusable("--live looks people up in PostgreSQL, and --engine spark does not: give one of the two.")


def _model(file: Path | None, learn_from: People | None, asked: Asked) -> Model:
    """Read the weights from a file, learn them from the people, or take those that are shipped."""
    from frontdoor.library import matching
    from frontdoor.library.matching.batch import weights

    if file is not None:
        return weights.read_weights(file)
    if learn_from is not None:
        names = " and ".join(path.name for path in (asked.known, asked.told) if path)
        return weights.learn_weights(learn_from, of=names, on=datetime.now(UTC).date())
    return matching.default_model()


def _linked(engine: Engine) -> Callable[[People, Model, float, Callable[[str, float], None]], pa.Table]:
    """Return what links on this engine."""
    if engine is Engine.SPARK:
        from frontdoor.library.matching.batch.spark import link_on_spark

        return link_on_spark
    from frontdoor.library.matching.batch import link

    return link


def _look_up(people: People, model: Model, threshold: float, tell: Callable[[str, float], None]) -> LookedUp:
    """Look each person told up in an index in PostgreSQL."""
    import psycopg

    from frontdoor.library.matching.batch.one_by_one import look_up
    from frontdoor.library.matching.live.register import Connection

    tell("Starting the database", 0.0)
    ground = standing.stand()
    # The tables of a file end with the connection, so they are kept in its own memory, as much of it as they take.
    options = f"{PLANNING} -c temp_buffers=2GB"
    with psycopg.connect(standing.address(ground.owner), autocommit=True, options=options) as connection:
        return look_up(people, model, threshold, tell, connection=cast(Connection, connection), clock=perf_counter)
