"""Small sites with planted links, for rows of the kind `link`: which of them lead to something that is built.

A site is as in sites.py, with the links of its pages after the files:

    === links PATH
    link docs/a.md
    image ../img/a.png
    tag {% include a.html %}

A row gives, for each link in order, `found`; `missing`, where nothing is built at the address or the builder
stops; or `other` for what leads out of the site.
"""

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

from tools.builders import sites

# Given the folders of sites, returns the folder of each output, or None where the builder stops.
Build = Callable[[list[str]], list[str | None]]
FOUND, MISSING, OTHER = "found", "missing", "other"
_FORMS = {"link": "[text]({})", "image": "![text]({})", "tag": "{}"}
# What a builder writes that goes on without a page.
NOT_FOUND = "not-found-by-ref"
_HOST = "https://site.example"
_BETWEEN = re.compile(r"begin(\d+)link(.*?)end\1link", re.DOTALL)
_BASE = re.compile(r"""^\s*(?:baseurl|SITEURL)\s*[:=]\s*["']?([^"'\n]*)""", re.MULTILINE | re.IGNORECASE)


class Planted(NamedTuple):
    """A link: the file that it is in, its kind, and its address or the text of the tag."""

    path: str
    kind: str
    text: str


def planted(site: str) -> list[Planted]:
    """Return the links of a site."""
    return [
        Planted(part.path, *line.split(" ", 1))
        for part in sites.parts(site)
        if part.kind == "links"
        for line in part.text.splitlines()
    ]


def write(folder: str, site: str, only: int | None = None, fenced: str = sites.FENCED) -> None:
    """Write a site with its links.

    Args:
        folder: Where to.
        site: The site.
        only: The number of the link to write; None writes all.
        fenced: How front matter is written.
    """
    links = planted(site)
    for part in sites.parts(site):
        if part.kind == "links":
            continue
        body = [
            f"begin{at}link {_FORMS[link.kind].format(link.text)} end{at}link\n"
            for at, link in enumerate(links)
            if link.path == part.path and only in (None, at)
        ]
        path = os.path.join(folder, part.path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            text = sites.content(part, "/* a comment also in Sass */", fenced)
            file.write("\n".join([text, *body]))


def measured(
    inputs: Sequence[str], build: Build, fenced: str = sites.FENCED, *, leaves_out: bool = False
) -> list[object]:
    """Return what becomes of the links of some sites.

    Where a builder stops, each link that may stop it has a site of its own.

    Args:
        inputs: The sites.
        build: Builds them.
        fenced: How front matter is written.
        leaves_out: Whether a link at which the builder would stop is left out of what it builds.
    """
    answers: list[object] = []
    with tempfile.TemporaryDirectory() as top:
        folders = [os.path.join(os.path.realpath(top), str(at)) for at in range(len(inputs))]
        for folder, site in zip(folders, inputs, strict=True):
            write(folder, site, None, fenced)
        for folder, site, out in zip(folders, inputs, build(folders), strict=True):
            found = _read(site, out) if out is not None else {}
            links = planted(site)
            rest = [at for at in range(len(links)) if at not in found]
            if leaves_out:
                found |= dict.fromkeys(rest, MISSING)
                rest = []
            alone = [f"{folder}-{at}" for at in rest]
            for at, each in zip(rest, alone, strict=True):
                write(each, site, at, fenced)
            for at, built in zip(rest, build(alone) if alone else [], strict=True):
                found |= {at: MISSING} if built is None else {at: FOUND} | _read(site, built)
            answers.append([found[at] for at in range(len(links))])
    return answers


def _read(site: str, out: str) -> dict[int, str]:
    """Return what becomes of each link that is found in the output, by its number."""
    base = _BASE.search(site)
    prefix = urlsplit(base[1].strip()).path.removeprefix(".").strip("/") if base else ""
    prefix = f"/{prefix}" if prefix else ""
    links, found = planted(site), {}
    for at, _, names in os.walk(out):
        for name in names:
            path = os.path.join(at, name)
            with open(path, encoding="utf-8", errors="replace") as file:
                text = file.read()
            address = "/" + os.path.relpath(path, out).removesuffix("index.html")
            if name.endswith((".html", ".htm")):
                for number, between in _BETWEEN.findall(text):
                    is_tag = links[int(number)].kind == "tag"
                    page = f"{_HOST}{prefix}{address}"
                    found[int(number)] = _judged(between, page, prefix, out, is_tag=is_tag)
    return found


def _judged(html: str, page: str, prefix: str, out: str, *, is_tag: bool) -> str:
    if NOT_FOUND in html:
        return MISSING
    element = next(
        (each for each in lxml.html.fragment_fromstring(html, "div").iter("a", "img", "video", "audio")), None
    )
    if element is None:
        return FOUND if is_tag else OTHER  # a tag that writes no link, or no Markdown
    url = element.get("href") if element.tag == "a" else element.get("src")
    parts = urlsplit(urljoin(page, (url or "").strip()))
    path = unquote(parts.path)
    if f"{parts.scheme}://{parts.netloc}" != _HOST or not f"{path}/".startswith(f"{prefix}/"):
        return OTHER
    path = os.path.join(out, path.removeprefix(prefix).lstrip("/"))
    tried = [os.path.join(path, "index.html")]
    if not path.endswith("/"):
        tried += [path, f"{path}.html"]
    return FOUND if any(map(os.path.isfile, tried)) else MISSING
