"""The pages of figures, by what they answer."""

from frontdoor.oversight.insight.views.changing import changes, withdraw
from frontdoor.oversight.insight.views.demand import demand, demand_csv
from frontdoor.oversight.insight.views.listing import records
from frontdoor.oversight.insight.views.repeats import repeats, repeats_csv

__all__ = ["changes", "demand", "demand_csv", "records", "repeats", "repeats_csv", "withdraw"]
