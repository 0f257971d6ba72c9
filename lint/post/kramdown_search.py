"""A search for plain texts in a stretch of kramdown or Python-Markdown."""


class Search:
    """Finds texts in one stretch, each part of which is looked through once for each of them."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        # Of each text that was looked for, from where, and where it is.
        self._known: dict[str, tuple[int, int]] = {}

    def find(self, what: str, start: int) -> int:
        """Return where a text is, from a place on; -1 if it is not in the rest of the stretch."""
        known = self._known.get(what)
        if known is not None and known[0] <= start and (known[1] < 0 or start <= known[1]):
            return known[1]
        found = self._text.find(what, start, self._end)
        self._known[what] = (start, found)
        return found
