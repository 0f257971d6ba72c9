"""The groups that findings are counted by: the host of a URL, and the link at a place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.post import finding_groups
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source, Span
from lint.schema import load as load_schema
from lint.values import urls

SETTINGS = Settings(schema=load_schema("news-mirror"))
LABELS = st.sampled_from(["a", "rain", "xn--a", "0x1", "1", "c0m", "-a", "b_c", "", "雨", "A"]) | st.text(
    "ax1-", min_size=1, max_size=4
)
HOSTS = st.lists(LABELS, min_size=1, max_size=4).map(".".join)


@given(
    st.sampled_from(["http", "https", "HTTP", "ftp", ""]),
    HOSTS,
    st.sampled_from(["", "/", "?", "#", ":", ":80/", "\\", "@b.example/", " ", "\n"]),
    st.text("a/雨\ud800%\t\n \0", max_size=4),
)
@example("https", "rain.example", "/", "\ud800")
@example("https", "rain.example.1", "/", "")
def test_a_plain_host_is_that_of_the_parsed_url(scheme: str, host: str, end: str, rest: str) -> None:
    url = f"{scheme}://{host}{end}{rest}"
    found = urls.plain_host(url)
    if found is not None:
        parsed = urls.parse(url)
        assert parsed is not None
        assert parsed.host == found


def test_most_urls_are_plain() -> None:
    for url in ("https://a.example", "http://a-b.example.org/雨?x#y", "https://x.example?q"):
        assert urls.plain_host(url) == urls.parse(url).host  # type: ignore[union-attr]


PIECES = (
    "[![rain](https://img.example/a.png)](https://a.example/b)",
    '<a href="http://b.example/?u=http://c.example/">x</a>',
    "<img src='//img.example/b.png' srcset='/a.png 1x, https://d.example/b.png 2x'>",
    "https://e.example/雨",
    "ftp://f.example/a",
    "\n",
    "It rained. ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.data())
def test_a_place_has_the_same_host_among_few_links_as_among_many(body: str, data: st.DataObject) -> None:
    text = f"---\nfrom: https://news.example.org/2021\n---\n{body}\n"
    read = Document(Source("a.md", text.encode()), SETTINGS)
    offsets = st.integers(0, len(text))
    pairs = st.lists(st.tuples(offsets, offsets), max_size=6)
    places = [Span(*sorted(pair)) for pair in data.draw(pairs)] + [link.span for link in read.links]
    found = finding_groups.hosts(read, places)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding_groups, "MANY", 0)
        assert found == finding_groups.hosts(read, places)
    assert finding_groups.source(read) == "news.example.org"
