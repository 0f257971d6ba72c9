"""Files that are made from the code: written, or with `--check` compared, so that they cannot drift."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    for name in stale:
        sys.stderr.write(f"{folder}/{name} is not what the code makes: run {command}\n")
    return 1 if stale else 0


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
