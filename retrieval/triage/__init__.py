"""Emergencies: what a text sounds like, and the card that is shown before anything else."""
