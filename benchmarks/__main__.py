"""`python -m benchmarks [NAME]` runs one benchmark, or all of them."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = ("pages", "matching", "demand", "interactions", "staffing")


def main() -> int:
    asked = sys.argv[1:]
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        print(f"There is no benchmark called {unknown[0]}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in asked or NAMES:
        import_module(f"benchmarks.{name}").run()
    return 0


raise SystemExit(main())
