"""The site's own settings, with the bare page beside it, and a layer that says where a request's time went."""

from frontdoor.site.settings import *  # noqa: F403  (the same settings, by design)
from frontdoor.site.settings import MIDDLEWARE as OURS

MIDDLEWARE = ["benchmarks.inside.Inside", *OURS]

ROOT_URLCONF = "benchmarks.bare"
AXES_ENABLED = False
