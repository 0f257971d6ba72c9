"""The ids that Eleventy's IdAttributePlugin gives to headings (`slugify` of @sindresorhus/slugify)."""

import re
import unicodedata
from collections.abc import Sequence

from lint.values.headings import Heading
from lint.values.hexo_ids import INHERITED, base_letter

# In @sindresorhus/transliterate, besides the letters with marks.
_LETTERS = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "Ss", "Æ": "AE",
    "æ": "ae", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l", "ð": "d", "Ð": "D", "þ": "th",
    "Þ": "TH", "&": " and ",
}  # fmt: skip
# What the table may transliterate, and its own replacements.
_IN_TABLE = ("Lu", "Ll", "Lo", "Lm", "Sc", "No", "Nl")
_OTHER = "♥🦄💯"
# Of other symbols, it has letters and numbers in circles and squares, arrows with words, and some ornaments.
_SYMBOLS = (
    range(0x249C, 0x24EA),
    range(0x1F100, 0x1F200),
    range(0x1F519, 0x1F525),
    range(0x1F670, 0x1F774),
)
# The characters with the property Diacritic that are not marks.
_DIACRITICS = frozenset("^`¨¯´·¸")


def ids(headings: Sequence[Heading]) -> Sequence[str | None] | None:
    """Return the id of each heading; `None` if the table of other scripts decides one."""
    found: list[str | None] = []
    counts: dict[str, int] = {}
    made: dict[str, int] = {}  # where each id was made: a written one that comes later keeps its name
    for heading in headings:
        # The text of a comment is taken for text, too.
        written = slug(heading.text("comment")) if heading.own is None else heading.own
        if written is None:
            return None
        if heading.own is None and not heading.pieces:
            found.append(None)
            continue
        counts[written] = counts.get(written, 0) + 1
        numbered = f"{written}-{counts[written]}" if counts[written] > 1 else written
        if written in INHERITED:
            numbered = f"{written}-NaN"
        if heading.own is None:
            made[numbered] = len(found)
            found.append(numbered)
        else:
            if numbered != written and written in made:
                found[made.pop(written)] = numbered
            found.append(written)
    return found


def slug(text: str) -> str | None:
    """Return the id of a heading with this text; `None` if the table of other scripts decides it."""
    letters = []
    for each in unicodedata.normalize("NFC", text):
        if each in _DIACRITICS:
            continue
        letter = each if each.isascii() and each != "&" else _LETTERS.get(each) or base_letter(each)
        if not letter and _is_in_table(each):
            return None
        letters.append(letter or " ")
    found = re.sub(r"(?<=[a-z\d])'(?=[ts](?:\s|$))", "", "".join(letters).lower())
    return re.sub(r"[^a-z\d]+", "-", found).strip("-")


def _is_in_table(character: str) -> bool:
    if character in _OTHER or any(ord(character) in each for each in _SYMBOLS):
        return True
    return unicodedata.category(character) in _IN_TABLE
