"""The URLs in running text, and which of them become links by whose rule."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from lint.archive.builders.markdown import BareUrls
from lint.post.links import Link, seen
from lint.primitives.source import Span, within

# What a reader takes for the URL: it ends at whitespace, at characters that are invalid in URLs, and at CJK
# punctuation.
_READ = re.compile(
    r"""https?://[^\s<>"`|{}\\^\x00-\x1f\x7f-\x9f\u3000-\u3003\u3008-\u3011\u3014-\u301b"""
    r"""\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\u201c\u201d\u2018\u2019]++""",
    re.IGNORECASE,
)
_TRAILING = ".,:;!?*'\"~…。、"
_PAIRS = {")": "(", "]": "[", "」": "「", "』": "『", "》": "《"}

_LINKED_PATTERNS = {
    # GitHub Flavored Markdown, section 6.9, as marked reads it, and remark.
    "gfm": (r"(?:(?:https?|ftp)://|(?<![\w.@/:-])www\.)[a-zA-Z0-9-][^\s<]*+"),
    "remark": (r"(?<![a-zA-Z])(?:https?://|(?<![\w.@/:-])www\.)[^\s<]++"),
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
_REFERENCE = re.compile(r"&[a-zA-Z0-9]+;\Z")
_TRAILING_LINKED = "?!.,:*_~"
_ALSO = {"gfm": ";'\"", "remark": ";'\"]"}
_PROTOCOLS = {"goldmark": "https"}  # https://gohugo.io/configuration/markup/#extensionslinkifyprotocol


def bare_urls(
    text: str, plain: str, span: Span, rule: BareUrls, linked: Sequence[Span], unlinked: Sequence[Span]
) -> Iterator[Link]:
    """Yield the URLs in running text, without trailing punctuation.

    Parameters:
        plain: the text without templates.
        rule: by whose rule a URL becomes a link.
        linked: the places of text in which it does.
        unlinked: the places of HTML, in which it does not.
    """
    if rule and linked:
        for match in _linked(rule).finditer(plain, *span):
            if within(match.start(), linked):
                raw = (
                    match.group().rstrip("*")
                    if rule == "linkify"
                    else _without_end(match.group(), _ALSO.get(rule, ""))
                )
                yield from _made(text, match.start(), raw, rule)
    if not rule or unlinked:
        for match in _READ.finditer(plain, *span):
            if not rule or within(match.start(), unlinked):
                yield from _made(text, match.start(), _without_punctuation(match.group()), "")


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
    while raw:
        last = raw[-1]
        unpaired = last in _PAIRS and raw.count(last) > raw.count(_PAIRS[last])
        if last not in _TRAILING and not unpaired:
            break
        raw = raw[:-1]
    return raw


def _without_end(raw: str, also: str) -> str:
    """Return a URL as GitHub's rule ends it: punctuation, a closing parenthesis too many, a reference."""
    while raw:
        reference = _REFERENCE.search(raw, max(len(raw) - 40, 0)) if raw[-1] == ";" else None
        if reference is not None:
            raw = raw[: reference.start()]
        elif (
            raw[-1] in _TRAILING_LINKED
            or raw[-1] in also
            or (raw[-1] == ")" and raw.count(")") > raw.count("("))
        ):
            raw = raw[:-1]
        else:
            break
    return raw
