"""A post, parsed: every value, link and tag with its place."""
