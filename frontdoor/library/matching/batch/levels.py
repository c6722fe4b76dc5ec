"""The most that levels of the model are worth, as numbers for a million pairs at once."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontdoor.library.matching.batch.parts import Weights
from frontdoor.library.matching.finding import EXACT
from frontdoor.library.matching.levels import Field
from frontdoor.library.matching.model import Model

Rows = NDArray[np.int32]
Reach = Callable[[Rows, Rows], Weights]  # of those known and those told


class Bound(NamedTuple):
    """The most that a part can say: at a glance for every pair, and closely for those that may still reach enough."""

    glance: Reach
    closely: Reach


def most(model: Model, field: Field, *, but: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> Weights:
    """Return the most that any level of a field is worth, but for some or only some."""
    names = {name for its, name in model.levels if its is field}
    levels = [model.level(field, name) for name in (set(only) or names) - set(but)]
    weight, family_weight = max(one.weight for one in levels), max(one.family_weight for one in levels)
    rarities = model.rarities.get(field)
    if rarities is not None and not only and EXACT not in but:
        weight = max(weight, rarities.other, *rarities.listed.values())
    return np.array([[weight], [family_weight]])
