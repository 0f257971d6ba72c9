"""The basic building blocks: sources, places, findings, edits, files and errors."""
