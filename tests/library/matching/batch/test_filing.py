"""Whole columns are filed as each person by themselves would be."""

from hypothesis import given

from frontdoor.library import matching
from frontdoor.library.matching.batch import filing
from frontdoor.library.matching.shares import count_values
from tests.library.matching.batch.people import SOME, Written, gathered


@given(SOME)
def test_everybody_has_the_keys_that_they_have_by_themselves(written: list[Written]) -> None:
    people = gathered(written)
    filed = filing.file_under_keys(people)
    for row in range(len(people)):
        alone = sorted(filing.number(text) for text in matching.key_texts(people.details(row)))
        assert sorted(key % 2**64 for key in filed.keys[filed.rows == row].tolist()) == alone
    assert sorted(filed.rows.tolist()) == filed.rows.tolist()


@given(SOME, SOME)
def test_names_and_dates_are_counted_among_those_known_as_of_each_by_themselves(
    known: list[Written], told: list[Written]
) -> None:
    people = gathered(known, told)
    alone = count_values(map(matching.prepare, people.details_in(range(people.known))))
    assert filing.count_known(people) == alone
