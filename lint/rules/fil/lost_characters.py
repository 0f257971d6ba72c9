"""Characters that stand for others: private use, and the signs of Windows-1252."""

from lint.primitives.patterns import regex
from lint.rule import Document, Match, Severity

# In UTF-8, only U+E000 to U+EFFF begin with this byte. To find a byte is ten times faster than to find a class.
_FIRST_PRIVATE = b"\xee"
_MORE_PRIVATE = regex(b"\xef[\x80-\xa3]")
_PRIVATE = regex("[\ue000-\uf8ff]")
_APPLE = "\uf8ff"
# All that an element contains, up to the character. A font of the page draws such icons.
_ICON = regex(r"<(?:i|span)\b[^<>]*>\s*\Z")
_NEAR = 200
_CODE = regex("(?<![0-9A-Fa-f])[EeFf][0-9A-Fa-f]{3}(?![0-9A-Fa-f])")
# Not U+0085, a line break, and U+009B, which begins a terminal's sequence.
_SIGNS = regex("[\x80-\x84\x86-\x9a\x9c-\x9f]")
_FIRST_OF_SIGN, _AFTER_SIGNS = b"\xc2", 0xA0
# What a text with either of them contains.
LOST = f"{_PRIVATE.pattern}|{_SIGNS.pattern}"


def private_use(document: Document) -> list[Match]:
    """Return the private-use characters of a file, from U+E000 to U+F8FF."""
    data = document.source.data
    if _FIRST_PRIVATE not in data and _MORE_PRIVATE.search(data) is None:
        return []
    return list(_PRIVATE.finditer(document.text))


def weight(private: Match, document: Document) -> Severity | None:
    """Return how certainly a private-use character is a lost one; `None` for an icon.

    After a letter, or in a copy, which does not have the font of its source, it is a warning.
    """
    text, at = private.string, private.start()
    if private[0] == _APPLE:
        return Severity.INFO
    if document.base is not None or text[at - 1 : at].isalpha():
        return Severity.WARNING
    is_icon = _ICON.search(text, max(at - _NEAR, 0), at) and text.startswith("</", at + 1)
    return None if is_icon else Severity.INFO


def lost_signs(document: Document) -> list[Match]:
    """Return the characters of a body that are quotation marks and dashes in Windows-1252."""
    data = document.source.data
    at = data.find(_FIRST_OF_SIGN)
    while (
        at >= 0
    ):  # few characters begin with this byte, and to find a byte is faster than to search a pattern
        if data[at + 1] < _AFTER_SIGNS:
            return list(_SIGNS.finditer(document.text, document.body.start))
        at = data.find(_FIRST_OF_SIGN, at + 1)
    return []


def meaning(sign: str) -> str:
    """Return what a character from U+0080 to U+009F is."""
    try:
        return f"{sign.encode('latin-1').decode('cp1252')!r} in Windows-1252"
    except UnicodeDecodeError:  # such as U+009D, the last byte of ” in UTF-8
        return "a control character"


def mentioned(document: Document) -> frozenset[str]:
    """Return the characters whose codes a text mentions, as in "U+FFFC": it is about them."""
    return frozenset(chr(int(code, 16)) for code in _CODE.findall(document.text))
