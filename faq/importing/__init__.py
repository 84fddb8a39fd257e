"""Turn a Word, PDF, web, Markdown or plain text document into a draft article, its words unchanged."""
