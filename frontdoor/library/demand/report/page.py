"""The page of the report, put together."""

from __future__ import annotations

from datetime import date
from html import escape
from importlib import resources
from typing import Final

from frontdoor.library.demand.classes import CLASSES, NET_CODES
from frontdoor.library.demand.files.analysis import Analysis
from frontdoor.library.demand.files.asking import Cell
from frontdoor.library.demand.files.tables import Table
from frontdoor.library.demand.limits import Point, Signal, xmr
from frontdoor.library.demand.measures import measure
from frontdoor.library.demand.report import charts

STYLE: Final = resources.files(__package__).joinpath("style.css").read_text(encoding="utf-8")
Told = dict[str, Table]
"""The measures whose rule was said already, each with the table under which."""
LEAST_TO_DRAW: Final = 3
MOST_ROWS: Final = {"two_ids": 60}
WINDOWS: Final = (
    "Windows: the same incident within 7 days; a return within 90 days after a contact ended without a referral."
)


def write_page(analysis: Analysis, *, made_on: date) -> str:
    """Write the report of an analysis as one HTML page."""
    told: dict[str, Table] = {}
    sections = [_headline(analysis), _months(analysis, told), _sources(analysis, told)]
    titles = [("summary", "In short"), ("by_month", "Contacts by month and class"), ("by_source", "By source")]
    for table in analysis.tables:
        if table.code not in ("by_month", "by_source", "by_month_and_source", "unread"):
            sections.append(_section(table, told))
            titles.append((table.code, table.title))
    sections += [_cannot_tell(analysis), _read(analysis)]
    titles += [("cannot_tell", "What the files cannot tell"), ("read", "What was read")]
    links = "".join(f'<li><a href="#{code}">{escape(title)}</a></li>' for code, title in titles)
    span = _span(analysis.first_on, analysis.last_on)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>True demand, {span}</title><style>{STYLE}</style></head><body>"
        f'<header><h1>True demand</h1><p class="lead">Contacts received {span}. Every class here was given by rule '
        f"from what the files hold; no person has set it. Written {_day(made_on)} by Front Door.</p>"
        f'<nav aria-label="Contents"><ul>{links}</ul></nav></header><main>{"".join(sections)}</main>'
        "<footer><p>This page holds counts, and ids of children where two seem to be one. Keep it as you keep the "
        "files.</p></footer></body></html>"
    )


def _headline(analysis: Analysis) -> str:
    counts = _by_class(analysis)
    net, gross = analysis.net_children, analysis.children_on_contacts
    said = ", ".join(f"{counts[each.code]:,} {each.name.lower()}" for each in CLASSES)
    figures = (
        ("Contacts", f"{analysis.contacts:,}"),
        ("Children on contacts", f"{gross:,}"),
        ("Net: new and repeat", f"{net:,}"),
        ("Net share", f"{net / gross:.0%}" if gross else "none"),
    )
    boxes = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures)
    return (
        f'<section id="summary"><h2>In short</h2><dl class="key">{boxes}</dl>'
        f"<p>Of {gross:,} children on {analysis.contacts:,} contacts: {said}.</p>"
        f'{_letter(analysis)}<p class="rule">{WINDOWS} {_of_calibration(analysis)}</p></section>'
    )


def _letter(analysis: Analysis) -> str:
    """Answer the question that total counts leave open: of the last whole month's contacts, how many were what."""
    table = analysis.table("by_month")
    whole = [row for row in table.rows if "part" not in str(row[0])] if table else []
    if len(whole) < 2 or table is None:
        return ""
    first, last = (dict(zip(table.columns, row, strict=True)) for row in (whole[0], whole[-1]))
    said = ", ".join(f"{last[each.name]:,} {each.name.lower()}" for each in CLASSES)
    changed = " and ".join(
        f"{_change(first[column], last[column])} {words}"
        for column, words in (("Contacts", "contacts"), ("Contacts a working day", "contacts for each working day"))
    )
    net = _change(first["Net contacts a working day"], last["Net contacts a working day"])
    return (
        f"<p>Of {last['Contacts']:,} contacts in {_month(last['Month'])}, {last['Net contacts']:,} were about something"
        f" new or a return. They named {last['Children on contacts']:,} children: {said}.</p>"
        f"<p>From {_month(first['Month'])} to {_month(last['Month'])}: {changed}; {net} net contacts for each working"
        " day.</p>"
    )


def _month(told: Cell) -> str:
    return f"{date.fromisoformat(f'{told}-01'):%B %Y}"


def _change(before: Cell, after: Cell) -> str:
    if not before or after is None:
        return "no"
    share = float(after) / float(before) - 1
    return f"{share:+.0%}".replace("-", "−")


def _of_calibration(analysis: Analysis) -> str:
    found = analysis.calibration
    bits = f"{found.enough:g} bit{'' if found.enough == 1 else 's'}"
    mark = f"Two reports within a week count as one incident from {bits} of evidence on"
    if not found.pairs_apart:
        return f"{mark}; too few children came twice to see how often chance alone would reach it."
    raised = "was raised to" if found.is_raised else "stayed at"
    often = round(found.expected_by_chance)
    return (
        f"{mark}; the mark {raised} this because pairs weeks apart, which cannot be one incident, show that chance"
        f" alone would reach it about {'once' if often == 1 else f'{often:,} times'} among these"
        f" {analysis.children_on_contacts:,} rows."
    )


def _months(analysis: Analysis, told: Told) -> str:
    table = analysis.table("by_month")
    if table is None:
        return ""
    labels = [str(month).split(" ")[0] for month in table.column("Month")]
    order = sorted(CLASSES, key=lambda each: each.code not in NET_CODES)
    series = [charts.Series(name=each.name, values=_numbers(table, each.name)) for each in reversed(order[:2])]
    series += [charts.Series(name=each.name, values=_numbers(table, each.name)) for each in order[2:]]
    points = xmr(_numbers(table, "Contacts a working day"))
    net_points = xmr(_numbers(table, "Net contacts a working day"))
    parts = charts.stacked(
        "Children on contacts by month and class", "The figures are in the table below.", labels, series
    )
    drawn = (
        _figure(parts, "Children on contacts by month; net demand (new and repeat) at the foot.")
        + _control("Contacts for each working day", labels, points)
        + _control("Net contacts for each working day", labels, net_points)
        + "<p class=note>Limits (dashed) and their centre come from earlier months only; part months count by their own"
        " working days.</p>"
    )
    return (
        f'<section id="by_month"><h2>{escape(table.title)}</h2>'
        + (drawn if len(labels) >= LEAST_TO_DRAW else "<p class=note>Too few months for a chart.</p>")
        + f"{_rules_of(table, told)}{_table(table)}</section>"
    )


def _control(name: str, labels: list[str], points: tuple[Point, ...]) -> str:
    words = _signals(labels, points)
    return _figure(charts.control(name, words, labels, points), f"{name}. {words}")


def _figure(drawing: str, caption: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{drawing}</figure>"


def _signals(labels: list[str], points: tuple[Point, ...]) -> str:
    judged = sum(point.centre is not None for point in points)
    told = [
        f"{label} is {point.signal}"
        for label, point in zip(labels, points, strict=True)
        if point.signal is not Signal.NONE
    ]
    if not judged:
        return "There are too few months to tell change from chance."
    return f"{'; '.join(told)}." if told else "No month differs from the earlier ones by more than chance."


def _sources(analysis: Analysis, told: Told) -> str:
    table = analysis.table("by_source")
    if table is None:
        return ""
    names = [str(source) for source in table.column("Source")]
    whole, net = _numbers(table, "Children on contacts"), _numbers(table, "Net children")
    wide = analysis.table("by_month_and_source")
    more = f"<p>By month as well: by_month_and_source.csv, {len(wide.rows):,} rows.</p>" if wide else ""
    return (
        '<section id="by_source"><h2>By source</h2>'
        + _figure(
            charts.bars("Net demand by source", "Net children out of all.", names, whole, net),
            "Children on contacts by source: net (filled) out of all (outline).",
        )
        + f"{_rules_of(table, told)}{_table(table)}{more}</section>"
    )


def _section(table: Table, told: Told) -> str:
    body = _table(table, most=MOST_ROWS.get(table.code, 400)) if table.rows else f"<p>{escape(table.empty)}</p>"
    return f'<section id="{table.code}"><h2>{escape(table.title)}</h2>{_rules_of(table, told)}{body}</section>'


def _cannot_tell(analysis: Analysis) -> str:
    said = "".join(f"<li>{escape(each)}</li>" for each in analysis.cannot_tell)
    return f'<section id="cannot_tell"><h2>What the files cannot tell</h2><ul>{said}</ul></section>'


def _read(analysis: Analysis) -> str:
    found = analysis.identified
    rows = "".join(
        f"<tr><td>{escape(one.place)}</td><td class=words>{escape(one.shape.name)}</td><td>{one.rows:,}</td>"
        f"<td class=words>{escape(', '.join(one.ignored) or 'none')}</td></tr>"
        for one in analysis.sources
    )
    notes = "".join(f"<p>{escape(note)}</p>" for one in analysis.sources for note in one.notes)
    unread = analysis.table("unread")
    told = _table(unread, most=60) if unread and unread.rows else "<p>Every value could be read.</p>"
    return (
        '<section id="read"><h2>What was read</h2>'
        '<div class="scroll" tabindex="0" role="region" aria-label="Files read">'
        "<table><caption>Files</caption><thead><tr><th scope=col>File</th><th scope=col class=words>Read as</th>"
        "<th scope=col>Rows</th><th scope=col class=words>Columns not used</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
        f"{notes}<p>Children: {found.by_id:,} rows by id, {found.by_matching:,} matched to the register,"
        f" {found.among_contacts:,} matched among contacts, {found.ambiguous:,} alike to two children and"
        f" {found.not_known:,} not known. {found.children_under_two_ids:,} children were found under two ids.</p>"
        f"<h3>What could not be read</h3>{told}</section>"
    )


def _rules_of(table: Table, told: Told) -> str:
    """Say how a table is counted; what was said of an earlier table is pointed to."""
    again = [code for code in table.measures if code in told]
    rules = "".join(
        f"<p class=rule><b>{escape(measure(code).name)}:</b> {escape(measure(code).rule)}"
        f" {escape(measure(code).caveat)}.</p>"
        for code in table.measures
        if code not in told
    )
    if again:
        first = told[again[0]]
        names = "; ".join(measure(code).name.lower() for code in again)
        where = f'<a href="#{first.code}">{escape(first.title)}</a>'
        rules += f"<p class=rule><b>Counted as under {where}:</b> {escape(names)}.</p>"
    told.update({code: table for code in table.measures if code not in told})
    return rules + "".join(f"<p class=note>{escape(note)}</p>" for note in table.notes)


def _table(table: Table, most: int = 400) -> str:
    wordy = [any(isinstance(row[place], str) for row in table.rows) for place in range(len(table.columns))]
    heads = "".join(
        f"<th scope=col{' class=words' if words else ''}>{escape(name)}</th>"
        for name, words in zip(table.columns, wordy, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=words' if words else ''}>{_cell(value, name in table.shares)}</td>"
            for value, name, words in zip(row, table.columns, wordy, strict=True)
        )
        + "</tr>"
        for row in table.rows[:most]
    )
    more = (
        f"<p class=note>{len(table.rows) - most:,} more rows are in {table.code}.csv.</p>"
        if len(table.rows) > most
        else ""
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.title)}"><table>'
        f"<caption>{escape(table.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{more}"
    )


def _cell(value: Cell, is_share: bool) -> str:
    if value is None:
        return "–"
    if is_share and isinstance(value, (int, float)):
        return f"{value:.1%}"
    if isinstance(value, float):
        return f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else escape(str(value))


def _numbers(table: Table, name: str) -> list[float]:
    return [float(value or 0) for value in table.column(name)]


def _by_class(analysis: Analysis) -> dict[str, int]:
    table = analysis.table("by_source")
    return {each.code: int(sum(_numbers(table, each.name))) if table else 0 for each in CLASSES}


def _span(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
