"""The URLs of a post that other sites answer, and what each is wanted for."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from lint.post.document import Document
from lint.post.link_records import links
from lint.post.links import Link, link_class
from lint.values.urls import parse
from lint.web.anchors import anchor_in
from lint.web.verdict import Kind


class Role(StrEnum):
    """What a URL is in a post."""

    SOURCE = "source"
    LINK = "link"
    IMAGE = "image"
    PROXIED = "proxied image"  # the URL of an image proxy


class WebLink(NamedTuple):
    """A URL that another site answers.

    Parameters:
        link: where it is in the post.
        url: absolute and normalized, without its fragment.
        role: what it is in the post.
        anchor: of a link, the anchor of the page to which it leads; empty if that cannot be judged.
        origin: of a proxied image, the URL of the original; empty if its URL does not contain one.
    """

    link: Link
    url: str
    role: Role
    anchor: str = ""
    origin: str = ""

    @property
    def kind(self) -> Kind:
        """What the URL is wanted for."""
        return Kind.IMAGE if self.role in (Role.IMAGE, Role.PROXIED) else Kind.PAGE


def web_links(document: Document) -> Iterator[WebLink]:
    """Yield the URLs of a post that can be asked: the source first, then links and images that readers get.

    Bare URLs that the builder leaves as text, scripts and styles, and what `ignore-links` names are left out.
    """
    if document.source.undecodable is not None:
        return
    for link in links(document):
        if link.kind == "source":
            role = Role.SOURCE
        elif not link.linked or link_class(link) not in ("link", "image"):
            continue
        else:
            role = Role.LINK if link_class(link) == "link" else Role.IMAGE
        if link.kind == "media":
            continue  # a film or a sound is neither a page nor a picture
        href = document.resolve(link.value)
        url = asked(href) if href is not None else ""
        if not url:
            continue
        chain = document.proxies(href) if role is Role.IMAGE and href is not None else []
        if not chain:
            yield WebLink(link, url, role, anchor_in(href) if role is Role.LINK and href is not None else "")
            continue
        origin = next((each.origin for each in reversed(chain) if each.origin is not None), None)
        yield WebLink(link, url, Role.PROXIED, origin=asked(origin) if origin is not None else "")


def asked(url: str) -> str:
    """Return the URL that a server is asked for, without the fragment; empty if none is."""
    parsed = parse(url)
    if parsed is None or parsed.scheme not in ("http", "https") or not parsed.host:
        return ""
    return parsed.href[: len(parsed.href) - len(parsed.fragment)]


def date_of(document: Document) -> str:
    """Return the day of a post, by which a copy is chosen, as ISO 8601; empty if it has none."""
    moment = document.date
    return moment.when.date().isoformat() if moment is not None else ""
