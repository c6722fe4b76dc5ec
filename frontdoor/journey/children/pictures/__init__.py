"""A family drawn with the usual signs of a genogram: worked out here, written as SVG by a template.

Read aloud: `pictures.draw(family)`. Pure: no Django, no clock. The same family gives the same drawing.
"""

from frontdoor.journey.children.pictures.drawing import draw
from frontdoor.journey.children.pictures.shapes import Drawing

__all__ = ["Drawing", "draw"]
