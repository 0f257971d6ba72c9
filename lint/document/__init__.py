"""Reading a post into a document in which every value knows its place."""

from lint.document.document import Document, Field, Violation

__all__ = ["Document", "Field", "Violation"]
