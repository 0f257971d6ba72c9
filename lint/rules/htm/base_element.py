"""HTM021 base-element."""

from lint.primitives.patterns import regex
from lint.rule import (
    Applicability,
    Document,
    Edit,
    Fix,
    Issue,
    Issues,
    Link,
    rule,
    shortened,
    unescape,
)
from lint.rules.htm.foreign import html_tags

_ABSOLUTE = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_TEMPLATE = regex(r"\{[{%]|<%|\$\{")


@rule("HTM021", severity="warning", in_text="<(?i:base)")
def base_element(document: Document) -> Issues:
    """A `<base>` in the article changes where every relative link of the page leads.

    Browsers resolve all relative URLs of a page against its first `<base href>`, even when it is in the body
    ([WHATWG HTML, 4.2.3](https://html.spec.whatwg.org/multipage/semantics.html#the-base-element)). One that was
    captured with an article sends the menu of the archive, its style sheets and its links to headings to
    the source.

    ```html bad
    ⟦<base href="https://news.example.org/dir/">⟧
    <p><a href="b.html">rain</a> <a href="#wind">wind</a></p>
    ```

    ```html fixed

    <p><a href="https://news.example.org/dir/b.html">rain</a> <a href="#wind">wind</a></p>
    ```

    ```html bad no-fix
    ⟦<base href="/dir/">⟧<a href="b.html">rain</a>
    ```

    ```html good
    <base target="_blank"><a href="https://news.example.org/b.html">rain</a>
    ```

    ```html good
    Write `<base href="/">` in the head.
    ```

    A whole page, with its own `<head>`, may have a `<base>` and is not reported.

    Remove the element, and make the article's relative URLs absolute. The fix does both; it is unsafe because
    links within the page were sent to the source, and are links to the archive again. It is offered if the
    address is absolute.
    """
    names = document.content.names
    if "base" not in names or not names.isdisjoint(("head", "html")):
        return
    found = [
        (tag, href)
        for tag in html_tags(document)
        if tag.name == "base" and not tag.closing and (href := document.attributes(tag).get("href"))
    ]
    for tag, href in found[:1]:  # browsers use the first, and would use the next one without it
        value = unescape(document.raw(href.span)).strip()
        edits = []
        if document.base_element == value:
            edits = sorted([*(Edit(each.span, "") for each, _ in found), *_absolute(document)])
        fix = Fix("remove it and make relative URLs absolute", tuple(edits), Applicability.UNSAFE)
        message = (
            f"<base> sends every relative link of the page to {shortened(value, 60)!r}; expected no <base>"
        )
        # It may be inside what Markdown takes for an address.
        yield Issue(tag.span, message, fix if edits and fix.is_sound else None)


def _absolute(document: Document) -> list[Edit]:
    """Return the edits that make relative URLs absolute."""
    edits = {}
    for link in document.links:
        if link.linked and link.attribute != "text" and _is_relative(link):
            url = document.resolve(link.value)
            if url is not None:
                edits[link.span] = Edit(link.span, url.replace("&", "&amp;") if "&amp;" in link.raw else url)
    return list(edits.values())


def _is_relative(link: Link) -> bool:
    value = link.value
    return bool(value) and value[0] != "#" and not _ABSOLUTE.match(value) and not _TEMPLATE.search(value)
