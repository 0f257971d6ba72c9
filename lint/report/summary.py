"""What the findings of a file, or of a run, come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lint.primitives.finding import Finding, Severity


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
            key = (code, Severity(severity))
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
