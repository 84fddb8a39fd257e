"""Passages to hits: the indexes, the signals and the ranking."""
