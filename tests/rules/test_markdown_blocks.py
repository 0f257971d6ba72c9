"""Blocks that Markdown reads differently from what their author meant, each judged by the site's own parser."""

from pathlib import Path

import pytest

from lint import Config, lint_paths, lint_text
from lint.archive.builders import named
from lint.config.dialects import Dialect
from lint.primitives.finding import Finding, apply_edits

FRONT = "---\ntitle: Rain\ndate: 2021-05-03 10:00:00 +0000\n---\n"
POST = "_posts/2021-05-03-x.md"


def findings(
    code: str, body: str, dialect: Dialect = "hugo", front: str = FRONT, name: str = POST
) -> list[Finding]:
    return [each for each in lint_text(f"{front}{body}", name, Config(dialect=dialect)) if each.code == code]


def fixed(finding: Finding, body: str, front: str = FRONT) -> str:
    assert finding.fix is not None
    return apply_edits(front + body, finding.fix.edits).removeprefix(front)


# A fenced block that is never closed

OPEN = [
    "It rained.\n\n```sh\ngauge\n\n## Wind\n\nThe wind turned.\n",
    "~~~\ngauge\n```\n\nSee [the gauge](https://gauge.example/).\n",
    "````md\n```sh\ngauge\n```\n",
    "```\ngauge\n```x\n\nIt rained.\n",
    "```sh\ngauge ```\n\nIt rained.\n",
    "```\ngauge\n    ```\n\nIt rained.\n",
    "1. Read it:\n   ```sh\n   gauge\n\n2. Write it down.```\n",
    "> ```\n> gauge\n\nIt rained.```\n",
    "```\nfirst\n```\n\nIt rained.\n\n```\n",
]


@pytest.mark.parametrize("body", OPEN)
@pytest.mark.parametrize("dialect", ["plain", "hugo", "astro", "hexo", "docusaurus"])
def test_a_fence_that_nothing_closes_swallows_what_follows(body: str, dialect: Dialect) -> None:
    found = findings("HTM014", body, dialect, name="posts/x.md")
    assert [each.severity.value for each in found] == ["warning"]
    assert found[0].fix is None


@pytest.mark.parametrize("body", [*OPEN[:3], "* Read it:\n  ```sh\n  gauge\n\n* Write it down.\n"])
@pytest.mark.parametrize("dialect", ["jekyll", "pelican"])
def test_a_fence_that_nothing_closes_is_text_to_others(body: str, dialect: Dialect) -> None:
    assert [each.severity.value for each in findings("HTM014", body, dialect)] == ["warning"]


@pytest.mark.parametrize(
    "body",
    [
        "```sh gauge.sh\na\n\nb\n```\n\nIt rained.\n",
        "```sh {1,3}\na\n```\n",
        "* Read it:\n\n  ```sh a b\n  a\n\n  b\n  ```\n",
    ],
)
def test_kramdown_reads_one_word_after_a_fence(body: str) -> None:
    (found,) = findings("HTM014", body, "jekyll")
    assert "begins no code block here" in found.message
    assert "places" not in found.message
    assert findings("HTM014", body, "hugo") == []


def test_a_closed_fence_in_a_quotation_is_code() -> None:
    body = "> Read it:\n>\n> ```sh\n> a\n>\n>b\n> ```\n\nIt rained.\n"
    for dialect in ("jekyll", "hugo"):
        assert findings("HTM014", body, dialect) == []
    assert findings("HTM014", body, "pelican") != []


def test_code_in_two_items_without_closing_fences_is_a_note() -> None:
    body = "* ```\n  a\n* ```\n  b\n* It rained.\n"
    (found,) = findings("HTM014", body)
    assert found.severity.value == "info"
    assert "first of 2 places" in found.message


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("It rained.\n\n```sh\ngauge --read\n", "It rained.\n\n```sh\ngauge --read\n```\n"),
        ("~~~~\ngauge --read", "~~~~\ngauge --read\n~~~~"),
        ("  ```\r\n  gauge\r\n", "  ```\r\n  gauge\r\n  ```\r\n"),
    ],
)
def test_code_that_ends_with_the_document_is_a_note(body: str, result: str) -> None:
    found = findings("HTM014", body)
    assert [each.severity.value for each in found] == ["info"]
    assert fixed(found[0], body) == result


@pytest.mark.parametrize(
    "body",
    [
        "```sh\ngauge\n```\n\nIt rained.\n",
        "````md\n```sh\n````\n\nIt rained.\n",
        "```sh\ngauge\n`````\n",
        "> ```\n> gauge\n> ```\n\nIt rained.\n",
        "1. Read it:\n\n   ```sh\n   gauge\n   ```\n\nIt rained.\n",
        "Write ``` before and after it.\n",
        "```gauge``` is code.\n",
        "<!--\n```\n-->\n\nIt rained.\n",
        "<div>\n```\n</div>\n\nIt rained.\n",
        "It is like this:\n\n    ```\n    gauge\n\nIt rained.\n",
        "| --- |\n| ~~~ |\n",
        "~~gone~~ and ~~~gone~~~\n",
    ],
)
@pytest.mark.parametrize("dialect", ["plain", "hugo", "jekyll"])
def test_a_closed_or_shown_fence_is_right(body: str, dialect: Dialect) -> None:
    assert findings("HTM014", body, dialect) == []


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.qmd", "```{python}\n1 + 1\n```\n\n::: {.panel}\n    ```{{r}}\n    1\n    ```\n:::\n"),
        ("a.mdx", "<Tabs>\n  ```sh\n  gauge\n  ```\n</Tabs>\n"),
    ],
)
def test_cells_and_components_are_right(name: str, body: str) -> None:
    assert findings("HTM014", body, "plain", name=name) == []


# A heading without a space


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("##Use of the gauge\n", "## Use of the gauge\n"),
        ("It rained.\n\n###雨量计\n\n下雨了。\n", "It rained.\n\n### 雨量计\n\n下雨了。\n"),
        ("##2. The wind\n", "## 2. The wind\n"),
        (
            "##**Wind**\n\n##[Rain](https://rain.example/)\n",
            "## **Wind**\n\n## [Rain](https://rain.example/)\n",
        ),
        ("#The wind turned\n\n##Lượng mưa\n", "# The wind turned\n\n## Lượng mưa\n"),
        ("##\u00a0Wind\n", "## Wind\n"),
        ("##\u3000雨量\n", "## 雨量\n"),
    ],
)
def test_a_heading_needs_a_space(body: str, result: str) -> None:
    for dialect in ("plain", "hugo", "jekyll", "astro"):
        found = findings("HTM015", body, dialect)
        assert len(found) == 1
        assert fixed(found[0], body) == result


@pytest.mark.parametrize(
    "body",
    [
        "#rain is a tag\n",
        "##rain ##wind\n",
        "##rain\n",
        "#12 is closed.\n",
        "##123\n",
        "#!/bin/sh\n",
        "#include <rain.h>\n\n##define RAIN\n",
        "######################\n",
        "##vso[task.complete]\n",
        "####\n",
        "The name\n##Of it\n",
        "auto x = 1;\n###copied here###\n",
        "```\n##Wind\n```\n",
        "    ##Wind\n",
        "<div>\n##Wind\n</div>\n",
        "<!--\n\n##Wind\n\n-->\n",
        "`a`\n\n`\n##Wind\n`\n",
        "a##b and x ##Wind\n",
        "#c0ffee\n\n##c0ffee;\n",
        "##\n",
    ],
)
def test_tags_comments_and_code_are_no_headings(body: str) -> None:
    assert findings("HTM015", body, "jekyll") == []


def test_python_markdown_needs_no_space() -> None:
    assert findings("HTM015", "##Use of the gauge\n", "pelican") == []


@pytest.mark.parametrize(
    ("configuration", "needs_space"),
    [
        ("title: Rain\n", True),
        ("markdown: kramdown\nkramdown:\n  input: GFM\n", True),
        ("kramdown:\n  input: kramdown\n", False),
        ("markdown: CommonMarkGhPages\n", True),
        ("markdown: redcarpet\n", False),
    ],
)
def test_jekylls_parser_decides_whether_a_heading_needs_a_space(
    configuration: str,
    needs_space: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    (tmp_path / "_config.yml").write_text(configuration)
    assert named("jekyll")(str(tmp_path)).headings_need_space is needs_space


def test_marked_takes_any_space() -> None:
    assert findings("HTM015", "##\u3000雨量\n", "hexo") == []
    assert findings("HTM015", "##雨量\n", "hexo") != []


def test_a_heading_within_text_is_no_safe_fix() -> None:
    (found,) = findings("HTM015", "##Use of the gauge\nRead it daily.\n")
    assert found.fix is not None
    assert found.fix.applicability.value == "unsafe"


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("#Use of the gauge", 2),
        ("#雨 量", 2),
        ("#Rain It rained all day.", 1),
        ("#下雨 今天港口里没有一条船。", 1),
        ("#下雨 大家快回家！", 1),
        ("#雨 『もう降らない。』", 1),
        ("#비 오늘은 비가 온다…", 1),
    ],
)
def test_a_line_with_one_sign_may_be_a_hashtag(line: str, places: int) -> None:
    (found,) = findings("HTM015", f"##Use of the gauge\n\n{line}\n")
    assert found.fix is not None
    assert len(found.fix.edits) == places
    assert found.fix.applicability.value == ("safe" if places == 1 else "unsafe")


# A heading without text


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("## \n\nIt rained.\n", 1),
        ("It rained.\n\n##\n\n### ###\n\nIt snowed.\n", 2),
        ("<h2></h2><p>It rained.</p><h3 class='a'> </h3>\n", 2),
        ("<H2>&nbsp;<br></H2>\n", 1),
        ("<div>\n<h4>\n<strong><span style='color: red'></span></strong>\n</h4>\n</div>\n", 1),
    ],
)
@pytest.mark.parametrize("dialect", ["plain", "hugo", "jekyll"])
def test_a_heading_says_something(body: str, count: int, dialect: Dialect) -> None:
    (found,) = findings("HTM016", body, dialect)
    assert found.severity.value == "info"
    assert ("of 2 places" in found.message) == (count == 2)
    assert findings("HTM016", fixed(found, body), dialect) == []


@pytest.mark.parametrize(
    "body",
    [
        '<h2 id="wind"></h2><h2><a name="wind"></a></h2>\n',
        '<h2><img src="https://rain.example/a.png" alt="Rain"></h2>\n',
        "<h2>{{ title }}</h2>\n<h3>\n  {{< title >}}\n</h3>\n",
        '<h2 v-text="title"></h2><h2 :class="a">{{ b }}</h2><h2 data-i18n="title"></h2>\n',
        '<h2><svg><path d="M0"/></svg></h2><h2><i class="icon" aria-label="Rain"></i></h2>\n',
        "```sh\n##\n```\n\n    ##\n",
        "a = 1\n##\nb = 2\n",
        "<pre>\n\n##\n\n</pre>\n",
        "<!-- <h2></h2> -->\n\n`<h2></h2>`\n",
        "########\n",
        "# C#\n",
    ],
)
@pytest.mark.parametrize("dialect", ["plain", "hugo"])
def test_a_target_an_image_and_a_template_say_something(body: str, dialect: Dialect) -> None:
    assert findings("HTM016", body, dialect) == []


# Leftover shortcodes


@pytest.mark.parametrize(
    ("body", "dialect", "names"),
    [
        ('[caption id="a"]![Rain](https://rain.example/a.jpg) Rain[/caption]\n', "jekyll", ["[caption"]),
        ('[gallery]\n\n[gallery ids="1,2"]\n', "hugo", ["[gallery"]),
        ("[embed]https://rain.example/v[/embed]\n", "astro", ["[embed"]),
        ("[sourcecode language=ruby]\n1\n[/sourcecode]\n", "plain", ["[sourcecode"]),
        (
            "[vc_row][vc_column width=&#8221;1/2&#8243;]Rain[/vc_column][/vc_row]\n",
            "plain",
            ["[vc_row", "[vc_column"],
        ),
        ("[rain-map at=“35,14”]\n", "plain", ["[rain-map"]),
        ("<p>[su_note]It rained.[/su_note]</p>\n", "plain", ["[su_note"]),
        ("Code ends here.[/code]\n", "jekyll", ["[/code"]),
        ("[img]https://rain.example/a.jpg[/img] [b]Rain[/b]\n", "jekyll", ["[img", "[b"]),
        ("[quote=Ann]It rained.[/quote]\n", "hugo", ["[quote"]),
        ("{% highlight sh %}\ngauge\n{% endhighlight %}\n", "hugo", ["{% highlight"]),
        ("[Rain]({{ site.baseurl }}/rain)\n", "astro", ["{{ site"]),
        ('{{< figure src="a.png" >}}\n', "jekyll", ["{{< figure"]),
        ("{% asset_img a.png %}\n", "vitepress", ["{% asset_img"]),
    ],
)
def test_a_shortcode_that_nothing_runs_is_shown(body: str, dialect: Dialect, names: list[str]) -> None:
    found = findings("HTM017", body, dialect, name="_posts/2021-05-03-x.md")
    assert sorted(each.message[1 : 1 + len(name)] for each, name in zip(found, names, strict=True)) == sorted(
        names
    )


@pytest.mark.parametrize(
    ("body", "dialect"),
    [
        (
            "[caption](https://rain.example/) and [gallery][caption]\n\n[caption]: https://rain.example/\n",
            "jekyll",
        ),
        ('`[caption id="a"]`\n\n```\n[gallery ids="1"]\n```\n\n    [vc_row]\n', "jekyll"),
        ("<pre>[embed]a[/embed]</pre><!-- [embed]a[/embed] -->\n", "hugo"),
        ("- [x] done\n- [ ] to do\n\nA [note] and [video] here, [a-z] and x[i].\n", "jekyll"),
        ("See the [gallery] of the town.\n", "hugo"),
        ("[quote=Ann]It rained.[/quote] [img]a[/img] [code]a[/code]\n", "plain"),
        ("{% include a.html %} {{ site.title }}\n", "jekyll"),
        ('{{< figure src="a.png" >}}\n', "hugo"),
        ('{{< figure src="a.png" >}} {% highlight sh %} {{ site.a }}\n', "plain"),
        ("{{ site.title }} in Vue\n", "vitepress"),
        ("{% note info %}Rain{% endnote %}\n", "hexo"),
        ('{% quote(author="Ann") %}Rain{% end %}\n', "zola"),
        ("`{% raw %}` and `{{< figure >}}`\n", "astro"),
        ('a[href="https://rain.example"] and input[type="text"]\n', "hugo"),
        ("the [i] of the matrix [b], and [u]\n", "hugo"),
        ('[Rain]{.gauge title="a"}\n', "quarto"),
    ],
)
def test_brackets_of_other_kinds_are_no_shortcode(body: str, dialect: Dialect) -> None:
    assert findings("HTM017", body, dialect) == []


def test_what_jekyll_drops_in_a_mirrored_post_is_told_once() -> None:
    front = FRONT.replace("---\ntitle", "---\nfrom: https://news.example/a\ntitle")
    found = lint_text(f"{front}{{{{< figure >}}}}\n", POST, Config(dialect="jekyll", schema="news-mirror"))
    assert [each.code for each in found if each.code in ("HTM006", "HTM017")] == ["HTM006"]


def test_a_caption_keeps_its_image_and_text() -> None:
    body = '[caption id="a" width="9"]![Rain](https://rain.example/a.jpg) Rain[/caption]\n'
    (found,) = findings("HTM017", body)
    assert fixed(found, body) == "![Rain](https://rain.example/a.jpg) Rain\n"
    for lost in ('[caption caption="Rain"]![](https://rain.example/a.jpg)[/caption]', '[caption id="a"]Rain'):
        (found,) = findings("HTM017", lost)
        assert found.fix is None


# Markdown in HTML


@pytest.mark.parametrize(
    ("body", "result"),
    [
        ("<p>**It rained**</p>\n", "<p><strong>It rained</strong></p>\n"),
        ("<p>下雨了，**风很大。**雨停了</p>\n", "<p>下雨了，<strong>风很大。</strong>雨停了</p>\n"),
        ("<div>这是**重点**内容</div>\n", "<div>这是<strong>重点</strong>内容</div>\n"),
        ("<table><tr><td>[Rain](https://rain.example/a?b=1)</td></tr></table>\n",
         '<table><tr><td><a href="https://rain.example/a?b=1">Rain</a></td></tr></table>\n'),
        ("<div>![Rain](/a.png)</div>\n", '<div><img src="/a.png" alt="Rain"></div>\n'),
        ("<p>[![Rain](/a.png)](https://rain.example/) **it**</p>\n",
         '<p><a href="https://rain.example/"><img src="/a.png" alt="Rain"></a> <strong>it</strong></p>\n'),
        ('<p>**"Rain"** here</p>\n', '<p><strong>"Rain"</strong> here</p>\n'),
    ],
)  # fmt: skip
def test_markdown_in_html_is_shown_as_it_is(body: str, result: str) -> None:
    (found,) = findings("HTM018", body)
    assert found.severity.value == "warning"
    assert fixed(found, body) == result


@pytest.mark.parametrize(
    "body",
    [
        '<p>[Rain](<a href="https://a.example/">https://a.example/)</a></p>',
        "<p>*[<b>Rain</b>](<a target='_blank' href='http://a.example/'>http://a.example/)</a></p>",
        '<div>雨[港口](<a href="https://a.example/）">https://a.example/）</a></div>',
    ],
)
def test_a_link_whose_destination_was_made_a_link_is_unread_as_well(body: str) -> None:
    (found,) = findings("HTM018", f"{body}\n")
    assert found.fix is None


@pytest.mark.parametrize(
    "body",
    [
        '<p>a[i](<a href="#note">1</a>)</p>',
        '<p>Rain [1](<a href="https://a.example/">a table</a>)</p>',
        '<p><code>[Rain](<a href="https://a.example/">x</a></code></p>',
        '<p>[1] (<a href="https://a.example/">x</a>)</p>',
    ],
)
def test_brackets_before_a_link_are_not_markdown(body: str) -> None:
    assert findings("HTM018", f"{body}\n") == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>a</p>\n## [Rain](https://rain.example/)\n",
        "<div>\n- **Rain** today\n</div>\n",
        "<p>**[Rain](https://rain.example/)**</p>\n",
        "<p>**<i>Rain</i>**</p>\n",
        "<p>[`gauge` and _rain_](https://rain.example/)</p>\n",
        "<div>\n| Rain | **seven** |\n| --- | --- |\n| Hail | one |\n</div>\n",
        "<p>[![Rain](/a.png)][rain]</p>\n\n[rain]: https://rain.example/\n",
        "<p>[![Rain](/a.png) today](https://rain.example/)</p>\n",
        '<p>[![Rain](/a.png)](https://rain.example/ "Rain")</p>\n',
    ],
)
def test_half_of_it_is_no_fix(body: str) -> None:
    (found,) = findings("HTM018", body)
    assert found.fix is None


def test_an_empty_line_resumes_markdown_where_the_parser_does() -> None:
    body = "<div>\n\nIt **rained** at [noon](https://rain.example/).\n\n</div>\n"
    for dialect in ("plain", "hugo", "astro", "hexo", "vitepress", "docusaurus"):
        assert findings("HTM018", body, dialect) == []
    (found,) = findings("HTM018", body, "jekyll")
    assert "first of 2 places" in found.message
    assert findings("HTM018", body, "pelican") != []


@pytest.mark.parametrize(
    "tag", ['div markdown="1"', "div class=rain markdown=block", "details markdown", "aside markdown='span'"]
)
def test_markdown_that_is_to_be_read_is_not_reported_if_the_builder_is_unknown(tag: str) -> None:
    body = f"<{tag}>\nIt **rained**.\n</{tag.split(maxsplit=1)[0]}>\n"
    assert findings("HTM018", body, "plain") == []
    assert findings("HTM018", body, "hexo") != []


def test_markdown_before_such_an_element_is_reported() -> None:
    body = '<div>It **rained**.\n<p markdown="1">**Twice**.</p></div>\n'
    (found,) = findings("HTM018", body, "plain")
    assert "first of" not in found.message


def test_the_configuration_may_let_kramdown_read_html(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("kramdown:\n  parse_block_html: true\n")
    (tmp_path / "_posts").mkdir()
    post = tmp_path / POST
    post.write_text(f"{FRONT}<div>\nIt is **wet**.\n</div>\n")
    codes = {finding.code for finding in lint_paths([str(post)])}
    assert "HTM018" not in codes
    (tmp_path / "_config.yml").write_text("kramdown:\n  parse_block_html: false\n")
    assert "HTM018" in {finding.code for finding in lint_paths([str(post)])}


@pytest.mark.parametrize(
    ("body", "dialect"),
    [
        ('<div markdown="1">It is **wet**.</div>\n', "jekyll"),
        ('{::options parse_block_html="true" /}\n\n<div>\nIt is **wet**.\n</div>\n', "jekyll"),
        ("<div>\n  It is **wet**.\n</div>\n", "docusaurus"),
        ("<span>It is **wet**</span>\n", "jekyll"),
        ("<p>2**3**4, a **, b **, **kwargs, f(**a, **b), src/**/*.c, char **argv</p>\n", "hugo"),
        ("<p>Price** and terms**</p>\n", "hugo"),
        ("<p>皇帝**。其实不是。**皇帝</p>\n", "hugo"),
        ("<p>他曾是一个**，后来**以后，成了**了。</p>\n", "hugo"),
        ("<pre>**wet**</pre><p><code>[a](https://rain.example/)</code></p>\n", "hugo"),
        (
            "<script>\n// **wet**\n</script>\n<style>/** wet **/</style>\n<textarea>**wet**</textarea>\n",
            "hugo",
        ),
        ("<p title='**wet**'><!-- **wet** --></p>\n", "hugo"),
        ("<p>f[i](/x) \\[a](https://rain.example/)</p>\n", "hugo"),
        ("<p>****</p><p>** wet **</p><p>**!**</p>\n", "hugo"),
    ],
)
def test_what_is_read_and_what_is_no_markdown_is_right(body: str, dialect: Dialect) -> None:
    name = "docs/x.mdx" if dialect == "docusaurus" else POST
    assert findings("HTM018", body, dialect, name=name) == []


# HTML in a title


@pytest.mark.parametrize(
    ("title", "result"),
    [
        ("'Rain from <a href=\"https://rain.example/\">the sea</a>'", "'Rain from the sea'"),
        ("Rain <br />and wind", "Rain and wind"),
        ("Rain<br>wind", "Rain wind"),
        ("The <em>Rain</em> and <i>Wind</i>", "The Rain and Wind"),
        ('"<span style=\\"color: red\\">Rain</span>"', '"Rain"'),
        ("<b>Rain</b>", "Rain"),
    ],
)
def test_a_title_is_plain_text(title: str, result: str) -> None:
    front = FRONT.replace("title: Rain", f"title: {title}")
    (found,) = findings("FMT012", "It rained.\n", "hugo", front)
    assert found.severity.value == "warning"
    assert found.fix is not None
    assert apply_edits(front, found.fix.edits) == FRONT.replace("title: Rain", f"title: {result}")


@pytest.mark.parametrize(
    "title",
    [
        "The <video> element",
        "How <div> works",
        "List<String> and Map<K, V>",
        "Should I use <b> or <strong>?",
        "'The <br> tag'",
        "<em></em>",
        "Rain < wind > snow",
        "'`<b>rain</b>` in HTML'",
        "HTML 中的 <b>粗体</b> 标签",
        "<Image /> in Astro",
        "Rain &lt;b&gt;",
    ],
)
def test_a_title_about_tags_is_right(title: str) -> None:
    assert findings("FMT012", "It rained.\n", "hugo", FRONT.replace("title: Rain", f"title: {title}")) == []


def test_formatting_is_a_note_where_titles_are_printed_as_they_are() -> None:
    front = FRONT.replace("title: Rain", "title: The <em>Rain</em>")
    (found,) = findings("FMT012", "It rained.\n", "quarto", front)
    assert found.severity.value == "info"


# Whitespace at the edge of a title


@pytest.mark.parametrize(
    ("title", "result"),
    [
        ('"Rain\n"', '"Rain"'),
        ("'Rain\n  '", "'Rain'"),
        ('"\n  Rain"', '"Rain"'),
        ('"Rain\r\n  "', '"Rain"'),
        ('"Rain\n\n  "', '"Rain"'),
    ],
)
def test_a_line_break_at_the_edge_of_a_title_is_read_as_a_space(title: str, result: str) -> None:
    front = FRONT.replace("title: Rain", f"title: {title}")
    (found,) = findings("FMT008", "It rained.\n", "jekyll", front)
    assert "with a line break" in found.message
    assert found.fix is not None
    assert found.fix.applicability.value == "safe"
    assert apply_edits(front, found.fix.edits) == FRONT.replace("title: Rain", f"title: {result}")


@pytest.mark.parametrize(
    "title",
    ['"Rain\n    over"', "Rain\n  over", "|\n  Rain", ">\n  Rain\n  over", "|-\n  Rain", "'Rain\n\n  over'"],
)
def test_a_line_break_within_a_title_is_one_space(title: str) -> None:
    assert findings("FMT008", "It rained.\n", "jekyll", FRONT.replace("title: Rain", f"title: {title}")) == []


PROSE = "It rained in the hills all day, and the harbour was so full of water that nobody went out."


@pytest.mark.parametrize(
    ("body", "mark", "line"),
    [
        (f"```\ngauge\n\n{PROSE}\n\n```\nlog\n```\n\n{PROSE}\n", "```", 12),
        (f"```sh\ngauge```\n\n{PROSE}\n\n```\nlog\n```\n\n{PROSE}\n", "```", 12),
        (f"~~~\na\n~~~\n\n~~~\ngauge\n\n## Results\n\n~~~\n7 mm\n~~~\n\n{PROSE}\n\n{PROSE}\n", "~~~", 16),
        ("```\ngauge\n\nSee [it](https://rain.example/).\n\n```\nlog\n```\n", "```", 12),
    ],
)
def test_the_fence_that_is_not_closed_is_the_one_before_prose(body: str, mark: str, line: int) -> None:
    (found,) = findings("HTM014", body, "hugo")
    assert found.fix is None
    assert found.message.startswith(f"the code block that '{mark}' begins is not closed where its code ends")
    assert found.message.endswith(f"the fence in line {line} is left over")


@pytest.mark.parametrize(
    "body",
    [
        f"```text\nRain\n\n{PROSE}\n```\n\n```\nlog\n\n{PROSE}\n",  # the text is meant as such
        f"```\nRain\n\n{PROSE}\n```\n\n```sh\nlog\n\n{PROSE}\n",  # the last one begins code
        f"~~~\nRain\n\n{PROSE}\n~~~\n\n```\nlog\n\n{PROSE}\n",
    ],
)
def test_the_last_fence_is_the_one_that_is_not_closed(body: str) -> None:
    (found,) = findings("HTM014", body, "hugo")
    assert (
        found.message
        == "the code block that '```' begins is never closed; the text after it is shown as code"
    )
