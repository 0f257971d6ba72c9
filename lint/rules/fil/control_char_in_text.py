"""FIL009 control-char-in-text."""

import re

from lint.rule import Document, Issue, Issues, Span, delete, rule

_ALLOWED = b"\t\n\r"
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in _ALLOWED)
_RUN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")


@rule("FIL009", severity="warning")
def control_char_in_text(document: Document) -> Issues:
    r"""The text holds control characters.

    YAML and XML forbid them, so that a feed with the post does not parse; a NUL makes git and grep
    take the file for a binary one. They come from a copy out of a terminal, a PDF or a database.

    ```html bad escapes
    <p>rain⟦\u0008⟧</p>
    ```

    ```html fixed
    <p>rain</p>
    ```

    ```html good
    <p>rain	and wind</p>
    ```

    The fix deletes them: they have no meaning in a post.
    """
    data = document.source.data
    if len(data.translate(None, _CONTROLS)) == len(data):
        return
    for match in _RUN.finditer(document.text):
        span = Span(*match.span())
        count = span.end - span.start
        what = (
            f"the control character U+{ord(match.group()[0]):04X}"
            if count == 1
            else f"{count:,} control characters"
        )
        yield Issue(span, f"{what} in the text", delete(span, "delete it" if count == 1 else "delete them"))
