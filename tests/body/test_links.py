"""The places of URLs, in any body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint import Config, Document, Source, lint_text
from lint.archive.builders import named
from lint.config.dialects import Dialect
from lint.post.settings import Settings
from lint.post.srcset import candidates
from lint.primitives.source import Span
from lint.schema import load

SCHEMA = load("plain")
DIALECTS: list[Dialect] = [
    "jekyll", "hugo", "hexo", "eleventy", "docusaurus", "vitepress", "pelican", "quarto", "obsidian", "plain",
]  # fmt: skip
PIECES = st.sampled_from(
    [
        "[a](", ")", "![", "](", "<https://a.example/>", "https://b.example/雨(c)", "`", "```\n", "<div>", "</div>\n", "\n\n", "    ", '<a href="', "'", '"', ">",
        "<img src=x srcset='a 1x, b 2x'>", "style=\"background:url('x.png')\"", "{% raw %}", "{% endraw %}", "{{< x >}}", "[r]: /u\n", "[r]", "雨", "🙂", "\r\n", "\u2028",
        "<noscript>", "</noscript>", "<style>p{background:url(q.png)}</style>", "&amp;", "http://", "<p data-src=//c.example/>", "<!--1-->\n[t](u)\n---\n", "\ud800",
        "{", "}", "<A b={", "/>", "\nimport a\n", "%%", "{#", "#}", "{% endraw %}", "[^1]", "\n[^1]: ", "|", "$$", "\n- ", "\n> ", "[code]", "[/code]", "www.a.example", " (", '"',
        "{::comment}\n", "{:/}\n", "\n~~~\n", "`` ",
    ]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=25).map("".join),
    st.sampled_from(DIALECTS),
    st.sampled_from(["a.md", "a.html"]),
)
def test_every_url_is_at_its_span(body: str, dialect: Dialect, name: str) -> None:
    text = "---\ntitle: x\n---\n" + body
    document = Document(
        Source(name, text.encode("utf-8", "replace")), Settings(schema=SCHEMA, site=named(dialect)())
    )
    last = 0
    for link in document.links:
        assert document.text[link.span.start : link.span.end] == link.raw
        assert link.span.start >= last
        last = link.span.start
        document.url(link)


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(DIALECTS))
def test_no_body_crashes_a_rule(body: str, dialect: Dialect) -> None:
    config = Config(dialect=dialect, schema="news-mirror", select=("all",))
    text = f"---\ntitle: x\nfrom: https://news.example.org/\n---\n{body}"
    found = lint_text(text, "2021-05-03-x.md", config)
    assert not [finding.message for finding in found if finding.code == "RUN001"]


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("", []),
        (" , ,", []),
        ("a", ["a"]),
        ("a 1x, b 2x", ["a", "b"]),
        ("a,b.jpg 1x,c 2x", ["a,b.jpg", "c"]),
        ("a, b", ["a", "b"]),
        ("a,, b", ["a", "b"]),
        ("a (1,2) 3x, b", ["b"]),
        ("data:image/gif;base64,R0 1x, b 2x", ["data:image/gif;base64,R0", "b"]),
        ("a 1x,\n\tb 2x\n", ["a", "b"]),
        ("a (x", []),
        ("a 1x 2x, b 300w 200h, c 200h, d -1x, e .5x, f 1.x, g 0w, h 2X, i 1e1x", ["b", "e", "i"]),
    ],
)
def test_srcset_candidates(value: str, urls: list[str]) -> None:
    found = candidates(value, Span(0, len(value)))
    assert [value[slice(*each.url)] for each in found if not each.problem] == urls


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 8_000,
        "<!--" + "x" * 1_000_000,
        "<a " + "".join(f"a{n}=1 " for n in range(20_000)) + ">",
        "]]>" * 8_000,
        "&amp;" * 8_000,
        "[" * 20_000,
        "![" * 20_000,
        "<p>\n" * 8_000,
        "```\n<div>\n" * 5_000,
        "{{" * 20_000,
        "{% raw %}" * 8_000,
        "https://a.example/" * 8_000,
        "<a href='https://a.example/?" + "&#" * 20_000 + "'>x</a>",
        "<img srcset='" + "a, " * 5_000 + "'>",
        "<pre>" * 8_000 + "\ufffd" * 20_000,
        "<style>url(" * 5_000,
        "<p style='" + "url(" * 8_000 + "'>",
        '<div class="' * 8_000,
        "<a>" * 5_000,
        "<a href=#x>" * 5_000,
        "<p>&lt;p&gt;<code>" * 5_000,
        "雨https://a.example/b" * 5_000,
        "{" * 20_000,
        "<A b={" * 8_000,
        "`a``b" * 5_000,
        "[a](" * 8_000,
        "[a](<" * 8_000,
        '[a](b "' * 8_000,
        "[a [b](c) " * 5_000,
        "<a b='" * 8_000,
        "> ```js\n" * 5_000,
        "- a\n" * 5_000,
        "{::a " * 8_000,
        "a | b " * 8_000,
        "[r]: x " + '" ' * 2_000,
        "a[^1]\n\n" + "[^1]: b\n" * 5_000,
        "%%" * 20_001,
        "[code]" * 8_000,
        "$$" * 20_001,
        "\nimport a\n" * 5_000,
        "<div markdown=1>\n" * 5_000,
        "<p><b markdown=1>" * 5_000,
        "{% if a %}<b>" * 5_000 + "{% endif %}" * 5_000,
        '{a="<' * 8_000,
        "{% link a " * 8_000,
        "{{< figure src=" * 8_000,
        "https://a.example/b[c" * 8_000,
    ],
    ids=range(47),
)
@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["jekyll", "docusaurus", "plain"])
def test_hostile_bodies_end_without_a_crash(body: str, dialect: Dialect) -> None:
    text = f"---\ntitle: x\nfrom: https://news.example.org/\n---\n{body}"
    found = lint_text(text, "2021-05-03-x.md", Config(dialect=dialect, schema="jekyll"))
    assert not [finding.message for finding in found if finding.code == "RUN001"]
