"""What a report format is, and what all of them share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from lint.primitives.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lint.primitives.finding import Finding, Severity
    from lint.primitives.source import Source

GROUP = "lint.reporters"
# Those of the entry points in pyproject.toml that a hook or a terminal asks for; a test compares them.
BUILT_IN = {
    "concise": "concise:ConciseReporter",
    "github": "github:GitHubReporter",
    "json": "json_lines:JSONReporter",
    "jsonl": "json_lines:JSONLinesReporter",
    "statistics": "statistics:StatisticsReporter",
    "text": "text:TextReporter",
}


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
    """

    color: bool = False
    width: int = 100
    path: str | None = None
    describe: Callable[[str], RuleText | None] = _no_text


class Counts(NamedTuple):
    """What one file's findings come to.

    Parameters:
        fixable: how many have a safe fix.
        unsafe: how many have an unsafe one.
        rules: code, name, severity, page and count of each rule that fired.
    """

    fixable: int
    unsafe: int
    rules: list[tuple[str, str, str, str, int]]


def count(findings: Sequence[Finding]) -> Counts:
    """Count a file's findings."""
    rules: dict[tuple[str, str, str, str], int] = {}
    fixable = unsafe = 0
    for finding in findings:
        key = (finding.code, finding.name, finding.severity.value, finding.url)
        rules[key] = rules.get(key, 0) + 1
        if finding.fix is not None:
            safe = finding.fix.applicability.value == "safe"
            fixable += safe
            unsafe += not safe
    return Counts(fixable, unsafe, [(*key, number) for key, number in rules.items()])


class Tally:
    """How often one rule fired: its findings, and the files that have one."""

    __slots__ = ("files", "findings", "name", "severity", "url")

    def __init__(
        self, name: str, severity: Severity, url: str = "", findings: int = 0, files: int = 0
    ) -> None:
        self.name = name
        self.severity = severity
        self.url = url
        self.findings = findings
        self.files = files


class Summary:
    """What a run came to; two halves of a run add up.

    Attributes:
        files: how many files were read.
        tallies: by code and severity.
        fixable: how many findings have a safe fix.
        unsafe: how many have an unsafe one.
        files_with_findings: how many files have one.
        unchecked: files that could not be checked, with the reason.
        failing: how many findings weigh as much as the `fail-on` of their file's configuration.
        fixed: how many findings were repaired, or would be; `fixed_files`: in how many files.
        unfixed: files that keep a finding whose fix was wanted, with the reason.
        covered: how many findings the baseline holds already.
        stale: how many of the baseline's entries no finding needs any more.
        renamed: paths of the baseline whose post has another name now.
    """

    __slots__ = (
        "covered", "failing", "files", "files_with_findings", "fixable", "fixed", "fixed_files", "renamed",
        "stale", "tallies", "unchecked", "unfixed", "unsafe",
    )  # fmt: skip

    def __init__(self, files: int = 0, unchecked: list[tuple[str, str]] | None = None) -> None:
        self.files = files
        self.unchecked = unchecked if unchecked is not None else []
        self.tallies: dict[tuple[str, Severity], Tally] = {}
        self.fixable = self.unsafe = self.files_with_findings = self.failing = 0
        self.fixed = self.fixed_files = self.covered = self.stale = 0
        self.unfixed: list[tuple[str, str]] = []
        self.renamed: set[str] = set()

    def count(self, severity: Severity) -> int:
        """Give how many findings have this severity."""
        return sum(tally.findings for key, tally in self.tallies.items() if key[1] == severity)

    def add(self, findings: Sequence[Finding]) -> None:
        """Count one file and its findings."""
        self.files += 1
        if findings:
            self.add_alike(count(findings), 1)

    def add_alike(self, counts: Counts, files: int) -> None:
        """Count the findings of some files that have the same ones; the files are counted elsewhere."""
        fixable, unsafe, rules = counts
        self.fixable += fixable * files
        self.unsafe += unsafe * files
        self.files_with_findings += files
        for code, name, severity, url, findings in rules:
            key = (code, _severity(severity))
            tally = self.tallies.get(key)
            if tally is None:
                tally = self.tallies[key] = Tally(name, key[1], url)
            tally.findings += findings * files
            tally.files += files

    def merge(self, other: Summary) -> None:
        """Add what another part of the run came to."""
        self.files += other.files
        self.fixable += other.fixable
        self.unsafe += other.unsafe
        self.files_with_findings += other.files_with_findings
        self.unchecked += other.unchecked
        self.failing += other.failing
        self.fixed += other.fixed
        self.fixed_files += other.fixed_files
        self.unfixed += other.unfixed
        self.covered += other.covered
        self.stale += other.stale
        self.renamed |= other.renamed
        for key, tally in other.tallies.items():
            mine = self.tallies.setdefault(key, Tally(tally.name, tally.severity, tally.url))
            mine.findings += tally.findings
            mine.files += tally.files


def _severity(name: str) -> Severity:
    from lint.primitives.finding import Severity  # a clean run needs none

    return Severity(name)


class Reporter(ABC):
    """A report format.

    `file` runs in worker processes and depends on its arguments alone; `begin`, `take` and `end` run in the
    main process, in this order, and keep what they need.

    Parameters:
        options: how the report is written.

    Attributes:
        separator: what stands between the pieces of two files.
        binary: whether the report is no text: it needs a file, which `end` writes.
        inventory: whether `record` is called for every file instead of `file` for those with findings.
    """

    separator = ""
    binary = False
    inventory = False

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


def names() -> list[str]:
    """Give the names of the installed formats."""
    from importlib.metadata import entry_points  # heavy, and the built-in ones are known

    return sorted({point.name for point in entry_points(group=GROUP)})


def load(name: str, options: ReportOptions) -> Reporter:
    """Make the reporter of a format.

    Raises:
        ReporterError: when there is none of this name, or its plug-in does not load.
    """
    for value, find in _places(name):
        try:
            factory = find()
            reporter = factory(options)
        except Exception as error:
            raise ReporterError(f"reporter {name} ({value}) does not load: {error}") from error
        if reporter.binary and options.path is None:
            raise ReporterError(f"output format {name} needs a file: --output-format {name}:FILE")
        return reporter
    raise ReporterError(f"output format {name!r} is unknown: expected one of {', '.join(names())}")


def _places(name: str) -> Iterator[tuple[str, Callable[[], Callable[[ReportOptions], Reporter]]]]:
    """Give where a class is, and what imports it: the built-in ones at once, as every run has one."""
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        yield BUILT_IN[name], lambda: getattr(import_module(f"lint.report.{module}"), attribute)
        return
    from importlib.metadata import entry_points  # as above

    for point in entry_points(group=GROUP, name=name):
        yield point.value, point.load
