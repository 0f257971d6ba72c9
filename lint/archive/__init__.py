"""Where posts are, and which site they belong to."""
