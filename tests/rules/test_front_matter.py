"""What is wrong with a front matter depends on what the site's builder makes of it."""

from pathlib import Path

import pytest

from lint import lint_text
from lint.config.config import Config

POST = "2021-05-03-rain.md"
BODY = "It rained all day, and the harbour was quiet.\n"


def found(builder: str, text: str, family: str = "FMT", name: str = POST) -> list[tuple[str, str]]:
    """Return the codes and severities of a family's findings."""
    findings = lint_text(text, name, Config(dialect=builder))  # type: ignore[arg-type]
    return [(each.code, each.severity.value) for each in findings if each.code.startswith(family)]


def message(builder: str, text: str, code: str) -> str:
    """Return the message of the only finding with a code."""
    [each] = [each for each in lint_text(text, POST, Config(dialect=builder)) if each.code == code]  # type: ignore[arg-type]
    return each.message


YAML = f"---\ntitle: Rain\n---\n{BODY}"


@pytest.mark.parametrize("builder", ["hugo", "hexo", "eleventy", "docusaurus", "vitepress", "astro", "plain"])
def test_a_byte_order_mark_that_the_builder_skips_is_no_finding(builder: str) -> None:
    assert found(builder, "\ufeff" + YAML) == []


@pytest.mark.parametrize(
    ("builder", "text", "reported"),
    [
        ("hugo", "\n\n" + YAML, False),
        ("astro", "\n\n" + YAML, False),
        ("eleventy", "\n" + YAML, True),
        ("docusaurus", "\n" + YAML, True),
        ("jekyll", f"---\ntitle: Rain\n...\n{BODY}", False),
        ("hugo", f"---\ntitle: Rain\n...\n{BODY}", True),
        ("eleventy", f"---\ntitle: Rain\n...\n{BODY}", True),
        ("hugo", f'+++\ntitle = "Rain"\n+++\n{BODY}', False),
        ("astro", f'+++\ntitle = "Rain"\n+++\n{BODY}', False),
        ("vitepress", f'+++\ntitle = "Rain"\n+++\n{BODY}', True),
        ("hexo", f"title: Rain\ntags:\n\t- wind\n---\n{BODY}", False),
        ("hexo", f"--- \ntitle: Rain\n---\n{BODY}", True),
        ("vitepress", f"---yaml\ntitle: Rain\n---\n{BODY}", False),
        ("docusaurus", f"---yaml\ntitle: Rain\n---\n{BODY}", True),
        ("eleventy", f'---toml\ntitle = "Rain"\n---\n{BODY}', True),
        ("eleventy", f'---js\n{{ title: "Rain" }}\n---\n{BODY}', False),
        ("hugo", f"- umbrellas\n- boots\n\n{BODY}", True),
        ("vitepress", f"- umbrellas\n- boots\n\n{BODY}", False),
        ("pelican", f"Title: Rain\nDate: 2021-05-03\n\n{BODY}", False),
        ("plain", f"---\ntitle: Rain\n\n{BODY}", True),
    ],
)
def test_fences_that_the_builder_does_not_read_are_one_error(builder: str, text: str, reported: bool) -> None:  # noqa: FBT001
    assert found(builder, text) == ([("FMT002", "error")] if reported else [])


def test_the_message_says_what_becomes_of_the_page() -> None:
    assert "Hugo stops the build" in message("hugo", f"---\ntitle: Rain\n...\n{BODY}", "FMT002")
    assert "its text appears on the page" in message("eleventy", "\n" + YAML, "FMT002")


@pytest.mark.parametrize(
    ("builder", "value", "severity"),
    [
        ("jekyll", "yes", "error"),
        ("vitepress", "yes", None),
        ("hugo", "yes", None),
        ("jekyll", "1:30", "error"),
        ("eleventy", "1:30", None),
        ("vitepress", "1:30", "error"),
        ("jekyll", "2021-05-03", "info"),
        ("hugo", "2021-05-03", None),
        ("obsidian", "2021-05-03", None),
        ("vitepress", "2021-05-03", "error"),
        ("jekyll", "010", "error"),
        ("jekyll", "1e3", None),
        ("hexo", "1e3", "error"),
        ("pelican", "2021", None),
        ("jekyll", "2021", "info"),
        ("hexo", "2021", "info"),
        ("plain", "true", "info"),
        ("plain", "True", "error"),
        ("jekyll", "1.0", "info"),
        ("hexo", "1.0", "error"),
        ("hexo", "1.10", "error"),
        ("hexo", "1.12", "info"),
        ("zola", "2021", "error"),
        ("astro", "2021", "error"),
    ],
)
def test_a_title_is_an_error_where_readers_see_another_one(
    builder: str, value: str, severity: str | None
) -> None:
    expected = [("FMT007", severity)] if severity else []
    assert found(builder, f"---\ntitle: {value}\n---\n{BODY}", "FMT007") == expected


@pytest.mark.parametrize(
    ("builder", "words"),
    [
        ("jekyll", "Jekyll keeps this one and drops the one on line 2"),
        ("hexo", "Hexo stops at it; the first is on line 2"),
        ("plain", "site builders stop at it or drop one of them; the first is on line 2"),
    ],
)
def test_a_repeated_key_is_an_error_in_the_builders_words(builder: str, words: str) -> None:
    assert words in message(builder, f"---\ntitle: Rain\ntitle: Wind\n---\n{BODY}", "FMT004")


def test_a_comment_of_html_is_reported_on_its_own_row() -> None:
    text = f"---\ntitle: Rain\n<!-- to be continued -->\n---\n{BODY}"
    [finding] = [each for each in lint_text(text, POST) if each.code == "FMT003"]
    assert finding.location.row == 3
    assert found("jekyll", text.replace("to be", "state: to be")) == []


@pytest.mark.parametrize(
    ("builder", "value", "severity"),
    [
        ("jekyll", "rain", None),
        ("jekyll", "rain wind", "info"),
        ("jekyll", "rain, wind", "warning"),
        ("jekyll", "2021", "warning"),
        ("hexo", "rain", None),
        ("hexo", "rain wind", "info"),
        ("hexo", "2021", "info"),
        ("hexo", "{rain: wind}", "warning"),
        ("eleventy", "rain,wind", "info"),
        ("eleventy", "rain, wind", "warning"),
        ("eleventy", "2021", "error"),
        ("docusaurus", "rain", "error"),
        ("docusaurus", "[rain, {label: Wind, permalink: /wind}]", None),
        ("pelican", "rain, wind", None),
        ("pelican", "[rain, wind]", "warning"),
        ("plain", "rain", None),
        ("plain", "rain wind", "info"),
        ("quarto", "rain", None),
    ],
)
def test_a_text_of_tags_is_judged_by_what_the_builder_makes_of_it(
    builder: str, value: str, severity: str | None
) -> None:
    expected = [("TAG001", severity)] if severity else []
    assert found(builder, f"---\ntitle: Rain\ntags: {value}\n---\n{BODY}", "TAG00") == expected


@pytest.mark.parametrize(
    "builder", ["docusaurus", "vitepress", "eleventy", "astro", "obsidian", "quarto", "hexo"]
)
def test_front_matter_is_optional_for_most_builders(builder: str, tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text(YAML)
    assert found(builder, BODY, name=str(tmp_path / "e.md")) == []


@pytest.mark.parametrize("builder", ["zola", "pelican"])
def test_front_matter_is_required_where_the_builder_drops_the_post(builder: str) -> None:
    assert found(builder, BODY, name="content/rain.md") == [("FMT001", "error")]


@pytest.mark.parametrize(("neighbours", "reported"), [(2, False), (3, True), (9, True)])
def test_without_a_builder_the_neighbours_decide(neighbours: int, reported: bool, tmp_path: Path) -> None:  # noqa: FBT001
    for number in range(neighbours):
        (tmp_path / f"{number}.md").write_text(YAML)
    (tmp_path / "x.md").write_text(BODY)
    expected = [("FMT001", "warning")] if reported else []
    assert found("plain", BODY, name=str(tmp_path / "x.md")) == expected
    titled = [("FMT001", "info")] if reported else []
    assert found("plain", f"# Rain\n\n{BODY}", name=str(tmp_path / "x.md")) == titled
    assert found("plain", BODY, name=str(tmp_path / "CLAUDE.md")) == []
    assert found("plain", BODY, name=str(tmp_path / "_part.md")) == []


@pytest.mark.parametrize(
    ("layout", "configuration", "severity"),
    [
        (None, "theme: minima\n", "warning"),
        (None, "title: Rain\n", "info"),
        ("<h1>{{ page.title }}</h1>", "title: Rain\n", "info"),
        ("<h1>{{ page.title | escape }}</h1>", "title: Rain\n", "warning"),
        ("<h1>{{ page.title | strip | xml_escape }}</h1>", "title: Rain\n", "warning"),
    ],
)
def test_an_entity_that_the_sites_layout_may_print_as_it_is_is_a_note(
    layout: str | None, configuration: str, severity: str, tmp_path: Path
) -> None:
    (tmp_path / "_config.yml").write_text(configuration)
    (tmp_path / "_posts").mkdir()
    if layout is not None:
        (tmp_path / "_layouts").mkdir()
        (tmp_path / "_layouts" / "post.html").write_text(layout)
    findings = lint_text(f"---\ntitle: Rain &#38; wind\n---\n{BODY}", str(tmp_path / "_posts" / POST))
    assert [each.severity.value for each in findings if each.code == "FMT009"] == [severity]


@pytest.mark.parametrize(
    ("builder", "fields", "severity"),
    [
        ("jekyll", "published: true\npublished: true", "info"),
        ("jekyll", "published: true\npublished: 'true'", "error"),
        ("jekyll", "tags: [rain]\ntags: [rain]", "error"),
        ("plain", "layout: post\nlayout: post", "info"),
        ("pelican", "slug: rain\nslug: rain", "info"),
        ("hugo", "weight: 1\nweight: 1", "error"),
        ("eleventy", "weight: 1\nweight: 1", "error"),
    ],
)
def test_a_key_with_the_same_value_twice_is_a_note_where_the_builder_goes_on(
    builder: str, fields: str, severity: str
) -> None:
    assert found(builder, f"---\ntitle: Rain\n{fields}\n---\n{BODY}", "FMT004") == [("FMT004", severity)]


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("templates/meeting.md", "{{title}} of {{date}}", []),
        ("Vault/Template - Book.md", "<% tp.title %>: a\nb", []),
        ("archetypes/rain.md", '"{{ .Name "a" }}"', []),
        ("templates/meeting.md", 'The "old": harbour: "', [("FMT003", "error")]),
        ("meeting.md", "{{title}} of {{date}}", [("FMT003", "error")]),
    ],
)
def test_placeholders_of_a_template_are_no_broken_front_matter(
    name: str, title: str, expected: list[tuple[str, str]]
) -> None:
    assert found("plain", f"---\ntitle: {title}\n---\n{BODY}", "FMT003", name) == expected


@pytest.mark.parametrize(
    ("builder", "tags", "severity"),
    [
        ("jekyll", "[2021, rain]", "warning"),
        ("hexo", "[2021, rain]", "info"),
        ("hugo", "[2021, rain]", "info"),
        ("plain", "[2021, rain]", "info"),
        ("plain", "[yes, rain]", "warning"),
        ("hexo", "[1.10, rain]", "warning"),
        ("astro", "[2021, rain]", "warning"),
        ("eleventy", "[2021-05-03, rain]", "warning"),
    ],
)
def test_a_tag_that_is_no_text_matters_where_it_becomes_another_one(
    builder: str, tags: str, severity: str
) -> None:
    text = f"---\ntitle: Rain\ntags: {tags}\n---\n{BODY}"
    assert found(builder, text, "TAG002") == [("TAG002", severity)]


@pytest.mark.parametrize(("builder", "severity"), [("jekyll", "warning"), ("obsidian", "info")])
def test_a_vault_is_read_where_its_files_are(builder: str, severity: str) -> None:
    text = f"---\ntitle: Rain\n---\n{BODY}\n[plan](file:///Users/keeper/plan.pdf)\n"
    assert found(builder, text, "LNK007") == [("LNK007", severity)]


@pytest.mark.parametrize(
    ("builder", "text", "severity"),
    [
        ("plain", f"---\n\nIt rained.\n\n---\n\n{BODY}", "info"),
        ("plain", f"---\nIt rained.\n---\n\n{BODY}", "error"),
        ("jekyll", f"---\n\nIt rained.\n\n---\n\n{BODY}", "error"),
    ],
)
def test_a_paragraph_between_two_rules_may_be_meant(builder: str, text: str, severity: str) -> None:
    assert found(builder, text, "FMT003") == [("FMT003", severity)]
