"""The pages of figures, by what they answer."""

from frontdoor.oversight.insight.views.changing import changes, withdraw
from frontdoor.oversight.insight.views.demand import demand, demand_csv
from frontdoor.oversight.insight.views.listing import records
from frontdoor.oversight.insight.views.partners import partner, partner_csv, partners, partners_csv, withdraw_telling
from frontdoor.oversight.insight.views.repeats import repeats, repeats_csv
from frontdoor.oversight.insight.views.timeliness import explain, late, timeliness, timeliness_csv

__all__ = [
    "changes",
    "demand",
    "demand_csv",
    "explain",
    "late",
    "partner",
    "partner_csv",
    "partners",
    "partners_csv",
    "records",
    "repeats",
    "repeats_csv",
    "timeliness",
    "timeliness_csv",
    "withdraw",
    "withdraw_telling",
]
