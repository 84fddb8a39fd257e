"""The pages for clinic staff."""
