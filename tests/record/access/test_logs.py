"""A log says what happened and where, never about whom."""

from __future__ import annotations

import io
import logging

from frontdoor.record.access.logs import NoPersonalDetail


def written(level: int, message: str, *values: object, error: BaseException | None = None) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(NoPersonalDetail())
    told = (type(error), error, error.__traceback__) if error else None
    handler.handle(logging.LogRecord("django.request", level, "views.py", 1, message, values, told))
    return out.getvalue()


def test_values_are_withheld() -> None:
    assert written(logging.WARNING, "Not Found: %s", "/children/Ann") == "Not Found: %s [values withheld]\n"


def test_an_exceptions_words_are_withheld_and_its_place_kept() -> None:
    try:
        try:
            raise KeyError("Ann Harbour")
        except KeyError as cause:
            raise ValueError("Key (name)=(Bo Harbour) exists") from cause
    except ValueError as error:
        said = written(logging.ERROR, "Internal Server Error: %s", "/x", error=error)
    assert "Harbour" not in said.replace('raise KeyError("Ann Harbour")', "").replace(
        'raise ValueError("Key (name)=(Bo Harbour) exists")', ""
    )
    assert "builtins.ValueError [words withheld]" in said
    assert "builtins.KeyError [words withheld]" in said
    assert "test_logs.py" in said
