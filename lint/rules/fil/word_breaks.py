"""Invisible characters that belong to the writing, and what removing them would change."""

from lint.primitives.patterns import regex

# Scripts without spaces between words, where U+200B marks a place at which a line may break: Thai, Lao, Tibetan,
# Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham, Balinese, Javanese and Tai Viet (UAX #14, class SA, and
# The Unicode Standard, section 23.2).
_UNSPACED = regex(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf]"
)


def is_word_break(text: str, start: int, end: int) -> bool:
    """Return whether zero-width spaces in `text[start:end]` are next to a letter of such a script."""
    before = start > 0 and _UNSPACED.match(text, start - 1) is not None
    return before or _UNSPACED.match(text, end) is not None


# Chinese, Japanese and Korean words are divided anywhere, without a hyphen.
_FIRST_CJK = "\u2e80"
_BEGINS_MARKDOWN = "#-+*>=_|~`:<[!$\\ \t0123456789"
_LINE_END = regex(r"[ \t]*(?:[\r\n]|\Z)")
_NEAR = 200


def hyphenates(text: str, start: int, end: int) -> bool:
    """Return whether soft hyphens in `text[start:end]` are in a word that may be divided there."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalpha() and after.isalpha() and before < _FIRST_CJK and after < _FIRST_CJK


def joins_words(text: str, start: int, end: int) -> bool:
    """Return whether words run together when `text[start:end]` is removed: there is neither space nor markup."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before in "\r\n\t [(>*_" or after in "\r\n\t ])<*_")


def may_begin_markdown(text: str, start: int, end: int) -> bool:
    """Return whether a line may change its meaning without `text[start:end]`.

    At the start of a line, what follows may become a heading, a list or code; at its end, spaces become a line break.
    """
    before = text[max(start - _NEAR, 0) : start]
    if before.rstrip(" \t>")[-1:] in ("", "\r", "\n"):
        return text[end : end + 1] in _BEGINS_MARKDOWN and end < len(text)
    return before.endswith("  ") and _LINE_END.match(text, end) is not None
