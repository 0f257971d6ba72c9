"""The HTML report: one file for people, with all that it needs, which opens from a disk."""
