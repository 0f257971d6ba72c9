"""FIL010 mojibake."""

import re

from lint.rule import Document, Issue, Issues, Match, Span, rule, within
from lint.rules.fil.places import in_code

# What stands for the bytes 80 to BF where UTF-8 was read as Windows-1252 or Latin-1.
_TAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# Begun by a class of characters, which Python skips to ten times faster than it tries alternatives.
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
    dumps = [Span(*match.span()) for match in _PRE.finditer(document.text)]
    places = [
        match
        for match in matches
        if not within(match.start(), dumps) and not in_code(document, match.start())
    ]
    lost = [match for match in places if match[0][0] in _LOST]
    yield from _report(lost, "characters were lost in decoding")
    mangled = [match for match in places if match[0][0] not in _LOST]
    yield from _report(mangled, "UTF-8 was read as Latin-1")


def _report(places: list[Match], message: str) -> Issues:
    if places:
        more = f", here and at {len(places) - 1:,} more places" if len(places) > 1 else ""
        yield Issue(Span(*places[0].span()), f"{message}: {places[0].group()[:20]!r}{more}")
