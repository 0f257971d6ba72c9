"""What a finding belongs to besides its rule: a folder, a month, a source, the host of a URL."""

import os
from collections.abc import Sequence

from lint.post.document import Document
from lint.post.link_records import links
from lint.post.links import Link
from lint.primitives.finding import Finding
from lint.primitives.source import Span
from lint.values import urls

# The name of the group of findings that belong to none.
NONE = "-"


def groups(document: Document, findings: Sequence[Finding], by: str) -> list[str]:
    """Return the group of each finding.

    Parameters:
        by: `folder` of the post, `month` of its date, `source`, which is the host of its source URL, or
            `host`: that of the URL that the finding is about.
    """
    if by == "host":
        known = links(document) if document.source.undecodable is None else []
        return [_host_at(document, known, finding.span) for finding in findings]
    return [_of_post(document, by)] * len(findings)


def _of_post(document: Document, by: str) -> str:
    if by == "folder":
        filename = document.source.filename
        return NONE if filename == "-" else os.path.dirname(filename) or "."
    if document.source.undecodable is not None:
        return NONE
    if by == "month":
        when = document.date.when if document.date is not None else None
        return f"{when.year:04}-{when.month:02}" if when is not None else NONE
    return _host(document.base)


def _host(url: str | None, base: str | None = None) -> str:
    parsed = urls.parse(url, base) if url is not None else None
    return (parsed.host if parsed is not None else "") or NONE


def _host_at(document: Document, known: Sequence[Link], span: Span) -> str:
    """Return the host of the link at a place: the one that the place is part of, or the only one in it."""
    inside = []
    for link in known:
        # What Markdown and HTML write around the URL belongs to the link.
        if link.span.start <= span.start and span.end <= link.span.end and span.start < span.end:
            return _host(link.value, document.base_element or document.base)
        if span.start <= link.span.start and link.span.end <= span.end:
            inside.append(link)
    around = {link.span: link for link in inside} or {
        link.span: link for link in known if link.tag.start <= span.start and span.end <= link.tag.end
    }
    if len(around) != 1:
        return NONE
    (link,) = around.values()
    return _host(link.value, document.base_element or document.base)
