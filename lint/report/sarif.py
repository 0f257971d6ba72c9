"""SARIF 2.1.0, for GitHub code scanning and other viewers.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/; what GitHub takes, and how much of it:
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from lint.primitives.finding import Finding, Fix, Severity
from lint.primitives.fingerprint import fingerprints
from lint.primitives.source import Source, Span
from lint.primitives.version import __version__
from lint.report.places import text, uri
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

MOST_RESULTS = 25_000
MOST_BYTES = 10_000_000

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_HOME = "https://github.com/archive-lint/archive-lint"


class SARIFReporter(Reporter):
    """One run with the worst results, as many as GitHub takes; a notification says what was left out."""

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._results: dict[str, list[str]] = {level: [] for level in _LEVELS.values()}
        self._left_out = 0

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Give a file's results, one a line, each behind its level."""
        known = fingerprints(source, findings)
        return "".join(
            f"{_LEVELS[finding.severity]} {json.dumps(_result(source, finding, fingerprint))}\n"
            for finding, fingerprint in zip(findings, known, strict=True)
        )

    def take(self, piece: str) -> str:
        """Keep the results, as many of each level as could count."""
        for line in piece.splitlines():
            level, _, result = line.partition(" ")
            results = self._results[level]
            if len(results) < MOST_RESULTS:
                results.append(result)
            else:
                self._left_out += 1
        return ""

    def end(self, summary: Summary) -> str:
        """Give the log."""
        results = [result for level in self._results.values() for result in level]
        kept = _fitting(results[:MOST_RESULTS])
        left_out = self._left_out + len(results) - len(kept)
        run = {
            "tool": {"driver": self._driver(summary)},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {
                "SRCROOT": {"description": {"text": "The folder that lint was run in."}},
            },
            "invocations": [_invocation(summary, left_out)],
        }
        head = json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"})
        body = json.dumps(run)
        return f'{head[:-1]}, "runs": [\n{body[:-1]}, "results": [\n' + ",\n".join(kept) + "\n]}\n]}\n"

    def _driver(self, summary: Summary) -> dict[str, object]:
        rules = {code: tally for (code, _), tally in summary.tallies.items()}
        return {
            "name": "archive-lint",
            "version": __version__,
            "semanticVersion": __version__,
            "informationUri": _HOME,
            "rules": [self._rule(code, tally.name, tally.url) for code, tally in sorted(rules.items())],
        }

    def _rule(self, code: str, name: str, url: str) -> dict[str, object]:
        described = self.options.describe(code)
        summary, manual = described if described is not None else (name, name)
        return {
            "id": code,
            "name": name,
            "shortDescription": {"text": summary},
            "fullDescription": {"text": summary},
            "help": {"text": manual, "markdown": manual},
            "helpUri": url,
            "properties": {"tags": [code.rstrip("0123456789")]},
        }


def _result(source: Source, finding: Finding, fingerprint: str) -> dict[str, object]:
    place = {"uri": uri(finding.filename)}
    if not place["uri"].startswith("file:"):
        place["uriBaseId"] = "SRCROOT"
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": text(finding.message)},
        "locations": [
            {"physicalLocation": {"artifactLocation": place, "region": _region(source, finding.span)}}
        ],
        "partialFingerprints": {"archiveLint/v1": fingerprint},
    }
    if finding.fix is not None:
        result["fixes"] = [_fix(source, finding.fix, place)]
    return result


def _region(source: Source, span: Span) -> dict[str, object]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.row,
        "startColumn": start.column,
        "endLine": end.row,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(source: Source, fix: Fix, place: dict[str, str]) -> dict[str, object]:
    return {
        "description": {"text": f"{text(fix.message)} ({fix.applicability})"},
        "artifactChanges": [
            {
                "artifactLocation": place,
                "replacements": [
                    {
                        "deletedRegion": _region(source, edit.span),
                        "insertedContent": {"text": text(edit.content)},
                    }
                    for edit in fix.edits
                ],
            }
        ],
    }


def _invocation(summary: Summary, left_out: int) -> dict[str, object]:
    notes: list[dict[str, object]] = [
        {
            "level": "error",
            "message": {"text": text(f"{name}: not checked: {reason}")},
        }
        for name, reason in summary.unchecked
    ]
    if left_out:
        notes.append(
            {
                "level": "warning",
                "message": {
                    "text": f"{left_out:,} more results were left out, the least severe ones: GitHub takes"
                    f" {MOST_RESULTS:,} results and {MOST_BYTES // 1_000_000} MB of compressed data a run."
                },
            }
        )
    return {"executionSuccessful": not summary.unchecked, "toolExecutionNotifications": notes}


def _fitting(results: list[str]) -> list[str]:
    """Give as many results as fit, compressed, with room for the rest of the log."""
    packer = zlib.compressobj(6)
    size = 0
    for number, result in enumerate(results):
        size += len(packer.compress(result.encode()))
        if size > MOST_BYTES * 9 // 10:
            return results[:number]
    return results
