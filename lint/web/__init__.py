"""Asking the web: what answers at the URLs of an archive."""
