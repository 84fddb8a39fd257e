"""Hits to a verdict: an answer, an offer or a refusal."""
