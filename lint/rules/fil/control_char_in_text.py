"""FIL009 control-char-in-text."""

import re

from lint.rule import Document, Issue, Issues, Match, Span, delete, rule

_RUN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")


@rule("FIL009", severity="warning", text=_RUN)
def control_char_in_text(matches: list[Match], document: Document) -> Issues:
    r"""The text contains control characters.

    YAML and XML forbid them, so a feed that contains the post does not parse, and a NUL makes git and
    grep treat the file as binary. They come from text copied out of a terminal, a PDF or a database.

    ```html bad escapes
    <p>rain⟦\u0008⟧</p>
    ```

    ```html fixed
    <p>rain</p>
    ```

    ```html good
    <p>rain	and wind</p>
    ```

    The fix removes them. They have no meaning in a post.
    """
    for match in matches:
        span = Span(*match.span())
        count = span.end - span.start
        what = f"control character U+{ord(match[0]):04X}" if count == 1 else f"{count:,} control characters"
        yield Issue(span, f"{what} in the text", delete(span, "remove control characters"))
