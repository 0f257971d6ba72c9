"""What is remembered of a post is forgotten when a file changes that decides about the post's address."""

import os
from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.engine.linter import Linter
from lint.engine.scope import Scope
from lint.primitives.source import Source
from tests.cache.conftest import settle
from tests.conftest import GOOD, Archive

# The builder, a file that decides about all posts, and its content.
_OF_SITES = [
    ("jekyll", "Gemfile", "gem 'jekyll-redirect-from'\n"),
    ("jekyll", "_plugins/a/b.rb", "permalink\n"),
    ("jekyll", "_layouts/post.html", "{{ page.title }}"),
    ("jekyll", "_includes/a/b.html", "<h2 id=x>"),
    ("hugo", "themes/a/layouts/_shortcodes/b.html", "<h2 id=x>"),
    ("hugo", "themes/a/layouts/_markup/render-link.html", "x"),
    ("pelican", "publishconf.py", "SITEURL = '/x'\n"),
    ("jekyll", "netlify.toml", "[[redirects]]\nfrom = '/x'\nto = '/y'\n"),
    ("hugo", "static/_redirects", "/x /y\n"),
    ("plain", "_redirects", "/x /y\n"),
    ("hexo", "package.json", '{"dependencies": {"hexo-abbrlink": "1"}}'),
    ("hexo", "scripts/a/b.js", "hexo.extend.generator.register('x', f)"),
    ("hexo", "themes/landscape/scripts/b.js", "hexo.extend.generator.register('x', f)"),
    ("eleventy", "package.json", '{"scripts": {"build": "eleventy --input=x"}}'),
    ("eleventy", ".gitignore", "posts\n"),
    ("eleventy", ".eleventyignore", "posts\n"),
    ("eleventy", "_data/permalink.json", '"/x/"'),
    ("eleventy", "_includes/a/post.njk", "---\npermalink: /x/\n---\n"),
    ("astro", "src/content.config.ts", "export const collections = {};\n"),
    ("astro", "src/pages/blog/[...id].astro", "getStaticPaths"),
    ("eleventy", "blog/tags.njk", "---\npermalink: /{{ tag }}/\n---\n"),
    ("eleventy", "blog/index.md", "---\npagination: {data: x}\n---\n"),
    ("eleventy", "feed.11ty.js", "exports.data = { permalink: '/feed/' };"),
    ("astro", "src/pages/[tag].ts", "getStaticPaths"),
    ("astro", "src/pages/[tag]/x.md", "x"),
    ("docusaurus", "versions.json", '["1.0"]'),
    ("docusaurus", "sidebars.js", "slug: '/x'"),
    ("docusaurus", "docs/a/_category_.json", '{"link": {"slug": "/x"}}'),
    ("vitepress", "docs/[name].md", "x"),
    ("quarto", "_extensions/a/b.lua", "return {}"),
    ("zola", "templates/shortcodes/a.html", "<p id='x'>"),
]
# The builder, a file that decides about the posts in `posts/deep` alone, its content, and another one.
_OF_FOLDERS = [
    ("hugo", "content/_index.md", "---\ncascade:\n  url: /x/\n---\n", "---\ncascade:\n  weight: 1\n---\n"),
    ("hugo", "content/posts/_index.md", "---\nslug: x\n---\n", "---\ntitle: x\n---\n"),
    ("hugo", "content/posts/index.md", "", None),
    ("hugo", "content/posts/deep/index.fr.md", "", None),
    ("eleventy", "content/posts/posts.json", '{"permalink": "/x/"}', "{}"),
    ("eleventy", "content/posts/deep/deep.11tydata.js", "x", "y"),
    ("eleventy", "content/posts/deep/a.11tydata.json", "{}", '{"permalink": "/x/"}'),
    ("eleventy", "content/posts/deep/a.json", "{}", '{"permalink": "/x/"}'),
]


def site(builder: str, folder: str = "content/posts/deep") -> tuple[bytes, bytes]:
    found = named(builder)(os.getcwd())
    return found.fingerprint, found.fingerprint_of(os.path.join(os.getcwd(), folder))


@pytest.mark.parametrize(("builder", "file", "content"), _OF_SITES)
def test_a_file_that_decides_about_all_posts_is_part_of_the_site(
    archive: Archive, builder: str, file: str, content: str
) -> None:
    seen = {site(builder)[0]}
    archive.write(file, content)
    seen.add(site(builder)[0])
    archive.write(file, content + " ")
    seen.add(site(builder)[0])
    assert len(seen) == 3


@pytest.mark.parametrize(("builder", "file", "content", "other"), _OF_FOLDERS)
def test_a_file_that_decides_about_a_folder_is_part_of_that_folder(
    archive: Archive, builder: str, file: str, content: str, other: str | None
) -> None:
    archive.write("content/posts/deep/a.md", "")
    archive.write("content/other/a.md", "")
    before, elsewhere = site(builder), site(builder, "content/other")
    seen = {before[1]}
    for each in (content, other):
        if each is not None:
            archive.write(file, each)
            seen.add(site(builder)[1])
    assert len(seen) == (2 if other is None else 3)
    assert site(builder)[0] == before[0]
    assert (site(builder, "content/other") == elsewhere) == (os.path.dirname(file) != "content")


@pytest.mark.parametrize(
    ("file", "content", "other"),
    [
        ("content/posts/_index.md", "---\ntitle: x\n---\n", "---\ntitle: x\n---\nMore text.\n"),
        ("content/posts/deep/index.md", "---\ntitle: x\n---\n", "---\nslug: x\n---\n"),
    ],
)
def test_what_decides_about_no_other_post_changes_nothing(
    archive: Archive, file: str, content: str, other: str
) -> None:
    archive.write(file, content)
    before = site("hugo")
    archive.write(file, other)
    archive.write("content/posts/new/index.md", content)
    assert site("hugo") == before
    assert site("hugo", "content/posts/new")[1] == before[1] or "deep" not in file


def test_files_are_told_by_their_content_since_a_fresh_checkout_has_other_times(archive: Archive) -> None:
    archive.write("Gemfile", "gem 'jekyll'\n")
    before = site("jekyll")
    os.utime("Gemfile", (1, 1))
    assert site("jekyll") == before


def test_a_folder_of_plugins_outside_the_archive_is_not_listed(
    archive: Archive, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.rb").write_text("permalink", encoding="utf-8")
    archive.write("_config.yml", "")
    before = site("jekyll")
    Path("_plugins").symlink_to(outside, target_is_directory=True)
    assert site("jekyll") == before


@pytest.mark.parametrize(
    ("configuration", "posts", "decides", "linted"),
    [
        ("hugo.toml", "content", "content/posts/_index.md", ["_index.md", "a.md"]),
        ("_config.yml", "_posts", "_plugins/a.rb", ["2020-01-01-b.md"]),
    ],
)
def test_only_the_posts_about_which_it_decides_are_linted_again(
    archive: Archive,
    monkeypatch: pytest.MonkeyPatch,
    configuration: str,
    posts: str,
    decides: str,
    linted: list[str],
) -> None:
    archive.write(configuration, "")
    for path in ("content/posts/_index.md", "content/posts/a.md", "content/other/a.md"):
        archive.write(path, GOOD)
    archive.write("_posts/2020-01-01-b.md", GOOD)
    settle(archive)
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.lint(posts)
    seen = []
    lint_source = Linter.lint_source

    def spied(self: Linter, source: Source, scope: Scope) -> object:
        seen.append(source.name)
        return lint_source(self, source, scope)

    monkeypatch.setattr(Linter, "lint_source", spied)
    archive.lint(posts)
    assert seen == []
    archive.write(decides, GOOD.replace("layout: post", "layout: post\ncascade: {permalink: a, url: /x/}"))
    archive.lint(posts)
    assert seen == linted


@pytest.mark.parametrize(
    ("builder", "folder"),
    [("hexo", "themes/landscape/source"), ("vitepress", ".vitepress"), ("vitepress", ".vuepress")],
)
def test_a_folder_whose_being_there_decides_is_part_of_the_site(
    archive: Archive, builder: str, folder: str
) -> None:
    before = site(builder)[0]
    archive.write(f"{folder}/x.png", "")
    assert site(builder)[0] != before


def test_the_data_of_a_template_is_part_of_the_site(archive: Archive) -> None:
    archive.write("src/blog/tags.njk", "")
    archive.write("src/eleventy.json", "")
    seen = {site("eleventy")[0]}
    for file in ("src/src.json", "src/blog/tags.11tydata.js"):
        archive.write(file, "x")
        seen.add(site("eleventy")[0])
    archive.write("src/posts/posts.json", "x")
    seen.add(site("eleventy")[0])
    assert len(seen) == 3


def test_a_theme_of_zola_is_part_of_the_site(archive: Archive) -> None:
    archive.write("config.toml", 'theme = "t"\n')
    seen = {site("zola")[0]}
    archive.write("themes/t/theme.toml", "")
    seen.add(site("zola")[0])
    archive.write("themes/t/templates/shortcodes/a.md", "")
    seen.add(site("zola")[0])
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("builder", "folder", "name", "content"),
    [
        ("eleventy", "_includes", "a.njk", "---\npermalink: /x/\n---\n"),
        ("eleventy", "blog", "tags.njk", "---\npermalink: /{{ x }}/\n---\n"),
        ("astro", "src/pages", "[id].astro", "getStaticPaths"),
        ("hexo", "scripts", "a.js", "generator"),
        ("vitepress", "docs", "[id].md", "x"),
        ("docusaurus", "docs", "_category_.json", '{"slug": "/x"}'),
        ("quarto", "_extensions", "a.lua", "return {}"),
        ("zola", "templates/shortcodes", "a.html", "x"),
    ],
)
def test_a_folder_that_leads_out_of_the_archive_is_not_listed(
    archive: Archive,
    tmp_path_factory: pytest.TempPathFactory,
    builder: str,
    folder: str,
    name: str,
    content: str,
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / name).write_text(content, encoding="utf-8")
    archive.write(".git/HEAD", "")
    Path(folder).parent.mkdir(parents=True, exist_ok=True)
    before = site(builder)[0]
    Path(folder).symlink_to(outside, target_is_directory=True)
    assert site(builder)[0] == before
    assert not named(builder)(os.getcwd()).may_generate("/anything/x/")


@pytest.mark.parametrize(
    ("builder", "file", "text", "adds"),
    [
        ("vitepress", "parts/a.md", "<!--@include: ./parts/a.md-->", True),
        ("quarto", "_a.qmd", "{{< include _a.qmd >}}", True),
        ("jekyll", "a.html", "{% include_relative a.html %}", True),
        ("jekyll", "_includes/a.html", "{% include a.html %}", False),
        ("eleventy", "_includes/a.html", '{% include "a.html" %}', False),
        ("zola", "templates/shortcodes/a.html", "{{ a() }}", False),
        ("hugo", "layouts/shortcodes/a.html", "{{< a >}}", False),
    ],
)
def test_a_page_with_a_file_that_is_no_part_of_the_site_may_get_any_ids(
    archive: Archive, builder: str, file: str, text: str, *, adds: bool
) -> None:
    archive.write("_config.yml", "")
    archive.write("config.toml", "")
    archive.write(file, "plain text")
    found = named(builder)(os.getcwd())
    assert found.adds_ids(text, 0, len(text), "page.md", {}) is adds
    archive.write(file, "<p id='x'>")
    found = named(builder)(os.getcwd())
    assert found.adds_ids(text, 0, len(text), "page.md", {})
