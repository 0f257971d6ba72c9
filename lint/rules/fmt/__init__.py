"""FMT: the front matter."""
