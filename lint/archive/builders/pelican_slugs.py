"""How Pelican makes a slug: `slugify` in `pelican/utils.py` with the default `SLUG_REGEX_SUBSTITUTIONS`.

Without `SLUGIFY_USE_UNICODE`, the library Unidecode writes a text in ASCII. Here that is known of Latin
letters with accents, and of the marks that people write in titles.
"""

import re
import unicodedata
from html import unescape

_LATIN = range(0xC0, 0x250)
_MARKS = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "--", "⁄": "/", "…": "...", "ß": "ss",
    "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "œ": "oe", "Œ": "OE", "ı": "i",
}  # fmt: skip


def slug(text: str, *, keeps_unicode: bool = False, keeps_case: bool = False) -> str | None:
    """Return the slug of a text; `None` if only Unidecode knows it.

    Parameters:
        keeps_unicode: `SLUGIFY_USE_UNICODE`.
        keeps_case: `SLUGIFY_PRESERVE_CASE`.
    """
    if "<" in text:
        return None  # tags are left out, as is what looks like one
    found = unicodedata.normalize("NFKC", " ".join(unescape(text).split()))
    if not keeps_unicode:
        parts = [_ascii(each) for each in found]
        if None in parts:
            return None
        found = "".join(part for part in parts if part is not None)
    found = re.sub(r"[^\w\s-]", "", found).strip()
    found = re.sub(r"[-\s]+", "-", found)
    return found if keeps_case else found.lower()


def _ascii(character: str) -> str | None:
    if character.isascii():
        return character
    if character in _MARKS:
        return _MARKS[character]
    plain = unicodedata.normalize("NFD", character)
    is_accented = ord(character) in _LATIN and plain[0].isascii() and plain[0].isalpha()
    return plain[0] if is_accented else None
