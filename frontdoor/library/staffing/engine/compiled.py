"""Compiling: the parts afresh with the whole, the whole once for all and kept on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a part: with whatever calls it, and never kept by itself.

    Parts are written into their caller: calls between them, left as they were, took a tenth of a month's time.
    """
    return cast(Function, numba.njit(nogil=True, error_model="numpy", forceinline=True)(function))


def compiled_and_kept(function: Function) -> Function:
    """Compile a whole when it is first called, and keep it on disk for the next process.

    What is kept is found again by the function's own text and by what it encloses, and not by the text of its parts:
    enclose `fingerprint()` in it, or a changed part would go unnoticed. Where no folder can be written to, neither
    beside the source nor the user's own nor the one that NUMBA_CACHE_DIR names, every process compiles for itself.
    """
    try:
        return cast(Function, numba.njit(nogil=True, error_model="numpy", cache=True)(function))
    except RuntimeError:
        return compiled(function)


def is_kept(function: object) -> bool:
    """Say whether what is compiled stays on disk."""
    return getattr(getattr(function, "stats", None), "cache_path", None) is not None


def fingerprint() -> int:
    """Tell one state of the engine's own files from another."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return int.from_bytes(hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()[:6], "big")
