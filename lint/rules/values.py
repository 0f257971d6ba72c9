"""How messages show a value of the front matter."""

import re
from datetime import date

from lint.primitives.patterns import regex
from lint.rule import Document, Span, one_line

_TEMPLATE_NAME = regex(r"template|archetype|scaffold|boilerplate", re.IGNORECASE)
_PLACEHOLDER = regex(r"\{\{|<%|\{%")


def is_template(document: Document) -> bool:
    """Return whether a file is a template by its name or its folder's, with placeholders in its front matter."""
    front_matter = document.front_matter
    return (
        front_matter is not None
        and _TEMPLATE_NAME.search(document.source.path) is not None
        and _PLACEHOLDER.search(document.text, *front_matter.content) is not None
    )


def quoted(document: Document, span: Span, value: object, most: int = 60) -> str:
    """Return a value as the file writes it, on one line; a string without quotes gets them."""
    raw = one_line(document.raw(span), most)
    return repr(raw) if isinstance(value, str) and raw[:1] not in ("'", '"') else raw


def kind_of(value: object) -> str | None:
    """Return `boolean`, `number` or `date` for such a value; `None` for any other."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "date" if isinstance(value, date) else None
