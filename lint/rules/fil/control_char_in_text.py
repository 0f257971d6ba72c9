"""FIL009 control-char-in-text."""

import re

from lint.rule import Document, Issue, Issues, Match, Span, delete, rule

# A run of them, and of a terminal's control sequences (ECMA-48, section 5.4), whose other characters are visible.
_RUN = re.compile("(?:\x1b\\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])+")


@rule("FIL009", severity="warning", text=_RUN)
def control_char_in_text(matches: list[Match], document: Document) -> Issues:
    r"""The text contains control characters.

    YAML and XML forbid them, so a feed that contains the post does not parse, and a NUL makes git and
    grep treat the file as binary. They come from text copied out of a terminal, a PDF or a database. They are
    reported once, at the first place, with the number of places.

    ```html bad escapes
    <p>rain⟦\u0008⟧</p>
    ```

    ```html fixed
    <p>rain</p>
    ```

    ```html bad escapes
    <pre>⟦\u001b[35m\u001b[1m⟧Scanning\u001b[0m the sky</pre>
    ```

    ```html fixed
    <pre>Scanning the sky</pre>
    ```

    ```html good
    <p>rain	and wind</p>
    ```

    The fix removes them all, with the rest of a terminal's sequences such as `ESC [1m`. They have no meaning in a
    post.
    """
    for match in matches:
        span = Span(*match.span())
        kinds = sorted({char for char in match[0] if char < " " or char == "\x7f"})
        what = " ".join(f"U+{ord(char):04X}" for char in kinds[:4])
        message = f"control character{'s' if len(kinds) > 1 else ''} {what} in the text"
        yield Issue(span, message, delete(span, "remove control characters"), cause="control characters")
