"""Why two records may be one person: as a picture, and as words for somebody who is tired.

Read aloud: `reasons.lay_out(comparison, bands=bands)`. Pure. See docs/explanation/hard-pairs.md.
"""

from frontdoor.journey.children.reasons.drawing import Reasons, Step, lay_out
from frontdoor.journey.children.reasons.summary import Summary, in_short

__all__ = ["Reasons", "Step", "Summary", "in_short", "lay_out"]
