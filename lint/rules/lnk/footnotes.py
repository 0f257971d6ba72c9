"""The places of footnotes, whose texts no safe fix changes."""

from lint.primitives.patterns import regex

_DEFINITION = regex(r" {0,3}\[\^[^\]\s]{1,99}\]:")
# A footnote is rarely longer, and bounds keep the look-up short, of which there may be one for each link.
_MOST_LINES = 30
_MOST_CHARACTERS = 10_000


def in_footnote(text: str, at: int) -> bool:
    """Return whether an offset is in the definition of a footnote, `[^1]: …`, or in its indented continuation."""
    first = max(at - _MOST_CHARACTERS, 0)
    # `at` may be that of the definition itself.
    if text.find("[^", first, at + len("[^")) < 0:
        return False
    end, is_indented = at, True
    for _ in range(_MOST_LINES):
        start = text.rfind("\n", first, end) + 1 or first
        if _DEFINITION.match(text, start, max(end, start + 1)):
            return True
        line = text[start:end]
        if not line.strip() and end != at:
            if not is_indented:
                return False  # a paragraph of its own
        else:
            is_indented = line.startswith(("    ", "\t"))
        if start == first:
            return False
        end = start - 1
    return False
