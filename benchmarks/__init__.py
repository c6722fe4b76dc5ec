"""Benchmarks: each measures a peer or a limit beside ours in the same run, and prints a ratio."""
