"""FIL007 name-invisible-or-not-nfc."""

import unicodedata
from itertools import zip_longest

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, rule
from lint.rules.fil.places import FILE_NAME
from lint.rules.fil.word_breaks import is_word_break

_NOT_ASCII = regex(r"[^\x00-\x7f]")
_INVISIBLE = regex(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0]"
)
_JOINERS = "\u200c\u200d"
# The combining class of viramas.
_VIRAMA = 9


@rule("FIL007", severity="warning", name=_NOT_ASCII)
def name_invisible_or_not_nfc(match: Match, document: Document) -> Issues:
    r"""The file name contains an invisible character or is not in Unicode NFC.

    A name with a zero-width space looks like the name without it, but typing that name does not find the
    file. A decomposed name (`e` and an accent instead of `é`) is a different file from the composed one
    on Linux and the same file on macOS, so git shows it as changed. Emoji variation selectors, joiners
    within emoji, Persian and Indic words, and zero-width spaces between Thai, Lao, Khmer or Myanmar words are
    allowed.

    ```md bad path="2021-05-03-rain\u200b.md"
    ```

    ```md bad path="2021-05-03-cafe\u0301.md"
    ```

    ```md good path="2021-05-03-caf\u00e9 \u2764\ufe0f \ud83d\udc69\u200d\ud83d\udcbb.md"
    ```

    ```md good path="2021-05-03-\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.md"
    ```

    ```md good path="\u1797\u17b6\u179f\u17b6\u200b\u1781\u17d2\u1798\u17c2\u179a.md"
    ```

    ```md good path="\u0d05\u0d35\u0d28\u0d4d\u200d.md"
    ```

    Rename the file.
    """
    name = match.string
    for invisible in _INVISIBLE.finditer(name, match.start()):
        if not _is_allowed(name, *invisible.span()):
            code = f"U+{ord(invisible.group()):04X}"
            yield Issue(FILE_NAME, f"the file name contains the invisible character {code}")
            return
    if not unicodedata.is_normalized("NFC", name):
        composed = unicodedata.normalize("NFC", name)
        at = next(i for i, (a, b) in enumerate(zip_longest(name, composed)) if a != b)
        yield Issue(FILE_NAME, f"the file name is decomposed at {name[at : at + 2]!r}; expected Unicode NFC")


def _is_allowed(name: str, start: int, end: int) -> bool:
    if name[start] == "\u200b":
        return is_word_break(name, start, end)
    return name[start] in _JOINERS and _joins(name, start)


def _joins(name: str, at: int) -> bool:
    """Return whether a joiner is between two characters that it can join: marks, letters or emoji.

    After a virama, it also ends a word (The Unicode Standard, section 12.9, "Chillu Characters").
    """
    before, after = name[at - 1 : at], name[at + 1 : at + 2]
    if before and unicodedata.combining(before) == _VIRAMA:
        return True
    return bool(before and after) and all(
        char >= "\u0600" and not "\u2e80" <= char <= "\ud7ff" and unicodedata.category(char)[0] in "LMS"
        for char in (before, after)
    )
