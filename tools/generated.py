"""Files that are made from the code: written, or with `--check` compared, so that they cannot drift."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

_DRIFT = "{} is not what the code makes: run {}\n"


def generate(folder: str, texts: Mapping[str, str], arguments: Sequence[str], command: str) -> int:
    """Write files into a folder that holds nothing else; gives 1 when `--check` finds a difference.

    Parameters:
        texts: each file's text by its name.
        arguments: those of the command line; `--check` writes nothing.
        command: what makes the files, for the message.
    """
    os.makedirs(folder, exist_ok=True)
    stale = sorted(set(os.listdir(folder)) - set(texts))
    for name, text in texts.items():
        path = os.path.join(folder, name)
        if os.path.exists(path) and _read(path) == text:
            continue
        if "--check" in arguments:
            stale.append(name)
        else:
            _write(path, text)
    for name in stale:
        sys.stderr.write(_DRIFT.format(f"{folder}/{name}", command))
    return 1 if stale else 0


def generate_part(path: str, name: str, text: str, arguments: Sequence[str], command: str) -> int:
    """Write a part of a file, between `<!-- name -->` and `<!-- /name -->`; gives 1 as `generate` does."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    head, _, rest = _read(path).partition(begin)
    before, found, tail = rest.partition(end)
    if not found:
        raise ValueError(f"{path}: expected {begin.strip()} and {end.strip()}")
    if before == text:
        return 0
    if "--check" in arguments:
        sys.stderr.write(_DRIFT.format(path, command))
        return 1
    _write(path, head + begin + text + end + tail)
    return 0


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
