"""`lint links --unreferenced`: the files that nothing in the site names."""

import os

import pytest

from tests.conftest import Archive

PAGE = "---\ntitle: Rain\n---\n"


@pytest.fixture
def site(archive: Archive) -> Archive:
    archive.write("_config.yml", "title: Rain\n")
    archive.write("_posts/2021-05-03-rain.md", f"{PAGE}![gauge](/img/gauge.png) {{% img vane.png %}}\n")
    for name in ("gauge.png", "vane.png", "left over.png", "Dusk.JPG"):
        archive.write(f"img/{name}", b"\x89PNG")
    return archive


def test_files_that_nothing_names_are_listed(site: Archive) -> None:
    result = site.lint("links", "--unreferenced", ".")
    assert (result.code, result.out) == (0, "img/Dusk.JPG\nimg/left over.png\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_layouts/page.html", '<img src="{{ site.baseurl }}/img/left%20over.png">'),
        ("assets/site.css", 'body { background: url("../img/left over.png") }'),
        ("_data/images.yml", "- left over.png\n"),
        (".vitepress/theme/index.ts", 'const logo = "/img/left over.png"'),
    ],
)
def test_templates_style_sheets_data_and_programs_count(site: Archive, name: str, text: str) -> None:
    site.write(name, text)
    assert site.lint("links", "--unreferenced", ".").out == "img/Dusk.JPG\n"


def test_letter_case_and_folders_do_not_count(site: Archive) -> None:
    site.write("_posts/2021-05-04-dusk.md", f"{PAGE}![dusk](../elsewhere/dusk.jpg) ![l](left%20over.png)\n")
    assert site.lint("links", "--unreferenced", ".").out == ""


def test_what_git_and_builders_write_is_not_listed(site: Archive) -> None:
    for name in ("_site/img/built.png", "node_modules/x/logo.png", ".git/hidden.png"):
        site.write(name, b"\x89PNG")
    os.symlink("/usr/share", "shared")
    assert site.lint("links", "--unreferenced", ".").out == "img/Dusk.JPG\nimg/left over.png\n"


def test_a_path_that_does_not_exist_is_an_error(site: Archive) -> None:
    result = site.lint("links", "--unreferenced", "nowhere")
    assert (result.code, result.out) == (2, "")
    assert "nowhere" in result.err
