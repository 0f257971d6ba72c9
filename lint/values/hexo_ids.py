"""The ids that hexo-renderer-marked gives to headings (`lib/renderer.js`, `slugize` in hexo-util)."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from lint.primitives.patterns import regex
from lint.values.headings import Heading

_CONTROL = regex(r"[\x00-\x1f]")
_SPECIAL = regex(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
_TAG = regex(r"<[a-zA-Z/!][^<>]*>")
_STRUCK = regex(r"(?<!~)~([^~\s]+)~(?!~)")
_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))
_SMART = (
    (re.compile("---"), "—"),
    (re.compile("--"), "–"),
    (re.compile(r"""(^|[-—/(\[{"\s])'"""), r"\1‘"),
    (re.compile("'"), "’"),
    (re.compile(r"""(^|[-—/(\[{‘\s])\""""), r"\1“"),
    (re.compile('"'), "”"),
    (re.compile(r"\.{3}"), "…"),
)
# In hexo-util's table of diacritics, besides the letters with marks.
_COMPATIBLE = (range(0x24B6, 0x24EA), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
_LETTERS = {
    "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "ß": "s", "ẞ": "S", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h",
    "ı": "i", "Ł": "L", "ł": "l", "Œ": "OE", "œ": "oe", "Ŧ": "T", "ŧ": "t", "Ŀ": "L", "ŀ": "l", "ŉ": "n",
}  # fmt: skip
# The renderer counts ids in an object, whose inherited keys are taken for counts.
INHERITED = frozenset((
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString",
    "valueOf",
))  # fmt: skip


def ids(headings: Iterable[Heading]) -> Iterator[str]:
    """Yield the id of each heading, with a number if it is repeated."""
    seen: dict[str, int | None] = {}
    for heading in headings:
        made = slug(_without_tags(heading))
        count = seen.get(made, None if made in INHERITED else 0)
        if count == 0:
            seen[made] = 1
            yield made
        else:
            seen[made] = count + 1 if count is not None else 0
            yield f"{made}-{'NaN' if count is None else count}"


def slug(text: str) -> str:
    """Return the id of a heading with this text."""
    plain = _CONTROL.sub("", "".join(map(_without_diacritics, text.strip())))
    return re.sub(r"-{2,}", "-", _SPECIAL.sub("-", plain)).strip("-")


def _without_tags(heading: Heading) -> str:
    """Return the HTML of a heading with typographic quotes, without tags, most references as written."""
    pieces: list[tuple[str, str]] = []
    for is_text, group in groupby(heading.pieces, lambda piece: piece[0] in ("text", "entity")):
        some = list(group)
        pieces += [("text", _smart("".join(text for _, text in some)))] if is_text else some
    text = heading._replace(pieces=pieces).text(references=False)
    for reference, character in _REFERENCES:
        text = text.replace(reference, character)
    return _TAG.sub("", text)


def _smart(text: str) -> str:
    text = _STRUCK.sub(r"\1", text)
    for pattern, character in _SMART:
        text = pattern.sub(character, text)
    return text


def _without_diacritics(character: str) -> str:
    if character.isascii():
        return character
    if any(ord(character) in some for some in _COMPATIBLE):
        return unicodedata.normalize("NFKD", character)
    return _LETTERS.get(character) or base_letter(character) or character


def base_letter(character: str) -> str:
    """Return the ASCII letter in a letter with marks; empty if there is none."""
    if unicodedata.category(character)[0] != "L":
        return ""
    found = unicodedata.normalize("NFD", character)[0]
    return found if found.isascii() else ""
