"""FMT: front matter."""
