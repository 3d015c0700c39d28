"""Measurements against stated bounds; see docs/benchmarks.md. Run from the root of the repository."""
