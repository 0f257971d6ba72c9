"""JSON for machines: `json`, an array, and `jsonl`, one object per line. The keys are a contract."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lint.primitives.finding import Finding, Fix, Related
from lint.report.inert import Syntax
from lint.report.printable import is_printable
from lint.report.reporter import Reporter
from lint.report.summary import Summary

if TYPE_CHECKING:  # not needed when every result comes from the cache
    from lint.primitives.source import Position, Source

_text = json.encoder.encode_basestring
_encode_ascii = json.JSONEncoder().encode


def encode(record: dict[str, object]) -> str:
    """Return a record as one line of JSON that is valid UTF-8 and safe to show on a terminal.

    When it contains a lone surrogate (a byte that is not UTF-8) or a control character, everything outside
    ASCII is escaped.
    """
    try:
        line = dumps(record)
    except UnicodeEncodeError:  # a lone surrogate
        return _ascii(record)
    return line if is_printable(line) else _ascii(record)


def dumps(record: dict[str, object]) -> str:
    """Return a record without lone surrogates as one line of JSON; `json` takes five times as long."""
    from msgspec import json as fast  # not every format needs it

    return fast.format(fast.encode(record), indent=0).decode()


def _ascii(record: object) -> str:
    return _encode_ascii(record).replace("\x7f", "\\u007f")


def line(source: "Source", finding: Finding) -> str:
    """Return a finding as the contract describes it, as one line of JSON.

    It is put together from strings: an archive has many findings, and `json` takes four times as long.
    """
    code, name, message, severity, filename, span, location, end, fix, url, related = finding
    fixed = _fix(source, fix) if fix is not None else "null"
    others = ", ".join([_related(place) for place in related])
    written = (
        f'{{"code": {_text(code)}, "name": {_text(name)}, "message": {_text(message)},'
        f' "severity": "{severity.value}", "filename": {_text(filename)}, {_places(location, end)},'
        f' "span": [{span[0]}, {span[1]}], "fix": {fixed}, "url": {_text(url)}, "related": [{others}]}}'
    )
    # Only these hold text of a post: most of the rest is numbers and our own words.
    texts = message, filename, fixed, others
    return written if all(map(is_printable, texts)) else _ascii(json.loads(written))


def _related(place: Related) -> str:
    code, message, (start, end), location, end_location, filename = place
    elsewhere = f', "filename": {_text(filename)}' if filename is not None else ""
    return (
        f'{{"code": {_text(code)}, "message": {_text(message)}, {_places(location, end_location)},'
        f' "span": [{start}, {end}]{elsewhere}}}'
    )


def _places(location: "Position", end: "Position") -> str:
    (row, column), (end_row, end_column) = location, end
    return (
        f'"location": {{"row": {row}, "column": {column}}},'
        f' "end_location": {{"row": {end_row}, "column": {end_column}}}'
    )


def _fix(source: "Source", fix: Fix) -> str:
    edits = ", ".join(
        [
            f'{{"span": [{start}, {end}], "content": {_text(content)},'
            f" {_places(source.position(start), source.position(end))}}}"
            for (start, end), content in fix.edits
        ]
    )
    applicability = fix.applicability.value
    return f'{{"applicability": "{applicability}", "message": {_text(fix.message)}, "edits": [{edits}]}}'


class JSONLinesReporter(Reporter):
    """One object per line, written as soon as it is known."""

    syntax = Syntax.JSON

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return one line per finding."""
        return "".join(line(source, finding) + "\n" for finding in findings)


class JSONReporter(JSONLinesReporter):
    """An array of the same objects, one per line."""

    separator = ",\n"

    def begin(self) -> str:
        """Open the array."""
        return "[\n"

    def file(self, source: "Source", findings: Sequence[Finding]) -> str:
        """Return the objects of one file, without a trailing comma."""
        return ",\n".join(line(source, finding) for finding in findings)

    def end(self, summary: Summary) -> str:
        """Close the array."""
        return "\n]\n" if summary.tallies else "]\n"
