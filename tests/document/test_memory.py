"""Memory: a file takes no more than forty times its size, and so does what is remembered of it."""

import tracemalloc
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pytest

from lint import Config, lint_text
from lint.config.dialects import Dialect
from lint.config.nearest import ConfigCache
from lint.engine import calls, rule_runner
from lint.engine.linter import Linter
from lint.post import (
    body,
    comments,
    commonmark,
    document,
    finding_groups,
    html,
    kramdown_spans,
    many,
    many_links,
    srcset,
)
from lint.post.front_matter import refusals, yaml_reader, yaml_simple
from lint.post.front_matter.json_reader import read_json
from lint.post.front_matter.nodes import Parsed
from lint.post.front_matter.toml_reader import read_toml
from lint.post.front_matter.yaml_reader import read_yaml
from lint.post.html import PackedTags, Tag, scan
from lint.post.links import Link
from lint.post.many import MANY
from lint.primitives import finding
from lint.primitives.finding import MOST_OF_A_CAUSE, is_rest
from lint.primitives.source import Source, Span
from lint.proxies import known_proxies
from lint.report.formats import load
from lint.report.reporter import ReportOptions
from lint.rules.fil import line_endings_mixed
from lint.rules.htm import markdown_in_html, unbalanced_tags
from lint.rules.prx import images
from lint.run.known_files import encoded
from lint.run.observations_codec import decode
from tests.conftest import GOOD

POST = "_posts/2021-05-03-a.md"
pytestmark = pytest.mark.slow
MOST = 40
# The sizes that code reads in the first place are a fifth of what they are, and so is the post.
SMALLER = 5
SIZE = 20_000
PLAIN = Config()
BOUNDS = (
    (many, "MANY"), (many_links, "MANY"), (html, "MANY"), (body, "MANY"), (commonmark, "MANY"), (kramdown_spans, "MANY"), (unbalanced_tags, "MANY"),
    (markdown_in_html, "MANY"), (line_endings_mixed, "MANY"), (calls, "MANY"), (srcset, "MANY"), (images, "MANY"), (comments, "MOST_NAMED"),
    (finding_groups, "MANY"), (document, "_REMEMBERED"), (known_proxies, "_REMEMBERED"), (finding, "MOST_PLACES"), (rule_runner, "MOST_PLACES"), (rule_runner, "MOST_OF_A_CAUSE"), (refusals, "MOST_VALUES"), (yaml_reader, "MOST_VALUES"),
    (yaml_simple, "_LONGEST"),
)  # fmt: skip
FENCED = ("---\ntitle: Rain\n", "---\nIt rained.\n")


class Kind(NamedTuple):
    """A kind of post: what is repeated, and what is before and after."""

    piece: Callable[[int], str]
    opening: str = GOOD
    closing: str = ""
    found: str = ""

    def post(self, size: int) -> bytes:
        """Return a post of some bytes."""
        pieces: list[bytes] = []
        size -= len((self.opening + self.closing).encode())
        while size > 0:
            pieces.append(self.piece(len(pieces)).encode())
            size -= len(pieces[-1])
        return self.opening.encode() + b"".join(pieces) + self.closing.encode()


def of(piece: str, found: str = "") -> Kind:
    """Return posts with a piece again and again, each with its number for `#`, in which rules find something."""
    return Kind(lambda number: piece.replace("#", str(number)), found=found)


def fields(piece: str, opening: str = FENCED[0], closing: str = FENCED[1], found: str = "") -> Kind:
    """Return posts with a piece again and again in their front matter."""
    return of(piece, found)._replace(opening=opening, closing=closing)


def of_one(piece: str, opening: str, closing: str = "", found: str = "") -> Kind:
    """Return posts whose body is one construct with a piece again and again."""
    return of(piece, found)._replace(opening=GOOD + opening, closing=closing)


KINDS = {
    "prose": of("It rained over the harbour on day #, and nobody came to see the ships.\n\n"),
    "other scripts": of("下雨了，港口空無一人。\n"),
    "lines": of("\n"),
    "elements": of("<p><b>It</b> <i>rained</i></p>\n"),
    "unclosed elements": of("<b>", "HTM004"),
    "end tags": of("</b>", "HTM004"),
    "rules": of("<hr>"),
    "attributes": of('<p id="p#" class=rain data-day=#>It rained.</p>\n'),
    "a tag of many attributes": of_one(" a", "<p", ">\n"),
    "an image of many attributes": of_one(" data-day#=rain", "<img src=a", ">\n"),
    "image elements": of("<img src=a>"),
    "link elements": of("<a href=b>c</a>"),
    "candidates": of_one("a 1x,", "<img src=a srcset='", "'>\n"),
    "candidates without a size": of_one("a ,", "<img src=a srcset='", "'>\n"),
    "candidates of a proxy": of_one("https://i0.wp.com/a 1x, ", "<img srcset='", "'>\n"),
    "candidates that are dropped": of_one("a b,", "<img src=a srcset='", "'>\n", "IMG008"),
    "descriptors of a candidate": of_one("1x ", "<img src=a srcset='a ", "'>\n", "IMG008"),
    "options": of_one("a=b&", "[a](https://harbour.example/?", ")\n"),
    "options of a proxy": of_one("w=1&", "![a](https://i0.wp.com/harbour.example/a.jpg?", ")\n"),
    "classes": of_one("a ", '<p class="', '">It rained.</p>\n'),
    "styles": of_one("background:url(b);", "<p style='", "'>It rained.</p>\n"),
    "links without a destination": of("<a href=''></a>", "LNK001"),
    "images": of("![](/a.jpg)"),
    "links": of("[a](/b)"),
    "autolinks": of("<https://harbour.example/> "),
    "addresses": of("<a@b.c> "),
    "bare URLs": of("https://harbour.example/# "),
    "references": of("[a][] ")._replace(opening=GOOD + "[a]: /b\n\n"),
    "open brackets": of("["),
    "brackets": of("[a] "),
    "images in a link": of_one("![](/a)", "[", "](/b)\n"),
    "links in a link": of_one("[a](/b)", "[", "](/c)\n"),
    "references after an open bracket": of_one("[b] ", "[b]: /c\n\n["),
    "open brackets that are closed": of_one("[](", ""),
    "definitions": of("[#]: /b\n"),
    "footnotes": of("[^#]: a\n\n[^#]\n\n"),
    "shortcodes": of("[b]a[/b] ", "HTM017"),
    "headings": of("## Day 9\n\n"),
    "nested lists": of("- a\n  - b\n    - c\n"),
    "emphasis": of("**a _b_** "),
    "tables": of("| a | b |\n|---|---|\n| c | d |\n\n"),
    "code spans": of("`a` "),
    "a long fence": of("`"),
    "less-than signs": of("<"),
    "comments": of("<!-- day # -->"),
    "comments for lint": of("<!-- lint: ignore -->", "SUP002"),
    "comments for lint that hide nothing": of("<!--lint:ignore[FIL010]-->\n", "SUP002"),
    "rules in a comment": of_one("FIL010,", "<!-- lint: disable[", "] -->\n", "SUP002"),
    "unknown rules in comments": of("<!-- lint: ignore[a,b,c,d,e,f,g] -->", "SUP002"),
    "rules in a comment in YAML": fields(
        "a,", "---\n#lint:ignore[", f"]\n{FENCED[0][4:]}{FENCED[1]}", "SUP002"
    ),
    "templates": of("{{ day }}"),
    "template tags": of("{% rain %}"),
    "lost characters": of("a \ufffd\n", "FIL010"),
    "characters of objects": of("a \ufffc\n", "FIL010"),
    "controls": of("a\x01", "FIL009"),
    "zero-width spaces": of("rain\u200brain\n", "FIL011"),
    "line endings": of("a\r\nb\n", "FIL011"),
    "entities": of("&amp;amp; ", ""),
    "a long title": fields("a ", '---\ntitle: "', '"\n---\nIt rained.\n', "FMT008"),
    "entities in a title": fields("&amp;", '---\ntitle: "', '"\n---\nIt rained.\n', "FMT009"),
    "tags": fields("- t#\n", "---\ntitle: Rain\ntags:\n", found="FMT003"),
    "fields": fields("a#: 1\n", found="FMT003"),
    "a repeated key": fields("a: #\n", found="FMT003"),
    "a list": fields(",1", "---\na: [1", "]\n---\nIt rained.\n", "FMT003"),
    "JSON": fields(',\n"a#": 1', '{"a": 1', "}\n\nIt rained.\n"),
    "a repeated key of JSON": fields(',"a":1', '{"a":1', "}\n\nIt rained.\n"),
    "TOML": fields("a#=1\n", "+++\n", "+++\nIt rained.\n"),
    "lists of TOML": fields(",[]", "+++\na=[[]", "]\n+++\nIt rained.\n"),
    "comments of TOML": fields("#\n", "+++\na=1\n", "+++\nIt rained.\n"),
}


@pytest.fixture
def smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in BOUNDS:
        monkeypatch.setattr(module, name, getattr(module, name) // SMALLER)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.usefixtures("smaller")
def test_a_post_takes_at_most_forty_times_its_size(name: str) -> None:
    times, codes = peak_of(KINDS[name], SIZE)
    assert times < MOST
    assert KINDS[name].found in {*codes, ""}


# What a builder's Markdown may keep for itself.
IN_MARKDOWN = (
    "links", "references", "brackets", "images in a link", "links in a link", "definitions", "footnotes",
    "less-than signs",
)  # fmt: skip


@pytest.mark.parametrize("name", IN_MARKDOWN)
@pytest.mark.parametrize("builder", ["pelican", "hugo"])
@pytest.mark.usefixtures("smaller")
def test_a_post_of_each_builder_takes_at_most_forty_times_its_size(name: str, builder: Dialect) -> None:
    times, _ = peak_of(KINDS[name], SIZE, Config(dialect=builder))
    assert times < MOST


@pytest.mark.parametrize(
    "name",
    [
        "images",
        "unclosed elements",
        "fields",
        "lost characters",
        "candidates",
        "images in a link",
        "comments for lint",
    ],
)
@pytest.mark.parametrize("size", [100_000, 300_000])
def test_a_large_post_takes_at_most_forty_times_its_size(name: str, size: int) -> None:
    times, _ = peak_of(KINDS[name], size)
    assert times < MOST


@pytest.mark.parametrize(
    ("read", "opening", "piece", "closing"),
    [
        (partial(read_yaml, version="1.1"), "a: 0\n", "a: 1\n", ""),
        (partial(read_yaml, version="1.1"), "a: [1", ",1", "]"),
        (read_toml, "a = [1", ",1", "]"),
        (read_toml, "", "#\n", ""),
        (read_json, '{"a": [1', ",1", "]}"),
    ],
)
def test_a_front_matter_with_too_many_values_is_refused_early(
    read: Callable[[str, Span], Parsed], opening: str, piece: str, closing: str
) -> None:
    text = opening + piece * 100_000 + closing
    few = opening + piece * 20 + closing
    read(few, Span(0, len(few)))  # imports and patterns
    tracemalloc.start()
    try:
        parsed = read(text, Span(0, len(text)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert parsed.problem is not None
    assert parsed.problem.message == "over 10,000 values"
    assert peak < MOST / 2 * len(text)


def peak_of(kind: Kind, size: int, config: Config = PLAIN) -> tuple[float, set[str]]:
    """Return how many times its size a post takes more than a small one, and the codes of what is found.

    Each report is made, what the cache stores is encoded, and read again.
    """
    linter = Linter(ConfigCache(config))
    scope = linter.scope("_posts", ".")
    reporters = [load(name, ReportOptions()) for name in ("text", "json", "sarif")]

    def work(data: bytes) -> set[str]:
        linted = linter.lint_source(Source(POST, data), scope)
        for reporter in reporters:
            reporter.file(linted.source, linted.findings)
        stored = encoded(linted.document, linted.observations, linted.comments)
        codes = {each.code for each in linted.findings}
        del linted
        decode(stored, POST, POST, "", size)
        return codes

    def peak(data: bytes) -> tuple[int, set[str]]:
        tracemalloc.start()
        try:
            codes = work(data)
            return tracemalloc.get_traced_memory()[1], codes
        finally:
            tracemalloc.stop()

    few, many = kind.post(1000), kind.post(size)
    for data in (few, many):  # imports and patterns
        work(data)
    least, _ = peak(few)
    most, codes = peak(many)
    return (most - least) / len(many), codes


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
    lines = "\ufffd a\n" * (MOST_OF_A_CAUSE + 2)
    listed, rest = (each for each in lint_text(GOOD + lines, POST) if each.code == "FIL010")
    assert len(listed.related) == MOST_OF_A_CAUSE - 1
    assert rest.message == "too many places in one file; not listed: 2"
    last = rest.end_location.row
    assert (rest.location.row, last) == (
        GOOD.count("\n") + MOST_OF_A_CAUSE + 1,
        GOOD.count("\n") + MOST_OF_A_CAUSE + 2,
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
