"""The files that Eleventy copies (https://www.11ty.dev/docs/copy/)."""

import posixpath
import re
from collections.abc import Iterator

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
            found += [(_plain(key), _plain(value)) for key, value in _PAIRS.findall(match[2])]
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
    if not _GLOB.isdisjoint(source):
        if target is not None or not Globs([source]).match(relative):
            return None
        return relative.removeprefix(site.input)
    if relative != source and not relative.startswith(f"{source}/") and source != ".":
        return None
    if target is None:
        return relative.removeprefix(site.input)
    rest = relative.removeprefix(source).lstrip("/")
    if not rest and (target in ("", "/", ".") or target.endswith("/")):
        return None  # the file's name, if the target is a folder by then
    return posixpath.join(target.strip("/"), rest) if rest else target


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
