from __future__ import annotations

from datetime import date

from frontdoor.oversight.insight.rules import ChangeFacts, reasons_not_to_mark

TODAY = date(2018, 7, 24)


def test_a_change_that_happened_may_be_marked() -> None:
    facts = ChangeFacts(words="Second team started", from_on=TODAY, today=TODAY, is_marked_already=False)
    assert reasons_not_to_mark(facts) == []


def test_a_change_without_words_to_come_and_marked_before_is_refused_for_each() -> None:
    facts = ChangeFacts(words=" ", from_on=date(2018, 7, 25), today=TODAY, is_marked_already=True)
    assert len(reasons_not_to_mark(facts)) == 3
