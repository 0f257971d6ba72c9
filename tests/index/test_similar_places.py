"""Places with names like that of a missing one: which are named, and that many of them take no longer."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.primitives.recent import Recent
from lint.run.similar_places import is_mistyped
from tests.conftest import Archive

_DOCUSAURUS = "export default {presets: [['classic', {docs: {path: 'content'}}]]};\n"
PAGE = "---\ntitle: Rain\ndate: 2021-05-03 12:00:00 +0000\n---\n\n"
_names = st.text("abcd", max_size=8)


def _parts(name: str) -> set[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


@given(_names, _names)
def test_a_name_is_mistyped_if_both_are_the_same_without_a_letter(name: str, other: str) -> None:
    assert is_mistyped(name, other) == (not _parts(name).isdisjoint(_parts(other)))


@pytest.mark.parametrize(("name", "other"), [("rain", "rian"), ("rain", "ainr"), ("rain", "nrai"), ("", "r")])
def test_a_letter_may_be_moved_or_missing(name: str, other: str) -> None:
    assert is_mistyped(name, other)
    assert is_mistyped(other, name)


def test_a_long_name_is_not_looked_for_mistyped() -> None:
    assert not is_mistyped("a" * 101, "a" * 100)
    assert is_mistyped("a" * 100, "a" * 99)


@given(st.lists(st.integers(0, 9), max_size=50), st.integers(1, 30))
def test_what_is_remembered_is_what_was_made_and_bounded(keys: list[int], most: int) -> None:
    made: list[int] = []

    def make(key: int) -> list[int]:
        made.append(key)
        return [key] * key

    recent: Recent[int, list[int]] = Recent(make, len, most)
    known: list[int] = []  # what was asked for last is at the end
    for key in keys:
        before = len(made)
        assert recent(key) == [key] * key
        assert (len(made) == before) == (key in known)
        known = [*(each for each in known if each != key), key]
        while len(known) > 1 and sum(known) > most:
            del known[0]


def _suggestions(archive: Archive, *links: str) -> list[str]:
    archive.write("_posts/2021-05-03-a.md", PAGE + "".join(f"![a]({link})\n" for link in links))
    messages = [each["message"] for each in archive.check("--select", "ARC007").findings]
    return [message.partition("did you mean ")[2].rstrip("?") for message in messages]


def _write(archive: Archive, *names: str) -> None:
    archive.write("_config.yml", "title: Rain\n")
    for name in names:
        archive.write(name, "")


def test_the_same_folder_comes_before_another_one(archive: Archive, indexed: None) -> None:
    _write(archive, "a/rain.webp", "images/rain.webp", "z/rain.webp")
    assert _suggestions(archive, "/images/rain.png", "/z/rain.png") == [
        "`/images/rain.webp`",
        "`/z/rain.webp`",
    ]


def test_another_letter_case_comes_before_another_suffix(archive: Archive, indexed: None) -> None:
    _write(archive, "images/rain.gif", "images/Rain.PNG", "a/rain.png")
    assert _suggestions(archive, "/images/rain.png") == ["`/images/Rain.PNG`"]


def test_each_of_many_files_with_one_name_is_found_in_its_other_letter_case(
    archive: Archive, indexed: None
) -> None:
    _write(archive, *(f"images/rain.a{number}" for number in range(300)))
    chosen = random.Random(1).sample(range(300), 40)
    found = _suggestions(archive, *(f"/images/Rain.A{number}" for number in chosen))
    assert found == [f"`/images/rain.a{number}`" for number in chosen]


def test_a_mistyped_name_is_found_in_each_of_many_folders(archive: Archive, indexed: None) -> None:
    folders = [f"images/{number}" for number in range(30)]
    _write(archive, *(f"{folder}/{name}.png" for folder in folders for name in ("harbour", "lighthouse")))
    found = _suggestions(
        archive, *(f"/{folder}/{name}.png" for name in ("harbuor", "lighthose") for folder in folders)
    )
    right = [f"`/{folder}/{name}.png`" for name in ("harbour", "lighthouse") for folder in folders]
    assert found == right


@pytest.mark.parametrize(
    ("configuration", "there", "link", "suggestion"),
    [
        (
            "_config.yml",
            "_posts/2021-05-02-rain.md",
            "[a]({% post_url 2021-05-02-rian %})",
            "2021-05-02-rain",
        ),
        (
            "_config.yml",
            "_posts/2021-05-02-rain.md",
            "[a]({% post_url 2021-05-01-rain %})",
            "2021-05-02-rain",
        ),
        ("_config.yml", "rain.md", "[a]({% link rian.md %})", "rain.md"),
        ("hugo.toml", "content/posts/rain.md", '[a]({{< relref "/posts/rian.md" >}})', "/posts/rain"),
        ("hugo.toml", "content/posts/rain.md", '[a]({{< ref "rian" >}})', "rain"),
        (".obsidian/app.json", "The rain.md", "[[The rian]]", "The rain"),
        ("zola.toml", "content/rain.md", "[a](@/rian.md)", "content/rain.md"),
    ],
)
def test_what_is_looked_up_by_name_is_found_mistyped(
    archive: Archive, indexed: None, configuration: str, there: str, link: str, suggestion: str
) -> None:
    archive.write(configuration, "{}" if configuration.endswith("json") else "")
    archive.write(there, PAGE)
    post = "_posts/2021-05-03-a.md" if configuration == "_config.yml" else "content/a.md"
    archive.write(post, f"{PAGE}{link}\n")
    (found,) = archive.check("--select", "ARC008,ARC010", post).findings
    assert found["message"].endswith(f"; did you mean `{suggestion}`?")


@pytest.mark.parametrize(
    ("configuration", "link", "codes"),
    [
        ("zola.toml", "[a](@/rain.md#r)", ["ARC009"]),
        ("zola.toml", "[a](@/wind.md)", ["ARC008"]),
        ("docusaurus.config.js", "[a](@site/content/rain.md)", []),
        ("docusaurus.config.js", "![a](@site/content/wind.png)", ["ARC007"]),
        ("docusaurus.config.js", "[a](pathname:///wind.pdf)", ["ARC007"]),
        ("_config.yml", "[a](@/wind.md)", []),  # maybe an alias, or an address of mail
    ],
)
def test_a_url_that_names_a_file_from_the_site_is_judged(
    archive: Archive, indexed: None, configuration: str, link: str, codes: list[str]
) -> None:
    archive.write(configuration, _DOCUSAURUS if configuration.startswith("docusaurus") else "")
    archive.write("content/rain.md", PAGE)
    archive.write("content/a.md", f"{PAGE}{link}\n")
    assert [each["code"] for each in archive.check("--select", "ARC", "content/a.md").findings] == codes


@pytest.mark.parametrize(
    ("configuration", "there", "call", "hint"),
    [
        ("hugo.toml", "layouts/shortcodes/gauge.html", "{{< guage >}}", "did you mean `gauge`?"),
        ("hugo.toml", "layouts/a.html", "{{< vane >}}", "expected the file `layouts/_shortcodes/vane.html`"),
        ("_quarto.yml", "b.qmd", "{{< vane >}}", "expected an extension that has it"),
    ],
)  # fmt: skip
def test_a_missing_template_is_told_by_its_file_or_its_extension(
    archive: Archive, indexed: None, configuration: str, there: str, call: str, hint: str
) -> None:
    archive.write(configuration, "")
    archive.write(there, "")
    archive.write("content/a.qmd" if configuration == "_quarto.yml" else "content/a.md", f"{PAGE}{call}\n")
    (found,) = archive.check("--select", "ARC011", ".").findings
    assert found["message"].endswith(f"does not exist; {hint}")
