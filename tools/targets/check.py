"""Builds the sites and compares every target with what the builders wrote."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lint.primitives.patterns import regex
from tools.targets import vault
from tools.targets.build import Built, build
from tools.targets.crawl import Found, crawl
from tools.targets.site import Site
from tools.targets.truth import Target

_NAME = regex(r"[\w-]+")


@dataclass(frozen=True)
class Checked:
    """What the real build says about a site.

    Attributes:
        wrong: What is not as the truth says, in sentences.
        stops: What the builder said at each target that stops it.
    """

    wrong: list[str]
    stops: dict[Target, str]


def place_built(folder: str, site: Site, built: Built) -> str:
    """Move a built site below its base.

    Returns:
        The folder that is the web's root.
    """
    root = os.path.join(folder, "built", site.name)
    shutil.rmtree(root, ignore_errors=True)
    os.makedirs(os.path.dirname(root + site.base.rstrip("/")), exist_ok=True)
    shutil.copytree(built.output, root + site.base, dirs_exist_ok=True)
    return root


def check(folder: str, site: Site, programs: str) -> Checked:
    """Build a site without the targets that stop the builder, and once with each of them.

    Args:
        folder: Where the sites are; `sources` and `built` are made there.
        site: The site.
        programs: The folder with the builders for Node.js.
    """
    source = os.path.join(folder, "sources", site.name)
    if site.name == "obsidian":
        return Checked(vault.check(source, site, programs), {})
    stopping = [target for target in site.truth.targets if target.stops]
    shutil.rmtree(source, ignore_errors=True)
    _write(site, source, stopping)
    built = build(site.name, source, programs)
    if built.stopped:
        return Checked([f"{site.name}: the good targets do not build\n{built.log}"], {})
    root = place_built(folder, site, built)
    wrong = [*_compared(site, crawl(root, site.host)), *_shown(site, root)]
    stops = _stops(site, source, stopping, programs)
    wrong += [
        f"{site.name}: {target.file}:{target.line}: the builder goes on: {target.written}"
        for target in stopping
        if target not in stops
    ]
    _write(site, source, stopping)
    return Checked(wrong, stops)


def _stops(site: Site, source: str, stopping: list[Target], programs: str) -> dict[Target, str]:
    """What the builder says at each target that stops it; those that it passes are left out."""
    stops = {}
    groups = [[target] for target in stopping if target.kind not in site.together]
    groups.append([target for target in stopping if target.kind in site.together])
    for group in filter(None, groups):
        labels = {target.label for target in group}
        _write(site, source, [other for other in stopping if other.label not in labels])
        built = build(site.name, source, programs)
        for target in group:
            told = [
                line.strip() for line in built.log.splitlines() if _told(line, target, alone=len(group) == 1)
            ]
            if built.stopped and told:
                stops[target] = told[0]
    return stops


def _told(line: str, target: Target, *, alone: bool) -> bool:
    """Whether a line of a log is about a target: it names it, and its file where the log is about several."""
    name = max(_NAME.findall(target.written), key=len)
    return name in line and (alone or line.endswith(f"in file {target.file}"))


def _write(site: Site, source: str, without: list[Target]) -> None:
    lines = {(target.file, line) for target in without for line in range(target.line, target.last + 1)}
    site.write(source, leave_out=lambda path, line: (path, line) in lines)


def _compared(site: Site, found: list[Found]) -> Iterator[str]:
    by_label = defaultdict(list)
    for one in found:
        by_label[one.label].append(one)
    broken = {target.label for target in site.truth.broken}
    for target in site.truth.targets:
        where = f"{site.name}: {target.file}:{target.line}: {target.written} ({target.form})"
        here = by_label[target.label]
        if target.code and here:
            yield f"{where} is built, but it is code"
        elif target.code or target.stops or target.shows:
            continue
        elif not here:
            yield f"{where} is not built"
        elif target.kind and all(one.exists for one in here):
            yield f"{where} exists, but it is {target.kind}: {here[0].url}"
    for one in found:
        if not one.exists and one.label not in broken:
            yield f"{site.name}: {one.page}: {one.url} ({one.label}) does not exist"


def _shown(site: Site, root: str) -> Iterator[str]:
    texts = []
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".html"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    texts.append(file.read())
    for target in site.truth.targets:
        if target.shows and any(target.shows in text for text in texts) == bool(target.kind):
            yield f"{site.name}: {target.file}:{target.line}: {target.written}: {target.shows!r} is not as expected"
