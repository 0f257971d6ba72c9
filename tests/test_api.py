"""The Python API: its names, its page, and archives that answer many questions."""

import doctest
import gc
import io
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import get_type_hints

import pytest

import lint
from lint import Archive, Config, UncheckedError, UserError, fix_text, lint_paths, lint_text, write_report
from tests.conftest import GOOD
from tests.conftest import Archive as Folder

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
RAIN, AGAIN = "_posts/2021-05-03-rain.md", "_posts/2021-05-03-rain-again.md"
WRONG = GOOD.replace("harbour", "harbour ")
# Two posts of one source.
DOUBLES = Config(select=("ARC001", "FMT008"), schema="news-mirror")


def test_the_examples_of_the_page_are_right(archive: Folder) -> None:
    archive.write(RAIN, WRONG)
    archive.write("_posts/2021-06-01-rain-again.md", WRONG.replace("2021-05-03T", "2021-06-01T"))
    page = PAGE.read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", page, re.DOTALL))
    assert page.split("```yaml\n")[1].split("```")[0].strip() in WRONG
    said = io.StringIO()
    test = doctest.DocTestParser().get_doctest(examples, {}, "api.md", str(PAGE), 0)
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.write)
    assert (result.failed, result.attempted > 10) == (0, True), said.getvalue()
    assert json.loads(Path("report.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_each_name_is_listed_typed_and_shown_by_dir() -> None:
    names = PAGE.read_text(encoding="utf-8").split("<!-- names -->")[1]
    listed = {name for row in names.split("\n")[3:] for name in re.findall(r"`(\w+)", row.split(" | ")[0])}
    assert listed == set(lint.__all__)
    assert dir(lint) == sorted(lint.__all__)
    for function in (lint_paths, lint_text, fix_text, write_report, Archive.__init__, Archive.lint):
        assert get_type_hints(function, {**vars(sys.modules[function.__module__])})


def test_importing_it_imports_next_to_nothing() -> None:
    code = "import sys, lint; dir(lint); print([name for name in sys.modules if name.startswith('lint.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout == "['lint.primitives', 'lint.primitives.import_path', 'lint.primitives.version']\n"


def codes(found: "list[lint.Finding]") -> list[str]:
    return [finding.code for finding in found]


def test_a_text_is_fixed_as_the_command_fixes(archive: Folder) -> None:
    archive.write(RAIN, WRONG)
    fixed = fix_text(WRONG, RAIN)
    archive.lint("--fix", RAIN)
    assert fixed.text == Path(RAIN).read_text(encoding="utf-8")
    assert (codes(fixed.applied), fixed.left, fixed.undone) == (["FMT008"], [], [])
    unsafe = GOOD.replace("It rained.", "[rain](mailto:ann@example.org) https://ann@example.org/")
    assert fix_text(unsafe, RAIN).text == unsafe
    assert fix_text(unsafe, RAIN, unsafe=True).text != unsafe
    (wrong,) = fix_text(GOOD.replace("rained", "雨").encode("gb18030"), RAIN).left
    assert wrong.code == "FIL012"
    (undone,) = fix_text(GOOD.replace("Rain over", "Rain \u2028 over"), RAIN, unsafe=True).undone
    assert (undone[0].code, undone[1]) == (
        "FIL011",
        "it would cause a new finding: FMT008 2 spaces in a row in the title; expected one",
    )


@pytest.fixture
def doubles(archive: Folder) -> Folder:
    archive.write(RAIN, WRONG)
    archive.write(AGAIN)
    return archive


def test_an_archive_compares_its_posts(doubles: Folder) -> None:
    with Archive(".", config=DOUBLES) as opened:
        assert opened.filenames == [AGAIN, RAIN]
        found = [(finding.filename, finding.code) for finding in opened.lint()]
        assert {*found} >= {(AGAIN, "ARC001"), (RAIN, "FMT008")}
        assert [(each.filename, each.code) for each in (*opened.lint(AGAIN), *opened.lint(RAIN))] == found
        with pytest.raises(ValueError, match=r"'x.md' is not a post of the archive"):
            opened.lint("x.md")
        Path(AGAIN).unlink()
        with pytest.raises(UncheckedError):
            list(opened.lint(AGAIN))


def test_a_text_counts_instead_of_the_post_and_only_for_its_question(doubles: Folder) -> None:
    other = GOOD.replace("a/1.html", "a/2.html")
    with Archive("_posts", config=DOUBLES) as opened:
        before = list(opened.lint())
        assert codes(opened.lint_text(GOOD, AGAIN)) == ["ARC001"]
        assert codes(opened.lint_text(other, AGAIN)) == []
        assert codes(opened.lint_text(GOOD, "_posts/2021-05-03-new.md")) == ["ARC001"]
        assert codes(opened.lint_text(other.encode(), "_posts/2021-05-03-new.md")) == []
        assert codes(opened.lint_text(GOOD, os.path.abspath("/elsewhere/2021-05-03-new.md"))) == []
        assert list(opened.lint()) == before
    assert Path(AGAIN).read_text(encoding="utf-8") == GOOD


def test_changes_count_after_a_refresh(doubles: Folder) -> None:
    with Archive(config=DOUBLES) as opened:
        doubles.write("_posts/2021-05-03-third.md")
        assert len(opened.filenames) == 2
        opened.refresh()
        assert "ARC001" in codes(list(opened.lint("_posts/2021-05-03-third.md")))
        doubles.write("_posts/2021-05-03-third.md", GOOD.replace("a/1.html", "a/3.html"))
        opened.refresh()
        assert codes(list(opened.lint("_posts/2021-05-03-third.md"))) == []


def test_what_was_read_is_kept_in_a_folder_of_the_program(doubles: Folder) -> None:
    for _ in range(2):
        with Archive("_posts", config=DOUBLES, folder="kept") as opened:
            assert "ARC001" in codes(list(opened.lint()))
    assert os.listdir("kept")


def test_an_archive_must_be_open_and_closes_all(doubles: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", doubles.write("temporary/x")[:-2])
    closed = Archive("_posts")
    for question in (closed.lint, closed.refresh, lambda: closed.lint_text(GOOD, RAIN)):
        with pytest.raises(ValueError, match="the archive is not open"):
            question()
    with Archive("_posts"):
        assert len(os.listdir("temporary")) == 2
    assert os.listdir("temporary") == ["x"]
    for wrong in (Archive("nowhere"), Archive("_posts", config=Config(select=("XYZ",)))):
        with pytest.raises((FileNotFoundError, UserError)), wrong:
            pass
    assert os.listdir("temporary") == ["x"]


def test_an_archive_answers_in_a_thread(doubles: Folder) -> None:
    found: list[str] = []

    def ask() -> None:
        with Archive("_posts", config=DOUBLES) as opened:
            found.extend(codes(list(opened.lint())))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert "ARC001" in found


def test_a_report_is_what_the_command_writes(doubles: Folder) -> None:
    assert doubles.root
    threshold = gc.get_threshold()
    written = io.StringIO()
    summary = write_report(["."], "jsonl", written, DOUBLES)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {(each["filename"], each["code"]) for each in lines} >= {(RAIN, "FMT008")}
    assert any(each["code"] == "ARC001" for each in lines)
    assert (summary.files, summary.findings) == (2, len(lines))
    assert (gc.get_threshold(), gc.get_freeze_count()) == (threshold, 0)
    assert write_report(["."], "json", "report.json", DOUBLES).findings == len(lines)
    assert json.loads(Path("report.json").read_text(encoding="utf-8")) == lines
    assert write_report(["."], "sqlite", "report.db", DOUBLES).findings == len(lines)
    assert Path("report.db").read_bytes().startswith(b"SQLite format 3")
    assert write_report(["."], "sarif", io.StringIO()).files == 2


def test_a_report_that_fails_leaves_no_file(doubles: Folder) -> None:
    Path("report.json").write_text("before", encoding="utf-8")
    for paths, name in ((["nowhere"], "json"), (["."], "no-format")):
        with pytest.raises((FileNotFoundError, UserError)):
            write_report(paths, name, "report.json")
    with pytest.raises(UserError, match="needs a file"):
        write_report(["."], "sqlite", io.StringIO())
    with pytest.raises(OSError, match="nowhere"):
        write_report(["."], "json", "nowhere/report.json")
    assert Path("report.json").read_text(encoding="utf-8") == "before"
    assert sorted(os.listdir(doubles.root)) == ["_posts", "report.json"]
