"""A database for SQL and Datasette: tables runs, files, rules, findings, related and links.

Each run is added to the file in one step.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from lint.primitives.finding import Finding, Related
from lint.primitives.source import Source
from lint.primitives.version import __version__
from lint.report.places import text
from lint.report.reporter import Reporter, ReporterError, ReportOptions
from lint.report.sqlite_file import DatabaseFile
from lint.report.summary import Summary

_SCHEMA = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, version TEXT NOT NULL, files INTEGER, findings INTEGER
);
CREATE TABLE rules (code TEXT PRIMARY KEY, name TEXT NOT NULL, summary TEXT, url TEXT NOT NULL);
CREATE TABLE files (
  id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs(id), filename TEXT NOT NULL
);
CREATE TABLE findings (
  id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files(id),
  code TEXT NOT NULL REFERENCES rules(code), severity TEXT NOT NULL, message TEXT NOT NULL,
  "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, end_row INTEGER NOT NULL, end_column INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, fix TEXT
);
CREATE TABLE related (
  id INTEGER PRIMARY KEY, finding_id INTEGER NOT NULL REFERENCES findings(id),
  code TEXT NOT NULL, message TEXT NOT NULL,
  "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, end_row INTEGER NOT NULL, end_column INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE links (
  id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files(id), element TEXT NOT NULL,
  attribute TEXT NOT NULL, kind TEXT NOT NULL, raw TEXT NOT NULL, value TEXT NOT NULL, url TEXT,
  "row" INTEGER NOT NULL, "column" INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  proxy TEXT, origin TEXT, noscript INTEGER NOT NULL
);
CREATE INDEX files_by_run ON files (run_id, filename);
CREATE INDEX findings_by_file ON findings (file_id);
CREATE INDEX findings_by_code ON findings (code);
CREATE INDEX related_by_finding ON related (finding_id);
CREATE INDEX links_by_file ON links (file_id);
"""
_STATEMENTS = _SCHEMA.strip().removesuffix(";").split(";\n")


class SQLiteReporter(Reporter):
    """Adds each run to a database."""

    binary = True
    inventory = True

    def __init__(self, options: ReportOptions) -> None:
        super().__init__(options)
        self._file: DatabaseFile | None = None
        self._database: sqlite3.Connection  # from `begin` on
        self._run = 0
        self._findings = 0

    def begin(self) -> str:
        """Open the database and begin the run; raise ReporterError when the file cannot be used for it."""
        try:
            self._file = DatabaseFile(self.options.path or "", _STATEMENTS)
            self._database = self._file.connection
            self._run = self._insert("runs", "started, version", (datetime.now(UTC).isoformat(), __version__))
        except sqlite3.Error as error:
            raise ReporterError(f"{self.options.path}: cannot be used as a database: {error}") from error
        return ""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return a file's rows, without links."""
        return self.record(source, findings, ())

    def record(
        self, source: Source, findings: Sequence[Finding], links: Sequence[Mapping[str, object]]
    ) -> str:
        """Return a file's rows as one line."""
        rows = [
            (
                (
                    finding.code, finding.severity.value, text(finding.message), *finding.location,
                    *finding.end_location, *finding.span, _fix(finding),
                ),
                [
                    (each.code, _said(each), *each.location, *each.end_location, *each.span)
                    for each in finding.related
                ],
            )
            for finding in findings
        ]  # fmt: skip
        rules = {finding.code: (finding.name, finding.url) for finding in findings}
        return json.dumps([source.filename, rows, [_link(link) for link in links], rules]) + "\n"

    def take(self, piece: str) -> str:
        """Write the rows of some files, or raise ReporterError."""
        try:
            self._insert_files(piece)
        except sqlite3.Error as error:
            raise ReporterError(f"{self.options.path}: cannot be written: {error}") from error
        return ""

    def _insert_files(self, piece: str) -> None:
        database = self._database
        for line in piece.splitlines():
            filename, findings, links, rules = json.loads(line)
            file = self._insert("files", "run_id, filename", (self._run, text(filename)))
            for code, (name, url) in rules.items():
                described = self.options.describe(code)
                values = (code, name, described and described.summary, url)
                database.execute("INSERT OR REPLACE INTO rules VALUES (?, ?, ?, ?)", values)
            for finding, related in findings:
                cursor = database.execute(
                    f"INSERT INTO findings VALUES (NULL, {file}, {', '.join('?' * 10)})",  # noqa: S608 - a number
                    finding,
                )
                if related:
                    database.executemany(
                        f"INSERT INTO related VALUES (NULL, {cursor.lastrowid}, {', '.join('?' * 8)})",  # noqa: S608 - as above
                        related,
                    )
            database.executemany(
                f"INSERT INTO links VALUES (NULL, {file}, {', '.join('?' * 13)})",  # noqa: S608 - a number
                links,
            )
            self._findings += len(findings)

    def end(self, summary: Summary) -> str:
        """Commit the run, or raise ReporterError."""
        counts = (summary.files, self._findings, self._run)
        try:
            self._database.execute("UPDATE runs SET files = ?, findings = ? WHERE id = ?", counts)
            self._database.execute("COMMIT")
            if self._file is not None:
                self._file.done()
        except (sqlite3.Error, OSError) as error:
            raise ReporterError(f"{self.options.path}: cannot be written: {error}") from error
        return ""

    def close(self) -> None:
        """Close the database; a run that did not end leaves no trace in it."""
        if self._file is not None:
            self._file.close()

    def _insert(self, table: str, columns: str, values: Sequence[object]) -> int:
        marks = ", ".join("?" * len(values))
        cursor = self._database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - our own names
        return cursor.lastrowid or 0


def _fix(finding: Finding) -> str | None:
    if finding.fix is None:
        return None
    edits = [[*edit.span, edit.content] for edit in finding.fix.edits]
    fix = {"applicability": finding.fix.applicability, "message": finding.fix.message, "edits": edits}
    return json.dumps(fix)


def _link(link: Mapping[str, object]) -> list[object]:
    location, span = link["location"], link["span"]
    assert isinstance(location, dict)  # noqa: S101 - a record of `lint links`
    assert isinstance(span, list)  # noqa: S101 - as above
    values = [link[key] for key in ("element", "attribute", "kind", "raw", "value", "url")]
    values += [location["row"], location["column"], *span, link["proxy"], link["origin"], link["noscript"]]
    return [text(value) if isinstance(value, str) else value for value in values]


def _said(place: Related) -> str:
    """Return what is said of another place, after the file that it is in, if that is another one."""
    return text(place.message if place.filename is None else f"{place.filename}: {place.message}")
