"""What a report format is, and what all of them share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lint.primitives.errors import UserError
from lint.primitives.finding import Finding
from lint.report.summary import Summary

if TYPE_CHECKING:
    from lint.primitives.source import Source  # a run that knows everything needs none


class RuleText(NamedTuple):
    """What a report says of a rule beside its findings."""

    summary: str
    manual: str


def _no_text(_code: str) -> RuleText | None:
    return None


class ReportOptions(NamedTuple):
    """How a report is written.

    Parameters:
        color: whether it is coloured.
        width: for how many columns; 100 where nobody knows.
        path: to which file; `None` for standard output.
        describe: gives a rule's text by its code; `None` for a code without one.
        terminal: whether a terminal shows it, which acts on control characters.
    """

    color: bool = False
    width: int = 100
    path: str | None = None
    describe: Callable[[str], RuleText | None] = _no_text
    terminal: bool = False


class Reporter(ABC):
    """A report format.

    `file`, `record` and `change` run in worker processes and depend on their arguments alone; `begin`, `take`
    and `end` run in the main process, in this order, and keep what they need.

    Parameters:
        options: how the report is written.

    Attributes:
        separator: what stands between the pieces of two files.
        binary: whether the report is no text: it needs a file, which `end` writes.
        inventory: whether `record` is called for every file instead of `file` for those with findings.
        raw: whether lone surrogates in the text stand for bytes of files (PEP 383), and are written as these.
    """

    separator = ""
    binary = False
    inventory = False
    raw = False

    def __init__(self, options: ReportOptions) -> None:
        self.options = options
        self._began = False

    def begin(self) -> str:
        """Give what stands before the first file."""
        return ""

    @abstractmethod
    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give one file's piece: its findings, of which there is at least one, sorted by place."""

    def record(
        self, source: Source, findings: Sequence[Finding], _links: Sequence[Mapping[str, object]]
    ) -> str:
        """Give one file's piece with its links, as `lint links` lists them; findings may be none."""
        return self.file(source, findings) if findings else ""

    def change(self, _before: Source, _after: Source) -> str:
        """Give one file's piece on what fixes make of it; called before `file`, in runs that fix.

        Parameters:
            _before: the file as it is.
            _after: the file with its fixes; `_before` itself where they change nothing.
        """
        return ""

    def take(self, piece: str) -> str:
        """Take the joined pieces of some files, in order; give what can be written by now."""
        if self._began:
            return self.separator + piece
        self._began = True
        return piece

    def end(self, _summary: Summary) -> str:
        """Give what stands after the last file."""
        return ""


class ReporterError(UserError):
    """There is no such format, or its plug-in does not load."""
