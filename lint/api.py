"""Linting from a program: `lint_paths` and `lint_text`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lint.archive.discovery import find
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.primitives.files import UncheckedError
from lint.primitives.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.config.config import Config
    from lint.primitives.finding import Finding


def lint_paths(paths: Sequence[str], config: Config | None = None) -> Iterator[Finding]:
    """Lint files and folders, one after the other.

    Parameters:
        paths: as on the command line: files are taken literally.
        config: for every file; by default the nearest configuration file of each counts.

    Raises:
        FileNotFoundError: for a path that does not exist, before anything is linted.
        UncheckedError: for a folder that cannot be listed, before anything is linted; at a file that cannot
            be read.
        UserError: for an invalid configuration, schema, selector, image proxy or plug-in.
    """
    configs = ConfigCache(config)
    found = find(paths, configs)
    if found.missing:
        raise FileNotFoundError(found.missing[0])
    if found.unreadable:
        folder = found.unreadable[0]
        raise UncheckedError(f"{folder.filename}: {folder.reason}")
    linter = Linter(configs)
    for target in found.targets:
        yield from linter.check(target).findings


def lint_text(
    text: str | bytes, filename: str = "2000-01-01-text.md", config: Config | None = None
) -> list[Finding]:
    """Lint one post that is not in a file, sorted by place.

    Parameters:
        text: the whole post; spans are code points of it.
        filename: the path it stands for, which decides configuration and dialect, and is itself linted.
        config: by default the nearest configuration file of `filename` counts.

    Raises:
        UserError: for an invalid configuration, schema, selector, image proxy or plug-in.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    linter = Linter(ConfigCache(config))
    scope = linter.scope(os.path.dirname(filename), os.getcwd())
    return linter.check_source(Source(filename, data), scope).findings
