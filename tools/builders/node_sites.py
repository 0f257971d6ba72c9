"""Measures where builders written for Node.js publish the files of small sites."""

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tools.builders.node import run, version
from tools.builders.rows import NOW, STOPS, Table
from tools.builders.sites import content, parts, site


@dataclass(frozen=True)
class SiteProgram:
    """A builder, and how `NAME_sites.mjs` beside this file builds sites with it.

    Attributes:
        name: The builder.
        package: Its package on npm.
        how: How rows are measured, for the table's header.
        first: The sites by kind: `address`, and `open address` for those of which lint may say nothing.
        late: The late ones.
        joins: Whether sites with the same setup are built as one, since a build takes seconds.
    """

    name: str
    package: str
    how: str
    first: Mapping[str, Sequence[str]]
    late: Mapping[str, Sequence[str]]
    joins: bool = False

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

        def build(texts: Sequence[str]) -> list[Any]:
            sites = [_parted(text) for text in texts]
            return run(home, f"{self.name}_sites", {"sites": sites}, ("node_sites.mjs",))["sites"]

        kinds = ("address", "open address")
        texts = [text for kind in kinds for some in (self.first, self.late) for text in some[kind]]
        measured = iter(_joined(texts, build) if self.joins else build(texts))
        for kind in kinds:
            table.measure(
                kind,
                lambda _, texts: [_gives(next(measured)) for _ in texts],
                self.first[kind],
                self.late[kind],
            )
        return table


# What is measured as a page; other files are copied, or left out.
_PAGES = (
    ".md",
    ".markdown",
    ".mdx",
    ".html",
    ".htm",
    ".njk",
    ".liquid",
    ".ejs",
    ".astro",
    ".mdown",
    ".mkd",
    ".MD",
    ".Md",
    ".HTML",
)


def page(path: str, front: str = "") -> str:
    """Return a page, with its front matter if it has one, for `small`."""
    return f"{path}\n{front}" if front else path


def small(setup: Mapping[str, str], *files: str) -> str:
    """Return the text of a site with these files, which are pages by their suffix."""
    are_pages = [(each.partition("\n")[0].endswith(_PAGES), each) for each in files]
    pages = [each for is_page, each in are_pages if is_page]
    return site(setup, pages, [each.partition("\n")[0] for is_page, each in are_pages if not is_page])


def by_kind(texts: Iterable[str], open_: str) -> dict[str, list[str]]:
    """Return sites by kind: those in which a pattern is found are open, so that lint may say nothing."""
    found: dict[str, list[str]] = {"address": [], "open address": []}
    for text in dict.fromkeys(texts):
        found["open address" if re.search(open_, text, re.MULTILINE) else "address"].append(text)
    return found


def _parted(text: str) -> dict[str, dict[str, str]]:
    """Return what configures a site, and the files that are measured, by their paths."""
    found: dict[str, dict[str, str]] = {"setup": {}, "files": {}}
    for part in parts(text):
        found["setup" if part.kind == "text" else "files"][part.path] = content(part, "").rstrip("\n")
    return found


def _joined(texts: Sequence[str], build: Callable[[Sequence[str]], list[Any]]) -> list[Any]:
    """Build sites with the same setup as one.

    Those that lack a page, or have several, are built again without the others, and then alone, since another
    may have had its address, or its name in the output; those whose build fails are built by halves.
    """
    results: list[Any] = [STOPS] * len(texts)
    _build(texts, _batches(texts), build, results)
    for is_alone in (False, True):
        doubted = [at for at, found in enumerate(results) if found != STOPS and not _is_plain(found)]
        together = _batches([texts[at] for at in doubted])
        groups = [[at] for at in doubted] if is_alone else [[doubted[at] for at in each] for each in together]
        _build(texts, groups, build, results)
    return results


def _is_plain(found: Mapping[str, Sequence[str]]) -> bool:
    """Return whether each file of a site is at one address, but for the form of its links."""
    return all(
        len({page.removesuffix(".html").rstrip("/") for page in pages}) == 1 for pages in found.values()
    )


def _build(
    texts: Sequence[str],
    groups: Sequence[Sequence[int]],
    build: Callable[[Sequence[str]], list[Any]],
    results: list[Any],
) -> None:
    joined = ["".join([texts[group[0]], *(_files(texts[at]) for at in group[1:])]) for group in groups]
    halves: list[Sequence[int]] = []
    for group, found in zip(groups, build(joined) if groups else (), strict=True):
        if found == STOPS and len(group) > 1:
            halves += [group[: len(group) // 2], group[len(group) // 2 :]]
            continue
        for at in group:
            paths = _parted(texts[at])["files"]
            results[at] = found if found == STOPS else {path: found[path] for path in paths}
    if halves:
        _build(texts, halves, build, results)


def _batches(texts: Sequence[str]) -> list[list[int]]:
    """Return the places of the sites that can be built as one: same setup, and no path twice."""
    found: list[tuple[dict[str, str], set[str], list[int]]] = []
    for at, text in enumerate(texts):
        site = _parted(text)
        names = {path.casefold() for path in site["files"]}
        for setup, taken, places in found:
            if setup == site["setup"] and taken.isdisjoint(names):
                taken.update(names)
                places.append(at)
                break
        else:
            found.append((site["setup"], names, [at]))
    return [places for *_, places in found]


def _files(text: str) -> str:
    return "".join(f"=== {part.kind} {part.path}\n{part.text}" for part in parts(text) if part.kind != "text")


def _gives(found: Any) -> Any:  # noqa: ANN401  a row's result
    if found == STOPS:
        return found
    return {path: [list(dict.fromkeys(map(_lasting, addresses))), []] for path, addresses in found.items()}


def _lasting(address: str) -> str:
    """Return an address with a mark for what is another one in each build: its day, or a name by chance."""
    today = dt.datetime.now(dt.UTC)
    for day in (f"{today:%Y/%m/%d}", f"{today:%Y-%m-%d}", f"{today:%Y}"):
        address = address.replace(day, NOW)
    return re.sub(r"\bcuid\w{21}", "chance", address)
