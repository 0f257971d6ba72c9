"""The candidates of a `srcset`, after the WHATWG algorithm.

https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute: a URL runs to the next
blank, so that commas inside it are its own; only those at its end separate candidates.
"""

import re
from collections.abc import Iterator

from lint.primitives.source import Span

_BEFORE = re.compile(r"[\t\n\f\r ,]*+")
_URL = re.compile(r"[^\t\n\f\r ]++")
_DESCRIPTORS = re.compile(r"(?:\([^)]*+(?:\)|\Z)|[^,(])*+,?+")


def candidates(text: str, span: Span) -> Iterator[Span]:
    """Give the place of each candidate's URL in the value that stands in `text[span]`."""
    position, end = span
    while True:
        position = _BEFORE.match(text, position, end).end()  # type: ignore[union-attr]  # matches nothing too
        match = _URL.match(text, position, end)
        if match is None:
            return
        start, stop = match.span()
        url = match.group().rstrip(",")
        if url:
            yield Span(start, start + len(url))
        position = stop
        if len(url) == stop - start:
            position = _DESCRIPTORS.match(text, stop, end).end()  # type: ignore[union-attr]  # as above
