"""Whatever is wrong with a file is said with its row and column, and what to do."""

from pathlib import Path

import duckdb
import pytest

from frontdoor.library.matching.batch import Asked, Gathered, Unreadable, read

GOOD = "id,first_name,date_of_birth\n1,Robert,2014-03-07\n2,Sarah,2015-04-08\n"


def _asked(folder: Path, content: str | bytes, name: str = "people.csv", columns: Path | None = None) -> Asked:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Asked(known=path, told=None, out=folder / "pairs.csv", threshold=0.05, columns=columns)


def _read(asked: Asked) -> Gathered:
    return read(asked, lambda _words, _share: None)


BAD: dict[str, tuple[str | bytes, str]] = {
    "no id": ("first_name\nRobert\n", 'people.csv has no column "id"'),
    "nothing to compare": ("id,shoe_size\n1,38\n", "none of the columns that are compared"),
    "an id twice": (GOOD + "1,Ann,2016-05-09\n", 'people.csv, column "id": 1 is in row 2 and in row 4'),
    "an id left out": (GOOD + ",Ann,2016-05-09\n", 'people.csv, row 4, column "id": is blank'),
    "no date": (
        GOOD + "3,Ann,last spring\n",
        'people.csv, row 4, column "date_of_birth": "last spring" cannot be read',
    ),
    "an impossible date": (GOOD + "3,Ann,2014-02-30\n", 'row 4, column "date_of_birth": "2014-02-30" cannot be read'),
    "a short row": (GOOD + "3,Ann\n", "people.csv, line 4, has 2 columns, but the header has 3"),
    "a long row": (GOOD + "3,Ann,2016-05-09,F\n", "people.csv, line 4, has 4 columns, but the header has 3"),
    "an open quote": (GOOD + '3,"Ann,2016-05-09\n', "line 4, opens a double quote that is never closed"),
    "latin-1": (GOOD.encode() + b"3,Zo\xeb,2016-05-09\n", "line 4, byte 5 of the line (0xeb), is not UTF-8"),
    "latin-1 header": (b"id,first_name,caf\xe9\n1,Ann,x\n", "line 1, byte 18 of the line (0xe9), is not UTF-8"),
    "utf-16": (GOOD.encode("utf-16"), "is written in UTF-16"),
    "empty": ("", "people.csv is empty"),
    "blank first line": ("\n" + GOOD, "people.csv, line 1, is blank"),
    "header only": ("id,first_name\n", "has a header and no people below it"),
    "a column twice": ("id,first_name,First Name\n1,Ann,Ann\n", "'first_name' and 'First Name' would both be"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_with_its_place(kind: str, tmp_path: Path) -> None:
    content, words = BAD[kind]
    with pytest.raises(Unreadable) as refused:
        _read(_asked(tmp_path, content))
    assert words in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    asked = Asked(known=tmp_path / "absent.csv", told=None, out=tmp_path / "pairs.csv", threshold=0.05)
    with pytest.raises(Unreadable, match="There is no file"):
        _read(asked)


def test_an_ending_that_says_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"neither \.csv nor \.parquet"):
        _read(_asked(tmp_path, GOOD, "people.xlsx"))


def test_text_called_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is not a Parquet file that can be read"):
        _read(_asked(tmp_path, GOOD, "people.parquet"))


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    one = _asked(tmp_path, GOOD)
    with pytest.raises(Unreadable, match="is named twice"):
        _read(Asked(known=one.known, told=one.known, out=one.out, threshold=0.05))


@pytest.mark.parametrize("threshold", [-0.1, 1.0, 20.0])
def test_a_threshold_that_is_no_probability_is_refused(threshold: float, tmp_path: Path) -> None:
    one = _asked(tmp_path, GOOD)
    with pytest.raises(Unreadable, match="--threshold is a probability"):
        _read(Asked(known=one.known, told=None, out=one.out, threshold=threshold))


@pytest.mark.parametrize(
    ("place", "words"),
    [("nowhere/pairs.csv", "There is no folder"), ("people.csv", "would overwrite"), ("pairs.doc", "neither .csv")],
)
def test_a_place_that_cannot_be_written_is_refused_before_any_work(place: str, words: str, tmp_path: Path) -> None:
    one = _asked(tmp_path, GOOD)
    with pytest.raises(Unreadable, match=words):
        _read(Asked(known=one.known, told=None, out=tmp_path / place, threshold=0.05))


def test_a_file_too_large_for_the_machine_is_refused_unread(tmp_path: Path) -> None:
    from frontdoor.library.matching.batch.files import read_file

    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(GOOD.encode())
        file.truncate(5_000_000_000)  # a hole: it takes no room on the disk
    with pytest.raises(Unreadable, match=r"huge.csv has 5.0 GB, and matching needs about .* GB of memory for it"):
        read_file(path, {}, memory=16_000_000_000)


def test_a_byte_order_mark_other_columns_and_other_delimiters_are_taken_as_they_come(tmp_path: Path) -> None:
    content = "\ufeffID;First Name;Shoe size;date_of_birth\n1;Robert;38;07/03/2014\n2; Ann ;39;\n"
    gathered = _read(_asked(tmp_path, content))
    people = gathered.people
    assert people.ids == ["1", "2"]
    assert [people.details(row).first_name for row in (0, 1)] == ["Robert", "Ann"]
    assert gathered.notes == (
        "people.csv: ignored the column Shoe size.",
        "people.csv: dates such as 07/03/2014 are read as dd/mm/yyyy (day first).",
    )


def test_columns_called_otherwise_are_told_in_a_file(tmp_path: Path) -> None:
    columns = tmp_path / "map.toml"
    columns.write_text('PupilNo = "id"\nSurname = "last_name"\nShoes = "phone"\n')
    gathered = _read(_asked(tmp_path, "PupilNo,Surname\n7,Quill\n", columns=columns))
    assert gathered.people.details(0).last_name == "Quill"
    assert gathered.notes == ("--columns names the column Shoes, which no file has.",)


@pytest.mark.parametrize(
    ("text", "words"), [('Surname = "surname"', "but our columns are id, first_name"), ("Surname", "is not TOML")]
)
def test_a_bad_file_of_columns_is_refused(text: str, words: str, tmp_path: Path) -> None:
    columns = tmp_path / "map.toml"
    columns.write_text(text)
    with pytest.raises(Unreadable, match=words):
        _read(_asked(tmp_path, GOOD, columns=columns))


def test_parquet_is_read_with_its_dates_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "people.parquet"
    people = "select 7 as id, 'Quill' as last_name, date '2014-03-07' as date_of_birth, now() as changed"
    duckdb.execute(f"copy ({people}) to '{path}'")
    gathered = _read(Asked(known=path, told=None, out=tmp_path / "pairs.csv", threshold=0.05))
    assert gathered.people.ids == ["7"]
    assert str(gathered.people.details(0).date_of_birth) == "2014-03-07"
