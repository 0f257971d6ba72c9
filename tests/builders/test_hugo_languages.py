"""Sites of Hugo in several languages, and the templates of shortcodes, as Hugo 0.168.0 finds them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.site import Site

_BY_FOLDER = """
defaultContentLanguageInSubdir = true
permalinks = {page = {notes = '/n/:slug/'}}
[languages.en]
contentDir = 'content/en'
[languages.de]
contentDir = 'content/de'
permalinks = {page = {posts = '/beitrag/:slug/'}}
uglyURLs = {docs = true}
disableKinds = ['section']
"""


def site_with(folder: Path, configuration: str, *files: str) -> Site:
    (folder / "hugo.toml").write_text("baseURL = 'https://example.org/'\n" + configuration)
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("---\ntitle: A b\n---\n" if file.endswith(".md") else "")
    return named("hugo")(str(folder))


@pytest.mark.parametrize(
    ("path", "addresses"),
    [
        ("content/en/posts/a.md", ("/en/posts/a/",)),
        ("content/de/posts/a.md", ("/de/beitrag/a-b/",)),
        # A language has the permalinks of the site besides its own.
        ("content/en/notes/a.md", ("/en/n/a-b/",)),
        ("content/de/notes/a.md", ("/de/n/a-b/",)),
        ("content/en/docs/a.md", ("/en/docs/a/",)),
        ("content/de/docs/a.md", ("/de/docs/a.html",)),
        ("content/en/docs/_index.md", ("/en/docs/",)),
        ("content/de/docs/_index.md", ()),
    ],
)
def test_a_language_may_have_settings_of_its_own(
    tmp_path: Path, path: str, addresses: tuple[str, ...]
) -> None:
    found = site_with(tmp_path, _BY_FOLDER).published(path, {"title": "A b"})
    assert found is not None
    assert found.addresses == addresses


def test_nothing_is_told_of_languages_with_hosts_of_their_own(tmp_path: Path) -> None:
    site = site_with(tmp_path, "[languages.en]\n[languages.de]\nbaseURL = 'https://example.de/'\n")
    assert site.published("content/a.md", {}) is None
    assert site.may_generate("/any/")
    assert not site.may_generate("layouts/x.html")


def found_in(site: Site, files: Sequence[str], path: str, url: str) -> bool:
    reference = site.reference(url, path, site.published(path, {"title": "A b"}), image=True)
    there = {place for file in files for place in (file, *site.provided(file))}
    assert reference is not None
    return not there.isdisjoint(reference.places)


@pytest.mark.parametrize(
    ("path", "url", "is_found"),
    [
        ("content/en/posts/b/index.md", "x.png", True),
        ("content/de/posts/b/index.md", "x.png", True),
        ("content/de/posts/b/index.md", "./y.png", True),
        ("content/en/posts/b/index.md", "y.png", True),
        ("content/en/posts/b/index.md", "z.png", False),
        ("content/de/posts/c.md", "x.png", False),
    ],
)
def test_translations_of_a_bundle_share_their_files(
    tmp_path: Path, path: str, url: str, *, is_found: bool
) -> None:
    files = ("content/en/posts/b/x.png", "content/de/posts/b/y.png")
    pages = ("content/en/posts/b/index.md", "content/de/posts/b/index.md", "content/de/posts/c.md")
    assert found_in(site_with(tmp_path, _BY_FOLDER, *files, *pages), files, path, url) is is_found


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("content/posts/b/x.png", "/posts/b/x.png"),
        ("content/posts/b/x.de.png", "/de/beitrag/a-b/x.de.png"),
        ("content/posts/only/x.png", "/de/beitrag/a-b/x.png"),
    ],
)
def test_a_file_without_a_language_goes_to_the_page_in_the_default_one(
    tmp_path: Path, file: str, address: str
) -> None:
    pages = ("content/posts/b/index.de.md", "content/posts/b/index.md", "content/posts/only/index.de.md")
    by_name = "[languages.en]\n[languages.de]\npermalinks = {page = {posts = '/beitrag/:slug/'}}\n"
    site = site_with(tmp_path, by_name, *pages, file)
    assert address in site.provided(file)
    # A file of a language is found without its code.
    index = "index.de.md" if "/only/" in file or ".de." in file else "index.md"
    assert found_in(site, (file,), f"{file.rpartition('/')[0]}/{index}", "x.png")


@pytest.mark.parametrize(
    ("template", "call", "path", "is_found"),
    [
        ("themes/t/layouts/shortcodes/Box.html", "box", "a.md", True),
        ("themes/t/layouts/_shortcodes/box.html", "box", "posts/deep/er/a.md", True),
        ("layouts/_shortcodes/box.de.html", "Box", "posts/a.md", True),
        ("layouts/shortcodes/box.rss.xml", "box", "posts/a.md", True),
        ("layouts/shortcodes/in/box.html", "in/box", "posts/a.md", True),
        ("layouts/posts/_shortcodes/box.html", "box", "posts/deep/a.md", True),
        ("layouts/posts/_shortcodes/box.html", "box", "notes/a.md", False),
        ("themes/other/layouts/shortcodes/box.html", "box", "a.md", False),
        ("layouts/shortcodes/box.html", "in/box", "a.md", False),
    ],
)
def test_a_shortcode_is_found_in_any_folder_of_layouts(
    tmp_path: Path, template: str, call: str, path: str, *, is_found: bool
) -> None:
    site = site_with(
        tmp_path, "theme = 't'\n[languages.en]\n[languages.de]\n", "themes/t/theme.toml", template
    )
    text = f"{{{{< {call} >}}}}"
    ((_, reference),) = site.template_references(text, 0, len(text), f"content/{path}")
    assert (not {*site.provided(template)}.isdisjoint(reference.places)) is is_found
