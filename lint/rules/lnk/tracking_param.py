"""LNK010 tracking-param."""

import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Link, Match, replace, rule
from lint.rules.lnk.footnotes import in_footnote
from lint.rules.lnk.written_link import is_heading
from lint.values.urls import nested_at

# A query ends at the first `#` that is not part of a character reference.
_QUERY = regex(r"\A([^?]*+)(\?[^#]*(?:(?<=&)#[^#]*)*)")
_NAMES = (
    r"utm_[a-z_]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi"
    r"|ncid|cmpid|at_medium|at_campaign|__(?:tn|eep|so|rv|gid)__|__(?:cft|xts)__(?:\[\d{0,3}\]|%5B\d{0,3}%5D)?"
)
_TRACKING = regex(
    # An ampersand may be escaped twice.
    rf"(?:amp;)*(?:{_NAMES})\Z",
    re.IGNORECASE,
)
# Parameters are separated by `&`, which may be written as a character reference; others, such as `&#45;` or
# `&eacute;`, are part of a value.
_AMPERSAND = r"(?:amp|\#0*38|\#x0*26);"
_PARAMETER = regex(
    rf"""(\?|&{_AMPERSAND}|&(?!(?:\#\w+|\w+);))
    (((?:[^&=]|&(?!{_AMPERSAND})(?:\#\w+|\w+);)*)  # the name
    (?:[^&]|&(?!{_AMPERSAND})(?:\#\w+|\w+);)*)""",
    re.IGNORECASE | re.VERBOSE,
)


@rule("LNK010", severity="info", of="link", raw=_QUERY, in_links=f"(?i:{_NAMES})")
def tracking_param(match: Match, link: Link, document: Document) -> Issues:
    """A link contains tracking parameters.

    `utm_source`, `fbclid` and similar parameters say where a reader came from, not which page to show. With
    them, links to the same page look different, and everyone who follows one is tracked. WeChat needs `scene`
    and `key`, so they are kept. So is a URL inside a web archive's URL
    (`web.archive.org/web/2020/https://…?utm_source=feed`), because the archive uses it to find its copy. Links
    are reported once in a post, with the number of places.

    ```html bad
    <a href="https://news.example.org/a⟦?utm_source=feed&amp;utm_medium=rss⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/a⟦?id=7&fbclid=IwAR0⟧#top">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a?id=7#top">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/⟦?utm_source=feed&#038;p=3⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/?p=3">rain</a>
    ```

    ```html bad
    <a href="https://news.example.org/a⟦?utm_source=feed&utm_term=rain&#45;and&#45;wind&p=3⟧">rain</a>
    ```

    ```html fixed
    <a href="https://news.example.org/a?p=3">rain</a>
    ```

    ```html good
    <a href="https://web.archive.org/web/2020/https://news.example.org/a?utm_source=feed&amp;id=7">rain</a>
    ```

    ```html good
    <a href="https://mp.weixin.qq.com/s?__biz=1&scene=21&key=2">rain</a>
    ```

    ```html bad
    <a href="https://social.example.org/a⟦?__xts__[0]=68.ARB&amp;__tn__=K-R&amp;amp;utm_source=feed⟧">rain</a>
    ```

    ```html fixed
    <a href="https://social.example.org/a">rain</a>
    ```

    ```html bad no-fix
    Rain.[^1]

    [^1]: [The source](https://news.example.org/a⟦?utm_source=feed⟧).
    ```

    The fix removes the parameters. It is safe because they do not affect what the server returns. A footnote is
    left as it is, because it cites what its author read.
    """
    before, query = match.groups()
    if "://" in query.partition("=")[0] or nested_at(before) is not None or is_heading(link, document):
        return
    parameters = _PARAMETER.findall(query)
    tracking = dict.fromkeys(name for _, _, name in parameters if _TRACKING.match(name))
    if tracking:
        kept = [(joint, parameter) for joint, parameter, name in parameters if name not in tracking]
        content = "?" + "".join(map("".join, kept)).removeprefix(kept[0][0]) if kept else ""
        span = link.span_of(match, 2)
        is_note = in_footnote(document.text, link.tag.start)
        fix = None if is_note else replace(span, content, "remove the tracking parameters")
        names = ", ".join(name.replace("amp;", "") for name in tracking)
        message = f"the link contains tracking parameters: {names}"
        yield Issue(span, message, fix, cause="tracking")
