"""LNK021 glued-urls."""

import re
from itertools import pairwise

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.sharing import is_share
from lint.rules.lnk.written_link import shown

# A letter or digit directly before the scheme, or `](` of a Markdown link that was captured with its URLs. Begins
# with a literal because Python finds one ten times faster.
_SECOND = regex(r"http(?:(?<=[^\W_]http)|(?<=\]\(http)|(?<=%5[Dd]\(http))s?(?:://|(?::|%3A)(?:%2F%2F))")
_FIRST = regex(r"https?://|/|www\.", re.IGNORECASE)
_ESCAPES = regex(r"(?:%[0-9A-Fa-f]{2})+\Z")
_MARKDOWN = regex(r"(?:\]|%5[Dd])(?:\(|%28)\Z")
# A space, line break, quotation mark or list sign between the two.
_BETWEEN = regex(r"(?:%20|%0[AaDd]|%09|%22|%27|%2[Cc]|%3[Bb]|%7[Cc])+\Z")
_AN_ID = regex(r"[?&](?:amp;)?(?:v|p|id|list)=[\w-]+(?:%20|%0[AaDd])+\Z")
# Parameters whose values are sentences, in which a URL may follow anything.
_PARAMETER = regex(r"[?&](?:amp;)?([\w.-]+)(?:\[\])?=[^&=?]*\Z")
_SENTENCES = frozenset(
    (
        "text", "status", "title", "body", "message", "msg", "tweet", "quote", "content", "contents", "subject",
        "caption", "comment", "description", "desc", "summary", "details", "note", "notes", "label", "q", "query", "s",
        "search", "keyword", "keywords", "wd", "word", "data", "payload", "share", "pic", "pics",
    )
)  # fmt: skip
_HAS_HOST = regex(r"[^/?#.]+\.[^/?#]")
# What is longer is data: neither a URL that anybody pasted nor the text of a link.
_LONGEST = 2000


_GLUED = r"(?:[^\W_]|\]\(|%5[Dd]\()https?(?:://|(?::|%3A)%2F%2F)"


@rule("LNK021", severity="warning", of=("link", "image"), raw=_SECOND, in_links=_GLUED)
def glued_urls(match: Match, link: Link, document: Document) -> Issues:
    """A link or an image consists of two URLs that were pasted together.

    `https://news.example.org/rainhttps://news.example.org/wind` asks the first site for a page that it does not
    have. A second `http://` or `https://` counts directly after a letter or a digit, after an escaped space,
    quotation mark or comma in a path, or after the `](` of a Markdown link that was captured with it. After any
    other sign, as in the addresses of web archives and of redirectors, it is meant. So it is in a parameter that
    contains a sentence, such as `text=` or `q=`, and in a share button. For bare URLs in running text, see HTM007.

    ```html bad
    <a href="⟦https://news.example.org/rain.htmlhttps://news.example.org/rain.html⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/rain.html">rain</a>
    ```

    ```html bad no-fix
    <a href="⟦https://news.example.org/heavy-rahttps://news.example.org/heavy-rain⟧">rain</a>
    ```

    ```html bad
    <a href="⟦https://news.example.org/rain%20https://news.example.org/wind⟧">See news.example.org/wind</a>
    ```

    ```html fixed
    <a href="https://news.example.org/wind">See news.example.org/wind</a>
    ```

    ```html good
    <a href="https://web.archive.org/web/2020/https://news.example.org/rain">rain</a>
    ```

    ```html good
    <a href="https://out.example/?url=https://news.example.org/rain">a</a> <a href="https://out.example/?https://b.example/">b</a>
    ```

    ```html good
    <a href="https://social.example/compose?text=Rainhttps://news.example.org/rain">share</a>
    ```

    The fix keeps one URL if both are the same, if the text of the link names one of them, or if the first has no host.
    It is unsafe because the other one is removed. Otherwise, decide which one is meant.
    """
    raw = link.raw
    if not _FIRST.match(raw):
        return
    for found in _SECOND.finditer(raw, 0, _LONGEST):
        first = _first(raw, found)
        if first is not None:
            break
    else:
        return
    url = document.url(link)
    if url is not None and is_share(url):
        return
    second = raw[found.start() :]
    is_markdown = _MARKDOWN.search(raw, max(found.start() - len("%5D%28"), 0), found.start()) is not None
    if is_markdown:
        second = second.rpartition(")")[0] or second
    kept = _kept(first, second, link, document)
    fix = None if kept is None else replace(link.span, kept, "keep one URL", unsafe=True)
    what = "link" if link.kind == "link" else "image"
    message = f"two URLs are glued together: {shown(second)} begins inside the {what}; expected one URL"
    # A Markdown link that was captured ends in a bracket, and often in the full stop after it. It is seldom the only one.
    cause, holds = ("](", (link.span,)) if is_markdown else (raw, ())
    yield Issue(link.span, message, fix, cause=cause, holds=holds)


def _first(raw: str, second: Match) -> str | None:
    """Return the URL before the second one; `None` if the second one belongs to it."""
    before = raw[: second.start()]
    if (markdown := _MARKDOWN.search(before, max(len(before) - len("%5D%28"), 0))) is not None:
        # With both brackets, it is what somebody searched for or shared.
        return None if "[" in before or "%5B" in before.upper() else before[: markdown.start()]
    escaped = "%" in second[0]
    if ":~:text=" in before or "%3C" in before or "%3c" in before:
        return None
    parameter = _PARAMETER.search(before)
    if parameter is not None and (escaped or parameter[1].lower() in _SENTENCES):
        return None
    escapes = _ESCAPES.search(before, max(len(before) - 60, 0))
    if escapes is None or not chr(int(escapes[0][-2:], 16)).isascii():  # a letter or digit
        return before
    between = _BETWEEN.search(before, max(len(before) - 60, 0))
    if between is None or escaped or ("?" in before and not _AN_ID.search(before)):
        return None
    return before[: between.start()]


def _kept(first: str, second: str, link: Link, document: Document) -> str | None:
    """Return the URL that the link should have; `None` if there is no telling."""
    if "://" not in second[: len("https://")]:
        return None
    pieces = [first, *_pieces(second)]
    if len({_bare(piece) for piece in pieces}) == 1:
        return max(pieces, key=lambda url: url.startswith("https"))
    if len(pieces) > len(("first", "second")):
        return None
    if not _HAS_HOST.match(first, len("https://")):
        return second
    text = _text(link, document)
    named = [url for url in (first, second) if _names(text, _bare(url))]
    return named[0] if len(named) == 1 else None


def _pieces(url: str) -> list[str]:
    """Return the URLs that are glued to a URL, with itself."""
    starts = [0, *(found.start() for found in _SECOND.finditer(url)), len(url)]
    return [url[start:end] for start, end in pairwise(starts)]


def _bare(url: str) -> str:
    return url.partition("//")[2].removeprefix("www.").rstrip("/")


def _text(link: Link, document: Document) -> str:
    """Return the beginning of a link's text, as it is written."""
    text, tag = document.text, link.tag
    if link.attribute == "href":
        end = text.find("</", tag.end, tag.end + _LONGEST)
        return text[tag.end : end] if end >= 0 else ""
    if link.attribute == "markdown":
        return text[max(tag.start, link.span.start - _LONGEST) : link.span.start]
    return ""


def _names(text: str, url: str) -> bool:
    """Return whether a text contains a URL, and not as the beginning of a longer one."""
    at = text.find(url) if url else -1
    return at >= 0 and not re.match(r"/?[\w/?#&=%-]", text[at + len(url) :])
