"""Zero-width spaces that belong to the writing."""

import re

# Scripts without spaces between words, where U+200B marks a place at which a line may break: Thai, Lao, Tibetan,
# Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham, Balinese, Javanese and Tai Viet (UAX #14, class SA, and
# The Unicode Standard, section 23.2).
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf]"
)


def is_word_break(text: str, start: int, end: int) -> bool:
    """Return whether zero-width spaces in `text[start:end]` are next to a letter of such a script."""
    before = start > 0 and _UNSPACED.match(text, start - 1) is not None
    return before or _UNSPACED.match(text, end) is not None
