"""The candidates of a `srcset`, by the WHATWG algorithm.

https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute: a URL extends to the next
whitespace, so commas inside it belong to it; only commas at its end separate candidates.
"""

import re
from collections.abc import Iterator

from lint.primitives.source import Span

_BEFORE = re.compile(r"[\t\n\f\r ,]*+")
_URL = re.compile(r"[^\t\n\f\r ]++")
_DESCRIPTORS = re.compile(r"(?:\([^)]*+(?:\)|\Z)|[^,(])*+,?+")


def candidates(text: str, span: Span) -> Iterator[Span]:
    """Yield the place of each candidate's URL in `text[span]`."""
    position, end = span
    while True:
        position = _BEFORE.match(text, position, end).end()  # type: ignore[union-attr]  # always matches
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
