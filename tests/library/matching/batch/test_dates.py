"""One way of writing dates for the whole column, decided by the whole column."""

from datetime import date

import pytest

from frontdoor.library.matching.batch import Unreadable
from frontdoor.library.matching.batch.dates import Reading, read_dates


def _read(*values: str, leave_out: bool = False) -> Reading:
    return read_dates(values, name="people.csv", row_of=lambda value: values.index(value) + 2, leave_out=leave_out)


@pytest.mark.parametrize(
    "written",
    [
        "2014-03-07",
        "20140307",
        "07/03/2014",
        "7/3/2014",
        "07-03-2014",
        "7 March 2014",
        "7th Mar 2014",
        "2014-03-07T00:00:00",
    ],
)
def test_a_whole_date_is_read_in_each_way_of_writing_it(written: str) -> None:
    assert _read(written).told[written].on == date(2014, 3, 7)


@pytest.mark.parametrize("written", ["2014", "about 2014", "March 2014"])
def test_a_part_of_a_date_is_kept_as_it_is_told(written: str) -> None:
    told = _read(written).told[written]
    assert (told.on, told.text) == (None, written)


def test_one_date_that_can_only_be_month_first_decides_for_the_column_and_it_is_said() -> None:
    reading = _read("03/07/2014", "03/25/2014")
    assert reading.told["03/07/2014"].on == date(2014, 3, 7)
    assert reading.notes == ("people.csv: dates such as 03/07/2014 are read as mm/dd/yyyy (month first).",)


def test_day_comes_first_where_nothing_decides() -> None:
    assert _read("03/07/2014").told["03/07/2014"].on == date(2014, 7, 3)


def test_a_column_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(Unreadable, match='row 3, column "date_of_birth": "03/25/2014"'):
        _read("25/03/2014", "03/25/2014")


def test_a_few_dates_that_no_calendar_has_are_read_as_their_year_and_it_is_said() -> None:
    days = [date.fromordinal(date(2014, 1, 1).toordinal() + day).isoformat() for day in range(40)]
    reading = _read(*days, "2014-02-30")
    assert reading.told["2014-02-30"].text == "2014"
    assert reading.notes == (
        'people.csv: dates that no calendar has are read as the year only: 1, the first "2014-02-30" in row 42.',
    )


def test_unreadable_dates_can_be_left_out() -> None:
    reading = _read("2014-03-07", "soon", leave_out=True)
    assert (reading.told["soon"].on, reading.told["soon"].text) == (None, "")
    assert reading.notes == ('people.csv: dates that cannot be read are left out: 1, the first "soon" in row 3.',)
