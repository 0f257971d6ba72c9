"""What Markdown consists of, whichever parser reads it."""

from collections.abc import Sequence
from typing import NamedTuple

from lint.post.many import Packed
from lint.primitives.source import Span


class MarkdownLink(NamedTuple):
    """One link or image in Markdown syntax.

    Parameters:
        image: whether it is an image.
        form: `markdown` for an inline one, `reference` for a definition, `autolink` for `<https://…>`.
        value: the destination, with escapes and entities decoded.
        span: the place of the destination.
        whole: the place of the whole construct.
    """

    image: bool
    form: str
    value: str
    span: Span
    whole: Span


class Reading(NamedTuple):
    """What Markdown consists of, each in order.

    Parameters:
        links: the links and images.
        code: the places of code and formulas.
        blocks: the places of HTML blocks, in which no URL becomes a link.
        text: the places of running text, in which URLs become links if the flavour links them.
        less_than: the places of `<` that begin no tag.
        indented: those places of code that are code as they are indented.
        references: the places of links and images whose destination a definition has.
    """

    links: list[MarkdownLink] | Packed[MarkdownLink]
    code: Sequence[Span]
    blocks: Sequence[Span]
    text: Sequence[Span]
    less_than: Sequence[Span]
    indented: Sequence[Span]
    references: Sequence[Span] = ()
