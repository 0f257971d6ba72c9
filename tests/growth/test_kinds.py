"""What no pattern shows: many different keys, comments, labels and fixes, and what once took more than its length."""

from collections.abc import Callable

import pytest

from lint.archive.builders.literals import javascript_value
from lint.engine.fix import repair
from lint.post.document import Document
from lint.post.javascript import end_of_expression
from lint.primitives.finding import Finding
from lint.primitives.source import Source
from tests.growth.cost import MOST, Call, growth
from tests.growth.linked import OWN
from tests.growth.places import HEAD, POST, collect, lint, read, runner, settings

SIZE = 4000
Make = Callable[[int], str]


def _front_matter(content: str) -> str:
    return f"---\n{content}\n---\n<p>It rained.</p>\n"


def _repeated(part: str, size: int, between: str = "") -> str:
    """Return a text of a size in which each `%` of a part is a number of its own."""
    count = size // (len(part) + len(between)) + 1
    return between.join(part.replace("%", str(number)) for number in range(count))


def _body(part: str, head: str = "", tail: str = "") -> Make:
    return lambda size: f"{HEAD}{head}{_repeated(part, size)}{tail}\n"


def _yaml(part: str, head: str = "", tail: str = "", between: str = "") -> Make:
    return lambda size: _front_matter(f"{head}{_repeated(part, size, between)}{tail}")


def _fenced(mark: str, part: str, head: str = "", tail: str = "", between: str = "") -> Make:
    return lambda size: (
        f"{mark}{head}{_repeated(part, size, between)}{tail}{mark.strip()[-3:]}\n<p>It rained.</p>\n"
    )


KINDS: dict[str, Make] = {
    # Front matter.
    "keys": _yaml("k%: v\n"),
    "keys again": _yaml("k: v\n"),
    "nested keys": _yaml("k%:\n  a: [1, {b: 2}]\n"),
    "anchors": _yaml("a%: &a% {k: 1}\nb%: *a%\n"),
    "merged lists": _yaml("*a", "a: &a {k: 1, l: 2, m: 3}\nb: {<<: [", "]}", ", "),
    "merged chain": _yaml("&a {<<: *a, k%: 1}", "a: &a {k: 1}\nb: [", "]", ", "),
    "merged many": lambda size: _front_matter(
        f"a: &a {{{_repeated('k%: 1', size // 2, ', ')}}}\nb: {{<<: [{_repeated('*a', size // 2, ', ')}]}}"
    ),
    "merged lists of what merges": lambda size: _front_matter(
        "b0: &b0 {k: 1}\n"
        + "".join(f"b{at}: &b{at} {{<<: [*b0, *b{at - 1}], k{at}: 1}}\n" for at in range(1, size // 40))
    ),
    "brackets": _yaml("[", "a: "),
    "braces": _yaml("{a: ", "a: "),
    "comments": _yaml("# lint: ignore[FMT00%]\n"),
    "comments after values": _yaml("k%: v # lint: ignore[FMT001]\n"),
    "empty lines of two characters": _yaml("\r\n", "", "!!"),
    "spaces and carriage returns": _yaml(" \r", "", "title: [\n"),
    "tabs": _yaml("\t", "a:\n", "b: 1"),
    "a long scalar": _yaml("rain ", "title: "),
    "lines of a scalar": _yaml("  rain\n", "title: >\n"),
    "tags": _yaml("t%", "tags: [", "]", ", "),
    "quotation marks": _yaml("''", "title: '"),
    "spaces in a title with escapes": _yaml(" ", 'title: "a', ' b\\u00e9"'),
    "escapes": _yaml("\\u0041", 'title: "', '"'),
    "tables of TOML": _fenced("+++\n", "[t%]\na = 1\n"),
    "keys of TOML": _fenced("+++\n", "k% = 'v'\n"),
    "lists of TOML": _fenced("+++\n", "[[t]]\na = 1\n"),
    "one list of TOML": _fenced("+++\n", "'t%'", "tags = [", "]\n", ", "),
    "brackets of TOML": _fenced("+++\n", "[", "a = "),
    "quotation marks of TOML": _fenced("+++\n", '""', 'a = "'),
    "keys of JSON": lambda size: f'{{{_repeated(chr(34) + "k%" + chr(34) + ": 1", size, ", ")}}}\n\nrain\n',
    "escaped quotation marks of JSON": lambda size: '{"' + '\\"' * (size // 2) + "\n",
    "brackets of JSON": lambda size: '{"a": ' + "[" * size + "\n",
    # Comments for the linter.
    "comments that hide": _body("<!-- lint: ignore[HTM%] -->\n\n"),
    "comments that begin": _body("<!--lint:"),
    "comments that disable": _body("<!-- lint: disable[HTM001] -->\n\n"),
    "comments that disable and enable": _body("<!-- lint: disable[LNK] -->\n\n<!-- lint: enable[LNK] -->\n\n"),
    "comments that enable": _body("<!-- lint: enable[LNK%] -->\n\n"),
    "selectors": _body("LNK001,", "<!-- lint: ignore[", "] -->"),
    "unknown selectors": _body("rain%,", "<!-- lint: ignore[", "] -->"),
    "comments that disable and findings": _body("<!-- lint: disable[IMG] -->\n<p><img src='x%'></p>\n\n"),
    "comments and findings": _body("<!-- lint: ignore[IMG] -->\n<p><img src='x%'></p>\n\n"),
    # Markdown and HTML.
    "links in links": lambda size: HEAD + "[" * (size // 8) + "a" + "](/b)" * (size // 8),
    "images in links": lambda size: HEAD + "[" * (size // 16) + "![a](/b)" * (size // 16) + "](/c)" * (size // 16),
    "labels": _body("[a%][b%] "),
    "definitions": _body("[a%]: /b%\n"),
    "labels and definitions": _body("[a%]\n\n[a%]: /b%\n\n"),
    "notes": _body("[^a%]\n\n[^a%]: rain\n\n"),
    "notes that do not end": _body("[^a ", "[^a]: rain\n\n"),
    "headings": _body("# Rain %\n\n", "", "[x](#a)"),
    "underlined headings": _body("Rain %\n===\n\n", "", "[x](#a)"),
    "links to headings": _body("[x](#a%)\n\n# b%\n\n"),
    "unknown elements in a heading": _body("<a%></a%>", "# <rain>", "\n\n[x](#a)"),
    "quotations with code": _body("> ```a\n\n", "", "> ```"),
    "runs of backticks": lambda size: HEAD + " ".join("`" * length for length in range(int((2 * size) ** 0.5), 0, -1)),
    "code and lost characters": _body("`a` \ufffd "),
    "code and control characters": _body("`a` \x08 "),
    "spaces after a fence": _body(" ", "```", "a b\n\nrain\n```\n"),
    "opened elements": _body("<div>\n"),
    "rules over many lines": _body("<hr\n"),
    "elements with a sign": _body('<hr ">"\n'),
    "closed elements": _body("</div>\n"),
    "attributes": _body(" a%=b", "<p", ">"),
    "lists": _body("- "),
    "list items": _body("- a\n"),
    "quotations": _body("> "),
    "lines of a table": _body("a | b\n"),
    "BBCode": _body("[/b]("),
    "addresses": _body("https://a%.example/ "),
    "an address and brackets": _body(")", "http://a.example/"),
    "an address and references": _body("&a;", "http://a.example/"),
    "addresses in angle brackets": _body("<http:"),
    "spaces in an address": _body(" ", '<a href="', 'a">x</a>'),
    "spaces in the midst of an address": _body(" ", '<a href="a', 'b">x</a>'),
    "a placeholder again and again": _body("/blank.gif?", '<img src="https://a.example', ' a b">'),
    "names of data": _body("data-", '<img src="https://a.example/undefined" ', ' alt="a">'),
    "options of a proxy": _body("f=a", '<img src="https://cdn.statically.io/img/a.example/', '">'),
    "a code in the title": _yaml("404 ", "title: ", "\nfrom: https://news.example.org/a/1.html"),
    "zero-width characters": _body("a%\u200b "),
    "separators and links": _body("https://a.example/%\u200b雨 "),
    "words": _body("word% "),
    "paragraphs again": _body("<p>It rained for days, and nobody wrote about it until the autumn.</p>\n\n"),
}  # fmt: skip


# What was quadratic only showed with more.
_LARGER = {"merged lists of what merges": 16_000}


@pytest.mark.parametrize("kind", KINDS)
def test_many_of_a_kind_cost_no_more_than_their_number(kind: str) -> None:
    cost = growth(lambda size: lint(KINDS[kind](size)), _LARGER.get(kind, SIZE), cheap=0.01)
    assert cost <= MOST


@pytest.mark.parametrize("builder", ["hexo", "docusaurus"])
def test_spaces_in_a_destination_cost_no_more_than_their_number(builder: str) -> None:
    """Spaces that no reader of CommonMark takes for a part of the address."""
    cost = growth(
        lambda size: lint(f"{HEAD}[x](https://a.example/a{' ' * size}b)\n", builder=builder), SIZE, cheap=0.01
    )
    assert cost <= MOST


_BODIES = {name: make for name, make in KINDS.items() if make(1).startswith(HEAD)}


@pytest.mark.parametrize("make", _BODIES.values(), ids=_BODIES)
def test_every_builder_reads_many_of_a_kind(make: Make) -> None:
    cost = growth(lambda size: read(make(size)), SIZE // 4, cheap=0.02)
    assert cost <= MOST


JAVASCRIPT = {
    "comments that do not end": ("{", "/* "),
    "escaped marks of a template": ("{`", "\\`"),
    "escaped quotation marks": ("{'", "\\'"),
    "escaped braces": ("{", "\\{"),
}


@pytest.mark.parametrize(("head", "part"), JAVASCRIPT.values(), ids=JAVASCRIPT)
def test_javascript_costs_no_more_than_its_length(head: str, part: str) -> None:
    def reading(size: int) -> Call:
        text = head + _repeated(part, size)
        return lambda: (end_of_expression(text, 0, len(text)), javascript_value(text, "site"))

    assert growth(reading, 4 * SIZE) <= MOST


FIXES = {
    "images": '<p><img src="data:image/gif;base64,R0lGODdh" data-src="https://a.example/%.jpg"></p>\n\n',
    "templates": "<p>{{ rain% }}</p>\n\n",
    "addresses": '<p><a href="http://a.example/%?utm_source=b">x</a></p>\n\n',
    "controls": "<p>rain\x08 %</p>\n\n",
}


@pytest.mark.parametrize("part", FIXES.values(), ids=FIXES)
def test_fixes_cost_no_more_than_their_number(part: str) -> None:
    def linted(source: Source) -> tuple[Document, list[Finding]]:
        document = Document(source, settings("jekyll"))
        return document, runner().run(document)

    def repairing(size: int) -> Call:
        source = Source(POST, (HEAD + _repeated(part, size)).encode())
        return lambda: repair(*linted(source), linted, unsafe=True)

    assert growth(repairing, SIZE) <= MOST


LINKS: dict[str, Make] = {
    "tags and links": _body("{% link a%.md %} [x](b%.md) "),
    "shortcodes": _body("{{< rain% a=b >}} {{% rain% %}} "),
    "includes": _body("<!--@include: ./a%.md-->\n{% include a%.html %}\n{{< include _a%.md >}}\n\n"),
    "notes": _body("[[a%]] [[b%#c|d]] "),
    "runs of backticks": lambda size: OWN + " ".join("`" * count for count in range(1, int(size**0.5))),
    "ids without templates": _body("id="),
    "spaces in a tag of Hexo": _body(" ", "{% img"),
    "spaces in a tag of Liquid": _body(" ", "{% link a", "b %}"),
    "spaces in an include": _body(" ", "<!--@include: a"),
    "spaces in a shortcode": _body(" ", "{{<", "!"),
    "a name in a shortcode": _body("a", "{{< ", " "),
    "lines before a component": _body("\n", "", "<a"),
}


@pytest.mark.parametrize("kind", LINKS)
def test_what_links_lead_to_costs_no_more_than_their_number(kind: str) -> None:
    def make(size: int) -> Call:
        return collect(LINKS[kind](size).replace(HEAD, OWN))

    assert growth(make, SIZE, cheap=0.05) <= MOST
