"""What words, wants, outcomes and senders say, as DuckDB finds it: each distinct text is looked at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from frontdoor.library.demand.words import Sign, Vocabulary

CLASSES: Final = ("information_request", "not_for_us")
CUES: Final = ("resent", "heard", "another")
USUAL: Final = 5
"""On how many contacts the same words must stand before they count as a form's own wording."""
HOMES_TO_KNOW_OUR_AREA: Final = 200
GROWN_UP: Final = 18


def find_signs(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    """Make table `said`: for each row its weight for each class that words can tell, why, and the cues of incidents."""
    _texts(connection, vocabulary)
    _senders(connection, vocabulary)
    _rows(connection)
    sums = ", ".join(_sum_of(of, vocabulary) for of in CLASSES)
    connection.execute(
        f"""create table said as
        select n, {sums}, t.resent, t.heard, t.another, t.is_usual_wording
        from contacts c join texts t using (concern, wants) join senders s using (agency, team)
        join row_facts r using (n)"""
    )


def _texts(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    chosen = [f"{_fits('words', sign)} as {sign.of}_{sign.code}" for sign in _of_place(vocabulary, "words", CLASSES)]
    chosen += [f"{_fits('wanted', sign)} as {sign.of}_{sign.code}" for sign in _of_place(vocabulary, "wants", CLASSES)]
    for cue in CUES:
        fits = " or ".join(_fits("words", sign) for sign in _of_place(vocabulary, "words", (cue,)))
        chosen.append(f"({fits or 'false'}) as {cue}")
    connection.execute(
        f"""create table texts as
        select concern, wants, held > {USUAL} and concern <> '' as is_usual_wording, {", ".join(chosen)}
        from (select concern, wants, lower(concern || ' ' || wants) as words, lower(wants) as wanted,
          sum(count(distinct contact_id)) over (partition by concern) as held
          from contacts group by concern, wants)"""
    )


def _senders(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    chosen = [f"{_fits('sender', sign)} as {sign.of}_{sign.code}" for sign in _of_place(vocabulary, "sender", CLASSES)]
    connection.execute(
        f"create table senders as select agency, team, {', '.join(chosen)}"
        " from (select distinct agency, team, lower(agency || ' ' || team) as sender from contacts)"
    )


def _rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Find what a row's own facts say: a grown-up, a home in a district where the register knows none."""
    district = "regexp_extract(replace(postcode, ' ', ''), '^([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}$', 1)"
    connection.execute(
        f"""create table row_facts as
        with known as (select {district} as district, count(*) as homes from register group by 1),
        ours as (select coalesce(sum(homes), 0) as homes from known where district <> '')
        select c.n,
          coalesce(date_diff('year', coalesce(p.born_on, c.born_on), c.received_at::date) - case when
            strftime(coalesce(p.born_on, c.born_on), '%m%d') > strftime(c.received_at, '%m%d') then 1 else 0 end
            >= {GROWN_UP}, false) as grown_up,
          coalesce(c.district <> '' and c.district not in (select district from known)
            and (select homes from ours) >= {HOMES_TO_KNOW_OUR_AREA}, false) as lives_elsewhere,
          w.how in ('id', 'matched', 'ambiguous') as known,
          w.how not in ('id', 'matched', 'ambiguous') and (select count(*) from register) > 0 as not_known
        from (select n, child_id, received_at, born_on, {district} as district from contacts) c
        join whose w using (n) left join people p on p.child_id = w.child_id"""
    )


def _sum_of(of: str, vocabulary: Vocabulary) -> str:
    """Write the sum of a class's signs, and the list of those found that speak for it."""
    signs = vocabulary.signs_of(of)
    terms = [f"case when {_where(sign)} then {sign.bits} else 0 end" for sign in signs]
    codes = [f"case when {_where(sign)} then {_text(sign.why)} end" for sign in signs if sign.bits > 0]
    return (
        f"{' + '.join(terms)} as {of}_bits,"
        f" array_to_string(list_filter([{', '.join(codes)}], lambda why: why is not null), '; ') as {of}_why"
    )


def _where(sign: Sign) -> str:
    if sign.where in ("words", "wants"):
        return f"t.{sign.of}_{sign.code}"
    if sign.where == "sender":
        return f"s.{sign.of}_{sign.code}"
    if sign.where == "row":
        return f"r.{sign.code.removeprefix('row_')}"
    column = "c.outcome_kind" if sign.where == "outcome" else "c.source_code"
    return f"regexp_matches({column}, {_text('^' + sign.pattern + '$')})"


def _of_place(vocabulary: Vocabulary, where: str, classes: Sequence[str]) -> list[Sign]:
    return [sign for of in classes for sign in vocabulary.signs_of(of) if sign.where == where]


def _fits(column: str, sign: Sign) -> str:
    return f"regexp_matches({column}, {_text(sign.pattern)})"


def _text(told: str) -> str:
    return "'" + told.replace("'", "''") + "'"
