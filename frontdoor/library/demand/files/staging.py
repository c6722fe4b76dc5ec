"""From tables of text to typed ones: contacts, people, episodes, steps; what cannot be read is kept, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from frontdoor.library.demand.files.asking import one_row
from frontdoor.library.demand.files.reading import Source, Unreadable
from frontdoor.library.demand.files.shapes import CONTACT_COLUMNS, EPISODE_COLUMNS, PEOPLE_COLUMNS, STEP_COLUMNS
from frontdoor.library.demand.words import Vocabulary

DAYS: Final = (
    *("%d-%m-%y", "%Y-%m-%d", "%d/%m/%y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y", "%d.%m.%Y", "%d-%b-%y", "%d-%b-%Y"),
    *("%d %B %Y", "%d %b %y", "%d %b %Y", "%Y%m%d", "%Y/%m/%d"),
)
CLOCKS: Final = (
    "",
    " %H:%M",
    " %H:%M:%S",
    "T%H:%M",
    "T%H:%M:%S",
    " %H:%M:%S.%g",
    "T%H:%M:%S.%g",
    " %I:%M %p",
    " %I:%M:%S %p",
)
SERIAL: Final = r"^\d{5}(\.\d+)?$"
MACROS: Final = (
    "create macro moment_of(told) as case when told = '' then null"
    # The usual forms first, by where their marks stand: a pattern for each value costs more than the reading.
    " when told[5] = '-' and told[8] = '-' and (length(told) in (10, 16) or length(told) = 19 and told[17] = ':')"
    " then try_cast(told as timestamp)"
    " when told[3] = '/' and told[6] = '/' and told[14] = ':' and length(told) = 16"
    " then try_strptime(told, '%d/%m/%Y %H:%M')"
    " when told[3] = '/' and told[6] = '/' and length(told) = 10 then try_strptime(told, '%d/%m/%Y')"
    f" when regexp_matches(told, '{SERIAL}') then timestamp '1899-12-30' + to_seconds(round(told::double * 86400))"
    " when regexp_matches(told, '(Z|[+-]\\d{2}:?\\d{2})$') and contains(told, 'T')"
    " then try_cast(told as timestamptz) at time zone 'Europe/London'"
    " when regexp_matches(told, '^\\d{4}-\\d{2}-\\d{2}([T ][0-9:.]+)?$') then try_cast(told as timestamp)"
    " when regexp_matches(told, '^\\d{1,2}/\\d{1,2}/\\d{4}( \\d{1,2}:\\d{2}(:\\d{2})?)?$')"
    " then try_strptime(told, ['%d/%m/%Y %H:%M', '%d/%m/%Y', '%d/%m/%Y %H:%M:%S'])"
    f" else try_strptime(told, {[day + clock for clock in CLOCKS for day in DAYS]!r}) end",
    "create macro day_of(told) as moment_of(told)::date",
)
EARLIEST: Final = "date '1900-01-01'"
NOT_KNOWN: Final = "10"
MOST_OF_A_REFERENCE: Final = 25
"""On how many contacts the reference of an incident may stand."""
LONGEST_OF_A_REFERENCE: Final = 28
"""How many days the contacts of one incident may lie apart."""
SHARE_OF_NO_INCIDENT: Final = 0.2
"""What share of a sender's references that are used again may be of no incident, before none of them counts."""
SEXES: Final = "case when regexp_matches(lower({}), '^([a-z][).] *)?(m|male|boy|1)$') then 'M'" + (
    " when regexp_matches(lower({}), '^([a-z][).] *)?(f|female|girl|2)$') then 'F' else '' end"
)
STEP_KINDS: Final = ("referral", "assessment", "section_47", "conference", "plan", "care")
EPISODE_KINDS: Final = (
    ("", r"early.?help|universal|\bcaf\b|signpost|advice|contact only"),
    ("plan", r"protection|\bcpp?\b|conference"),
    ("care", r"\bin care\b|^care$|care order|looked.?after|\b(c?la[cy]?|cic)\b|accommodat|s(ection)? ?20"),
)
"""What an episode is by its kind; anything else is a child in need."""
SourceCode = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Staged:
    """What there is to work with, and what the files did not hold."""

    has_times: bool
    has_outcomes: bool
    has_episodes: bool
    has_people: bool
    has_words: bool
    columns_held: frozenset[str]


def stage(
    connection: duckdb.DuckDBPyConnection,
    sources: Sequence[Source],
    *,
    source_code: SourceCode,
    vocabulary: Vocabulary,
) -> Staged:
    """Make the typed tables from the tables of text. Raises Unreadable when there are no contacts."""
    if not any(source.shape.fills == "contacts" for source in sources):
        raise Unreadable("None of the files holds contacts: there is nothing to count.")
    for macro in MACROS:
        connection.execute(macro)
    connection.execute("create table unread (file text, line bigint, column_name text, value text, says text)")
    _text_tables(connection, sources)
    _contacts(connection, source_code, vocabulary)
    _people(connection)
    _episodes_and_steps(connection)
    return _staged(connection, sources)


def _text_tables(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Put what fills the same table together, in the order given, with every column that we know."""
    for fills, columns in (
        ("contacts", CONTACT_COLUMNS),
        ("people", PEOPLE_COLUMNS),
        ("episodes", EPISODE_COLUMNS),
        *((kind, STEP_COLUMNS) for kind in STEP_KINDS),
    ):
        parts = [_part(place, source, columns) for place, source in enumerate(sources) if source.shape.fills == fills]
        nothing = "select '' as file, 0 as file_number, 0 as line, " + ", ".join(
            f"'' as {column}" for column in columns
        )
        joined = " union all ".join(parts) if parts else f"{nothing} where false"
        connection.execute(f"create view text_{fills} as {joined}")


def _part(place: int, source: Source, columns: Sequence[str]) -> str:
    fixed = source.shape.fixed
    chosen = [
        column if column in source.taken else f"'{fixed.get(column, '')}'" + f" as {column}" for column in columns
    ]
    if "contact_id" in columns and "contact_id" not in source.taken:
        chosen[columns.index("contact_id")] = f"'{source.shape.code}:' || line as contact_id"
    file = source.place.replace("'", "''")
    return f"select '{file}' as file, {place} as file_number, line, {', '.join(chosen)} from {source.table}"


def _contacts(connection: duckdb.DuckDBPyConnection, source_code: SourceCode, vocabulary: Vocabulary) -> None:
    _distinct_map(connection, "source_codes", "text_contacts", "source_code", source_code)
    _distinct_map(connection, "outcome_kinds", "text_contacts", "outcome", lambda told: _outcome(told, vocabulary))
    connection.execute(
        """create table read_contacts as
        select *, row_number() over (partition by contact_id order by file_number, line) as row,
          moment_of(received_at) as received, day_of(date_of_birth) as born_on, moment_of(decided_at) as decided
        from text_contacts"""
    )
    connection.execute(
        f"""create table contacts as
        select row_number() over (order by file_number, line) as n, file, line, contact_id, row,
          received as received_at, channel, coalesce(nullif(s.ours, ''), '{NOT_KNOWN}') as source_code, agency, team,
          regexp_replace(upper(reference), '[^A-Z0-9]+', '', 'g') as reference, c.child_id, first_name, last_name,
          if(born_on >= {EARLIEST}, born_on, null) as born_on,
          {SEXES.format("sex", "sex")} as sex, address, upper(postcode) as postcode, school, concern, wants,
          c.outcome, o.ours as outcome_kind, if(decided >= {EARLIEST}, decided, null) as decided_at
        from read_contacts c join source_codes s on s.theirs = c.source_code
        join outcome_kinds o on o.theirs = c.outcome
        where received >= {EARLIEST} and contact_id <> ''
        order by n"""
    )
    _forget_references_of_no_incident(connection)
    _note_unread_contacts(connection)
    connection.execute("drop table read_contacts")


def _forget_references_of_no_incident(connection: duckdb.DuckDBPyConnection) -> None:
    """Leave out what senders write for a reference that is none of an incident: a team's name, a child's number.

    Such a thing stands on many contacts, or on contacts weeks apart; where much of what a sender writes does, all of it
    is left out.
    """
    connection.execute(
        f"""create table reference_use as
        select source_code, agency, reference, count(distinct contact_id) > {MOST_OF_A_REFERENCE}
            or max(received_at) - min(received_at) > interval {LONGEST_OF_A_REFERENCE} day as is_of_no_incident,
          count(distinct contact_id) > 1 as is_used_again
        from contacts where reference <> '' group by all"""
    )
    connection.execute(
        f"""update contacts c set reference = '' from (
          select source_code, agency, reference from reference_use where is_of_no_incident
          union select u.source_code, u.agency, u.reference from reference_use u join (
            select source_code, agency from reference_use where is_used_again group by all
            having count(*) filter (is_of_no_incident) > {SHARE_OF_NO_INCIDENT} * count(*)) s
          on s.source_code = u.source_code and s.agency = u.agency) x
        where x.source_code = c.source_code and x.agency = c.agency and x.reference = c.reference"""
    )


def _note_unread_contacts(connection: duckdb.DuckDBPyConnection) -> None:
    for column, read, says in (
        ("received_at", "received", "is not a date and time that can be read: row left out"),
        ("date_of_birth", "born_on", "is not a date that can be read; kept as not known"),
        ("decided_at", "decided", "is not a date and time that can be read; kept as blank"),
    ):
        connection.execute(
            f"insert into unread select file, line, '{column}', {column}, ? from read_contacts where {column} <> ''"
            f" and coalesce({read} < {EARLIEST}, true)",
            [says],
        )
    for column in ("received_at", "contact_id"):
        connection.execute(
            f"insert into unread select file, line, '{column}', '', 'is blank: row left out' from read_contacts"
            f" where {column} = ''"
        )
    connection.execute(
        "insert into unread select file, line, 'source_code', source_code, 'is not a source that the census knows;"
        f" kept as {NOT_KNOWN}, not known' from read_contacts join source_codes on theirs = source_code"
        " where source_code <> '' and ours = ''"
    )
    connection.execute(
        "insert into unread select file, line, 'outcome', outcome, 'is an outcome that is not in the vocabulary; read"
        " as nothing' from read_contacts join outcome_kinds on theirs = outcome where outcome <> '' and ours = ''"
    )


def episode_kind(told: str) -> str:
    """Say what kind of episode some words are: nothing for what is not social care's."""
    plain = told.lower().replace("_", " ").strip()
    return next((kind for kind, pattern in EPISODE_KINDS if re.search(pattern, plain)), "child_in_need")


def _outcome(told: str, vocabulary: Vocabulary) -> str:
    """Say which kind of outcome was recorded; the SSD gives flags."""
    if not told.lstrip().startswith("{"):
        return vocabulary.outcome_kind(told)
    flags = {part.split('"')[1] for part in told.split(",") if '"Y"' in part.replace(" ", "") and '"' in part}
    for flag, kind in FLAGS:
        if flag in flags:
            return kind
    return ""


FLAGS: Final = (
    ("CP_ENQUIRY_FLAG", "strategy_discussion"),
    ("NEW_REFERRAL_FLAG", "referral"),
    ("EXISTING_REFERRAL_FLAG", "passed_on"),
    ("OLA_CP_FLAG", "elsewhere"),
    ("ADVICE_FLAG", "advice"),
    ("NFA_FLAG", "no_further_action"),
)


def _distinct_map(
    connection: duckdb.DuckDBPyConnection, name: str, table: str, column: str, understand: SourceCode
) -> None:
    """Make a small table of what is written in a column and what we call it, each thing understood once."""
    told = [str(row[0]) for row in connection.execute(f"select distinct {column} from {table}").fetchall()]
    connection.execute(f"create table {name} (theirs text, ours text)")
    if told:
        connection.executemany(f"insert into {name} values (?, ?)", [(each, understand(each)) for each in told])


def _note_unread(connection: duckdb.DuckDBPyConnection, table: str, column: str, says: str) -> None:
    connection.execute(
        f"insert into unread select file, line, '{column}', {column}, ? from {table} where {column} <> ''"
        f" and coalesce(day_of({column}) < {EARLIEST}, true)",
        [says],
    )


def _people(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the register: the first row of each child, where one has several."""
    read = (
        f"select *, day_of(date_of_birth) as read_on, {SEXES.format('sex', 'sex')} as read_sex from text_people"
        " where child_id <> ''"
    )
    ids, rows = one_row(connection, "select count(distinct child_id), count(*) from text_people where child_id <> ''")
    first = "" if ids == rows else "qualify row_number() over (partition by child_id order by file_number, line) = 1"
    connection.execute(
        f"""create table people as
        select child_id, first_name, middle_names, last_name, if(read_on >= {EARLIEST}, read_on, null) as born_on,
          read_sex as sex, address, upper(postcode) as postcode, nhs_number, upper(upn) as upn, family_id
        from ({read}) {first}"""
    )
    _note_unread(connection, "text_people", "date_of_birth", "is not a date that can be read; kept as not known")
    if first:
        connection.execute(
            "insert into unread select file, line, 'child_id', child_id, 'is in more than one row; the first was kept'"
            " from text_people where child_id in"
            " (select child_id from text_people where child_id <> '' group by 1 having count(*) > 1)"
        )


def _episodes_and_steps(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the steps of the journey, and the spans when a child was open: episodes, and plans and care beside them."""
    parts = " union all ".join(
        f"select '{kind}' as kind, file, line, child_id, day_of(began_on) as began_on, day_of(ended_on) as ended_on,"
        f" source_code, said from text_{kind} where child_id <> '' and day_of(began_on) is not null"
        for kind in STEP_KINDS
    )
    connection.execute(f"create table steps as {parts}")
    for kind in STEP_KINDS:
        _note_unread(connection, f"text_{kind}", "began_on", "is not a date that can be read: row left out")
        _note_unread(connection, f"text_{kind}", "ended_on", "is not a date that can be read; kept as blank")
    _distinct_map(connection, "episode_kinds", "text_episodes", "kind", episode_kind)
    connection.execute(
        "create table episodes as select child_id, day_of(opened_on) as opened_on, day_of(closed_on) as closed_on,"
        " ours as kind from text_episodes join episode_kinds on theirs = kind"
        " where child_id <> '' and day_of(opened_on) is not null and ours <> ''"
    )
    connection.execute(
        "insert into unread select file, line, 'kind', kind, 'is no episode of social care: row left out'"
        " from text_episodes join episode_kinds on theirs = kind where ours = ''"
    )
    _note_unread(connection, "text_episodes", "opened_on", "is not a date that can be read: row left out")
    _note_unread(connection, "text_episodes", "closed_on", "is not a date that can be read; kept as open")
    connection.execute(
        "insert into episodes select child_id, began_on, ended_on, kind from steps where kind in ('plan', 'care')"
    )
    connection.execute(
        "insert into episodes select child_id, began_on, ended_on, 'child_in_need' from steps where kind = 'referral'"
        " and file like '%ssd%' and lower(said) not in ('y', 'yes', '1', 'true')"
    )


def _staged(connection: duckdb.DuckDBPyConnection, sources: Sequence[Source]) -> Staged:
    found = one_row(
        connection,
        "select coalesce(bool_or(received_at::time <> time '00:00'), false),"
        " coalesce(bool_or(outcome_kind <> ''), false),"
        " coalesce(bool_or(concern <> '' or wants <> ''), false), (select count(*) from episodes),"
        " (select count(*) from people), count(*) from contacts",
    )
    if not found[5]:
        raise Unreadable(_why_no_contacts(sources))
    held = (set(source.taken) for source in sources if source.shape.fills == "contacts")
    return Staged(
        has_times=bool(found[0]),
        has_outcomes=bool(found[1]),
        has_words=bool(found[2]),
        has_episodes=bool(found[3]),
        has_people=bool(found[4]),
        columns_held=frozenset(set().union(*held)),
    )


def _why_no_contacts(sources: Sequence[Source]) -> str:
    files = [source for source in sources if source.shape.fills == "contacts"]
    if not any(source.rows for source in files):
        return f"{files[0].place} has a header and no contacts below it: there is nothing to count."
    dates = next((source.taken["received_at"] for source in files if source.rows), "received_at")
    return f"No row of contacts could be read: see that {dates} (received_at) holds dates such as 2018-07-24T10:05."
