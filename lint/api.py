"""Linting from a program: `lint_paths`, `lint_text`, `fix_text` and `write_report`; see docs/api.md."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TextIO

from lint.archive.targets import Target
from lint.config.config import Config
from lint.config.nearest import ConfigCache
from lint.config.reader import check_values
from lint.engine.linter import Linted, Linter
from lint.primitives.finding import Finding
from lint.primitives.import_path import WithoutWorkingFolder
from lint.primitives.source import Source
from lint.report import Reporter, ReportOptions, Summary, Syntax, load
from lint.run.open_archive import Archive, found_in

_FILENAME = "2000-01-01-text.md"


class Fixed(NamedTuple):
    """A post with its fixes.

    Parameters:
        text: the whole post; bytes that are not UTF-8 are lone surrogates (PEP 383).
        applied: the findings whose fix was applied, each with its place when it was.
        left: the findings of the result, sorted by place.
        undone: the findings whose fix was tried and undone, with the reason.
    """

    text: str
    applied: list[Finding]
    left: list[Finding]
    undone: list[tuple[Finding, str]]


def lint_paths(
    paths: Sequence[str], config: Config | None = None, *, trust: bool = False
) -> Iterator[Finding]:
    """Lint files and folders, one after the other, each by itself; `Archive` compares posts with each other.

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
        found = found_in(paths, configs)
        linter = Linter(configs)
    for target in found.targets:
        with WithoutWorkingFolder():
            findings = linter.lint(target).findings
        yield from findings


def lint_text(
    text: str | bytes, filename: str = _FILENAME, config: Config | None = None, *, trust: bool = False
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
    with WithoutWorkingFolder():
        return _linted(text, filename, config, trust=trust)[1].findings


def fix_text(
    text: str | bytes,
    filename: str = _FILENAME,
    config: Config | None = None,
    *,
    unsafe: bool = False,
    trust: bool = False,
) -> Fixed:
    """Apply the fixes of a post's findings, as `lint --fix` does; the result is linted, and a bad fix undone.

    Parameters:
        text, filename, config, trust: as for `lint_text`.
        unsafe: whether unsafe fixes are applied too: those of probable mistakes.

    Raises:
        UserError: as for `lint_text`.
    """
    with WithoutWorkingFolder():
        linter, linted = _linted(text, filename, config, trust=trust)
        done = linter.repair(linted, unsafe=unsafe)
    undone = [(each.finding, each.reason) for each in done.dropped]
    return Fixed(done.document.source.text, done.applied, done.findings, undone)


def write_report(
    paths: Sequence[str],
    format: str,  # noqa: A002 - as on the command line
    file: str | TextIO,
    config: Config | None = None,
    *,
    trust: bool = False,
) -> Summary:
    """Lint files and folders, compare the posts with each other, and write a report; return the counts.

    Parameters:
        paths, config, trust: as for `lint_paths`.
        format: a name that `lint --output-format` takes, such as `json`.
        file: the path of a file, which is replaced once the report is complete, or what has a method `write`.

    Returns:
        The counts; `unchecked` has the files that could not be read, with the reason.

    Raises:
        OSError: when the report cannot be written.
        ReporterError: when the format is unknown, or needs the path of a file.
        FileNotFoundError, UncheckedError, UserError: as for `lint_paths`, before anything is written.
    """
    with WithoutWorkingFolder():
        from lint.report.inert import inert
        from lint.run import manuals

        path = file if isinstance(file, str) else None
        options = ReportOptions(
            path=path, describe=lambda code: manuals.installed().get(code), folder=os.getcwd()
        )
        reporter = load(format, options)

    def safe(piece: str) -> str:
        return inert(piece, reporter.syntax, reporter.commands)

    with WithoutWorkingFolder(), Archive(*paths, config=config, trust=trust) as archive:
        if not isinstance(file, str):
            return archive.report(reporter, lambda piece: file.write(safe(piece)))
        if reporter.binary:
            return archive.report(reporter, lambda _: None)
        return _write_whole(
            file, reporter, lambda write: archive.report(reporter, lambda piece: write(safe(piece)))
        )


def _write_whole(
    path: str, reporter: Reporter, report: Callable[[Callable[[str], None]], Summary]
) -> Summary:
    from lint.primitives.rewrite import WholeFile

    whole = WholeFile(path)
    errors = "surrogateescape" if reporter.syntax is Syntax.EXACT else "backslashreplace"
    try:
        summary = report(lambda text: whole.write(text.encode("utf-8", errors)))
        whole.done()
    finally:
        whole.drop()
    return summary


def _linted(text: str | bytes, filename: str, config: Config | None, *, trust: bool) -> tuple[Linter, Linted]:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    linter = Linter(_configs(config, trust=trust))
    scope = linter.scope_of(Target.at(filename, filename, os.getcwd()))
    return linter, linter.lint_source(Source(filename, data), scope)


def _configs(config: Config | None, *, trust: bool) -> ConfigCache:
    if config is not None:
        check_values(config)
    return ConfigCache(config, trust=trust)
