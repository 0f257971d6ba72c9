"""Text from files, made safe for terminals and logs."""

import re

# Joiners and variation selectors shape the letters and emoji before them; after ASCII, they only hide.
_SHAPING = "\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Controls, line separators, what changes the direction of text (Unicode TR36, section 3.2), and what is not
# visible (https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point). Not the tab and the line feed.
UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    f"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff{_SHAPING}"
)
_UNSAFE = re.compile(f"[\t\n{UNSAFE}]")
_IS_SHAPING = re.compile(f"[{_SHAPING}]")
_KEYCAP = "\ufe0f\u20e3"
# What begins a command wherever it is in a line: `##[` (GitHub, Azure), `##vso[` (Azure), `##teamcity[`.
COMMAND = re.compile(r"#(?=#\w{0,32}\[)")


def is_printable(text: str) -> bool:
    """Return whether text is safe to show on a terminal and in a log, and can be written as UTF-8."""
    return printable(text) == text


def printable(text: str) -> str:
    r"""Return text that is safe to show: control characters become `\x1b`, `\u202e`, and `##[` `\x23#[`."""
    safe = text if text.isascii() and text.isprintable() else _UNSAFE.sub(escape, text)
    return without_commands(safe) if "##" in safe else safe


def without_commands(text: str) -> str:
    """Return text in which nothing is a command wherever it is in a line."""
    return COMMAND.sub(escape, text)


def escape(match: re.Match[str]) -> str:
    """Return how the character that a pattern matched is shown."""
    char = match.group()
    if _IS_SHAPING.match(char):
        start = match.start()
        is_alone = not start or match.string[start - 1].isascii()
        if not is_alone or match.string.startswith(_KEYCAP, start):
            return char
    code = ord(char)
    if code < 0x100:  # noqa: PLR2004 - one byte
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - four digits
