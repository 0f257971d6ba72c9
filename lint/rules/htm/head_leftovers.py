"""HTM020 head-leftovers."""

from lint.rule import (
    Applicability,
    Document,
    Edit,
    Fix,
    Issue,
    Issues,
    Severity,
    Tag,
    rule,
    unescape,
)
from lint.rules.htm.elements import whole_elements, without_indentation
from lint.rules.htm.foreign import html_tags
from lint.rules.moved import severity_if_moved

_NAMES = frozenset(("link", "style", "meta", "title"))
# Relations that browsers act on also in a body: https://html.spec.whatwg.org/multipage/links.html#body-ok
_LOADED = frozenset(
    "dns-prefetch modulepreload pingback preconnect prefetch preload prerender stylesheet".split()
)


@rule("HTM020", severity="warning", in_text=f"<(?i:{'|'.join(sorted(_NAMES))})")
def head_leftovers(document: Document) -> Issues:
    """What belongs in the head of the source page was captured with the article.

    `<link>`, `<style>`, `<meta>` and `<title>` tell a browser about the page that the article was copied from. In an
    archive they load its fonts and style sheets, and its styles change pages that they were not written for. An
    article in which browsers act on none of them, such as one with only a `<title>`, gets a note. They are
    reported once in a post, at the first, and what is wrong with their URLs is not reported separately.

    ```html bad
    <div>⟦<link rel="preload" as="font" href="//media.example.org/a.woff2">⟧
    <style>p { color: red }</style><p>It rained.</p></div>
    ```

    ```html fixed
    <div>
    <p>It rained.</p></div>
    ```

    ```html bad
    ⟦<meta name="viewport" content="width=device-width">⟧<title>Rain</title><p>It rained.</p>
    ```

    ```html good
    <div itemscope itemtype="https://schema.org/Article"><meta itemprop="name" content="Rain">It rained.</div>
    ```

    ```html good
    <svg viewBox="0 0 9 9"><title>Rain</title><style>path { fill: red }</style><path d="M0 0h9"/></svg>
    ```

    ```html good
    Write `<style>` in the head.
    ```

    Only posts with a source URL are checked, since the author of a page may style it; a post that has the same path as
    its source moved with its site, and is not checked either. Elements of microdata and RDFa and of SVG belong to the
    article, as does `<style scoped>`. A whole page with `<html>` or `<body>` is another defect.

    Remove the elements, unless the article looks wrong without its styles. The fix is unsafe for that reason.
    """
    names = document.content.names
    if (
        names.isdisjoint(_NAMES)
        or document.base is None
        or "html" in names
        or severity_if_moved(document) is not None
    ):
        return
    found = [tag for tag in html_tags(document) if tag.name in _NAMES and not tag.closing]
    found = [tag for tag in found if _is_of_a_head(document, tag)]
    if not found:
        return
    elements = whole_elements(document.content.tags)
    places = [elements.get(tag.span.start) for tag in found]
    whole = tuple(place for place in places if place is not None)
    fix = Fix(
        "remove them",
        tuple(Edit(without_indentation(place, document.text), "") for place in whole),
        Applicability.UNSAFE,
    )
    is_loaded = any(_is_loaded(document, tag) for tag in found)
    kinds = list(dict.fromkeys(f"<{tag.name}>" for tag in found))
    count = f" ({len(found):,} elements)" if len(found) > 1 else ""
    yield Issue(
        found[0].span,
        f"the article contains {' and '.join(kinds)} of the source page's head{count}",
        fix if len(whole) == len(found) else None,
        None if is_loaded else Severity.INFO,
        holds=tuple(place or tag.span for place, tag in zip(places, found, strict=True)),
    )


def _is_of_a_head(document: Document, tag: Tag) -> bool:
    attributes = document.attributes(tag)
    if tag.name == "link":
        return "rel" in attributes and "itemprop" not in attributes and "property" not in attributes
    if tag.name == "meta":
        # Open Graph uses RDFa's `property` in the head; microdata and RDFa in an article have a scope.
        name = attributes.get("property")
        is_graph = name is not None and document.raw(name.span).startswith(
            ("og:", "article:", "fb:", "twitter:")
        )
        return "itemprop" not in attributes and (is_graph or name is None) and bool(attributes)
    return not (
        tag.name == "style" and ("scoped" in attributes or "lang" in attributes or "jsx" in attributes)
    )


def _is_loaded(document: Document, tag: Tag) -> bool:
    attributes = document.attributes(tag)
    if tag.name == "link":
        return not _LOADED.isdisjoint(_value(document, tag, "rel").lower().split())
    return tag.name == "style" or (tag.name == "meta" and "http-equiv" in attributes)


def _value(document: Document, tag: Tag, name: str) -> str:
    found = document.attributes(tag).get(name)
    return unescape(document.raw(found.span)) if found is not None else ""
