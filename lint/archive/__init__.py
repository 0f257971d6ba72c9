"""Where posts lie, and what site they belong to."""
