"""What may be written to a log: what happened and where in our code, never about whom."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator


class NoPersonalDetail(logging.Filter):
    """Keep values out of log lines: a message's template stays, its arguments go; so do the words of an exception."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args and not record.name.startswith("frontdoor"):
            record.msg, record.args = f"{record.msg} [values withheld]", None
        if record.exc_info and record.exc_info[1]:
            record.exc_text = "".join(_told(record.exc_info[1]))
            record.exc_info = None
        return True


def _told(error: BaseException) -> Iterator[str]:
    """Tell an exception by its kind and its lines of code. Its own words may quote a row: a database's do."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier:
        yield from _told(earlier)
        yield "\n\nthen:\n"
    yield "".join(traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__} [words withheld]"
