"""The reference pages of the docs, written from the code."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdoor.site import standing


def docs(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a page is out of date")] = False,
) -> None:
    """Write docs/reference, and the hard pairs with their pictures, from the code itself."""
    standing.become_as_told()
    from frontdoor.site import reference

    stale = reference.write(check=check)
    if stale and check:
        print("Out of date, run `make docs`: " + ", ".join(stale))
        raise typer.Exit(1)
    print(f"{len(stale)} pages written." if stale else "Every page is up to date.")
