"""Linting from a program: `lint_paths` and `lint_text`."""

import os
from collections.abc import Iterator, Sequence

from lint.archive.discovery import Target, find
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.reader import check_values
from lint.engine.linter import Linter
from lint.primitives.files import UncheckedError
from lint.primitives.finding import Finding
from lint.primitives.import_path import WithoutWorkingFolder
from lint.primitives.source import Source


def lint_paths(
    paths: Sequence[str], config: Config | None = None, *, trust: bool = False
) -> Iterator[Finding]:
    """Lint files and folders, one after the other.

    While a file is linted, modules are not looked for in the working folder, which may be the archive.

    Parameters:
        paths: as on the command line; a file is always linted, whatever its name.
        config: used for every file; by default each file uses the nearest configuration file above it.
        trust: whether the archive's own configuration may name code, such as a schema `package.module:Model`.

    Raises:
        FileNotFoundError: when a path does not exist; before anything is linted.
        UncheckedError: when a folder cannot be listed, before anything is linted, or a file cannot be read.
        UserError: when a configuration, schema, selector, image proxy or plug-in is invalid.
    """
    with WithoutWorkingFolder():
        configs = _configs(config, trust=trust)
        found = find(paths, configs)
        linter = Linter(configs)
    if found.missing:
        raise FileNotFoundError(found.missing[0])
    if found.unreadable:
        folder = found.unreadable[0]
        raise UncheckedError(f"{folder.filename}: {folder.reason}")
    for target in found.targets:
        with WithoutWorkingFolder():
            findings = linter.lint(target).findings
        yield from findings


def lint_text(
    text: str | bytes,
    filename: str = "2000-01-01-text.md",
    config: Config | None = None,
    *,
    trust: bool = False,
) -> list[Finding]:
    """Lint one post that is not in a file; return its findings, sorted by place.

    Parameters:
        text: the whole post; spans are code-point offsets into it.
        filename: the post's path, which decides its configuration and dialect and is linted too.
        config: by default the nearest configuration file above `filename`.
        trust: as for `lint_paths`.

    Raises:
        UserError: when a configuration, schema, selector, image proxy or plug-in is invalid.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    with WithoutWorkingFolder():
        linter = Linter(_configs(config, trust=trust))
        scope = linter.scope_of(Target(filename, filename, os.getcwd()))
        return linter.lint_source(Source(filename, data), scope).findings


def _configs(config: Config | None, *, trust: bool) -> ConfigCache:
    if config is not None:
        check_values(config)
    return ConfigCache(config, trust=trust)
