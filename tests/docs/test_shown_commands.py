"""The commands in the pages print what the pages show."""

import re
from pathlib import Path

import pytest

from tools.shown_commands import ELSEWHERE, NEW_FOLDER, NOT_RUN, pages, rewritten

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
@pytest.mark.parametrize("page", pages())
def test_commands_print_what_the_page_shows(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert rewritten(text) == text


def test_each_page_with_commands_is_tried() -> None:
    tried = {*pages(), *ELSEWHERE}
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        name = path.relative_to(ROOT).as_posix()
        # The examples in the rules' manuals are tests of their own.
        if not name.startswith("docs/rules/") and re.search(
            r"^`{3,}(console|sh)\b", path.read_text("utf-8"), re.MULTILINE
        ):
            assert name in tried
    for reason in ELSEWHERE.values():
        assert (ROOT / reason.partition(",")[0]).exists()


def test_what_is_not_run_is_shown_somewhere() -> None:
    shown = "".join((ROOT / name).read_text("utf-8") for name in pages())
    for begin in NOT_RUN:
        assert re.search(rf"^(\$ )?{re.escape(begin)}", shown, re.MULTILINE), begin


def test_a_command_that_is_not_run_keeps_what_it_prints() -> None:
    page = "```console\n$ datasette a.db\nwind\n$ echo rain\n```\n"
    assert rewritten(page) == "```console\n$ datasette a.db\nwind\n$ echo rain\nrain\n```\n"


def test_a_command_without_output_must_not_fail() -> None:
    assert rewritten("```sh\n# rain\n\nfalse  # says no\n```\n") == "```sh\n# rain\n\nfalse  # says no\n```\n"
    with pytest.raises(ValueError, match="`lint --rain` ended with exit code 2"):
        rewritten("```sh\nlint --rain\n```\n")


def test_an_archive_has_a_name() -> None:
    page = "<!-- a new folder: pages -->\n```console\n$ ls\n```\n"
    assert "$ ls\ndocs\nlint.toml\n" in rewritten(page)
    with pytest.raises(ValueError, match="there is no archive 'rain'"):
        rewritten("<!-- a new folder: rain -->\n")


def test_the_shell_of_sqlite_is_played() -> None:
    page = "```console\n$ sqlite3 a.db \"SELECT 1, NULL, 'rain'\"\n```\n"
    assert "1||rain\n" in rewritten(page)


def test_what_a_command_prints_now_is_written_in_its_place() -> None:
    page = '```txt title="a b.txt"\nrain\n```\n\n```console\n$ cat *\nwind\n$ pwd\n$ nothing 2>/dev/null || echo gone\n```\n'
    assert "$ cat *\nrain\n$ pwd\n/srv/archive\n$ nothing 2>/dev/null || echo gone\ngone\n```" in rewritten(
        page
    )


def test_a_new_folder_is_empty() -> None:
    page = f'```txt title="a.txt"\nrain\n```\n\n{NEW_FOLDER}\n\n```console\n$ ls\na.txt\n```\n'
    assert "$ ls\n```" in rewritten(page)
