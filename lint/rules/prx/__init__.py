"""PRX: image proxies."""
