"""Folders that only their owner may enter, and changes to them that outlive a power cut."""

import os
import stat
from pathlib import Path

from frontdoor.site.postgres.connection import Unusable
from frontdoor.site.postgres.programs import Account


def make_base(folder: Path) -> None:
    """Make a folder and those above it, enterable by PostgreSQL's account whatever root's habits are."""
    if not folder.exists():
        make_base(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def make_private(folder: Path, account: Account) -> None:
    """Make a folder that only PostgreSQL's account may enter, or refuse what somebody else put in its place."""
    folder.mkdir(mode=0o700, exist_ok=True)
    refuse_strange(folder, account)
    folder.chmod(0o700)
    if account.uid is not None and account.gid is not None:
        os.chown(folder, account.uid, account.gid)


def refuse_strange(folder: Path, account: Account) -> None:
    """Refuse a folder that is a link, or that belongs to neither us nor PostgreSQL's account."""
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in (os.geteuid(), account.uid):
        raise Unusable(f"{folder} belongs to another account: work as that account, or choose another folder.")


def settle(folder: Path) -> None:
    """Make what was renamed in a folder stay so after a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
