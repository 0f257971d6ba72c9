"""What builders may write although no file says so."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.site import Site


def site(builder: str, folder: Path, **files: str) -> Site:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return named(builder)(str(folder))


def jekyll(folder: Path, config: str = "", gems: str = "", **files: str) -> Site:
    (folder / "_config.yml").write_text(config, "utf-8")
    (folder / "Gemfile").write_text(f"{gems}\n", "utf-8")
    return site("jekyll", folder, **files)


def test_a_plain_jekyll_site_adds_nothing(tmp_path: Path) -> None:
    found = jekyll(tmp_path, "plugins: [jekyll-seo-tag]")
    assert not any(
        map(found.may_generate, ("/x", "/feed.xml", "/assets/a.png", "/page2/", "_includes/a.html"))
    )


@pytest.mark.parametrize(
    ("config", "gems", "place"),
    [
        ("plugins: [jekyll-feed]", "", "/feed.xml"),
        ("plugins: [jekyll-feed]\nfeed: {path: /x/rss.atom}", "", "/x/rss.atom"),
        ("gems: [jekyll-sitemap]", "", "/sitemap.xml"),
        ("", 'group :jekyll_plugins do\n  gem "jekyll-paginate"\nend', "/blog/page2/"),
        ("", 'gem "jekyll-archives", group: :jekyll_plugins', "/tag/x/"),
        ("plugins: [of-my-own]", "", "/x"),
        ("theme: minima", "", "/assets/main.css"),
        ("remote_theme: a/b", "", "_includes/a.html"),
        ("keep_files: [app]", "", "/app/x.js"),
    ],
)
def test_a_plug_in_of_jekyll_may_add_pages(tmp_path: Path, config: str, gems: str, place: str) -> None:
    found = jekyll(tmp_path, config, gems or "#")
    assert found.may_generate(place)
    assert found.may_generate("/other/x.png") is ("my-own" in config or "archives" in gems)


def test_a_plug_in_of_the_site_may_add_anything_unless_it_writes_nothing(tmp_path: Path) -> None:
    found = jekyll(tmp_path, _plugins__a_dot_rb="Liquid::Template.register_filter(X)")
    assert not found.may_generate("/x")
    found = jekyll(tmp_path, _plugins__b_dot_rb="class A < Jekyll::Generator")
    assert found.may_generate("/x")


def test_a_file_of_jekyll_provides_what_is_made_of_it(tmp_path: Path) -> None:
    found = jekyll(
        tmp_path,
        css__main_dot_scss="---\n---\n",
        feed_dot_xml="---\npermalink: /rss/\n---\n",
        data_dot_xml="<a/>",
        README_dot_md="text",
    )
    assert list(found.provided("css/main.scss")) == ["/css/main.css"]
    assert list(found.provided("feed.xml")) == ["/rss/", "/rss/index.xml"]
    assert list(found.provided("data.xml")) == ["/data.xml"]
    assert list(found.provided("README.md")) == ["/README.md"]
    assert list(found.provided("_posts/2021-5-3-a.b.md")) == [
        "post:2021-5-3-a.b",
        "post:2021-5-3-a",
        "post:*2021-05-03-a.b",
    ]
    assert list(found.provided("_posts/a.md")) == []


def test_github_pages_reads_readmes_and_links_to_markdown(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").touch()
    found = site("jekyll", tmp_path, README_dot_md="text", docs__a_dot_md="text")
    assert list(found.provided("README.md")) == ["/README.html", "/"]
    assert list(found.provided("docs/a.md")) == ["/docs/a.html"]
    reference = found.reference("a.md#x", "docs/b.md", None, image=False)
    assert reference is not None
    assert reference.places == ("docs/a.md",)
    assert reference.anchor == "x"


@pytest.mark.parametrize(
    "front", ["{" * 200, "a: &a [*a]", "a: !!python/object:x {}", "\0", "- x", "a: [", "x"]
)
def test_a_damaged_front_matter_is_an_empty_one(tmp_path: Path, front: str) -> None:
    found = jekyll(tmp_path, a_dot_md=f"---\nx: 1\n{front}\n---\n")
    assert list(found.provided("a.md")) == ["/a.html"]


def hugo(folder: Path, config: str = "", **files: str) -> Site:
    (folder / "hugo.toml").write_text(config, "utf-8")
    return site("hugo", folder, **files)


def test_hugo_makes_lists_feeds_and_terms(tmp_path: Path) -> None:
    found = hugo(tmp_path)
    for place in (
        "/",
        "/tags/",
        "/categories/",
        "/tags/x/page/2/",
        "/tags/x/index.xml",
        "/page/2/",
        "/index.xml",
        "/posts/index.xml",
        "/sitemap.xml",
    ):
        assert found.may_generate(place), place
    assert not any(
        map(found.may_generate, ("/x/", "/posts/x/", "/tags/x/", "/img/a.png", "layouts/shortcodes/x.html"))
    )


@pytest.mark.parametrize(
    ("config", "place", "may"),
    [
        ("disableKinds = ['taxonomy', 'term']", "/tags/x/", False),
        ("[[module.mounts]]\nsource = 'x'\ntarget = 'assets/x'", "layouts/shortcodes/x.html", True),
        ("[[module.mounts]]\nsource = 'x'\ntarget = 'assets/x'", "adapter:", False),
        ("theme = 'absent'", "adapter:", True),
        ("[taxonomies]\nseries = 'series'", "/series/", True),
        ("[taxonomies]\nseries = 'series'", "/series/x/", False),
        ("[permalinks]\ntags = '/t/:slug/'", "/tags/x/", True),
        ("uglyURLs = true", "/tags/x/", True),
        ("[[cascade]]\ntags = ['x']", "/tags/x/", True),
        ("theme = 'absent'", "/tags/x/", True),
        ("[taxonomies]\nseries = 'series'", "/tags/x/", False),
        ("theme = 'absent'", "/css/a.css", True),
        ("theme = 'absent'", "/posts/x/", False),
        ("theme = 'absent'", "layouts/shortcodes/x.html", True),
        ("[[module.imports]]\npath = 'github.com/a/b'", "layouts/shortcodes/x.html", True),
    ],
)
def test_settings_and_themes_of_hugo_decide(tmp_path: Path, config: str, place: str, *, may: bool) -> None:
    assert hugo(tmp_path, config).may_generate(place) is may


def test_a_render_hook_or_an_absent_theme_decides_about_links(tmp_path: Path) -> None:
    found = hugo(tmp_path)
    (tmp_path / "layouts/_markup").mkdir(parents=True, exist_ok=True)
    (tmp_path / "layouts/_markup/render-link.html").touch()
    assert found.reference("/x/", "content/a.md", None, image=False) is None
    assert found.reference("/x.png", "content/a.md", None, image=True) is not None
    assert found.reference("#x", "content/a.md", None, image=False) is not None
    absent = hugo(tmp_path, "theme = 'absent'")
    assert absent.reference("/x.png", "content/a.md", None, image=True) is None
    assert absent.reference('{{< ref "x" >}}', "content/a.md", None, image=False) is not None


@pytest.mark.parametrize("builder", ["jekyll", "hugo"])
def test_nothing_is_told_without_a_configuration(tmp_path: Path, builder: str) -> None:
    found = named(builder)(str(tmp_path))
    text = "{% include a.html %}{{< a >}}"
    assert found.reference("/x/", "content/a.md", None, image=False) is None
    assert list(found.template_references(text, 0, len(text), "content/a.md")) == []


def test_pelican_makes_lists(tmp_path: Path) -> None:
    found = site("pelican", tmp_path, pelicanconf_dot_py="TAG_SAVE_AS = 't/{slug}/index.html'\n")
    for place in (
        "/",
        "/index2.html",
        "/category/a.html",
        "/category/a2.html",
        "/t/x/",
        "/theme/a.css",
        "/feeds/all.atom.xml",
    ):
        assert found.may_generate(place), place
    assert not any(map(found.may_generate, ("/tag/x.html", "/a.html", "/img/x.png")))
    found = site("pelican", tmp_path, pelicanconf_dot_py="PLUGINS = ['of_my_own']\n")
    assert found.may_generate("/a.html")


def test_a_page_of_jekyll_is_there_although_its_address_cannot_be_told(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("plugins: [jekyll-polyglot]\n")
    (tmp_path / "b.xml").write_text("---\npermalink: /p/:title/\n---\n")
    assert named("jekyll")(str(tmp_path)).provided("b.xml") == ("b.xml",)


def test_pelican_decodes_the_spaces_of_a_file_that_it_publishes_for_a_link(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    site = named("pelican")(str(tmp_path))
    names = site.provided("content/extra/a b.png")
    found = site.reference("{static}/extra/a%20b.png", "content/c.md", None, image=True)
    assert found is not None
    assert not set(names).isdisjoint(found.places)
    assert site.published_for("{static}/extra/a%20b.png", "content/c.md", None) == ("/extra/a b.png",)
