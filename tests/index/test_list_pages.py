"""Links to a page of a list, such as `/page/9/`: there are as many as the posts fill."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Archive
from tests.index.conftest import every_way

JEKYLL = "plugins: [jekyll-paginate]\npaginate: 5\n"
HUGO = "paginate = 5\n"
HEXO = "title: Rain\nper_page: 5\n"
HEXO_PACKAGE = '{"dependencies": {"hexo": "7", "hexo-generator-index": "4", "hexo-generator-archive": "2"}}'
LIST = "layouts/_default/list.html"
PLAIN_LIST = "{{ range (.Paginate .Pages).Pages }}{{ .Title }}{{ end }}"


def pages(*paths: str) -> str:
    """Return a post with links to pages."""
    links = "\n".join(f"[there]({path})" for path in paths)
    return f"---\ntitle: Rain\ndate: 2021-05-03\n---\n{links}\n"


def write(archive: Archive, posts: str, count: int, *paths: str) -> None:
    """Write some posts, of which the first has links."""
    for number in range(count):
        archive.write(posts.format(number), pages(*(paths if number == 0 else ())))


@pytest.fixture
def site(archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive; times count at once."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    return archive


def missed(archive: Archive) -> list[str]:
    """Return the links that lead to no page."""
    return [text for code, text in every_way(archive) if code == "ARC008"]


@pytest.mark.parametrize(
    ("files", "posts", "there", "beyond"),
    [
        (
            {"_config.yml": JEKYLL},
            "_posts/2021-05-0{}-rain.md",
            ["/page2/"],
            ["/page3/", "/page9/index.html"],
        ),
        (
            {"_config.yml": f"{JEKYLL}paginate_path: /old/:num\n"},
            "_posts/2021-05-0{}-rain.md",
            ["/old/2/"],
            ["/old/3/"],
        ),
        (
            {"hugo.toml": HUGO, LIST: PLAIN_LIST},
            "content/posts/{}.md",
            ["/posts/page/1/", "/posts/page/2/", "/page/2/"],
            ["/posts/page/3/", "/page/3/"],
        ),
        (
            {"hugo.toml": "[pagination]\npagerSize = 5\npath = 'seite'\n"},
            "content/posts/{}.md",
            ["/posts/seite/2/"],
            ["/posts/seite/3/"],
        ),
        ({"hugo.toml": "", LIST: PLAIN_LIST}, "content/posts/{}.md", ["/posts/page/1/"], ["/posts/page/2/"]),
        (
            {"hugo.toml": "", LIST: "{{ range (.Paginator 4).Pages }}{{ end }}"},
            "content/posts/{}.md",
            ["/posts/page/2/"],
            ["/posts/page/3/"],
        ),
        (
            {"_config.yml": HEXO, "package.json": HEXO_PACKAGE},
            "source/_posts/{}.md",
            ["/page/2/", "/archives/page/2/", "/archives/2021/page/2/"],
            ["/page/3/", "/archives/page/3/"],
        ),
    ],
)
def test_a_page_beyond_the_last_is_reported(
    site: Archive, files: dict[str, str], posts: str, there: list[str], beyond: list[str]
) -> None:
    for name, text in files.items():
        site.write(name, text)
    write(site, posts, 7, *there, *beyond)
    assert missed(site) == beyond


def test_posts_that_come_and_go_count(site: Archive) -> None:
    site.write("hugo.toml", HUGO)
    write(site, "content/posts/{}.md", 5, "/posts/page/2/")
    assert missed(site) == ["/posts/page/2/"]
    site.write("content/posts/snow.md", pages())
    assert missed(site) == []
    Path("content/posts/snow.md").unlink()
    assert missed(site) == ["/posts/page/2/"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/posts/snow.adoc", "= Snow\n"),
        ("content/posts/snow.pdc", "Snow\n"),
        ("content/posts/vendor/snow.md", "---\ntitle: Snow\n---\n"),
        ("content/posts/_content.gotmpl", "{{ .AddPage . }}"),
        ("lint.toml", "exclude = ['content/posts/4.md']\n"),
        (LIST, "{{ range (.Paginate .Pages $size).Pages }}{{ end }}"),
        (LIST, "{{ range (.Paginate .Pages .Site.Params.size).Pages }}{{ end }}"),
        (LIST, "{{ range (.Paginate .Pages 1).Pages }}{{ end }}"),
        (LIST, "{{ range (.Paginate (where .Site.Pages `Type` `rain`)).Pages }}{{ end }}"),
        (LIST, "{{ range (.Paginate (where (index .Pages 1) `Type` `rain`)).Pages }}{{ end }}"),
        (LIST, "{{ $n := 2 }}{{ range ($n | .Paginate .Pages).Pages }}{{ end }}"),
        (LIST, "{{ $all := .Pages | append .RegularPages }}{{ range (.Paginate .Pages).Pages }}{{ end }}"),
        ("layouts/partials/all.html", "{{ return site.Pages }}"),
        ("content/snow/_index.md", "---\nurl: /posts/\n---\n"),
        ("hugo.toml", "paginate = 5\n[languages.de.taxonomies]\nort = 'posts'\n"),
        ("hugo.toml", "theme = 'elsewhere'\n"),
        ("hugo.toml", "paginate = '5'\n"),
        ("hugo.toml", "[[module.mounts]]\nsource = '../snow'\ntarget = 'content'\n"),
    ],
)
def test_a_list_that_may_have_more_is_not_judged(site: Archive, name: str, text: str) -> None:
    site.write("hugo.toml", HUGO)
    write(site, "content/posts/{}.md", 5, "/posts/page/2/")
    site.write(name, text)
    assert missed(site) == []


@pytest.mark.parametrize("configuration", ["paginate = 20\n", "[pagination]\npagerSize = 20\n"])
def test_a_size_that_some_versions_of_hugo_do_not_read_is_not_certain(
    site: Archive, configuration: str
) -> None:
    site.write("hugo.toml", configuration)
    write(site, "content/posts/{}.md", 11, "/posts/page/2/", "/posts/page/3/")
    assert missed(site) == ["/posts/page/3/"]


def test_more_templates_than_are_read_are_not_told(site: Archive) -> None:
    site.write("hugo.toml", HUGO)
    write(site, "content/posts/{}.md", 5, "/posts/page/2/")
    for number in range(500):
        site.write(f"layouts/_partials/{number:03}.html", "")
    assert missed(site) == []


@pytest.mark.parametrize(
    ("configuration", "name"),
    [
        (JEKYLL, "_posts/2021-05-09-snow.txt"),
        (f"{JEKYLL}include: [.old]\n", ".old/_posts/2021-05-09-snow.md"),
        (f"plugins: [jekyll-paginate]\npaginate: 0x{'f' * 5000}\n", "_posts/2021-05-09-snow.txt"),
    ],
)
def test_posts_of_jekyll_that_are_not_counted_may_be_listed(
    site: Archive, configuration: str, name: str
) -> None:
    site.write("_config.yml", configuration)
    site.write(name, pages())
    write(site, "_posts/2021-05-0{}-rain.md", 5, "/page2/")
    assert missed(site) == []


def test_paths_of_pagination_are_written_as_hugo_does(site: Archive) -> None:
    site.write("hugo.toml", "[pagination]\npath = 'Zur Seite'\n")
    write(site, "content/posts/{}.md", 11, "/posts/zur-seite/2/", "/posts/zur-seite/3/")
    assert missed(site) == ["/posts/zur-seite/3/"]


def test_posts_behind_a_link_may_be_listed(site: Archive) -> None:
    site.write("hugo.toml", HUGO)
    write(site, "content/posts/{}.md", 5, "/page/2/")
    Path("../snow").mkdir()
    os.symlink("../../snow", "content/snow")
    assert missed(site) == []


def test_lists_of_terms_may_have_more_pages_than_posts_fill(site: Archive) -> None:
    site.write("hugo.toml", HUGO)
    write(site, "content/posts/{}.md", 5, "/tags/page/9/")
    assert missed(site) == []


@pytest.mark.parametrize("configuration", ["plugins: [jekyll-paginate-v2]\npaginate: 5\n", "title: Rain\n"])
def test_other_lists_of_jekyll_are_not_judged(site: Archive, configuration: str) -> None:
    site.write("_config.yml", configuration.replace("title", "plugins: [jekyll-paginate]\ntitle"))
    write(site, "_posts/2021-05-0{}-rain.md", 5, "/page9/")
    assert missed(site) == []
