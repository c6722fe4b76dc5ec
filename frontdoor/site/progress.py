"""A progress bar for whatever takes more than two seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """Give a function that is told what is being done and how much of the whole is done, from 0 to 1."""
    bar = Progress(
        TextColumn("{task.description:<54}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        refresh_per_second=4,
    )
    with bar:
        task = bar.add_task("", total=1.0)

        def tell(words: str, share: float) -> None:
            bar.update(task, description=words, completed=share)

        yield tell
