"""FIL010 mojibake."""

from collections.abc import Iterator, Sequence

from lint.post.many import PackedSpans
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Span, delete, rule, within
from lint.rules.fil.lost_characters import LOST, lost_signs, meaning, mentioned, private_use, weight
from lint.rules.fil.places import dumps

# The bytes 80 to BF of UTF-8 when decoded as Windows-1252 or Latin-1; a program may write `?` for some of them.
_BYTES = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_TAIL, _LOST_TAIL = f"[{_BYTES}]", f"[?{_BYTES}]"
_LOST, _OBJECT = "\ufffd锟", "\ufffc"
_SHOWN = 20
_EDGES = (" ", "\n", "\r", '"', "'", "")
_GARBLED = "ÂÃÐÑØÙâãäåæçèéêëìíïð"
# In UTF-8, all letters of `_GARBLED` begin with this byte, and to find a byte is faster than to find twenty letters.
_FIRST_GARBLED = b"\xc3"
# Starts with a character class because Python finds one ten times faster than it tries alternatives.
_BROKEN = regex(
    f"[{_LOST}{_OBJECT}{_GARBLED}](?:"
    r"(?<=\ufffd)\ufffd*|(?<=\ufffc)\ufffc*|(?<=锟)斤拷(?:锟斤拷)*"
    rf"|(?<=Ã)(?<![A-ZÀ-ỹĐ]Ã)(?:{_TAIL}|\?(?=[a-z]))"
    rf"|(?<=â)€{_LOST_TAIL}|(?<=[a-z]â)\?\?(?=[a-z])"
    rf"|(?<=[ã-íï]){_LOST_TAIL}{{2}}(?:[ã-íï]{_LOST_TAIL}{{2}})+"
    rf"|(?<=ð)[\u009fŸ]{_TAIL}+|(?<=[ÐÑØÙ]){_TAIL}(?:[ÐÑØÙ]{_TAIL}){{2,}}"
    r"|(?<=Â)[\u00a0-\u00bf](?:Â[\u00a0-\u00bf])+)"
)


@rule("FIL010", severity="warning", in_text=f"[{_LOST}{_OBJECT}{_GARBLED}]|{LOST}")
def mojibake(document: Document) -> Issues:
    r"""The text was decoded with the wrong encoding or copied badly, and characters were lost or garbled.

    U+FFFD replaces bytes that could not be decoded, `锟斤拷` is U+FFFD decoded as GBK, and `Ã©`, `â€™` or
    `ä¸­å›½` are UTF-8 decoded as Latin-1, also where a program has put `?` for what it could not write, as in
    `ï??ã?¯`. A character from U+0080 to U+009F is a quotation mark or dash of Windows-1252. U+FFFC is what
    remains of an image or a mention, and a private-use character, such as U+E011 or Word's bullet U+F0B7, of a letter
    that only one font has: without that font, readers see an empty box.

    Each of these kinds is reported once, at the first place, with the number of places. `<pre>`, scripts and code are not
    checked, as they may contain dumps, and neither is a character whose code is mentioned, as in "U+FFFC". A private-use
    character that does not follow a letter may be an icon: it is a note in a post without a source URL, and fine
    where it is all that an element contains. So is Apple's logo, U+F8FF, which other systems do not have.

    ```html bad
    <p>caf⟦Ã©⟧</p>
    ```

    ```html bad
    <p>rain ⟦�⟧ and wind</p>
    ```

    ```html bad
    <p>欢迎⟦锟斤拷⟧</p>
    ```

    ```html bad
    <p>⟦å¤©æ°?ï??⟧Rain</p>
    ```

    ```html bad escapes
    <p>It rains.⟦\ufffc⟧ Really.\ufffc\ufffc</p>
    ```

    ```html fixed
    <p>It rains. Really.</p>
    ```

    ```html bad no-fix escapes
    <p>the rain⟦\u0092⟧s end</p>
    ```

    ```html bad no-fix escapes
    <p>雨⟦\ue2e5⟧天 and \ue2e6</p>
    ```

    ```html good
    <p>« Un été à la plage ». À bientôt… ÂGE, PÂTÉ. Hâlâ??</p>
    ```

    ```html good
    <pre>��� PNG</pre>
    ```

    ~~~html good
    ```
    ��� PNG
    ```
    ~~~

    ```html good escapes
    U+FFFC (\ufffc) replaces an object, U+FFFD (\ufffd) a character, and `\ue0b0` draws an arrow.
    ```

    ```html bad
    {% raw %}<p>rain ⟦���⟧</p>{% endraw %}
    ```

    Fetch the article from its source again. The lost characters cannot be restored from the file. The fix removes U+FFFC;
    it is unsafe because it marks where something is missing.
    """
    text = document.text
    if text.isascii():
        return
    broken: Sequence[Span] = ()
    signs = _LOST + _OBJECT + (_GARBLED if _FIRST_GARBLED in document.source.data else "")
    for sign in signs:  # a loop is faster than `any` of a generator
        if sign in text:
            broken = PackedSpans(len(text))
            broken.extend(Span(*match.span()) for match in _BROKEN.finditer(text))
            break
    private, controls = private_use(document), lost_signs(document)
    if not (broken or private or controls):
        return
    places, meant = dumps(document), mentioned(document)
    # Each kind reads all places again: a text may have too many to keep them by kind.
    for span in _of(_LOST, broken, places, text):
        if not _is_meant(span, text, meant):
            yield _garbled("characters were lost in decoding", span, text)
    for span in _of(_GARBLED, broken, places, text):
        yield _garbled("UTF-8 was decoded as Latin-1", span, text)
    for span in _of(_OBJECT, broken, places, text):
        if not _is_meant(span, text, meant):
            fix = delete(_with_a_space(text, span), "remove U+FFFC", unsafe=True)
            yield Issue(
                span, "object replacement character U+FFFC; readers see an empty box", fix, cause=_OBJECT
            )
    for match in private:
        severity = weight(match, document)
        if severity is not None and match[0] not in meant and not within(match.start(), places):
            message = f"a character was lost: U+{ord(match[0]):04X} has no meaning without its font"
            yield Issue(Span(*match.span()), message, severity=severity, cause="private use")
    for match in controls:
        if not within(match.start(), places) and not within(match.start(), broken):
            message = f"a character was lost: U+{ord(match[0]):04X} is {meaning(match[0])}"
            yield Issue(Span(*match.span()), message, cause="Windows-1252")


def _with_a_space(text: str, span: Span) -> Span:
    """Return the place to delete, so that no two spaces remain, and none at the edge of a line or a value."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if after == " " and before in _EDGES:
        return Span(span.start, span.end + 1)
    if before == " " and after in _EDGES:
        return Span(span.start - 1, span.end)
    return span


def _of(signs: str, broken: Sequence[Span], places: Sequence[Span], text: str) -> Iterator[Span]:
    return (span for span in broken if text[span.start] in signs and not within(span.start, places))


def _is_meant(span: Span, text: str, meant: frozenset[str]) -> bool:
    return span.end - span.start == 1 and text[span.start] in meant


def _garbled(what: str, span: Span, text: str) -> Issue:
    start, end = span
    return Issue(span, f"{what}: {text[start : min(end, start + _SHOWN)]!r}", cause=what)
