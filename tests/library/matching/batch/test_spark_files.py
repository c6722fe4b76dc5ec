"""What a partition reads and writes of files is what one machine reads and writes. The benchmark runs Spark itself."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings

from frontdoor.library import matching
from frontdoor.library.matching.batch import in_order
from frontdoor.library.matching.batch.columns import DETAILS
from frontdoor.library.matching.batch.linking import Weigher
from frontdoor.library.matching.batch.people import People
from frontdoor.library.matching.batch.spark import picklable
from frontdoor.library.matching.batch.spark_files import ids_of_batch, plain_batch
from tests.library.matching.batch.people import SOME, Written, gathered

MODEL = matching.default_model()


def record_batch(people: People, rows: range) -> pa.RecordBatch:
    ids = pa.array([f"id {row}" for row in rows])
    written = {
        name: pa.array([people.column(name).values[code] for code in people.column(name).codes[rows.start : rows.stop]])
        for name in DETAILS
    }
    return pa.record_batch({"id": ids, "row": pa.array(rows, pa.int32()), **written})


@given(SOME)
@settings(max_examples=20)
def test_what_was_read_once_is_read_the_same_again(written: list[Written]) -> None:
    people = gathered(written)
    batch = plain_batch(record_batch(people, range(len(people))))
    assert plain_batch(batch).to_pylist() == batch.to_pylist()
    for name in DETAILS:
        column = people.column(name)
        assert batch.column(name).to_pylist() == [column.values[code] for code in column.codes]


@given(SOME, SOME)
@settings(max_examples=20)
def test_a_partition_writes_the_ids_weights_and_probabilities_of_one_machine(
    known: list[Written], told: list[Written]
) -> None:
    people = gathered(known, told)
    one, other = (side.ravel() for side in np.meshgrid(np.arange(people.known), np.array(people.told)))
    sides = {"known": one, "told": other}
    columns = {}
    for side, rows in sides.items():
        whole = pa.Table.from_batches([record_batch(people, range(len(people)))])
        taken = whole.take(pa.array(rows)).combine_chunks()
        columns |= {f"{side}_{name}": taken[name].combine_chunks() for name in taken.column_names}
    found = ids_of_batch(pa.record_batch(columns), picklable(MODEL), 0.01)
    expected = in_order(Weigher(people, MODEL, 0.01).table(one.astype(np.int32), other.astype(np.int32)), people, MODEL)
    place = {name: f"id {row}" for row, name in enumerate(people.ids)}
    assert sorted((a, b, weight) for a, b, weight, _ in zip(*found.to_pydict().values(), strict=True)) == sorted(
        (place[a], place[b], weight)
        for a, b, weight in zip(*(expected[name].to_pylist() for name in ("id_a", "id_b", "match_weight")), strict=True)
    )
