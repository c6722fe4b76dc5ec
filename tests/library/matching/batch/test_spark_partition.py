"""What a partition on Spark says of its pairs is what one machine says. Spark itself is run by the benchmark."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings

from frontdoor.library import matching
from frontdoor.library.matching.batch.linking import Weigher
from frontdoor.library.matching.batch.spark import count_batch, key_batch, picklable, records_of, weigh_batch
from frontdoor.library.matching.shares import count_values
from tests.library.matching.batch.people import SOME, Written, gathered

MODEL = matching.default_model()


@given(SOME, SOME)
@settings(max_examples=30)
def test_a_partition_says_what_one_machine_says(known: list[Written], told: list[Written]) -> None:
    people = gathered(known, told)
    one, other = (side.ravel() for side in np.meshgrid(np.arange(people.known), np.array(people.told)))
    records = records_of(people)
    sides = [
        records.take(pa.array(rows)).rename_columns([f"{side}_{name}" for name in records.column_names])
        for side, rows in (("known", one), ("told", other))
    ]
    joined = pa.table(
        dict(zip(sides[0].column_names + sides[1].column_names, sides[0].columns + sides[1].columns, strict=True))
    )
    batch = joined.combine_chunks().to_batches()[0]
    pairs = Weigher(people, MODEL, 0.01).table(one.astype(np.int32), other.astype(np.int32))
    assert weigh_batch(batch, picklable(MODEL), 0.01).to_pylist() == pairs.to_pylist()


@given(SOME)
@settings(max_examples=30)
def test_a_partition_makes_the_keys_and_counts_of_its_people(written: list[Written]) -> None:
    people = gathered(written)
    batch = records_of(people).combine_chunks().to_batches()[0]
    every = list(people.details_in(range(len(people))))
    filed = {(row["key"], row["row"]) for row in key_batch(batch).to_pylist()}
    assert filed == {(key, row) for row, details in enumerate(every) for key in matching.block_keys(details)}
    counted = {(row["field"], row["value"]): row["many"] for row in count_batch(batch).to_pylist()}
    expected = count_values(map(matching.prepare, every))
    assert counted == {
        (str(field), value): many for field, values in expected.items() for value, many in values.items()
    }
