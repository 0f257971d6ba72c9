"""The records of what a body points at: links and images with exact places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lint.source import Span


class Link(NamedTuple):
    """One URL in a post's body, wherever it stands.

    Parameters:
        element: the HTML element, lower case (`a`, `img`, `source`…); for Markdown `a` or `img`;
            `text` for a bare URL in running text.
        attribute: the attribute that holds it (`href`, `src`, `srcset`, `data-src`, `style`…);
            `markdown` for Markdown syntax, `autolink` for `<https://…>`, `text` for a bare URL.
        kind: `link`, `image`, `media`, `frame`, `script`, `style` or `form`.
        raw: the URL as it stands in the file: `text[span] == raw`.
        value: the URL decoded as a browser sees it (entities resolved, edges trimmed).
        url: `value` made absolute against the post's source URL; `None` where it cannot be.
        span: the place of `raw` in the text.
        element_span: the whole start tag or Markdown construct.
        text: the link's visible text, decoded; empty for images.
        noscript: whether it stands inside `<noscript>` and twins a lazy-loaded element.
    """

    element: str
    attribute: str
    kind: str
    raw: str
    value: str
    url: str | None
    span: Span
    element_span: Span
    text: str = ""
    noscript: bool = False
