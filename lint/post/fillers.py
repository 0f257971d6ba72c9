"""What takes the place of text that a parser must not see, so that all offsets are kept."""

from lint.primitives.patterns import regex
from lint.primitives.source import Span

_INK = regex(r"[^\r\n]")
_REST_OF_LINE = regex(r"[ \t]*(?:[\r\n]|\Z)")


def spaces(text: str, place: Span) -> str:
    """Return spaces for a place, with its line breaks."""
    return _INK.sub(" ", text[place.start : place.end])


def letters(place: Span) -> str:
    """Return letters for a place, which read as one word."""
    return "x" * (place.end - place.start)


def is_alone(text: str, place: Span) -> bool:
    """Return whether nothing else is on the lines of a place."""
    start = place.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return (start == 0 or text[start - 1] in "\r\n") and _REST_OF_LINE.match(text, place.end) is not None
