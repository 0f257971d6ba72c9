"""FIL010 mojibake."""

import re

from lint.rule import Document, Issue, Issues, Match, Span, rule, within
from lint.rules.fil.places import in_code

# The bytes 80 to BF of UTF-8 when decoded as Windows-1252 or Latin-1.
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# Starts with a character class because Python finds one ten times faster than it tries alternatives.
_BROKEN = re.compile(
    "[\ufffd锟ÂÃâ-é](?:"
    "(?<=\ufffd)\ufffd*|(?<=锟)斤拷(?:锟斤拷)*"
    f"|(?<=Ã)(?<![A-ZÀ-ỹĐ]Ã){_TAIL}|(?<=â)€{_TAIL}"
    f"|(?<=[ã-é]){_TAIL}{{2}}(?:[ã-é]{_TAIL}{{2}})+|(?<=Â)[\u00a0-\u00bf](?:Â[\u00a0-\u00bf])+)"
)
_LOST = "\ufffd锟"
_PRE = re.compile(r"<pre\b.*?(?:</pre|\Z)", re.DOTALL | re.IGNORECASE)


@rule("FIL010", severity="warning", text=_BROKEN)
def mojibake(matches: list[Match], document: Document) -> Issues:
    """The text was decoded with the wrong encoding, and characters were lost or garbled.

    U+FFFD replaces bytes that could not be decoded, `锟斤拷` is U+FFFD decoded as GBK, and `Ã©`, `â€™` or
    `ä¸­å›½` are UTF-8 decoded as Latin-1. Lost and garbled characters are each reported once, at the first
    place, with the number of places. `<pre>` and code blocks are not checked, as they may contain dumps.

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

    Fetch the article from its source again. The lost characters cannot be restored from the file.
    """
    dumps = [Span(*match.span()) for match in _PRE.finditer(document.text)]
    places = [
        each for each in matches if not (within(each.start(), dumps) or in_code(document, each.start()))
    ]
    for lost, what in ((True, "characters were lost in decoding"), (False, "UTF-8 was decoded as Latin-1")):
        found = [match for match in places if (match[0][0] in _LOST) == lost]
        if found:
            more = f" (first of {len(found):,} places)" if len(found) > 1 else ""
            yield Issue(Span(*found[0].span()), f"{what}: {found[0].group()[:20]!r}{more}")
