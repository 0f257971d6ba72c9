"""What links and images of Docusaurus lead to (https://docusaurus.io/docs/markdown-features/links).

Links to Markdown files are resolved as `resolveMarkdownLinkPathname` does, within the plug-in of the file.
Other links are routes, relative to the page's own, whose slash at the end does not matter. It cannot be told
what links in a translation lead to, or one that ends with `.html`: the checker for broken links accepts only
routes, and a browser also finds files.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from lint.archive.builders.addresses import Published
from lint.archive.builders.docusaurus_addresses import DocusaurusSite, Folder, all_folders
from lint.archive.builders.link_forms import has_template, nfc
from lint.archive.builders.references import Reference, joined, resolved, served, target
from lint.primitives.patterns import regex

_MARKDOWN = regex(r"\.mdx?\Z", re.IGNORECASE)
_PAGE = regex(r"\.html?\Z", re.IGNORECASE)
_SITE = "@site/"
_RAW = "pathname://"


class LinkedSite(DocusaurusSite, Protocol):
    """What the links of Docusaurus need to know of a site."""

    @property
    def base_path(self) -> str:
        """See `Docusaurus.base_path`."""


def reference(
    site: LinkedSite, url: str, relative: str, published: Published | None, *, image: bool
) -> Reference | None:
    """Return what a URL in a file leads to; `None` if that cannot be told."""
    found = target(url.removeprefix(_RAW))
    if found is None or relative.startswith("i18n/") or has_template(url):
        return None
    own = published.addresses[:1] if published is not None else ()
    is_file = image or posixpath.splitext(found.path)[1] != ""
    places: Iterable[str]
    if not found.path:
        places = (nfc(relative),)
    elif url.startswith(_RAW):  # as it is for the browser
        places = (place for each in resolved(found.path, site.base_path, own) for place in served(each))
    elif not image and _MARKDOWN.search(found.path) and not found.path.startswith(_SITE):
        places, is_file = _sources(site, found.path, relative), False
    elif image or found.path.startswith(_SITE):
        places = _files(found.path, relative)
    elif _PAGE.search(found.path):
        places = ()
    else:
        routes = list(_routes(site, found.path, own))
        places = (*routes, *(_files(found.path, relative) if is_file and routes else ()))
    known = tuple(dict.fromkeys(places))
    return Reference("file" if is_file else "page", known, "" if image else found.anchor) if known else None


def _routes(site: LinkedSite, path: str, own: tuple[str, ...]) -> Iterator[str]:
    """Yield the addresses of a route: the base path is added if it is not there."""
    base = site.base_path
    is_whole = not path.startswith("/") or (base and f"{path}/".startswith(f"{base}/"))
    for address in resolved(path if is_whole else f"{base}{path}", base, own):
        bare = address.rstrip("/")
        yield from (bare, f"{bare}/") if bare else ("/",)


def _sources(site: LinkedSite, path: str, relative: str) -> Iterator[str]:
    """Yield the Markdown files that a path may name: those of the plug-in that reads the page."""
    folders = list(all_folders(site, site.content or []))
    own = next((each for each in folders if relative.startswith(each.path)), None)
    if own is None:
        return
    for file in _tried(path, relative, own):
        if file is not None and any(
            file.startswith(each.path) for each in folders if each.plugin == own.plugin
        ):
            yield nfc(file)
        elif file is not None:
            yield f"@site/{nfc(file)}"  # it is there, but not for this plug-in


def _tried(path: str, relative: str, own: Folder) -> Iterator[str | None]:
    if not path.startswith("/"):
        yield joined(posixpath.dirname(relative), path)
    if not path.startswith(("./", "../")):
        yield joined(own.path, path)
        yield joined("", path)


def _files(path: str, relative: str) -> Iterator[str]:
    """Yield the places of an image or another file that pages import, or of one in a static folder."""
    if path.startswith(_SITE):
        file = joined("", path.removeprefix(_SITE))
    elif path.startswith("/"):
        yield from resolved(path, "", ())
        return
    else:
        file = joined(posixpath.dirname(relative), path)
    if file:
        yield nfc(file)
