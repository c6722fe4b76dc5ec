"""The sentence stock: what referrers say, by concern, and what the front door writes."""

from frontdoor.site.authority.words import harm, home, young
from frontdoor.site.authority.words.shapes import Story

STORIES: dict[str, Story] = {**home.STORIES, **harm.STORIES, **young.STORIES}
