"""Arrow reads a file as DuckDB does, or leaves it to DuckDB."""

import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from frontdoor.library.matching.batch import files
from frontdoor.library.matching.batch.columns import Unreadable
from frontdoor.library.matching.batch.plain_files import SPACES, read_plain

VALUES = st.text("ab 1\u00a0\u3000é\u200b", max_size=4)
ODD = st.text('ab,"\n\r\t ;\x00', max_size=4)
QUOTED = st.builds('"{}"'.format, st.one_of(VALUES, st.text("a, ;", max_size=4)))
ROWS = st.lists(st.tuples(*[st.one_of(VALUES, VALUES, VALUES, QUOTED, ODD)] * 3), min_size=1, max_size=4)
TAKEN = {2: "last_name", 0: "id"}


def _by_duckdb(path: Path) -> pa.Table | None:
    try:
        return files._rows(path, files._header_of_csv(path), TAKEN)
    except Unreadable:
        return None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS, newline=st.sampled_from(["\n", "\r\n"]), end=st.sampled_from(["", "\n", "\r\n", "\n\n"]))
@example(rows=[("1", '"Abbey, 2"', '" Ann "'), ("2", '""', "")], newline="\n", end="\n")
@example(rows=[("1", 'a"b', 'c"'), ("2", "", "")], newline="\n", end="\n")
@example(rows=[("1", '"a\nb"', "c")], newline="\n", end="\n")
def test_arrow_reads_what_duckdb_reads_or_nothing(
    rows: list[tuple[str, ...]], newline: str, end: str, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(newline.join(["id,address,last_name", *map(",".join, rows)]).encode() + end.encode())
    plain = read_plain(path, ",", 3, TAKEN)
    if plain is not None:
        there = _by_duckdb(path)
        assert there is not None
        assert plain.combine_chunks() == there.combine_chunks()


@pytest.mark.parametrize("end", ["", "\n"])
def test_an_ordinary_file_is_plain(end: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('id;address;last_name\n1;"2; Abbey Road"; Quill \n2;;"Ash"' + end)
    plain = read_plain(path, ";", 3, {0: "id", 1: "address", 2: "last_name"})
    assert plain is not None
    assert plain.to_pydict() == {"id": ["1", "2"], "address": ["2; Abbey Road", ""], "last_name": ["Quill", "Ash"]}


def test_spaces_are_those_that_duckdb_takes_off() -> None:
    letters = [chr(point) for point in range(1, sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]
    table = pa.table({"letter": letters})
    found = duckdb.from_arrow(table).filter("trim(letter) = ''").fetchall()
    assert {letter for (letter,) in found} == set(SPACES)
