"""A table as a file to take away."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from frontdoor.oversight.insight.tables import Table, as_csv


def file_of(table: Table | None, *, name: str) -> HttpResponse:
    """Answer with a table as a file. Raises Http404 where the page has no such table."""
    if table is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(as_csv(table), content_type="text/csv; charset=utf-8", headers=headers)
