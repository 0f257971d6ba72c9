"""Which files a check lints, if not those it finds: the changed ones, or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lint.archive.conventions import TEXT_SUFFIXES
from lint.archive.discovery import Discovery, Skipped, is_excluded, shown_name
from lint.archive.targets import Target
from lint.config.nearest import ConfigCache
from lint.primitives.files import canonical

if TYPE_CHECKING:
    from lint.archive.git import Changes


def standard_input(path: str, configs: ConfigCache) -> tuple[Discovery, Mapping[str, bytes]]:
    """Return the file at a path, unless it is excluded, and standard input as its content."""
    cwd = os.getcwd()
    targets = [] if is_excluded(path, configs) else [Target.at(shown_name(path, cwd), path, cwd)]
    return Discovery(targets, [], []), {canonical(path): sys.stdin.buffer.read()}


def changed(found: Discovery, changes: Changes, paths: Sequence[str]) -> Discovery:
    """Keep only the files that changed, and add staged files that are no longer in the working tree."""
    files = set(changes.files)
    targets = [target for target in found.targets if canonical(target.path) in files]
    cwd = os.getcwd()
    tops = tuple(os.path.join(os.path.realpath(path), "") for path in paths)
    gone = [
        Target.at(shown_name(os.path.relpath(path), cwd), os.path.relpath(path), cwd)
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
    """Keep one target per file: of several names, the first that is not a link."""
    links = {target for target in targets if os.path.islink(target.path)}
    firsts: dict[str, Target] = {}
    for target in sorted(targets, key=lambda target: target in links):
        real = os.path.realpath(target.path) if target in links else canonical(target.path)
        firsts.setdefault(real, target)
    return sorted(firsts.values())
