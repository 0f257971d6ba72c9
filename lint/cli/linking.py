"""The posts that link to what a commit deletes or renames: they have not changed, but now lead nowhere."""

from __future__ import annotations

import argparse
import os
from functools import cache
from typing import TYPE_CHECKING

from lint.archive.discovery import Discovery, shown_name
from lint.archive.targets import Target
from lint.cli.stores import Stores
from lint.config.nearest import ConfigCache
from lint.primitives.files import canonical
from lint.run.budget import Budget
from lint.run.options import RunOptions

if TYPE_CHECKING:  # few runs have changes
    from lint.archive.git import Changes
    from lint.engine.linter import Linter


def with_linking(
    options: argparse.Namespace, configs: ConfigCache, found: Discovery, changes: Changes
) -> tuple[Discovery, Changes]:
    """Add the posts of the named folders that link to files which are gone; only their links count.

    Raises:
        UserError: for invalid settings.
    """
    tops = tuple(os.path.join(os.path.realpath(path), "") for path in options.paths)
    gone = {path: data for path, data in changes.gone.items() if path.startswith(tops)}
    if not gone or not configs.index:
        return found, changes
    cwd = os.getcwd()
    targets = [Target.at(shown_name(path, cwd), path, cwd) for path in gone]
    budget = Budget(options.file_timeout)

    @cache
    def linter() -> Linter:
        from lint.engine.linter import Linter

        return Linter(configs)

    with Stores(options, configs, found.sites, budget) as stores:
        archives = stores.archives(RunOptions((), options.jobs, contents=changes.staged), None)
        if archives is None:
            return found, changes
        archives.cached.prepare(targets)
        archives.update(targets, linter)
        linking = archives.lacking(gone)
    known = {canonical(target.path) for target in found.targets}
    fresh = {canonical(target.path): target for target in linking if canonical(target.path) not in known}
    more = found._replace(targets=sorted([*found.targets, *fresh.values()]))
    return more, changes._replace(linking=frozenset(fresh))
