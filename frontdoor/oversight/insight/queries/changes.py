"""The changes that stand on the charts."""

from __future__ import annotations

from frontdoor.oversight.insight.models import ChangeMarker


def standing(authority_id: int) -> list[ChangeMarker]:
    """List the changes that are marked, the latest first."""
    rows = ChangeMarker.objects.filter(authority_id=authority_id, withdrawn_at__isnull=True)
    return list(rows.select_related("marked_by").order_by("-from_on", "pk"))


def named(authority_id: int, marker_id: int) -> ChangeMarker | None:
    """Find one of them."""
    return ChangeMarker.objects.filter(authority_id=authority_id, pk=marker_id, withdrawn_at__isnull=True).first()
