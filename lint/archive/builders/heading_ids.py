"""The ids that a site builder gives to headings: the questions that rules ask about them."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from lint.archive.builders.headings import HeadingSyntax, has_templates
from lint.values.headings import Heading


class HeadingIds:
    """The syntax and the ids of headings; the values are those without a known builder, which has no ids."""

    heading_syntax: ClassVar[HeadingSyntax] = HeadingSyntax(footnotes=True)
    # Whether `^name` at the end of a line is an id.
    names_blocks: ClassVar[bool] = False

    @property
    def headings_need_space(self) -> bool:
        """Whether `##Title`, without a space, is text (CommonMark 0.31.2, section 4.2)."""
        return True

    def heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None] | None:
        """Return the ids that the builder gives to a page's headings, in order.

        An id is `None` for a heading without one; so is the whole if the ids cannot be told.
        """
        del headings
        return None

    def filters_pages(self, relative: str, fields: Mapping[str, object]) -> bool:
        """Return whether programs of the site may add to what a page contains.

        Parameters:
            relative: its path from the site's folder.
            fields: its front matter.
        """
        del relative, fields
        return False

    def linked_id(self, name: str) -> str:
        """Return the id that a link means, in the form of `heading_ids`."""
        return name

    @property
    def gives_ids(self) -> bool:
        """Whether the ids of headings are known to the letter."""
        return self.heading_ids(()) is not None

    def heading_finder(self, headings: Sequence[Heading]) -> Callable[[str], bool]:
        """Return a function that tells whether a link to `#name` finds a heading, or may find one.

        The ids are made once, for any number of links.
        """
        ids = self.heading_ids(headings)
        if ids is None:
            return self._possible_finder(headings)
        return frozenset((*ids, *self.older_heading_ids(headings))).__contains__

    def possible_ids(self, headings: Sequence[Heading]) -> AbstractSet[str] | None:
        """Return the ids that headings may have, by some builder; `None` if templates decide."""
        ids = self.heading_ids(headings) if headings else ()
        if ids is not None:
            return frozenset(each for each in (*ids, *self.older_heading_ids(headings)) if each is not None)
        if has_templates(headings):
            return None
        from lint.values import slugs  # only for links to headings

        return slugs.any_of(headings)

    def older_heading_ids(self, headings: Sequence[Heading]) -> Sequence[str | None]:
        """Return the ids that an older version of the builder, which is still in use, gives to headings."""
        del headings
        return ()

    def _possible_finder(self, headings: Sequence[Heading]) -> Callable[[str], bool]:
        """Return whether some builder gives a heading an id that is the name, but for case or punctuation."""
        if has_templates(headings):
            return lambda _: True
        from lint.values import slugs  # only a page with links to its own headings needs it

        ids = slugs.any_of(headings)
        return lambda name: not ids.isdisjoint((name, name.lower(), slugs.github(name)))
