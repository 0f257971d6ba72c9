"""Which files are read, under which configuration, and which of them are posts."""

import os
from pathlib import Path

import pytest

from lint.archive.discovery import find
from lint.archive.sites import Sites
from lint.config.nearest import ConfigCache
from tests.conftest import GOOD, Archive

PAGE = "# A page\n"


def names(*paths: str) -> list[str]:
    return [target.filename for target in find(paths or ["."], ConfigCache()).targets]


@pytest.fixture
def site(archive: Archive) -> Archive:
    for name in (
        "_posts/2021-05-03-a.md",
        "_posts/2021-05-04-b.markdown",
        "_posts/2021-05-05-c.html",
        "archived/2021-05-03/2021-05-03-a.md",
        "about.md",
    ):
        archive.write(name)
    return archive


def test_the_posts_of_a_folder_are_sorted(site: Archive) -> None:
    site.write("index.html", "<html>")
    site.write("page.html", GOOD)
    site.write("notes.txt")
    assert names() == [
        "_posts/2021-05-03-a.md",
        "_posts/2021-05-04-b.markdown",
        "_posts/2021-05-05-c.html",
        "about.md",
        "archived/2021-05-03/2021-05-03-a.md",
        "page.html",
    ]


def test_hidden_and_build_folders_are_left_out(site: Archive) -> None:
    before = names()
    for folder in (".git", ".cache", "_site", "node_modules/x", "vendor", "_layouts"):
        site.write(f"{folder}/2021-05-03-x.md")
    assert names() == before


def test_hugo_builds_are_left_out_beside_its_configuration(archive: Archive) -> None:
    archive.write("hugo.toml", "")
    archive.write("content/a.md")
    archive.write("public/a.md")
    assert names() == ["content/a.md"]
    archive.write("other/public/a.md")
    assert names("other") == ["other/public/a.md"]


def test_hugo_is_known_by_its_configuration_folder(archive: Archive) -> None:
    archive.write("config/_default/hugo.toml", "")
    archive.write("content/a.md")
    archive.write("public/a.md")
    assert names() == ["content/a.md"]


def test_a_hexo_site_is_not_a_jekyll_site(archive: Archive) -> None:
    archive.write("_config.yml", "source_dir: source\n")
    archive.write("scaffolds/post.md", "---\ntitle: {{ title }}\n---\n")
    archive.write("source/_posts/rain.md", "---\ntitle: Rain\n---\nIt rained.\n")
    archive.write("public/a.md")
    for path in (".", "source", "source/_posts"):
        assert names(path) == ["source/_posts/rain.md"]
        assert archive.check(path).findings == []
    assert "builder   hexo" in archive.lint("--show-settings", "source/_posts").out


def test_a_name_that_begins_with_two_dots_is_excluded_as_any_is(archive: Archive) -> None:
    for name in ("..x.md", "y.md"):
        archive.write(name)
    assert names("..x.md", "y.md") == ["..x.md", "y.md"]
    archive.write("lint.toml", 'exclude = ["..x.md"]\n')
    assert names("..x.md", "y.md") == ["y.md"]


def test_exclude_replaces_the_list_of_builds(archive: Archive) -> None:
    for name in ("vendor/a.md", "drafts/a.md", "a.md"):
        archive.write(name)
    assert names() == ["a.md", "drafts/a.md"]
    archive.write("lint.toml", 'extend-exclude = ["drafts"]\n')
    assert names() == ["a.md"]
    archive.write("lint.toml", 'exclude = ["drafts"]\n')
    assert names() == ["a.md", "vendor/a.md"]


def test_gitignore_is_respected_up_to_the_repository(site: Archive) -> None:
    site.write(".git/HEAD", "")
    site.write(".gitignore", "archived/\n*.markdown\n")
    site.write("_posts/.gitignore", "*.html\n!2021-05-05-c.html\n2021-05-03-*\n")
    assert names() == ["_posts/2021-05-05-c.html", "about.md"]
    assert names("_posts") == ["_posts/2021-05-05-c.html"]
    site.write("lint.toml", "respect-gitignore = false\n")
    assert len(names()) == 5


def test_gitignore_above_the_argument_can_be_turned_off(site: Archive) -> None:
    site.write(".git/HEAD", "")
    site.write(".gitignore", "2021-05-03-*\n")
    site.write("_posts/sub/a.md")
    assert "_posts/2021-05-03-a.md" not in names("_posts")
    site.write("lint.toml", "respect-gitignore = false\n")
    assert "_posts/2021-05-03-a.md" in names("_posts")
    site.write("_posts/sub/lint.toml", "")  # the nearest configuration counts
    site.write("_posts/sub/2021-05-03-x.md")
    assert names("_posts/sub") == ["_posts/sub/a.md"]
    assert "_posts/sub/2021-05-03-x.md" not in names("_posts")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_gitignore_that_is_a_pipe_or_a_device_is_not_read(site: Archive) -> None:
    os.mkfifo("_posts/.gitignore")
    Path(".gitignore").symlink_to("/dev/zero")
    assert "about.md" in names()


def test_a_file_that_is_named_is_linted_unless_configuration_excludes_it(site: Archive) -> None:
    site.write(".gitignore", "about.md\n")
    site.write("notes.txt")
    site.write(".hidden/x.md")
    assert names("about.md", "notes.txt", ".hidden/x.md") == [".hidden/x.md", "about.md", "notes.txt"]
    site.write("lint.toml", 'extend-exclude = ["archived/", "/about.md"]\n')
    assert names("about.md", "archived/2021-05-03/2021-05-03-a.md", "notes.txt") == ["notes.txt"]
    assert "about.md" not in names()


def test_exclude_binds_explicit_paths_from_outside_the_root(
    site: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("lint.toml", 'exclude = ["_posts"]\n')
    site.write(".git/HEAD", "")
    monkeypatch.chdir("archived")
    assert names("../_posts/2021-05-03-a.md", "../about.md") == [os.path.abspath("../about.md")]


@pytest.mark.usefixtures("site")
def test_a_file_given_twice_is_read_once() -> None:
    assert names("about.md", "./about.md", ".", os.path.abspath("about.md")) == names()


def test_a_folder_named_like_a_post_is_entered(archive: Archive) -> None:
    archive.write("bundle.md/index.md")
    assert names() == ["bundle.md/index.md"]


@pytest.mark.usefixtures("site")
def test_missing_paths_are_distinguished() -> None:
    found = find(["nowhere", "about.md", "a\0b"], ConfigCache())
    assert (found.missing, len(found.targets)) == (["nowhere", "a\0b"], 1)


def test_the_nearest_configuration_counts(site: Archive) -> None:
    site.write("lint.toml", 'extend-exclude = ["about.md"]\n')
    site.write("archived/lint.toml", 'extend-exclude = ["2021-05-03-a.md"]\n')
    assert names() == ["_posts/2021-05-03-a.md", "_posts/2021-05-04-b.markdown", "_posts/2021-05-05-c.html"]


@pytest.mark.parametrize(
    ("mark", "file", "dialect", "post"),
    [
        ("_config.yml", "_posts/2021-05-03-a.md", "jekyll", True),
        ("_config.yml", "about.md", "jekyll", False),
        (None, "x/_posts/2021-05-03-a.md", "jekyll", True),
        ("_posts/2021-05-03-a.md", "archived/2021/a.md", "jekyll", True),
        ("hugo.toml", "content/a.md", "hugo", True),
        ("hugo.yaml", "content/_index.md", "hugo", False),
        ("hugo.toml", "content/LICENSE.md", "hugo", False),
        ("hugo.toml", "content/post/index.md", "hugo", True),
        ("hugo.toml", "docs/a.md", "hugo", False),
        (None, "content/a.md", "plain", True),
        (None, "notes/a.md", "plain", True),
        (None, "notes/README.md", "plain", False),
        (None, "ROADMAP.md", "plain", False),
        (None, "notes/ROADMAP.md", "plain", True),
        (None, "2021-05-03-NATO.md", "plain", True),
    ],
)
def test_what_a_site_is_and_what_its_posts_are(
    archive: Archive,
    mark: str | None,
    file: str,
    dialect: str,
    post: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    if mark:
        archive.write(mark, "")
    archive.write(file)
    configs = ConfigCache()
    config = configs.for_folder(os.getcwd())
    site = Sites(configs.listings).of(os.path.abspath(os.path.dirname(file)), os.getcwd(), config)
    assert (site.name, site.is_post(os.path.abspath(file))) == (dialect, post)


def test_posts_are_what_the_configuration_says(archive: Archive) -> None:
    archive.write("_posts/page.md", PAGE)
    archive.write("news/a.md", PAGE)
    archive.write("news/b.md")
    archive.write("lint.toml", 'posts = ["news/"]\nselect = ["FMT001"]\n')
    assert [finding["filename"] for finding in archive.check().findings] == ["news/a.md"]


def test_a_dialect_that_is_configured_wins(archive: Archive) -> None:
    archive.write("lint.toml", 'dialect = "hugo"\n')
    archive.write("_posts/2021-05-03-a.md")
    archive.write("other/a.md")
    out = archive.lint("--show-settings").out
    assert "files     2\n" in out
    assert out.count("builder   hugo (set in ") == 1
    assert (
        "builder   plain (set by --dialect)\n  schema    jekyll (set by --schema)\n"
        in archive.lint("--show-settings", "--dialect", "plain", "--schema", "jekyll").out
    )


def test_a_folder_without_front_matter_is_kept_so(archive: Archive) -> None:
    for number in range(5):
        archive.write(f"articles/{number}.md", PAGE)
    archive.write("articles/with.md")
    assert archive.check().codes == []
    for number in range(9):
        archive.write(f"posts/{number}.md")
    archive.write("posts/bare.md", PAGE)
    assert archive.check().codes == ["FMT001"]


def test_the_schema_does_not_depend_on_what_is_linted(archive: Archive) -> None:
    for number in range(60):
        archive.write(f"_posts/2021-05-03-{number}.md")
    archive.write("_posts/2021-05-03-short.md", "---\ntitle: x\n---\nIt rained.\n")
    result = archive.check("_posts/2021-05-03-short.md")
    assert result.codes == ["FMT005"]
    assert Path("_posts/2021-05-03-short.md").exists()
