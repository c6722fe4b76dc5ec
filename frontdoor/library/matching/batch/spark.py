"""Linking on Spark: the keys are joined by Spark, and every partition is weighed by the functions of one machine."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from frontdoor.library.matching.batch import evidence
from frontdoor.library.matching.batch.columns import DETAILS, Unreadable
from frontdoor.library.matching.batch.evidence import PAIRS
from frontdoor.library.matching.batch.linking import Weigher, complete
from frontdoor.library.matching.batch.people import Column, People, column_of
from frontdoor.library.matching.crowds import MOST_UNDER_A_KEY
from frontdoor.library.matching.keys import block_keys
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model
from frontdoor.library.matching.prepared import prepare
from frontdoor.library.matching.shares import count_values

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Tell = Callable[[str, float], None]
Batches = Iterable[pa.RecordBatch]

HOW_TO_INSTALL: Final = (
    "--engine spark needs PySpark and Java 17, which are not installed with Front Door because they take half a "
    "gigabyte. Install them into the environment that runs frontdoor (pip install pyspark==4.3.0 pandas), or leave "
    "--engine out: for two million people one machine is the faster engine."
)
PAIRS_AT_ONCE: Final = 50_000  # weighed together: what pairs have in common is worked out once
PAIRS_FOR_SPARK: Final = ", ".join(
    ("known int", "told int", "match_weight double", *(f"{name} string" for name in evidence.COLUMNS))
)


def link_on_spark(people: People, model: Model, threshold: float, tell: Tell) -> pa.Table:
    """Return the pairs that link() returns."""
    tell("Starting Spark", 0.0)
    spark = session()
    records = spark.createDataFrame(records_of(people))
    tell("Counting names and filing people under their keys", 0.1)
    fitted = picklable(model.with_shares(_counts(records, people), people=people.known))
    pairs = _pairs(records, people)
    tell("Comparing those who share a key", 0.3)
    known = records.select(*(records[name].alias(f"known_{name}") for name in records.columns))
    told = records.select(*(records[name].alias(f"told_{name}") for name in records.columns))
    met = pairs.join(known, pairs["known"] == known["known_row"]).join(told, pairs["told"] == told["told_row"])

    def work(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from weigh_batch(batch, fitted, threshold).to_batches()

    found = met.drop("known", "told").mapInArrow(work, PAIRS_FOR_SPARK).toArrow().cast(PAIRS)
    return complete(found, people, fitted, threshold)


def weigh_batch(batch: pa.RecordBatch, model: Model, threshold: float) -> pa.Table:
    """Weigh pairs that come with the columns of both people, as a partition does."""
    number = batch.num_rows
    columns = {
        name: column_of([batch.column(f"{side}_{name}") for side in ("known", "told")])
        for name in DETAILS
        if f"known_{name}" in batch.schema.names
    }
    people = People(ids=[""] * (2 * number), known=number, has_two_files=True, columns=columns)
    rows = np.arange(number)
    pairs = Weigher(people, model, threshold).table(rows, rows + number)
    known, told = pairs["known"].to_numpy(), pairs["told"].to_numpy() - number
    return (
        pairs.set_column(0, "known", batch.column("known_row").take(pa.array(known)))
        .set_column(1, "told", batch.column("told_row").take(pa.array(told)))
        .cast(PAIRS)
    )


def key_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the keys of a batch of people."""
    filed = [
        (key, row)
        for row, details in zip(
            batch.column("row").to_pylist(), _people(batch).details_in(range(batch.num_rows)), strict=True
        )
        for key in block_keys(details)
    ]
    keys, rows = zip(*filed, strict=True) if filed else ((), ())
    return pa.record_batch({"key": pa.array(keys, pa.int64()), "row": pa.array(rows, pa.int32())})


def count_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return how many of a batch of people have each name, date and so on."""
    counts = count_values(map(prepare, _people(batch).details_in(range(batch.num_rows))))
    listed = [(str(field), value, many) for field, values in counts.items() for value, many in values.items()]
    fields, values, many = zip(*listed, strict=True) if listed else ((), (), ())
    return pa.record_batch(
        {
            "field": pa.array(fields, pa.string()),
            "value": pa.array(values, pa.string()),
            "many": pa.array(many, pa.int64()),
        }
    )


def session() -> "SparkSession":
    """Give Spark's session, begun where there is none; without PySpark, say how to have it."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise Unreadable(HOW_TO_INSTALL) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need what this process has
    session = SparkSession.builder.appName("frontdoor match").config("spark.ui.showConsoleProgress", "false")
    return session.config("spark.sql.execution.arrow.maxRecordsPerBatch", PAIRS_AT_ONCE).getOrCreate()


def records_of(people: People) -> pa.Table:
    """Return the people as Spark is given them."""
    columns = {
        name: pa.array(column.values, pa.string()).take(pa.array(column.codes))
        for name, column in people.columns.items()
    }
    return pa.table({"row": pa.array(np.arange(len(people), dtype=np.int32)), **columns})


def _people(batch: pa.RecordBatch) -> People:
    columns: dict[str, Column] = {
        name: column_of([batch.column(name)]) for name in DETAILS if name in batch.schema.names
    }
    return People(ids=[""] * batch.num_rows, known=batch.num_rows, has_two_files=False, columns=columns)


def _pairs(records: "DataFrame", people: People) -> "DataFrame":
    """Join those known with those told by their keys, but for the keys that too many share."""
    from pyspark.sql import functions

    def work(batches: Batches) -> Iterator[pa.RecordBatch]:
        return map(key_batch, batches)

    filed = records.mapInArrow(work, "key long, row int").cache()
    known = filed.where(filed["row"] < people.known).withColumnRenamed("row", "known")
    told = filed.where(filed["row"] >= people.told.start).withColumnRenamed("row", "told")
    few = known.groupBy("key").count().where(functions.col("count") <= MOST_UNDER_A_KEY).select("key")
    pairs = known.join(few, "key").join(told, "key").select("known", "told").distinct()
    return pairs if people.has_two_files else pairs.where(pairs["known"] < pairs["told"])


def _counts(records: "DataFrame", people: People) -> Mapping[Field, Mapping[str, int]]:
    def work(batches: Batches) -> Iterator[pa.RecordBatch]:
        return map(count_batch, batches)

    known = records.where(records["row"] < people.known)
    return counts_of(known.mapInArrow(work, "field string, value string, many long"))


def counts_of(counted: "DataFrame") -> Mapping[Field, Mapping[str, int]]:
    """Add up what count_batch counted: how many people have each value of a field."""
    counted = counted.groupBy("field", "value").sum("many")
    counts: dict[Field, dict[str, int]] = {}
    for row in counted.toArrow().to_pylist():
        counts.setdefault(Field(row["field"]), {})[row["value"]] = row["sum(many)"]
    return counts


def picklable(model: Model) -> Model:
    """Return a model that can be sent to another process: read-only mappings cannot."""
    return replace(
        model,
        levels=dict(model.levels),
        shares={field: dict(shares) for field, shares in model.shares.items()},
        rarities=dict(model.rarities),
    )
