"""The answerer: how a passage is found, and when to say no."""
