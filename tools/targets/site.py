"""What the sites have in common: pages with names, headings and prose, and how targets are spread over them."""

import base64
import os
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lint.primitives.patterns import regex
from tools.targets.markup import Piece, placed
from tools.targets.page import Page
from tools.targets.truth import Truth

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""
DOCUMENT = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
ARCHIVE = b"PK\x05\x06" + bytes(18)
"""An empty ZIP file."""
_KINDS = {".pdf": DOCUMENT, ".zip": ARCHIVE}

_TO = regex(r"\{to ([^}]*)\}")

_FIRST = ("quiet", "north", "red", "silver", "early", "winding", "hollow", "eastern")
_SECOND = ("harbour", "gate", "kettle", "orchard", "lantern", "river", "temple", "meadow")
NAMES = [f"{first}-{second}" for second in _SECOND for first in _FIRST]
"""Sixty-four names of pages."""
_PROSE = (
    "The leaves are weighed in the morning, when the air is still dry.",
    "Nobody here hurries, and the water is never the same twice.",
    "A cup that is too hot hides what the hills have given.",
    "Three infusions are enough; the fourth is for the garden.",
    "The old road follows the river and ends at the market.",
    "What is left in the pot tells more than the label.",
    "In autumn the smoke of the drying rooms reaches the station.",
)


@dataclass(frozen=True)
class Heading:
    """A part of a page.

    Attributes:
        text: Its Markdown.
        ids: The ids that the builder gives it, as they are in an address.
    """

    text: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Spot:
    """A page among others, before its text is written.

    Attributes:
        path: Its source.
        address: Where it is published, from the site's root, without the base.
        name: Its name.
        head: Its front matter.
        headings: Its parts.
    """

    path: str
    address: str
    name: str
    head: str
    headings: tuple[Heading, ...]

    @property
    def ids(self) -> list[str]:
        """All ids of the page."""
        return [name for heading in self.headings for name in heading.ids]

    def anchor(self, n: int) -> str:
        """One of the ids; a number picks it."""
        return self.ids[(n + n // 7) % len(self.ids)]

    def way(self, address: str) -> str:
        """The address of a page or file, as seen from this page's address."""
        return _way(self.address, address)

    def file_way(self, path: str) -> str:
        """The path of a file, as seen from this page's source."""
        return _way(self.path, path)


def _way(here: str, there: str) -> str:
    found = posixpath.relpath(there, posixpath.dirname(here) or ".")
    return found + "/" if there.endswith("/") and not found.endswith("/") else found


Offer = Callable[[Spot, Spot, int], Piece]
"""Writes a target that exists: the page where it is, another page, and a number that the page has once."""


@dataclass(frozen=True)
class Broken:
    """A broken target to plant.

    Attributes:
        kind: Its kind.
        form: How it is written, in words.
        text: The marked text; `{up}` is the way from the page's address to the site's root,
            `{to PATH}` the way from the page's source to a file.
        stops: The builder stops at it.
        shows: What the page shows if the target exists.
    """

    kind: str
    form: str
    text: str
    stops: bool = False
    shows: str = ""


@dataclass
class Site:
    """A site with its truth.

    Attributes:
        name: Its folder, and its builder.
        base: The path below which it is published, with a slash at both ends.
        host: The scheme and host under which it is published.
        files: Files other than pages, by path.
        pages: The pages.
        together: Kinds of targets at which the builder stops only after it has named all of them.
    """

    name: str
    base: str
    host: str
    files: dict[str, str | bytes] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    together: tuple[str, ...] = ()

    @property
    def truth(self) -> Truth:
        """The targets of all pages, in order."""
        pages = sorted(self.pages, key=lambda page: page.path)
        return Truth(self.name, self.base, self.host, [target for page in pages for target in page.targets])

    def assets(self, *paths: str) -> None:
        """Add images, documents and archives, each with the content of its kind."""
        self.files.update({path: _KINDS.get(posixpath.splitext(path)[1], PICTURE) for path in paths})

    def fill(
        self, spots: Sequence[Spot], offers: Sequence[Offer], each: int, *, footnotes: bool = True
    ) -> None:
        """Write the pages with targets that exist.

        Args:
            spots: The pages; each links to others of them.
            offers: The forms, taken in turn.
            each: How many targets a page gets.
            footnotes: Whether the builder has footnotes.
        """
        for at, spot in enumerate(spots):
            page = Page(spot.path, spot.name)
            if spot.head:
                page.say(spot.head)
            page.say(_PROSE[at % len(_PROSE)])
            for heading in spot.headings:
                page.say(heading.text)
                page.say(_PROSE[(at + len(heading.text)) % len(_PROSE)])
            for nth in range(each):
                n = at * each + nth
                there = spots[(at * 5 + nth * 7 + 1) % len(spots)]
                page.put(*placed(offers[n % len(offers)](spot, there, n), n + at, footnotes=footnotes))
                if nth % 3 == 2:
                    page.say(_PROSE[(n + 2) % len(_PROSE)])
            self.pages.append(page)

    def plant(self, spots: Sequence[Spot], broken: Sequence[Broken]) -> None:
        """Add broken targets to the first pages, at equal distances."""
        pages = {page.path: page for page in self.pages}
        for nth, one in enumerate(broken):
            spot = spots[nth * len(spots) // len(broken)]
            text = one.text.replace("{up}", _way(spot.address, "/").rstrip("/"))
            text = _TO.sub(lambda found, spot=spot: spot.file_way(found[1]), text)  # type: ignore[misc]
            pages[spot.path].put(one.form, text, one.kind, stops=one.stops, shows=one.shows)
            pages[spot.path].say(_PROSE[nth % len(_PROSE)])

    def write(
        self, folder: str, *, leave_out: Callable[[str, int], bool] = lambda _path, _line: False
    ) -> None:
        """Write the site's folder.

        Args:
            folder: Where; it is made.
            leave_out: Given a page's path and a line, says whether the line is written empty.
        """
        texts: dict[str, str | bytes] = {
            page.path: "\n".join(
                "" if leave_out(page.path, number) else line for number, line in enumerate(page.lines, 1)
            ).rstrip("\n")
            + "\n"
            for page in self.pages
        }
        for path, content in {**self.files, **texts}.items():
            name = os.path.join(folder, path)
            os.makedirs(os.path.dirname(name), exist_ok=True)
            with open(name, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
