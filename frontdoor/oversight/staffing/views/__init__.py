"""The pages of staffing, by what they answer."""

from frontdoor.oversight.staffing.views.forecast import forecast, forecast_csv
from frontdoor.oversight.staffing.views.handling import handling, handling_csv
from frontdoor.oversight.staffing.views.kept import kept, kept_answer, put_before_board
from frontdoor.oversight.staffing.views.needed import needed
from frontdoor.oversight.staffing.views.people import person, withdraw
from frontdoor.oversight.staffing.views.what_if import what_if
from frontdoor.oversight.staffing.views.workload import workload, workload_csv

__all__ = [
    "forecast",
    "forecast_csv",
    "handling",
    "handling_csv",
    "kept",
    "kept_answer",
    "needed",
    "put_before_board",
    "person",
    "what_if",
    "withdraw",
    "workload",
    "workload_csv",
]
