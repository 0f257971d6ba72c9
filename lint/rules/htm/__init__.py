"""HTM: the body."""
