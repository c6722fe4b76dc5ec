"""`frontdoor match` from the outside: files in, pairs out, and a sentence when it cannot be done."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

from frontdoor.site.commands import app
from frontdoor.site.postgres import Unusable

KNOWN = """id,first_name,last_name,date_of_birth,sex,postcode,shoe_size
A1,Robert,Wainwright,2014-03-07,M,TS1 4AB,33
A2,Sarah,Quill,2015-04-08,F,TS1 4AX,31
A3,Ann,Featherstone,2011-12-25,F,DL1 1AA,36
"""
TOLD = """id,first_name,last_name,date_of_birth,sex,postcode
B1,Bobby,Wainwright,07/03/2014,M,TS1 4AB
B2,Sara,Quil,08/04/2015,F,
B3,Nobody,Known,01/02/2003,M,
"""
DOUBLES = KNOWN + "A4,Rob,Wainwright,2014-03-07,M,TS1 4AB,33\n"


def _files(folder: Path, **contents: str) -> list[str]:
    for name, content in contents.items():
        (folder / f"{name}.csv").write_text(content)
    return [str(folder / f"{name}.csv") for name in contents]


def _match(*words: str) -> Result:
    return CliRunner().invoke(app, ["match", *words])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_two_files_are_linked_heaviest_first_with_reasons(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    done = _match(*_files(tmp_path, known=KNOWN, told=TOLD), "--out", str(out))
    assert done.exit_code == 0, done.output
    rows = _rows(out)
    assert float(rows[0]["match_weight"]) > float(rows[1]["match_weight"])
    robert, sarah = sorted(rows, key=lambda row: row["id_a"])
    assert [(row["id_a"], row["id_b"]) for row in (robert, sarah)] == [("A1", "B1"), ("A2", "B2")]
    assert 0.9 < float(robert["match_probability"]) <= 1
    assert robert["evidence_first_name"].startswith("close +")
    assert robert["evidence_first_name"].endswith(": Bobby is a short form of Robert (Bobby, Robert)")
    assert sarah["evidence_postcode"] == ""
    assert "known.csv: ignored the column shoe_size." in done.stderr
    assert "told.csv: dates such as 07/03/2014 are read as dd/mm/yyyy" in done.stderr


def test_the_evidence_adds_up_to_the_weight(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    _match(*_files(tmp_path, known=KNOWN, told=TOLD), "--out", str(out))
    for row in _rows(out):
        said = [row[name] for name in row if name.startswith("evidence_") and row[name]]
        numbers = [
            float(words.split(": ")[0].split()[1] if "Against" not in words else words.split()[-1]) for words in said
        ]
        assert abs(sum(numbers) - float(row["match_weight"])) < 0.06 * len(numbers)


def test_one_file_is_searched_for_doubles_each_told_once(tmp_path: Path) -> None:
    out = tmp_path / "pairs.parquet"
    done = _match(*_files(tmp_path, people=DOUBLES), "--out", str(out))
    assert done.exit_code == 0, done.output
    rows = pyarrow.parquet.read_table(out).to_pylist()
    assert [(row["id_a"], row["id_b"]) for row in rows] == [("A1", "A4")]


def test_ids_that_are_numbers_are_put_in_order_as_numbers(tmp_path: Path) -> None:
    content = DOUBLES.replace("A1,", "10,").replace("A4,", "9,").replace("A2,", "2,").replace("A3,", "3,")
    out = tmp_path / "pairs.csv"
    _match(*_files(tmp_path, people=content), "--out", str(out))
    assert [(row["id_a"], row["id_b"]) for row in _rows(out)] == [("9", "10")]


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    files = _files(tmp_path, known=KNOWN, told=TOLD)
    outs = [tmp_path / name for name in ("one.csv", "other.csv")]
    for out in outs:
        _match(*files, "--out", str(out), "--threshold", "0")
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_higher_threshold_leaves_pairs_out_and_changes_none(tmp_path: Path) -> None:
    files = _files(tmp_path, known=KNOWN, told=TOLD)
    low, high = tmp_path / "low.csv", tmp_path / "high.csv"
    _match(*files, "--out", str(low), "--threshold", "0")
    _match(*files, "--out", str(high), "--threshold", "0.9")
    assert _rows(high) == [row for row in _rows(low) if float(row["match_probability"]) >= 0.9]


def test_what_cannot_be_read_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    done = _match(*_files(tmp_path, people=KNOWN + "A1,Ann,Quill,2014-03-07,F,,\n"), "--out", str(out))
    assert isinstance(done.exception, Unusable)
    assert "A1 is in row 2 and in row 5" in str(done.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--train", "--model", "model.toml"), "give one of the two"),
        (("--live",), "name a second file"),
        (("--model", "absent.toml"), "cannot be used"),
    ],
)
def test_options_at_odds_are_refused(words: tuple[str, ...], refusal: str, tmp_path: Path) -> None:
    done = _match(*_files(tmp_path, people=KNOWN), "--out", str(tmp_path / "pairs.csv"), *words)
    assert isinstance(done.exception, Unusable)
    assert refusal in str(done.exception)


def test_spark_that_is_not_installed_is_said_with_how_to_install_it(tmp_path: Path) -> None:
    done = _match(*_files(tmp_path, people=KNOWN), "--out", str(tmp_path / "pairs.csv"), "--engine", "spark")
    assert isinstance(done.exception, Unusable)
    assert "Install them into the environment that runs frontdoor" in str(done.exception)
