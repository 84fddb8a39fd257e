"""What an edit changes, the clinic's test questions, and what patients asked in vain."""
