"""The command line: arguments in, exit code out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Self

from lint.arguments import parse
from lint.check import CRASH_CODE
from lint.config import Config, ConfigCache, ConfigError, load_file
from lint.proxies import ProxyError
from lint.registry import RegistryError
from lint.report import ReporterError, ReportOptions
from lint.schema import SchemaError
from lint.select import SelectorError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import BinaryIO

    from lint.report import Summary
    from lint.run import Progress

CLEAN, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
_PROGRESS_FROM = 500
_USER_ERRORS = (ConfigError, SelectorError, SchemaError, ProxyError, RegistryError, ReporterError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters:
        arguments: without the program's name; those of the process when omitted.

    Returns:
        0 when nothing was found at or over `fail-on`, 1 when something was, 2 when something could not
        be linted, 130 after Ctrl-C.
    """
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        return _COMMANDS[options.command](options)
    except _USER_ERRORS as error:
        _say(f"lint: {error}")
        return FAILED
    except KeyboardInterrupt:
        _say("lint: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the report has gone. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _say(message: str) -> None:
    from lint.report.printable import printable  # noqa: PLC0415 - only when there is something to say

    sys.stderr.write(printable(message) + "\n")


def _override(path: str | None) -> Config | None:
    if path is None:
        return None
    config = load_file(path)
    if config is None:
        raise ConfigError(f"{path}: has no [tool.lint]")
    return config


def _configs(options: argparse.Namespace) -> ConfigCache:
    return ConfigCache(
        Config(root=os.getcwd()) if options.isolated else _override(options.config),
        select=options.select,
        extend_select=options.extend_select,
        ignore=options.ignore,
        extend_exclude=options.extend_exclude,
        fail_on=options.fail_on,
        schema=options.schema,
        dialect=options.dialect,
        timezone=options.timezone,
    )


def _check(options: argparse.Namespace) -> int:
    configs = _configs(options)
    if options.paths == ["-"]:
        return _check_standard_input(options, configs)
    from lint.discover import find  # noqa: PLC0415 - standard input needs none

    found = find(options.paths, configs)
    for path in found.missing:
        _say(f"lint: {path}: no such file or folder")
    if options.show_settings:
        from lint.describe import settings  # noqa: PLC0415 - only asked for now and then

        sys.stdout.write(settings(found.targets, configs))
        return FAILED if found.missing else CLEAN
    if not found.targets and not found.missing:
        _say("lint: no posts were found in " + ", ".join(options.paths))
    from lint.run import Plan, run  # noqa: PLC0415 - the heavy part starts here

    with _Output(options.output_file) as output:
        plan = Plan(_format(options), _report_options(options, output), options.jobs)
        with _Bar(len(found.targets)) as bar:
            summary = run(
                found.targets, configs, plan, output.write, progress=bar.update, unchecked=found.unreadable
            )
    code = _exit_code(summary, options)
    return FAILED if found.missing else code


def _check_standard_input(options: argparse.Namespace, configs: ConfigCache) -> int:
    from lint import report  # noqa: PLC0415 - as above
    from lint.discover import is_excluded, shown_name  # noqa: PLC0415
    from lint.linter import Linter  # noqa: PLC0415
    from lint.report import Summary  # noqa: PLC0415
    from lint.source import Source  # noqa: PLC0415

    path = options.stdin_filename or "-"
    data = sys.stdin.buffer.read()
    if is_excluded(path, configs):
        return CLEAN
    linter = Linter(configs)
    tree = linter.tree(os.path.dirname(path), os.getcwd())
    source = Source(shown_name(path, os.getcwd()), data, path)
    findings = linter.check_source(source, tree).findings
    summary = Summary()
    summary.add(findings)
    summary.failing = tree.failing(findings)
    with _Output(options.output_file) as output:
        reporter = report.load(_format(options), _report_options(options, output))
        output.write(reporter.begin())
        if findings:
            output.write(reporter.file(source, findings))
        output.write(reporter.end(summary))
    return _exit_code(summary, options)


def _format(options: argparse.Namespace) -> str:
    return "statistics" if options.statistics else str(options.output_format)


def _exit_code(summary: Summary, options: argparse.Namespace) -> int:
    for name, reason in summary.unchecked:
        _say(f"lint: {name}: not checked: {reason}")
    if summary.unchecked or any(code == CRASH_CODE for code, _ in summary.tallies):
        return FAILED
    return FOUND if summary.failing and not options.exit_zero else CLEAN


def _report_options(options: argparse.Namespace, output: _Output) -> ReportOptions:
    terminal = output.is_terminal
    color = {"always": True, "never": False}.get(
        options.color, terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    if not terminal:
        return ReportOptions(color)
    from shutil import get_terminal_size  # noqa: PLC0415 - only for a terminal

    return ReportOptions(color, get_terminal_size().columns)


class _Output:
    """Where the report goes, always as UTF-8: standard output, or a file that appears whole."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self.is_terminal = path is None and sys.stdout.isatty()
        self._file: BinaryIO

    def __enter__(self) -> Self:
        try:
            self._file = sys.stdout.buffer if self.path is None else open(self.path, "wb")
        except OSError as error:
            raise ConfigError(f"{self.path}: cannot be written: {error.strerror}") from error
        return self

    def write(self, text: str) -> None:
        if text:
            self._file.write(text.encode("utf-8", "backslashreplace"))
            self._file.flush()

    def __exit__(self, *_: object) -> None:
        if self.path is not None:
            self._file.close()


class _Bar:
    """A progress bar on standard error, for long runs on a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.update: Progress | None = None

    def __enter__(self) -> Self:
        if self.total >= _PROGRESS_FROM and sys.stderr.isatty():
            from lint.progress import Bar  # noqa: PLC0415 - draws with a heavy library

            self._bar = Bar(self.total)
            self.update = self._bar.update
        return self

    def __exit__(self, *_: object) -> None:
        if self.update is not None:
            self._bar.close()


def _rules(options: argparse.Namespace) -> int:
    from lint.describe import rules  # noqa: PLC0415 - this command only

    with _Output(None) as output:
        output.write(rules(options.output_format))
    return CLEAN


def _explain(options: argparse.Namespace) -> int:
    from lint.describe import manual  # noqa: PLC0415 - this command only

    with _Output(None) as output:
        output.write(manual(options.rule))
    return CLEAN


def _schema(options: argparse.Namespace) -> int:
    from lint.describe import schema  # noqa: PLC0415 - this command only

    with _Output(None) as output:
        output.write(schema(options.name, ConfigCache().for_folder(os.getcwd())))
    return CLEAN


def _links(options: argparse.Namespace) -> int:
    from lint.discover import find  # noqa: PLC0415 - this command only
    from lint.list_links import list_links  # noqa: PLC0415

    configs = ConfigCache(_override(options.config))
    found = find(options.paths, configs)
    for path in found.missing:
        _say(f"lint: {path}: no such file or folder")
    with _Output(options.output_file) as output:
        unchecked = list_links(found.targets, configs, options.output_format, output.write)
    for name, reason in (*found.unreadable, *unchecked):
        _say(f"lint: {name}: not checked: {reason}")
    return FAILED if found.missing or found.unreadable or unchecked else CLEAN


_COMMANDS = {"check": _check, "links": _links, "rules": _rules, "explain": _explain, "schema": _schema}
