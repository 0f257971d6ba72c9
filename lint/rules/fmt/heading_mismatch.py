"""FMT010 heading-mismatch."""

import html
import json
import unicodedata

from lint.primitives.patterns import regex
from lint.rule import Document, Field, Fix, Issue, Issues, replace, rule
from lint.rules.src.source_heading import source_heading

_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_IGNORED = regex("[\u200b-\u200f\u2060\ufeff]+")
_LONGEST = 40


@rule("FMT010", severity="warning", field="title", in_text=r"\]\(")
def heading_mismatch(field: Field, document: Document) -> Issues:
    """The heading in the body differs from the title.

    A mirror writes the title twice: in the front matter and as the heading `[title](url)`. If they
    differ, a script truncated or changed one of them, for example by dropping the first `...`. Before
    comparing, the rule normalizes whitespace, no-break spaces, entities, Markdown escapes and Unicode
    forms. Only a heading that links to the source is compared: another one is the article's own.

    ```md bad
    ---
    title: "Wait and see"
    from: https://news.example.org/a/1.html
    ---
    [⟦Wait... and see⟧](https://news.example.org/a/1.html)
    ------
    ```

    ```md fixed
    ---
    title: "Wait... and see"
    from: https://news.example.org/a/1.html
    ---
    [Wait... and see](https://news.example.org/a/1.html)
    ------
    ```

    ```md good
    ---
    title: "Tom & Co"
    from: https://news.example.org/a/1.html
    ---
    [Tom\u00a0&amp; Co](https://news.example.org/a/1.html)
    ------
    ```

    ```md good
    ---
    title: "Two releases in May"
    from: https://news.example.org/a/1.html
    ---
    ## [rain 3.0](https://code.example.org/rain)
    ```

    The fix copies the heading into the front matter. It is unsafe because the title may have been corrected
    by hand, and is offered only where the heading contains the whole title and more.
    """
    heading, title = document.heading, field.value
    if heading is None or not isinstance(title, str) or heading.title == title:
        return
    if source_heading(document) is None:
        return
    written = _normal(heading.title)
    if written == _normal(title) or (heading.broken and not written):
        return
    at = next((i for i, (a, b) in enumerate(zip(heading.title, title, strict=False)) if a != b), 0)
    # Long titles may differ only far from their start: show the text around the first difference.
    start = max(min(at, len(title), len(heading.title)) - _LONGEST // 2, 0)
    yield Issue(
        heading.title_span,
        f"the heading is {_shown(heading.title, start)} but the title is {_shown(title, start)}",
        _fix(field, heading.title, title),
    )


def _normal(text: str) -> str:
    text = _ESCAPED.sub(r"\1", html.unescape(html.unescape(text)))
    return " ".join(_IGNORED.sub("", unicodedata.normalize("NFKC", text)).split())


def _shown(text: str, start: int) -> str:
    before = "…" if start else ""
    after = "…" if len(text) > start + _LONGEST else ""
    return repr(before + text[start : start + _LONGEST] + after)


def _fix(field: Field, heading: str, title: str) -> Fix | None:
    if field.node.kind != "scalar" or field.node.style not in ("plain", "double", "single"):
        return None
    text = " ".join(html.unescape(_ESCAPED.sub(r"\1", heading)).split())
    letters = [char for char in title if not char.isspace()]
    rest = iter(text)
    if len(text) <= len(title) or not all(char in rest for char in letters):
        return None
    content = json.dumps(text, ensure_ascii=False)
    return replace(field.span, content, "copy the heading into the title", unsafe=True)
