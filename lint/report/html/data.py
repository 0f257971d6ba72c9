"""The data of the page: what its script shows, and nothing more."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from shlex import quote

import msgspec

from lint.primitives.finding import Severity
from lint.primitives.version import __version__
from lint.report.causes import Cause, next_steps, ranked
from lint.report.html.found import Found
from lint.report.html.history import Change, History
from lint.report.html.rows import MOST_ROWS, Row, details_of
from lint.report.printable import printable
from lint.report.reporter import ReportOptions
from lint.report.summary import Summary

_MOST_MONTHS, _MOST_NAMES, _MOST_UNCHECKED = 1200, 300, 200
_LONGEST_MANUAL = 8000


def page_data(
    options: ReportOptions, summary: Summary, found: Found, history: History | None
) -> dict[str, object]:
    """Return what the page shows, as JSON has it; `rows` come last.

    Raises:
        msgspec.DecodeError: for a finding that no run wrote.
        ReporterError: when the history cannot be read.
    """
    causes = ranked(summary, {})
    at = {(cause.code, cause.severity): number for number, cause in enumerate(causes)}
    numbers = [at[cause] for cause in found.causes]
    months = found.months.table(numbers, _MOST_MONTHS, by_name=True)
    sources = found.sources.table(numbers, _MOST_NAMES, by_name=False)
    hosts = found.hosts.table(numbers, _MOST_NAMES, by_name=False)
    rows = found.worst.rows()
    change = history.change([row.head.key for row in rows]) if history is not None else None
    files: dict[tuple[str, str, str], int] = {}
    listed = [
        [
            numbers[row.cause], files.setdefault(row.file, len(files)), hosts.at(row.head.host), row.head.fix,
            new, *msgspec.to_builtins(details_of(row)),
        ]
        for row, new in zip(rows, _new(rows, change), strict=True)
    ]  # fmt: skip
    return {
        "archive": options.arguments.paths or printable(os.path.basename(options.folder)) or "archive",
        "version": __version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "summary": {
            "files": summary.files,
            "findings": summary.findings,
            "posts": [found.posts[each] for each in Severity],
            "safe": summary.fixable,
            "unsafe": summary.unsafe,
            "fixed": summary.fixed,
            "covered": summary.covered,
            "unchecked": len(summary.unchecked),
        },
        "unchecked": [list(map(printable, each)) for each in summary.unchecked[:_MOST_UNCHECKED]],
        "causes": [_cause(options, cause) for cause in causes],
        "most": MOST_ROWS,
        "commands": _commands(options, summary, causes),
        "history": _history(history, change),
        "months": months.data(),
        "sources": sources.data(),
        "hosts": hosts.data(),
        "files": [[name, months.at(month), sources.at(source)] for name, month, source in files],
        "rows": listed,
    }


def _cause(options: ReportOptions, cause: Cause) -> dict[str, object]:
    described = options.describe(cause.code)
    return {
        "code": cause.code,
        "severity": cause.severity.value,
        "name": cause.tally.name,
        "url": cause.tally.url,
        "summary": described.summary if described is not None else "",
        "manual": described.manual[:_LONGEST_MANUAL] if described is not None else "",
        "findings": cause.tally.findings,
        "posts": cause.tally.files,
        "safe": cause.tally.safe,
        "unsafe": cause.tally.unsafe,
    }


def _commands(options: ReportOptions, summary: Summary, causes: Sequence[Cause]) -> dict[str, object]:
    command = options.arguments.command
    database = ("--output-format", "sqlite:archive.db")
    known = options.history  # this run adds itself to it
    return {
        "list": command("--output-format", "concise"),
        "database": command(*database) if known is None else None,
        "file": quote(printable(known)) if known is not None else "archive.db",
        "safe": command("--fix", "--diff"),
        "unsafe": command("--unsafe-fixes", "--diff"),
        "history": command(*database, "--output-format", "html:report.html"),
        "next": next_steps(options.arguments, summary, causes) if causes else [],
    }


def _history(history: History | None, change: Change | None) -> dict[str, object] | None:
    if history is None:
        return None
    return {
        "runs": history.runs,
        "new": change.new if change is not None else {},
        "mended": change.mended if change is not None else {},
        "examples": change.examples if change is not None else [],
    }


def _new(rows: Sequence[Row], change: Change | None) -> list[int]:
    """Return for each row 1 if it is new, else 0; of several alike, the last ones are."""
    left = dict(change.keys) if change is not None else {}
    new = []
    for row in reversed(rows):
        more = left.get(row.head.key, 0)
        new.append(int(more > 0))
        left[row.head.key] = more - 1
    return new[::-1]
