"""Where reports and messages go."""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Self

from lint.primitives.errors import OutputError
from lint.report import Reporter, ReportOptions
from lint.report.inert import Syntax, inert
from lint.report.printable import printable

if TYPE_CHECKING:
    from lint.cli.progress import Bar
    from lint.primitives.rewrite import WholeFile  # only when a report goes to a file

BASELINE = ".lint-baseline.jsonl"
CLEAN, FOUND, FAILED = 0, 1, 2
_PROGRESS_FROM = 500
_hidden = ""
# Where CI systems check the repository out: GitHub, GitLab, Azure.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


@contextmanager
def named_without(root: str) -> Iterator[None]:
    """Have messages name what is in a temporary folder as if that were the working folder."""
    global _hidden  # noqa: PLW0603 - messages come from anywhere
    _hidden = os.path.join(root, "")
    try:
        yield
    finally:
        _hidden = ""


def named(text: str) -> str:
    """Return a text without the name of the temporary folder that is linted, if one is."""
    return text.replace(_hidden, "").replace(_hidden.rstrip(os.sep), ".") if _hidden else text


def say(message: str) -> None:
    """Write a line to standard error, if possible."""
    message = named(message)
    line = inert(printable(message), Syntax.TEXT) + "\n"
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except OSError:
        # Python would try again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def say_unchecked(missing: Iterable[str], unchecked: Iterable[tuple[str, str]]) -> None:
    """Report the paths that do not exist, and the files that could not be checked."""
    for path in missing:
        say(f"lint: {path}: no such file or folder")
    for name, reason in unchecked:
        say(f"lint: {name}: not checked: {reason}")


def write_all(stream: BinaryIO, data: bytes) -> None:
    """Write all bytes, or raise OSError; one write to an unbuffered stream may write fewer."""
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
        errors: whether it goes to standard error instead of standard output.
    """

    def __init__(self, path: str | None, *, errors: bool = False) -> None:
        self.path = path
        self._stream = sys.stderr.buffer if errors else sys.stdout.buffer
        self._is_terminal = path is None and self._stream.isatty()
        self._file: WholeFile | None = None

    def write(self, text: str, syntax: Syntax = Syntax.TEXT) -> None:
        """Write lines in a syntax, in which no text is a command to what reads them; or raise OutputError."""
        self._write(inert(text, syntax), exact=syntax is Syntax.EXACT)

    def write_piece(self, reporter: Reporter, text: str) -> None:
        """Write a piece of a report, or raise OutputError; only the format itself gives commands."""
        if text:
            safe = inert(text, reporter.syntax, reporter.commands, styled=reporter.options.color)
            self._write(safe, exact=reporter.syntax is Syntax.EXACT)

    def _write(self, text: str, *, exact: bool) -> None:
        self.write_bytes(text.encode("utf-8", "surrogateescape" if exact else "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Write encoded text, or raise OutputError."""
        if not data:
            return
        try:
            if self.path is not None:
                self._open(self.path).write(data)
            else:
                if self._is_terminal:
                    # The bar would overwrite a line that is not complete.
                    ProgressBar.hide(resume=data.endswith(b"\n"))
                write_all(self._stream, data)
        except BrokenPipeError:
            raise
        except OSError as error:
            if self.path is None:
                # Python would try again at exit.
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())
            raise OutputError(
                f"{self.path or 'standard output'}: cannot be written: {error.strerror}"
            ) from error

    def _open(self, path: str) -> "WholeFile":
        if self._file is None:
            from lint.primitives.rewrite import WholeFile, sweep

            sweep(os.path.dirname(os.path.realpath(path)))
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
        root, folder = _repository()
        options = ReportOptions(colored, path=self.path, root=root, folder=folder)
        if not self._is_terminal:
            return options
        from shutil import get_terminal_size

        return options._replace(width=get_terminal_size().columns, terminal=True)

    def close(self) -> None:
        """Move the finished file into place, or raise OutputError."""
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


def _repository() -> tuple[str, str]:
    """Return the repository's root and the working folder, which is inside it."""
    folder = os.getcwd()
    for checkout in filter(None, map(os.environ.get, _CHECKOUTS)):
        real = os.path.join(os.path.realpath(checkout), "")
        if os.path.join(folder, "").startswith(real):
            # Named as the CI system names it, which may be by a symbolic link.
            return checkout, os.path.join(checkout, folder[len(real) :])
    root = folder
    while not os.path.lexists(os.path.join(root, ".git")):
        if root == os.path.dirname(root):
            return folder, folder
        root = os.path.dirname(root)
    return root, folder


def leads_out(path: str) -> bool:
    """Whether a path is a link in the repository, which may be a stranger's, to a file outside of it."""
    if not os.path.islink(path):
        return False
    root = os.path.join(os.path.realpath(_repository()[0]), "")
    folder = os.path.join(os.path.realpath(os.path.dirname(path) or os.curdir), "")
    return folder.startswith(root) and not os.path.realpath(path).startswith(root)


class ProgressBar:
    """A progress bar on standard error, for long runs on a terminal.

    It is gone before a report is written to the terminal, and once all files are done.
    """

    _shown: ClassVar["Bar | None"] = None

    def __init__(self, total: int) -> None:
        self.total = total
        self.update: Callable[[int], None] | None = None
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        if self.total >= _PROGRESS_FROM and sys.stderr.isatty():
            self.update = self._update
        return self

    def _update(self, done: int) -> None:
        """Draw the bar; it appears with the first files that are done, after any other one."""
        if self._bar is None:
            from lint.cli.progress import Bar  # uses rich, which is slow to import

            ProgressBar.hide(resume=False)
            self._bar = ProgressBar._shown = Bar(self.total)
        self._bar.update(done)

    def __exit__(self, *_: object) -> None:
        ProgressBar.hide(resume=False)

    @classmethod
    def hide(cls, *, resume: bool) -> None:
        """Remove the bar if there is one: until the next update, or for good."""
        if cls._shown is not None:
            cls._shown.hide(resume=resume)
