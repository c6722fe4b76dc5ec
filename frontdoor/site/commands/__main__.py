"""`python -m frontdoor.site.commands` is `frontdoor`."""

from frontdoor.site.commands import run

run()
