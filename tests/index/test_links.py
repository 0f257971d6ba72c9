"""What the user names decides which links are followed; what is known of an archive does not mix it up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Archive
from tests.index.conftest import age, found, post

A, LINK, TARGET = "_posts/2021-05-03-a.md", "_posts/2021-05-04-d.md", "archived/2021-05-05-e.md"
ARGUMENTS = (".", "_posts", A, LINK)


@pytest.mark.parametrize("first", ARGUMENTS)
@pytest.mark.parametrize("target", [f"../{TARGET}", "../../elsewhere.md"])
def test_what_was_named_before_does_not_decide_what_is_known(kept: Archive, target: str, first: str) -> None:
    kept.write(TARGET, post(1, "Rain at night"))
    Path("../elsewhere.md").write_text(post(1, "Rain elsewhere"), encoding="utf-8")
    os.symlink(target, LINK)
    # Posts that are no links, for the sample that shows how the archive is written.
    for number in range(10):
        kept.write(f"_posts/2021-05-02-{number}.md", post(10 + number))
    age(*map(str, Path().rglob("*")))
    found(kept, first)
    for each in ARGUMENTS:
        assert found(kept, each) == found(kept, "--no-cache", each)


def test_a_link_out_that_is_named_is_not_what_other_posts_are_compared_with(kept: Archive) -> None:
    Path("../elsewhere.md").write_text(post(3, "Rain elsewhere"), encoding="utf-8")
    os.symlink("../../elsewhere.md", LINK)
    assert kept.check("--select=ARC,DTE", LINK).findings != []  # it is linted
    assert [each for each in found(kept, ".", LINK) if LINK in each[2]] == []


def test_settings_of_folders_that_are_not_linted_are_no_news(
    kept: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write("other/lint.toml", "select = ['ARC']\n")
    kept.write("other/_posts/2021-05-05-e.md", post(5))
    monkeypatch.chdir("_posts")
    for arguments in (("--no-cache",), (), ()):
        assert kept.check(*arguments, os.path.basename(A)).err == ""
