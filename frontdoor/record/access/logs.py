"""What may be written to a log."""

from __future__ import annotations

import logging


class NoPersonalDetail(logging.Filter):
    """Keep values out of log lines: the template of a message is kept, its arguments are not."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args and not record.name.startswith("frontdoor"):
            record.msg, record.args = f"{record.msg} [values withheld]".replace("%", "%%"), None
        return True
