"""HTM003 glued-tag."""

import re
from bisect import bisect_left

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule, within

# A space that is none for a browser is as bad as no space.
_LIKE = regex(r"</?[a-zA-Z][a-zA-Z0-9-]*+(?:[\u00a0\u3000]++[a-zA-Z-]++)?[ ]?=")
_GLUED = regex(
    r"(?P<name>a|abbr|article|aside|audio|b|blockquote|br|div|em|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe"
    r"|img|input|label|li|link|main|nav|ol|p|pre|script|section|small|source|span|strong|table|tbody|td|th|tr|ul|video)"
    r"(?P<space>[\u00a0\u3000]*)(?P<attribute>class|id|style|href|src|alt|title|width|height|data-[a-z-]+|align|target|rel|dir|lang"
    r"|type|name|color|face|size|border|bgcolor|colspan|rowspan|valign|cellpadding|cellspacing|clear)[ ]?=",
    re.IGNORECASE,
)
# Without quotation marks, only an attribute that the element has, and that does not form a word with its name.
_STYLED = frozenset(
    "a article aside div figure footer h1 h2 h3 h4 h5 h6 header img li main nav ol p pre section span table td tr ul".split()
)
_UNQUOTED = {
    "href": frozenset(("a", "link")),
    "src": frozenset(("audio", "iframe", "img", "input", "script", "source", "video")),
    "class": _STYLED,
    "style": _STYLED,
    "align": frozenset("div h1 h2 h3 h4 h5 h6 iframe img p table tbody td th tr".split()),
    "width": frozenset(("iframe", "img", "table", "td", "th", "video")),
    "height": frozenset(("iframe", "img", "table", "td", "th", "video")),
    "target": frozenset(("a",)),
    "rel": frozenset(("a",)),
    "id": frozenset("div h1 h2 h3 h4 h5 h6 iframe img span ul".split()),
    "alt": frozenset(("img",)),
    "title": frozenset(("a", "abbr", "img")),
    "type": frozenset(("input", "script", "source")),
    "color": frozenset(("font",)),
    "face": frozenset(("font",)),
    "size": frozenset(("font", "hr")),
    "border": frozenset(("img", "table")),
    "bgcolor": frozenset(("table", "td", "th", "tr")),
    "colspan": frozenset(("td", "th")),
    "rowspan": frozenset(("td", "th")),
    "valign": frozenset(("td", "th", "tr")),
    "cellpadding": frozenset(("table",)),
    "cellspacing": frozenset(("table",)),
    "clear": frozenset(("br",)),
}
_URL = regex(r"[^\s>]{0,2000}")


@rule("HTM003", severity="error", body=_LIKE)
def glued_tag(matches: list[Match], document: Document) -> Issues:
    """The space between a tag name and its first attribute is missing.

    Browsers read `<divclass="m-block">` as an unknown element: its style is lost, and its end tag closes
    another element. A link or an image of such a tag is lost, whether its URL has quotation marks or not. This
    happens when a tool joins lines without a space. The end tag that no longer matches is not reported separately.

    ```html bad
    <div><⟦divclass⟧="m-block">rain</div></div>
    ```

    ```html fixed
    <div><div class="m-block">rain</div></div>
    ```

    ```html bad
    <p><⟦ahref⟧=https://news.example.org/b target="_blank">rain</a></p>
    ```

    ```html fixed
    <p><a href=https://news.example.org/b target="_blank">rain</a></p>
    ```

    ```html bad no-fix
    <p><⟦ahref⟧=https: news.example.org b>rain</a></p>
    ```

    ```html good
    <div class="m-block">rain</div> <my-divclass="x">wind</my-divclass>
    ```

    ```html good
    Compare `<ahref=b>`, List&lt;a=b&gt;, a<b=c and <pid=12>.
    ```

    The fix inserts the space. It is unsafe because it changes the structure of the page. There is none for a URL
    that has lost characters.
    """
    text, content = document.text, document.content
    tags = {tag.span.start for tag in content.tags}
    ends = _EndTags(document)
    for found in matches:
        at = found.start()
        if at not in tags and (
            within(at, content.covered) or content.plain[at] != "<" or text[at - 1] == "\\"
        ):
            continue  # in code, in a comment, in an attribute, or escaped
        start = at + 1 + (text[at + 1] == "/")
        match = _GLUED.match(text, start, found.end())
        if match is None:
            continue
        name, attribute = match["name"].lower(), match["attribute"].lower()
        quoted = text[match.end() : match.end() + 1] in ("'", '"')
        if not quoted and name not in _UNQUOTED.get(attribute, ()):
            continue
        span = Span(start, match.end("attribute"))
        place = Span(*match.span("space"))
        fix = replace(place, " ", "insert a space", unsafe=True) if quoted or _is_whole(text, match) else None
        end = ends.after(at, name) if at not in tags else None
        message = f"<{name}> is glued to its attribute `{attribute}`; expected a space"
        yield Issue(span, message, fix, holds=(end,) if end is not None else ())


class _EndTags:
    """The end tags of a document, which have no start tag if that one is shown as text."""

    def __init__(self, document: Document) -> None:
        self._tags = document.content.tags
        self._by_name: dict[str, list[Span]] | None = None

    def after(self, offset: int, name: str) -> Span | None:
        """Return the place of the next end tag with a name after an offset, or `None`."""
        if self._by_name is None:
            self._by_name = {}
            for tag in self._tags:
                if tag.closing:
                    self._by_name.setdefault(tag.name, []).append(tag.span)
        places = self._by_name.get(name, [])
        index = bisect_left(places, Span(offset, offset))
        return places[index] if index < len(places) else None


def _is_whole(text: str, match: Match) -> bool:
    """Return whether the attribute after a match has a value, and not only the start of a URL."""
    value = _URL.match(text, match.end())
    return value is not None and value.group() != "" and not value.group().endswith(":")
