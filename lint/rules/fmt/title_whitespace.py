"""FMT008 title-whitespace."""

import re

from lint.rule import Document, Field, Issue, Issues, Match, Span, delete, rule

# A joiner between two pictographs, or in the scripts that need one, is part of the spelling.
_JOINED = r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff\u1780-\u17ff]"
_INVISIBLE = re.compile(
    rf"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff\u0000-\u0008\u000b-\u001f\u007f-\u009f]"
    rf"|(?<!{_JOINED})\u200c"
    r"|(?<![\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\u0600-\u06ff\u0900-\u0dff])\u200d"
)
_DOUBLED = re.compile(r"[ \t\u00a0]{2,}")


@rule("FMT008", severity="info", field="title")
def title_whitespace(field: Field, document: Document) -> Issues:
    """A title has blanks or invisible characters that nobody meant.

    They break search, sorting and the comparison of titles. Reported are blanks at the edges, doubled
    blanks and invisible characters (zero-width spaces, direction marks, controls). The ideographic
    space U+3000 between words, joiners inside emoji and those that Persian or Indic spelling needs
    are legitimate.

    ```yaml bad
    title: "⟦ ⟧Rain over the harbour"
    ```

    ```yaml fixed
    title: "Rain over the harbour"
    ```

    ```yaml bad
    title: Rain⟦  ⟧over the harbour
    ```

    ```yaml bad
    title: Rain⟦\u200b⟧ over the harbour
    ```

    ```yaml good
    title: 雨\u3000港口 👩\u200d🚀
    ```

    Only the blanks at the edges are removed by the fix: that is safe, since no reader shows them.
    """
    title = field.value
    if not isinstance(title, str):
        return
    if title.isascii() and title.isprintable() and "  " not in title and title == title.strip():
        return
    start, end = field.span
    if field.node.style in ("single", "double") and document.text[start:end][:1] in ("'", '"'):
        start, end = start + 1, end - 1
    raw = document.text[start:end]
    if field.node.style in ("literal", "folded") or "\n" in raw:
        return
    inner = raw.strip(" \t\u00a0\u3000")
    if inner != raw and inner:
        left = len(raw) - len(raw.lstrip(" \t\u00a0\u3000"))
        right = len(raw.rstrip(" \t\u00a0\u3000"))
        for edge in (Span(start, start + left), Span(start + right, end)):
            if edge.start < edge.end:
                yield Issue(edge, "blank at the edge of the title", delete(edge, "remove the blank"))
        start, raw = start + left, inner
    for match in _DOUBLED.finditer(raw):
        count = len(match.group())
        yield Issue(_at(start, match), f"{count} blanks in a row in the title: expected one")
    for match in _INVISIBLE.finditer(raw):
        yield Issue(_at(start, match), f"invisible character U+{ord(match.group()):04X} in the title")


def _at(start: int, match: Match) -> Span:
    return Span(start + match.start(), start + match.end())
