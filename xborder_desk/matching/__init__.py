"""Scoring whether two records are the same seller: pure functions over values and data."""
