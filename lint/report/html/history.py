"""What earlier runs found, as the database has it that the same run adds itself to."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lint.primitives.finding import Severity
from lint.report.html.rows import key_of
from lint.report.printable import printable
from lint.report.reporter import ReporterError
from lint.report.sqlite_file import DatabaseFile
from lint.report.sqlite_schema import STATEMENTS

# How many runs the trend shows, and how many examples there are of what was mended.
_MOST_RUNS = 50
_MOST_MENDED = 200
_AT_ONCE = 10_000


class Change(NamedTuple):
    """What differs from the run before.

    Parameters:
        new: how many findings that run did not have, by code; `mended`: how many it had alone.
        keys: how many are new, by key, of the keys that were asked for.
        examples: file, code and message of findings that are mended.
    """

    new: dict[str, int]
    mended: dict[str, int]
    keys: dict[int, int]
    examples: list[tuple[str, str, str]]


class History:
    """The runs before this one, in a copy of the database.

    Parameters:
        path: the database.

    Raises:
        ReporterError: when it cannot be read, or has what no run wrote.

    Attributes:
        runs: the last ones, the earliest first: when, how many files, and findings by severity.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._file = DatabaseFile(path, STATEMENTS)
        self._database = self._file.connection
        self._waiting: list[tuple[int, str, int, None]] = []
        self._last: int | None = None
        try:
            self._execute(
                "CREATE TEMP TABLE compared (key INTEGER, code TEXT, sign INTEGER, finding INTEGER)"
            )
            self.runs = self._known_runs()
        except (ValueError, TypeError) as error:
            self.close()
            raise ReporterError(f"{path}: has a run that lint did not write; expected a new file") from error
        except ReporterError:
            self.close()
            raise

    def close(self) -> None:
        """Discard the copy."""
        self._file.close()

    def _known_runs(self) -> list[dict[str, object]]:
        rows = self._execute(
            "SELECT id, started, files FROM runs WHERE files IS NOT NULL ORDER BY id DESC LIMIT ?", _MOST_RUNS
        )
        runs = []
        for run, started, files in reversed(rows):
            self._last = run
            counts = dict(
                self._execute(
                    "SELECT severity, count(*) FROM all_findings JOIN files ON files.id = file_id"
                    " WHERE run_id = ? GROUP BY severity",
                    run,
                )
            )
            if type(files) is not int or files < 0 or datetime.fromisoformat(started).tzinfo is None:
                raise ValueError
            by_severity = [counts.get(each.value, 0) for each in Severity]
            runs.append({"started": started, "files": files, "counts": by_severity})
        return runs

    def add(self, findings: Iterable[tuple[int, str]]) -> None:
        """Take findings of this run: the key and the code of each."""
        self._waiting += ((key, code, 1, None) for key, code in findings)
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def change(self, keys: Sequence[int]) -> Change | None:
        """Compare this run with the one before; `None` if there is none.

        Parameters:
            keys: those of the findings that the page lists.
        """
        self._flush()
        if self._last is None:
            return None
        try:
            self._database.executemany("INSERT INTO compared VALUES (?, ?, -1, ?)", self._before(self._last))
        except sqlite3.Error as error:
            raise self._error(error) from error
        self._execute(
            "CREATE TEMP TABLE changed AS SELECT key, code, sum(sign) AS more, max(finding) AS finding"
            " FROM compared GROUP BY key, code HAVING more <> 0"
        )
        new = self._execute("SELECT code, sum(more) FROM changed WHERE more > 0 GROUP BY code")
        mended = self._execute("SELECT code, -sum(more) FROM changed WHERE more < 0 GROUP BY code")
        self._execute("CREATE INDEX changed_by_key ON changed (key)")
        of_keys = {}
        for key in set(keys):
            for (more,) in self._execute("SELECT more FROM changed WHERE key = ? AND more > 0", key):
                of_keys[key] = more
        examples = self._execute(
            "SELECT filename, each.code, each.message FROM changed"
            " JOIN all_findings AS each ON each.id = changed.finding JOIN files ON files.id = file_id"
            " WHERE more < 0 ORDER BY each.id LIMIT ?",
            _MOST_MENDED,
        )
        return Change(dict(new), dict(mended), of_keys, [_printable(row) for row in examples])

    def _before(self, run: int) -> Iterator[tuple[int, str, int]]:
        """Yield key, code and number of each finding of a run."""
        rows = self._database.execute(
            "SELECT filename, code, message, each.id FROM all_findings AS each"
            " JOIN files ON files.id = file_id WHERE run_id = ?",
            (run,),
        )
        for *row, finding in rows:
            filename, code, message = _printable(row)
            yield key_of(filename, code, message), code, finding

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        try:
            self._database.executemany("INSERT INTO compared VALUES (?, ?, ?, ?)", waiting)
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _execute(self, statement: str, *values: object) -> list[Any]:
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _error(self, error: sqlite3.Error) -> ReporterError:
        return ReporterError(f"{self._path}: cannot be read: {error}")


def _printable(row: Sequence[object]) -> tuple[str, str, str]:
    """Return file, code and message of a row that SQLite may give in any type."""
    filename, code, message = (printable(str(value)) for value in row)
    return filename, code, message
