"""A page to look at: how an archive is, what is wrong with it, and what to do, in one file."""

from collections.abc import Iterable, Sequence

import msgspec

from lint.primitives.finding import Finding
from lint.primitives.source import Source
from lint.report.html.data import page_data
from lint.report.html.found import Found
from lint.report.html.history import History
from lint.report.html.page import parts
from lint.report.html.rows import EXCERPT, read, written
from lint.report.inert import Syntax
from lint.report.reporter import Reporter, ReporterError, ReportOptions
from lint.report.summary import Summary
from lint.report.text import TextReporter

# An excerpt of a text report has its row before it.
_WIDTH = EXCERPT + len("    99999 | ")
_FOREIGN = "the cache has a part of the report that no run wrote; 'lint cache clean' deletes it"


class HTMLReporter(Reporter):
    """Adds up all findings, and lists the worst."""

    by = "month source host"
    # What the page has of posts is data of its script, and safe as such.
    syntax = Syntax.EXACT

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._text = TextReporter(options._replace(color=False, width=_WIDTH))
        self._found = Found()
        self._history: History | None = None

    def begin(self) -> str:
        """Read the history, or raise ReporterError."""
        if self.options.history is not None:
            self._history = History(self.options.history)
        return ""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return a file's findings as a line, with no month, source or host."""
        none = ["-"] * len(findings)
        return self.grouped(source, findings, none, none, none)

    def grouped(self, source: Source, findings: Sequence[Finding], *groups: Sequence[str]) -> str:
        """Return a file's findings as a line."""
        return written(self._text, source, findings, groups)

    def take(self, piece: str) -> str:
        """Count findings and keep the worst; raise ReporterError for a piece that `grouped` did not write."""
        try:
            for line in filter(None, piece.split("\n")):
                file = read(line)
                self._found.add(file)
                if self._history is not None:
                    self._history.add((head.key, head.code) for head in file.heads)
        except (msgspec.DecodeError, ValueError) as error:
            raise ReporterError(_FOREIGN) from error
        return ""

    def ends(self, summary: Summary) -> Iterable[str]:
        """Yield the page, in pieces; raise ReporterError if the history cannot be read."""
        try:
            data = page_data(self.options, summary, self._found, self._history)
        except (msgspec.DecodeError, KeyError) as error:
            raise ReporterError(_FOREIGN) from error
        yield from parts(data)

    def end(self, summary: Summary) -> str:
        """Return the page."""
        return "".join(self.ends(summary))

    def close(self) -> None:
        """Let go of the copy of the history."""
        if self._history is not None:
            self._history.close()
