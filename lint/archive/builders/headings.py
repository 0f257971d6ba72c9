"""How the site builders recognise headings in Markdown, and the ids written with them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from lint.values.headings import Heading

Attributes = Literal["none", "kramdown", "goldmark", "markdown-it", "docusaurus", "python"]


class HeadingSyntax(NamedTuple):
    """What a builder's Markdown takes for a heading, and for its id.

    Parameters:
        blocks: `commonmark`; `marked` also takes other spaces after `#`; `kramdown` takes `#` at the margin
            only, and one line over `===`; `python` also takes `#Title`; `mdx` has neither indented code nor
            HTML blocks.
        attributes: how an id is written after the text, such as `{#id}`.
        terms: whether there are lists of definitions.
        smart: whether quotes and dashes become typographic ones before the id is made.
        footnotes: whether `[^1]` is a reference to a note.
        notes_heading: the id of the heading over the notes that the builder adds.
    """

    blocks: Literal["commonmark", "marked", "kramdown", "python", "mdx"] = "commonmark"
    attributes: Attributes = "none"
    terms: bool = False
    smart: bool = False
    footnotes: bool = False
    notes_heading: str | None = None


def made_ids(
    headings: Sequence[Heading], make: Callable[[Sequence[Heading]], Iterable[str | None]]
) -> Sequence[str | None]:
    """Return the id of each heading: its own, or the one that is made; an element in HTML gets none."""
    made = iter(make([each for each in headings if each.own is None and not each.is_html]))
    return [each.own if each.own is not None or each.is_html else next(made) for each in headings]


def has_templates(headings: Sequence[Heading]) -> bool:
    """Return whether a template decides what a heading says."""
    return any("{{" in text or "{%" in text for each in headings for _, text in each.pieces)
