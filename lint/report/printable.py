"""Text from files, made safe for terminals and logs."""

import re

# Controls, line separators, and characters that change the direction of text (Unicode TR36, section 3.2).
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def is_printable(text: str) -> bool:
    """Return whether text is safe to show on a terminal and can be written as UTF-8."""
    return (text.isascii() and text.isprintable()) or not _UNSAFE.search(text)


def printable(text: str) -> str:
    r"""Return text that is safe to show on a terminal: control characters become `\x1b`, `\u202e`."""
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - one byte
