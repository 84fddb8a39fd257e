"""The daybook, off by default: what was asked, redacted, and whether the answer helped."""
