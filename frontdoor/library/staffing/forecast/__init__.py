"""Demand in the coming weeks: see `forecasting` for making a forecast, and `backtests` for whether to believe it."""
