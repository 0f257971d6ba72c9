"""What a site's builder, templates or components explain in a body is not reported, or is a note."""

import pytest

from lint import Config, lint_text
from lint.config.dialects import Dialect
from tests.conftest import GOOD


def found(code: str, body: str, builder: Dialect = "plain") -> list[str]:
    """Return the severities of a rule's findings in a body."""
    findings = lint_text(f"{GOOD}\n{body}\n", "2021-05-03-x.md", Config(dialect=builder))
    return [finding.severity.value for finding in findings if finding.code == code]


@pytest.mark.parametrize(
    "body",
    [
        "`a<b` and rain<b and Vec<K, V>", "for (i=0;i<em;i++) {", 'cout<<"rain"<<std::endl;', "<s 12 drops>",
        "<b rain, <i wind",
    ],
)  # fmt: skip
@pytest.mark.parametrize("builder", ["jekyll", "eleventy", "hugo", "plain"])
def test_what_is_no_tag_in_markdown_is_text(body: str, builder: Dialect) -> None:
    assert found("HTM004", body, builder) == []
    assert found("LNK001", f'{body}\n\n<a href="">rain</a>', builder) == ["warning"]


def test_what_follows_an_open_tag_is_lost_in_html_alone() -> None:
    assert found("HTM004", '<div>\n<a href="/rain\n</div>') == ["warning"]
    assert found("HTM004", 'Rain <a href="/rain\n\nwind') == ["warning"]  # "malformed"


@pytest.mark.parametrize(
    ("body", "builders"),
    [
        ("{% set code %}\n<div>\n\n\t<template>\n{% endset %}", ("eleventy", "plain")),
        ("{% capture rain %}<aside>{% endcapture %}", ("jekyll", "eleventy", "plain")),
        ('{% renderTemplate "md" %}<b>{% endrenderTemplate %}', ("eleventy",)),
        ("{# <b> #}", ("hexo", "plain")),
        ('{% if a %}<div class="a">{% else %}<div>{% endif %}rain</div>', ("jekyll", "eleventy")),
        ("{% unless a %}<b>{% endunless %}rain{% unless a %}</b>{% endunless %}", ("jekyll",)),
        ("{% for a in b %}</ul><ul>{% endfor %}", ("jekyll",)),
        ("{{ '<b>' | escape }} {% include rain.html text=\"<i>\" %}", ("jekyll", "eleventy")),
        ('[rain]{.wet title="<i>"} and ![](a.png){alt="the <kbd> tag"}', ("quarto", "vitepress", "plain")),
        ('![](a.png){.wet alt="\\pkg{rain} and the <kbd> tag" width=3}', ("quarto", "vitepress", "plain")),
        ('::: {.note title="<u>"}\nrain\n:::', ("quarto",)),
        ('Rain.\n{: title="<b>"}', ("jekyll", "pelican")),
        ('{wet ? "<u>" : ""} and {/* <b> */}', ("docusaurus",)),
    ],
)
def test_tags_in_templates_and_attributes_need_no_partner(body: str, builders: tuple[Dialect, ...]) -> None:
    for builder in builders:
        assert found("HTM004", body, builder) == []


def test_a_tag_beside_a_template_needs_its_partner() -> None:
    assert found("HTM004", "{% if a %}<b>rain</b>{% endif %} <b>wind", "jekyll") == ["warning"]
    assert found("HTM004", "{# <b> #}", "jekyll") == ["warning"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<a>rain</a>", ["info"]),
        ('<a class="more">rain</a> <a class="more">wind</a>', ["info"]),
        ('<a class="mw-selflink">rain</a>', []),
        ('<a class="anchor" aria-hidden="true"></a>', []),
        ('<a :href="rain">rain</a> <a v-bind:href="rain">rain</a> <a @click="rain">rain</a>', []),
        ("<a {...props}>rain</a>", []),
        ("<img {...props} /> <a class={wet} {...props}>rain</a>", []),
        ('<a href="">rain</a>', ["warning"]),
        ("[rain]()", ["warning"]),
        ("Set[Rain]()", ["warning"]),
    ],
)
def test_a_link_without_an_address_is_a_placeholder(body: str, expected: list[str]) -> None:
    assert found("LNK001", body) == expected
    assert found("HTM004", body) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http:///rain.example.org/", ["info"]),
        ("https:////rain.example.org/", ["info"]),
        (r"http:\\rain.example.org", ["info"]),
        ("https:/rain.example.org/", ["error"]),
        ("http://https://rain.example.org/", ["error"]),
    ],
)
def test_an_address_that_browsers_open_is_a_note(url: str, expected: list[str]) -> None:
    assert found("LNK002", f'<a href="{url}">rain</a>') == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://rain.example.org/?a=1&amp;b=2,", ["info"]),
        ("https://rain.example.org/?a=1;", ["info"]),
        ("https://rain.example.org/a,", ["warning"]),
        ("https://rain.example.org/?a=1)", ["warning"]),
        ("https://rain.example.org/?a='rain'", []),
        ("https://rain.example.org/?a=don't'", ["warning"]),
    ],
)
def test_a_comma_after_a_query_is_a_note(url: str, expected: list[str]) -> None:
    assert found("LNK008", f'<a href="{url}">rain</a>') == expected


@pytest.mark.parametrize(
    ("builder", "expected"),
    [("hexo", "warning"), ("vitepress", "warning"), ("jekyll", "info"), ("plain", "info")],
)
def test_letters_after_a_url_matter_where_it_becomes_a_link(builder: Dialect, expected: str) -> None:
    assert found("HTM007", "See https://rain.example.org/a雨 now.", builder) == [expected]
    assert found("HTM007", "https://rain.example.org/ahttps://wind.example.org/b", "jekyll") == ["warning"]


@pytest.mark.parametrize(
    ("body", "builder"),
    [
        ('<a href="/rain">rain<a/>', "jekyll"),
        ('<a href="/rain">rain<a/>', "plain"),
        ("<div>\n<b>rain\n<script>wind</b>\n</div>", "jekyll"),
        ("<div>\n<b>rain\n<i class='wet\n</b>\n</div>", "plain"),
    ],
)
def test_one_open_tag_is_one_finding(body: str, builder: Dialect) -> None:
    assert found("HTM004", body, builder) == ["warning"]
    assert found("LNK001", body, builder) == []


@pytest.mark.parametrize(
    ("attributes", "severity"),
    [(' class="more"', "info"), (' rel="nofollow"', "warning"), (' target="_blank"', "warning")],
)
def test_what_only_a_link_has_shows_a_lost_one(attributes: str, severity: str) -> None:
    assert found("LNK001", f"<p><a{attributes}>rain</a></p>", "jekyll") == [severity]
