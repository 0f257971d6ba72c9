"""FMT012 html-in-title."""

import re

from lint.primitives.patterns import regex
from lint.rule import Applicability, Document, Edit, Field, Fix, Issue, Issues, Match, Severity, Span, rule

_NAMES = (
    "a|b|i|u|s|em|strong|span|font|code|sub|sup|small|big|br|wbr|p|div|img|strike|del|ins|mark|center|h[1-6]"
    "|tt|kbd|q|cite|noindex"
)
_TAG = regex(
    rf"<(?P<slash>/?)(?P<name>(?i:{_NAMES}))(?P<attributes>(?:\s+[A-Za-z-]+\s*="
    r"(?:\"[^\"<>]*\"|'[^'<>]*'|\\\"[^\"<>]*\"|[^\s\"'<>]+))*)\s*/?>"
)
_VOID = frozenset(("br", "wbr", "img"))
# Builders that print a title as it is show these as meant.
_FORMATTING = frozenset("b i u s em strong code sub sup small mark q cite wbr del ins kbd tt".split())
_ABOUT_MARKUP = regex(
    r"\b(?:tags?|elements?|x?html5?|css|markup|markdown|xml|jsx|dom|attributes?|balises?|etiquetas?)\b"
    r"|标签|標籤|标记|元素|要素|タグ|thẻ|태그|`",
    re.IGNORECASE,
)
_BREAK = "br"


@rule("FMT012", severity="warning", field="title", match=_TAG)
def html_in_title(match: Match, field: Field, document: Document) -> Issues:
    """The title contains HTML.

    A title is plain text: it is escaped on the page, or in the window's title, feeds and search results, and
    readers see `<br />` there. A link in a title breaks the link that a list of posts makes of it. The rule
    reports elements with their end tag, line breaks and images. It does not report a tag alone, as in
    `The <div> element`, empty elements, and titles that speak of tags or HTML. On a site that prints
    titles without escaping them, mere formatting is a note.

    ```yaml bad
    title: 'A day in May from ⟦<a href="https://news.example.org/">⟧Rain</a> <br />and wind'
    ```

    ```yaml fixed
    title: 'A day in May from Rain and wind'
    ```

    ```yaml bad
    title: Rain over the ⟦<em>⟧harbour</em>
    ```

    ```yaml good
    title: 'The <video> element, List<String> and <br>, a tag'
    ```

    ```yaml good
    title: How <div> works, and a <b> c
    ```

    The fix removes the tags and keeps the text. It is unsafe because formatting is lost.
    """
    tags = list(_TAG.finditer(document.text, *field.span))
    if not tags or _ABOUT_MARKUP.search(_TAG.sub(" ", match.string)) or not _is_meant(tags):
        return
    names = list(dict.fromkeys(tag["name"].lower() for tag in tags if not tag["slash"]))
    is_shown = document.site.renders_entities and _FORMATTING.issuperset(names)
    shown = ", ".join(f"<{name}>" for name in names)
    yield Issue(
        Span(*tags[0].span()),
        f"the title contains HTML: {shown}; expected plain text",
        Fix("remove the tags", tuple(_edits(tags)), Applicability.UNSAFE),
        severity=Severity.INFO if is_shown else None,
    )


def _is_meant(tags: list[Match]) -> bool:
    """Return whether all tags are void or pairs around some text."""
    opened: list[Match] = []
    for tag in tags:
        name = tag["name"].lower()
        if name in _VOID:
            if name == "img" and not tag["attributes"]:
                return False
        elif not tag["slash"]:
            opened.append(tag)
        elif not opened or opened[-1]["name"].lower() != name or not _between(opened.pop(), tag):
            return False
    return not opened


def _between(start: Match, end: Match) -> str:
    return _TAG.sub("", start.string[start.end() : end.start()]).strip()


def _edits(tags: list[Match]) -> list[Edit]:
    """Return the edits that remove the tags; a line break between two words leaves a space."""
    edits = []
    for tag in tags:
        text, (start, end) = tag.string, tag.span()
        content = ""
        if tag["name"].lower() == _BREAK:
            before, after = text[start - 1], text[end : end + 1]
            if before.isspace() and after.isspace():
                end += 1
            elif before.isalnum() and after.isalnum():
                content = " "
        edits.append(Edit(Span(start, end), content))
    return edits
