"""IMG: images."""
