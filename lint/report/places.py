"""Paths and positions as other tools expect them."""

import os
from functools import lru_cache
from urllib.parse import quote

from lint.primitives.finding import Edit, Fix, apply_edits
from lint.primitives.source import Source, Span


def uri(filename: str) -> str:
    """Return a path as a relative URI reference (RFC 3986), or as a `file` URI when it is absolute."""
    folder, name = os.path.split(filename)
    path = _quoted(os.path.join(folder, "")) + _quoted(name) if folder else _quoted(name)
    return f"file://{path}" if filename.startswith("/") else path


@lru_cache(maxsize=4096)  # many posts are in one folder
def _quoted(part: str) -> str:
    return quote(os.fsencode(part), safe="/")


def text(value: str) -> str:
    r"""Return text that can be written as UTF-8: lone surrogates become `\udc80`."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def joined(source: Source, fix: Fix) -> Edit:
    """Return a fix as one edit that includes the text between its edits."""
    if len(fix.edits) == 1:
        return fix.edits[0]
    first, last = fix.edits[0].span, fix.edits[-1].span
    place = Span(first.start, last.end)
    moved = [edit._replace(span=Span(*(end - place.start for end in edit.span))) for edit in fix.edits]
    return fix.edits[0]._replace(span=place, content=apply_edits(source.part(place.start, place.end), moved))
