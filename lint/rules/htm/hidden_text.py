"""The places of a body whose text is not running text: tags, code, comments, and elements that hold code."""

from lint.rule import Document, Span, within

_CODE = frozenset(("code", "pre", "textarea", "samp", "kbd", "tt", "math", "svg", "listing", "plaintext"))


def code_elements(document: Document) -> list[Span]:
    """Return the contents of the elements for code, in order and disjoint; one without an end is left out."""
    if document.content.names.isdisjoint(_CODE):
        return []
    places: list[Span] = []
    opened: dict[str, int] = {}
    for tag in document.content.tags:
        if tag.name in _CODE:
            if not tag.closing:
                opened.setdefault(tag.name, tag.span.end)
            elif tag.name in opened:
                start = opened.pop(tag.name)
                while places and places[-1].start >= start:  # `<code>` in `<pre>`
                    places.pop()
                if not places or start >= places[-1].end:
                    places.append(Span(start, tag.span.start))
    return places


class Shown:
    """Tells which places of a body are shown to readers as text."""

    def __init__(self, document: Document) -> None:
        self._covered = document.content.covered
        self._code = code_elements(document)
        self._end = document.content.unfinished

    def has(self, offset: int) -> bool:
        """Return whether the character at an offset is running text."""
        if self._end is not None and offset >= self._end:
            return False
        return not (within(offset, self._covered) or within(offset, self._code))
