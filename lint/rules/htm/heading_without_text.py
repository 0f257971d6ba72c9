"""HTM016 heading-without-text."""

from collections.abc import Iterator

from lint.post.elements import VOID
from lint.primitives.patterns import regex
from lint.rule import (
    Document,
    Issue,
    Issues,
    Match,
    Span,
    Tag,
    delete,
    rule,
    unescape,
    within,
)

_HEADING = regex(r"\n {0,3}(?P<all>(?P<mark>##{0,5})[ \t]*(?:(?<=[ \t])#+[ \t]*)?)(?=\r?\n|\r?\Z)")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Elements and attributes that show nothing of themselves; any other may.
_EMPTY = frozenset("a abbr b bdi bdo big br em font i p small span strong u wbr".split())
_ATTRIBUTES = frozenset("align class dir lang style".split())
_INVISIBLE = regex("[\\s\u200b-\u200f\u2060\ufeff\u00ad\u3000]+")


@rule("HTM016", severity="info", in_text=rf"{_HEADING.pattern}|<[hH][1-6]")
def heading_without_text(document: Document) -> Issues:
    """A heading has no text.

    A browser shows an empty line, and screen readers announce a heading without a name. kramdown shows the
    `##` itself. Headings with an image, an id that links may lead to, or attributes and elements that may
    display something are not reported, and neither are headings whose text comes from a template. A post gets
    one finding.

    ```html bad
    It rained.

    ⟦##⟧

    The wind turned.
    ```

    ```html bad
    ⟦<h2>⟧</h2><p>It rained.</p><h3 class="head"><strong>&nbsp;</strong></h3>
    ```

    ```html fixed
    <p>It rained.</p>
    ```

    ```html good
    <h2 id="wind"></h2><h2><a name="rain"></a></h2><h2><img src="https://media.example.org/a.png" alt="Rain"></h2>
    <h2><svg><path d="M0 0"/></svg></h2><h2>{{ page.subtitle }}</h2>
    ```

    ```html good
        ##

    ```sh
    ##
    ```
    ```

    Write the heading's text, or remove the heading. The fix removes it. It is unsafe because the page's styles
    may draw something there.
    """
    # The place to report, and the whole heading.
    places = list(_marks(document)) if document.text.find("#", document.body.start) >= 0 else []
    if not document.content.names.isdisjoint(_HEADINGS):
        places += _elements(document)
    for place, whole in places:
        fix = delete(whole, "remove the heading", unsafe=True)
        yield Issue(place, f"the heading {document.raw(place)!r} has no text", fix, cause="heading")


def _marks(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield the headings in Markdown that have no text."""
    content = document.content
    for match in _HEADING.finditer(document.text, max(document.body.start - 1, 0)):
        at = match.start("mark")
        if not (within(at, content.covered) or within(at, content.blocks)) and _is_block(document, match):
            yield Span(*match.span("mark")), Span(*match.span("all"))


def _is_block(document: Document, match: Match) -> bool:
    """Return whether the line before is empty: within a paragraph, it may be a part of a drawing or a table."""
    text, start = document.text, document.body.start
    before = text[max(text.rfind("\n", start, max(match.start(), start)), start) : max(match.start(), start)]
    return not before.strip()


def _elements(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield the headings in HTML that show nothing."""
    tags, text = document.content.tags, document.text
    for at, tag in enumerate(tags):
        if tag.name not in _HEADINGS or tag.closing:
            continue
        # Nearly all headings begin with a letter, which is faster to see than their attributes.
        if text[tag.span.end : tag.span.end + 1].isalnum() or not _is_plain(document, tag):
            continue
        end = tag.span.end
        for inner in tags[at + 1 : at + 9]:
            if not _is_nothing(text[end : inner.span.start]):
                break
            end = inner.span.end
            if inner.name == tag.name and inner.closing:
                yield tag.span, Span(tag.span.start, end)
                break
            if inner.name not in _EMPTY or not (inner.closing or _is_plain(document, inner)):
                break


def _is_plain(document: Document, tag: Tag) -> bool:
    if document.text[tag.span.end - 2] == "/" and tag.name not in VOID:
        return False
    names = document.attributes(tag).keys() if tag.attributes.start < tag.attributes.end else ()
    return all(name in _ATTRIBUTES or (name == "href" and tag.name == "a") for name in names)


def _is_nothing(text: str) -> bool:
    return not text or not _INVISIBLE.sub("", unescape(text))
