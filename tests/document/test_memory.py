"""Memory: a file takes no more than forty times its size, and so does what is remembered of it."""

import tracemalloc
from collections.abc import Callable

import pytest

from lint import Config, lint_text
from lint.config.nearest import ConfigCache
from lint.engine import rule_runner
from lint.engine.linter import Linter
from lint.post.html import PackedTags, Tag, scan
from lint.post.links import Link
from lint.post.many import MANY
from lint.primitives import finding
from lint.primitives.finding import MOST_PLACES, is_rest
from lint.primitives.source import Source, Span
from lint.report.formats import load
from lint.report.reporter import ReportOptions
from lint.run.known_files import encoded
from tests.conftest import GOOD

POST = "_posts/2021-05-03-a.md"
MOST = 40
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


# What many rules find something in. They list one place for a hundred characters; the small post has as many.
FOUND: dict[str, Callable[[int], str]] = {
    "unclosed elements": lambda _: "<b>",
    "lost characters": lambda _: "a \ufffd\n",
}
SMALL = 80_000


@pytest.mark.parametrize("kind", FOUND)
@pytest.mark.usefixtures("few_places")
def test_many_findings_take_at_most_forty_times_the_size_of_the_post(kind: str) -> None:
    piece = FOUND[kind](0)
    assert peak_of(GOOD + piece * 20, GOOD + piece * (SMALL // len(piece.encode()))) < MOST


@pytest.fixture
def few_places(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (rule_runner, finding):
        monkeypatch.setattr(module, "MOST_PLACES", SMALL // 100)


@pytest.mark.parametrize(
    ("opening", "piece", "closing"),
    [
        ("---\na: 0\n", "a: 1\n", "---\n"),
        ("+++\na = [", "1,", "]\n+++\n"),
        ('{"a": [1', ",1", "]}\n"),
    ],
)
def test_a_front_matter_with_too_many_values_is_refused_early(opening: str, piece: str, closing: str) -> None:
    few = opening + piece * 20 + closing + "It rained.\n"
    many = opening + piece * 200_000 + closing + "It rained.\n"
    assert peak_of(few, many) < MOST


def peak_of(small: str, large: str) -> float:
    """Return how many times its size a post takes, with its reports and what is stored of it."""
    linter = Linter(ConfigCache(Config()))
    scope = linter.scope("_posts", ".")
    reporters = [load(name, ReportOptions()) for name in ("text", "json", "sarif")]

    def work(data: bytes) -> None:
        linted = linter.lint_source(Source("_posts/2021-05-03-a.md", data), scope)
        encoded(linted.document, linted.observations, linted.comments)
        for reporter in reporters:
            reporter.file(linted.source, linted.findings)

    work(small.encode())  # imports and patterns
    data = large.encode()
    tracemalloc.start()
    try:
        work(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak / len(data)


def test_many_links_are_the_same_as_few() -> None:
    text = "---\ntitle: Rain\n---\n"
    piece = "[a](/b&amp;c) ![](<d e>) <https://f.example/> <img src=' /g ' srcset='h 1x, i 2x'>\n\n"
    linter = Linter(ConfigCache(Config()))
    scope = linter.scope("_posts", ".")

    def links(times: int) -> list[Link]:
        source = Source("_posts/2021-05-03-a.md", (text + piece * times).encode())
        return list(linter.document(source, scope).links)

    few, many = links(2), links(MANY)
    size = len(few) // 2

    def moved(link: Link) -> Link:
        return link._replace(
            span=Span(*(each + at for each in link.span)), tag=Span(*(each + at for each in link.tag))
        )

    at = len(piece) * (MANY - 2)
    assert len(many) == size * MANY
    assert many[: len(few)] == few
    assert many[-size:] == [moved(link) for link in few[-size:]]


def test_places_that_are_not_listed_are_counted() -> None:
    lines = "\ufffd a\n" * (MOST_PLACES + 2)
    listed, rest = (each for each in lint_text(GOOD + lines, POST) if each.code == "FIL010")
    assert len(listed.related) == MOST_PLACES - 1
    assert rest.message == "too many places in one file; not listed: 2"
    last = rest.end_location.row
    assert (rest.location.row, last) == (
        GOOD.count("\n") + MOST_PLACES + 1,
        GOOD.count("\n") + MOST_PLACES + 2,
    )
    hidden = f"<!-- lint: ignore-file[FIL010] -->\n{lines}"
    assert not [each for each in lint_text(GOOD + hidden, POST) if each.code in ("FIL010", "SUP002")]
    inside = f"{lines}<!-- lint: disable[FIL010] -->\n{lines}"
    assert any(is_rest(each.message) for each in lint_text(GOOD + inside, POST))


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
