"""Links as records for `lint links` and databases."""

from collections.abc import Sequence

from lint.post.document import Document
from lint.post.links import Link
from lint.post.many_links import extended
from lint.primitives.source import Span


def records(document: Document) -> list[dict[str, object]]:
    """Return the links of a document as records, its source URL first; none when it is not UTF-8."""
    if document.source.undecodable is not None:
        return []
    return [_record(document, link) for link in links(document)]


def links(document: Document) -> Sequence[Link]:
    """Return the links of a document, its source URL first."""
    field = document.field("source")
    if field is None or not isinstance(field.value, str) or not field.value:
        return document.links
    raw, value = document.raw(field.span), field.value.strip()
    quotes = 1 if raw[:1] in ("'", '"') and raw[-1:] == raw[:1] else 0
    place = Span(field.span.start + quotes, field.span.end - quotes)
    source = Link("front-matter", field.name, "source", document.raw(place), value, place, field.span)
    return extended([source], document.links, document.text)


def _record(document: Document, link: Link) -> dict[str, object]:
    url = document.resolve(link.value)
    chain = document.proxies(url) if url is not None else []
    row, column = document.source.position(link.span.start)
    return {
        "filename": document.source.filename,
        "element": link.element,
        "attribute": link.attribute,
        "kind": link.kind,
        "raw": link.raw,
        "value": link.value,
        "url": url,
        "host": document.host(link.value) or None,
        "span": [link.span.start, link.span.end],
        "location": {"row": row, "column": column},
        "proxy": chain[0].proxy.name if chain else None,
        "origin": next((each.origin for each in reversed(chain) if each.origin is not None), None),
        "noscript": link.noscript,
    }
