"""What stands around the pages: middleware, headers, limits, logs, metrics, health and static files."""
