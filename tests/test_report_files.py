"""Reports in files, several in one run, and the tools that read them."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from lint.report import ReporterError, ReportOptions, load
from lint.run import pool
from lint.run.chunk import ChunkResult
from lint.run.processes import ProcessError
from tests.conftest import GOOD, Archive


@pytest.mark.slow
def test_the_sarif_multitool_accepts_it(archive: Archive, tmp_path: Path) -> None:
    if shutil.which("npx") is None:
        pytest.skip("npm is not installed")
    archive.write(
        "_posts/2021-05-03-雨 b.md", GOOD.replace("Rain over", "  雨Rain  over").replace("https:", "http:")
    )
    archive.lint("--isolated", "--output-format", "sarif:out.sarif", ".")
    installed = subprocess.run(
        ["npm", "install", "--silent", "--prefix", str(tmp_path / "npm"), "@microsoft/sarif-multitool"],
        capture_output=True,
        check=False,
    )
    if installed.returncode:
        pytest.skip("the npm registry cannot be reached")
    tool = str(tmp_path / "npm" / "node_modules" / ".bin" / "sarif-multitool")
    for kind in ("Sarif", "Ghas"):
        assert multitool(tool, "out.sarif", kind) == []
    # It really checks: it reports a place before the first line.
    text = Path("out.sarif").read_text(encoding="utf-8")
    archive.write("bad.sarif", text.replace('"startLine": 3', '"startLine": 0'))
    assert multitool(tool, "bad.sarif", "Sarif")


def multitool(tool: str, log: str, kind: str) -> list[str]:
    run = subprocess.run(
        [
            tool,
            "validate",
            log,
            "--rule-kind",
            kind,
            "--output",
            "validated.sarif",
            "--log",
            "ForceOverwrite",
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    if not os.path.exists("validated.sarif"):
        pytest.skip(f"the multitool does not run here: {run.stdout.decode()[-200:]}")
    validated = json.loads(Path("validated.sarif").read_text(encoding="utf-8-sig"))["runs"][0]
    return [each["ruleId"] for each in validated["results"] if each.get("level") == "error"]


def test_sqlite_holds_runs_files_rules_findings_and_links(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD.replace("Rain over", "Rain  over"))
    archive.write(
        "_posts/2021-05-03-\udc80.md",
        GOOD.replace("It rained.", '<img src="https://wsrv.nl/?url=a.example/b.jpg">'),
    )
    for _ in range(2):
        archive.lint("--isolated", "--output-format", "sqlite:out.sqlite", "--output-format", "json", ".")
    database = sqlite3.connect("out.sqlite")
    assert database.execute("SELECT id, files, findings FROM runs").fetchall() == [(1, 2, 3), (2, 2, 3)]
    rows = database.execute(
        "SELECT filename, code, message, rules.name, summary FROM all_findings JOIN files ON file_id = files.id"
        " JOIN rules USING (code) WHERE run_id = 2"
    ).fetchall()
    assert {row[1] for row in rows} == {"FMT008", "PRX007", "FIL002"}
    assert all(row[4] for row in rows)
    links = database.execute(
        "SELECT value, proxy, origin FROM all_links JOIN files ON file_id = files.id WHERE run_id = 1"
    ).fetchall()
    database.close()
    assert ("https://wsrv.nl/?url=a.example/b.jpg", "weserv") in {row[:2] for row in links}
    if shutil.which("sqlite3"):
        checked = subprocess.run(
            ["sqlite3", "out.sqlite", "PRAGMA integrity_check"], capture_output=True, check=True
        )
        assert checked.stdout == b"ok\n"


def test_a_run_that_fails_closes_the_database_and_leaves_nothing_in_it(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    opened: list[sqlite3.Connection] = []
    connect, results = sqlite3.connect, pool.results

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        opened.append(connect(*arguments, **options))
        return opened[-1]

    def killed(*arguments: Any) -> Iterator[ChunkResult]:
        yield from results(*arguments)
        raise ProcessError("a linting process was killed")

    monkeypatch.setattr(sqlite3, "connect", connected)
    monkeypatch.setattr(pool, "results", killed)
    result = archive.lint("--isolated", "--no-cache", "--output-format", "sqlite:out.sqlite", ".")
    assert (result.code, result.err) == (2, "lint: a linting process was killed\n")
    (database,) = opened
    with pytest.raises(sqlite3.ProgrammingError):
        database.execute("SELECT 1")
    with closing(connect("out.sqlite")) as database:
        assert database.execute("SELECT * FROM sqlite_master").fetchall() == []


def test_a_file_that_is_not_a_database_is_left_alone(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD)
    archive.write("out.sqlite", "a letter from home that is longer than a few bytes" * 20)
    result = archive.lint("--isolated", "--output-format", "sqlite:out.sqlite", ".")
    assert (result.code, "out.sqlite: cannot be used as a database" in result.err) == (2, True)
    assert Path("out.sqlite").read_text(encoding="utf-8").startswith("a letter")


def test_parquet_holds_one_row_per_finding(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD.replace("Rain over", "Rain  over"))
    archive.lint("--isolated", "--output-format", "parquet:out.parquet", ".")
    table = parquet.read_table(BytesIO(Path("out.parquet").read_bytes())).to_pylist()
    assert [(row["code"], row["row"], row["fix"]) for row in table] == [("FMT008", 3, None)]
    archive.lint("--isolated", "--select", "IMG007", "--output-format", "parquet:out.parquet", ".")
    assert parquet.read_table("out.parquet").num_rows == 0
    assert (
        "cannot be written"
        in archive.lint("--isolated", "--output-format", "parquet:nowhere/out.parquet", ".").err
    )


def test_several_reports_in_one_run(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", GOOD.replace("Rain over", "Rain  over"))
    result = archive.lint("--isolated", "--output-format", "concise", "--output-format", "json:a.json", ".")
    assert result.out.endswith("FMT008 2 spaces in a row in the title; expected one\n")
    assert json.loads(Path("a.json").read_text(encoding="utf-8"))[0]["code"] == "FMT008"
    result = archive.lint("--isolated", "--output-format", "json", "--output-format", "text", ".")
    assert (result.code, "two reports go to standard output" in result.err) == (2, True)
    result = archive.lint(
        "--isolated", "--output-format", "json:x", "--output-format", "csv", "--output-file", "x", "."
    )
    assert (result.code, "two reports go to x" in result.err) == (2, True)
    result = archive.lint("--isolated", "--output-format", "json:x", "--output-file", "y", ".")
    assert "every report already has a file" in result.err
    result = archive.lint("--isolated", "--output-format", "sqlite", ".")
    assert (
        result.code,
        "format sqlite needs a file; expected --output-format sqlite:FILE" in result.err,
    ) == (
        2,
        True,
    )


def test_parquet_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ReporterError, match=r"install archive-lint\[parquet\]"):
        load("parquet", ReportOptions(path="x"))
