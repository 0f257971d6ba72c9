"""Every link and image of some posts, the source URL among them, one record a line: what other tools read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lint.engine.linter import Linter
from lint.post.document import Document
from lint.post.link_records import links, records
from lint.primitives.files import UncheckedError, read
from lint.primitives.source import Source
from lint.report.json_lines import encode
from lint.report.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lint.archive.discovery import Target
    from lint.config.config import ConfigCache
    from lint.post.links import Link


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
        scope = linter.scope(os.path.dirname(target.path), target.top)
        try:
            data = read(target.path, scope.config.max_file_size)
        except UncheckedError as error:
            unchecked.append((target.filename, str(error)))
            continue
        document = Document(Source(target.filename, data, target.path), scope.settings)
        if document.source.undecodable is not None:
            unchecked.append((target.filename, "it is not UTF-8"))
            continue
        if output_format == "text":
            write("".join(_line(document, link) for link in links(document)))
        else:
            write("".join(encode(record) + "\n" for record in records(document)))
    return unchecked


def _line(document: Document, link: Link) -> str:
    row, column = document.source.position(link.span.start)
    name = printable(document.source.filename)
    return f"{name}:{row}:{column}: {link.element} {link.attribute} {printable(link.raw)}\n"
