"""Enough people: the work that each has now, and what the demand needs."""
