"""Other forms of what the rules look for: other brackets, exporters, widgets, languages and placeholders."""

import pytest

from lint import Config, lint_text
from lint.primitives.finding import Finding, apply_edits
from tests.conftest import GOOD

PATHS = {
    "jekyll": "_posts/2021-05-03-x.md",
    "hugo": "content/posts/x.md",
    "hexo": "source/_posts/x.md",
    "obsidian": "Notes/x.md",
    "quarto": "posts/x.qmd",
    "docusaurus": "docs/x.mdx",
}
DIALECTS = tuple(PATHS)


def found(code: str, body: str, dialect: str = "jekyll") -> list[Finding]:
    config = Config(schema="news-mirror").with_options(dialect=dialect)
    return [
        finding for finding in lint_text(f"{GOOD}\n{body}\n", PATHS[dialect], config) if finding.code == code
    ]


def fixed(code: str, body: str, dialect: str = "jekyll") -> str:
    (finding,) = found(code, body, dialect)
    assert finding.fix is not None
    return apply_edits(f"{GOOD}\n{body}\n", finding.fix.edits).removeprefix(f"{GOOD}\n").removesuffix("\n")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("参见[日志]（https://a.example/log）。", "参见[日志](https://a.example/log)。"),
        ("请（订阅）[https://a.example/]。", "请[订阅](https://a.example/)。"),
        ("See [the log](https://a.example/log] today.", "See [the log](https://a.example/log) today."),
        ("See [the log][https://a.example/log] today.", "See [the log](https://a.example/log) today."),
        ("- [the log](https://a.example/log\n- wind", "- [the log](https://a.example/log)\n- wind"),
        ("> ![the log](https://a.example/log.png\n\nwind", "> ![the log](https://a.example/log.png)\n\nwind"),
    ],
)
def test_a_destination_needs_a_pair_of_parentheses(body: str, expected: str, dialect: str) -> None:
    assert fixed("LNK017", body, dialect) == expected
    assert found("LNK018", body, dialect) == []


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "body",
    [
        "[1]（https://a.example/）",
        "`[the log](https://a.example/log`",
        '[the log](https://a.example/log\n"title")',
        "[[the log](https://a.example/log)] and [see [the log](https://a.example/log)]",
        "[the log][https://a.example/]\n\n[https://a.example/]: https://b.example/",
    ],
)
def test_other_brackets_are_right_or_mere_text(body: str, dialect: str) -> None:
    assert found("LNK017", body, dialect) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("（https://a.example/）", "https://a.example/"),
        ("https;//a.example/", "https://a.example/"),
        ("http.//a.example/", "http://a.example/"),
        ("http:www.a.example", "http://www.a.example"),
    ],
)
def test_schemes_with_other_signs(url: str, expected: str) -> None:
    assert fixed("LNK002", f"[rain]({url})") == f"[rain]({expected})"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("![](www.rain.org/a.png)", "LNK019"),
        ('<img src="media.rain-gauge.com/a.png">', "LNK019"),
        ("![](https://a.example/1https://b.example/2.png)", "LNK021"),
        ("[rain](/rainhttps://b.example/2)", "LNK021"),
        ("[rain](www.rain.orghttps://b.example/2)", "LNK021"),
        ("![](/__GHOST_URL__/a.png)", "LNK020"),
        ("![](https://news.example.org/__GHOST_URL__/a.png)", "LNK020"),
        ("[rain](SITEURL/a)", "LNK020"),
        ("[rain](@@SITE_URL@@/a)", "LNK020"),
        ("[rain]($BASE_URL/a)", "LNK020"),
        ("![](attachment:image.png)", "LNK020"),
        ("![](file:///home/ann/a.png)", "LNK020"),
        ("[rain](C:/Users/ann/a.pdf)", "LNK020"),
    ],
)
def test_other_urls_that_lead_nowhere(body: str, code: str) -> None:
    assert len(found(code, body)) == 1


@pytest.mark.parametrize(
    "body", ["![](rain.png)", "![](v1.2/rain.png)", "![](rain.io)", "[a](BASE_URL)", "[a](file.md)"]
)
def test_names_of_files_are_no_hosts_or_placeholders(body: str) -> None:
    assert found("LNK019", body) == []
    assert found("LNK020", body) == []


def test_what_an_unfilled_url_causes_is_part_of_it() -> None:
    assert found("LNK003", "[rain](https://undefined/a)") == []
    assert found("IMG003", "![](/null)") == []


def test_a_file_of_the_authors_is_read_in_a_vault() -> None:
    assert found("LNK020", "![](file:///home/ann/a.png)", "obsidian") == []


SITE = '<a href="https://news.example.org/">News</a>'
POST = '<a href="https://news.example.org/a">Rain</a>'


@pytest.mark.parametrize(
    "footer",
    [
        f"<p>L'articolo {POST} proviene da {SITE}.</p>",
        f"<p>Het bericht {POST} verscheen eerst op {SITE}.</p>",
        f"<p>Artykuł {POST} pochodzi z serwisu {SITE}.</p>",
        f"<p>Сообщение {POST} появились сначала на {SITE}.</p>",
        f"<p>Inlägget {POST} dök först upp på {SITE}.</p>",
        f"<p>文章 {POST} 最早出現於 {SITE}。</p>",
        f"<p>O conteúdo {POST} aparece primeiro em {SITE}.</p>",
        "> The post [Rain](https://news.example.org/a) appeared first on [News](https://news.example.org/).",
        "The post Rain over the harbour appeared first on News.",
        '<p>RSS Feed by <a href="https://feed43.com">Feed43</a></p>',
        '<li itemtype="http://schema.org/Comment">Me too.</li><li itemtype="http://schema.org/Comment">And me.</li>',
        '<div class="wp-block-comments"><ol><li id="comment-2">Me too.</li></ol></div>',
        '<div class="giscus"><iframe src="https://giscus.app/"></iframe></div>',
        '<div id="comment-holder"><ol><li class="comment" id="c1">Me too.</li></ol></div>',
        '<header class="site-header" role="banner"><a href="/">News</a></header>',
        '<footer class="site-footer"><a href="/about">About</a></footer>',
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li><a href="/">News</a></li></ol>',
    ],
)
def test_other_programs_and_languages_around_an_article(footer: str) -> None:
    (finding,) = found("HTM008", footer)
    assert finding.fix is not None


@pytest.mark.parametrize(
    "body",
    [
        "The post by Ann appeared first on page 7 of the paper.",
        '<p>The article by <a href="https://a.example/">Ann</a> appeared first on television.</p>',
        '<div class="banner"><img src="https://a.example/a.png" alt="Rain"></div>',
    ],
)
def test_sentences_like_a_footer_are_the_authors(body: str) -> None:
    assert found("HTM008", body) == []


A = "https://media.example.org/a.jpg"
GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f'<img src="{GIF}"><noscript><img src="{A}"></noscript>',
            f'<img src="{A}"><noscript><img src="{A}"></noscript>',
        ),
        (
            f"<img alt='rain'>\n<noscript><img src='{A}'></noscript>",
            f"<img src=\"{A}\" alt='rain'>\n<noscript><img src='{A}'></noscript>",
        ),
        (f'<img src="static/none.gif" file="{A}">', f'<img src="{A}" file="{A}">'),
        (f'<img src="//:0" data-src="{A}">', f'<img src="{A}" data-src="{A}">'),
        (f'<IMG SRC="blank.gif" DATA-LAZYLOAD="{A}">', f'<IMG SRC="{A}" DATA-LAZYLOAD="{A}">'),
    ],
)
def test_other_lazy_images(body: str, expected: str) -> None:
    assert fixed("IMG002", body) == expected


def test_a_placeholder_is_one_finding() -> None:
    body = f'<img src="#" data-src="{A}"> <img src="/blank.gif" data-src="{A}">'
    assert [finding.code for finding in found("IMG005", body) + found("IMG003", body)] == []
    assert len(found("IMG002", body)) == 2


@pytest.mark.parametrize(
    "body",
    [f'<img src="{A}"><noscript><img src="{A}"></noscript>', f'<img src="none-at-all.gif" file="{A}">'],
)
def test_images_that_are_there(body: str) -> None:
    assert found("IMG002", body) == []


@pytest.mark.parametrize("dialect", ["jekyll", "hugo", "hexo"])
@pytest.mark.parametrize(
    "code",
    [
        "{loadmodule mod_menu}",
        "{gallery}rain{/gallery}",
        "[[nid:123]]",
        '[[{"fid":"12","view_mode":"default"}]]',
        "[inline:1=rain.jpg]",
        "[img_assist|nid=12|title=Rain]",
        "[[File:rain.jpg|thumb|Rain]]",
        "[wpvideo abcd1234]",
        "[nggallery id=1]",
        "[googlemaps https://maps.example/]",
    ],
)
def test_shortcodes_of_other_systems(code: str, dialect: str) -> None:
    (finding,) = found("HTM017", f"It rained.\n\n{code}\n\n`{code}`", dialect)
    assert finding.message.startswith(repr(code)[:20])


def test_a_converter_escapes_the_brackets() -> None:
    body = f'\\[caption id="a" width="3"\\]![]({A}) Rain\\[/caption\\]'
    assert fixed("HTM017", body) == f"![]({A}) Rain"


@pytest.mark.parametrize(
    "body",
    ["{gallery} and {video}", "[node:1](/a) [inline:1]: x", "a[table] and [tweet] and [latex]"],
)
def test_words_in_brackets_are_no_shortcodes(body: str) -> None:
    assert found("HTM017", body) == []


def test_a_vault_reads_its_own_links() -> None:
    assert found("HTM017", "[[File:rain.jpg]]", "obsidian") == []


RAINED = (
    "It rained in the hills all day, and the harbour was so full of water that nobody went out to fish there."
)
THAI = "ฝนตกบนเนินเขาตลอดทั้งวันและท่าเรือเต็มไปด้วยน้ำจนไม่มีใครออกไปหาปลาในวันนี้เลยสักคนเดียวจริงๆนะครับท่าน"


@pytest.mark.parametrize(
    ("copy", "end"),
    [
        (f"<P>{RAINED}</P>\n", ""),
        (f"<div>{RAINED}</div>", ""),
        (f"{RAINED}<br/>\n", "<br/>"),
        (f"{THAI}\n\n", ""),
    ],
)
def test_other_paragraphs_that_repeat_themselves(copy: str, end: str) -> None:
    assert fixed("HTM019", copy * 12).strip() == copy.strip().removesuffix(end) + end


def test_an_element_around_all_copies_stays() -> None:
    copy = f"{RAINED}\n\n"
    assert fixed("HTM019", f"<div>\n\n{copy * 8}</div>") == f"<div>\n\n{copy}</div>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<fontcolor="red">rain</font>', '<font color="red">rain</font>'),
        ("<p><tdcolspan=2>rain</td></p>", "<p><td colspan=2>rain</td></p>"),
        ('<a\u00a0href="https://a.example/">rain</a>', '<a href="https://a.example/">rain</a>'),
        ('<img\u3000src="https://a.example/a.png">', '<img src="https://a.example/a.png">'),
        ('<ahref ="https://a.example/">rain</a>', '<a href ="https://a.example/">rain</a>'),
    ],
)
def test_other_glued_attributes(body: str, expected: str) -> None:
    assert fixed("HTM003", body) == expected
    assert found("HTM004", body) == []


@pytest.mark.parametrize(
    "body", ["Compare `<ahref=b>` and <font-size=2> and <a >= b>.", "<hrow=1> <bring=2>"]
)
def test_other_words_are_no_glued_attributes(body: str) -> None:
    assert found("HTM003", body) == []


def test_a_heading_may_begin_with_a_picture() -> None:
    assert fixed("HTM015", "It rained.\n\n##🌧 Rain in May") == "It rained.\n\n## 🌧 Rain in May"


def test_two_parameters_may_be_glued() -> None:
    url = "https://wsrv.nl/?url=media.example.org/a.jpg"
    assert fixed("PRX010", f"![]({url}?output=webp?il)") == f"![]({url}&output=webp?il)"


def test_a_query_may_ask_for_markup() -> None:
    assert found("LNK004", "[rain](https://docs.example.org/List%3Cstring%3E)") == []
    assert found("LNK004", "[rain](https://docs.example.org/?q=%22rain%22)") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (r'"Rain\n"', '"Rain"'),
        (r'"\u00a0Rain\t"', '"Rain"'),
        (r'"Rain \n \n"', '"Rain"'),
    ],
)
def test_escaped_whitespace_around_a_title(title: str, expected: str) -> None:
    post = GOOD.replace('"Rain over the harbour"', title)
    findings = [
        each
        for each in lint_text(post, PATHS["jekyll"], Config(schema="news-mirror"))
        if each.code == "FMT008"
    ]
    edits = [edit for each in findings if each.fix is not None for edit in each.fix.edits]
    assert f"title: {expected}\n" in apply_edits(post, edits)


@pytest.mark.parametrize("title", [r'"C:\\n"', r"'Rain\n'", r'"Rain\nand wind"'])
def test_titles_without_whitespace_around_them(title: str) -> None:
    post = GOOD.replace('"Rain over the harbour"', title)
    assert "FMT008" not in [
        each.code for each in lint_text(post, PATHS["jekyll"], Config(schema="news-mirror"))
    ]
