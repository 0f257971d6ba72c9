"""The files of a run, which are kept folder by folder, are those that a list would have, in the same order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.archive import targets as module
from lint.archive.discovery import find
from lint.archive.hints import telling
from lint.archive.targets import Gathered, Place, Target, Targets
from lint.config.nearest import ConfigCache
from tests.conftest import Archive

# Names that sort before and after the slash at the end of a folder's, and of which one begins another.
FOLDERS = ["", "a/", "a/b/", "a/b/c/", "a!/", "ab/", "/", "/a/"]
NAMES = ["a", "a!", "a0", "ab", "b", "b.md", "\udcff", "é"]


def expected(found: list[tuple[Place, list[str]]]) -> list[Target]:
    """Return the files in order, of which the first with a name counts."""
    files: dict[str, Target] = {}
    for place, names in found:
        for name in names:
            target = place.target(name)
            files.setdefault(target.filename, target)
    return [files[name] for name in sorted(files)]


def gathered(found: list[tuple[Place, list[str]]]) -> Targets:
    files = Gathered()
    for place, names in found:
        files.add(place, list(names))
    assert bool(files) == any(names for _, names in found)
    return files.in_order()


PLACES = st.builds(
    lambda shown, top, is_same: Place(shown, shown if is_same else f"./{shown}", top, shown.rstrip("/")),
    st.sampled_from(FOLDERS),
    st.sampled_from(["/x", "/y"]),
    st.booleans(),
)


@given(st.lists(st.tuples(PLACES, st.lists(st.sampled_from(NAMES), unique=True))), st.integers(1, 3))
def test_files_are_in_the_order_of_their_names(found: list[tuple[Place, list[str]]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST", most)
        targets = gathered(found)
        whole = expected(found)
        assert (list(targets), len(targets)) == (whole, len(whole))
        assert list(Targets.of(iter(whole))) == whole


@pytest.mark.parametrize("most", [1, 2, 1000])
def test_files_below_come_between_those_of_a_folder(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", most)
    found = [
        (Place("", "", "/x", ""), ["z.md", "a.md"]),
        (Place("b/", "b/", "/x", "b"), ["2.md", "1.md", "c.md"]),
        (Place("b/c/", "b/c/", "/x", "b/c"), ["1.md"]),
        (Place("b/", "./b/", "/x/b", "./b"), ["1.md", "0.md", "1a.md"]),
        (Place("b/", "b/", "/x", "b"), ["3.md", "2.md"]),
        (Place("d/e/", "d/e/", "/x", "d/e"), []),
    ]
    targets = gathered(found)
    names = ["a.md", "b/0.md", "b/1.md", "b/1a.md", "b/2.md", "b/3.md", "b/c.md", "b/c/1.md", "z.md"]
    assert [target.filename for target in targets] == names
    assert list(targets) == expected(found)
    assert targets[1].path == "./b/0.md"
    assert targets.places() == [("", "/x"), ("./b", "/x/b"), ("b", "/x"), ("b/c", "/x")]
    assert {place: sum(each.size for each in some) for place, some in targets.by_place().items()} == {
        ("", "/x"): 2, ("./b", "/x/b"): 2, ("b", "/x"): 4, ("b/c", "/x"): 1,
    }  # fmt: skip


def test_they_are_taken_as_from_a_list() -> None:
    whole = [Target.at(f"{at // 4}/{at}.md", f"{at // 4}/{at}.md", "/x") for at in range(10)]
    targets = Targets.of(whole)
    assert Targets.of(targets) is targets
    assert [targets[at] for at in range(-10, 10)] == whole + whole
    for part in (slice(2, 9), slice(None), slice(5, 2), slice(20, 30), slice(None, None, -3), slice(1, 8, 2)):
        assert targets[part] == whole[part]
    for at in (10, -11):
        with pytest.raises(IndexError, match=f"there are 10 files, but that at {at} is asked for"):
            targets[at]
    assert (len(Targets()), list(Targets()), Targets()[:3]) == (0, [], [])


def test_a_file_may_be_shown_under_any_name() -> None:
    whole = [Target("standard input", "a/b.md", "/x", "a"), Target.at("b.md", "/x/b.md", "/x")]
    assert list(Targets.of(whole)) == whole


def test_what_is_named_and_found_counts_once_as_it_came_first(archive: Archive) -> None:
    for name in ("b/c.md", "b/a.md", "b.md", "b!/a.md"):
        archive.write(name, "---\ntitle: Rain\n---\n")
    here = os.getcwd()
    found = find(["b/c.md", "b", ".", f"{here}/b/a.md"], ConfigCache()).targets
    assert [(each.filename, each.top) for each in found] == [
        ("b!/a.md", here), ("b.md", here), ("b/a.md", f"{here}/b"), ("b/c.md", here),
    ]  # fmt: skip


@pytest.mark.parametrize(("names", "is_dated"), [("2021-05-{:02}-x.md", True), ("{}.md", False)])
def test_of_many_posts_enough_are_known_to_tell_a_builder(names: str, *, is_dated: bool) -> None:
    others = ["_index.md", "lint.toml", ".git", "content", "x.html"]
    posts = [names.format(at) for at in range(2000)]
    kept = set(telling([*posts, *others]))
    assert kept.issuperset(others)
    assert 3 <= len(kept) - len(others) <= 6
    assert any(name.startswith("2021-") for name in kept) == is_dated
    assert list(telling(posts[:9])) == posts[:9]


@pytest.mark.parametrize(("last", "dialect"), [("2021-05-03-rain.md", "jekyll"), ("rain.md", "plain")])
def test_one_post_of_many_tells_the_builder(
    last: str, dialect: str, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lint.archive.hints._MANY", 3)
    for at in range(9):
        archive.write(f"_posts/{at}.md", "---\ntitle: Rain\n---\n")
    archive.write(f"_posts/{last}", "---\ntitle: Rain\n---\n")
    found = find(["."], ConfigCache())
    assert found.sites is not None
    site = found.sites.of(str(Path.cwd() / "_posts"), os.getcwd(), ConfigCache().for_folder(os.getcwd()))
    assert site.name == dialect
