"""The URLs in running text, and which of them become links by whose rule."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from lint.archive.builders.markdown import BareUrls
from lint.post.links import Link, seen
from lint.primitives.patterns import regex
from lint.primitives.source import Span, within

# What a reader takes for the URL: it ends at whitespace, at characters that are invalid in URLs, and at CJK
# punctuation. Python searches fast for one of few letters, and slowly where it ignores case.
_READ = regex(
    r"""[hH][tT][tT][pP][sS\u017f]?://[^\s<>"`|{}\\^\x00-\x1f\x7f-\x9f\u3000-\u3003\u3008-\u3011\u3014-\u301b"""
    r"""\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\u201c\u201d\u2018\u2019]++""",
)
_TRAILING = ".,:;!?*'\"~…。、"
_PAIRS = {")": "(", "]": "[", "」": "「", "』": "『", "》": "《"}

_LINKED_PATTERNS = {
    # GitHub Flavored Markdown, section 6.9, as marked reads it, and remark.
    "gfm": (r"(?:(?:https?|ftp)://|(?<![\w.@/:-])www\.)[a-zA-Z0-9-][^\s<]*+"),
    "remark": (r"(?<![a-zA-Z])(?:https?://|(?<![\w.@/:-])www\.)(?:[^\s<\]]|\](?![(\[]))+"),
    # https://github.com/yuin/goldmark/blob/master/extension/linkify.go
    "goldmark": (
        r"(?<![^\s*_~(>\"'])(?:(?:https?|ftp)://[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+(?::\d+)?"
        r"|www\.[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+)(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*+)?"
    ),
    # https://github.com/markdown-it/linkify-it/blob/master/lib/re.mjs
    "linkify": (
        r"(?<![a-zA-Z0-9.+-])(?:https?|ftp)://[^\s<>/?#|()\[\]{},\"'!;\x00-\x1f]+"
        r"(?:[/?#](?:[^\s<>｜()\[\]{}.,\"'?!;\x00-\x1f]|\[[^\]\s]*\]|\([^)\s]*\)|\{[^}\s]*\}|\"[^\"\s]+\"|'[^'\s]+'"
        r"|'(?=[\w-])|\.{2,}[\w%/&]|\.(?![\s.]|$)|[,;](?!\s|$)|!+(?![\s!]|$)|\?(?![\s?]|$))*)?"
    ),
}
# After other signs, remark looks for addresses only when it has found the links.
_BEFORE_WWW = " \t\r\n(*_[]~"
_REFERENCE = regex(r"&[a-zA-Z0-9]+;\Z")
_TRAILING_LINKED = "?!.,:*_~"
_ALSO = {"gfm": ";'\"", "remark": ";'\"]"}
# A bare URL runs on into the brackets of a link, which is then none. Of several glued URLs, the last is read.
_INTO_LINK = r"(?<![(<\"'=\[])(?<!\]: )%s(?:(?!https?://)[^\s<\[\]])*(\[)(?=[^\[\]%s]*+\]\()"
_SWALLOWING: dict[str, tuple[str, str]] = {
    "gfm": (r"(?:https?://|(?<![\w.@/:-])www\.)", r"\n"),
    "remark": (r"(?:(?<![a-zA-Z])https?://|(?<![^\s(*_\[\]~])www\.)", r"\n"),
    "linkify": (r"https?://", r"\s"),
}
_PROTOCOLS = {"goldmark": "https"}  # https://gohugo.io/configuration/markup/#extensionslinkifyprotocol


def without_swallowed(text: str, span: Span, rule: BareUrls) -> str:
    """Return the text with a letter for each bracket that belongs to a bare URL, and begins no link."""
    if rule not in _SWALLOWING or "](" not in text or ("://" not in text and "www." not in text):
        return text
    pieces: list[str] = []
    copied = span.start
    for match in _swallowing(rule).finditer(text, *span):
        pieces += (text[copied : match.start(1)], "x")
        copied = match.end(1)
    return "".join((text[: span.start], *pieces, text[copied:])) if pieces else text


@cache
def _swallowing(rule: BareUrls) -> re.Pattern[str]:
    return re.compile(_INTO_LINK % _SWALLOWING[rule], re.IGNORECASE)


def may_have_bare_urls(plain: str, span: Span, rule: BareUrls, hidden: Sequence[Span]) -> bool:
    """Return whether a URL in `plain[span]` may begin outside of some places, which is told fast.

    Parameters:
        rule: as for `bare_urls`.
        hidden: the places, in order and disjoint.
    """
    if rule:
        return "://" in plain or "www." in plain
    at = plain.find("://", *span)
    places = iter(hidden)
    place = next(places, None)
    while at >= 0:
        for start in (at - 5, at - 4):
            if plain[start : start + 4].lower() == "http":
                while place is not None and place.end <= start:
                    place = next(places, None)
                if place is None or start < place.start:
                    return True
        at = plain.find("://", at + 3, span.end)
    return False


def bare_urls(
    text: str,
    plain: str,
    span: Span,
    rule: BareUrls,
    places: tuple[Sequence[Span], Sequence[Span]],
    hidden: tuple[Sequence[Span], Sequence[Span]] = ((), ()),
) -> Iterator[Link]:
    """Yield the URLs in running text, without trailing punctuation.

    Parameters:
        plain: the text without templates.
        rule: by whose rule a URL becomes a link.
        places: the places of text in which it does, and those of HTML, in which it does not.
        hidden: the places in which a URL is no text, such as tags: two lists, each in order.
    """
    linked, unlinked = places
    first, second = hidden
    if rule and linked:
        for match in _linked(rule).finditer(plain, *span):
            start = match.start()
            if within(start, linked) and not within(start, first) and not within(start, second):
                yield from _made(text, start, _linked_part(match, rule, linked), rule)
    if not rule or unlinked:
        for match in _READ.finditer(plain, *span):
            start = match.start()
            if within(start, first) or within(start, second) or (rule and not within(start, unlinked)):
                continue
            yield from _made(text, start, _without_punctuation(match.group()), "")


def _linked_part(match: re.Match[str], rule: BareUrls, linked: Sequence[Span]) -> str:
    """Return the part of an address that becomes a link."""
    if rule == "linkify":
        return match.group().rstrip("*")
    raw = _without_end(match.group(), _ALSO.get(rule, ""))
    start = match.start()
    if rule == "remark" and raw[:1] in ("w", "W") and match.string[max(start - 1, 0)] not in _BEFORE_WWW:
        return raw[: _end_of_text(linked, start) - start]
    return raw


def _end_of_text(linked: Sequence[Span], start: int) -> int:
    """Return the end of the running text at an offset, before code or a link."""
    index = bisect_right(linked, start, key=lambda place: place.start) - 1
    while index + 1 < len(linked) and linked[index].end == linked[index + 1].start:
        index += 1
    return linked[index].end


@cache
def _linked(rule: BareUrls) -> re.Pattern[str]:
    return re.compile(_LINKED_PATTERNS[rule], re.NOFLAG if rule == "goldmark" else re.IGNORECASE)


def _made(text: str, start: int, raw: str, rule: BareUrls) -> Iterator[Link]:
    # A block tag ends it; what prints a part of it does not.
    raw = text[start : start + len(raw)].partition("{%")[0]
    if not raw.endswith("//"):
        place = Span(start, start + len(raw))
        value = seen(raw)
        if value[:4].lower() == "www.":
            value = f"{_PROTOCOLS.get(rule, 'http')}://{value}"
        yield Link("text", "text", "link", raw, value, place, place, linked=rule != "")


def _without_punctuation(raw: str) -> str:
    if raw[-1] not in _TRAILING and raw[-1] not in _PAIRS:
        return raw
    end = len(raw)
    # Counted once: a URL may end with any number of brackets.
    extra = {last: raw.count(last) - raw.count(opening) for last, opening in _PAIRS.items() if last in raw}
    while end:
        last = raw[end - 1]
        if extra.get(last, 0) > 0:
            extra[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return raw[:end]


def _without_end(raw: str, also: str) -> str:
    """Return a URL as GitHub's rule ends it: punctuation, a closing parenthesis too many, a reference."""
    end = len(raw)
    extra = raw.count(")") - raw.count("(")
    while end:
        last = raw[end - 1]
        reference = _REFERENCE.search(raw[max(end - 40, 0) : end]) if last == ";" else None
        if reference is not None:
            end -= len(reference[0])
        elif last == ")" and extra > 0:
            extra -= 1
            end -= 1
        elif last in _TRAILING_LINKED or last in also:
            end -= 1
        else:
            break
    return raw[:end]
