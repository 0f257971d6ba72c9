"""The interface of a report format."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.primitives.errors import UserError
from lint.primitives.files import canonical, real
from lint.primitives.finding import Finding
from lint.report.inert import Syntax
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Source


class RuleText(NamedTuple):
    """What a report says about a rule besides its findings."""

    summary: str
    manual: str


def _no_text(_code: str) -> RuleText | None:
    return None


class Arguments(NamedTuple):
    """The arguments that say what a run linted, quoted for a shell: for the next command.

    Parameters:
        rules: the options that select rules, files and settings.
        changed: the options that select what changed.
        paths: the files and folders; empty for the current folder.
    """

    rules: str = ""
    changed: str = ""
    paths: str = ""

    def command(self, *words: str) -> str:
        """Return a command on what this run linted."""
        return " ".join(filter(None, ["lint", *words, *self]))


class ReportOptions(NamedTuple):
    """How a report is written.

    Parameters:
        color: whether it is coloured.
        width: the columns of the terminal; 100 when unknown.
        path: the file it is written to; `None` for standard output.
        describe: returns a rule's text by its code; `None` for an unknown code.
        terminal: whether it is shown on a terminal, which acts on control characters.
        root: the absolute path of the repository's root; empty when unknown.
        folder: the absolute path of the folder that file names are relative to.
        advice: whether it may end with the command to run next.
        arguments: what the run linted.
        by: what `statistics` counts by.
        few: up to how many findings `plan` shows them all.
        history: the database that the same run adds itself to, with the runs before; `None` without one.
    """

    color: bool = False
    width: int = 100
    path: str | None = None
    describe: Callable[[str], RuleText | None] = _no_text
    terminal: bool = False
    root: str = ""
    folder: str = ""
    advice: bool = False
    arguments: Arguments = Arguments()
    by: str = "rule"
    few: int = 0
    history: str | None = None

    def repository_path(self, filename: str) -> str:
        """Return a file's path relative to the repository's root; a file outside keeps its name."""
        if not self.root:
            return filename
        root = os.path.join(self.root, "")
        path = os.path.normpath(os.path.join(self.folder, filename))
        if not path.startswith(root):  # perhaps named by a symbolic link
            root = os.path.join(real(self.root), "")
            path = os.path.realpath(path) if os.path.islink(path) else canonical(path)
        return path.removeprefix(root).replace(os.sep, "/") if path.startswith(root) else filename


class Reporter(ABC):
    """A report format.

    `file`, `record`, `described`, `grouped` and `change` run in worker processes and depend only on their
    arguments and the options. `begin`, `take`, `ends` and `close` run in the main process, in this order, and
    may keep state. A run that fails leaves out `ends`, and what it did not come to.

    Parameters:
        options: how the report is written.

    Attributes:
        separator: what separates the pieces of two files.
        binary: whether the report is not text: it needs a file, which `end` writes.
        inventory: whether `described` is called for every file instead of `file` for those with findings.
        by: what `grouped` groups the findings by, several words for several ways; if not empty, it is called
            instead of `file`.
        syntax: what of a piece may be written otherwise, so that no text of a post is a command to what reads
            the report. Each piece is whole lines, or ends where a separator follows.
        commands: what the lines of a format begin with if its own lines are commands to a CI system.
    """

    separator = ""
    binary = False
    inventory = False
    by = ""
    syntax = Syntax.TEXT
    commands: Sequence[str] = ()

    def __init__(self, options: ReportOptions) -> None:
        self.options = options
        self._began = False

    def begin(self) -> str:
        """Return what comes before the first file."""
        return ""

    @abstractmethod
    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return one file's piece: its findings, at least one, sorted by place."""

    def record(
        self, source: "Source", findings: Sequence[Finding], _links: Sequence[Mapping[str, object]]
    ) -> str:
        """Return one file's piece with its links, as `lint links` lists them; there may be no findings."""
        return self.file(source, findings) if findings else ""

    def described(
        self,
        source: "Source",
        findings: Sequence[Finding],
        links: Sequence[Mapping[str, object]],
        _post: Mapping[str, object],
    ) -> str:
        """Return one file's piece with its links and what the post is; by default, what `record` returns.

        Parameters:
            _post: its `title`, `date`, `month`, `authors`, `source`, the `host` of that, and `tags`.
        """
        return self.record(source, findings, links)

    def grouped(self, source: "Source", findings: Sequence[Finding], *_groups: Sequence[str]) -> str:
        """Return one file's piece, given the group of each finding, in each way of `by`.

        A group is a folder, month, source or host, or `-` for none.
        """
        return self.file(source, findings)

    def change(self, _before: "Source", _after: "Source") -> str:
        """Return one file's piece about its fixes; called before `file`, in runs that fix.

        Parameters:
            _before: the file as it is.
            _after: the file with its fixes; `_before` itself when they change nothing.
        """
        return ""

    def take(self, piece: str) -> str:
        """Take the joined pieces of some files, in order; return what can be written by now."""
        if self._began:
            return self.separator + piece
        self._began = True
        return piece

    def end(self, _summary: Summary) -> str:
        """Return what comes after the last file."""
        return ""

    def ends(self, summary: Summary) -> Iterable[str]:
        """Yield what `end` returns, in pieces if it is long: each is made safe and written by itself."""
        yield self.end(summary)

    def close(self) -> None:
        """Let go of what is still open, however the run ended."""
        return


class ReporterError(UserError):
    """A format is unknown, or its plug-in does not load."""
