"""The truth of a vault, which no program builds: two readings, neither of which knows how the vault was made.

obsidiantools, a library for analysts of vaults, says which notes and files are named by wikilinks and are not there.
Headings, blocks and Markdown links, which it does not judge, are looked up in the files as Obsidian's help has it.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from urllib.parse import unquote

from lint.primitives.patterns import regex
from tools.targets.site import Site
from tools.targets.truth import Target

_PROGRAM = """
import json, pathlib, sys
from obsidiantools.api import Vault
vault = Vault(pathlib.Path(sys.argv[1])).connect().gather()
print(json.dumps([*vault.nonexistent_notes, *vault.nonexistent_media_files, *vault.nonexistent_canvas_files]))
"""
_MARKS = regex(r"[*`_:#|^\\[\]%]+")
_BEYOND = ("either", "other letter case", "other letter case, embed", "spaces around", "canvas")
"""Forms of good links that obsidiantools does not follow."""


def check(source: str, site: Site, programs: str) -> list[str]:
    """Compare a vault's truth with both readings.

    Args:
        source: Where to write the vault.
        site: The vault.
        programs: A folder in which `obsidian` is a virtual environment with obsidiantools.

    Returns:
        What is not as the truth says, in sentences.
    """
    shutil.rmtree(source, ignore_errors=True)
    site.write(source)
    done = subprocess.run(  # noqa: S603
        [os.path.join(programs, "obsidian", "bin", "python"), "-c", _PROGRAM, source],
        capture_output=True,
        check=True,
    )
    missing = set(json.loads(done.stdout))
    return [*_names(site, missing), *_lookups(source, site)]


def _names(site: Site, missing: set[str]) -> Iterator[str]:
    """Names of notes and files without a path, by obsidiantools; it reads neither paths nor other letter case."""
    lines = {page.path: page.lines for page in site.pages}
    for target in site.truth.targets:
        name, _, part = target.written.partition("#")
        name = name.removesuffix(".md")
        written = f"[[{target.written}"
        wikilink = any(written in line for line in lines[target.file][target.line - 1 : target.last])
        if target.code or not wikilink or "/" in name or not name or target.form in _BEYOND:
            continue
        if (name in missing) != bool(target.kind) and not (target.kind and part):
            where = f"obsidian: {target.file}:{target.line}: {target.written} ({target.form})"
            yield f"{where} {'exists' if target.kind else 'does not exist'} for obsidiantools"


def _lookups(source: str, site: Site) -> Iterator[str]:
    files = {
        os.path.relpath(os.path.join(folder, name), source)
        for folder, _, names in os.walk(source)
        for name in names
    }
    for target in site.truth.targets:
        if not target.code and _exists(source, files, target) == bool(target.kind):
            where = f"obsidian: {target.file}:{target.line}: {target.written}"
            yield f"{where} ({target.form}) {'exists' if target.kind else 'does not exist'}"


def _exists(source: str, files: set[str], target: Target) -> bool:
    path, _, part = unquote(target.written).strip().partition("#")
    found = _file(files, target.file, path) if path else target.file
    if found is None or not part or not found.endswith(".md"):
        return found is not None
    with open(os.path.join(source, found), encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    if part.startswith("^"):
        return any(line.endswith(f" {part}") or line == part for line in lines)
    headings = [line for line in lines if line.startswith("#")]
    return _chain(headings, part.split("#"))


def _file(files: set[str], here: str, path: str) -> str | None:
    beside = os.path.normpath(os.path.join(os.path.dirname(here), path))
    for name in sorted(files, key=len):
        for wanted in (path, beside):
            whole = f"/{name}".casefold()
            if whole.endswith((f"/{wanted}".casefold(), f"/{wanted}.md".casefold())):
                return name
    return None


def _chain(headings: list[str], parts: list[str]) -> bool:
    """Whether each part is a heading, and each later one is below the one before."""
    level, at = 0, 0
    for part in parts:
        for index in range(at, len(headings)):
            depth = len(headings[index]) - len(headings[index].lstrip("#"))
            if level and depth <= level:
                return False
            if _plain(headings[index]) == _plain(part):
                level, at = depth, index + 1
                break
        else:
            return False
    return True


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split()).casefold()
