"""The files that Eleventy copies (https://www.11ty.dev/docs/copy/)."""

import posixpath
import re
from collections.abc import Iterator
from itertools import takewhile

from lint.archive import conventions
from lint.archive.builders.eleventy_data import EleventySite
from lint.archive.builders.globs import Globs
from lint.archive.builders.literals import PAIR, TEXT, javascript_list, without_comments
from lint.primitives.patterns import regex

_PAIRS = regex(PAIR)
_CALL = regex(rf"addPassthroughCopy\(\s*+(?:({TEXT})|\{{((?:{PAIR},?)+)\s*+\}})\s*+[,)]")
_GLOB = frozenset("*?[{!")


def copies(site: EleventySite) -> list[tuple[str, str | None]]:
    """Return the paths and patterns of `addPassthroughCopy`, each with its target if it has one."""
    found: list[tuple[str, str | None]] = []
    for match in _CALL.finditer(without_comments(site.configuration.text)):
        if match[1]:
            found.append((_plain(match[1]), None))
        else:
            found += [(_plain(key), _plain(value) or None) for key, value in _PAIRS.findall(match[2])]
    return found


def _plain(text: str) -> str:
    text = text[1:-1] if text[:1] in ("'", '"') else text
    return re.sub(r"\\(.)", r"\1", text).removeprefix("./")


def address(site: EleventySite, relative: str, formats: frozenset[str]) -> str | None:
    """Return where a file is copied to; `None` if no plain call names it."""
    inside = relative.removeprefix(site.input)
    if relative.startswith(site.input) and relative.rpartition(".")[2].lower() in formats:
        return f"/{inside}"
    for source, target in site.copies:
        found = _copied(site, relative, source.rstrip("/"), target)
        if found is not None:
            return "/" + posixpath.normpath(found).lstrip("/")
    return None


def _copied(site: EleventySite, relative: str, source: str, target: str | None) -> str | None:
    name = posixpath.basename(relative)
    if not _GLOB.isdisjoint(source):
        if not Globs([source]).match(relative):
            return None
        # What a pattern finds comes to lie in one folder (`TemplatePassthrough.getOutputPathForGlobFile`).
        return relative.removeprefix(site.input) if target is None else posixpath.join(target, name)
    if relative != source and not relative.startswith(f"{source}/") and source != ".":
        return None
    if target is None:
        return relative.removeprefix(site.input)
    rest = relative.removeprefix(source).lstrip("/")
    if not rest and (target in ("", "/", ".") or target.endswith("/")):
        rest = name  # if the target is a folder by then; else Eleventy stops, or the file gets that name
    return posixpath.join(target.strip("/"), rest) if rest else target


def from_elsewhere(site: EleventySite) -> Iterator[str]:
    """Yield where files are copied to that are not listed, such as those of packages.

    Each is the address of a file, or of a folder without the `/` at its end: empty for that of the site.
    """
    for source, target in site.copies:
        parts = source.rstrip("/").split("/")
        if not any(part in conventions.MADE or (part[:1] == "." and part != ".") for part in parts):
            continue
        known = "/".join(takewhile(_GLOB.isdisjoint, parts))
        where = known.removeprefix(site.input) if target is None else posixpath.normpath(target).strip("/.")
        has_suffix = known == source and "." in parts[-1][1:]
        yield f"/{where or parts[-1]}" if where or has_suffix else ""


def formats(site: EleventySite) -> Iterator[str] | None:
    """Return the suffixes of `templateFormats`; `None` if it is not set, or is not plain."""
    configured = site.configuration
    found: list[str] = []
    for text in configured.texts("templateFormats"):
        found += text.split(",")
    for text in javascript_list(configured.text, "setTemplateFormats"):
        found += text.split(",")
    return (each.strip().lower() for each in found) if found else None


def added_formats(site: EleventySite) -> Iterator[str]:
    """Return the suffixes that `addTemplateFormats` adds."""
    for text in javascript_list(site.configuration.text, "addTemplateFormats"):
        yield from (each.strip().lower() for each in text.split(","))
