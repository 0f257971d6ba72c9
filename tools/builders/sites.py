"""Small sites as text, for rows of the kind `address`: a configuration, and files with their front matter.

Each file begins with a line `=== KIND PATH`. A `page` has front matter, which follows; a `bare` one has
none; a `file` is no page, such as an image; a `text` is the site's own, such as its configuration, and
follows as it is. `links` are those planted in a page, a line each: see links.py.

A row gives, for each page and file by its path, a list of two lists: its addresses, first the one that the
builder itself links to, and its aliases, in any order; or it gives `stops`.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

FENCED = "---\n{}---\n"
# How front matter is written where it is not so.
FENCES = {"pelican": "{}\n"}
_HEAD = re.compile(r"^=== (page|bare|file|text|links) (.*)\n", re.MULTILINE)


class Part(NamedTuple):
    """A file of a site: its kind, its path, and its text or front matter."""

    kind: str
    path: str
    text: str


def parts(site: str) -> Iterator[Part]:
    """Yield the files of a site."""
    pieces = _HEAD.split(site)[1:]
    for at in range(0, len(pieces), 3):
        yield Part(*pieces[at : at + 3])


def content(part: Part, marker: str, fenced: str = FENCED) -> str:
    """Return the text of a file.

    Args:
        part: The file.
        marker: A word by which it is found again in what is built.
        fenced: How front matter is written.
    """
    if part.kind == "text":
        return part.text
    return (fenced.format(part.text) if part.kind == "page" else "") + f"{marker}\n"


def write(folder: str, site: str, fenced: str = FENCED) -> dict[str, str]:
    """Write the files of a site, and return the markers of those that are not its own, by path."""
    markers = {}
    for at, part in enumerate(parts(site)):
        path = os.path.join(folder, part.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(content(part, f"marker{at}end", fenced))
        if part.kind != "text":
            markers[part.path] = f"marker{at}end"
    return markers


def site(configuration: Mapping[str, str], pages: Iterable[str] = (), files: Iterable[str] = ()) -> str:
    """Return a site as text.

    Args:
        configuration: The site's own files, by path.
        pages: A path, a line break and the front matter of each page; a path alone is a page without one.
        files: The paths of other files.
    """
    found = [f"=== text {path}\n{ended(text)}" for path, text in configuration.items()]
    for each in pages:
        path, line, front = each.partition("\n")
        found.append(f"=== {'page' if line else 'bare'} {path}\n{ended(front)}")
    return "".join([*found, *(f"=== file {path}\n" for path in files)])


def linked(
    configuration: Mapping[str, str],
    pages: Iterable[str],
    files: Iterable[str],
    links: Mapping[str, Iterable[str]],
) -> str:
    """Return a site as text, with the links that are planted in its pages, by path."""
    lines = (f"=== links {path}\n" + "".join(f"{each}\n" for each in found) for path, found in links.items())
    return "".join([site(configuration, pages, files), *lines])


def ended(text: str) -> str:
    """Return a text with a line break at its end, unless it is empty."""
    return f"{text}\n" if text and not text.endswith("\n") else text
