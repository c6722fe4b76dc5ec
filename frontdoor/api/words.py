"""Text as the API takes it: stripped, of a known length, and without characters that cannot be seen or stored."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ALLOWED_CONTROLS = frozenset("\n\t")


def _plain(text: str) -> str:
    """Refuse what nobody can see; line ends of every kind become one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in ALLOWED_CONTROLS:
            raise ValueError("holds a character that cannot be seen or kept")
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise ValueError("must be one line, without tabs")
    return text


def _day(raw: object) -> object:
    """Let a date be written in one way only, so that no number is taken for one."""
    if raw is None or (isinstance(raw, str) and DAY.fullmatch(raw)):
        return raw
    raise ValueError("must be a date as year-month-day, such as 2014-05-09")


def _spaceless(text: str) -> str:
    return text.replace(" ", "")


def _limit(most: int) -> StringConstraints:
    return StringConstraints(strict=True, strip_whitespace=True, max_length=most)


Name = Annotated[str, _limit(80), AfterValidator(_plain), AfterValidator(_one_line)]
Line = Annotated[str, _limit(120), AfterValidator(_plain), AfterValidator(_one_line)]
LongLine = Annotated[str, _limit(200), AfterValidator(_plain), AfterValidator(_one_line)]
Relation = Annotated[str, _limit(60), AfterValidator(_plain), AfterValidator(_one_line)]
Short = Annotated[str, _limit(40), AfterValidator(_plain), AfterValidator(_one_line)]
Phone = Annotated[str, _limit(30), AfterValidator(_plain), AfterValidator(_one_line)]
Code = Annotated[str, _limit(20), AfterValidator(_plain), AfterValidator(_one_line)]
ConcernCode = Annotated[str, _limit(40), AfterValidator(_plain), AfterValidator(_one_line)]
Postcode = Annotated[str, _limit(8), AfterValidator(_plain), AfterValidator(_one_line)]
NhsNumber = Annotated[str, _limit(16), AfterValidator(_plain), AfterValidator(_one_line), AfterValidator(_spaceless)]
Note = Annotated[str, _limit(5_000), AfterValidator(_plain)]
Story = Annotated[str, _limit(20_000), AfterValidator(_plain)]
Day = Annotated[date, BeforeValidator(_day)]
