"""A database for SQL and Datasette: what posts, links and images an archive has, and what was found in them.

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
from lint.report.sqlite_schema import STATEMENTS
from lint.report.summary import Summary

_POST = ("title", "date", "month", "author", "source", "source_host")


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
            self._file = DatabaseFile(self.options.path or "", STATEMENTS)
            self._database = self._file.connection
            self._run = self._insert("runs", "started, version", (datetime.now(UTC).isoformat(), __version__))
        except sqlite3.Error as error:
            raise ReporterError(f"{self.options.path}: cannot be used as a database: {error}") from error
        return ""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        """Return a file's rows, without links."""
        return self.described(source, findings, (), {})

    def described(
        self,
        source: Source,
        findings: Sequence[Finding],
        links: Sequence[Mapping[str, object]],
        post: Mapping[str, object],
    ) -> str:
        """Return a file's rows as one line."""
        rows = [
            (
                (
                    finding.code, finding.severity.value, text(finding.message), *finding.location,
                    *finding.end_location, *finding.span, _fix(finding),
                ),
                [
                    (each.code, _said(each), *each.location, *each.end_location, *each.span, _file(each))
                    for each in finding.related
                ],
            )
            for finding in findings
        ]  # fmt: skip
        rules = {finding.code: (finding.name, finding.url) for finding in findings}
        of_links = [_link(link) for link in links]
        return json.dumps([source.filename, rows, of_links, rules, _post(post), _tags(post)]) + "\n"

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
            filename, findings, links, rules, post, tags = json.loads(line)
            columns = f"run_id, filename, {', '.join(_POST)}"
            file = self._insert("files", columns, (self._run, text(filename), *post))
            database.executemany(
                "INSERT OR IGNORE INTO all_tags VALUES (?, ?)", [(file, tag) for tag in tags]
            )
            for code, (name, url) in rules.items():
                described = self.options.describe(code)
                values = (code, name, described and described.summary, url)
                database.execute("INSERT OR REPLACE INTO rules VALUES (?, ?, ?, ?)", values)
            for finding, related in findings:
                cursor = database.execute(
                    f"INSERT INTO all_findings VALUES (NULL, {file}, {', '.join('?' * 10)})",  # noqa: S608 - a number
                    finding,
                )
                if related:
                    database.executemany(
                        f"INSERT INTO related VALUES (NULL, {cursor.lastrowid}, {', '.join('?' * 9)})",  # noqa: S608 - as above
                        related,
                    )
            database.executemany(
                f"INSERT INTO all_links VALUES (NULL, {file}, {', '.join('?' * 14)})",  # noqa: S608 - a number
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
    values = [link[key] for key in ("element", "attribute", "kind", "raw", "value", "url", "host")]
    values += [location["row"], location["column"], *span, link["proxy"], link["origin"], link["noscript"]]
    return [text(value) if isinstance(value, str) else value for value in values]


def _post(post: Mapping[str, object]) -> list[str | None]:
    """Return the columns `_POST` of a file."""
    authors = post.get("authors")
    values = [post.get(name) for name in ("title", "date", "month")]
    values += [
        ", ".join(authors) if isinstance(authors, list) else None,
        post.get("source"),
        post.get("host"),
    ]
    return [text(value) if isinstance(value, str) and value not in ("", "-") else None for value in values]


def _tags(post: Mapping[str, object]) -> list[str]:
    tags = post.get("tags")
    return [text(tag) for tag in tags] if isinstance(tags, list) else []


def _file(place: Related) -> str | None:
    return text(place.filename) if place.filename is not None else None


def _said(place: Related) -> str:
    """Return what is said of another place, after the file that it is in, if that is another one."""
    return text(place.message if place.filename is None else f"{place.filename}: {place.message}")
