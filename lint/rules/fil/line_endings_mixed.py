"""FIL011 line-endings-mixed."""

from collections import Counter

from lint.post.many import MANY
from lint.primitives.patterns import regex
from lint.rule import Document, Edit, Fix, Issue, Issues, Span, delete, replace, rule, within
from lint.rules.fil.places import dumps
from lint.rules.fil.word_breaks import hyphenates, is_word_break, joins_words, may_begin_markdown

_BREAK = regex(r"\r\n|\n|\r")
_SIGNS = "\u200b\u2060\ufeff\u00ad\u2028\u2029"
_ZERO_WIDTH, _HYPHEN = "\u200b\u2060\ufeff", "\u00ad"
# Starts with a character class because Python finds one ten times faster than it tries alternatives.
_INVISIBLE = regex(
    f"[{_SIGNS}](?:(?<=[{_ZERO_WIDTH}])[{_ZERO_WIDTH}]*|(?<={_HYPHEN}){_HYPHEN}*|(?<=[\u2028\u2029])[\u2028\u2029]*)"
)
_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


@rule("FIL011", severity="info", in_text=f"[\r{_SIGNS}]")
def line_endings_mixed(document: Document) -> Issues:
    r"""The text has mixed line endings or characters that nobody sees.

    Mixed line endings make diffs noisy. They appear when a page is pasted into a file that was written on
    another system. Zero-width spaces, word joiners and stray byte order marks are left by web editors. They
    are invisible, and searching for a word that contains one does not find it. Joiners within emoji and
    Persian words are allowed, and so are zero-width spaces between Thai, Lao, Khmer or Myanmar words.

    A soft hyphen (U+00AD) marks where a long word may be divided; text copied from a printed page has them anywhere. A
    line separator (U+2028) or paragraph separator (U+2029) is white space for neither HTML nor Markdown: words on
    both sides run together, or readers see an empty box.

    Each kind is reported once, at the first place, with the number of places. Code and scripts are not
    checked.

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

    ```html bad escapes
    <p>rain⟦\u200b⟧ and\u200b wind,\ufeff sun</p>
    ```

    ```html fixed
    <p>rain and wind, sun</p>
    ```

    ```html good escapes
    <p>ภาษา\u200bไทย</p>
    ```

    ```html bad escapes
    <p>⟦\u00ad⟧雨天。\u00ad\u00ad</p>
    ```

    ```html fixed
    <p>雨天。</p>
    ```

    ```html bad escapes
    <p>rain⟦\u2028\u2028⟧and \u2029wind</p>
    ```

    ```html fixed
    <p>rain and wind</p>
    ```

    ```html good escapes
    <script>const rain = "\u2028\u00ad";</script>
    ```

    The fix uses the file's most frequent line ending everywhere and removes the characters. It puts a space where a
    separator, or a zero-width character after a URL, is all that keeps two words apart. That is unsafe, and so are fixes within words, where the author may have
    put the soft hyphens, in fields, tags and URLs, and where what follows would become Markdown.
    """
    text = document.text
    if "\r" in text:
        yield from _mixed(text)
    if not text.isascii():
        for char in _SIGNS:  # a loop is faster than `any` of a generator
            if char in text:
                yield from _invisible(document)
                break


def _mixed(text: str) -> Issues:
    kinds = Counter(match.group() for match in _BREAK.finditer(text))
    if len(kinds) == 1:
        return
    usual = kinds.most_common(1)[0][0]
    others = (Span(*match.span()) for match in _BREAK.finditer(text) if match.group() != usual)
    if kinds.total() - kinds[usual] < MANY:
        edits = tuple(Edit(span, usual) for span in others)
        place = edits[0].span
    else:  # one edit takes less memory than one for each
        place = last = next(others)
        for span in others:
            last = span
        whole = Span(place.start, last.end)
        edits = (Edit(whole, _BREAK.sub(usual, text[slice(*whole)])),)
    counts = ", ".join(f"{count:,} {_NAMES[kind]}" for kind, count in kinds.most_common())
    fix = Fix(f"end every line with {_NAMES[usual]}", edits)
    yield Issue(place, f"line endings are mixed: {counts}", fix)


def _invisible(document: Document) -> Issues:
    text = document.text
    places = dumps(document, ("script", "style"))  # web editors use `<pre>` for quotations
    urls: list[Span] | None = None
    bare: list[Span] | None = None
    for match in _INVISIBLE.finditer(text, document.source.body_offset):
        span = Span(*match.span())
        if within(span.start, places):
            continue  # an example of such characters
        codes = " ".join(sorted({f"U+{ord(char):04X}" for char in match.group()}))
        if match[0][0] in _ZERO_WIDTH:
            if not is_word_break(text, *span):
                is_doubtful = may_begin_markdown(text, *span)
                if _is_between_scripts(text, span):
                    bare = _bare_urls(document) if bare is None else bare
                    if within(span.start - 1, bare):
                        put = replace(span, " ", "put a space after the URL", unsafe=True)
                        yield Issue(span, f"zero-width character {codes} ends a URL", put, cause="URL")
                        continue
                # In a title, two spaces would remain; in the body, code may be aligned with them.
                doubled = text[span.start - 1] == " " == text[span.end : span.end + 1]
                whole = (
                    Span(span.start, span.end + 1) if doubled and span.start < document.body.start else span
                )
                fix = delete(whole, "remove zero-width characters", unsafe=is_doubtful)
                yield Issue(span, f"zero-width character {codes}", fix, cause="zero-width")
            continue
        if urls is None:  # most posts have only zero-width characters
            urls = sorted(link.span for link in document.links)
        in_markup = span.start < document.body.start or within(span.start, document.content.covered)
        in_markup = in_markup or within(span.start, urls)
        is_doubtful = in_markup or may_begin_markdown(text, *span)
        if match[0][0] == _HYPHEN:
            is_in_word = hyphenates(text, *span)
            fix = delete(span, "remove soft hyphens", unsafe=is_doubtful or is_in_word)
            where = " in a word" if is_in_word else ""
            yield Issue(span, f"soft hyphen {codes}{where}", fix, cause=f"hyphen{where}")
        else:
            joins = joins_words(text, *span)
            put = replace(span, " " if joins else "", "replace line separators", unsafe=is_doubtful or joins)
            yield Issue(span, f"line separator {codes}", put, cause="separator")


def _bare_urls(document: Document) -> list[Span]:
    return sorted(link.span for link in document.links if link.attribute == "text")


def _is_between_scripts(text: str, span: Span) -> bool:
    """Return whether characters are all that is between ASCII, such as a URL, and a word in another script."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return before.isascii() and before.isalnum() and after.isalnum() and not after.isascii()
