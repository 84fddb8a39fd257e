"""Measurements, one module per question; each takes the path of its data as an argument."""
