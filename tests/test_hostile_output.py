"""Whatever is written, no text of a post is a command to what reads it: a CI system, a terminal, a spreadsheet."""

import ast
import csv
import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import lint
from lint import Finding, Reporter, Severity, Source, Span
from lint.cli.output import Output
from lint.primitives.finding import Applicability, Edit, Fix, Related
from lint.report import ReportOptions, Summary, Syntax, load, names
from lint.report.inert import inert
from lint.report.printable import printable
from tests.conftest import GOOD, Archive
from tests.log_readers import COMMANDS, azure, github, terminal

TEXTS = (
    "##vso[task.setvariable variable=harbour]rain", "rain ##vso[task.complete result=Succeeded;]",
    "####vso[task.prependpath]/tmp", "##[add-mask]rain", "##[group]rain", "x##[set-output name=a;]b",
    "::error::rain", " \u3000::set-output name=harbour::rain", "::stop-commands::rain", "\t::add-mask::rain",
    "rain\n::warning file=a::b", "rain\r::notice::b", "rain\u2028::error::b", "rain\x85::error::b",
    "##teamcity[buildStatus status='SUCCESS']", "\x1b[0Ksection_start:1:harbour\r\x1b[0Krain",
    "\x1b]8;;https://news.example.org\x1b\\rain\x1b]8;;\x1b\\", "\x1b[2J\x9b31m\x7f\x08\x07", "\u202erain\u202c\u2066\u200b",
    "=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "＝1+1", "rain;=1+1", 'rain;"=1+1',
    "<img src=x onerror=rain()>", "](javascript:rain)", "]]><x/>", "&lt;x&gt;",
)  # fmt: skip
WRITERS = {"print", "os.write", "sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer.write"}
OWN = {"github": github, "azure": azure}


def commands(text: str) -> list[str]:
    return [found for reader in COMMANDS for found in reader(text)]


def finding(source: Source, text: str, at: int) -> Finding:
    span = Span(0, len(source.text))
    place = (span, source.position(span.start), source.position(span.end))
    fix = Fix(text, (Edit(span, text),), Applicability.SAFE)
    related = (Related("XYZ002", text, *place),) if at % 2 else ()
    severity = list(Severity)[at % 3]
    return Finding(
        "XYZ001", "rule", text, severity, source.filename, *place, fix, "https://news.example.org", related
    )


def written(name: str, text: str, folder: Path, **options: Any) -> str:
    """Return what the report of a format writes when everything in a post is this text."""
    path = folder / "report"
    output = Output(str(path))
    reporter = load(name, ReportOptions(**options))
    source = Source(text.replace("\0", ""), text.encode("utf-8", "surrogateescape"))
    findings = [finding(source, text, at) for at in range(3)]
    summary = Summary(unchecked=[(text, text)])
    summary.add(findings)
    output.write_piece(reporter, reporter.begin())
    output.write_piece(reporter, reporter.take(reporter.file(source, findings)))
    output.write_piece(reporter, reporter.end(summary))
    output.close()
    return path.read_bytes().decode("utf-8")


TEXT_FORMATS = [name for name in names() if name not in ("sqlite", "parquet")]


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_no_report_has_a_command(name: str, tmp_path: Path) -> None:
    for text in TEXTS:
        check_report(name, text, tmp_path)


def check_report(name: str, text: str, tmp_path: Path) -> None:
    report = written(name, text, tmp_path, few=3 if "rain" in text else 0)
    assert list(terminal(report)) == []
    own = list(OWN[name](report)) if name in OWN else []
    assert [line for line in commands(report) if line not in own] == []
    # A command of our own is one line, which begins with it and has no other.
    for line in own:
        assert line.startswith(
            ("::error title=XYZ001", "::warning title=XYZ001", "::notice title=", "##vso[task.logissue ")
        )
        assert commands(line[2:]) == []
        assert len(commands(line)) == 1


@pytest.mark.parametrize("name", ["json", "jsonl", "gitlab", "sarif", "rdjson", "rdjsonl", "junit"])
def test_what_machines_read_is_the_same_text(name: str, tmp_path: Path) -> None:
    for text in TEXTS:
        check_values(name, text, tmp_path)


def check_values(name: str, text: str, tmp_path: Path) -> None:
    report = written(name, text, tmp_path)
    if name == "junit":
        values = [
            value for element in etree.fromstring(report.encode()).iter() for value in element.attrib.values()
        ]
        assert printable(text) in values
        return
    records = [json.loads(line) for line in report.splitlines()] if name.endswith("l") else json.loads(report)
    assert any(text in value for value in strings(records))


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            yield from (each for item in value for each in strings(item))
        case dict():
            yield from strings(list(value.values()))


@given(
    st.text(st.sampled_from('#:[]vso \\"ab\x7f\u202e\U000e0041🙂\ufe0f')), st.sampled_from(["", "\\", '"'])
)
def test_json_stays_the_same(text: str, before: str) -> None:
    value = {before + text: [text, before]}
    for encoded in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        safe = inert(encoded, Syntax.JSON)
        assert json.loads(safe) == value
        assert not {"##", "::", "\x7f", "\u202e"} & {safe[at : at + 2] for at in range(len(safe))}


@given(st.text(st.sampled_from("#:[]vso \t\n\r\x1b\xad\u200d\u3000ab1;m"), max_size=30), st.booleans())
def test_text_has_no_command_wherever_a_line_ends(text: str, styled: bool) -> None:  # noqa: FBT001 - pytest gives it
    safe = inert(text, Syntax.TEXT, styled=styled)
    assert list(terminal(safe)) == []
    assert commands(safe.replace("\u200d", "").replace("\x1b[m", "")) == []


def test_the_page_of_a_job_has_no_link_or_element_of_a_post(tmp_path: Path) -> None:
    for text in (
        *TEXTS,
        "www.news.example.org",
        "<https://news.example.org/x>",
        "#1 @keeper :tada: $x$ `x` %x",
    ):
        page = etree.HTML(
            pyromark.html(written("markdown", text, tmp_path), options=pyromark.Options.ENABLE_TABLES)
        )
        assert {each.tag for each in page.iter()} <= {
            "html", "body", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "a",
        }  # fmt: skip
        assert {each.get("href") for each in page.iter("a")} == {"https://news.example.org"}
        assert {len(row) for row in page.iter("tr")} == {4}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    for text in TEXTS:
        check_cells(text, tmp_path)


def check_cells(text: str, tmp_path: Path) -> None:
    report = written("csv", text, tmp_path)
    rows = list(csv.reader(StringIO(report, newline="")))
    assert {len(row) for row in rows} == {11}
    # Where cells are divided at semicolons, quotes within one mean nothing.
    cells = [cell.strip() for row in rows for cell in row]
    cells += [cell.strip(' \t"') for cell in report.replace("\r\n", ";").split(";")]
    assert not any(cell.startswith(tuple("=+-@＝＋－＠")) for cell in cells)


def test_what_hides_or_reorders_is_shown_as_such_but_not_what_shapes_letters() -> None:
    assert printable("a\u202eb\u00ad\u2066\U000e0041") == r"a\u202eb\xad\u2066\U000e0041"
    assert printable("a\u200db#\ufe0f#[x]") == r"a\u200db#\ufe0f#[x]"
    for text in (
        "👩\u200d🚒",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "می\u200cخواهم",
        "葛\U000e0100",
        "𠮷",
        "𝄞",
        "雨##",
        "a::b",
        "## vso",
    ):
        assert printable(text) == text


class ForgetfulReporter(Reporter):
    """Writes all as it is."""

    def file(self, source: Source, findings: Sequence[Finding]) -> str:
        return "".join(f"{finding.message}\n{finding.filename}\n" for finding in findings)


def test_a_format_cannot_forget_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lint.report.formats._places", lambda _: iter([("", lambda: ForgetfulReporter)]))
    for text in TEXTS:
        report = written("forgetful", text, tmp_path)
        assert (list(terminal(report)), commands(report)) == ([], [])


def names_of_files() -> Iterator[str]:
    for text in TEXTS:
        name = text.replace("/", "").strip("\0")
        if os.name != "nt" and len(os.fsencode(name)) < 200:
            yield f"{name}.md"


def hostile_archive(archive: Archive) -> None:
    for at, name in enumerate(names_of_files()):
        text = TEXTS[at % len(TEXTS)]
        title = json.dumps(f"  {text}")
        front = GOOD.replace('"Rain over the harbour"', title).replace(
            "layout: post", f"layout: {title}\n{title}: 1"
        )
        body = f'<a href="{text}">{text}</a>\n\n{text}\n<img src="http:{text}">\n'
        archive.write(f"_posts/{name}", front + body)
        if at % 5 == 0:
            archive.write(f"{name}.d/_posts/2021-05-03-a.md", GOOD.replace("It rained.", body))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="its file names have no such characters")
@pytest.mark.parametrize(
    "arguments",
    [
        *(["--output-format", name] for name in TEXT_FORMATS),
        *(["--statistics", "--by", by] for by in ("rule", "folder", "month", "source", "host")),
        ["--show-settings"], ["--diff", "--unsafe-fixes"], ["--unsafe-fixes"], ["--add-ignores"], ["links"], ["baseline"], ["stats"], ["stats", "--format", "csv"],
        ["links", "--output-format", "text"], ["--color", "always"], ["--fail-on", "::error::x"], ["explain", "##[x]"],
        ["--select", "##vso[a.b]\n::error::x"], ["--since", "::error::\n::error::"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_writes_a_command(archive: Archive, arguments: list[str]) -> None:
    hostile_archive(archive)
    result = archive.lint(*arguments, *(["."] if arguments[0] != "explain" else []))
    for text in (result.out, result.err):
        own = list(OWN.get(arguments[-1], lambda _: iter(()))(text))
        assert [line for line in commands(text) if line not in own] == []
        # A patch applies, so that it has everything but what a log or terminal acts on.
        assert [char for char in terminal(text) if "--diff" not in arguments or char < "\xa0"] == []


@pytest.mark.skipif(os.name == "nt", reason="as above")
def test_a_patch_with_commands_applies(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-plain.md", GOOD.replace("Rain over", " Rain over"))
    archive.write("_posts/2021-05-03-##vso[a.b].md", GOOD.replace("Rain over", " Rain over"))
    for at, text in enumerate(TEXTS):
        archive.write(
            f"_posts/2021-05-03-{at}.md",
            GOOD.replace("Rain over", " Rain over").replace("---\n<div>", f"---\n{text}\n<div>"),
        )
    patch = archive.lint("--isolated", "--select", "FMT008", "--diff", "_posts").out
    assert commands(patch) == []
    assert '\n+title: "Rain over' in patch
    before = {path: path.read_bytes() for path in Path("_posts").iterdir()}
    git = ["git", "apply", "-p1"]
    subprocess.run(git, input=patch.encode("utf-8", "surrogateescape"), check=True)
    applied = {path: path.read_bytes() for path in before}
    subprocess.run([*git, "-R"], input=patch.encode("utf-8", "surrogateescape"), check=True)
    assert {path: path.read_bytes() for path in before} == before
    archive.lint("--isolated", "--select", "FMT008", "--fix", "_posts")
    assert {path: path.read_bytes() for path in before} == applied != before


def test_nothing_is_written_elsewhere() -> None:
    """Only these write to standard output and standard error."""
    allowed = {
        "cli/output.py",
        "cli/progress.py",
        "primitives/interrupts.py",
        "testing/__main__.py",
    }
    root = Path(lint.__file__).parent
    for path in root.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        found = {call for call in calls if call in WRITERS or call.startswith(("sys.stdout.", "sys.stderr."))}
        found -= {"sys.stdout.isatty", "sys.stderr.isatty", "sys.stdout.fileno", "sys.stderr.fileno"}
        assert not found or path.relative_to(root).as_posix() in allowed, (path, found)
