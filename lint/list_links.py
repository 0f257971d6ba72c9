"""Every link and image of some posts, the source URL among them, one record a line: what other tools read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lint.document import Document
from lint.document.links import Link
from lint.files import UncheckedError, read
from lint.linter import Linter
from lint.report.json_lines import encode
from lint.report.printable import printable
from lint.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lint.config import ConfigCache
    from lint.discover import Target


def list_links(
    targets: Sequence[Target], configs: ConfigCache, output_format: str, write: Callable[[str], None]
) -> list[tuple[str, str]]:
    """Write the links of some files, in order of file and place.

    Parameters:
        output_format: `jsonl`, or `text` for one line `path:row:column: element attribute URL`.
        write: takes the lines of one file.

    Returns:
        The files that could not be read, with the reason.
    """
    linter = Linter(configs)
    unchecked = []
    for target in targets:
        tree = linter.tree(os.path.dirname(target.path), target.top)
        try:
            data = read(target.path, tree.config.max_file_size)
        except UncheckedError as error:
            unchecked.append((target.filename, str(error)))
            continue
        document = Document(Source(target.filename, data, target.path), tree.settings)
        if document.source.undecodable is not None:
            unchecked.append((target.filename, "it is not UTF-8"))
            continue
        render = _line if output_format == "text" else _record
        write("".join(render(document, link) for link in (*_source(document), *document.links)))
    return unchecked


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


def _record(document: Document, link: Link) -> str:
    url = document.resolve(link.value)
    chain = document.proxies(url) if url is not None else []
    row, column = document.source.position(link.span.start)
    record: dict[str, object] = {
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
    return encode(record) + "\n"


def _line(document: Document, link: Link) -> str:
    row, column = document.source.position(link.span.start)
    name = printable(document.source.filename)
    return f"{name}:{row}:{column}: {link.element} {link.attribute} {printable(link.raw)}\n"
