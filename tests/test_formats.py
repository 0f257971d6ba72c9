"""The formats of other tools: valid by their schemas, whatever the files are called and contain."""

import csv
import gzip
import json
import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from lxml import etree
from pyarrow import parquet

from lint import Finding, Severity, Source, Span
from lint.primitives.finding import Applicability, Edit, Fix, Related, apply_edits
from lint.report import ReportOptions, Summary, load
from lint.report import sarif as sarif_module
from lint.report.places import joined
from tests.conftest import GOOD, Archive

SCHEMAS = Path(__file__).parent / "schemas"
XSD = etree.XMLSchema(etree.parse(str(SCHEMAS / "jenkins-junit.xsd")))
HOSTILE = (
    "a.md", "雨 后.md", "a\nb::c,d%.md", "\udc80\udcff.md", "x]]>&<'\".md", "=cmd|' /C calc'!A0.md", "a|`b`@all.md",
    "##vso[task.complete].md", "\x1b[31m\u202e.md", "\ufffe.md",
)  # fmt: skip
TEXT = "a雨🙂\r\nb<!-- ]]> -->\"'\u2028\x0c\udc80 end\n"


def finding(source: Source, number: int, message: str, severity: Severity) -> Finding:
    start = number % len(source.text)
    span = Span(start, min(start + 3, len(source.text)))
    edits = (Edit(Span(start, start), "+\udc80\x00"), Edit(Span(span.end, span.end), "雨"))
    return Finding(
        f"XYZ{number % 5:03}", f"rule-{number % 5}", message, severity, source.filename, span,
        source.position(span.start), source.position(span.end),
        Fix(f"repair {message}", edits, Applicability.UNSAFE) if number % 2 else None,
        "https://example.org/rules/XYZ",
        tuple(related(source, message, at) for at in range(number % 3)),
    )  # fmt: skip


def related(source: Source, message: str, at: int) -> Related:
    span = Span(at, at + 1)
    return Related("XYZ009", message, span, source.position(span.start), source.position(span.end))


def render(
    name: str, files: Sequence[tuple[Source, list[Finding]]], options: ReportOptions | None = None
) -> str:
    reporter = load(name, options or ReportOptions())
    summary = Summary()
    out = [reporter.begin()]
    for source, findings in files:
        summary.add(findings)
        if findings:
            out.append(reporter.take(reporter.file(source, findings)))
    out.append(reporter.end(summary))
    reporter.close()
    text = "".join(out)
    text.encode()  # the report is UTF-8, whatever the files contain
    return text


def hostile() -> list[tuple[Source, list[Finding]]]:
    files = []
    for at, name in enumerate(HOSTILE):
        source = Source(name, TEXT.encode("utf-8", "surrogateescape"))
        messages = (name, "=1+1", "x\x1b[0m\n::error::y", "plain")
        files.append(
            (
                source,
                [
                    finding(source, at + number, message, list(Severity)[number % 3])
                    for number, message in enumerate(messages)
                ],
            )
        )
    return files


TEXTS = st.text(
    st.one_of(st.sampled_from("a雨🙂\r\n\x1b\u2028<>&]:;%|`@'\"=\udc80"), st.characters()),
    min_size=1,
    max_size=20,
)


@st.composite
def reports(draw: st.DrawFn) -> list[tuple[Source, list[Finding]]]:
    files = []
    for name in draw(
        st.lists(
            TEXTS.filter(lambda name: "\0" not in name and not name.startswith("/")), max_size=3, unique=True
        )
    ):
        try:
            os.fsencode(name)
        except UnicodeEncodeError:
            continue
        source = Source(name, draw(TEXTS).encode("utf-8", "surrogatepass"))
        findings = [
            finding(source, draw(st.integers(0, 30)), draw(TEXTS), draw(st.sampled_from(list(Severity))))
            for _ in range(draw(st.integers(0, 4)))
        ]
        files.append((source, findings))
    return files


@cache
def validator(name: str, draft: Any) -> Any:
    return draft(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


def check_sarif(text: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(text)
    validator("sarif-2.1.0.schema.json", jsonschema.Draft7Validator).validate(log)
    return log


def check_gitlab(text: str) -> None:
    report = json.loads(text)
    validator("gitlab.json", jsonschema.Draft202012Validator).validate(report)
    prints = [issue["fingerprint"] for issue in report]
    assert len(set(prints)) == len(prints)


def check_junit(text: str) -> None:
    XSD.assertValid(etree.fromstring(text.encode()))
    JUnitXml.fromstring(text.encode())


def check_rdjson(text: str) -> None:
    validator("DiagnosticResult.json", jsonschema.Draft4Validator).validate(json.loads(text))


def check_rdjsonl(text: str) -> None:
    for line in text.split("\n")[:-1]:
        validator("Diagnostic.json", jsonschema.Draft4Validator).validate(json.loads(line))


def check_azure(text: str) -> None:
    for line in text.split("\n")[:-1]:
        assert re.fullmatch(
            r"##vso\[task\.logissue (?:[a-z]+=[^;\]]*;)+\][^\r\n]*|[0-9,]+ notes? not shown", line
        )


def check_github(text: str) -> None:
    for line in text.split("\n")[:-1]:
        assert re.fullmatch(r"::(error|warning|notice) [^\r\n]*?::[^\r\n]*", line)


def check_csv(text: str) -> None:
    rows = list(csv.reader(StringIO(text, newline="")))
    assert {len(row) for row in rows} == {11}
    for row in rows[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def check_markdown(text: str) -> None:
    rows = [line for line in text.split("\n") if line.startswith("| ") and "XYZ" not in line.split("|")[1]]
    assert {row.count("|") for row in rows} <= {5}
    assert not set(text.partition("| file |")[2]) & set("`<>@")


CHECKS = {
    "sarif": check_sarif, "gitlab": check_gitlab, "junit": check_junit, "rdjson": check_rdjson, "rdjsonl": check_rdjsonl,
    "azure": check_azure, "github": check_github, "csv": check_csv, "markdown": check_markdown,
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKS)
def test_hostile_names_and_texts_give_a_valid_report(name: str) -> None:
    CHECKS[name](render(name, hostile()))
    CHECKS[name](render(name, []))


@pytest.mark.slow
@given(files=reports())
def test_any_report_is_valid(files: list[tuple[Source, list[Finding]]]) -> None:
    for name in CHECKS.keys() - {"markdown"}:
        CHECKS[name](render(name, files))


def test_sarif_has_what_code_scanning_shows(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-雨 b.md", GOOD.replace("Rain over", "  雨Rain over"))
    result = archive.lint("--isolated", "--output-format", "sarif", ".")
    run = check_sarif(result.out)["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    (found,) = run["results"]
    place = found["locations"][0]["physicalLocation"]
    assert unquote_to_bytes(place["artifactLocation"]["uri"]).decode() == "_posts/2021-05-03-雨 b.md"
    assert place["region"]["startLine"] == 3
    (replacement,) = found["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"] == {"text": ""}
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == found["ruleId"] == "FMT008"
    assert rule["shortDescription"]["text"]
    assert "```yaml" in rule["help"]["markdown"]
    assert found["partialFingerprints"]["archiveLint/v1"]


def test_sarif_keeps_the_worst_and_says_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_module, "MOST_RESULTS", 4)
    source = Source("a.md", b"x" * 50)
    findings = [finding(source, at, str(at), Severity.INFO) for at in range(6)]
    findings += [finding(source, at, str(at), Severity.ERROR) for at in range(6, 9)]
    run = check_sarif(render("sarif", [(source, findings)]))["runs"][0]
    assert [each["level"] for each in run["results"]] == ["error"] * 3 + ["note"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("5 less severe results are left out")
    monkeypatch.setattr(sarif_module, "MOST_RESULTS", 2000)
    monkeypatch.setattr(sarif_module, "MOST_BYTES", 40_000)
    many = [finding(source, at, f"{at * 7919 % 10007:x}" * 9, Severity.ERROR) for at in range(2000)]
    # The size is known a block at a time; so small a limit has no room for large results.
    many = [each._replace(related=()) for each in many]
    text = render("sarif", [(source, many)])
    assert 100 < len(check_sarif(text)["runs"][0]["results"]) < 2000
    assert len(gzip.compress(text.encode())) < 40_000


def test_a_long_log_is_written_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_module, "_AT_ONCE", 3)
    source, reporter = Source("a.md", b"x" * 50), load("sarif", ReportOptions())
    findings = [finding(source, at, str(at), Severity.ERROR) for at in range(7)]
    reporter.take(reporter.file(source, findings))
    pieces = list(reporter.ends(Summary()))
    assert [piece.count('"ruleId"') for piece in pieces] == [0, 3, 3, 1, 0]
    assert "".join(pieces) == reporter.end(Summary())
    assert len(check_sarif("".join(pieces))["runs"][0]["results"]) == 7


def test_other_places_are_in_the_formats_that_have_a_notion_of_them(tmp_path: Path) -> None:
    source = Source("a.md", "雨b\nrain".encode())
    places = tuple(related(source, f"place {at}", at) for at in (0, 3))
    found = finding(source, 0, "it is wrong", Severity.ERROR)._replace(related=places)
    plain = found._replace(related=())
    files = [(source, [found, plain])]
    expected = [
        {
            "code": "XYZ009",
            "message": "place 3",
            "location": {"row": 2, "column": 1},
            "end_location": {"row": 2, "column": 2},
            "span": [3, 4],
        }
    ]
    for records in (
        json.loads(render("json", files)),
        [json.loads(line) for line in render("jsonl", files).splitlines()],
    ):
        assert records[0]["related"][1:] == expected
        assert records[1]["related"] == []
    results = check_sarif(render("sarif", files))["runs"][0]["results"]
    (_, other) = results[0]["relatedLocations"]
    assert other["message"] == {"text": "XYZ009 place 3"}
    assert other["physicalLocation"]["region"]["charOffset"] == 3
    assert "relatedLocations" not in results[1]
    check_rdjson(render("rdjson", files))
    first, second = map(json.loads, render("rdjsonl", files).splitlines())
    (one, other) = first["related_locations"]
    # Columns are bytes.
    assert one["location"]["range"]["end"] == {"line": 1, "column": 4}
    assert other["message"] == "XYZ009 place 3"
    assert "related_locations" not in second
    names = [str(tmp_path / name) for name in ("a.db", "a.parquet")]
    for name, kind in zip(names, ("sqlite", "parquet"), strict=True):
        render(kind, files, ReportOptions(path=name))
    with closing(sqlite3.connect(names[0])) as database:
        rows = database.execute(
            "SELECT finding_id, code, message, row, column, start, end FROM related ORDER BY id"
        ).fetchall()
    assert rows == [(1, "XYZ009", "place 0", 1, 1, 0, 1), (1, "XYZ009", "place 3", 2, 1, 3, 4)]
    column = parquet.read_table(names[1])["related"].to_pylist()
    assert json.loads(column[0])[1] == ["XYZ009", "place 3", 2, 1, 3, 4]
    assert column[1] is None


def test_sarif_has_a_hundred_other_places_at_most() -> None:
    source = Source("a.md", b"x" * 300)
    places = tuple(related(source, "x", at) for at in range(250))
    found = finding(source, 0, "it is wrong", Severity.ERROR)._replace(related=places)
    (result,) = check_sarif(render("sarif", [(source, [found])]))["runs"][0]["results"]
    assert len(result["relatedLocations"]) == 100
    (record,) = json.loads(render("json", [(source, [found])]))
    assert len(record["related"]) == 250


def test_gitlab_fingerprints_do_not_depend_on_lines() -> None:
    def prints(text: str) -> list[str]:
        source = Source("a.md", text.encode())
        start = text.index("bad")
        span = Span(start, start + 3)
        found = Finding(
            "XYZ001",
            "x",
            "m",
            Severity.ERROR,
            "a.md",
            span,
            source.position(start),
            source.position(span.end),
            None,
            "",
        )
        return [each["fingerprint"] for each in json.loads(render("gitlab", [(source, [found])]))]

    assert prints("one bad word") == prints("\n\n\none bad word")


@given(st.text("a雨🙂\n\r", min_size=1, max_size=12), st.data())
def test_reviewdog_columns_count_bytes(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text.encode())
    offset = data.draw(st.integers(0, len(text)))
    before = re.split(r"\r\n|\n|\r", text[:offset])[-1]
    if not text.startswith("\n", offset) or not text[:offset].endswith("\r"):
        assert source.byte_column(offset) == len(before.encode()) + 1


def test_a_suggestion_is_the_whole_fix() -> None:
    source = Source("a.md", b"0123456789")
    fix = Fix("m", (Edit(Span(2, 3), "a"), Edit(Span(5, 5), "b"), Edit(Span(7, 9), "")))
    edit = joined(source, fix)
    assert apply_edits(source.text, [edit]) == apply_edits(source.text, fix.edits)


def test_github_shows_the_worst_and_counts_the_rest() -> None:
    source = Source("a.md", b"x" * 90)
    findings = [finding(source, at, str(at), list(Severity)[at % 3]) for at in range(90)]
    lines = render("github", [(source, findings[:40]), (source, findings[40:])]).splitlines()
    kinds = [line[2:].partition(" ")[0] for line in lines]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert lines[-1].endswith(
        "::not shown: 20 more errors, 20 more warnings, 21 more notes"
        " (GitHub shows 10 annotations of each kind per step)"
    )


SUBFOLDER = {"github": "file=", "azure": "sourcepath=", "sarif": '"uri": "', "gitlab": '"path": "'}
POST = "_posts/2021-05-03-a.md"


@pytest.mark.slow
@pytest.mark.parametrize("name", SUBFOLDER)
@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY", None])
@pytest.mark.parametrize("argument", [".", f"./{POST}", "absolute"])
def test_paths_are_relative_to_the_root_of_the_repository(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str, variable: str | None, argument: str
) -> None:
    archive.write(f"site/{POST}", GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    if variable is None:
        archive.write(".git", "gitdir: elsewhere\n")  # a worktree has a file
    else:
        os.mkdir("site/.git")  # what the CI system says comes first
        monkeypatch.setenv(variable, str(archive.root))
    monkeypatch.chdir("site")
    path = str(archive.root / "site" / POST) if argument == "absolute" else argument
    text = archive.lint("--isolated", "--select", "DTE", "--output-format", name, path).out
    assert f"{SUBFOLDER[name]}site/{POST}" in text


def test_a_file_outside_the_repository_keeps_its_path(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(POST, GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    os.makedirs("site/.git")
    monkeypatch.chdir("site")
    options = ("--isolated", "--select", "DTE", "--output-format")
    assert f",file={archive.root / POST}," in archive.lint(*options, "github", f"../{POST}").out
    place = f'"artifactLocation": {{"uri": "file://{archive.root / POST}"}}'
    assert place in archive.lint(*options, "sarif", f"../{POST}").out


def test_a_folder_outside_the_checkout_has_its_own_root(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(f"site/{POST}", GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    os.mkdir("sit")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(archive.root / "sit"))
    monkeypatch.chdir("site")
    assert f",file={POST}," in archive.lint("--isolated", "--output-format", "github", ".").out


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege")
def test_the_checkout_may_be_named_by_a_symbolic_link(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(f"real/site/{POST}", GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    os.symlink("real", "link")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(archive.root / "link"))
    monkeypatch.chdir("real/site")
    for path in (".", str(archive.root / "link" / "site")):
        text = archive.lint("--isolated", "--select", "DTE", "--output-format", "github", path).out
        assert f",file=site/{POST}," in text
    monkeypatch.delenv("GITHUB_WORKSPACE")
    os.mkdir(archive.root / "real" / ".git")
    path = str(archive.root / "link" / "site")
    text = archive.lint("--isolated", "--select", "DTE", "--output-format", "github", path).out
    assert f",file=site/{POST}," in text


def test_the_cache_knows_the_root(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write(f"site/{POST}", GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    monkeypatch.chdir("site")
    for root, path in (("site", POST), ("", f"site/{POST}"), ("site", POST)):
        monkeypatch.setenv("GITHUB_WORKSPACE", str(archive.root / root))
        for _ in range(2):
            assert f",file={path}," in archive.lint("--select", "DTE", "--output-format", "github", ".").out


def test_gitlab_fingerprints_are_the_same_from_every_folder(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.write(f"site/{POST}", GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday"))
    monkeypatch.setenv("CI_PROJECT_DIR", str(archive.root))
    options = ("--isolated", "--select", "DTE", "--output-format", "gitlab")
    from_the_root = archive.lint(*options, ".").out
    monkeypatch.chdir("site")
    assert json.loads(from_the_root) == json.loads(archive.lint(*options, ".").out)
