"""The pages of staffing, by what they answer."""

from frontdoor.oversight.staffing.views.people import person, withdraw
from frontdoor.oversight.staffing.views.what_if import kept, kept_answer, put_before_board, what_if
from frontdoor.oversight.staffing.views.workload import workload, workload_csv

__all__ = ["kept", "kept_answer", "put_before_board", "person", "what_if", "withdraw", "workload", "workload_csv"]
