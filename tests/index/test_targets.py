"""What links, images and templates lead to: found and missed as the site is now, whatever happened to it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.conftest import Archive
from tests.index.conftest import age, every_way, missing, rename

PAGE = "---\ntitle: Rain\n---\n"
A, B = "docs/a.md", "docs/b.md"


@pytest.fixture
def site(archive: Archive, indexed: None, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A repository of Markdown with two pages and an image; times count at once."""
    monkeypatch.setattr("lint.run.cache_key._TICK", 0)
    archive.write(".git/HEAD", "")
    archive.write(A, f"{PAGE}[b](b.md#gauges) ![gauge](../img/gauge.png)\n")
    archive.write(B, f"{PAGE}## Gauges\n")
    archive.write("img/gauge.png", "")
    return archive


def test_what_is_there_is_not_reported(site: Archive) -> None:
    assert every_way(site) == []


def test_a_file_that_goes_and_comes_back_is_seen(site: Archive) -> None:
    assert missing(site, A) == []
    Path("img/gauge.png").unlink()
    assert every_way(site) == [("ARC007", "../img/gauge.png")]
    site.write("img/gauge.png", "")
    assert every_way(site) == []
    rename("img/gauge.png", "img/Gauge.png")
    assert every_way(site) == [("ARC007", "../img/gauge.png")]


def test_a_folder_that_is_new_is_seen(site: Archive) -> None:
    site.write(A, f"{PAGE}![wind](../img/2021/wind.png)\n")
    assert every_way(site) == [("ARC007", "../img/2021/wind.png")]
    site.write("img/2021/wind.png", "")
    assert every_way(site) == []


def test_a_page_that_is_renamed_and_a_heading_that_changes_are_seen(site: Archive) -> None:
    assert missing(site, ".") == []
    site.write(B, f"{PAGE}## Vanes\n")
    assert every_way(site) == [("ARC009", "b.md#gauges")]
    rename(B, "docs/c.md")
    assert every_way(site) == [("ARC008", "b.md#gauges")]


def test_the_message_says_what_may_be_meant(site: Archive) -> None:
    site.write("img/vane.webp", "")
    site.write("docs/weather.md", PAGE)
    site.write(A, f"{PAGE}![g](../img/Gauge.png) ![v](../img/vane.png) [b](wether.md) [c](b.md#gauge)\n")
    messages = [each["message"] for each in site.check("--select", "ARC", A).findings]
    assert [message.partition("; did you mean ")[2] for message in messages] == [
        "`img/gauge.png`?",
        "`img/vane.webp`?",
        "`docs/weather.md`?",
        "`#gauges`?",
    ]


def test_names_that_differ_in_unicode_form_are_one(site: Archive) -> None:
    site.write(f"img/{normalize('NFD', 'é')}.png", "")
    site.write(A, f"{PAGE}![e](../img/{normalize('NFC', 'é')}.png) ![e](../img/e%CC%81.png)\n")
    assert every_way(site) == []


def test_links_in_a_circle_and_to_themselves_end(site: Archive) -> None:
    site.write(A, f"{PAGE}[b](b.md) [a](a.md) [up](..) [here](#rain)\n\n# Rain\n")
    site.write(B, f"{PAGE}[a](a.md)\n")
    assert every_way(site) == []


def test_one_target_is_reported_once(site: Archive) -> None:
    site.write(A, f"{PAGE}" + "[c](c.md) " * 50 + "\n")
    assert every_way(site) == [("ARC008", "c.md")]


def test_many_files_in_one_folder_are_all_found(site: Archive) -> None:
    for number in range(2100):
        site.write(f"img/{number}.png", "")
    site.write(A, f"{PAGE}" + "".join(f"![x](../img/{number}.png)\n" for number in range(0, 2200, 100)))
    assert every_way(site) == [("ARC007", "../img/2100.png")]
    for number in range(1000, 2100):
        Path(f"img/{number}.png").unlink()
    assert len(every_way(site)) == 12


def test_a_copied_archive_without_its_images_is_not_full_of_findings(site: Archive) -> None:
    for number in range(101):
        site.write(f"docs/{number}.md", f"{PAGE}![x](x{number}.png)\n")
    assert len(missing(site, ".")) == 101
    Path("img/gauge.png").unlink()
    assert missing(site, ".") == []


def test_links_that_the_configuration_leaves_out_are_of_no_rule(site: Archive) -> None:
    text = "[c](c.md) [d](/d/e.md) [x](https://rain.example/?utm_source=x) ![i](x.png)\n"
    site.write(A, f"{PAGE}{text}")
    every = ["ARC", "LNK"]
    patterns = ["c.md", "/d/*", "rain.example", "nowhere.example"]
    before = [each["code"] for each in site.check("--select", ",".join(every), A).findings]
    assert before == ["ARC008", "ARC008", "LNK010", "ARC007"]
    site.write("lint.toml", f"ignore-links = {patterns!r}\n")
    result = site.check("--select", ",".join(every), ".")
    assert [each["code"] for each in result.findings] == ["ARC007"]
    assert [line.rpartition(": ")[2] for line in result.err.splitlines()] == [
        "'nowhere.example' matches no link of the archive"
    ]


def _git(*arguments: str) -> None:
    identity = ("-c", "user.name=Keeper", "-c", "user.email=keeper@example.org")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(site: Archive) -> Archive:
    os.unlink(".git/HEAD")
    _git("init", "--quiet", ".")
    _git("add", "--all")
    _git("commit", "--quiet", "--message", "rain")
    return site


@pytest.mark.parametrize("cache", [("--no-cache",), ()])
def test_what_a_commit_deletes_is_missed_by_those_who_link_to_it(
    committed: Archive, cache: tuple[str, ...]
) -> None:
    committed.lint(".")
    _git("mv", B, "docs/c.md")
    _git("rm", "--quiet", "img/gauge.png")
    gone = [("ARC008", "b.md#gauges"), ("ARC007", "../img/gauge.png")]
    assert missing(committed, "--staged", *cache) == gone
    assert missing(committed, "--since", "HEAD", *cache) == gone
    committed.write(A, f"{PAGE}[b](c.md#gauges)\n")
    _git("add", A)
    assert missing(committed, "--staged", *cache) == []


def test_only_what_is_missed_counts_of_posts_that_have_not_changed(committed: Archive) -> None:
    committed.write(A, f"{PAGE}[b](b.md) [x](https://rain.example/?utm_source=x)\n")
    _git("commit", "--quiet", "--all", "--message", "wind")
    _git("rm", "--quiet", B)
    assert [each["code"] for each in committed.check("--staged").findings] == ["ARC008"]
    assert committed.check("--staged", "--no-index").findings == []


def test_staged_content_counts_instead_of_the_file(committed: Archive) -> None:
    committed.write(B, f"{PAGE}## Vanes\n")
    _git("add", B)
    committed.write(B, f"{PAGE}## Gauges\n")
    committed.write(A, f"{PAGE}[b](b.md#gauges) \n")
    _git("add", A)
    assert missing(committed, "--staged") == [("ARC009", "b.md#gauges")]
    assert missing(committed, ".") == []
    age(A)


def test_a_path_without_the_base_path_is_wrong_where_the_site_has_the_page_below_it(site: Archive) -> None:
    site.write("_config.yml", "baseurl: /tea\npermalink: /:title/\n")
    site.write("img/gauge.png", "")
    site.write(
        "_posts/2021-05-03-a.md", f"{PAGE}[b](/b/) ![g](/img/gauge.png) [b](/tea/b/) [c](/c/) [top](/)\n"
    )
    site.write("_posts/2021-05-03-b.md", PAGE)
    Path(A).unlink()
    assert every_way(site) == [("ARC008", "/b/"), ("ARC007", "/img/gauge.png")]


def test_wikilinks_of_notes_without_a_builder_are_judged(site: Archive) -> None:
    site.write(A, f"{PAGE}[[b]] [[b#Gauges]] [[b#Vanes]] [[Storm]]\n")
    site.write(B, f"{PAGE}## Gauges\n[[Description]] [[stroms]]\n")
    site.write("docs/storms.md", PAGE)
    site.write("docs/storm2.md", "---\ntitle: Stormy\n---\n[[Storm|the storm]]\n")
    assert every_way(site) == [
        ("ARC009", "b#Vanes"),
        ("ARC010", "Storm"),
        ("ARC010", "stroms"),
        ("ARC010", "Storm|the storm"),
    ]


def test_a_program_in_the_content_of_hugo_may_make_any_page(site: Archive) -> None:
    Path(A).unlink()
    Path(B).unlink()
    site.write("hugo.toml", "baseURL = 'https://example.org/'\n")
    site.write("content/a.md", f'{PAGE}[x](/x/) [y](/tags/y/) [z](/tags/z/) {{{{% ref "b" %}}}}\n')
    site.write("content/b.md", "---\ntitle: B\ntags: [z]\n---\n[c](/a/#c)")
    site.write("content/c.md", PAGE)
    found = [("ARC008", "/x/"), ("ARC008", "/tags/y/"), ("ARC009", "/a/#c")]
    assert every_way(site) == found
    site.write("content/made/d.org", "#+title: D\n#+tags[]: y\n")
    assert every_way(site) == [found[0], found[2]]
    site.write("content/made/_content.gotmpl", "x")
    assert every_way(site) == found[2:]
    Path("content/made/_content.gotmpl").unlink()
    Path("content/made/d.org").unlink()
    assert every_way(site) == found


def test_what_the_service_redirects_is_there(site: Archive) -> None:
    site.write("_config.yml", "permalink: /:title.html\n")
    site.write("_posts/2021-05-03-a.md", f"{PAGE}[b](/b/) [c](/old/c)\n")
    site.write("_posts/2021-05-03-b.md", PAGE)
    Path(A).unlink()
    assert every_way(site) == [("ARC008", "/b/"), ("ARC008", "/old/c")]
    site.write("netlify.toml", "[[redirects]]\nfrom = '/old/*'\nto = '/'\n")
    assert every_way(site) == []


def test_a_file_that_another_page_of_pelican_publishes_is_there(site: Archive) -> None:
    Path(A).unlink()
    Path(B).unlink()
    head = "Title: Rain\nDate: 2021-05-03\n"
    site.write("pelicanconf.py", "PATH = 'content'\nTIMEZONE = 'UTC'\nPLUGINS = []\n")
    for name in ("x.png", "sub/y.png", "z.png"):
        site.write(f"content/news/{name}", "")
    site.write("content/a.md", f"{head}Slug: a\n\n![x](/news/x.png) ![y](/sub/y.png) ![z](/news/z.png)\n")
    every = [("ARC007", "/news/x.png"), ("ARC007", "/sub/y.png"), ("ARC007", "/news/z.png")]
    assert every_way(site) == every
    site.write("content/news/b.md", f"{head}Slug: b\n\n![x]({{static}}x.png) ![y]({{attach}}sub/y.png)\n")
    assert every_way(site) == every[2:]


def test_a_file_with_a_colon_in_its_address_is_published(site: Archive) -> None:
    site.write("_config.yml", "title: Rain\n")
    site.write("feeds/b.xml", "---\npermalink: /p/:title/\n---\n")
    site.write("_posts/2021-05-03-a.md", f"{PAGE}{{% link feeds/b.xml %}} {{% link feeds/c.xml %}}\n")
    Path(A).unlink()
    assert every_way(site) == [("ARC007", "feeds/c.xml")]


@pytest.mark.parametrize(
    ("path", "fields", "right", "wrong"),
    [
        ("notes/rain.md", "", "/x/rain/", "/x/notes/"),
        ("notes/rain/index.md", "", "/x/rain/ /rain", ""),
        ("notes/rain.de.md", "", "/de/rain/", "/x/de/"),
        ("notes/2021-05-03-rain.md", "", "/x/2021/rain/", "/x/2021/"),
        ("notes/a.md", "slug: rain-here", "/x/rain-here/ /x/a/", "/x/rain/"),
        ("notes/a.md", "aliases: [/old/rain/, 7]", "/old/rain/", "/old/"),
        ("notes/a.md", "title: It's rain, again", "/x/its-rain-again/ /x/it-s-rain-again/", "/x/rain/"),
    ],
)
def test_a_page_of_an_unknown_address_may_be_where_it_says(
    archive: Archive, indexed: None, path: str, fields: str, right: str, wrong: str
) -> None:
    archive.write("eleventy.config.js", "")
    archive.write(path, f"---\n{fields}\neleventyComputed:\n  permalink: /{{{{ x }}}}/\n---\n")
    links = [*right.split(), *wrong.split()]
    archive.write("a.md", PAGE + "\n".join(f"[a]({link})" for link in links) + "\n")
    assert missing(archive, "a.md") == [("ARC008", each) for each in wrong.split()]


def test_a_link_with_too_many_places_is_not_judged(archive: Archive, indexed: None) -> None:
    archive.write("hugo.toml", "".join(f"[languages.l{number}]\n" for number in range(40)))
    archive.write("content/a/index.l1.md", f"{PAGE}![a](a.png)\n")
    assert missing(archive, ".") == []
    archive.write("hugo.toml", "[languages.l1]\n[languages.l2]\n")
    assert missing(archive, ".") == [("ARC007", "a.png")]


def test_without_a_builder_a_link_to_a_file_is_not_met_by_another_files_title(site: Archive) -> None:
    rename(B, "docs/c.md")
    site.write("docs/c.md", "---\ntitle: b\nslug: b\n---\n## Gauges\n")
    assert missing(site, ".") == [("ARC008", "b.md#gauges")]


def test_what_is_in_another_site_of_the_repository_cannot_be_told(site: Archive) -> None:
    site.write("website/_config.yml", "title: Rain\n")
    site.write("website/rain.md", PAGE)
    site.write("posts/_posts/2021-05-03-rain.md", PAGE)
    links = "[a](website/rain.md) [b](website/) [c](posts/_posts/2021-05-03-rain.md) [d](docs/none.md)\n"
    site.write("README.md", links)
    assert missing(site, "README.md") == [("ARC008", "docs/none.md")]
    assert missing(site, ".") == [("ARC008", "docs/none.md")]
