"""Text from files, made safe for terminals and logs."""

import re

from lint.primitives.patterns import regex

# Controls, line separators, what changes the direction of text (Unicode TR36, section 3.2), and what is not
# visible (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point). Not the tab and the line feed.
# One range for all beyond U+FFFF is twice as fast as three; `escape` knows which are meant.
UNSAFE = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U000e0fff]"
)
_INVISIBLE = (("\U0001bca0", "\U0001bca3"), ("\U0001d173", "\U0001d17a"), ("\U000e0000", "\U000e0fff"))
# Joiners and variation selectors shape the letters and emoji before them; after ASCII, they only hide.
_SHAPING = "\u180b\u180c\u180d\u180f\u200c\u200d"
_MOST_SHAPING = 8
_KEYCAP = "\ufe0f\u20e3"
# What begins a command wherever it is in a line: `##[` (GitHub, Azure), `##vso[` (Azure), `##teamcity[`. Few
# reports need it compiled.
COMMAND = r"#(?=#\w{0,32}\[)"


def is_printable(text: str) -> bool:
    """Return whether text is safe to show on a terminal and in a log, and can be written as UTF-8."""
    return printable(text) == text


def printable(text: str) -> str:
    r"""Return text that is safe to show: control characters become `\x1b`, `\u202e`, and `##[` `\x23#[`."""
    if not (text.isascii() and text.isprintable()):
        text = UNSAFE.sub(escape, text).replace("\t", r"\x09").replace("\n", r"\x0a")
    return without_commands(text) if "##" in text else text


def without_commands(text: str) -> str:
    """Return text in which nothing is a command wherever it is in a line."""
    return re.sub(COMMAND, escape, text)


def _is_shaping(char: str) -> bool:
    return char in _SHAPING or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _is_visible(char: str) -> bool:
    """Return whether a character is one of those beyond U+FFFF that `UNSAFE` does not mean."""
    return char > "\uffff" and not any(first <= char <= last for first, last in _INVISIBLE)


def _shapes(text: str, at: int) -> bool:
    """Return whether a letter or an emoji is before an offset, with at most a few that shape it between."""
    for before in reversed(text[max(at - _MOST_SHAPING, 0) : at]):
        if not _is_shaping(before):
            return not before.isascii() and (_is_visible(before) or UNSAFE.match(before) is None)
    return False


def escape(match: re.Match[str]) -> str:
    """Return how the character that a pattern matched is shown."""
    char, start = match.group(), match.start()
    if _is_visible(char):
        return char
    if _is_shaping(char) and (_shapes(match.string, start) or match.string.startswith(_KEYCAP, start)):
        return char
    code = ord(char)
    if code < 0x100:  # noqa: PLR2004 - one byte
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - four digits
