"""Links that Markdown does not see, that lead nowhere, or that nobody can see."""

from pathlib import Path

import pytest

from lint import Config, lint_text
from lint.config.dialects import Dialect
from lint.primitives.finding import Finding, apply_edits
from tests.conftest import GOOD

OWN: Dialect = "hugo"
PAGE = "---\ntitle: Rain\n---\n\n"
DEFINED = "\n\n[gauge]: https://gauge.example/\n"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no site around the posts: that of this checkout is built by a tool that fills in labels."""
    monkeypatch.chdir(tmp_path)


def findings(code: str, body: str, builder: Dialect = OWN, name: str = "2021-05-03-x.md") -> list[Finding]:
    found = lint_text(f"{PAGE}{body}\n", name, Config(dialect=builder))
    return [finding for finding in found if finding.code == code]


def places(code: str, body: str, builder: Dialect = OWN, name: str = "2021-05-03-x.md") -> list[str]:
    """Return the texts that a rule reports."""
    text = f"{PAGE}{body}\n"
    return [text[slice(*finding.span)] for finding in findings(code, body, builder, name)]


def fixed(code: str, body: str, builder: Dialect = OWN) -> str | None:
    """Return the body with the fixes of a rule; `None` if it offers none."""
    edits = [edit for finding in findings(code, body, builder) if finding.fix for edit in finding.fix.edits]
    return apply_edits(f"{PAGE}{body}", edits).removeprefix(PAGE) if edits else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[hail]((https://hail.example/log))", "[hail](https://hail.example/log)"),
        ("[hail]((https://hail.example/a_(b)))", "[hail](https://hail.example/a_(b))"),
        ('<a href="(https://hail.example/">hail</a>', '<a href="https://hail.example/">hail</a>'),
        ("A [log]((http://hail.example/log) (in part).", "A [log](http://hail.example/log) (in part)."),
        ("[hail](https：//hail.example/s？id＝7＆n=1)", "[hail](https://hail.example/s?id=7&n=1)"),
        ("[hail](https：／／hail．example／log)", "[hail](https://hail.example/log)"),
        ("[hail](https:／／hail.example/)", "[hail](https://hail.example/)"),
        ("[hail](http：//hail.example/冰雹)", "[hail](http://hail.example/冰雹)"),
        ("[hail](http：//hail.example/s？q=雨)", "[hail](http://hail.example/s?q=雨)"),
        ("[hail](http：//hail.example/雨？q=1)", None),  # a title may end in it
        ("[hail](http://http//:HAIL.EXAMPLE)", "[hail](http://HAIL.EXAMPLE)"),
        ("[hail](http://http//hail.example)", "[hail](http://hail.example)"),
        ("[hail](https://http:/hail.example/a)", "[hail](http://hail.example/a)"),
        ("[hail](http://https:hail.example/a)", "[hail](https://hail.example/a)"),
        ("[hail](http://http//:)", None),
        ("[hail](http://https/log)", None),
        ("[hail](http://http://hail.example/wiki/雨：风)", "[hail](http://hail.example/wiki/雨：风)"),
    ],
)
def test_a_url_with_a_malformed_beginning_is_repaired_wholly_or_not_at_all(
    body: str, expected: str | None
) -> None:
    assert len(findings("LNK002", body)) == 1
    assert fixed("LNK002", body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[hail](http://http:8080/)", "[hail](https://hail.example/?u=(http://a.example))", "`[a]((https://a.example))`",
        "{{< a `[a]((https://a.example) b` >}}", "[hail](https://zh.example/雨？)", "(((https://a.example)))",
    ],
)  # fmt: skip
def test_a_url_that_begins_well_is_left_alone(body: str) -> None:
    assert findings("LNK002", body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[x](\u200bhttps://rain.example/a)", "[x](https://rain.example/a)"),
        ("[x](%20http://rain.example/a)", "[x](http://rain.example/a)"),
        ("<a href='\u00a0https://rain.example/a'>x</a>", "<a href='https://rain.example/a'>x</a>"),
        ('<a href="\u3000https://rain.example/a">x</a>', '<a href="https://rain.example/a">x</a>'),
        ('<a href="%20%E3%80%80https://rain.example/a">x</a>', '<a href="https://rain.example/a">x</a>'),
        ('<a href="%e2%80%8bhttps://rain.example/a">x</a>', '<a href="https://rain.example/a">x</a>'),
    ],
)
def test_a_space_that_browsers_keep_makes_a_path_of_a_url(body: str, expected: str) -> None:
    (finding,) = findings("LNK002", body)
    assert "begins with a space that browsers keep" in finding.message
    assert fixed("LNK002", body) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<a href=" https://rain.example/a">x</a>',
        '<a href="\t\nhttps://rain.example/a">x</a>',
        "[x](<  https://rain.example/a>)",
        '<a href="%20rain.html">x</a>',
        "`[x](\u200bhttps://rain.example/a)`",
        "[x](\u3000https://rain.example/a) [y](\ufeffhttps://rain.example/a)",
    ],
)
def test_a_space_that_browsers_strip_does_no_harm(body: str) -> None:
    assert findings("LNK002", body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[map](/maps/hail map.pdf)", "[map](/maps/hail%20map.pdf)"),
        ("[map](maps/hail- 2. png)", "[map](maps/hail-%202.png)"),
        ("[map](http://hail .example/a)", "[map](http://hail.example/a)"),
        ("[map](http://hail.example/a /)", "[map](http://hail.example/a/)"),
        ("![map](/maps/hail map.png)", "![map](/maps/hail%20map.png)"),
        ("[map](/hail (2019).pdf)", "[map](/hail%20(2019).pdf)"),
        ('[map](/hail map.pdf "The map")', '[map](/hail%20map.pdf "The map")'),
        ("[map](https://hail.example/ “The map”)", '[map](https://hail.example/ "The map")'),
        (
            "[write](mailto:a@hail.example?subject=The map)",
            "[write](mailto:a@hail.example?subject=The%20map)",
        ),
        ("[map](http://the hail)", None),
        ("[map](/hail#the map)", None),
        ("[maps](maps/hail maps/)", "[maps](maps/hail%20maps/)"),
        ("[map] (http://hail.example/)", "[map](http://hail.example/)"),
        ("[map]\u3000(http://hail.example/)", "[map](http://hail.example/)"),
        ('![map]  (/hail.png "The map")', '![map](/hail.png "The map")'),
        ("- [map [new]] (www.hail.example)", "- [map [new]](www.hail.example)"),
        ("**[map] (../hail/)**", "**[map](../hail/)**"),
        ("[![map](/hail map.png)](/hail)", "[![map](/hail%20map.png)](/hail)"),
    ],
)
def test_a_space_makes_brackets_of_a_link(body: str, expected: str | None) -> None:
    assert len(findings("LNK016", body)) == 1
    assert fixed("LNK016", body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[map](</maps/hail map.pdf>)", "[map](/hail 'The map')", '[map](/hail "The (old) map")', "[map](/hail (The map))",
        "[map](  /hail  )", "[hail](falls in June)", "int[](const char *a)", "[&](std::string a, /x b)", "[map](/a)(/b c)",
        "[1] (https://hail.example/)", "[[2]] (https://hail.example/)", "- [ ] (https://hail.example/)",
        "- [x] (https://hail.example/)", "[^1] (https://hail.example/)", "[hail] (in June)", "[hail] (see /b)",
        "`[map](/hail map.pdf)`", "    [map](/hail map.pdf)", "<!-- [map] (/hail.pdf) -->", '<a title="[a] (/b.pdf)">',
        "<div>\n[map](/hail map.pdf)\n</div>", "\\[map](/hail map.pdf)", "[map]({{< ref hail >}})", "![map](/hail.png =30x20)",
        "[map][gauge] (https://hail.example/)\n\n[gauge]: /g", "[gauge] (https://hail.example/)\n\n[gauge]: /g",
        "[a [b] (/c.pdf) d](/e)", "[a](b\n\nc.pdf)", "```\n[map] (/hail.pdf)\n```",
    ],
)  # fmt: skip
def test_other_spaces_and_brackets_are_text_or_links(body: str) -> None:
    assert findings("LNK016", body) == []


@pytest.mark.parametrize("builder", ["jekyll", "pelican", "quarto"])
def test_some_flavours_read_destinations_with_spaces(builder: Dialect) -> None:
    assert findings("LNK016", "[map](/maps/hail map.pdf)", builder) == []
    assert places("LNK016", "[map] (/maps/hail.pdf)", builder) == ["] (/maps/hail.pdf)"]


def test_where_a_template_may_write_the_link_nothing_is_said() -> None:
    assert findings("LNK016", "[map]{% if a %} {% endif %}(/hail.pdf)", "jekyll") == []
    assert findings("LNK016", "{% raw %}[map] (/hail.pdf){% endraw %} `[map] (/hail.pdf)`", "jekyll") != []
    assert findings("LNK016", "$$[map] (/hail.pdf)$$", "jekyll") == []
    assert findings("LNK016", "{`[map] (/hail.pdf)`}", "docusaurus", "a.mdx") == []
    assert findings("LNK016", "[map] (/hail.pdf)", name="2021-05-03-x.html") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("(Join)[http://list.example/join]", "[Join](http://list.example/join)"),
        ("See (the list)[www.list.example].", "See [the list](www.list.example)."),
        ("(write)[mailto:rain@list.example]", "[write](mailto:rain@list.example)"),
        ("(the (old) list)[../list/old.html]", "[the (old) list](../list/old.html)"),
        ("| (a)[https://a.example/] |\n| --- |", "| [a](https://a.example/) |\n| --- |"),
        ("(the old list)[list-old.html]", "[the old list](list-old.html)"),
        ("!(hail)[/images/hail.png]", "![hail](/images/hail.png)"),
        ("聽(雨)[https://rain.example/雨]", "聽[雨](https://rain.example/雨)"),
    ],
)
def test_the_brackets_of_a_link_are_swapped(body: str, expected: str) -> None:
    assert fixed("LNK017", body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "(see)[^1]\n\n[^1]: /note", "f(x)[0]", "f(x)[/a/b]", "f(x)[a.md]", "(a)[b]\n\n[b]: /c", "(quoted)[/quote]", "`(a)[https://a.example]`",
        "(a)[https://a.example](https://b.example)", "(a)[https://a.example]\n\n[https://a.example]: /b", "()[https://a.example]",
        "[x](y)[https://a.example]", "<!-- (a)[https://a.example] -->", "<pre>\n(a)[https://a.example]\n</pre>", "a)[https://a.example]",
    ],
)  # fmt: skip
def test_brackets_after_parentheses_are_rarely_a_link(body: str) -> None:
    assert findings("LNK017", body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[The book][3]", ["[The book][3]"]),
        ("[The book][the-book] and [gauge][Gauge]", ["[The book][the-book]"]),
        ("![The hill][hill]", ["![The hill][hill]"]),
        ("[The book][]", ["[The book][]"]),
        ("[b][]", ["[b][]"]),
        ("[![rain](rain.png)][home]", ["[![rain](rain.png)][home]"]),
        ("[![rain][drop]](/home)", ["![rain][drop]"]),
        ("[x][nope]", ["[x][nope]"]),
        ("- [`rain()`][rain]", ["[`rain()`][rain]"]),
        ("用[百科][2]查", ["[百科][2]"]),
        ("[a book][3] and [another][3]", ["[a book][3]"]),
    ],
)
@pytest.mark.parametrize("builder", ["hugo", "jekyll", "eleventy", "plain"])
def test_a_label_that_nothing_defines(body: str, expected: list[str], builder: Dialect) -> None:
    assert places("LNK018", f"{body}{DEFINED}", builder) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[a book][GAUGE]", "[Gauge][]", "![a][gauge]", "row[i][j]", "f()[a][b]", "[i][j]", "- [x][] done", "[ ][gauge2]",
        "[^1][^2]", "[@rain][@wind]", "[[rain]][wind]", "[1][2]", "[3][see]", "[a][b][c]", "[b][u]rain[/u][/b]",
        '[quote="rain"][i]a[/i][/quote]', 'info["a"]["b"]', "\\newcommand[a][b]{c}", "`[a book][nope]`", "$x[a b][c d]$",
        "<pre>[a book][nope]</pre>", "<!-- [a book][nope] -->", "\\[a book][nope]", "[a book]\\[nope]", "[a book](nope)[nope]",
        "[rain] [wind]", "[rain]", "[*][b]", "~~~\n[a book][nope]\n~~~", "* [gauge][fix] Read it again", "[[a][b]](/c)",
    ],
)  # fmt: skip
def test_two_pairs_of_brackets_are_often_something_else(body: str) -> None:
    assert findings("LNK018", f"{body}{DEFINED}") == []


@pytest.mark.parametrize(
    "part",
    [
        "{% include links.md %}",
        "{{< include _links.qmd >}}",
        "{% for i in all %}\n[{{ i }}]: /{{ i }}\n{% endfor %}",
        "--8<-- 'links.md'",
    ],
)
def test_another_file_may_define_the_label(part: str) -> None:
    assert findings("LNK018", f"[a book][nope]{DEFINED}\n{part}\n", "jekyll") == []
    (found,) = findings("LNK018", f"[a book][nope]{DEFINED}", "jekyll", "_books.md")
    assert found.severity.value == "info"


def test_without_any_definition_only_what_looks_like_a_label_is_a_note() -> None:
    assert [finding.severity.value for finding in findings("LNK018", "[the book][the_book]")] == ["info"]
    assert findings("LNK018", "[转帖][原创] [sic][Emphasis mine]") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[rain](www.rain.example)", "[rain](https://www.rain.example)"),
        ("[rain](code.rain.example/a?b#c)", "[rain](https://code.rain.example/a?b#c)"),
        ("[rain](rain-gauge.org)", "[rain](https://rain-gauge.org)"),
        ("[rain](rain-gauge.rs/serde)", "[rain](https://rain-gauge.rs/serde)"),
        ("[rain](rain-gauge.com:8080/a)", "[rain](https://rain-gauge.com:8080/a)"),
        ("[rain](RAIN-GAUGE.COM)", "[rain](https://RAIN-GAUGE.COM)"),
        ('<a href="rain-gauge.co.uk/a">rain</a>', '<a href="https://rain-gauge.co.uk/a">rain</a>'),
        ("[rain]\n\n[rain]: www.rain.example", "[rain]\n\n[rain]: https://www.rain.example"),
    ],
)
def test_a_host_needs_a_scheme(body: str, expected: str) -> None:
    assert fixed("LNK019", body, "plain") == expected


@pytest.mark.parametrize(
    "url",
    [
        "readme.md", "main.rs", "rain.zip", "build.sh", "jquery.js", "rain.com.html", "main.rs#L7", "rain.py", "a.b.c",
        "docs/rain.com", "./rain.com", "../rain.com/a", "/rain.com", "v1.2/notes", "README.org", "System.IO", "rain.txt?a",
        "index.html.de", "config.example", "rain.min.js", "a@rain.com", "rain.name", "array.at", "#rain.com", "rain..com",
        "mailto:a@rain.com", "{{ site.com }}", "www.md",
    ],
)  # fmt: skip
def test_a_file_needs_none(url: str) -> None:
    assert findings("LNK019", f"[rain]({url}) `[rain](www.rain.example)`", "jekyll") == []


def test_links_to_one_host_are_one_finding_and_footnotes_none() -> None:
    (found,) = findings("LNK019", "[a](www.rain.example) [b](www.rain.example/b)")
    assert "first of 2 places" in found.message
    assert findings("LNK019", "rain[^1]\n\n[^1]: www.rain.example") == []


@pytest.mark.parametrize(
    "body",
    [
        "[](https://hail.example/)", "a [ ](/b) c", '<a href="/b"></a>', '<a href="/b">\n</a>', '<a href="/b"><b>&nbsp;</b></a>',
        '<a href="/b"><!-- a --><br></a>', '<A HREF="/b"></A>', '<p><a target="_blank" href="/b">\u200b</a></p>',
    ],
)  # fmt: skip
def test_a_link_without_text_is_a_note(body: str) -> None:
    assert [finding.severity.value for finding in findings("LNK022", body, "jekyll")] == ["info"]


@pytest.mark.parametrize(
    "body",
    [
        "[![](a.png)](/b)", "![](a.png)", '<a href="/b"><img src="a.png"></a>', '<a href="/b"><svg></svg></a>', '<a href="#b"></a>',
        '<a href="/b" title="b"></a>', '<a href="/b"><i class="fa fa-b"></i></a>', '<a href="/b" id="c"></a>', '<a name="c"></a>',
        '<a href="/b" class="logo"></a>', '<a href="/b">{{ b }}</a>', '<a href="{{ b }}"></a>', "[](/b){: .icon}", "[](#b)",
        '<a href="/b">[b]</a>', '<a href="/b"><雨></a>', '<a href="/b"><b-icon></b-icon></a>', '`<a href="/b"></a>`',
        '<a href="https://x.com/intent/tweet?text=a"></a>', '<a href="/b" :title="c"></a>',
    ],
)  # fmt: skip
def test_a_link_with_an_image_a_name_or_a_style_is_seen(body: str) -> None:
    assert findings("LNK022", body, "jekyll") == []


def test_a_copied_post_has_lost_its_style_sheet_and_has_one_finding() -> None:
    body = '<a class="logo" href="https://b.example/"></a> <a href="/b"></a> <a class="icon-b" href="/c"></a>'
    found = lint_text(f"{GOOD}{body}\n", "_posts/2021-05-03-x.md", Config(schema="news-mirror"))
    assert [len(each.related) for each in found if each.code == "LNK022"] == [1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a class="x1" href="/b"><div class="x2"><div class="x3">\n</div></div></a>', 1),
        ('<a href="/b"><br class="smart"></a>', 1),
        ('<a href="/b"><span class="icon-b"></span></a>', 0),
        ('<a href="/b"><i class="x2"></i></a>', 0),
        ('<a href="/b"><span style="background: url(c.png)"></span></a>', 0),
    ],
)
def test_without_its_style_sheet_a_class_shows_nothing_but_an_icon(body: str, expected: int) -> None:
    found = lint_text(f"{GOOD}{body}\n", "_posts/2021-05-03-x.md", Config(schema="news-mirror"))
    assert [each.code for each in found].count("LNK022") == expected
    assert findings("LNK022", body, "jekyll") == []


def test_each_defect_is_one_finding_of_one_rule() -> None:
    body = (
        "- [map](/maps/hail. pdf)\n- [log](https://log. hail.example/)\n- [Log 7] (https://hail.example/7)\n"
        "- (Join)[https://list.example/]\n- [the book][3]\n- [the site](www.hail.example)\n- [x]((https://hail.example))"
    )
    found = lint_text(f"{PAGE}{body}{DEFINED}", "a.md")
    assert [each.code for each in found] == [
        "LNK016", "LNK016", "LNK016", "LNK017", "LNK018", "LNK019", "LNK002"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # The label has brackets, and what comes after it goes on with its paragraph.
        (
            "[hail][h[0]], [sun][].\n\n[h[0]]: https://hail.example/\n[sun]: /sun/\n\n[end]: https://end.example/",
            "the definition of 'sun' is not read because it continues the line before it",
        ),
        (
            "The [`sun`][].\n\nSee also:\n[`sun`]: https://sun.example/\n\n[end]: https://end.example/",
            "the definition of '`sun`' is not read because it continues the line before it",
        ),
        (
            "[`f([a])`][].\n\n[`f([a])`]: https://sun.example/\n\n[end]: https://end.example/",
            "the definition of '`f([a])`' is not read because its label contains brackets",
        ),
        (
            "The [sun][].\n\n<div>\n[sun]: https://sun.example/\n</div>\n\n[end]: https://end.example/",
            "the definition of 'sun' is not read",
        ),
        (
            "The [sun][].\n\n```\n[sun]: https://sun.example/\n```\n\n[end]: https://end.example/",
            "the reference 'sun' is not defined",
        ),
    ],
)
def test_a_definition_that_is_not_read_is_named(body: str, expected: str) -> None:
    (found,) = findings("LNK018", body)
    assert found.message.split(", so")[0] == expected


def test_definitions_that_are_not_read_are_one_finding() -> None:
    body = "[`a`][], [`b`][], [c][].\n\nSee:\n[`a`]: https://a.example/\n[`b`]: https://b.example/\n\n[d]: https://d.example/"
    unread, undefined = findings("LNK018", body)
    assert "(first of 2 places)" in unread.message
    assert "'c' is not defined" in undefined.message
