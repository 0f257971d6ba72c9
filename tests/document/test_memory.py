"""Memory: a file takes no more than forty times its size, and so does what is remembered of it."""

import tracemalloc
from collections.abc import Callable

import pytest

from lint import Config
from lint.config.nearest import ConfigCache
from lint.engine.linter import Linter
from lint.post.html import PackedTags, Tag, scan
from lint.post.many import MANY
from lint.primitives.source import Source, Span
from tests.conftest import GOOD

pytestmark = pytest.mark.slow

SIZE = 500_000
KINDS: dict[str, Callable[[int], str]] = {
    "prose": lambda number: (
        f"It rained over the harbour on day {number}, and nobody came to see the ships.\n\n"
    ),
    "elements": lambda _: "<p><b>It</b> <i>rained</i></p>\n",
    "attributes": lambda number: f'<p id="p{number}" class=rain data-day={number}>It rained.</p>\n',
    "links": lambda number: f"[The harbour on day {number}](https://harbour.example/{number})\n",
    "headings": lambda number: f"## Day {number}\n\nIt rained.\n\n",
    "comments": lambda number: f"<!-- day {number} -->\n",
    "lists": lambda number: f"- day {number}\n  - rain\n",
    "templates": lambda number: f"{{{{ day{number} }}}}\n",
    "other scripts": lambda _: "下雨了，港口空無一人。\n",
}


def post(kind: str, size: int) -> bytes:
    pieces: list[bytes] = []
    while size > 0:
        pieces.append(KINDS[kind](len(pieces)).encode())
        size -= len(pieces[-1])
    return GOOD.encode() + b"".join(pieces)


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_post_takes_at_most_forty_times_its_size(kind: str) -> None:
    linter = Linter(ConfigCache(Config()))
    scope = linter.scope("_posts", ".")
    linter.lint_source(Source("_posts/2021-05-03-a.md", post(kind, 1000)), scope)  # imports and patterns
    data = post(kind, SIZE)
    tracemalloc.start()
    try:
        linter.lint_source(Source("_posts/2021-05-03-b.md", data), scope)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40 * len(data)


def test_many_tags_are_the_same_as_few() -> None:
    text = '<p id="a">It <b>rained</b>.</p> <!-- x --> <BR/>\n'
    few = scan(text, Span(0, len(text)))
    many = scan(text * MANY, Span(0, len(text) * MANY))
    assert isinstance(many.tags, PackedTags)
    assert not isinstance(few.tags, PackedTags)
    assert len(many.tags) == len(few.tags) * MANY
    at = len(text) * (MANY - 1)

    def moved(span: Span) -> Span:
        return Span(span.start + at, span.end + at)

    last = [Tag(tag.name, tag.closing, moved(tag.span), moved(tag.attributes)) for tag in few.tags]
    assert many.tags[-5:] == last == list(many.tags)[-5:]
    assert [many.tags[index] for index in range(-5, 0)] == last
    assert list(reversed(many.tags))[:5] == last[::-1]
    assert many.covered[-6:] == [moved(span) for span in few.covered]
    assert many.tags[: len(few.tags)] == few.tags
    with pytest.raises(IndexError):
        many.tags[len(many.tags)]
