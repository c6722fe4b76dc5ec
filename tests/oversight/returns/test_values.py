from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frontdoor.oversight.returns import values
from frontdoor.oversight.returns.values import NotUnderstood
from frontdoor.record.organisations.sources import SOURCES


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (datetime(2015, 1, 25, tzinfo=UTC), date(2015, 1, 25)),
        (date(2015, 1, 25), date(2015, 1, 25)),
        ("25/01/2015", date(2015, 1, 25)),
        (" 25/1/2015\u00a0", date(2015, 1, 25)),
        ("25/01/15", date(2015, 1, 25)),
        ("2015-01-25", date(2015, 1, 25)),
        ("2015-01-25T00:00:00", date(2015, 1, 25)),
        ("25/01/2015 00:00", date(2015, 1, 25)),
        ("25.01.2015", date(2015, 1, 25)),
        ("25 January 2015", date(2015, 1, 25)),
        ("25-Jan-2015", date(2015, 1, 25)),
        ("20150125", date(2015, 1, 25)),
        (42029, date(2015, 1, 25)),
        ("42029.0", date(2015, 1, 25)),
        (None, None),
        ("N/A", None),
        ("\u00a0", None),
    ],
)
def test_a_date_is_read_however_it_is_written(raw: object, meant: date | None) -> None:
    assert values.day(raw) == meant


@pytest.mark.parametrize(
    "raw", ["01/25/2015", "31/02/2015", "soon", "#N/A", "2015", 2015, "1234567", "25/01/1815", 0.5]
)
def test_what_is_no_date_is_refused(raw: object) -> None:
    with pytest.raises(NotUnderstood):
        values.day(raw)


def test_a_day_number_counts_from_the_workbooks_own_first_day() -> None:
    assert values.day(42029 - 1462, first_day=date(1904, 1, 1)) == date(2015, 1, 25)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        (9212044, "9212044"),
        (9212044.0, "9212044"),
        ("9212044.0", "9212044"),
        ("00123", "00123"),
        (" A-17\u00a0", "A-17"),
        (None, ""),
        ("null", ""),
    ],
)
def test_a_childs_id_is_read(raw: object, meant: str) -> None:
    assert values.child_id(raw) == meant


@pytest.mark.parametrize("raw", ["1.6E+07", 12.5, "x" * 41, "#REF!", True, datetime(2018, 1, 1, tzinfo=UTC)])
def test_an_id_that_may_be_another_childs_is_refused(raw: object) -> None:
    with pytest.raises(NotUnderstood):
        values.child_id(raw)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("q) 6: Police", "6"),
        ("q) 6", "6"),
        ("q) Police", "6"),
        ("6", "6"),
        (6, "6"),
        (10.0, "10"),
        ("Police", "6"),
        ("b) 1B: Individual", "1B"),
        ("1b", "1B"),
        ("1B: Individual", "1B"),
        ("a) Individual", "1A"),
        ("e) 2A:\u00a0Schools", "2A"),
        ("School", "2A"),
        ("u) 10: Unknown", "10"),
        ("5D", "5D"),
        ("t) 9: Anonymous", "9"),
    ],
)
def test_a_source_is_read_with_or_without_its_letter(raw: object, meant: str) -> None:
    assert values.source(raw) == (meant, "")


@pytest.mark.parametrize(("raw", "kept"), [("Health services", "3F"), ("Individual", "1D"), ("LA services", "5B")])
def test_a_group_of_sources_is_kept_and_told(raw: str, kept: str) -> None:
    code, says = values.source(raw)
    assert code == kept
    assert kept in says


@pytest.mark.parametrize("raw", ["7Z", "Milkman", "z) Milkman", "", None, "#N/A", "11", "1E: Individual"])
def test_what_is_no_source_is_refused(raw: object) -> None:
    with pytest.raises(NotUnderstood):
        values.source(raw)


@pytest.mark.parametrize(
    ("raw", "meant"),
    [("a) Male", "M"), ("Female", "F"), ("b)Female", "F"), ("F", "F"),
     ("c) Not stated/recorded (or unborn)", "U"), (None, "U"),
     (2, "F")],
)  # fmt: skip
def test_a_gender_is_read(raw: object, meant: str) -> None:
    assert values.sex(raw) == meant


@pytest.mark.parametrize(
    ("raw", "meant"), [("a) WBRI", "WBRI"), ("wbri", "WBRI"), ("s) NOBT", "NOBT"), (None, ""),
                       ("MWAS: White and Asian", "MWAS")]
)  # fmt: skip
def test_an_ethnicity_is_read(raw: object, meant: str) -> None:
    assert values.ethnicity(raw) == meant


@pytest.mark.parametrize(("raw", "meant"), [(6.138261464750171, 6), ("7", 7), (-1, -1), ("0", 0), (None, None)])
def test_an_age_is_read_in_completed_years(raw: object, meant: int | None) -> None:
    assert values.age(raw) == meant


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (values.age, "seven"),
        (values.age, 400),
        (values.age, -3),
        (values.count, -1),
        (values.count, 1.5),
        (values.sex, "d) Neither"),
        (values.ethnicity, "British"),
        (values.yes_or_no, None),
        (values.yes_or_no, "c) Unknown"),
    ],
)
def test_what_is_not_understood_says_so(read: Callable[[object], object], raw: object) -> None:
    with pytest.raises(NotUnderstood):
        read(raw)


@pytest.mark.parametrize(("raw", "meant"), [("a) Yes", True), ("b) No", False), ("No", False), ("y", True), (0, False)])
def test_yes_and_no_are_read(raw: object, meant: bool) -> None:
    assert values.yes_or_no(raw) is meant


CELLS = some.none() | some.text() | some.integers() | some.floats() | some.datetimes() | some.booleans() | some.dates()
READERS = (
    values.day,
    values.child_id,
    values.source,
    values.sex,
    values.ethnicity,
    values.age,
    values.count,
    values.yes_or_no,
)


@given(raw=CELLS, read=some.sampled_from(READERS))
def test_whatever_a_cell_holds_is_understood_or_refused(raw: object, read: Callable[[object], object]) -> None:
    try:
        found = read(raw)
    except NotUnderstood:
        return
    if read is values.source:
        assert found[0] in SOURCES  # type: ignore[index]
    if isinstance(found, str):
        assert found.isprintable()


@given(
    on=some.dates(min_value=date(1970, 1, 1), max_value=date(2068, 12, 31)), shape=some.sampled_from(values.DATE_SHAPES)
)
def test_a_date_written_in_any_shape_is_read_back(on: date, shape: str) -> None:
    assert values.day(on.strftime(shape)) == on
