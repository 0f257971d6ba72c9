"""FIL009 control-char-in-text."""

from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Match, Span, delete, rule
from lint.rules.fil.places import in_code

# A run of them, and of a terminal's control sequences, whose other characters are visible: colours and movements
# (ECMA-48, section 5.4), strings such as a window's title or a link (section 5.6,
# https://invisible-island.net/xterm/ctlseqs/ctlseqs.html) and character sets (ECMA-35, section 14).
_RUN = regex(
    r"(?:\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\r\n]{0,2000}(?:\x07|\x1b\\)|\x1b[ -/]{1,2}[0-~]|\x1b[=>78]"
    r"|\x9b[\d;]{1,20}m|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])+"
)
_IS_SEQUENCE = regex(r"[\x1b\x9b](?!\Z)")


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

    ```html bad escapes
    <p>⟦\u001b]8;;https://news.example.org/\u0007⟧rain\u001b]8;;\u0007 and N\u0008NO\u0008O</p>
    ```

    ```html fixed
    <p>rain and NO</p>
    ```

    ```html bad no-fix escapes
    The dump has `a⟦\u001f\u0001⟧b`.
    ```

    ```html good
    <p>rain	and wind</p>
    ```

    The fix removes them all, with the rest of a terminal's sequences such as `ESC [1m`, and a letter that a backspace
    strikes over. They have no meaning in a post. Those in code that are not a terminal's have no fix, as they may be
    what the code is about; nor has a sequence that does not end.
    """
    for match in matches:
        span = Span(*match.span())
        kinds = sorted({char for char in match[0] if char < " " or "\x7f" <= char <= "\x9f"})
        what = " ".join(f"U+{ord(char):04X}" for char in kinds[:4])
        message = f"control character{'s' if len(kinds) > 1 else ''} {what} in the text"
        yield Issue(span, message, _fix(match, document), cause="control characters")


def _fix(match: Match, document: Document) -> Fix | None:
    """Return the fix; `None` where the rest of a sequence would be left, or where code may be about the characters."""
    text, span = document.text, Span(*match.span())
    if match[0][-1] == "\x1b" and text[span.end : span.end + 1] in ("[", "]"):
        return None
    if _IS_SEQUENCE.search(match[0]) is None and in_code(document, span.start):
        return None
    if match[0] == "\b" and _is_struck(text[span.start - 1 : span.start], text[span.end : span.end + 1]):
        span = Span(span.start - 1, span.end)
    return delete(span, "remove control characters")


def _is_struck(before: str, after: str) -> bool:
    """Return whether a printer would print two characters at one place, as `man` does for bold and underlined."""
    return bool(before) and before in (after, "_") and not after.isspace()
