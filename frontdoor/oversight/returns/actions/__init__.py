"""What this room writes."""

from frontdoor.oversight.returns.actions.importing import import_annex_a

__all__ = ["import_annex_a"]
