"""Where reports and messages go."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, BinaryIO, Self

from lint.primitives.errors import OutputError
from lint.report import ReportOptions, RuleText
from lint.report.printable import printable

if TYPE_CHECKING:
    from lint.primitives.rewrite import WholeFile  # most runs write no file

BASELINE = ".lint-baseline.jsonl"
CLEAN, FOUND, FAILED = 0, 1, 2
_PROGRESS_FROM = 500


def say(message: str) -> None:
    """Write a line to standard error, if possible."""
    # Azure Pipelines runs logging commands anywhere in a line.
    line = printable(message).replace("##vso[", "## vso[") + "\n"
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except OSError:
        # Python would try again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def say_unchecked(missing: Iterable[str], unchecked: Iterable[tuple[str, str]]) -> None:
    """Report the paths that do not exist, and the files that could not be checked."""
    for path in missing:
        say(f"lint: {path}: no such file or folder")
    for name, reason in unchecked:
        say(f"lint: {name}: not checked: {reason}")


def _describe(code: str) -> RuleText | None:
    from lint.rule import registry
    from lint.rule.manual import readable

    rule = next((rule for rule in registry.load() if rule.code == code), None)
    return RuleText(rule.summary, readable(rule.manual, rule.code)) if rule is not None else None


def write_all(stream: BinaryIO, data: bytes) -> None:
    """Write all bytes; one write to an unbuffered stream may write fewer.

    Raises:
        OSError: when they cannot be written.
    """
    rest = memoryview(data)
    while rest:
        written = stream.write(rest)
        if not written:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[written:]
    stream.flush()


class Output:
    """Where one report goes, as UTF-8: a stream, or a file that is replaced when the report is complete.

    Parameters:
        path: the file; `None` for standard output.
        errors: whether the report goes to standard error instead.
    """

    def __init__(self, path: str | None, *, errors: bool = False) -> None:
        self.path = path
        self._stream = sys.stderr.buffer if errors else sys.stdout.buffer
        self._is_terminal = path is None and self._stream.isatty()
        self._file: WholeFile | None = None

    def write(self, text: str, *, raw: bool = False) -> None:
        """Write a piece of the report.

        Parameters:
            raw: whether lone surrogates represent bytes of files (PEP 383) and are written as those bytes.

        Raises:
            OutputError: when it cannot be written.
        """
        self.write_bytes(text.encode("utf-8", "surrogateescape" if raw else "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Write encoded text.

        Raises:
            OutputError: when it cannot be written.
        """
        if not data:
            return
        try:
            if self.path is not None:
                self._open(self.path).write(data)
            else:
                write_all(self._stream, data)
        except BrokenPipeError:
            raise
        except OSError as error:
            if self.path is None:
                # Python would complain again when it flushes at exit.
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
            raise OutputError(
                f"{self.path or 'standard output'}: cannot be written: {error.strerror}"
            ) from error

    def _open(self, path: str) -> WholeFile:
        if self._file is None:
            from lint.primitives.rewrite import WholeFile

            try:
                self._file = WholeFile(path)
            except OSError as error:
                raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
        return self._file

    def options(self, color: str) -> ReportOptions:
        """Return the options of a report written here; `color` is `auto`, `always` or `never`."""
        colored = {"always": True, "never": False}.get(
            color, self._is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        )
        if not self._is_terminal:
            return ReportOptions(colored, path=self.path, describe=_describe)
        from shutil import get_terminal_size

        return ReportOptions(colored, get_terminal_size().columns, describe=_describe, terminal=True)

    def close(self) -> None:
        """Move the finished file into place.

        Raises:
            OutputError: when it cannot be written.
        """
        if self.path is None:
            return
        file = self._open(self.path)
        try:
            file.done()
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written: {error.strerror}") from error
        finally:
            file.drop()

    def drop(self) -> None:
        """Discard what was written; the file keeps its previous content."""
        if self._file is not None:
            self._file.drop()


class ProgressBar:
    """A progress bar on standard error, for long runs on a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.update: Callable[[int], None] | None = None

    def __enter__(self) -> Self:
        if self.total >= _PROGRESS_FROM and sys.stderr.isatty():
            from lint.cli.progress import Bar  # draws with a heavy library

            self._bar = Bar(self.total)
            self.update = self._bar.update
        return self

    def __exit__(self, *_: object) -> None:
        if self.update is not None:
            self._bar.close()
