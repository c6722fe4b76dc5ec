"""What the rules about the code look at: our files, their syntax trees, and the addresses of the house."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "frontdoor"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One Python file of ours."""

    path: str
    text: str
    tree: ast.Module


@cache
def sources(*, under: str = "frontdoor") -> tuple[Source, ...]:
    """Read every Python file under a folder, migrations apart."""
    files = sorted(file for file in (ROOT / under).rglob("*.py") if "migrations" not in file.parts)
    return tuple(_source(file) for file in files)


def _source(file: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    return Source(path=file.relative_to(ROOT).as_posix(), text=text, tree=ast.parse(text))


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Find every function and method in a file."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@dataclass(frozen=True, kw_only=True)
class Address:
    """One address of the house: how it is written, what it is called, and the view behind it."""

    route: str
    name: str
    view: Callable[..., object]


def addresses() -> list[Address]:
    """List every address that the resolver knows."""
    return list(_addresses(get_resolver().url_patterns, route="/", space=""))


def _addresses(patterns: list[URLPattern | URLResolver], *, route: str, space: str) -> Iterator[Address]:
    for one in patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _addresses(one.url_patterns, route=here, space=inner)
        else:
            yield Address(route=here, name=f"{space}{one.name}", view=one.callback)
