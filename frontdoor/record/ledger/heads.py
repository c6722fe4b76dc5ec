"""Where each chain ended, noted outside the database: a cut tail or an older copy put back cannot hide from this.

The notes are lines of `ledger-heads.jsonl` in the installation's own folder. Copy it to another machine each night.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.signing import BadSignature, Signer

FILE = "ledger-heads.jsonl"


@dataclass(frozen=True, kw_only=True)
class Head:
    """The last entry of one authority's chain when it was found whole."""

    authority_id: int
    number: int
    hash: str
    at: datetime
    is_genuine: bool = True


def note(var: Path, heads: Iterable[Head]) -> None:
    """Add a signed line for each."""
    lines = [json.dumps(_line(head)) + "\n" for head in heads]
    if lines:
        var.mkdir(parents=True, exist_ok=True)
        with (var / FILE).open("a", encoding="utf-8") as file:
            file.writelines(lines)


def read(var: Path) -> list[Head]:
    """Read every note; one that was altered says so. Raises ValueError, naming the line, for one it cannot read."""
    file = var / FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [_read(line, number) for number, line in enumerate(lines, 1)]


def last_verified_at(var: Path, authority_id: int) -> datetime | None:
    """Say when one authority's ledger was last found whole."""
    return max((head.at for head in read(var) if head.authority_id == authority_id and head.is_genuine), default=None)


def _line(head: Head) -> dict[str, int | str]:
    said: dict[str, int | str] = {
        "authority": head.authority_id,
        "number": head.number,
        "hash": head.hash,
        "at": head.at.isoformat(),
    }
    return {**said, "signature": _sign(said)}


def _read(line: str, number: int) -> Head:
    try:
        told = json.loads(line)
        said = {name: told[name] for name in ("authority", "number", "hash", "at")}
        return Head(
            authority_id=int(told["authority"]),
            number=int(told["number"]),
            hash=str(told["hash"]),
            at=datetime.fromisoformat(told["at"]),
            is_genuine=_is_signed(said, str(told["signature"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{FILE}, line {number}, is no note of the ledger's end") from error


def _sign(said: dict[str, int | str]) -> str:
    return _signer().signature(_words(said))


def _is_signed(said: dict[str, int | str], signature: str) -> bool:
    try:
        _signer().unsign(f"{_words(said)}:{signature}")
    except BadSignature:
        return False
    return True


def _signer() -> Signer:
    return Signer(salt="frontdoor.ledger.head")


def _words(said: dict[str, int | str]) -> str:
    return "|".join(str(said[name]) for name in ("authority", "number", "hash", "at"))
