"""Whether there are enough people: what the demand needs, and what the staff there are can do.

Read aloud: `staffing.read(text, rules)`, then `simulation.simulate(scenario, months=1000, seed=1)`. What loads numpy
and numba is asked for by its own name: `from frontdoor.library.staffing import simulation`. See
docs/explanation/staffing.md.
"""

from frontdoor.library.staffing.reading import Rules, example, policy_named, read
from frontdoor.library.staffing.scenario import (
    Arrivals,
    Away,
    Batch,
    Clock,
    ContactClass,
    Handling,
    Person,
    Rating,
    Return,
    Scenario,
    Shape,
    Step,
    Stretch,
    Unworkable,
    Wait,
)

__all__ = [
    "Arrivals",
    "Away",
    "Batch",
    "Clock",
    "ContactClass",
    "Handling",
    "Person",
    "Rating",
    "Return",
    "Rules",
    "Scenario",
    "Shape",
    "Step",
    "Stretch",
    "Unworkable",
    "Wait",
    "example",
    "policy_named",
    "read",
]
