"""How much memory PostgreSQL keeps pages in: what is asked at every keystroke should never wait for the disk."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

LEAST, MOST = 128, 2048  # megabytes, taken only as they are used
LIMITS: Final = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
"""Where a container says how much of the machine's memory is for it."""


def to_use() -> int:
    """Return a quarter of the memory that is for us, as PostgreSQL's manual advises for shared_buffers: megabytes."""
    there_is = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for limit in LIMITS:
        with suppress(OSError, ValueError):  # it is not there, or says that there is none
            there_is.append(int(Path(limit).read_text()))
    return min(max((min(there_is) >> 20) // 4, LEAST), MOST)
