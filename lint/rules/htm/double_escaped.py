"""HTM009 double-escaped."""

import html
import re

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule, within

_TWICE = regex(
    r"&amp;(?:amp|lt|gt|quot|nbsp|#0?39|#8217|#8220|#8221|#8230|ldquo|rdquo|hellip|rsquo|lsquo|mdash|ndash|apos);"
    r"|&lt;/?(?:p|div|br|a|img|span|strong|em|b|i|ul|ol|li|h[1-6]|blockquote|iframe|figure)(?=[\s/&])(?:[^&<>]|&quot;|&amp;)*?&gt;",
    re.IGNORECASE,
)
_CODE = ("code", "pre", "textarea", "samp", "kbd", "tt")


@rule("HTM009", severity="warning", body=_TWICE)
def double_escaped(matches: list[Match], document: Document) -> Issues:
    """Markup is escaped twice, so readers see its source.

    `&amp;amp;` is displayed as `&amp;`, and `&lt;p&gt;` as `<p>`. Code is not checked, and neither are
    posts without a source URL. A post gets one finding, at the first place, with the number of places.

    ```html bad
    <p>Tom ⟦&amp;amp;⟧ Co</p>
    ```

    ```html fixed
    <p>Tom &amp; Co</p>
    ```

    ```html bad
    ⟦&lt;p&gt;⟧It rained.&lt;/p&gt;
    ```

    ```html good
    <p><code>&lt;p&gt;</code> and Tom &amp; Co</p>
    ```

    The fix unescapes the markup once. It is unsafe because the text may be about markup.
    """
    if document.base is None:
        return  # posts written for the site may be about markup
    covered, code = document.content.covered, _code_places(document)
    found = [Span(*match.span()) for match in matches]
    places = [place for place in found if not (within(place.start, covered) or within(place.start, code))]
    for place in places:
        fix = replace(place, html.unescape(document.raw(place)), "unescape once", unsafe=True)
        yield Issue(place, f"markup is escaped twice: {document.raw(place)[:40]!r}", fix, cause="escaped")


def _code_places(document: Document) -> list[Span]:
    places = []
    opened: dict[str, int] = {}
    for tag in document.content.tags:
        if tag.name in _CODE:
            if not tag.closing:
                opened.setdefault(tag.name, tag.span.end)
            elif tag.name in opened:
                places.append(Span(opened.pop(tag.name), tag.span.start))
    return sorted(places)
