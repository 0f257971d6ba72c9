"""The rules behind the tables, where a row shows a case of one only by chance."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from tests.builders.reading import STOPS, front_matter_of, stops, tags_of
from tests.builders.test_headings import ids


@pytest.mark.parametrize(
    ("builder", "tags"),
    [("hexo", ["b", "a"]), ("eleventy", ["b", "a"]), ("jekyll", ["b", "a"]), ("hugo", ["a", "b"])],
)
def test_a_repeated_tag_keeps_its_first_place_or_its_last_in_hugo(builder: str, tags: list[str]) -> None:
    assert tags_of(builder, ["b", "a", "b"]) == tags


def test_docusaurus_takes_numbers_for_tags_but_no_booleans() -> None:
    assert tags_of("docusaurus", [2024, 1.5]) == [2024, 1.5]
    assert tags_of("docusaurus", [True]) is None


def test_pelican_reads_the_first_line_of_tags_and_all_lines_of_other_keys() -> None:
    front_matter = front_matter_of("pelican", "Tags: rain\n    wind\nNotes: rain\n\twind\tsnow\n\nText.\n")
    assert front_matter is not None
    assert front_matter.data == {"tags": "rain", "notes": ["rain", "wind    snow"]}


def test_docusaurus_reads_versions_of_the_docs_that_are_listed(tmp_path: Path) -> None:
    path = "versioned_docs/version-2/rain.md"
    assert named("docusaurus")(str(tmp_path)).output(path) == "left out"
    (tmp_path / "versions.json").write_text('["2"]', "utf-8")
    assert named("docusaurus")(str(tmp_path)).output(path) == "page"


@pytest.mark.parametrize(
    ("builder", "content", "fields"),
    [
        ("eleventy", "rain: 1\n\t\n\t# snow\nwind: 2", {"rain": 1, "wind": 2}),
        ("eleventy", "rain: 1\n\twind: 2", STOPS),
        ("eleventy", "rain: |+\n  wet\n\n", {"rain": "wet\n\n"}),
        ("jekyll", "rain: |+\n  wet\n\n", {"rain": "wet\n\n\n"}),
        ("eleventy", "&r rain: 1\nwind: *r", {"rain": 1, "wind": "rain"}),
        ("vitepress", "&r rain: 1\nwind: 2", STOPS),
        ("vitepress", "!!str rain: 1", STOPS),
        ("vitepress", "rain: &r\n  wind: 1\n&s snow: 2", {"rain": {"wind": 1}, "snow": 2}),
        ("hugo", "rain: !!str 0x10\nwind: !!str 2.50", {"rain": "16", "wind": "2.5"}),
        ("hugo", "rain: !!str 1234567.0\nwind: !!str '007'", {"rain": "1.234567e+06", "wind": "007"}),
    ],
)
def test_yaml_of_the_builders_library(builder: str, content: str, fields: object) -> None:
    front_matter = front_matter_of(builder, f"---\n{content}\n---\nText.\n")
    assert front_matter is not None
    assert (STOPS if stops(builder, front_matter) else front_matter.data) == fields


@pytest.mark.parametrize(("fence", "is_removed"), [("---", True), ("+++", False)])
def test_astro_removes_only_what_is_between_two_fences_alike(fence: str, *, is_removed: bool) -> None:
    front_matter = front_matter_of("astro", f"---\ntitle: Rain\n{fence}\nText.\n\n---\n")
    assert front_matter is not None
    assert front_matter.data == {"title": "Rain"}
    assert bool(front_matter.defects) is not is_removed


@pytest.mark.parametrize(
    ("builder", "body", "given"),
    [
        # Hugo takes the first piece of emphasis, links and images, and numbers of characters as they are written.
        ("hugo", "# Rain *in `May` and June* again", ["rain-in--again"]),
        ("hugo", "# [**Rain** and wind](/rain)", ["rain"]),
        ("hugo", "# *Rain \\* wind*", ["rain--wind"]),
        ("hugo", "# &#39;Rain&#39; &amp; wind", ["39rain39--wind"]),
        # Of several ids, some take the first and others the last.
        ("hugo", "# Rain {#r#s}", ["s"]),
        ("hugo", '# Rain {#r title="a #b" id=s}', ["s"]),
        ("pelican", "# Rain {#r .wet #s}", ["s"]),
        ("pelican", "# Rain {#r#s}", ["r#s"]),
        ("vitepress", "# Rain {#r#s}", ["r#s"]),
        # kramdown leaves emphasis in emphasis of its kind, and what is in an element that it does not know.
        ("jekyll", "# **The __rain__ of *May***", ["the-__rain__-of-may"]),
        ("jekyll", "# List<Rain> in __May__", ["list-in-__may__"]),
        ("jekyll", "# List<Rain>a---b</Rain> c---d", ["lista---b-cd"]),
        ("jekyll", "# <b>Rain</b> in __May__", ["rain-in-may"]),
        # An underlined text is a heading only at the beginning of a block.
        ("jekyll", "# Rain\nwind\n---", ["rain"]),
        ("jekyll", "***\nwind\n---", []),
        ("jekyll", "Rain.\n\n{: #w}\nwind\n---", ["w"]),
        ("jekyll", "- wind\n  ---\n- rain", ["wind"]),
        ("jekyll", "> wind\n> ---", ["wind"]),
        # Typographic quotes depend on the character before, also across a `_`.
        ("hexo", '# Rain_"wind"', ["Rain-”wind”"]),
        ("hexo", '# Rain "wind"', ["Rain-“wind”"]),
    ],
)
def test_ids_of_headings(builder: str, body: str, given: list[str]) -> None:
    found = ids(named(builder)("/nowhere"), body)
    assert found is not None
    assert found[0] == given
