"""The terms of Hugo's taxonomies, as Hugo 0.111.3 and 0.168.0 publish them."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.site import Site


def hugo(root: Path, config: str = "") -> Site:
    (root / "hugo.toml").write_text(f"baseURL = 'https://example.org/'\n{config}\n", encoding="utf-8")
    return named("hugo")(str(root))


def terms(site: Site, fields: dict[str, object], path: str = "content/posts/a.md") -> set[str]:
    return {each for each in site.provided(path, fields) if each.startswith("/") and each != "/posts/"}


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("C++", {"c++"}),
        ("Foo Bar", {"foo-bar"}),
        ("a/b", {"a/b"}),
        ("/slash/", {"slash"}),
        ("a.b", {"a.b"}),
        ("\u00dcn\u00ef", {"\u00fcn\u00ef"}),
        ("C#", {"c#"}),
        ("--x", {"--x"}),
        (123, {"123"}),
        (1.5, {"1.5"}),
        (True, {"true"}),
        ("x?y", {"xy"}),
        ("Q: what", {"q-what"}),
        ("it's", {"its"}),
        ("100%", {"100"}),
        ("\u65e5\u672c \u8a9e", {"\u65e5\u672c-\u8a9e"}),
        # The versions differ.
        ("A & B", {"a-b", "a--b"}),
        ("a  b", {"a-b", "a--b"}),
        (" x ", {"x", "-x-"}),
        ("d - e", {"d-e", "d---e"}),
    ],
)
def test_a_term_has_the_address_that_hugo_gives_it(tmp_path: Path, tag: object, names: set[str]) -> None:
    assert terms(hugo(tmp_path), {"tags": [tag]}) == {f"/tags/{name}/" for name in names}


def test_terms_are_those_of_the_taxonomies_of_the_site(tmp_path: Path) -> None:
    fields: dict[str, object] = {
        "Tags": "one",
        "authors": ["A B"],
        "series": {"x": 1},
        "params": {"authors": "C"},
    }
    assert terms(hugo(tmp_path), fields) == {"/tags/one/"}
    site = hugo(tmp_path, "[taxonomies]\nauthor = 'Authors'\nseries = 'series'")
    assert terms(site, fields) == {"/authors/a-b/", "/authors/c/"}


def test_a_section_gives_terms_to_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "content/posts/_index.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ncascade:\n- tags: [rain]\n- params: {tags: wind}\n---\n")
    found = hugo(tmp_path).provided("content/posts/_index.md")
    assert {"/tags/rain/", "/tags/wind/"} < set(found)


def test_terms_of_a_language_have_its_prefix(tmp_path: Path) -> None:
    site = hugo(tmp_path, "[languages.en]\n[languages.fr]")
    assert "/fr/tags/pluie/" in site.provided("content/posts/a.fr.md", {"tags": ["Pluie"]})


def test_a_front_matter_that_contains_itself_ends(tmp_path: Path) -> None:
    cascade: dict[str, object] = {"tags": ["x"]}
    cascade["cascade"] = [cascade] * 1000
    assert terms(hugo(tmp_path), cascade) == {"/tags/x/"}
