"""FIL010 mojibake."""

import re

from lint.rule import Document, Issue, Issues, Span, rule, within
from lint.rules.fil.places import in_code

# What stands for the bytes 80 to BF where UTF-8 was read as Windows-1252 or Latin-1.
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_LATIN = re.compile(
    f"(?<![A-ZÀ-ỹĐ])Ã{_TAIL}|â€{_TAIL}|(?:[ã-é]{_TAIL}{{2}}){{2,}}|(?:Â[\u00a0-\u00bf]){{2,}}"
)
_LOST = re.compile("\ufffd+|(?:锟斤拷)+")
_PRE = re.compile(r"<pre\b.*?(?:</pre|\Z)", re.DOTALL | re.IGNORECASE)


@rule("FIL010", severity="warning")
def mojibake(document: Document) -> Issues:
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

    ~~~html good
    ```
    ��� PNG
    ```
    ~~~

    ```html bad
    {% raw %}<p>rain ⟦���⟧</p>{% endraw %}
    ```

    Fetch the article from its source again; the lost characters are not in the file.
    """
    text = document.text
    if "\ufffd" in text or "锟斤拷" in text:
        yield from _report(document, _LOST, "characters were lost in decoding")
    # Every character that begins such a sequence is U+00C2 to U+00E9: in UTF-8 its first byte is C3.
    if b"\xc3" in document.source.data:
        yield from _report(document, _LATIN, "UTF-8 was read as Latin-1")


def _report(document: Document, pattern: re.Pattern[str], message: str) -> Issues:
    text = document.text
    places = list(pattern.finditer(text))
    if places:
        dumps = [Span(*match.span()) for match in _PRE.finditer(text)]
        places = [
            match
            for match in places
            if not within(match.start(), dumps) and not in_code(document, match.start())
        ]
    if places:
        more = f", here and at {len(places) - 1:,} more places" if len(places) > 1 else ""
        shown = places[0].group()[:20]
        yield Issue(Span(*places[0].span()), f"{message}: {shown!r}{more}")
