"""Keys that too many people share: live and batch pass over the same ones."""

from typing import Final

MOST_UNDER_A_KEY: Final = 400
"""A key under which a register files more people than this says nothing: its people are found by their other keys."""
