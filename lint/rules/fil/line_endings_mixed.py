"""FIL011 line-endings-mixed."""

import re
from collections import Counter

from lint.rule import Document, Edit, Fix, Issue, Issues, Span, delete, rule
from lint.rules.fil.places import in_code
from lint.rules.fil.word_breaks import is_word_break

_BREAK = re.compile(r"\r\n|\n|\r")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]+")
_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


@rule("FIL011", severity="info")
def line_endings_mixed(document: Document) -> Issues:
    r"""The text has mixed line endings or zero-width characters.

    Mixed line endings make diffs noisy. They appear when a page is pasted into a file that was written on
    another system. Zero-width spaces, word joiners and stray byte order marks are left by web editors. They
    are invisible, and searching for a word that contains one does not find it. Joiners within emoji and
    Persian words are allowed, and so are zero-width spaces between Thai, Lao, Khmer or Myanmar words. Zero-width
    characters are reported once, at the first place, with the number of places.

    ```md bad escapes
    one⟦\r
    ⟧two
    three
    ```

    ```md fixed
    one
    two
    three
    ```

    ```html bad escapes
    <p>rain⟦\u200b⟧ and wind</p>
    ```

    ```html bad escapes
    <p>rain⟦\u200b⟧ and\u200b wind,\ufeff sun</p>
    ```

    ```html fixed
    <p>rain and wind, sun</p>
    ```

    ```html good escapes
    <p>ภาษา\u200bไทย</p>
    ```

    The fix uses the file's most frequent line ending everywhere and removes the zero-width characters.
    """
    text = document.text
    if "\r" in text:
        yield from _mixed(text)
    if "\u200b" in text or "\u2060" in text or "\ufeff" in text:
        yield from _zero_width(document)


def _mixed(text: str) -> Issues:
    breaks = list(_BREAK.finditer(text))
    kinds = Counter(match.group() for match in breaks)
    if len(kinds) == 1:
        return
    usual = kinds.most_common(1)[0][0]
    edits = tuple(Edit(Span(*match.span()), usual) for match in breaks if match.group() != usual)
    counts = ", ".join(f"{count:,} {_NAMES[kind]}" for kind, count in kinds.most_common())
    fix = Fix(f"end every line with {_NAMES[usual]}", edits)
    yield Issue(edits[0].span, f"line endings are mixed: {counts}", fix)


def _zero_width(document: Document) -> Issues:
    text = document.text
    for match in _ZERO_WIDTH.finditer(text, document.source.body_offset):
        span = Span(*match.span())
        if in_code(document, span.start):
            continue  # an example of such characters
        if not is_word_break(text, *span):
            codes = " ".join(sorted({f"U+{ord(char):04X}" for char in match.group()}))
            fix = delete(span, "remove zero-width characters")
            yield Issue(span, f"zero-width character {codes}", fix, cause="zero-width")
