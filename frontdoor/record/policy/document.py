"""An edition as the document that it is: parts with lines, the same for pages, commands and comparing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from frontdoor.library.clocks import Limit
from frontdoor.record.policy.editions.facts import AlwaysSeen, Oversight, RatingRule, Rules
from frontdoor.record.policy.editions.vocabulary import CLASSES, NEEDS, QUESTIONS

UNITS = {"hours": "hour", "working_hours": "working hour", "working_days": "working day", "calendar_days": "day"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One line of the document. `key` is what it is recognised by in another edition."""

    key: str
    label: str
    words: str
    source: str = ""
    under: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the document. `is_usual`: the edition is silent, and what holds usually stands here."""

    code: str
    name: str
    lines: Sequence[Said]
    intro: str = ""
    is_usual: bool = False


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One line that differs between two editions. A line that only one of them has is empty in the other."""

    part: str
    label: str
    before: str
    after: str


def parts(rules: Rules) -> list[Part]:
    """Lay an edition out, in the order in which a contact meets its rules."""
    return [
        _part("hours", "When the hub is open", _hours(rules)),
        _part("limits", "Time limits", _limits(rules)),
        _part("ratings", "Ratings", _ratings(rules), rules=rules, silent="ratings"),
        _part("demand", "What counts as a duplicate or a repeat", _windows(rules)),
        _part("concerns", "What a contact may be about", _concerns(rules), rules=rules, silent="concerns"),
        _part("consent", "Consent: three questions", _consent(rules), rules=rules, silent="consent_reasons"),
        _part("levels", "Levels of need", _levels(rules), intro=_threshold(rules)),
        _part("indicators", "What may be seen at each level", _indicators(rules), intro=COMPARE),
        _part("outcomes", "Outcomes", _outcomes(rules), rules=rules, silent="outcomes"),
        _part("oversight", "Oversight", _oversight(rules), rules=rules, silent="oversight"),
        _part("caseloads", "What work weighs", _caseloads(rules), intro=WEIGHED, rules=rules, silent="caseloads"),
        _part("days", "Days on which the hub is shut", _days(rules)),
        _part("matching", "Possible matches", _bands(rules)),
        _part("commencement", "Duties in force here", _commencement(rules)),
        _part("sources", "What this edition rests on", _sources(rules)),
    ]


WEIGHED = "For giving work out fairly. No outcome, rating or level follows from a weight."
COMPARE = "For people to compare what they see with. Nothing is added up, and no level follows from them."


def differences(before: Rules, after: Rules) -> list[Difference]:
    """List what the later of two editions says otherwise, in the order of the document."""
    found = [_difference("The edition", "Name", before.name, after.name)]
    earlier = {part.code: {line.key: line for line in part.lines} for part in parts(before)}
    for part in parts(after):
        was, now = earlier[part.code], {line.key: line for line in part.lines}
        for key in dict.fromkeys((*was, *now)):
            old, new = was.get(key), now.get(key)
            label = _label(new or old)
            found.append(_difference(part.name, label, _whole(old), _whole(new)))
    return [one for one in found if one.before != one.after]


def limit_words(limit: Limit) -> str:
    """Say how long a limit is and from when it runs: 4 working hours from when the contact is received."""
    unit = UNITS.get(limit.unit.value, limit.unit.value.removesuffix("s"))
    length = f"{limit.amount} {unit}{'' if limit.amount == 1 else 's'}"
    waits = ", day or night" if limit.unit.value == "hours" and not limit.starts_at_opening else ""
    return f"{length} from when {limit.starts}{waits}"


def _part(
    code: str, name: str, lines: Iterable[Said], *, intro: str = "", rules: Rules | None = None, silent: str = ""
) -> Part:
    is_usual = rules is not None and silent in rules.usual
    return Part(code=code, name=name, lines=tuple(lines), intro=intro, is_usual=is_usual)


def _difference(part: str, label: str, before: str, after: str) -> Difference:
    return Difference(part=part, label=label, before=before, after=after)


def _label(line: Said | None) -> str:
    if line is None:
        return ""
    return f"{line.under.rstrip('?')}: {line.label}" if line.under else line.label


def _whole(line: Said | None) -> str:
    if line is None:
        return ""
    return f"{line.words} ({line.source})" if line.source else line.words


def _hours(rules: Rules) -> Iterator[Said]:
    for day, hours in sorted(rules.calendar.hub_hours.items()):
        name = day.name.capitalize()
        yield Said(key=name, label=name, words=f"{hours.opens:%H:%M} to {hours.closes:%H:%M}")


def _limits(rules: Rules) -> Iterator[Said]:
    for limit in rules.limits.values():
        note = f". {limit.note}" if limit.note else ""
        yield Said(key=limit.code, label=limit.name, words=limit_words(limit) + note, source=limit.source)


def _ratings(rules: Rules) -> Iterator[Said]:
    for one in rules.ratings.values():
        yield Said(key=one.code, label=one.name, words=_rating(one, rules))


def _rating(one: RatingRule, rules: Rules) -> str:
    qualified = " who is qualified" if one.must_be_qualified else ""
    return (
        f"{one.words}. {limit_words(rules.limits[one.limit]).capitalize()}. "
        f"Given by a {roles_words(one.may_rate)}{qualified}; "
        f"made slower only by a {roles_words(one.may_lower)}, with a reason."
    )


def _windows(rules: Rules) -> Iterator[Said]:
    told = rules.windows
    yield Said(key="duplicate", label="Duplicate", words=f"The same incident within {told.duplicate} days")
    words = f"A new incident within {told.repeat} days after a contact that ended without a referral"
    yield Said(key="repeat", label="Repeat", words=words)
    yield Said(key="history", label="History", words=f"Contacts of the {told.history} days before are counted")


def _concerns(rules: Rules) -> Iterator[Said]:
    for one in rules.concerns.values():
        then = f"; “{rules.concerns[one.now].name}” took its place" if one.now else ""
        words = f"{one.words}. No longer chosen{then}" if one.is_retired else one.words
        yield Said(key=one.code, label=one.name, words=words, source=one.source)


def _consent(rules: Rules) -> Iterator[Said]:
    for one in rules.consent:
        words = "A manager approves it" if one.needs_manager else "Nobody need approve it"
        yield Said(key=f"{one.question}.{one.code}", label=one.name, words=words, under=QUESTIONS[one.question])


def _threshold(rules: Rules) -> str:
    told = rules.threshold
    if not told.name:
        return ""
    published = f", published on {in_words(told.published_on)}" if told.published_on else ""
    return f"From “{told.name}”{published}. {told.source}".strip()


def _levels(rules: Rules) -> Iterator[Said]:
    for one in rules.levels:
        response = f". {one.response}" if one.response else ""
        yield Said(key=one.code, label=one.name, words=one.words + response)


def _indicators(rules: Rules) -> Iterator[Said]:
    names = {level.code: level.name for level in rules.levels}
    for one in rules.indicators:
        yield Said(key=one.code, label=NEEDS[one.need], words=one.words, under=names[one.level])


def _outcomes(rules: Rules) -> Iterator[Said]:
    for one in rules.outcomes.values():
        said = [one.words, f"May follow: {_listed(code.replace('_', ' ') for code in CLASSES if code in one.follows)}"]
        said += ["Closes the contact without a service of ours"] if one.closes else []
        said += ["Only with the family's agreement"] if one.needs_agreement else []
        yield Said(key=one.code, label=one.name, words=". ".join(said))


def _oversight(rules: Rules) -> Iterator[Said]:
    told = rules.oversight
    yield Said(key="closures", label="Closures", words=_closures(told), source=told.source)
    yield Said(key="seen_by", label="Seen by", words=f"A {roles_words(told.seen_by)}; never whoever recommended it")
    words = (
        "What is not a closure; a child in danger now or at risk of harm; what came again after a contact that ended "
        "without a service; closed for want of capacity; what a look-back opened again; what a manager returned or "
        "directed and is not done"
    )
    yield Said(key="floor", label="Always, whatever an edition says", words=words)
    for one in told.always:
        yield Said(key=one.code, label=one.why, words=f"{_when(one, rules)}. Seen by a {roles_words(one.seen_by)}")


def _closures(told: Oversight) -> str:
    since = f"Since {in_words(told.since)}, " if told.since else ""
    if told.closures == "all":
        return _begun(f"{since}every closure is seen before it takes effect")
    return _begun(
        f"{since}{told.percent:g} in 100 closures are seen, drawn by their receipts; the others take effect on one "
        "person's recommendation, and the record says so. What was received before is seen"
    )


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _when(one: AlwaysSeen, rules: Rules) -> str:
    levels = {level.code: level.name for level in rules.levels}
    asked: tuple[tuple[str, frozenset[str], Callable[[str], str]], ...] = (
        ("outcome", one.outcomes, lambda code: rules.outcomes[code].name),
        ("level", one.levels, lambda code: levels[code]),
        ("class", one.classes, lambda code: code.replace("_", " ")),
        ("rating", one.ratings, str),
    )
    said = (f"{name}: {_listed(map(say, sorted(codes)), 'or')}" for name, codes, say in asked if codes)
    return _begun("; ".join(said))


def _caseloads(rules: Rules) -> Iterator[Said]:
    told = rules.caseloads
    for code, weight in told.of_contacts.items():
        yield Said(key=code, label=f"A contact, {code}", words=f"{weight:g}")
    yield Said(key="open_child", label="An open child", words=f"{told.of_child:g}")
    words = f"{told.full_time:g} hours a week, which carry a weight of {told.full_load:g}"
    yield Said(key="post", label="A full-time post", words=words, source=told.source)


def _days(rules: Rules) -> Iterator[Said]:
    told = rules.calendar
    groups = (
        ("closed", "Shut here", told.closures),
        ("added", "Bank holiday added", told.bank_holidays_added),
        ("removed", "Not a bank holiday", told.bank_holidays_removed),
    )
    for code, label, days in groups:
        for day, name in sorted(days.items()):
            yield Said(key=f"{code}.{day}", label=in_words(day), words=f"{label}: {name}")


def _bands(rules: Rules) -> Iterator[Said]:
    words = f"Shown first from a weight of {rules.show_first_from:g}, shown at all from {rules.show_from:g}"
    yield Said(key="bands", label="Weights", words=words)


def _commencement(rules: Rules) -> Iterator[Said]:
    for code, day in rules.commencement.items():
        yield Said(key=code, label=code.replace("_", " ").capitalize(), words=f"In force from {in_words(day)}")


def _sources(rules: Rules) -> Iterator[Said]:
    for one in rules.sources:
        yield Said(key=one.title, label=one.title, words=one.words, source=one.url)


def roles_words(codes: Iterable[str]) -> str:
    """Name roles as alternatives: team manager or service manager."""
    return _listed((code.replace("_", " ") for code in codes), "or")


def _listed(words: Iterable[str], last: str = "and") -> str:
    found = list(words)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {last} {found[-1]}" if found else ""


def in_words(day: date) -> str:
    """Write a day as people say it: 1 April 2018."""
    return f"{day.day} {day:%B %Y}"
