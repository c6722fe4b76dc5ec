"""What one cell of an older system's file means. A value that cannot be understood says why; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from frontdoor.journey.children.involvement_rules import ABUSE, CEASED, NEEDS
from frontdoor.journey.children.rules import CLOSURE_REASONS
from frontdoor.record.organisations.sources import SOURCES

BLANKS: Final = frozenset({"", "-", "--", ".", "n/a", "na", "null", "none", "nan", "nil", "blank", "(blank)"})
ERRORS: Final = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!")
PREFIX: Final = re.compile(r"^([a-z]{1,2})\s*[).:\-]\s*", re.IGNORECASE)
ROUNDED: Final = re.compile(r"^\d([.,]\d+)?E\+?\d+$", re.IGNORECASE)
LONGEST_ID: Final = 40
EARLIEST: Final = date(1900, 1, 1)
LAST_SERIAL: Final = 80_000  # a spreadsheet's day number for 2119
DAY_NOUGHT: Final = date(1899, 12, 30)

SEXES: Final = {
    "m": "M", "male": "M", "boy": "M", "1": "M",
    "f": "F", "female": "F", "girl": "F", "2": "F",
    "u": "U", "unknown": "U", "not known": "U", "not stated": "U", "not recorded": "U", "unborn": "U",
    "0": "U", "9": "U",
}  # fmt: skip
ETHNICITIES: Final = frozenset({
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB",
    "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
})  # fmt: skip
LETTERS: Final = {
    "a": "1A", "b": "1B", "c": "1C", "d": "1D", "e": "2A", "f": "2B", "g": "3A", "h": "3B", "i": "3C", "j": "3D",
    "k": "3E", "l": "3F", "m": "4", "n": "5A", "o": "5B", "p": "5C", "q": "6", "r": "7", "s": "8", "t": "9", "u": "10",
}  # fmt: skip
GROUPS: Final = {
    "school": "2A", "schools": "2A", "education services": "2B", "housing": "4", "police": "6",
    "other legal agency": "7", "other": "8", "anonymous": "9", "unknown": "10", "not known": "10",
}  # fmt: skip
WIDE_GROUPS: Final = {
    "individual": "1D", "health": "3F", "health services": "3F", "la services": "5B", "local authority services": "5B",
}  # fmt: skip
YES: Final = frozenset({"yes", "y", "true", "1"})
NO: Final = frozenset({"no", "n", "false", "0"})
ABUSE_WORDS: Final = (
    ("neglect", "NEG"), ("physical", "PHY"), ("sexual", "SAB"), ("emotional", "EMO"), ("multiple", "MUL"),
    ("not recommended", "MUL"),
)  # fmt: skip
DATE_SHAPES: Final = (
    "%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d.%m.%Y", "%d.%m.%y", "%d %B %Y", "%d %b %Y",
    "%d-%b-%Y", "%d-%b-%y", "%d %b %y",
)  # fmt: skip
TIME_OF_DAY: Final = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z| ?[AP]M)?$", re.IGNORECASE)


class NotUnderstood(ValueError):
    """A value that cannot be taken; the words say what it is not."""


def text_of(raw: object) -> str:
    """Give a cell as plain text: no odd spaces, no unseen characters, and nothing where it says that it is blank."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    seen = "".join(each if each.isprintable() or each.isspace() else "" for each in str(raw))
    text = " ".join(seen.replace("\u00a0", " ").split())
    if text.upper() in ERRORS:
        raise NotUnderstood("is an error that the spreadsheet left")
    return "" if text.casefold() in BLANKS else text


def child_id(raw: object) -> str:
    """Read the child's id in the older system. A whole number with a decimal point is the same number."""
    if isinstance(raw, bool | datetime | date):
        raise NotUnderstood("is not a child's id")
    text = re.sub(r"^(\d+)\.0+$", r"\1", text_of(raw))
    if ROUNDED.match(text) or (isinstance(raw, float) and not raw.is_integer()):
        raise NotUnderstood("has been rounded by the spreadsheet, so it may be another child's id")
    if len(text) > LONGEST_ID:
        raise NotUnderstood(f"is longer than {LONGEST_ID} characters")
    return text


def day(raw: object, *, first_day: date = DAY_NOUGHT) -> date | None:
    """Read a date: a real one, the spreadsheet's count of days from its `first_day`, or text, day first."""
    if isinstance(raw, datetime):
        return _possible(raw.date())
    if isinstance(raw, date):
        return _possible(raw)
    text = text_of(raw)
    if not text:
        return None
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and float(text) <= LAST_SERIAL:
        return _possible(first_day + timedelta(days=int(float(text))))
    return _possible(_day_from(TIME_OF_DAY.sub("", text)))


def _day_from(text: str) -> date:
    shapes = DATE_SHAPES if not text.isdigit() else ("%Y%m%d",) if len(text) == len("20180724") else ()
    for shape in shapes:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007  (a date alone has no time zone)
        except ValueError:
            continue
    raise NotUnderstood("is not a date that can be read (day, month, year)")


def _possible(on: date) -> date:
    if on < EARLIEST:
        raise NotUnderstood("is before 1900")
    return on


def sex(raw: object) -> str:
    """Read a gender as M, F or U, with or without its letter."""
    text = text_of(raw).casefold()
    bare = PREFIX.sub("", text)
    if not text:
        return "U"
    if bare in SEXES:
        return SEXES[bare]
    if bare.startswith("not stated"):
        return "U"
    raise NotUnderstood("is not male, female or not stated; kept as not known")


def ethnicity(raw: object) -> str:
    """Read a census ethnicity code, with or without its letter."""
    text = PREFIX.sub("", text_of(raw)).upper()
    code = text.split(" ")[0].rstrip(":-") if text else ""
    if code and code not in ETHNICITIES:
        raise NotUnderstood("is not a census ethnicity code; kept as not known")
    return code


def source(raw: object) -> tuple[str, str]:
    """Read where a contact came from: the census code, and what to say when the file gave only its group."""
    text = text_of(raw)
    if not text:
        raise NotUnderstood("does not say where it came from; kept as 10, not known")
    letter = PREFIX.match(text)
    bare = text[letter.end() :] if letter else text
    code = re.match(r"\d{1,2}\s?[A-F]?\b", bare.upper())
    found = code.group().replace(" ", "") if code else ""
    if found in SOURCES:
        return found, ""
    group = bare.casefold().rstrip(" .")
    if group in GROUPS:
        return GROUPS[group], ""
    if letter and letter.group(1).lower() in LETTERS and not found:
        return LETTERS[letter.group(1).lower()], ""
    if group in WIDE_GROUPS:
        kept = WIDE_GROUPS[group]
        return kept, f"names only a group of sources; kept as {kept}, {SOURCES[kept].lower()}"
    raise NotUnderstood("is not a source that the census knows; kept as 10, not known")


def yes_or_no(raw: object) -> bool:
    """Read a yes or a no."""
    text = PREFIX.sub("", text_of(raw)).casefold()
    if text not in YES | NO:
        raise NotUnderstood("does not say yes or no, so no episode was opened")
    return text in YES


def answer(raw: object) -> bool | None:
    """Read a yes or a no that may be blank, or not known."""
    text = PREFIX.sub("", text_of(raw)).casefold()
    if not text or text in {"u", "unknown", "not known"}:
        return None
    if text not in YES | NO:
        raise NotUnderstood("does not say yes or no; kept as not known")
    return text in YES


def abuse(raw: object) -> str:
    """Read a category of abuse, as the census's code or in words."""
    text = PREFIX.sub("", text_of(raw))
    if not text or text.upper() in ABUSE:
        return text.upper()
    for words, code in ABUSE_WORDS:
        if text.casefold().startswith(words):
            return code
    raise NotUnderstood("is not a category of abuse that the census knows; kept as not known")


def need(raw: object) -> str:
    """Read a category of need by its code."""
    return _coded(raw, r"N\d", NEEDS, "is not a category of need that the census knows; kept as not known")


def closure(raw: object) -> str:
    """Read why a child ceased to be in need, by its code."""
    return _coded(raw, r"RC\d", CLOSURE_REASONS, "is not a reason for closure that the census knows; not kept")


def ceased(raw: object) -> str:
    """Read why a child ceased to be looked after, by its code."""
    return _coded(raw, r"E\d{1,2}[AB]?|X1", CEASED, "is not a reason that the census knows; not kept")


def _coded(raw: object, code: str, codes: Collection[str], otherwise: str) -> str:
    """Read the code with which a cell begins, with or without a letter before it."""
    text = PREFIX.sub("", text_of(raw)).upper()
    found = re.match(rf"({code})\b", text)
    if not text:
        return ""
    if found is None or found.group() not in codes:
        raise NotUnderstood(otherwise)
    return found.group()


def age(raw: object) -> int | None:
    """Read an age in completed years. Minus one is an unborn child."""
    number = _number(raw)
    if number is None:
        return None
    if number != -1 and not 0 <= number <= 120:
        raise NotUnderstood("is not an age")
    return int(number)


def count(raw: object) -> int | None:
    """Read a count of something."""
    number = _number(raw)
    if number is not None and (number < 0 or number != int(number)):
        raise NotUnderstood("is not a count")
    return None if number is None else int(number)


def _number(raw: object) -> float | None:
    text = text_of(raw).replace(",", "")
    if not text:
        return None
    if isinstance(raw, bool | datetime | date) or not re.fullmatch(r"-?\d{1,9}(\.\d+)?", text):
        raise NotUnderstood("is not a number")
    return float(text)
