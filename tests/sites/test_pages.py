"""Pages that are empty by design, error pages of a site's own, and anchors, on sites of several builders."""

from collections.abc import Callable

import pytest

from tests.conftest import Archive
from tests.growth.cost import MOST, growth

SOURCE = "from: https://news.example.org/a/1\n"


@pytest.fixture(autouse=True)
def _source_field(archive: Archive) -> None:
    archive.write("lint.toml", '[roles]\nsource = "from"\n')


def post(front: str, body: str = "") -> str:
    return f"---\ntitle: Rain\ndate: 2021-05-03T10:00:00Z\n{front}---\n{body}"


def severities(archive: Archive, code: str) -> list[str]:
    return [each["severity"] for each in archive.check("--select", code).findings]


@pytest.mark.parametrize(
    "front",
    [
        "permalink: false\n",
        "draft: true\n",
        "published: false\n",
        "template: latest.html\n",
        "layout: gallery\n",
        "type: landing\n",
        "untranslated: true\n",
        "build:\n  render: never\n",
        "_build:\n  render: false\n",
        "redirect_to: /b\n",
        "data: {a: 1}\n",
        "pictures:\n  - {file: a.jpg, by: Keeper}\n",
        "comments:\n  - author: 7\n    content: I have seen it\n",
        f"abstract: {'It rained. ' * 30}\n",
    ],
)
def test_a_page_may_be_empty_by_design(archive: Archive, front: str) -> None:
    archive.write("_posts/2021-05-03-rain.md", post(SOURCE + front))
    assert severities(archive, "HTM001") == []


@pytest.mark.parametrize(
    ("front", "severity"),
    [
        (SOURCE, "warning"),
        (SOURCE + "comments: true\n", "warning"),
        (SOURCE + "layout: post\ntype: post\n", "warning"),
        (SOURCE + "layout: layouts/post.njk\n", "warning"),
        (SOURCE + "build:\n  list: never\n", "warning"),
        (SOURCE + f"description: {'It rained. ' * 30}\n", "warning"),
        ("", "info"),
    ],
)
def test_an_empty_post_is_a_warning_only_if_it_was_copied(
    archive: Archive, front: str, severity: str
) -> None:
    archive.write("_posts/2021-05-03-rain.md", post(front))
    assert severities(archive, "HTM001") == [severity]


def test_a_sites_own_error_page_is_none_that_was_captured(archive: Archive) -> None:
    page = "<h1>Not Found</h1><p>There is no such page.</p>\n"
    archive.write("_config.yml", "")
    archive.write("404.md", f"---\ntitle: 404 Not Found\n{SOURCE}---\n{page}")
    archive.write("docs/errors.md", f"---\ntitle: 404 error\n---\n{page}")
    archive.write("_posts/2021-05-03-a.md", f"---\ntitle: 404 Not Found\n---\n{page}")
    archive.write("_posts/2021-05-03-b.md", f"---\ntitle: 404 Not Found\n{SOURCE}---\n{page}")
    found = archive.check("--select", "HTM010").findings
    assert [each["filename"] for each in found] == ["_posts/2021-05-03-b.md"]


@pytest.mark.parametrize(
    ("mark", "folder", "anchors", "missing"),
    [
        ("_config.yml", "_posts", "wind--rain -rain-1 own list hail-1 cafés", "Wind--Rain wind-rain rain-1"),
        ("hugo.toml", "content", "wind--rain -rain-1 own hail-1 cafés", "Wind--Rain wind-rain list"),
        ("astro.config.mjs", "src/content", "wind--rain -rain-1 hail-1 cafés", "wind-rain own"),
        ("docusaurus.config.js", "docs", "wind--rain -rain-1 own hail-1 cafés", "Wind--Rain wind-rain"),
        (".vitepress/config.js", "docs", "wind-rain ☔-rain-1 own hail-1 cafes", "wind--rain cafés"),
        ("pelicanconf.py", "content", "own", "wind-rain wind--rain"),
    ],
)
def test_anchors_are_those_that_the_builder_makes(
    archive: Archive, mark: str, folder: str, anchors: str, missing: str
) -> None:
    archive.write(mark, "")
    headings = (
        "## Wind & rain\n\n## ☔ Rain 1\n\n## Ice {#own}\n\n## `Hail`\n\n## [Hail](/hail)\n\n## Cafés\n\n"
    )
    if folder == "_posts":
        headings += "## Snow\n{: #list}\n\n"

    def found(names: str) -> list[str]:
        links = " ".join(f"[x](#{name})" for name in names.split())
        archive.write(f"{folder}/2021-05-03-a.md", post(SOURCE, headings + links + "\n"))
        return [each["message"].split("'")[1] for each in archive.check("--select", "LNK011").findings]

    assert found(anchors) == []
    # What is written in braces counts for an id, whoever reads it.
    assert found(missing) == [name for name in missing.split() if name != "own"]


@pytest.mark.parametrize(
    "anchor", ["wind-and-rain", "Wind-and-rain", "Wind%20and%20rain", "wind_and_rain", "hail_1"]
)
def test_without_a_builder_an_anchor_may_be_any_of_them(archive: Archive, anchor: str) -> None:
    body = f"## Wind and rain\n\n## wind_and_rain\n\n## Hail\n\n## Hail\n\n[x](#{anchor}) [y](#nowhere)\n"
    archive.write("notes/a.md", post(SOURCE, body))
    found = archive.check("--select", "LNK011").findings
    assert [each["message"] for each in found] == ["no element in the post has the id 'nowhere'"]


@pytest.mark.parametrize(
    "heading",
    [
        lambda n: "# [a][b] `c`\n\n" * n + "[b]: /x\n\n" * (n // 5),
        lambda n: "# a" + " " * (20 * n) + "b\n\n",
        lambda n: "# a" + " #" * (10 * n) + " b\n\n",
        lambda n: "# " + "{#a " * (5 * n) + "\n\n",
        lambda n: "# " + "a" * (20 * n) + "{#" + "b" * (20 * n) + "}\n\n",
        lambda n: "# " + "a'" * (10 * n) + "\n\n",
        lambda n: "# " + "x.y" * (10 * n) + "\n\n",
        lambda n: "# " + "~a" * (10 * n) + "<" * (10 * n) + "\n\n",
        lambda n: "{: #x}\n" * (5 * n) + "# a\n\n",
        lambda n: "<h2>a\n" * (2 * n) + "\n\n",
    ],
    ids=range(10),
)
@pytest.mark.slow
@pytest.mark.parametrize(
    "mark", ["_config.yml", "hugo.toml", "eleventy.config.js", ".vitepress/x", "docusaurus.config.js"]
)
def test_hostile_headings_take_linear_time(
    archive: Archive, mark: str, heading: Callable[[int], str]
) -> None:
    archive.write(mark, "/* IdAttributePlugin */" if mark.endswith("js") else "")

    def make(size: int) -> Callable[[], object]:
        text = post(SOURCE, f"{heading(size)}[x](#nowhere-at-all)\n")
        name = archive.write(f"content/_posts/2021-05-03-{size}.md", text)
        return lambda: archive.check("--select", "LNK011", "--no-cache", name)

    assert growth(make, 500) <= MOST
