"""The report of an analysis as one page that opens from disk: charts drawn here, a table beside each, no network."""

from frontdoor.library.demand.report.page import write_page

__all__ = ["write_page"]
