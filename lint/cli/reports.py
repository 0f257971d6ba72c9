"""Which reports a run writes, in which formats, and where they go."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Self

from lint import report
from lint.cli.output import Output
from lint.primitives.errors import OutputError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from lint.archive.discovery import Target


class Reports:
    """The reports that the arguments ask for; with `--diff` none, but patches.

    As a context manager it sees to it that a run that fails leaves no half-written file.

    Parameters:
        errors: whether those without a file go to standard error, since standard output has the post.

    Raises:
        UsageError: when two reports go to the same place, or the arguments contradict each other.
        ReporterError: for a format that there is none of.
    """

    def __init__(self, options: argparse.Namespace, *, errors: bool = False) -> None:
        wanted = formats_of(options)
        self._names = [] if options.diff else [name for name, _ in wanted]
        self._outputs = (
            [] if options.diff else [Output(path, errors=errors and path is None) for _, path in wanted]
        )
        self.reporters = [
            report.load(name, output.options(options.color))
            for name, output in zip(self._names, self._outputs, strict=True)
        ]
        self.patches = Patches(options.color)

    @property
    def writers(self) -> list[Callable[[str], None]]:
        """What takes each report's pieces, or the patches."""
        return [output.write for output in self._outputs] or [self.patches.write]

    def report_key(self) -> str:
        """Give what a file's part of the only report depends on beside its findings; else nothing.

        A plug-in's report may depend on anything.
        """
        if len(self.reporters) != 1:
            return ""
        (reporter,) = self.reporters
        if reporter.inventory or not type(reporter).__module__.startswith("lint.report."):
            return ""
        return (
            f"{self._names[0]} {reporter.options.color} {reporter.options.width} {os.fsencode(os.getcwd())!r}"
        )

    def check_places(self, targets: Sequence[Target]) -> None:
        """Refuse a report that would go where it cannot, or take a post's place, before anything is done.

        Raises:
            OutputError: naming the file.
        """
        for path in (output.path for output in self._outputs if output.path is not None):
            folder = os.path.dirname(path) or "."
            if not os.path.isdir(folder):
                raise OutputError(f"{path}: cannot be written: {folder} is no folder")
            real = os.path.realpath(path)
            name = os.path.basename(real)
            alike = (target for target in targets if os.path.basename(target.path) == name)
            if any(os.path.realpath(target.path) == real for target in alike):
                raise OutputError(f"{path}: is a post to lint: a report would take its place")

    def close(self) -> None:
        """Put each file in its place.

        Raises:
            OutputError: naming those that cannot be written, once all others are.
        """
        troubles = []
        for output, reporter in zip(self._outputs, self.reporters, strict=True):
            try:
                if not reporter.binary:
                    output.close()
            except OutputError as error:
                troubles.append(str(error))
        if troubles:
            raise OutputError("; ".join(troubles))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for output in self._outputs:
            output.drop()


def formats_of(options: argparse.Namespace) -> list[tuple[str, str | None]]:
    """Give the reports that are wanted: the name of the format, and the file, `None` for standard output.

    Raises:
        UsageError: when two reports go to the same place.
    """
    if options.statistics and options.output_format:
        raise UsageError(
            "--statistics is a format of its own: expected --output-format statistics beside others"
        )
    if options.diff and (options.output_format or options.output_file):
        raise UsageError("--diff prints patches and no report: expected no --output-format beside it")
    wanted: list[tuple[str, str | None]] = []
    for text in ["statistics"] if options.statistics else options.output_format or ["text"]:
        name, _, path = text.partition(":")
        wanted.append((name, path or None))
    if options.output_file is not None:
        first = next((at for at, (_, path) in enumerate(wanted) if path is None), None)
        if first is None:
            raise UsageError(f"--output-file {options.output_file}: every report has a file already")
        wanted[first] = (wanted[first][0], options.output_file)
    wanted = [
        (name, None if path is not None and _is_standard_output(path) else path) for name, path in wanted
    ]
    places = [os.path.realpath(path) if path is not None else None for _, path in wanted]
    for (_, path), place in zip(wanted, places, strict=True):
        if places.count(place) > 1:
            raise UsageError(
                f"two reports go to {path or 'standard output'}: expected FORMAT:FILE for one of them"
            )
    return wanted


def _is_standard_output(path: str) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


class Patches:
    """Patches on standard output: bytes as they are, unless a terminal would act on them.

    Parameters:
        color: `auto`, `always` or `never`.
    """

    def __init__(self, color: str) -> None:
        self._output = Output(None, raw=True)
        self._color = self._output.options(color).color

    def write(self, text: str) -> None:
        """Write some patches."""
        if self._output.is_terminal or self._color:
            from lint.report.diff import shown  # for people only

            text = shown(text, color=self._color)
        self._output.write(text)
