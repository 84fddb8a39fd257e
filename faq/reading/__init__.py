"""From the bytes of a content file to what they say, step by step."""
