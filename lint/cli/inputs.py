"""Which files a check lints: those that are found, those that git says are new, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lint.archive.conventions import TEXT_SUFFIXES
from lint.archive.discovery import Discovery, Skipped, Target, is_excluded, shown_name
from lint.config.nearest import ConfigCache
from lint.primitives.files import canonical

if TYPE_CHECKING:
    from lint.archive.git import Changes  # only where git is asked


def standard_input(path: str, configs: ConfigCache) -> tuple[Discovery, Mapping[str, bytes]]:
    """Read standard input as the content of one file; it is none to lint where the configuration excludes it.

    Parameters:
        path: the file that it stands for.

    Returns:
        The file, and its content by canonical path.
    """
    cwd = os.getcwd()
    targets = [] if is_excluded(path, configs) else [Target(shown_name(path, cwd), path, cwd)]
    return Discovery(targets, [], []), {canonical(path): sys.stdin.buffer.read()}


def changed(found: Discovery, changes: Changes, paths: Sequence[str]) -> Discovery:
    """Leave the files that changed, with those that are staged and no longer in the working tree."""
    files = set(changes.files)
    targets = [target for target in found.targets if canonical(target.path) in files]
    cwd = os.getcwd()
    tops = tuple(os.path.join(os.path.realpath(path), "") for path in paths)
    gone = [
        Target(shown_name(os.path.relpath(path), cwd), os.path.relpath(path), cwd)
        for path in changes.staged
        if path.endswith(TEXT_SUFFIXES) and path.startswith(tops) and not os.path.lexists(path)
    ]
    unmerged = [
        Skipped(shown_name(os.path.relpath(path), cwd), "it has a merge conflict")
        for path in changes.unmerged
        if path.startswith(tops)
    ]
    return found._replace(targets=sorted([*targets, *gone]), unreadable=[*found.unreadable, *unmerged])


def without_twins(targets: Sequence[Target]) -> list[Target]:
    """Leave one target of each file: of several names the first that is no link."""
    links = {target for target in targets if os.path.islink(target.path)}
    firsts: dict[str, Target] = {}
    for target in sorted(targets, key=lambda target: target in links):
        real = os.path.realpath(target.path) if target in links else canonical(target.path)
        firsts.setdefault(real, target)
    return sorted(firsts.values())
