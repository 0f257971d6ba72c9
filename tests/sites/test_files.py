"""Which files are linted, which of them are posts, and what is said of the others."""

import os

import pytest

from lint.archive.builders import named
from lint.archive.discovery import find
from lint.config.nearest import ConfigCache
from tests.conftest import GOOD, Archive

PAGE = "---\ntitle: Wind\n---\nIt blew.\n"


def names(*paths: str) -> list[str]:
    return [target.filename for target in find(paths or ["."], ConfigCache()).targets]


def test_templates_are_no_posts(archive: Archive) -> None:
    archive.write("zola.toml", 'base_url = "https://blog.example.org"')
    archive.write("content/wind.md", '+++\ntitle = "Wind"\n+++\nIt blew.\n')
    for number, start in enumerate(
        ('{% extends "base.html" %}', "{{ title }}", "{# a remark #}", "{%- if x %}")
    ):
        archive.write(f"templates/{number}.html", f"{start}\n<p>x</p>\n")
        archive.write(f"parts/{number}.html", f"{start}\n<p>x</p>\n")
    assert names() == ["content/wind.md"]
    assert names("templates/0.html") == []
    assert archive.check().findings == []


def test_a_page_in_html_that_the_builder_only_copies_is_no_post(archive: Archive) -> None:
    archive.write("docusaurus.config.js", "")
    archive.write("docs/wind.md", PAGE)
    archive.write("static/widget.html", PAGE)
    assert names() == ["docs/wind.md"]


@pytest.mark.parametrize(
    ("mark", "part"),
    [
        ("docusaurus.config.js", "docs/_steps.md"),
        ("docusaurus.config.js", "docs/_parts/steps.mdx"),
        ("_quarto.yml", "docs/_steps.qmd"),
        ("_quarto.yml", "docs/_parts/steps.md"),
        ("astro.config.mjs", "src/pages/_parts/steps.md"),
        (".vitepress/config.js", "docs/_steps.md"),
        ("hugo.toml", "content/docs/_steps.md"),
        ("astro.config.mjs", "src/content/docs/_steps.md"),
    ],
)
def test_a_part_of_other_pages_needs_no_front_matter(archive: Archive, mark: str, part: str) -> None:
    archive.write(mark, "")
    for number in range(3):
        archive.write(os.path.join(os.path.dirname(part), f"{number}.md"), PAGE)
    archive.write(part, "Put the gauge outside.\n")
    assert archive.check().findings == []


def test_what_the_site_excludes_is_counted_and_not_linted(archive: Archive) -> None:
    archive.write("_config.yml", "exclude: [patterns, drafts.md]\n")
    archive.write("_posts/2021-05-03-rain.md")
    archive.write("patterns/a.md", '<a class="x">no</a>\n')
    archive.write("drafts.md", PAGE)
    archive.write("old/a.rst")
    archive.write("old/b.rst")
    archive.write("old/c.adoc")
    assert names() == ["_posts/2021-05-03-rain.md"]
    said = (
        "lint: 4 files and 1 folder were left out: 2 .rst files, 1 .adoc file, 1 by `exclude` in _config.yml,"
        " 1 folder by `exclude` in _config.yml\n"
    )
    result = archive.lint()
    assert (result.code, result.err) == (0, said)
    assert archive.lint("--show-settings").err == said
    archive.write("lint.toml", "exclude = []\n")  # ours in lint.toml wins
    assert "drafts.md" in names()
    assert "patterns/a.md" in names()


def test_a_named_file_is_left_out_as_in_a_walk(archive: Archive) -> None:
    archive.write("_config.yml", "exclude: [patterns]\n")
    archive.write("patterns/a.md", '<a class="x">no</a>\n')
    result = archive.lint("patterns/a.md")
    assert "lint: 1 file was left out by `exclude` in _config.yml\n" in result.err
    assert result.code == 0
    assert archive.command("-", "--stdin-filename", "patterns/a.md", data=b"x").err == ""


TEMPLATE = "---\ndate: {{date}} {{time}}\n---\n\n# {{title}}\n"


@pytest.mark.parametrize(
    ("settings", "content", "folder"),
    [
        (".obsidian/templates.json", '{"folder": "Meta/Forms"}', "Meta/Forms"),
        (".obsidian/templates.json", '{"folder": "/meta/forms/"}', "Meta/Forms"),
        (".obsidian/plugins/templater-obsidian/data.json", '{"templates_folder": "Forms"}', "Forms"),
        (".obsidian/app.json", "{}", "Templates"),
        (".obsidian/app.json", "{}", "Notes/_templates"),
        (".obsidian/templates.json", "{", "templates"),
        (".obsidian/templates.json", '["a"]', "templates"),
        (".obsidian/templates.json", '{"folder": 1}', "templates"),
    ],
)
def test_the_templates_of_a_vault_are_counted_and_not_linted(
    archive: Archive, settings: str, content: str, folder: str
) -> None:
    archive.write(settings, content)
    archive.write(f"{folder}/Meeting.md", TEMPLATE)
    archive.write("Notes/Rain.md", "It rained.\n")
    result = archive.check("--no-cache")
    assert (result.code, result.findings) == (0, [])
    assert "1 folder was left out" in result.err
    assert names() == ["Notes/Rain.md"]


def test_settings_that_are_not_json_are_said(archive: Archive) -> None:
    archive.write(".obsidian/templates.json", "{")
    archive.write("Rain.md", "It rained.\n")
    said = ".obsidian/templates.json was not read: it is not valid JSON"
    assert said in archive.lint("--show-settings").out


@pytest.mark.parametrize("suffix", ["txt", ".txt", "TXT"])
def test_other_suffixes_are_read_if_the_configuration_says_so(archive: Archive, suffix: str) -> None:
    archive.write("lint.toml", f'extend-suffixes = ["{suffix}"]\n')
    archive.write("notes/rain.txt", GOOD)
    archive.write("notes/wind.text", GOOD)
    archive.write("notes/hail.TXT", GOOD)
    assert names() == ["notes/hail.TXT", "notes/rain.txt"]


@pytest.mark.parametrize(
    ("builder", "path", "post"),
    [
        ("hexo", "source/_posts/a.md", True),
        ("hexo", "source/_drafts/a.md", True),
        ("hexo", "source/about/a.md", False),
        ("zola", "content/blog/a.md", True),
        ("zola", "content/blog/_index.md", False),
        ("zola", "README.md", False),
        ("pelican", "content/a.md", True),
        ("pelican", "content/pages/a.md", False),
        ("docusaurus", "blog/a.md", True),
        ("docusaurus", "blog/_a.md", False),
        ("docusaurus", "docs/_parts/a.md", False),
        ("vitepress", "posts/a.md", True),
        ("astro", "src/content/blog/a.md", True),
    ],
)
def test_which_files_are_posts(archive: Archive, builder: str, path: str, post: bool) -> None:  # noqa: FBT001
    del archive
    assert named(builder)(os.getcwd()).is_post(os.path.abspath(path)) == post


def test_a_changed_configuration_serves_no_old_findings(archive: Archive) -> None:
    archive.write("_config.yml", "title: x\n")
    archive.write(
        "_posts/2021-05-03-rain.md", GOOD.replace("2021-05-03T22:59:03.000Z", "'2021-05-03 22:59:03'")
    )
    assert "DTE003" in archive.check().codes
    assert "DTE003" in archive.check().codes
    archive.write("_config.yml", "title: x\ntimezone: Asia/Tokyo\n")
    assert "DTE003" not in archive.check().codes
