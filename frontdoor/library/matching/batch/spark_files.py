"""Linking Parquet files on Spark without holding either of them here: what Spark reads, Spark writes.

For files too large for one machine. Only what is small comes to it: how many people have each name, and, where one
file is linked with itself, the pairs that were found.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet

from frontdoor.library.matching.batch.columns import DETAILS
from frontdoor.library.matching.batch.files import PersonFile
from frontdoor.library.matching.batch.linking import complete
from frontdoor.library.matching.batch.people import People, column_of, gather
from frontdoor.library.matching.batch.spark import (
    PAIRS_FOR_SPARK,
    Batches,
    count_batch,
    counts_of,
    key_batch,
    picklable,
    session,
    weigh_batch,
)
from frontdoor.library.matching.batch.writing import DECIMALS, DECIMALS_OF_PROBABILITY
from frontdoor.library.matching.crowds import MOST_UNDER_A_KEY
from frontdoor.library.matching.model import Model

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KEYS: Final = "key long, row int"
COUNTS: Final = "field string, value string, many long"
IDS: Final = pa.schema(
    {"id_a": pa.string(), "id_b": pa.string(), "match_weight": pa.float64(), "match_probability": pa.float64()}
)
RECORDS: Final = pa.schema({"id": pa.string(), "row": pa.int32(), **dict.fromkeys(DETAILS, pa.string())})


def link_files_on_spark(known: Path, told: Path | None, out: Path, model: Model, threshold: float) -> Path:
    """Write the pairs that link() returns, their ids, weights and probabilities; give a pattern of the files' names.

    The files hold `id`, `row` (numbers from 0 on) and our columns, as text. All of them lie where every worker reads.
    """
    spark = session()
    ours = _records(spark, known)
    theirs = _records(spark, told) if told else ours
    fitted = picklable(model.with_shares(counts_of(ours.mapInArrow(_counting, COUNTS)), people=ours.count()))
    lent = spark.sparkContext.broadcast(fitted)  # unpacked once a worker: it grows with the names of the register
    met = _met(ours, theirs, is_one_file=told is None)

    def weigh(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from weigh_batch(batch, lent.value, threshold).to_batches()

    def weigh_to_ids(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield ids_of_batch(batch, lent.value, threshold)

    if told is not None:
        met.mapInArrow(
            weigh_to_ids, ", ".join(f"{field.name} {SPARK_TYPES[field.type]}" for field in IDS)
        ).write.parquet(str(out), mode="overwrite")
        return out / "*.parquet"
    met.mapInArrow(weigh, PAIRS_FOR_SPARK).write.parquet(str(out / "alone"), mode="overwrite")
    return _completed(ours, out, fitted, threshold)


SPARK_TYPES: Final = {pa.string(): "string", pa.float64(): "double", pa.int32(): "int"}


def ids_of_batch(batch: pa.RecordBatch, model: Model, threshold: float) -> pa.RecordBatch:
    """Weigh pairs that come with the columns of both people, and give their ids, as they are written."""
    pairs = weigh_batch(batch, model, threshold)
    ids = [
        dict(zip(batch.column(f"{side}_row").to_pylist(), batch.column(f"{side}_id").to_pylist(), strict=True))
        for side in ("known", "told")
    ]
    one, other = (
        [found[row] for row in pairs[side].to_pylist()] for side, found in zip(("known", "told"), ids, strict=True)
    )
    weights = np.round(pairs["match_weight"].to_numpy(), DECIMALS)
    chances = [round(model.probability(weight), DECIMALS_OF_PROBABILITY) for weight in weights.tolist()]
    return pa.record_batch([pa.array(one), pa.array(other), pa.array(weights), pa.array(chances)], schema=IDS)


def plain_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Write the details of a batch of people as they are compared, as gather() does for files."""
    columns = {name: batch.column(name) for name in DETAILS if name in batch.schema.names}
    file = PersonFile(name="", ids=batch.column("id"), columns=columns, header=(), ignored=())
    people = gather(file, None, leave_out_dates=True).people
    written = {name: _values(people, name) for name in DETAILS}
    return pa.record_batch({"id": batch.column("id"), "row": batch.column("row"), **written}, schema=RECORDS)


def _values(people: People, name: str) -> pa.Array:
    column = people.column(name)
    return pa.array(column.values, pa.string()).take(pa.array(column.codes))


def _records(spark: "SparkSession", file: Path) -> "DataFrame":
    def work(batches: Batches) -> Iterator[pa.RecordBatch]:
        return map(plain_batch, batches)

    form = ", ".join(f"{field.name} {SPARK_TYPES[field.type]}" for field in RECORDS)
    return spark.read.parquet(str(file)).mapInArrow(work, form)


def _counting(batches: Batches) -> Iterator[pa.RecordBatch]:
    return map(count_batch, batches)


def _keys(batches: Batches) -> Iterator[pa.RecordBatch]:
    return map(key_batch, batches)


def _met(ours: "DataFrame", theirs: "DataFrame", *, is_one_file: bool) -> "DataFrame":
    """Join people by their keys, but for the keys that too many share, each pair with the columns of both."""
    from pyspark.sql import functions

    known = ours.mapInArrow(_keys, KEYS).withColumnRenamed("row", "known")
    told = theirs.mapInArrow(_keys, KEYS).withColumnRenamed("row", "told")
    few = known.groupBy("key").count().where(functions.col("count") <= MOST_UNDER_A_KEY).select("key")
    pairs = known.join(few, "key").join(told, "key").select("known", "told").distinct()
    if is_one_file:
        pairs = pairs.where(pairs["known"] < pairs["told"])
    sides = [
        records.select(*(records[name].alias(f"{side}_{name}") for name in records.columns))
        for side, records in (("known", ours), ("told", theirs))
    ]
    return (
        pairs.join(sides[0], pairs["known"] == sides[0]["known_row"])
        .join(sides[1], pairs["told"] == sides[1]["told_row"])
        .drop("known", "told")
    )


def _completed(ours: "DataFrame", out: Path, model: Model, threshold: float) -> Path:
    """Add to the pairs of one file those that a third record vouches for: among those found, and no more."""
    found = pa.dataset.dataset(str(out / "alone")).to_table()
    rows = np.unique(np.concatenate([found["known"].to_numpy(), found["told"].to_numpy()]))
    spark = session()
    wanted = spark.createDataFrame(pa.table({"row": pa.array(rows, pa.int32())}))
    people = ours.join(wanted, "row").orderBy("row").toArrow().combine_chunks()
    held = People(
        ids=people["id"].to_pylist(),
        known=people.num_rows,
        has_two_files=False,
        columns={name: column_of([people[name].combine_chunks()]) for name in DETAILS},
    )
    for place, side in enumerate(("known", "told")):
        numbers = np.searchsorted(rows, found[side].to_numpy()).astype(np.int32)
        found = found.set_column(place, side, pa.array(numbers))
    whole = complete(found, held, model, threshold)
    weights = np.round(whole["match_weight"].to_numpy(), DECIMALS)
    chances = [round(model.probability(weight), DECIMALS_OF_PROBABILITY) for weight in weights.tolist()]
    one, other = ([held.ids[row] for row in whole[side].to_pylist()] for side in ("known", "told"))
    pairs = pa.table([pa.array(one), pa.array(other), pa.array(weights), pa.array(chances)], schema=IDS)
    pyarrow.parquet.write_table(pairs, out / "pairs.parquet")
    return out / "pairs.parquet"
