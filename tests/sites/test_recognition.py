"""How a site's builder is recognised: files before dependencies, dependencies before the names of folders."""

import json
import os
from collections.abc import Mapping

import pytest

from lint.archive.builders import NAMES, candidates, named
from lint.archive.builders.site import Site
from lint.archive.sites import Sites
from lint.config.config import Config
from lint.primitives.files import Listings
from tests.conftest import Archive

PACKAGE = "package.json"


def depends_on(*names: str) -> str:
    return json.dumps({"devDependencies": dict.fromkeys(names, "1.0.0")})


def site_of(folder: str) -> Site:
    here = os.getcwd()
    return Sites(Listings()).of(os.path.abspath(folder), here, Config(root=here))


@pytest.mark.parametrize(
    ("files", "folder", "builder", "reason"),
    [
        ({"_config.yml": "title: x"}, "docs", "jekyll", "_config.yml"),
        ({"_posts/2021-05-03-rain.md": ""}, "drawer", "jekyll", "_posts"),
        ({"hugo.yaml": ""}, "content/posts", "hugo", "hugo.yaml"),
        ({"config/_default/config.toml": ""}, "content", "hugo", "config/_default/config.toml"),
        ({"config.toml": "baseURL = '/'", "content/a.md": ""}, "content", "hugo", "config.toml and content"),
        ({"content/a.md": "", "archetypes/b.md": ""}, ".", "hugo", "archetypes and content"),
        ({"content/news/_index.md": ""}, "content/news", "hugo", "_index.md is in "),
        ({"content/_index.md": ""}, ".", "hugo", "a hint only"),
        # Gatsby, Nuxt and Pelican have such a folder, too.
        ({"content/posts/a.md": ""}, "content/posts", "plain", "no site builder"),
        ({PACKAGE: depends_on("gatsby")}, "_posts", "plain", "depends on gatsby, a builder that"),
        ({"next.config.js": "", "_posts/2021-05-03-a.md": ""}, "_posts", "plain", "next.config.js"),
        ({PACKAGE: depends_on("next", "vitepress")}, "docs", "vitepress", "depends on vitepress"),
        # Jekyll would read none of these.
        ({"_posts/a.md": "", "_posts/b.md": "", "_posts/c.md": ""}, "_posts", "plain", "no site builder"),
        ({"_posts/a.md": "", "_posts/2021-05-03-b.md": ""}, "_posts", "jekyll", "a hint only"),
        ({"zola.toml": "", "content/a.md": ""}, "content", "zola", "zola.toml"),
        ({"config.toml": "base_url = '/'", "content/a.md": ""}, "content", "zola", "base_url"),
        ({"_config.yml": "", "scaffolds/post.md": ""}, "source/_posts", "hexo", "scaffolds"),
        ({"_config.yml": "", "source/_posts/a.md": ""}, "source/_posts", "hexo", "source/_posts"),
        ({"_config.yml": "", PACKAGE: depends_on("hexo")}, ".", "hexo", "package.json"),
        ({".eleventy.js": ""}, "src", "eleventy", ".eleventy.js"),
        ({"eleventy.config.mjs": ""}, "src/_posts", "eleventy", "eleventy.config.mjs"),
        ({"astro.config.ts": ""}, "src/content/blog", "astro", "astro.config.ts"),
        ({"docusaurus.config.ts": ""}, "blog", "docusaurus", "docusaurus.config.ts"),
        ({"docs/.vitepress/config.mts": ""}, "docs/guide", "vitepress", ".vitepress"),
        ({"docs/.vuepress/config.js": ""}, "docs/guide", "vitepress", ".vuepress"),
        ({"pelicanconf.py": ""}, "content", "pelican", "pelicanconf.py"),
        ({"_quarto.yml": ""}, "posts", "quarto", "_quarto.yml"),
        ({".obsidian/app.json": "{}"}, "daily", "obsidian", ".obsidian"),
        ({PACKAGE: depends_on("@11ty/eleventy")}, "src", "eleventy", "depends on @11ty/eleventy"),
        ({PACKAGE: depends_on("@astrojs/starlight", "astro")}, "src", "astro", "depends on astro"),
        ({PACKAGE: depends_on("@docusaurus/core")}, "docs", "docusaurus", "depends on"),
        ({PACKAGE: depends_on("vitepress")}, "docs", "vitepress", "depends on vitepress"),
        ({PACKAGE: depends_on("hexo")}, "source", "hexo", "depends on hexo"),
        # A dependency says more than a folder's name, and two dependencies say nothing.
        ({PACKAGE: depends_on("@11ty/eleventy")}, "src/_posts", "eleventy", "depends on"),
        ({PACKAGE: depends_on("astro", "vitepress")}, "notes", "plain", "no site builder"),
        ({PACKAGE: depends_on("left-pad")}, "_posts", "jekyll", "_posts is in "),
        # A file says more than a dependency beside it or nearer to the posts.
        ({"hugo.toml": "", PACKAGE: depends_on("astro")}, "content", "hugo", "hugo.toml"),
        ({"hugo.toml": "", f"content/{PACKAGE}": depends_on("astro")}, "content", "hugo", "hugo.toml"),
        # The nearest site counts.
        ({"hugo.toml": "", "old/_config.yml": ""}, "old/_posts", "jekyll", "_config.yml"),
        ({".obsidian/x": "", "blog/astro.config.mjs": ""}, "blog/src", "astro", "astro.config.mjs"),
        # Jupyter Book has a _config.yml, too.
        ({"_config.yml": "", "_toc.yml": ""}, "notes", "plain", "no site builder"),
        ({"config.toml": "theme = 'x'\n"}, "notes", "plain", "no site builder"),
        ({}, "notes", "plain", "no site builder"),
    ],
)
def test_a_builder_is_told_by_the_strongest_mark(
    archive: Archive, files: Mapping[str, str], folder: str, builder: str, reason: str
) -> None:
    archive.write(".git/HEAD", "")
    archive.write(os.path.join(folder, "rain.md"))
    for name, content in files.items():
        archive.write(name, content)
    site = site_of(folder)
    assert site.name == builder
    assert reason in site.reason


@pytest.mark.parametrize("folder", ["_posts", "_posts/2021", "news/_drafts", "a/_posts/deep/deeper"])
@pytest.mark.parametrize(("mark", "builder"), [("about.md", "jekyll"), ("scaffolds/post.md", "hexo")])
def test_a_configuration_among_posts_is_not_that_of_a_site(
    archive: Archive, folder: str, mark: str, builder: str
) -> None:
    """Jekyll and Hexo read the one of their root alone."""
    for name in (".git/HEAD", "_config.yml", mark, os.path.join(folder, "_config.yml")):
        archive.write(name, "")
    site = site_of(folder)
    assert (site.name, site.root) == (builder, os.getcwd())


def test_a_configuration_in_a_folder_of_posts_alone_is_that_of_a_site(archive: Archive) -> None:
    archive.write(".git/HEAD", "")
    archive.write("_posts/_config.yml", "")
    assert site_of("_posts").root == os.path.abspath("_posts")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"dependencies": 5}', "[" * 100_000, '{"dependencies": {"astro": 1}}' + " " * 2_000_000],
)
def test_a_package_that_cannot_be_read_says_nothing(archive: Archive, content: str) -> None:
    archive.write(".git/HEAD", "")
    archive.write(PACKAGE, content)
    archive.write("notes/rain.md")
    assert site_of("notes").name == "plain"


@pytest.mark.parametrize("name", NAMES)
def test_a_builder_is_tried_where_one_of_its_marks_is(name: str) -> None:
    builder = named(name)
    assert builder.name == name
    for mark in builder.marks:
        assert builder in candidates(frozenset((mark.partition("/")[0], "a.md")))
