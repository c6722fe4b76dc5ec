"""Weighing incidents on Spark: DuckDB writes the pairs, each partition weighs its own, and DuckDB reads the weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
import pyarrow as pa

from frontdoor.library.demand.files.asking import in_quotes
from frontdoor.library.demand.files.pairs import PAIRS_AT_ONCE, Tell, WeighPairs
from frontdoor.library.demand.files.weighing import Weigher, Wording
from frontdoor.library.demand.incidents import Weights

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WEIGHED_FOR_SPARK: Final = "later long, earlier long, bits double, says string"
LEAST_PARTS: Final = 8


def weigher_on(session: Callable[[], SparkSession]) -> WeighPairs:
    """Give what weighs pairs on a session of Spark, in files that lie where every worker reads."""

    def weigh(
        connection: duckdb.DuckDBPyConnection, query: str, wording: Wording, weights: Weights, folder: Path, tell: Tell
    ) -> Path:
        asked, found = folder / "to_weigh", folder / "weighed"
        connection.execute(f"copy ({query}) to {in_quotes(asked)} (format parquet, per_thread_output)")
        spark = session()
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", PAIRS_AT_ONCE)
        sendable = Weights(enough=weights.enough, bits=dict(weights.bits), says=dict(weights.says))
        lent = spark.sparkContext.broadcast((wording, sendable))

        def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            weigher = Weigher(*lent.value)
            return map(weigher.weigh, batches)

        pairs = spark.read.parquet(str(asked))
        parts = max(LEAST_PARTS, spark.sparkContext.defaultParallelism * 2, pairs.rdd.getNumPartitions())
        weighed = pairs.repartition(parts, "later_n").mapInArrow(work, WEIGHED_FOR_SPARK)
        weighed.write.parquet(str(found), mode="overwrite")
        tell(1.0)
        return found / "*.parquet"

    return weigh
