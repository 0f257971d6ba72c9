"""What a built site links to, and whether it is there: a file for the path, an id or a name for the fragment."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

_URLS = {
    "a": ("href",),
    "area": ("href",),
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "img": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src",),
    "track": ("src",),
    "video": ("src", "poster"),
}
_SETS = ("img", "source")


@dataclass(frozen=True)
class Found:
    """An address in a built page.

    Attributes:
        page: The page's file, from the web's root.
        label: The text of the link, or the alternative text of its image.
        url: The address as it is in the page.
        exists: Whether it leads somewhere.
    """

    page: str
    label: str
    url: str
    exists: bool


def crawl(root: str, host: str) -> list[Found]:
    """Read every page below a folder, and look up all that it links to.

    Args:
        root: The folder that is the web's root; the site is below its base in there.
        host: The scheme and host of the site; addresses with it are looked up, too.

    Returns:
        Every address to the site itself, in order of pages.
    """
    found = []
    for page in pages(root):
        document = _parsed(os.path.join(root, page))
        address = "/" + page.removesuffix("index.html")
        for label, url in _addresses(document):
            whole = urljoin(f"http://site.invalid{address}", url.strip())
            parts = urlsplit(whole.replace(host, "http://site.invalid", 1) if host else whole)
            if parts.scheme == "http" and parts.netloc == "site.invalid":
                found.append(Found(page, label, url, _exists(root, parts.path, parts.fragment)))
    return found


def pages(root: str) -> list[str]:
    """The HTML files below a folder, from there, in order."""
    return sorted(
        os.path.relpath(os.path.join(folder, name), root)
        for folder, _, names in os.walk(root)
        for name in names
        if name.endswith((".html", ".htm"))
    )


def _addresses(document: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in document.iter(*_URLS):
        label = _label(element)
        for name in _URLS[str(element.tag)]:
            if element.get(name) is not None:
                yield label, element.get(name, "")
        if element.tag in _SETS:
            for candidate in element.get("srcset", "").split(","):
                if candidate.strip():
                    yield label, candidate.split()[0]


def _label(element: html.HtmlElement) -> str:
    if element.tag == "img":
        return element.get("alt", "")
    owner = element.getparent() if element.tag == "source" else element
    text = " ".join(owner.text_content().split()) if owner is not None else ""
    if not text and owner is not None:
        text = next((image.get("alt", "") for image in owner.iter("img")), "")
    return text or element.get("title", "")


@cache
def _parsed(path: str) -> html.HtmlElement:
    with open(path, "rb") as file:
        return html.document_fromstring(file.read() or b"<p>", parser=html.HTMLParser(encoding="utf-8"))


@cache
def _ids(path: str) -> frozenset[str]:
    document = _parsed(path)
    return frozenset(
        [element.get("id", "") for element in document.iter() if isinstance(element.tag, str)]
        + [element.get("name", "") for element in document.iter("a")]
    )


def _exists(root: str, path: str, fragment: str) -> bool:
    name = os.path.join(root, unquote(path).lstrip("/"))
    if os.path.isdir(name):
        name = os.path.join(name, "index.html")
    elif path.endswith("/"):
        return False
    elif not os.path.isfile(name):
        name += ".html"  # servers of these sites add it
    if not os.path.isfile(name):
        return False
    anchor = fragment.partition(":~:")[0]
    if not anchor or anchor.lower() == "top" or not name.endswith((".html", ".htm")):
        return True
    return anchor in _ids(name) or unquote(anchor) in _ids(name)
