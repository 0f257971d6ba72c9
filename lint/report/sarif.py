"""SARIF 2.1.0, for GitHub code scanning and other viewers.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/; which parts GitHub supports, and its limits:
https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning.
"""

import json
import zlib
from collections.abc import Iterator, Sequence

from lint.primitives.finding import Finding, Fix, Related, Severity
from lint.primitives.fingerprint import fingerprints
from lint.primitives.source import Position, Source, Span
from lint.primitives.version import __version__
from lint.report.inert import Syntax
from lint.report.json_lines import dumps
from lint.report.places import text, uri
from lint.report.reporter import Reporter, ReportOptions
from lint.report.summary import Summary

MOST_RESULTS = 25_000
MOST_BYTES = 10_000_000
# A thousand alike in one result would crowd out other results.
MOST_RELATED = 100

# How many results are written at once.
_AT_ONCE = 500
_HOME = "https://github.com/archive-lint/archive-lint"


class SARIFReporter(Reporter):
    """One run with the worst results, up to GitHub's limits; a notification says what was left out."""

    syntax = Syntax.JSON

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._results: dict[str, list[str]] = {severity.word: [] for severity in Severity}
        self._left_out = 0

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return a file's results, one per line, each after its level."""
        place = self._artifact(source.filename)
        known = fingerprints(source, findings)
        return "".join(
            f"{finding.severity.word} {dumps(self._result(source, place, finding, fingerprint))}\n"
            for finding, fingerprint in zip(findings, known, strict=True)
        )

    def _artifact(self, filename: str) -> dict[str, str]:
        place = {"uri": uri(self.options.repository_path(filename))}
        if not place["uri"].startswith(("file:", "../")):
            place["uriBaseId"] = "SRCROOT"
        return place

    def _result(
        self, source: Source, place: dict[str, str], finding: Finding, fingerprint: str
    ) -> dict[str, object]:
        result = _result(source, place, finding, fingerprint)
        if finding.related:
            result["relatedLocations"] = [
                {
                    "physicalLocation": {
                        "artifactLocation": place if each.filename is None else self._artifact(each.filename),
                        "region": _region(source, each.span) if each.filename is None else _region_of(each),
                    },
                    "message": {"text": text(f"{each.code} {each.message}")},
                }
                for each in finding.related[:MOST_RELATED]
            ]
        return result

    def take(self, piece: str) -> str:
        """Keep the results, up to the limit for each level."""
        for line in filter(None, piece.split("\n")):
            level, _, result = line.partition(" ")
            results = self._results[level]
            if len(results) < MOST_RESULTS:
                results.append(result)
            else:
                self._left_out += 1
        return ""

    def end(self, summary: Summary) -> str:
        """Return the log."""
        return "".join(self.ends(summary))

    def ends(self, summary: Summary) -> Iterator[str]:
        """Yield the log in pieces: it is up to a hundred megabytes, which one text would hold four times."""
        results = [result for level in self._results.values() for result in level]
        kept = _fitting(results[:MOST_RESULTS])
        left_out = self._left_out + len(results) - len(kept)
        run = {
            "tool": {"driver": self._driver(summary)},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
            "invocations": [_invocation(summary, left_out)],
        }
        head = json.dumps({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"})
        body = json.dumps(run)
        yield f'{head[:-1]}, "runs": [\n{body[:-1]}, "results": [\n'
        for start in range(0, len(kept), _AT_ONCE):
            separator = ",\n" if start else ""
            yield separator + ",\n".join(kept[start : start + _AT_ONCE])
        yield "\n]}\n]}\n"

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


def _result(source: Source, place: dict[str, str], finding: Finding, fingerprint: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": finding.severity.word,
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
    return _between(source.position(span.start), source.position(span.end), span)


def _region_of(place: Related) -> dict[str, object]:
    """Return the region of a place in another file."""
    return _between(place.location, place.end_location, place.span)


def _between(start: Position, end: Position, span: Span) -> dict[str, object]:
    return {
        "startLine": start.row,
        "startColumn": start.column,
        "endLine": end.row,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(source: Source, fix: Fix, place: dict[str, str]) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": text(edit.content)}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": f"{text(fix.message)} ({fix.applicability})"},
        "artifactChanges": [{"artifactLocation": place, "replacements": replacements}],
    }


def _invocation(summary: Summary, left_out: int) -> dict[str, object]:
    notes = [("error", text(f"{name}: not checked: {reason}")) for name, reason in summary.unchecked]
    if left_out:
        limits = f"{MOST_RESULTS:,} results and {MOST_BYTES // 1_000_000} MB of compressed data per run"
        notes.append(("warning", f"{left_out:,} less severe results are left out: GitHub accepts {limits}."))
    return {
        "executionSuccessful": not summary.unchecked,
        "toolExecutionNotifications": [
            {"level": level, "message": {"text": message}} for level, message in notes
        ],
    }


def _fitting(results: list[str]) -> list[str]:
    """Return as many results as fit when compressed, with room for the rest of the log."""
    # Few logs need the thorough way, which takes five times as long.
    fitting = results
    for level in (1, 6):
        packer = zlib.compressobj(level)
        size = 0
        for number, result in enumerate(results):
            size += len(packer.compress(result.encode()))
            if size > MOST_BYTES * 9 // 10:
                fitting = results[:number]
                break
        else:
            return results
    return fitting
