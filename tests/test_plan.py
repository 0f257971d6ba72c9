"""The plan: what somebody sees of an archive with more findings than anybody reads."""

import os
import re
import subprocess
from collections.abc import Sequence

import pytest
from wcwidth import wcswidth

from lint import Finding, Severity, Source, Span
from lint.primitives.finding import counted, replace
from lint.report import Arguments, Reporter, ReporterError, ReportOptions, Summary, load
from lint.report import plan as plan_module
from lint.report.printable import is_printable
from tests.conftest import GOOD, Archive

LETTER = "Dear reader of the harbour post, the rain has not stopped.\n"
FOOTER = "Read more at [our page](www.harbour.example) every day.\n"
NO_DATE = GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday")


def finding(
    source: Source, code: str, severity: Severity, start: int, end: int, message: str = "it is wrong"
) -> Finding:
    place = (source.position(start), source.position(end))
    fix = {
        "A": replace(Span(start, end), "", "mend"),
        "B": replace(Span(start, end), "", "mend", unsafe=True),
    }
    return Finding(
        code, f"rule-{code.lower()}", message, severity, source.filename, Span(start, end), *place,
        fix.get(code[0]), "",
    )  # fmt: skip


Files = Sequence[tuple[Source, list[Finding]]]


def rendered(reporter: Reporter, files: Files) -> str:
    summary = Summary()
    out = [reporter.begin()]
    for source, findings in files:
        summary.add(findings)
        if findings:
            out.append(reporter.take(reporter.file(source, findings)))
    return "".join([*out, reporter.end(summary)])


def plan(files: Files, *, width: int = 80, few: int = 200, color: bool = False) -> list[str]:
    options = ReportOptions(
        width=width, few=few, color=color, advice=True, arguments=Arguments(paths="posts")
    )
    return rendered(load("plan", options), files).splitlines()


def letters(*kinds: tuple[str, Severity, int], text: str = LETTER) -> list[tuple[Source, list[Finding]]]:
    """Return posts in which each kind of finding is found so many times, once a post."""
    files = []
    for number in range(max(count for _, _, count in kinds)):
        source = Source(f"posts/{number}.md", f"{number} {text}".encode())
        start = len(str(number)) + 6
        found = [
            finding(source, code, severity, start, start + 6)
            for code, severity, count in kinds
            if number < count
        ]
        files.append((source, found))
    return files


def rows(lines: Sequence[str]) -> list[str]:
    return [
        match[1]
        for line in lines
        if (match := re.match(r"(?:error|warning|note) +([A-Z]{3}[0-9]{3}) ", line))
    ]


@pytest.mark.parametrize(("count", "shown"), [(200, True), (201, False)])
def test_up_to_two_hundred_findings_it_is_the_text_report(count: int, shown: bool) -> None:  # noqa: FBT001 - pytest gives it
    files = letters(("AAA001", Severity.WARNING, count))
    options = ReportOptions(width=80, few=200, advice=True)
    text = rendered(load("text", options), files)
    assert (rendered(load("plan", options), files) == text) == shown


def test_asked_for_it_plans_a_few_findings_too() -> None:
    files = letters(("AAA001", Severity.WARNING, 3))
    assert rows(plan(files, few=0)) == ["AAA001"]
    assert plan([(Source("a.md", b"x"), [])], few=0) == ["No findings in 1 file."]


def test_causes_are_ordered_by_severity_then_by_posts() -> None:
    files = letters(
        ("AAA001", Severity.INFO, 300),
        ("CCC001", Severity.WARNING, 90),
        ("BBB001", Severity.ERROR, 5),
        ("AAA001", Severity.ERROR, 7),
        ("CCC002", Severity.WARNING, 120),
    )
    # Thirty more in one post are no more posts.
    source = Source("posts/many.md", b"rain " * 40)
    files.append(
        (source, [finding(source, "CCC001", Severity.WARNING, at * 5, at * 5 + 4) for at in range(40)])
    )
    lines = plan(files)
    assert lines[0] == "12 errors, 250 warnings, 300 notes in 301 of 301 posts"
    assert rows(lines) == ["AAA001", "BBB001", "CCC002", "CCC001", "AAA001"]
    (row,) = (line for line in lines if line.startswith("warning CCC001"))
    assert row.split()[2:] == ["rule-ccc001", "130", "91", "30.2%", "-", "-"]
    (row,) = (line for line in lines if line.startswith("error   BBB001"))
    assert row.split()[2:] == ["rule-bbb001", "5", "5", "1.7%", "-", "5"]


def test_an_example_has_its_place_message_and_excerpt() -> None:
    lines = plan(letters(("AAA001", Severity.ERROR, 201)))
    at = next(number for number, line in enumerate(lines) if "AAA001" in line)
    assert lines[at + 1 : at + 4] == [
        "  posts/0.md:1:8: it is wrong [*]",
        "    1 | 0 Dear reader of the harbour post, the rain has not stopped.",
        "      |        ^^^^^^",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("kinds", [1, 2, 5, 12, 30, 70])
def test_it_fits_and_misses_no_error_or_warning(width: int, kinds: int) -> None:
    severities = list(Severity)
    files = letters(
        *(
            (f"{'ABC'[number % 3]}XY{number:03}", severities[number % 3], 210 - number)
            for number in range(kinds)
        )
    )
    lines = plan(files, width=width)
    text = "\n".join(lines)
    for number in range(kinds):
        if severities[number % 3] is not Severity.INFO:
            assert f"XY{number:03}" in text
    if kinds > 2:
        assert "XY002" in text or re.search(r"[0-9]+ kinds? of notes", text)
    if width >= 80:
        assert len(lines) <= 37
        assert text.count("^^^^") >= min(kinds, 2)  # whatever else there is, the first are shown
    assert max(wcswidth(line) for line in lines if not line.startswith("  lint ")) <= width


def test_what_does_not_fit_is_counted() -> None:
    files = letters(
        *((f"AXY{number:03}", Severity.ERROR, 200 - number) for number in range(10)),
        *((f"CXY{number:03}", Severity.WARNING, 200 - number) for number in range(10)),
        *((f"CXZ{number:03}", Severity.INFO, 3000) for number in range(11)),
    )
    lines = plan(files, width=80)
    (note,) = (line for line in lines if "of notes" in line)
    assert note.startswith("11 kinds of notes: CXZ000 3,000, CXZ001 3,000, ")
    assert len(note) == 80
    assert note.endswith("…")


@pytest.mark.parametrize(
    ("text", "start", "length"),
    [
        (FOOTER, 24, 19),
        ("港口的雨一直下到今天早上都沒有停過，加入會員", 4, 6),
        ("<p>Subscribe to the letter here</p>", 3, 9),
    ],
)
def test_a_text_that_many_posts_have_is_told_as_such(text: str, start: int, length: int) -> None:
    files = []
    for number in range(210):
        has_it = number % 3 == 0
        body = ("x\n" * (number % 7) + text) if has_it else f"{number} is another link than all others here\n"
        source = Source(f"posts/{number}.md", body.encode())
        place = source.text.index(text) + start if has_it else 0
        # Numbers of places are no difference.
        message = counted("it is wrong", number % 4) if has_it else "it is wrong"
        files.append((source, [finding(source, "AAA001", Severity.WARNING, place, place + length, message)]))
    shown = "\n".join(plan(files))
    assert "(the same text in 70 posts)" in shown
    assert text.strip()[:20] in shown
    lines = plan(files[: 3 * 4], few=0)
    assert not any("the same text" in line for line in lines)  # four posts may be chance


def test_what_is_alike_everywhere_is_no_repeated_text() -> None:
    for text in ("---\n", "</div>\n"):
        files = []
        for number in range(210):
            source = Source(f"posts/{number}.md", text.encode())
            files.append((source, [finding(source, "AAA001", Severity.WARNING, 0, len(text) - 1)]))
        assert not any("the same text" in line for line in plan(files))
    whole = [(source, [found[0]._replace(span=Span(0, 0))]) for source, found in files]
    assert not any("the same text" in line for line in plan(whole))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "_MOST_TEXTS", 100)
    reporter = load("plan", ReportOptions(few=200))
    assert isinstance(reporter, plan_module.PlanReporter)
    summary = Summary()
    for number in range(2000):
        text = LETTER if number % 2 else f"{number} is the number of another letter\n"
        source = Source(f"posts/{number}.md", text.encode())
        found = [finding(source, "AAA001", Severity.WARNING, 5, 11)]
        summary.add(found)
        reporter.take(reporter.file(source, found))
        assert len(vars(reporter)["_posts"]) <= 101
    assert vars(reporter)["_files"] == []
    text = reporter.end(summary)
    assert "(the same text in at least 1,000 posts)" in text
    # A post with a hundred thousand findings, all different.
    source = Source("posts/one.md", ("rain over the harbour\n" * 100).encode())
    found = [finding(source, "AAA001", Severity.WARNING, at, at + 3, str(at)) for at in range(2000)]
    assert len(reporter.file(source, found)) < 50_000


def test_wide_characters_and_controls_keep_within_the_terminal() -> None:
    files = []
    for number in range(201):
        source = Source(
            f"帖子/{'港口的雨' * 12}{number}\x1b[2J.md", f"{'雨' * 90}\u202e link {'港' * 90}".encode()
        )
        found = finding(source, "AAA001", Severity.WARNING, 90, 140, f"{'雨水' * 40}\x1b[2J it is wrong")
        files.append((source, [found]))
    for width in (80, 120):
        lines = plan(files, width=width)
        assert all(map(is_printable, lines))
        assert max(map(wcswidth, lines)) <= width


def test_colours_are_for_those_who_want_them() -> None:
    files = letters(("AAA001", Severity.ERROR, 201), ("CCC001", Severity.INFO, 20))
    painted = plan(files, color=True)
    assert any("\x1b[1;31mAAA001\x1b[0m" in line for line in painted)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in painted] == plan(files)


def commands(lines: Sequence[str]) -> list[str]:
    return [match[1] for line in lines if (match := re.match(r"  (lint .*?)(?:  |$)", line))]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ("AC", ["lint --fix posts", "lint explain CXY001", "lint baseline posts"]),
        ("A", ["lint --fix posts", "lint explain AXY000", "lint baseline posts"]),
        ("BC", ["lint --unsafe-fixes --diff posts", "lint explain BXY000", "lint baseline posts"]),
        (
            "C",
            [
                "lint explain CXY000",
                "lint --output-format concise posts | grep CXY000",
                "lint baseline posts",
            ],
        ),
    ],
)
def test_three_commands_come_next(kinds: str, expected: list[str]) -> None:
    files = letters(*((f"{kind}XY{at:03}", Severity.WARNING, 210 - at) for at, kind in enumerate(kinds)))
    assert commands(plan(files)) == expected


def test_the_commands_are_for_what_was_linted(archive: Archive) -> None:
    for number in range(3):
        archive.write(f"my posts/{number}.md", NO_DATE)
    archive.write("lint.toml", "")
    options = ("--isolated", "--select", "DTE,TAG", "--output-format", "plan")
    lines = archive.lint(*options, "my posts").out.splitlines()
    chosen = "--select DTE,TAG --isolated 'my posts'"
    assert commands(lines) == [
        "lint explain DTE001",
        f"lint --output-format concise {chosen} | grep DTE001",
        f"lint baseline {chosen}",
    ]
    assert archive.lint("baseline", "--select", "DTE,TAG", "--isolated", "my posts").code == 0
    many = [archive.write(f"my posts/{'x' * 40}{number}.md", NO_DATE) for number in range(3)]
    lines = archive.lint("--no-baseline", *options, *many).out.splitlines()
    assert commands(lines)[-1] == f"lint baseline --select DTE,TAG --isolated '{many[0]}' …"
    archive.lint("--no-baseline", *options, "--output-file", "plan.txt", "my posts")
    assert "lint explain" in (archive.root / "plan.txt").read_text(encoding="utf-8")
    result = archive.command(*options, "-", "--stdin-filename", "x.md", data=NO_DATE.encode())
    assert "lint explain" not in result.out
    assert result.code == 1


@pytest.mark.parametrize(
    "folder", ["my $(posts)", "-rain", "it's", "r\x1b[31m\u202e雨1", "港口", "a\nb\\c", "1\x7f2"]
)
def test_a_shell_reads_the_folder_of_the_commands(archive: Archive, folder: str) -> None:
    archive.write(f"{folder}/2021-05-03-a.md", NO_DATE)
    lines = archive.lint(
        "--isolated", "--select", "DTE", "--output-format", "plan", "--", folder
    ).out.splitlines()
    assert all(map(is_printable, lines))
    command = commands(lines)[-1]
    words = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {command}"],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    ).stdout
    assert os.path.normpath(os.fsdecode(words).split("\0")[-2]) == folder
    # What they do is aligned, or below a command that is long.
    purposes = {wcswidth(line[: line.rindex("  ")]) for line in lines if line.startswith("  lint ")}
    assert len(purposes - {0}) <= 1


def test_the_baseline_is_mentioned_once(archive: Archive) -> None:
    archive.write("_posts/2021-05-03-a.md", NO_DATE)
    archive.lint("baseline", "--isolated", "_posts")
    archive.write("_posts/2021-05-03-b.md", NO_DATE)
    result = archive.lint("--select", "DTE", "--output-format", "plan", "_posts")
    assert "1 more finding in the baseline" in result.out
    assert "baseline" not in result.err


def test_after_fixes_it_says_what_was_fixed_and_asks_for_other_things() -> None:
    files = letters(("AAA001", Severity.WARNING, 5), ("BBB001", Severity.WARNING, 3))
    reporter = load("plan", ReportOptions(width=80, advice=True))
    summary = Summary()
    for source, findings in files:
        summary.add(findings)
        reporter.take(reporter.file(source, findings))
    summary.fixed, summary.fixed_files = 4, 2
    lines = reporter.end(summary).splitlines()
    assert lines[1] == "fixed 4 findings in 2 posts"
    assert commands(lines) == ["lint --unsafe-fixes --diff", "lint explain BBB001", "lint baseline"]
    summary.unfixed = [("posts/0.md", "it is read-only")]
    lines = reporter.end(summary).splitlines()
    assert commands(lines)[:2] == [
        "lint explain BBB001",
        "lint --output-format concise | grep BBB001",
    ]


class Terminal:
    """Makes the program believe that somebody looks."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("lint.cli.reports.sys.stdout.isatty", lambda: True)
        for name in ("CI", "TERM"):
            monkeypatch.delenv(name, raising=False)


@pytest.fixture
def flood(archive: Archive) -> Archive:
    for number in range(205):
        archive.write(f"_posts/2021-05-03-{number}.md", NO_DATE)
    return archive


def test_only_who_looks_gets_a_plan(flood: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("--isolated", "--select", "DTE001", "_posts")
    assert len(flood.lint(*options).out.splitlines()) > 600
    Terminal(monkeypatch)
    result = flood.lint(*options)
    assert (result.code, len(result.out.splitlines()) < 20) == (1, True)
    assert "error   DTE001" in result.out
    for more in (
        ["--output-format", "text"],
        ["--output-format", "concise"],
        ["--output-file", "out.txt"],
    ):
        flood.lint(*more, *options)
        assert not rows(flood.lint(*more, *options).out.splitlines())
    for name, value in (("CI", "true"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
        assert len(flood.lint(*options).out.splitlines()) > 600
        monkeypatch.delenv(name)
    few = [f"_posts/2021-05-03-{number}.md" for number in range(3)]
    assert flood.lint(*options[:-1], *few).out.startswith("_posts/2021-05-03-0.md\n")


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_after_fixes_who_looks_gets_a_plan_of_what_is_left(
    flood: Archive, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    flood.write("_posts/2021-05-03-wrong.md", GOOD.replace("harbour", "harbour "))
    Terminal(monkeypatch)
    result = flood.lint(option, "--isolated", "--select", "DTE001,FMT008", "_posts")
    assert (result.code, len(result.out.splitlines()) < 20) == (1, True)
    assert "205 errors, 0 warnings, 0 notes in 205 of 206 posts\nfixed 1 finding in 1 post\n" in result.out
    assert "FMT008 title-whitespace" not in result.out
    assert f"lint {option}" not in result.out


def test_the_cache_and_other_processes_change_nothing(
    flood: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    Terminal(monkeypatch)
    options = ("--select", "DTE,TAG", "_posts")
    plain = flood.lint("--no-cache", "--jobs", "1", *options)
    assert "DTE001" in plain.out
    assert flood.lint("--no-cache", "--jobs", "2", *options) == plain
    for more in ([], [], ["--output-format", "text"], []):
        result = flood.lint(*more, *options)
        assert (result == plain) == (not more)


def test_a_piece_that_no_run_wrote_is_an_error() -> None:
    for piece in ("x\ny\n", "[1]\n[]\n", '[1, [["AAA001", "error", "", 7]]]\n["a", []]\n'):
        with pytest.raises(ReporterError, match="lint cache clean"):
            load("plan", ReportOptions()).take(piece)
    with pytest.raises(ReporterError, match="lint cache clean"):
        load("statistics", ReportOptions(by="month")).take("[[1]]\n")


POSTS = {
    "2020/rain.md": NO_DATE.replace("It rained.", '<img src="//img.example/a.png">'),
    "2020/wet days/wind.md": GOOD.replace("tags: [ Harbour Post ]", "tags: [ x, x ]").replace(
        "It rained.", '<img src="//img.example/a.png"><a href="http://a.example/?utm_source=x">a</a>'
    ),
    "snow.md": GOOD.replace("2021-05-03", "2019-12-03").replace("[ Harbour Post ]", "[ x, x ]"),
    "sun.md": GOOD,
}
BY = {
    "folder": [("1", "0", "1", "2020"), ("0", "2", "0", "."), ("0", "1", "2", "2020/wet days")],
    "month": [("1", "0", "1", "-"), ("0", "2", "0", "2019-12"), ("0", "1", "2", "2021-05")],
    "source": [("1", "3", "3", "news.example.org")],
    "host": [("1", "3", "0", "-"), ("0", "0", "2", "img.example"), ("0", "0", "1", "a.example")],
}


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("more", [(), ("--statistics",), ("--output-format", "statistics"), ("--jobs", "2")])
def test_findings_are_counted_by_what_they_belong_to(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, by: str, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    for name, text in POSTS.items():
        archive.write(name, text)
    archive.write("lint.toml", 'select = ["DTE001", "TAG002", "IMG004", "LNK010"]\n')
    results = [archive.lint(*more, "--by", by, *cache, ".") for cache in ((), (), ("--no-cache",))]
    assert results[0] == results[1] == results[2]
    assert results[0].code == 1
    head, *table, total = results[0].out.splitlines()
    assert " ".join(head.split()) == f"errors warnings notes findings files share safe unsafe {by}"
    cells = [line.split(maxsplit=8) for line in table]
    assert [(*row[:3], row[8]) for row in cells] == BY[by]
    assert all(int(row[3]) == sum(map(int, row[:3])) for row in cells)
    assert sum(int(row[6]) + int(row[7]) for row in cells) == 6
    assert total == "7 findings in 4 files"


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("by", ["month", "source", "host"])
def test_a_post_with_nothing_but_what_others_have_too_is_in_its_groups(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    for day in (3, 4):
        archive.write(f"_posts/2021-05-0{day}-a.md", GOOD.replace("05-03T", f"05-0{day}T"))
    archive.write("lint.toml", 'select = ["ARC001"]\n')
    results = [archive.lint("--by", by, *cache, ".") for cache in ((), (), ("--no-cache",))]
    assert results[0] == results[1] == results[2]
    names = [line.split(maxsplit=8)[8] for line in results[0].out.splitlines()[1:-1]]
    assert names == [{"month": "2021-05"}.get(by, "news.example.org")]


def test_counts_by_group_of_staged_posts_and_standard_input(archive: Archive) -> None:
    archive.write("wet/rain.md", NO_DATE)
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=archive.root, check=True)
    result = archive.lint("--isolated", "--select", "DTE001", "--staged", "--by", "folder")
    assert [line.split()[-1] for line in result.out.splitlines()] == ["folder", "wet", "file"]
    arguments = ("-", "--isolated", "--select", "DTE001", "--by")
    for by, name in (("folder", "-"), ("source", "news.example.org"), ("month", "-")):
        result = archive.command(*arguments, by, data=NO_DATE.encode())
        assert result.out.splitlines()[1].split()[-1] == name


def test_by_is_for_statistics(archive: Archive) -> None:
    archive.write("a.md", GOOD)
    for more in (["--output-format", "json"], ["--diff"], ["--statistics", "--output-format", "json"]):
        result = archive.lint("--by", "host", *more)
        assert (result.code, result.out) == (2, "")
    assert "rule" in archive.lint("--by", "rule").out


def test_columns_are_one_word_each(archive: Archive) -> None:
    archive.write("rain.md", POSTS["2020/rain.md"])
    archive.write("wind.md", POSTS["2020/wet days/wind.md"])
    lines = archive.lint("--statistics", "--select", "DTE001,TAG002,IMG004,LNK010").out.splitlines()
    assert [line.split() for line in lines[:-1]] == [
        ["code", "rule", "severity", "findings", "files", "share", "safe", "unsafe"],
        ["DTE001", "date-unparsable", "error", "1", "1", "50.0%", "0", "0"],
        ["TAG002", "tags-empty-or-duplicate", "warning", "1", "1", "50.0%", "1", "0"],
        ["IMG004", "image-protocol-relative", "note", "2", "2", "100.0%", "2", "0"],
        ["LNK010", "tracking-param", "note", "1", "1", "50.0%", "1", "0"],
    ]
    assert len({len(line) for line in lines[:-1]}) == 1
