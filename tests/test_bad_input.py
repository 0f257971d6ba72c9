"""Input that nobody should have: each gets a clear word, and the rest of the run goes on."""

import errno
import json
import os
import sys

import pytest

from lint import lint_text
from lint.archive import discovery as discover
from tests.conftest import GOOD, Archive

BAD = GOOD.replace("2021-05-03T22:59:03.000Z", "yesterday")
POST = "_posts/2021-05-03-rain.md"


def codes(content: str | bytes) -> list[str]:
    return [finding.code for finding in lint_text(content, POST)]


@pytest.fixture
def beside(archive: Archive) -> Archive:
    """A post with one finding, which every run must still give."""
    archive.write("_posts/2021-05-03-beside.md", BAD)
    return archive


def test_an_unreadable_file(beside: Archive) -> None:
    beside.write(POST)
    os.chmod(POST, 0)
    if os.access(POST, os.R_OK):
        pytest.skip("the superuser reads everything")
    result = beside.check()
    assert (result.code, result.codes) == (2, ["DTE001"])
    assert f"lint: {POST}: not checked: {os.strerror(errno.EACCES)}\n" in result.err


def test_a_file_that_vanishes_between_listing_and_reading(
    beside: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside.write(POST)
    found = discover.find

    def find_then_remove(*arguments: object) -> discover.Discovery:
        result = found(*arguments)  # type: ignore[arg-type]  # what it must refuse
        os.remove(POST)
        return result

    monkeypatch.setattr("lint.cli.shared_arguments.find", find_then_remove)
    result = beside.check()
    assert (result.code, result.codes) == (2, ["DTE001"])
    assert f"lint: {POST}: not checked: {os.strerror(errno.ENOENT)}\n" in result.err


def test_a_folder_that_cannot_be_listed(beside: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    beside.write("_posts/locked/2021-05-03-x.md")
    scandir = os.scandir

    def refuse(path: str = ".") -> object:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "it is locked")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = beside.check()
    assert (result.code, result.codes) == (2, ["DTE001"])
    assert "lint: _posts/locked: not checked: it is locked\n" in result.err


def test_a_loop_of_folders_ends(beside: Archive) -> None:
    os.symlink("..", "_posts/loop")
    result = beside.check()
    assert (result.code, result.codes) == (1, ["DTE001"])


def test_a_pipe_is_not_waited_for(beside: Archive) -> None:
    os.mkfifo(POST)
    result = beside.check(POST, "_posts/2021-05-03-beside.md")
    assert (result.code, result.codes) == (2, ["DTE001"])
    assert "it is not a regular file" in result.err


def test_a_dangling_link_is_reported(beside: Archive) -> None:
    os.symlink("nowhere", POST)
    result = beside.check()
    assert (result.code, result.codes) == (2, ["DTE001"])


def test_a_file_of_100_mb_is_not_read(beside: Archive) -> None:
    with open(POST, "wb") as file:
        file.truncate(100 * 1024 * 1024)
    result = beside.check()
    assert (result.code, result.codes) == (2, ["DTE001"])
    assert "it has 104,857,600 bytes; `max-file-size` is 67,108,864" in result.err


def test_an_empty_file_is_a_missing_front_matter() -> None:
    assert codes("") == ["FMT001"]
    assert codes("\n\n") == ["FMT001"]


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(5000)])
def test_a_binary_file_is_one_finding(data: bytes) -> None:
    assert codes(data) == ["FIL012"]


def test_a_nul_in_a_text_is_a_finding_at_its_place() -> None:
    (finding,) = lint_text(GOOD.replace("It rained", "It\x00rained"), POST)
    assert (finding.code, GOOD.index(" rained")) == ("FIL009", finding.span.start)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("gb18030", "GB18030"),
        ("big5", "BIG5"),
    ],
)
def test_other_encodings_are_named_and_nothing_else_is_reported(encoding: str, name: str) -> None:
    text = GOOD.replace(
        "It rained.", "海港當局宣布，因為大雨，所有渡輪停航一天。安全第一，港務長說，請大家留在家中。" * 3
    )
    if encoding == "gb18030":
        text = text.replace("當局宣布", "当局宣布").replace("因為", "因为").replace("渡輪", "渡轮")
    (finding,) = lint_text(text.encode(encoding), POST)
    assert (finding.code, finding.message) == ("FIL012", f"the file is probably {name}; expected UTF-8")
    assert finding.fix is not None
    assert finding.fix.edits[0].content == text


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_yaml_10_000_levels_deep_is_one_finding(opening: str) -> None:
    (finding,) = lint_text(f"---\nx: {opening * 10_000}\n---\nIt rained.\n", POST)
    assert finding.code == "FMT003"


def test_an_alias_bomb_is_one_finding() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    (finding,) = lint_text("---\n" + "\n".join(lines) + "\n---\nIt rained.\n", POST)
    assert finding.code == "FMT003"
    assert "aliases expand to over 100,000 values" in finding.message


def test_a_line_of_a_megabyte_is_shown_in_a_window(archive: Archive) -> None:
    archive.write(POST, GOOD.replace("It rained.", "雨" * 500_000 + "\x08" + "雨" * 500_000))
    result = archive.lint()
    assert result.code == 1
    assert len(result.out) < 1000


HOSTILE = [
    "2021-05-03-a\nb.md",
    "2021-05-03-a\x08b.md",
    "2021-05-03-a\x1b[31mb.md",
    "2021-05-03-a\udcffb.md",
    "2021-05-03-a::error file=x::b.md",
    "2021-05-03-[a]*?.md",
    "2021-05-03-100%#1.md",
    "-rf.md",
    "2021-05-03-\u202egnp.md",
]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the file system refuses such names")
@pytest.mark.parametrize("output_format", ["text", "concise", "github", "json", "jsonl", "statistics"])
def test_hostile_names_reach_the_report_whole_and_harmless(archive: Archive, output_format: str) -> None:
    for name in HOSTILE:
        archive.write(f"_posts/{name}", BAD)
    result = archive.lint("--select", "DTE001", "--output-format", output_format)
    assert result.code == 1
    for harmful in ("\x08", "\x1b", "\u202e"):
        assert harmful not in result.out
    if output_format in ("json", "jsonl"):
        records = (
            json.loads(result.out) if output_format == "json" else map(json.loads, result.out.splitlines())
        )
        assert sorted(record["filename"] for record in records) == sorted(
            f"_posts/{name}" for name in HOSTILE
        )
    if output_format in ("concise", "github"):
        assert len(result.out.splitlines()) == len(HOSTILE)
        assert not any(line.startswith("::error file=x") for line in result.out.splitlines())


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the file system refuses such names")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_given_is_that_file(archive: Archive, name: str) -> None:
    archive.write(f"_posts/{name}", BAD)
    archive.write("_posts/2021-05-03-a.md", BAD)
    assert len(archive.check("--select", "DTE001", f"_posts/{name}").findings) == 1


def test_escape_sequences_in_a_file_do_not_reach_the_terminal(archive: Archive) -> None:
    archive.write(POST, BAD.replace("yesterday", '"\\e[2J\\u202e\x9b31m yesterday"'))
    result = archive.lint("--color", "always")
    assert "\x1b[2J" not in result.out
    assert "\x9b" not in result.out
    assert "\u202e" not in result.out
