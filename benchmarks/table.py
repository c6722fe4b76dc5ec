"""The table of a comparison: ours, the peer's in the same run, how many times better, and whether the goal is met."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 58


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One measure. A goal is for our figure; a goal ratio is for how many times better than the peer's it is."""

    measure: str
    ours: float
    peer: float | None = None
    peer_is: str = "splink"
    goal: float | None = None
    goal_ratio: float | None = None
    less_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """Say how many times better ours is; for a share, this is how many times as large."""
        if not self.peer or not self.ours:
            return None
        return self.peer / self.ours if self.less_is_better else self.ours / self.peer

    @property
    def is_met(self) -> bool | None:
        """Say whether the goal is met; None where there is none, or nobody to compare with."""
        if self.goal_ratio is not None:
            return None if self.ratio is None else self.ratio >= self.goal_ratio
        if self.goal is None:
            return None
        return self.ours <= self.goal if self.less_is_better else self.ours >= self.goal


def print_top() -> None:
    print(f"{'measure':<{WIDTH}} {'ours':>9}  {'peer':>9}  {'ratio':<22} {'goal':>9}", flush=True)


def print_row(row: Row) -> None:
    """Print a row as soon as it is known: the runs are long."""
    peer = "" if row.peer is None else _written(row.peer)
    ratio = "" if row.ratio is None else f"{row.peer_is} {row.ratio:.3g} x"
    met = {True: "met", False: "NOT MET", None: ""}[row.is_met]
    sign = "<=" if row.less_is_better else ">="
    goal = (
        f">= {row.goal_ratio:g} x" if row.goal_ratio else f"{sign} {_written(row.goal)}" if row.goal is not None else ""
    )
    print(
        f"{row.measure:<{WIDTH}} {_written(row.ours):>9}  {peer:>9}  {ratio:<22} {goal:>9}  {met}".rstrip(), flush=True
    )


def _written(figure: float) -> str:
    if figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.2f}" if figure > 1 else f"{figure:.4f}"
