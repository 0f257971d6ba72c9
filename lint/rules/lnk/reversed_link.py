"""LNK017 reversed-link."""

import re

from lint.post.repairs import Repair, repaired
from lint.primitives.patterns import regex
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Match, Span, replace, rule
from lint.rules.lnk.written_link import shown

# Each begins with what the search finds fast.
_DESTINATION = regex(
    r"\)\[(?P<url>(?:https?://|mailto:|www\.|\.{0,2}/(?=[\w.~-]+?[/.#])|[\w/-]++\.(?:html?|mdx?|pdf|png|jpe?g|gif|svg)\b)"
    r"[^\s\[\]()<>]*+(?:\([^\s\[\]()<>]*+\)[^\s\[\]()<>]*+)*)\](?![\[(:])"
)
_WIDE_DESTINATION = regex(r"）\[(?P<url>https?://[^\s\[\]（）<>]+)\](?![\[(:])")
# The second pair of brackets is of the wrong kind, or is not closed.
_HALVES = tuple(
    (sign, regex(pattern, re.MULTILINE))
    for sign, pattern in (
        ("](http", r"\]\((?P<url>https?://[^\s()\[\]<>]++)(?:\](?!\()|(?=[ \t]*\r?$))"),
        ("][http", r"\]\[(?P<url>https?://[^\s()\[\]<>]++)\](?![\[(:])"),
        ("]（http", r"\]（(?P<url>https?://[^\s()\[\]（）<>]++)）"),
    )
)
_NUMBER = regex(r"[\d\s,]*\Z")
_PARENTHESIS = {"()": regex(r"[()\[\]\n]"), "（）": regex(r"[（）\[\]\n]")}
_LONGEST = 300
_IN_CODE = regex(r"[\w)\]$]", re.ASCII)


_HINTS = (
    rf"{_DESTINATION.pattern}|{_WIDE_DESTINATION.pattern.replace('?P<url>', '')}"
    r"|\]\(https?://[^\s()\[\]<>]+(?:\]|[ \t]*\r?$)|\]\[https?://|\]（https?://"
)


@rule("LNK017", severity="warning", in_text=f"(?m){_HINTS}")
def reversed_link(document: Document) -> Issues:
    """The brackets of a link are the wrong way round, of the wrong kind, or not closed.

    Markdown takes the text of a link in square brackets, and its destination in parentheses. The other way round, with
    full-width parentheses, or without the last one, the reader sees all of them, and cannot click. Only a
    destination that is a URL or a path is reported, so that a footnote, as in `(rain)[^1]`, a reference, and code are not.

    ```html bad
    ⟦(Subscribe)[https://lists.example.org/]⟧ to the list.
    ```

    ```html fixed
    [Subscribe](https://lists.example.org/) to the list.
    ```

    ```html bad
    [Subscribe⟦](https://lists.example.org/]⟧ to the list.
    ```

    ```html fixed
    [Subscribe](https://lists.example.org/) to the list.
    ```

    ```html bad
    [订阅⟦]（https://lists.example.org/）⟧邮件列表。
    ```

    ```html fixed
    [订阅](https://lists.example.org/)邮件列表。
    ```

    ```html good
    [Subscribe](https://lists.example.org/) to (the list)[^1] `(a)[https://rain.example.org/]`

    [^1]: rain
    ```

    ```html good
    (rain)[https://rain.example.org/] and rain(x)[/a/b]

    [https://rain.example.org/]: https://rain.example.org/
    ```

    The fix swaps or replaces the brackets. It is unsafe because it changes what the reader sees.
    """
    yield from _reversed(document)
    yield from _half(document)


def _reversed(document: Document) -> Issues:
    text = document.text
    openings: dict[int, int] = {}
    repairs: list[Repair] = []
    for match in _destinations(document):
        start = _opening(text, match.start(), document.body.start)
        if start is None or (repairs and start < repairs[-1].span.end):
            continue
        is_web = match["url"].startswith(("http", "mailto:", "www."))
        if not is_web and _IN_CODE.match(text, start - 1):
            continue
        openings[match.end()] = start
        inner = text[start + 1 : match.start()]
        repairs.append(Repair(Span(start, match.end()), f"[{inner}]({match['url']})"))
    for link in repaired(document, repairs) if repairs else ():
        end = link.whole.end
        span = Span(openings[end], end)
        middle = max(text.rfind(each, span.start, end) for each in (")[", "）["))
        edits = (
            Edit(Span(span.start, span.start + 1), "["),
            Edit(Span(middle, middle + 2), "]("),
            Edit(Span(end - 1, end), ")"),
        )
        message = f"the brackets of the link to {shown(text[middle + 2 : end - 1])} are the wrong way round"
        fix = Fix("swap the brackets", edits, Applicability.UNSAFE)
        yield Issue(span, f"{message}; expected `[text](URL)`", fix)


def _destinations(document: Document) -> list[Match]:
    text, start = document.text, document.body.start
    found: list[Match] = []
    if text.find(")[", start) >= 0:
        found += _DESTINATION.finditer(text, start)
    if text.find("）[", start) >= 0:
        found += _WIDE_DESTINATION.finditer(text, start)
    return sorted(found, key=Match.start)


def _opening(text: str, end: int, begin: int) -> int | None:
    """Return where the parenthesis opens that closes at `end`, in the same line and with a text in it."""
    begin = max(begin, end - _LONGEST)
    depth = 0
    pair = "（）" if text[end] == "）" else "()"
    for match in reversed(list(_PARENTHESIS[pair].finditer(text, begin, end))):
        if match[0] == pair[0] and depth == 0:
            start = match.start()
            return start if text[start + 1 : end].strip() else None
        if match[0] not in pair:
            return None
        depth += 1 if match[0] == pair[1] else -1
    return None


def _half(document: Document) -> Issues:
    """Yield the links whose destination is not in a pair of parentheses."""
    text, start = document.text, document.body.start
    found: dict[int, Match] = {}
    for sign, pattern in _HALVES:
        at = text.find(sign, start)
        line_end = close = -1  # each is looked for once, or a long line would take quadratic time
        while at >= 0:
            if at > line_end:
                line_end = text.find("\n", at)
                line_end = line_end if line_end >= 0 else len(text)
            if at > close:
                close = text.find(")", at, line_end)
                close = close if close >= 0 else line_end
            # Nearly all links close: that is faster to see than to read their URLs.
            is_usual = sign == "](http" and close < line_end and text.find("]", at + 1, close) < 0
            if not is_usual and (match := pattern.match(text, at)) is not None:
                found[match.end()] = match
            at = text.find(sign, at + 1)
    repairs = [
        Repair(Span(*match.span()), _closed(match)) for match in sorted(found.values(), key=Match.start)
    ]
    for link in repaired(document, repairs) if repairs else ():
        end = link.whole.end
        match = found[end]
        if _NUMBER.match(text, link.whole.start + 1 + link.image, match.start()):
            continue
        url = match["url"]
        is_open = match[0].endswith(url)
        span = Span(match.start(), end)
        is_certain = not is_open or url[-1] not in ".,;:!?"
        fix = replace(span, f"]({url})", "write parentheses", unsafe=True) if is_certain else None
        wrong = "is not closed" if is_open else "is not in parentheses"
        message = f"the destination {shown(url)} {wrong}, so the reader sees the brackets; expected `](URL)`"
        yield Issue(span, message, fix)


def _closed(match: Match) -> str:
    """Return the destination in parentheses, as long as it is written."""
    return "](" + match["url"][: len(match[0]) - len("]()")] + ")"
