"""Text to terms: tokens, frequency, spelling, synonyms, and the query that is made of them."""
