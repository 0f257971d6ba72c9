"""Which reports a run writes, in which formats, and where."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, Self

from lint import report
from lint.archive.targets import Target
from lint.cli import shared_arguments as shared
from lint.cli.output import Output, leads_out
from lint.primitives.errors import OutputError, UsageError
from lint.report import Reporter

if TYPE_CHECKING:  # not every run has them
    from lint.run.baseline import Baseline
    from lint.run.cached_results import CachedResults

# What somebody reads on a terminal; for more, there is a plan.
_FEW = 200
# The formats of changes.
PATCH, DIFF = "patch", "diff"


class _Report(NamedTuple):
    name: str  # of the format
    output: Output
    reporter: Reporter


class Reports:
    """The reports that the arguments ask for; with `--diff`, what the fixes change.

    As a context manager, it ensures that a failed run leaves no half-written file, and none open.

    Parameters:
        fixed_text: whether the fixed text goes to standard output; reports without a file then go to
            standard error.

    Raises:
        UsageError: when two reports go to the same place, or the arguments contradict each other.
        ReporterError: for an unknown format.

    Attributes:
        cached: the results of earlier runs, and what is known of the rules; without it, they are imported.
    """

    def __init__(self, options: argparse.Namespace, *, fixed_text: bool = False) -> None:
        self._reports: list[_Report] = []
        self.cached: CachedResults | None = None
        if fixed_text:
            from lint.report.diff import FixedTextReporter

            output = Output(None)
            reporter = FixedTextReporter(output.options("never"))
            self._reports.append(_Report("fixed text", output, reporter))
        formats = formats_of(options)
        database = next((path for name, path in formats if name == "sqlite"), None)
        for name, path in formats:
            output = Output(path, errors=fixed_text and path is None)
            # No other command would read the same standard input, and none fixes what is in a store.
            is_fixed = options.paths == ["-"] or hasattr(options, "given")
            report_options = output.options(options.color)._replace(
                advice=(path is None or name == "plan") and not is_fixed,
                by=options.by or "rule",
                few=0 if options.output_format else _FEW,
                describe=self._describe,
                history=database,
            )
            if name in ("plan", "html"):
                report_options = report_options._replace(arguments=shared.arguments_of(options))
            make = partial(_changes, name) if options.diff else partial(report.load, name)
            self._reports.append(_Report(name, output, make(report_options)))

    @property
    def reporters(self) -> list[Reporter]:
        """The reporter of each report."""
        return [each.reporter for each in self._reports]

    @property
    def formats(self) -> list[tuple[str, report.ReportOptions]]:
        """The name of each report's format, and how it is written, to be sent to other machines."""
        nothing = report.ReportOptions()
        return [
            (each.name, each.reporter.options._replace(describe=nothing.describe)) for each in self._reports
        ]

    @property
    def writers(self) -> list[Callable[[str], None]]:
        """The function that writes the pieces of each report."""
        return [partial(each.output.write_piece, each.reporter) for each in self._reports]

    def report_key(self, baseline: Baseline | None) -> str:
        """Return what a file's piece depends on besides its observations; empty if it cannot be cached."""
        name, _, reporter = self._reports[0]
        built_in = type(reporter).__module__.startswith("lint.report.")  # a plug-in may depend on anything
        if len(self._reports) > 1 or reporter.inventory or not built_in:
            return ""
        options = reporter.options
        places = f"{options.root!r} {options.folder!r} {os.getcwd()!r}"
        known = f"{baseline.path!r} {baseline.digest}" if baseline is not None else ""
        return f"{known} {name} {options.by} {options.few} {options.color} {options.width} {places}"

    def _describe(self, code: str) -> report.RuleText | None:
        return self._manuals.get(code)

    @cached_property
    def _manuals(self) -> Mapping[str, report.RuleText]:
        if self.cached is not None:
            return self.cached.manuals()
        from lint.run import manuals  # few reports describe rules

        return manuals.installed()

    def check_places(self, targets: Sequence[Target]) -> None:
        """Raise OutputError for a report that cannot be written or would replace a post, before linting."""
        for path in (each.output.path for each in self._reports if each.output.path is not None):
            folder = os.path.dirname(path) or "."
            if not os.path.isdir(folder):
                raise OutputError(f"{path}: cannot be written: {folder} is not a folder")
            real = os.path.realpath(path)
            if leads_out(path):
                raise OutputError(
                    f"{path}: is a link to {real}, outside of the archive; name that file instead"
                )
            name = os.path.basename(real)
            alike = (target for target in targets if os.path.basename(target.path) == name)
            if any(os.path.realpath(target.path) == real for target in alike):
                raise OutputError(f"{path}: the report would overwrite a post")

    def close(self) -> None:
        """Move each finished file into place; then raise OutputError naming those that cannot be written."""
        troubles = []
        for each in self._reports:
            try:
                if not each.reporter.binary:
                    each.output.close()
            except OutputError as error:
                troubles.append(str(error))
        if troubles:
            raise OutputError("; ".join(troubles))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._reports:
            each.output.drop()
            each.reporter.close()


def _changes(name: str, options: report.ReportOptions) -> Reporter:
    """Return what reports on changes: word by word for somebody who looks, else as a patch."""
    if name == DIFF and options.terminal:
        from lint.report.word_diff import WordDiffReporter

        return WordDiffReporter(options)
    from lint.report.diff import PatchReporter

    return PatchReporter(options)


def is_patch(text: str) -> bool:
    """Return whether a value of `--output-format` asks for a patch, which is what `--diff` prints."""
    return text.partition(":")[0] == PATCH


def formats_of(options: argparse.Namespace) -> list[tuple[str, str | None]]:
    """Return each report's format and file, if any; raise UsageError when two reports share a place."""
    table = options.statistics or (options.by is not None and not options.output_format)
    if options.statistics and options.output_format:
        raise UsageError("--statistics cannot be used with --output-format; use --output-format statistics")
    if options.diff:
        return [_of_changes(options, has_table=table)]
    wanted: list[tuple[str, str | None]] = []
    for text in ["statistics"] if table else options.output_format or [_usual(options)]:
        name, _, path = text.partition(":")
        wanted.append((name, path or None))
    if options.by is not None and all(name != "statistics" for name, _ in wanted):
        raise UsageError("--by is for statistics; it cannot be used with other formats")
    if options.output_file is not None:
        first = next((at for at, (_, path) in enumerate(wanted) if path is None), None)
        if first is None:
            raise UsageError(f"--output-file {options.output_file}: every report already has a file")
        wanted[first] = (wanted[first][0], options.output_file)
    wanted = [
        (name, None if path is not None and _is_standard_output(path) else path) for name, path in wanted
    ]
    places = [os.path.realpath(path) if path is not None else None for _, path in wanted]
    for (_, path), place in zip(wanted, places, strict=True):
        if places.count(place) > 1:
            where = path or "standard output"
            raise UsageError(
                f"two reports go to {where}; expected --output-format FORMAT:FILE for one of them"
            )
    return wanted


def _of_changes(options: argparse.Namespace, *, has_table: bool) -> tuple[str, str | None]:
    """Return the format of the changes, and its file; there is no other report beside it."""
    formats = options.output_format or []
    is_alone = len(formats) <= 1 and all(map(is_patch, formats)) and not has_table
    if not is_alone or (options.output_file is not None and not formats):
        raise UsageError(
            "--diff prints a patch; it cannot be used with --output-format (but `patch`), --output-file or"
            " --statistics"
        )
    path = "".join(formats).partition(":")[2] or options.output_file
    path = None if path is not None and _is_standard_output(path) else path
    return PATCH if formats else DIFF, path


def _usual(options: argparse.Namespace) -> str:
    """Return the format where none is given: a plan for somebody who looks, else every finding.

    Some CI systems show output on a terminal, and so do editors, which read it.
    """
    if options.output_file is not None or options.paths == ["-"]:
        return "text"
    if os.environ.get("CI") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return "text"
    return "plan"


def _is_standard_output(path: str) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False
