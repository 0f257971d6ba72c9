"""The article of a post: where it is, and the text that a reader sees."""

import re

from lint.primitives.source import Span

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]+")
_SPACE = re.compile(r"\s+")


def trimmed(text: str, start: int) -> Span:
    """Return the place of `text[start:]` without leading and trailing whitespace."""
    start = len(text) - len(text[start:].lstrip())
    return Span(start, max(start, len(text.rstrip())))


def visible_text(source: str) -> str:
    """Return the text that a browser shows for HTML or Markdown, each run of whitespace as one space."""
    if "<" in source or "&" in source:
        from lxml import etree, html  # most runs do not need it

        clean = _CONTROLS.sub("", source).encode("utf-8", "replace").decode("utf-8")
        try:
            source = html.fromstring(f"<div>{clean}</div>").text_content()
        except (ValueError, AssertionError, etree.ParserError):
            return _SPACE.sub(" ", clean).strip()
    return _SPACE.sub(" ", source).strip()
