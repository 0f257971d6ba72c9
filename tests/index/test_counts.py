"""Facts whose values are counted: the same is found for staged content, other files and small archives."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from lint.primitives.fact import MOST_RARE
from lint.primitives.shared import MOST_OTHERS
from lint.rules.tag.written import comparable
from tests.conftest import Archive
from tests.index.conftest import found, post


def tagged(tag: str, source: int = 1) -> str:
    """Return a post with a tag."""
    text = post(source)
    assert "tags: [ Harbour Post ]" in text
    return text.replace("tags: [ Harbour Post ]", f"tags: [ {tag} ]")


def tags(archive: Archive, *arguments: str) -> list[tuple[str, str]]:
    """Return the file and the message of each finding of TAG003."""
    findings = archive.check("--select", "TAG003", *arguments).findings
    return [(each["filename"], each["message"]) for each in findings]


@pytest.fixture
def spelled(archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A site with three posts, of which the last has another spelling of their tag."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write("_config.yml", "title: Rain\n")
    for name, tag in (("a", "Firefox"), ("b", "Firefox"), ("c", "firefox")):
        archive.write(f"_posts/2021-05-03-{name}.md", tagged(tag, ord(name)))
    return archive


C = "_posts/2021-05-03-c.md"


def test_the_rarer_spelling_is_reported(spelled: Archive) -> None:
    expected = [(C, "tag `firefox` is spelled `Firefox` in 2 posts")]
    assert tags(spelled, ".") == expected
    assert tags(spelled, C) == expected
    (finding,) = spelled.check("--select", "TAG003", C).findings
    assert [place["filename"] for place in finding["related"]] == ["_posts/2021-05-03-a.md"]


def test_a_spelling_that_becomes_commoner_is_right(spelled: Archive) -> None:
    for name in "xyz":
        spelled.write(f"_posts/2021-05-03-{name}.md", tagged("firefox", ord(name)))
    message = "tag `Firefox` is spelled `firefox` in 4 posts"
    assert tags(spelled, ".") == [(f"_posts/2021-05-03-{name}.md", message) for name in "ab"]
    for name in "cxyz":
        Path(f"_posts/2021-05-03-{name}.md").unlink()
    assert tags(spelled, ".") == []


def test_many_posts_with_one_spelling_do_not_hide_a_commoner_one(spelled: Archive) -> None:
    for number in range(MOST_OTHERS + 5):
        spelled.write(f"_posts/2021-05-04-{number:03}.md", tagged("firefox", 1000 + number))
    for number in range(MOST_OTHERS + 10):
        spelled.write(f"_posts/2021-05-05-{number:03}.md", tagged("FireFox", 2000 + number))
    message = "tag `firefox` is spelled `FireFox` in 110 posts"
    assert tags(spelled, "_posts/2021-05-04-000.md") == [("_posts/2021-05-04-000.md", message)]
    assert len(tags(spelled, ".")) == 2 + 1 + MOST_OTHERS + 5


def test_staged_content_is_counted_instead_of_the_file(spelled: Archive) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    spelled.write("_posts/2021-05-03-a.md", tagged("firefox", 1))
    subprocess.run(["git", "add", "."], check=True)
    spelled.write("_posts/2021-05-03-a.md", tagged("Firefox", 1))
    message = "tag `Firefox` is spelled `firefox` in 2 posts"
    assert tags(spelled, "--staged", ".") == [("_posts/2021-05-03-b.md", message)]
    assert tags(spelled, ".") == [(C, "tag `firefox` is spelled `Firefox` in 2 posts")]


def test_the_fix_keeps_the_quotes(spelled: Archive) -> None:
    spelled.write(C, tagged("'firefox', \"FIREFOX\"", 3))
    spelled.lint("--select", "TAG003", "--fix", "--unsafe-fixes", C)
    assert "tags: [ 'Firefox', \"Firefox\" ]" in Path(C).read_text("utf-8")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Open Data", "opendata", True),
        ("open-data", "Open_Data", True),
        ("廣東話", "广东话", True),
        ("ＡＢＣ", "abc", True),
        ("Straße", "STRASSE", True),
        ("C", "C++", False),
        ("C#", "C", False),
        ("Web 2.0", "Web 20", False),
        ("1-0", "10", False),
        ("2020 2021", "20202021", False),
        ("résumé", "resume", False),
    ],
)
def test_what_spellings_are_one_name(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a parameter
    assert (comparable(one) == comparable(other)) is same


def test_two_spellings_that_the_builder_joins_are_one(spelled: Archive) -> None:
    Path("_config.yml").unlink()
    spelled.write("hugo.toml", 'baseURL = "https://x.example/"\n')
    for name, tag in (("a", "Open Data"), ("b", "Open Data"), ("c", "open-data"), ("d", "opendata")):
        spelled.write(f"content/{name}.md", f"---\ntitle: Rain {name}\ntags: [ {tag} ]\n---\nIt rained.\n")
    assert tags(spelled, "content") == [("content/d.md", "tag `opendata` is spelled `open-data` in 3 posts")]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_boilerplate_is_one_finding_at_the_first_post(archive: Archive, indexed: None, jobs: str) -> None:
    archive.write("_config.yml", "title: Rain\n")
    footer = "Read more of this every Friday in the newsletter of the Harbour News."
    for number in range(25):
        text = f"It rained on {number} days of the month. " * 4 + f"\n\n{footer}"
        archive.write(
            f"_posts/2021-05-{number + 1:02}-x{number}.md", post(number + 1, f"Rain {number}", text)
        )
    first = "_posts/2021-05-01-x0.md"
    assert found(archive, "--jobs", jobs, ".") == [("ARC016", first, [])]
    assert found(archive, first) == [("ARC016", first, [])]
    assert found(archive, "_posts/2021-05-02-x1.md") == []
    Path(first).unlink()
    assert found(archive, ".") == [("ARC016", "_posts/2021-05-02-x1.md", [])]


def sentences(*numbers: int) -> str:
    """Return a text of some sentences."""
    return " ".join(f"On day {number} it rained in the harbour for {number} hours." for number in numbers)


def test_a_text_is_near_to_another_one_and_not_to_what_many_share(archive: Archive, indexed: None) -> None:
    archive.write("_config.yml", "title: Rain\n")
    a, b = "_posts/2021-05-01-a.md", "_posts/2021-05-02-b.md"
    archive.write(a, post(1, "Rain", sentences(*range(20))))
    archive.write(b, post(2, "Sun", sentences(*range(19), 50)))
    archive.write("_posts/2021-05-03-c.md", post(3, "Wind", sentences(*range(7), *range(60, 73))))
    assert found(archive, ".") == [("ARC015", a, [b]), ("ARC015", b, [a])]
    (finding,) = archive.check("--select", "ARC015", a).findings
    assert "% of the sentences are also those of" in finding["message"]
    for number in range(4, 10):
        text = sentences(*range(19), number * 100)
        archive.write(f"_posts/2021-05-{number:02}-x{number}.md", post(number, f"Day {number}", text))
    assert found(archive, ".") == []


@pytest.mark.parametrize(("posts", "reported"), [(MOST_RARE, True), (MOST_RARE + 1, False)])
def test_a_source_that_very_many_posts_have_is_no_article(
    archive: Archive,
    indexed: None,
    posts: int,
    reported: bool,  # noqa: FBT001 - a parameter
) -> None:
    archive.write("_config.yml", "title: Rain\n")
    for number in range(posts):
        archive.write(
            f"_posts/2021-05-03-{number:02}.md", post("https://api.example.org/feed", f"Rain {number}")
        )
    codes = [code for code, _, _ in found(archive, "_posts/2021-05-03-00.md")]
    assert codes == ["ARC001"] * reported
    assert len(found(archive, ".")) == posts * reported


def test_equal_texts_are_not_reported_if_they_are_boilerplate(archive: Archive, indexed: None) -> None:
    archive.write("_config.yml", "title: Rain\n")
    for number in range(8):
        # Nearly all is the same everywhere, and two posts have the same ending by chance.
        text = f"{sentences(*range(6))} #{'rain' if number < 2 else f'rain{number}'}"
        archive.write(
            f"_posts/2021-05-{number + 1:02}-x{number}.md", post(number + 1, f"Rain {number}", text)
        )
    assert found(archive, ".") == []
    a, b = archive.write("_posts/a.md", post(20, "A", sentences(50, 51, 52, 53, 54, 55))), "_posts/b.md"
    archive.write(b, post(21, "B", sentences(50, 51, 52, 53, 54, 55)))
    assert [each for each in found(archive, ".") if each[0] == "ARC004"] == [
        ("ARC004", a, [b]),
        ("ARC004", b, [a]),
    ]
