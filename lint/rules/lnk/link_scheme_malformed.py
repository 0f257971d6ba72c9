"""LNK002 link-scheme-malformed."""

import re

from lint.post.links import link_class
from lint.post.repairs import Repair, repaired
from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Link, Severity, Span, delete, replace, rule
from lint.rules.lnk.destinations import is_valid, with_scheme
from lint.rules.lnk.written_link import shown

_MALFORMED = regex(
    r"""\A(?!https?://[^/h])(?:         # nearly all URLs, ruled out at once
        h?t{1,3}ps?:/*\Z                 # only a scheme
        | https?://https?(?: :?/+(?=[^/]) | :(?=[a-z]) )  # two schemes
        | https?(?: (?: :/ | :/{3,} | [;.,]?// )(?=[^/]) | ： | :(?=／) | :\\\\(?=[^\\]) | :(?=www\.) )
        | (?:ttp|htp|htttp|hhttp|hppt|http:http)s?://(?=[^/])
        | [(（]+(?=https?://)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Browsers skip these slashes (https://url.spec.whatwg.org/#special-authority-ignore-slashes-state).
_OPENS = regex(r"https?:(?:/{3,}|\\)", re.IGNORECASE)
# Browsers strip ASCII spaces only (https://url.spec.whatwg.org/#concept-basic-url-parser); some Markdown parsers also
# strip the others and U+FEFF, but not U+200B and what is percent-encoded.
_INVISIBLE = regex(
    r"(?:[\xa0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000]|%20|%C2%A0|%E3%80%80|%E2%80%8[0-9A-F]|%E2%81%A0|%EF%BB%BF)+"
    r"(?=https?://[^/])",
    re.IGNORECASE,
)
_HALF = regex(r"\]\(\((?P<url>https?://[^\s()<>]+)\)(?!\))")


# What the malformed schemes contain.
_HINTS = (
    r"(?i:\Ah?t{1,3}ps?:/*\Z|\Ahttps?://https?|\Ahttps?(?::/[^/]|:/{3,}|[;.,]|//|：|:／|:\\|:www\.)"
    r"|\A(?:ttp|htp|htttp|hhttp|hppt|http:http)|\A[(（])"
)


@rule("LNK002", severity="error", in_text=r"\]\(\(http", in_links=f"{_HINTS}|\\A(?:{_INVISIBLE.pattern})")
def link_scheme_malformed(document: Document) -> Issues:
    r"""The scheme of the URL is malformed.

    A browser reads `ttps://`, a lone `http:`, `http://http://` or `https：//` (with a full-width colon) as a path
    on the archive's own site, or as a host named `http`. A scheme with too many slashes or with backslashes, as
    in `https:////` or `http:\\`, is a note: browsers open the page, but feed readers may not. A URL in two
    parentheses, as in `[rain]((https://…))`, is read as a path that begins with one, or as text if one is not closed.
    So is one after `%20`, or in an attribute after a space that is not ASCII, such as U+3000.

    ```html bad
    <a href="⟦ttps://news.example.org/⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/">rain</a>
    ```

    ```html bad
    <a href="⟦http://https://news.example.org/⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/">rain</a>
    ```

    ```html bad
    <a href="⟦http:⟧">rain</a>
    ```

    ```html bad
    [rain](⟦https：//news.example.org/a？b＝1⟧)
    ```

    ```html fixed
    [rain](https://news.example.org/a?b=1)
    ```

    ```html bad
    See [rain](⟦(https://news.example.org/)⟧).
    ```

    ```html fixed
    See [rain](https://news.example.org/).
    ```

    ```html bad
    See [rain⟦]((https://news.example.org/)⟧ for more.
    ```

    ```html fixed
    See [rain](https://news.example.org/) for more.
    ```

    ```html good
    <a href="https://web.archive.org/web/2020/https://news.example.org/">rain</a> `[rain]((https://news.example.org/))`
    ```

    The fix corrects the scheme, the parentheses and the full-width signs in such a URL, and is only offered if the result
    is a valid URL. It is safe because the rest of the URL leaves no doubt.
    """
    malformed = _MALFORMED.match
    for link in document.links:
        match = malformed(link.value)
        if match is not None and link_class(link) == "link":
            if link.attribute == "reference" and document.text.startswith("[^", link.tag.start):
                continue  # meant as a footnote, also where the builder has none
            message = f"the link {shown(link.value)} has a malformed scheme; expected `http://` or `https://`"
            if match[0][0] in "(（":
                message = f"the link {shown(link.value)} begins with a parenthesis; expected `https://`"
            severity = Severity.INFO if _OPENS.match(link.value) else None
            yield Issue(link.span, message, _fix(link, match), severity=severity)
        elif (space := _INVISIBLE.match(link.value)) is not None and link_class(link) == "link":
            message = (
                f"the link {shown(link.value)} begins with a space that browsers keep; expected `https://`"
            )
            yield Issue(link.span, message, _without(space[0], link))
    if "]((http" in document.text:
        yield from _half(document)


def _fix(link: Link, match: re.Match[str]) -> Fix | None:
    url = with_scheme(link.raw, match[0])
    return replace(link.span, url, "correct the URL") if url is not None else None


def _without(space: str, link: Link) -> Fix | None:
    if not link.raw.startswith(space):
        return None
    return delete(Span(link.span.start, link.span.start + len(space)), "remove the space")


def _half(document: Document) -> Issues:
    """Yield the links in two parentheses of which one is closed, and which are text for that reason."""
    found = {match.end(): match for match in _HALF.finditer(document.text, document.body.start)}
    repairs = [Repair(Span(*match.span()), f"]({match['url']}x)") for match in found.values()]
    for link in repaired(document, repairs):
        end = link.whole.end
        url = found[end]["url"]
        span = Span(found[end].start(), end)
        fix = replace(Span(span.start, span.start + 3), "](", "remove the second parenthesis")
        message = f"the link to {shown(url)} has two opening parentheses, so the reader sees the brackets"
        yield Issue(span, f"{message}; expected one", fix if is_valid(url) else None)
