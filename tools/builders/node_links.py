"""Measures which links of small sites of builders written for Node.js lead somewhere.

The sites are as in `links.py`. A site has links in one page, so that it is plain which of them a builder
means.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from tools.builders.links import FOUND, MISSING, Planted, planted
from tools.builders.node import run, version
from tools.builders.node_sites import small
from tools.builders.rows import STOPS, Table
from tools.builders.sites import content, parts

KINDS = ("link", "open link")
_FORMS = {"link": "[x]({})", "image": "![x]({})", "tag": "{}"}
_ADDRESS = re.compile(r"""\b(?:href|src)="([^"]*)\"""")
_WORD = re.compile(r"bodyword\d")


@dataclass(frozen=True)
class LinkProgram:
    """A builder, and how `NAME_links.mjs` beside this file builds sites with links.

    Attributes:
        name: The builder.
        package: Its package on npm.
        how: How rows are measured, for the table's header.
        first: The sites by kind: `link`, and `open link` for those of which lint may say nothing.
        late: The late ones.
    """

    name: str
    package: str
    how: str
    first: Mapping[str, Sequence[str]]
    late: Mapping[str, Sequence[str]]

    def measure(self, programs: str | None) -> Table:
        """Measure the builder.

        Args:
            programs: The folder in which `install.sh` put the builders.

        Raises:
            ValueError: No folder was given: Node.js finds no packages on PATH.
        """
        if programs is None:
            raise ValueError(f"expected --programs, the folder in which install.sh put {self.name}")
        home = os.path.abspath(os.path.join(programs, self.name))
        table = Table(self.name, version(home, self.package), "UTC", self.how)
        texts = [text for kind in KINDS for some in (self.first, self.late) for text in some.get(kind, ())]
        given = [_parted(text) for text in texts]
        built = run(home, f"{self.name}_links", {"sites": given}, ("node_sites.mjs",))["sites"]
        results = iter([_verdicts(text, each) for text, each in zip(texts, built, strict=True)])
        for kind in KINDS:
            first, late = self.first.get(kind, ()), self.late.get(kind, ())
            table.measure(kind, lambda _, texts: [next(results) for _ in texts], first, late)
        return table


def with_links(setup: Mapping[str, str], files: Sequence[str], page: str, lines: Sequence[str]) -> str:
    """Return the text of a site with a page that has links.

    Args:
        setup: The site's own files, by path.
        files: Its other files, as for `small`, and the page.
        page: The path of the page with the links.
        lines: The links, as in `links.py`.
    """
    return f"{small(setup, *files)}=== links {page}\n" + "".join(f"{line}\n" for line in lines)


def _parted(text: str) -> dict[str, Any]:
    """Return what configures a site, and its files by their paths."""
    found: dict[str, Any] = {"setup": {}, "files": {}}
    for part in parts(text):
        if part.kind != "links":
            found["setup" if part.kind == "text" else "files"][part.path] = content(part, "").rstrip("\n")
    links = planted(text)
    found["page"] = links[0].path
    found["files"][links[0].path] += "\n" + "\n\n".join(_marked(at, link) for at, link in enumerate(links))
    return found


def _marked(at: int, link: Planted) -> str:
    """Return a link between words by which what becomes of it is found."""
    between = "\n\n" if link.text.startswith("<<<") else " "
    text = f"<{link.text}>" if link.kind != "tag" and " " in link.text else link.text
    return between.join((f"line{at:04}a", _FORMS[link.kind].format(text), f"line{at:04}z"))


def _verdicts(text: str, built: Any) -> object:  # noqa: ANN401  what the program writes
    links = planted(text)
    if built == STOPS:  # at the only link, or for another reason
        return [MISSING] if len(links) == 1 else STOPS
    return [_verdict(link, at, built) for at, link in enumerate(links)]


def _verdict(link: Planted, at: int, built: Mapping[str, Any]) -> str:
    """Return whether what became of a link leads somewhere.

    Args:
        link: The link.
        at: Its number.
        built: `html`, the built page; `address`, where it is, with the base path; `base`, that path; `files`,
            what is in the output; and `dead`, the links that the builder itself calls dead.
    """
    html = built["html"]
    begin, end = html.find(f"line{at:04}a"), html.find(f"line{at:04}z")
    segment = html[begin + len("line0000a") : end]
    if not 0 <= begin < end:
        raise ValueError(f"the link is not on the built page: {link}")
    addresses = _ADDRESS.findall(segment)
    if not addresses:
        return FOUND if _WORD.search(segment) else MISSING
    url = unescape(addresses[0])
    is_dead = url in built.get("dead", ()) or url.startswith("missing:")
    if url.startswith("data:"):
        return FOUND
    return (
        MISSING if is_dead or not is_served(url, built["address"], built["base"], built["files"]) else FOUND
    )


def is_served(url: str, address: str, base: str, files: Sequence[str]) -> bool:
    """Return whether a plain server has what a browser asks for.

    Args:
        url: The URL in a page.
        address: The page's address, with the base path.
        base: The base path, without `/` at its end.
        files: The files in the output.
    """
    path = urlsplit(urljoin(f"http://a.example{address}", url)).path
    if not path.startswith(f"{base}/") and path != base:
        return False
    inside = unquote(path.removeprefix(base)).lstrip("/")
    names = (f"{inside}index.html",) if inside.endswith("/") or not inside else (
        inside, f"{inside}.html", f"{inside}/index.html"
    )  # fmt: skip
    known = set(files)
    return any(normpath(name) in known for name in names)


def by_open(texts: Sequence[str], open_: Callable[[str], bool]) -> dict[str, list[str]]:
    """Return sites by kind, given which are open."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for text in dict.fromkeys(texts):
        found["open link" if open_(text) else "link"].append(text)
    return found
