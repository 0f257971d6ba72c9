"""ARC: posts compared with the others of the archive."""
