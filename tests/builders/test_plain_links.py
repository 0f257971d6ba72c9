"""Links in folders of no known builder, as GitHub shows a repository."""

import pytest

from lint.archive.builders.references import joined, resolved, served, target
from lint.archive.builders.site import Site

FILES = (
    "README.md",
    "docs/README.md",
    "docs/a.md",
    "docs/A b.md",
    "docs/img/x.png",
    "docs/sub/c.md",
    "posts/p.md",
)


def told(url: str, relative: str = "docs/a.md", *, image: bool = False) -> bool | None:
    site = Site()
    found = site.reference(url, relative, None, image=image)
    there = {place for path in FILES for place in (path, *site.provided(path))}
    return None if found is None else not there.isdisjoint(found.places)


@pytest.mark.parametrize(
    "url",
    [
        "a.md", "./a.md", "A%20b.md", "A b.md", "img/x.png", "../README.md", "sub/c.md#x", "sub/", "sub", "../posts/p",
        "..", ".", "../", "../../docs/a/", "/docs/a.md", "/a.md", "#x", "?plain=1", "img/x.png?raw=true", "sub/c.html",
        "../sub/c", "..\\README.md",
    ],
)  # fmt: skip
def test_a_link_is_relative_to_the_file(url: str) -> None:
    assert told(url) is True


@pytest.mark.parametrize(
    "url", ["b.md", "a.txt", "A.md", "img/y.png", "../a.md", "sup/", "/docs/z.md", "../../x.md"]
)
def test_a_link_to_nothing_is_missing(url: str) -> None:
    assert told(url) in (False, None)
    assert told(url) is (None if url == "../../x.md" else False)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.md",
        "//example.org/a",
        "mailto:a@example.org",
        "/img/x.png",
        "/docs/",
        "{{ x }}.md",
        "",
        "%FF.md",
    ],
)
def test_what_cannot_be_told_is_not_judged(url: str) -> None:
    assert told(url) is None


def test_an_anchor_is_decoded() -> None:
    found = Site().reference("a.md#%E4%B8%AD", "docs/a.md", None, image=False)
    assert found is not None
    assert found.anchor == "中"


@pytest.mark.parametrize(
    ("path", "addresses"),
    [
        ("a", ("/docs/a",)),
        ("../a/", ("/a/",)),
        ("../../../a", ()),
        ("..", ("/",)),
        ("/base", ("/",)),
        ("/base/x", ("/x",)),
        ("/basement", ()),
        ("/x", ()),
    ],
)
def test_dots_and_the_base_path_are_resolved_as_a_browser_does(path: str, addresses: tuple[str, ...]) -> None:
    assert resolved(path, "/base", ["/docs/x.html"]) == addresses


def test_a_server_adds_suffixes() -> None:
    assert served("/a") == ("/a", "/a/", "/a.html")
    assert served("/a/") == ("/a/",)
    assert served("/a/index.html") == ("/a/",)


def test_bad_paths_are_linear() -> None:
    assert joined("a", "../" * 1000) is None
    assert target("x" * 5000) is None
    assert resolved("../" * 1300, "", ["/" + "a/" * 1000]) == ("/",)


@pytest.mark.parametrize(
    ("url", "anchor"),
    [
        ("a.md#user-content-x", "x"), ("#user-content-x", "x"), ("a.md?plain=1#L14-L30", ""), ("?plain=1#L14", ""),
        ("a.md#L14", "L14"), ("a.md#x:~:text=rain", "x"), ("a.md#:~:text=rain", ""),
    ],
)  # fmt: skip
def test_an_anchor_is_that_of_the_page_which_github_shows(url: str, anchor: str) -> None:
    found = Site().reference(url, "docs/a.md", None, image=False)
    assert found is not None
    assert found.anchor == anchor


@pytest.mark.parametrize(
    ("place", "hidden"),
    [
        (".github/CONTRIBUTING.md", True), ("docs/.env.example", True), ("/.well-known/security.txt", True),
        ("docs/a.md", False), ("docs/a.b/", False), ("/a/", False),
    ],
)  # fmt: skip
def test_a_hidden_file_may_be_there(place: str, *, hidden: bool) -> None:
    assert Site().may_be_there(place) is hidden
