"""What an archive's own posts show: its keys, its source field, its timezone."""

from pathlib import Path

import pytest

from lint.archive.evidence import Evidence
from tests.conftest import Archive


def _posts(archive: Archive, front_matter: str, count: int = 12, folder: str = "_posts") -> None:
    for number in range(count):
        fields = front_matter.replace("NUMBER", str(number))
        archive.write(f"{folder}/2021-05-03-rain-{number}.md", f"---\n{fields}---\nIt rained.\n")


def _fields(archive: Archive, code: str) -> list[tuple[str, str]]:
    found = archive.check("--select", code, "--no-cache").findings
    return [(Path(finding["filename"]).name, finding["message"]) for finding in found]


def test_a_key_that_one_post_has_is_a_slip_of_the_one_that_the_others_have(archive: Archive) -> None:
    archive.write("_config.yml", "")
    _posts(archive, "title: Rain\nilustrator: A. Pen\ntranslator: B. Quill\n")
    archive.write(
        "_posts/2021-05-04-wind.md",
        "---\ntitle: Wind\nilustrator: A. Pen\ntranslate: B. Quill\n---\nIt blew.\n",
    )
    archive.write(
        "_posts/2021-05-05-hail.md",
        "---\ntitle: Hail\nillustrator: A. Pen\ntranslator: B. Quill\n---\nIt fell.\n",
    )
    assert _fields(archive, "FMT006") == [
        ("2021-05-04-wind.md", "unknown key `translate`; did you mean `translator`?"),
        ("2021-05-05-hail.md", "unknown key `illustrator`; did you mean `ilustrator`?"),
    ]


@pytest.mark.parametrize(
    ("everywhere", "once"),
    [
        ("titel: Rain\n", "title: Rain\n"),  # the slip is the habit: a schema's key is never one
        ("publisher: Post\n", "published: true\n"),  # another kind of value
        ("authors: [A]\n", "author: A\n"),
        ("cover: a.png\n", "discovery: x\n"),
        ("date_updated: a\n", "date_created: a\n"),
        ("image_width: 1\n", "image_height: 1\n"),
        ("translator: B\n", "translator: B\ntranslate: yes\n"),  # it has both
    ],
)
def test_what_looks_alike_may_be_meant(archive: Archive, everywhere: str, once: str) -> None:
    archive.write("_config.yml", "")
    _posts(archive, everywhere)
    archive.write("_posts/2021-05-04-wind.md", f"---\n{once}---\nIt blew.\n")
    assert _fields(archive, "FMT006") == []


def test_a_word_with_another_first_letter_is_no_slip(archive: Archive) -> None:
    archive.write("hugo.toml", "")
    archive.write("content/rain.md", "---\ntitle: Rain\nheight: 3\ntabs: [a]\n---\nIt rained.\n")
    archive.write("content/wind.md", "---\ntitle: Wind\nwieght: 3\n---\nIt blew.\n")
    assert _fields(archive, "FMT006") == [("wind.md", "unknown key `wieght`; did you mean `weight`?")]


def test_a_key_of_many_posts_is_no_slip_of_the_schemas(archive: Archive) -> None:
    archive.write("_config.yml", "")
    _posts(archive, "titel: Rain\n", 3)
    _posts(archive, "title: Rain\n", 40, "_posts/en")
    assert _fields(archive, "FMT006") == []


def test_without_an_archive_the_schema_tells(archive: Archive) -> None:
    archive.write("_config.yml", "")
    archive.write(
        "_posts/2021-05-04-wind.md", "---\ntitel: Wind\ndescrition: It blew.\ndata: [1]\n---\nIt blew.\n"
    )
    assert [message for _, message in _fields(archive, "FMT006")] == [
        "unknown key `titel`; did you mean `title`?",
        "unknown key `descrition`; did you mean `description`?",
    ]


@pytest.mark.parametrize("key", ["source", "guid", "original_url", "canonical_url", "blogger_orig_url"])
def test_the_field_with_a_url_of_its_own_in_nearly_every_post_is_the_source(
    archive: Archive, key: str
) -> None:
    archive.write("_config.yml", "url: https://mirror.example\n")
    _posts(archive, f"title: Rain\n{key}: https://news.example.org/NUMBER\n")
    archive.write(
        "_posts/2021-05-04-wind.md",
        f"---\ntitle: Wind\n{key}: https://news.example.org/a\n---\n![](/a.png)\n",
    )
    assert [name for name, _ in _fields(archive, "IMG003")] == ["2021-05-04-wind.md"]
    assert (
        f"source    {key} (`{key}` has a URL of its own in 13 of 13 sampled posts)\n"
        in archive.lint("--show-settings").out
    )


@pytest.mark.parametrize(
    ("configuration", "fields"),
    [
        ("", "source: https://news.example.org/\n"),  # the same in all
        ("", "cover: https://news.example.org/NUMBER.jpg\n"),
        ("", "source: Harbour Post NUMBER\n"),
        (
            "url: https://news.example.org\n",
            "canonical_url: https://news.example.org/NUMBER\n",
        ),  # the site itself
    ],
)
def test_other_urls_are_no_source(archive: Archive, configuration: str, fields: str) -> None:
    archive.write("_config.yml", configuration)
    _posts(archive, f"title: Rain\n{fields}")
    assert "source    none; " in archive.lint("--show-settings").out


def test_the_zone_in_which_all_names_agree_is_said_once(archive: Archive) -> None:
    for number in range(12):
        name = f"posts/2021-05-{number + 4:02}-rain.md"
        archive.write(
            name,
            f"---\ntitle: Rain\ndate: 2021-05-{number + 3:02}T{15 + number % 9}:30:00Z\n---\nIt rained.\n",
        )
    archive.write("posts/2021-06-01-wind.md", "---\ntitle: Wind\ndate: 2021-06-01T14:30:00Z\n---\nIt blew.\n")
    result = archive.check("--no-cache")
    assert result.findings == []
    assert result.err == (
        "lint: 13 of 13 sampled file names are dated in UTC+9; to settle it, write"
        ' timezone = "Asia/Tokyo" in lint.toml\n'
    )
    assert archive.lint("posts/2021-05-04-rain.md").err == result.err, "a hook says what a whole run says"
    assert archive.lint("posts/2021-05-04-rain.md").err == result.err, "from the cache too"
    archive.write("lint.toml", 'timezone = "Asia/Seoul"\n')
    assert archive.check("--no-cache").err == ""


def test_names_that_agree_in_utc_need_no_zone(archive: Archive) -> None:
    for number in range(12):
        name = f"posts/2021-05-{number + 4:02}-rain.md"
        archive.write(
            name, f"---\ntitle: Rain\ndate: 2021-05-{number + 4:02}T{number:02}:30:00Z\n---\nIt rained.\n"
        )
    assert archive.check("--no-cache").err == ""


def test_a_site_that_sets_its_zone_needs_no_advice(archive: Archive) -> None:
    archive.write("_config.yml", "timezone: Asia/Tokyo\n")
    for number in range(12):
        name = f"_posts/2021-05-{number + 4:02}-rain.md"
        archive.write(
            name,
            f"---\ntitle: Rain\ndate: 2021-05-{number + 3:02}T{15 + number % 9}:30:00Z\n---\nIt rained.\n",
        )
    result = archive.check("--no-cache")
    assert (result.codes, result.err) == ([], "")
    assert "timezone  Asia/Tokyo (set in " in archive.lint("--show-settings").out


def test_evidence_survives_the_cache_and_nothing_else_does() -> None:
    evidence = Evidence(9, "jekyll", "why", {"title": "text"}, frozenset(("title",)), "from", 9, (8, 9), 9, 9)
    again = Evidence.from_json(evidence.to_json())
    assert again is not None
    assert (again.deciding, again.timezone, again.source_reason) == (
        evidence.deciding,
        "Asia/Shanghai",
        "`from` has a URL of its own in 9 of 9 sampled posts",
    )
    hostile = [
        "", "[]", "{}", "null", "[" * 5000, evidence.to_json().replace('"jekyll"', '"os:system"'),
        evidence.to_json().replace("[8, 9]", "[99]"), evidence.to_json().replace('"from"', "5"),
    ]  # fmt: skip
    assert [Evidence.from_json(text) for text in hostile] == [None] * len(hostile)


@pytest.mark.parametrize(("many", "expected"), [(12, 0), (1, 1)])
def test_an_empty_list_that_many_posts_have_is_the_archives_habit(
    archive: Archive, many: int, expected: int
) -> None:
    archive.write("_config.yml", "")
    _posts(archive, "title: Rain\n", 12)
    _posts(archive, "title: Rain\ntags: []\n", many, "_posts/b")
    assert len(_fields(archive, "TAG002")) == expected
    archive.write("lint.toml", "[fields.tags]\nrequired = true\n")
    assert len(_fields(archive, "TAG002")) == many


def test_a_character_that_many_names_contain_is_said_once(archive: Archive) -> None:
    for number in range(8):
        archive.write(f"articles/{number} | rain.md", "It rained.\n")
    archive.write("articles/why?.md", "It rained.\n")
    result = archive.check("--no-cache", "--select", "FIL001")
    found = [(finding["filename"], finding["severity"]) for finding in result.findings]
    notes = [(f"articles/{number} | rain.md", "info") for number in range(8)]
    assert found == [*notes, ("articles/why?.md", "warning")]
    assert "lint: 8 of 9 sampled file names contain '|', which Windows forbids\n" in result.err
