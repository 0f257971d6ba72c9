"""FIL011 line-endings-mixed."""

import re
from collections import Counter

from lint.rule import Document, Edit, Fix, Issue, Issues, Span, delete, rule
from lint.rules.fil.places import in_code

_BREAK = re.compile(r"\r\n|\n|\r")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]+")
# Scripts without blanks between words mark a place to break with U+200B: Thai, Lao, Tibetan, Myanmar, Khmer.
_BREAKS_WORDS = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


@rule("FIL011", severity="info")
def line_endings_mixed(document: Document) -> Issues:
    r"""The text mixes line endings, or holds zero-width characters.

    Mixed line endings make every diff noisy; they come from pages pasted into a file that another
    system wrote. Zero-width spaces, word joiners and stray byte order marks are what web editors leave:
    nobody sees them, and a search for the word does not find it. Joiners within emoji and Persian words
    are part of the writing, and so is the zero-width space between Thai, Khmer or Myanmar words.

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

    ```html good escapes
    <p>ภาษา\u200bไทย</p>
    ```

    The fix writes the file's most frequent line ending everywhere, and deletes the zero-width
    characters.
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
    usual, _ = kinds.most_common(1)[0]
    others = [match for match in breaks if match.group() != usual]
    edits = tuple(Edit(Span(*match.span()), usual) for match in others)
    counts = ", ".join(f"{count:,} {_NAMES[kind]}" for kind, count in kinds.most_common())
    yield Issue(
        Span(*others[0].span()),
        f"line endings are mixed: {counts}",
        Fix(f"end every line with {_NAMES[usual]}", edits),
    )


def _zero_width(document: Document) -> Issues:
    text = document.text
    for match in _ZERO_WIDTH.finditer(text, document.source.body_offset):
        start, end = match.span()
        if in_code(document, start):
            continue  # an example of what nobody sees
        if not _BREAKS_WORDS.match(text, start - 1) and not _BREAKS_WORDS.match(text, end):
            codes = " ".join(sorted({f"U+{ord(char):04X}" for char in match.group()}))
            span = Span(start, end)
            yield Issue(span, f"zero-width {codes} in the text", delete(span, "delete it"))
