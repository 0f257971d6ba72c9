"""The commands in the tutorial and the how-tos print what the pages show."""

from pathlib import Path

import pytest

from tools.shown_commands import NEW_FOLDER, PAGES, rewritten

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_the_page_shows(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert rewritten(text) == text


@pytest.mark.parametrize("folder", ["docs", "docs/how-to"])
def test_each_page_that_makes_an_archive_is_tried(folder: str) -> None:
    for path in (ROOT / folder).glob("*.md"):
        if '```md title="' in path.read_text("utf-8"):
            assert path.relative_to(ROOT).as_posix() in PAGES


def test_what_a_command_prints_now_is_written_in_its_place() -> None:
    page = '```txt title="a b.txt"\nrain\n```\n\n```console\n$ cat *\nwind\n$ pwd\n$ nothing 2>/dev/null || echo gone\n```\n'
    assert "$ cat *\nrain\n$ pwd\n/srv/archive\n$ nothing 2>/dev/null || echo gone\ngone\n```" in rewritten(
        page
    )


def test_a_new_folder_is_empty() -> None:
    page = f'```txt title="a.txt"\nrain\n```\n\n{NEW_FOLDER}\n\n```console\n$ ls\na.txt\n```\n'
    assert "$ ls\n```" in rewritten(page)
