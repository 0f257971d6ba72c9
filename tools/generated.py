"""Writes generated files, or with `--check` compares them."""

import os
import sys
from collections.abc import Mapping, Sequence

_DRIFT = "{} is out of date; run {}\n"


def generate(folder: str, texts: Mapping[str, str], arguments: Sequence[str], command: str) -> int:
    """Write the files of a folder; with `--check`, return 1 if any of them is out of date.

    Parameters:
        texts: the text of each file, by name; other files in the folder are out of date.
        arguments: those of the command line.
        command: the command that generates the files, for messages.
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
    """Write the part of a file between `<!-- name -->` and `<!-- /name -->`; return as `generate` does."""
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
