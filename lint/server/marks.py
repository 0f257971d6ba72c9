"""Findings as an editor shows them."""

from __future__ import annotations

import os

from lint.primitives.bounds import Bounds
from lint.primitives.files import UncheckedError, read
from lint.primitives.finding import Edit, Finding, Related, Severity
from lint.primitives.place import Span
from lint.server.messages import Link, Mark, Replacement
from lint.server.positions import Range, Text

_SEVERITIES = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.INFO: 3}
# What somebody follows; the message has the number of all.
_MOST_LINKS = 20
# Only the row of a place in another post is read.
_LARGEST = 1_000_000


class Marker:
    """Makes the marks of one document.

    Parameters:
        text: the document as the editor shows it.
        hidden: how many characters before it the editor does not show.
        root: the folder that names of other files are relative to.
        bounds: the archive, of which other posts are read.
    """

    def __init__(self, text: Text, hidden: int, root: str, bounds: Bounds) -> None:
        self.text = text
        self._hidden = hidden
        self._root = root
        self._bounds = bounds
        # Then places are where the finding says: in other texts, units and line breaks are not.
        self._is_plain = not hidden and text.text.isascii() and "\r" not in text.text

    def mark(self, finding: Finding) -> Mark:
        """Return the mark of a finding."""
        links = [self._link(each) for each in finding.related[:_MOST_LINKS]]
        severity = _SEVERITIES[finding.severity]
        if self._is_plain:
            (row, column), (end_row, end_column) = finding.location, finding.end_location
            start, end = (row - 1, column - 1), (end_row - 1, end_column - 1)
        else:
            start, end = self.place(finding.span)
        return Mark(*start, *end, severity, finding.code, finding.url, finding.message, tuple(links))

    def place(self, span: Span) -> Range:
        """Return the place of a span."""
        return self.text.range(max(span.start - self._hidden, 0), max(span.end - self._hidden, 0))

    def span(self, place: Range) -> Span:
        """Return the span of a place in the editor."""
        start, end = sorted((self.text.offset(place.start), self.text.offset(place.end)))
        return Span(start + self._hidden, end + self._hidden)

    def replacement(self, edit: Edit) -> Replacement | None:
        """Return an edit for the editor; `None` if it changes what the editor does not show."""
        if edit.span.start < self._hidden:
            return None
        return Replacement(self.place(edit.span), edit.content)

    def _link(self, related: Related) -> Link:
        message = f"{related.code}: {related.message}"
        if related.filename is None:
            return Link(None, self.place(related.span), message)
        path = os.path.normpath(os.path.join(self._root, related.filename))
        places = related.location, related.end_location
        try:
            data = read(path, _LARGEST, self._bounds)
        except UncheckedError:
            data = b""
        other = Text(data.decode("utf-8", "replace"), self.text.encoding)
        start, end = (other.shown(each.row - 1, each.column - 1) for each in places)
        return Link(path, Range(start, end), message)
