"""A heading and the pieces of its text, from which each site builder makes an id."""

from collections.abc import Sequence
from typing import NamedTuple


class Heading(NamedTuple):
    """One heading of a page.

    Parameters:
        level: 1 to 6.
        pieces: the kind and the text of each piece: `text`, `code`, `url` for a bare address, `alt` of an
            image, `html` for a tag, `comment`, `footnote` for the number of a note, `entity` for a character
            reference as it is written, `break` for the end of a line.
        own: the id that is written with the heading; `None` without one.
        written: the text as it is written, without the id.
        is_html: whether it is an element in HTML, of which only `own` is known.
        leading: the pieces without those after the first in emphasis, a link or an image.
    """

    level: int
    pieces: Sequence[tuple[str, str]] = ()
    own: str | None = None
    written: str = ""
    is_html: bool = False
    leading: Sequence[tuple[str, str]] = ()

    def text(self, *more: str, references: bool = True) -> str:
        """Return the visible text.

        Parameters:
            more: further kinds of pieces to take: `alt`, `comment` or `footnote`.
            references: whether to replace character references by their characters.
        """
        from html import unescape  # its table is large

        kinds = ("text", "code", "url", "entity", "break", *more)
        return "".join(
            unescape(text) if kind == "entity" and references else text
            for kind, text in self.pieces
            if kind in kinds
        )
