"""Weighing pairs: however they are shared out, over however many machines, the weights and the classes are the same."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet
from hypothesis import given, settings
from hypothesis import strategies as some

from frontdoor.library.demand.files.analysis import Doors, analyse
from frontdoor.library.demand.files.pairs import Tell
from frontdoor.library.demand.files.weighing import WEIGHED, Weigher, Wording
from frontdoor.library.demand.files.writing import write_all
from frontdoor.library.demand.incidents import Weights
from tests.library.demand.files.ground import contact, doors, write

WORDS = (
    "Officers were called on 22/07/2018 at 23:15; mum's partner had hit her in the kitchen",
    "We were told by the police of an incident on 22 July in which mum was hit in the kitchen",
    "Came to nursery with a burn on his hand that nobody could explain",
    "Ongoing concerns regarding this family",
    "",
)
ROWS = some.lists(
    some.tuples(
        some.integers(0, 60 * 24),
        some.sampled_from(("P1", "P2", "P3", "")),
        some.sampled_from(WORDS),
        some.sampled_from((("6", "Police"), ("2A", "Harbour School"), ("3A", ""))),
        some.sampled_from(("", "INC-0012", "INC-0034")),
        some.sampled_from(("", "NFA", "Duplicate", "Referral")),
    ),
    min_size=1,
    max_size=25,
)


def weigh_one_by_one(
    connection: duckdb.DuckDBPyConnection, query: str, wording: Wording, weights: Weights, folder: Path, tell: Tell
) -> Path:
    """Weigh every pair in a batch of its own, the last first, as machines that know nothing of one another would."""
    (folder / "weighed").mkdir()
    asked = connection.sql(query).to_arrow_table()
    for place in reversed(range(asked.num_rows)):
        (one,) = asked.slice(place, 1).combine_chunks().to_batches()
        found = pa.Table.from_batches([Weigher(wording, weights).weigh(one)])
        pyarrow.parquet.write_table(found, folder / "weighed" / f"{asked.num_rows - place:05}.parquet")
    pyarrow.parquet.write_table(WEIGHED.empty_table(), folder / "weighed" / "none.parquet")
    return folder / "weighed" / "*.parquet"


def written(files: list[Path], chosen: Doors, out: Path) -> dict[str, bytes]:
    with duckdb.connect() as connection:
        found = analyse(connection, files, renaming={}, rules="sfdl-2020", doors=chosen, tell=lambda words, share: None)
        names = write_all(connection, found, out, made_on=datetime(2018, 12, 1).date())  # noqa: DTZ001  (a day alone)
    return {name: (out / name).read_bytes() for name in names}


@given(rows=ROWS)
@settings(max_examples=15, deadline=None)
def test_every_file_is_the_same_to_the_byte_however_pairs_are_shared_out(
    rows: list[tuple[int, str, str, tuple[str, str], str, str]],
) -> None:
    begin = datetime(2018, 6, 1)  # noqa: DTZ001  (local time, as files hold it)
    contacts = [
        contact(
            str(number),
            f"{begin + timedelta(hours=hours):%Y-%m-%dT%H:%M}",
            child_id=child,
            concern=words,
            source_code=source,
            agency=agency,
            reference=reference,
            outcome=outcome,
        )
        for number, (hours, child, words, (source, agency), reference, outcome) in enumerate(rows)
    ]
    with tempfile.TemporaryDirectory() as folder:
        files = [write(Path(folder) / "contacts.csv", contacts)]
        here = written(files, doors(), Path(folder) / "here")
        there = written(files, doors(weigh_pairs=weigh_one_by_one), Path(folder) / "there")
    assert here == there
