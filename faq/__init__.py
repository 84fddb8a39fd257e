"""The book: what the clinic has published, and the code that reads and checks it."""
