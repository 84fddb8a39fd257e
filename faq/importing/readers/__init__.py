"""One module for each kind of document: bytes or text in, a `Document` out."""
