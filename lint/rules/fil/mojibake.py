"""FIL010 mojibake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.finding import Issue
from lint.rule_definition import rule
from lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document

# What stands for the bytes 80 to BF where UTF-8 was read as Windows-1252 or Latin-1.
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_LATIN = re.compile(f"Ã{_TAIL}|â€{_TAIL}|(?:[ã-é]{_TAIL}{{2}}){{2,}}|(?:Â[\u00a0-\u00bf]){{2,}}")
_LOST = re.compile("\ufffd+|(?:锟斤拷)+|(?:烫烫烫|屯屯屯)+")
_WORDS = ("锟斤拷", "烫烫烫", "屯屯屯")


@rule("FIL010", severity="warning")
def mojibake(document: Document) -> Iterator[Issue]:
    """The text was read in the wrong encoding, and characters were lost or mangled.

    U+FFFD stands where bytes could not be decoded, `锟斤拷` is U+FFFD read as GBK, and `Ã©`, `â€™` or `ä¸­å›½`
    are UTF-8 read as Latin-1. One finding a kind is given, at the first place, with the number of
    places. What stands in `<pre>` or a code block may be a dump, and does not count.

    ```html bad
    <p>caf⟦Ã©⟧</p>
    ```

    ```html bad
    <p>rain ⟦�⟧ and wind</p>
    ```

    ```html bad
    <p>欢迎⟦锟斤拷⟧</p>
    ```

    ```html good
    <p>« Un été à la plage ». À bientôt… ÂGE, PÂTÉ</p>
    ```

    ```html good
    <pre>��� PNG</pre>
    ```

    Fetch the article from its source again; the lost characters are not in the file.
    """
    text = document.text
    data = document.source.data
    if b"\xef\xbf\xbd" in data or _WORDS[0] in text or _WORDS[1] in text or _WORDS[2] in text:
        yield from _report(text, _LOST, "characters were lost in decoding")
    # Every character that begins such a sequence is U+00C2 to U+00E9: in UTF-8 its first byte is C3.
    if b"\xc3" in data:
        yield from _report(text, _LATIN, "UTF-8 was read as Latin-1")


def _report(text: str, pattern: re.Pattern[str], message: str) -> Iterator[Issue]:
    places = [match for match in pattern.finditer(text) if not _in_code(text, match.start())]
    if places:
        more = f", here and at {len(places) - 1:,} more places" if len(places) > 1 else ""
        shown = places[0].group()[:20]
        yield Issue(Span(*places[0].span()), f"{message}: {shown!r}{more}")


def _in_code(text: str, at: int) -> bool:
    if text.rfind("<pre", 0, at) > text.rfind("</pre", 0, at):
        return True
    return text.count("\n```", 0, at) % 2 == 1
