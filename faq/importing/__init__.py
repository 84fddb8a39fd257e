"""Turn a Word, web, Markdown or plain text document into a draft article, its words unchanged."""
