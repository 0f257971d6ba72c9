"""A link as a record: what `lint links` and databases hold of it."""

from lint.post.document import Document
from lint.post.links import Link
from lint.primitives.source import Span


def records(document: Document) -> list[dict[str, object]]:
    """Give the links of a document as records, its source URL first; none for one that is not UTF-8."""
    if document.source.undecodable is not None:
        return []
    return [_record(document, link) for link in links(document)]


def links(document: Document) -> list[Link]:
    """Give the links of a document, its source URL first."""
    return [*_source(document), *document.links]


def _source(document: Document) -> list[Link]:
    """Give the source URL of the front matter as a link of its own kind."""
    field = document.field("source")
    if field is None or not isinstance(field.value, str) or not field.value:
        return []
    raw = document.text[field.span.start : field.span.end]
    quotes = 1 if raw[:1] in ("'", '"') and raw[-1:] == raw[:1] else 0
    place = Span(field.span.start + quotes, field.span.end - quotes)
    raw = document.text[place.start : place.end]
    return [Link("front-matter", field.name, "source", raw, field.value.strip(), place, field.span)]


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
        "span": [link.span.start, link.span.end],
        "location": {"row": row, "column": column},
        "proxy": chain[0].proxy.name if chain else None,
        "origin": next((each.origin for each in reversed(chain) if each.origin is not None), None),
        "noscript": link.noscript,
    }
