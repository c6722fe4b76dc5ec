"""The site's own settings, with the bare page beside it."""

from frontdoor.site.settings import *  # noqa: F403  (the same settings, by design)

ROOT_URLCONF = "benchmarks.bare"
AXES_ENABLED = False
