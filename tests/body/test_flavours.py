"""Which parts of a body are Markdown, HTML, code or template, by the builder that reads it."""

import pytest

from lint.archive.builders import named
from lint.archive.builders.configuration import SiteConfiguration
from lint.config.dialects import Dialect
from lint.post.document import Document
from lint.post.settings import Settings
from lint.primitives.source import Source
from lint.schema import load

SCHEMA = load("plain")
RAIN = "https://rain.example.org/"


def post(body: str, builder: Dialect, name: str = "rain.md", configuration: bytes = b"") -> Document:
    site = named(builder)("/site", "a test")
    site.configuration = SiteConfiguration(("config",), (configuration,))
    return Document(
        Source(name, f"---\ntitle: Rain\n---\n{body}".encode()), Settings(schema=SCHEMA, site=site)
    )


def urls(body: str, builder: Dialect, name: str = "rain.md", configuration: bytes = b"") -> list[str]:
    document = post(body, builder, name, configuration)
    for link in document.links:
        assert document.text[slice(*link.span)] == link.raw
    return [link.value for link in document.links if link.linked]


@pytest.mark.parametrize("line", ["<br>", '<span class="wet">', '<img alt="">', "<ins>", "<hr>"])
def test_the_line_after_an_element_of_running_text_is_markdown_in_kramdown_alone(line: str) -> None:
    body = f"{line}\n[rain]({RAIN})\n"
    assert RAIN in urls(body, "jekyll")
    assert RAIN not in urls(body, "zola")


@pytest.mark.parametrize("line", ["<div>", "<figure>", "<weather-map>", '<section id="a">', "<Card>"])
def test_kramdown_reads_a_block_element_as_html_to_its_end(line: str) -> None:
    name = line.strip("<>").split()[0]
    body = f"{line}\n\n[rain]({RAIN})\n\n</{name}>\n\n[wind](/wind)\n"
    assert urls(body, "jekyll") == ["/wind"]
    assert urls(body, "zola") == [RAIN, "/wind"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<div markdown="1">\n[rain](/rain)\n</div>', ["/rain"]),
        ('<table markdown="1">\n[rain](/rain)\n</table>', []),
        ("{::nomarkdown}\n[rain](/rain)\n{:/}\n\n[wind](/wind)", ["/wind"]),
        ("{::comment}\n[rain](/rain)\n{:/comment}\n\n[wind](/wind)", ["/wind"]),
        ("$$\n[rain](/rain)\n$$\n\n[wind](/wind)", ["/wind"]),
        ("[rain](/rain|wind)", []),
        ('[rain](/a "in the "old" town")', ["/a"]),
        ("[rain](/a b)", ["/a b"]),
        ("```\n[rain](/rain)\n", ["/rain"]),
        ("```\n[rain](/rain)\n```\n[wind](/wind)", ["/wind"]),
        ("Rain.[^1]\n\n[^1]: /rain\n[^2]: [wind](/wind)", []),
        ("Rain.[^1]\n\n[^1]: [rain](/rain)", ["/rain"]),
        ("[rain][r]\n\n[r]: /old\n[r]: /new", ["/new"]),
        ("[r]: /unused", []),
        ("[rain [wind](/wind) snow](/rain)", ["/rain"]),
        ("<code>[rain](/rain)</code> [wind](/wind)", ["/wind"]),
    ],
)
def test_kramdown(body: str, expected: list[str]) -> None:
    assert urls(body, "jekyll") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("import Rain from './rain'\n\n[wind](/wind)", ["/wind"]),
        ("export const rain = '[a](/a)'\n\n[wind](/wind)", ["/wind"]),
        ("<Rain>\n[wind](/wind)\n</Rain>", ["/wind"]),
        ('<Rain title="a > b" /> [wind](/wind)', ["/wind"]),
        ("<Rain list={[1, 2].map((x) => x)}>\n- [wind](/wind)\n</Rain>", ["/wind"]),
        ("{/* [rain](/rain) */} [wind](/wind)", ["/wind"]),
        ("{'}' + `${rain}`} [wind](/wind)", ["/wind"]),
        ("    [wind](/wind)", ["/wind"]),
        ("Write `<style>` and [wind](/wind).", ["/wind"]),
        ("```jsx\n<Rain>[rain](/rain)</Rain>\n```\n[wind](/wind)", ["/wind"]),
        ('<a href={"/wind"}>wind</a>', ["/wind"]),
        ("<img src={require('./rain.png').default} /> [wind](/wind)", ["/wind"]),
        ("[wind](/{wind})", ["/{wind}"]),
        ("1 < 2 and [wind](/wind)", ["/wind"]),
        ("<Rain {...rest}\n[wind](/wind)", ["/wind"]),
    ],
)
@pytest.mark.parametrize(
    ("builder", "name"), [("docusaurus", "rain.md"), ("astro", "rain.mdx"), ("plain", "rain.mdx")]
)
def test_mdx(body: str, expected: list[str], builder: Dialect, name: str) -> None:
    assert urls(body, builder, name) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<iframe style={{ width: "9em" }}\n/>\n\n[wind](/wind)',
        "import A from 'a'\n\n<A>\n[wind](/wind)\n</A>",
    ],
)
def test_signs_of_mdx_tell_where_no_builder_is_known(body: str) -> None:
    assert urls(body, "plain") == ["/wind"]


@pytest.mark.parametrize(
    ("builder", "template"),
    [
        ("jekyll", '{% include rain.html text="<b>[rain](/rain)" %}'),
        ("jekyll", "{{ page.rain | default: '<b>' }}"),
        ("jekyll", "{% highlight html %}\n<b>[rain](/rain)\n{% endhighlight %}"),
        ("jekyll", "{% comment %}<b>{% endcomment %}"),
        ("hexo", "{% post_link rain 'the <b> tag' %}"),
        ("hexo", "{# <b> #}"),
        ("eleventy", '{% image "<b>" %}'),
        ("hugo", '{{< figure caption="<b>" >}}'),
        ("hugo", '{{% note "<b>" %}}'),
        ("hugo", "{{< highlight html >}}\n<b>\n{{< /highlight >}}"),
        ("quarto", '{{< video "<b>" >}}'),
        ("zola", '{{ film(id="a", title="a <b> c") }}'),
        ("zola", "{% sky::aside(by=`<i>`) %}\nrain\n{% end %}"),
        ("obsidian", "%%<b> [rain](/rain)%%"),
        ("plain", '{% include rain.html text="<b>" %}'),
        ("plain", '{{< rain text="<b>" >}}'),
    ],
)
def test_templates_hide_their_arguments(builder: Dialect, template: str) -> None:
    body = f"{template}\n\n[wind](/wind)\n"
    assert urls(body, builder) == ["/wind"]
    assert not post(body, builder).content.tags


def test_only_calls_are_templates_in_zola() -> None:
    assert [tag.name for tag in post("{{ <b>rain</b> }}", "zola").content.tags] == ["b", "b"]


@pytest.mark.parametrize("builder", ["jekyll", "eleventy", "plain"])
def test_a_template_in_an_attribute_may_have_quotation_marks(builder: Dialect) -> None:
    document = post('<a href="{{ "/rain" | url }}" class=\'wet\'>rain</a>', builder)
    assert [link.raw for link in document.links] == ['{{ "/rain" | url }}']
    assert list(document.attributes(document.content.tags[0])) == ["href", "class"]


@pytest.mark.parametrize("word", ["/dev/null", "mailto:", "http://", "//todo", "word"])
@pytest.mark.parametrize(
    "builder", ["jekyll", "hugo", "pelican", "zola", "astro", "docusaurus", "obsidian", "quarto", "plain"]
)
def test_a_footnote_is_text(word: str, builder: Dialect) -> None:
    assert not post(f"Rain.[^1]\n\n[^1]: {word}\n", builder).links


@pytest.mark.parametrize("builder", ["eleventy", "hexo", "vitepress"])
def test_a_builder_without_footnotes_gets_them_by_a_plug_in(builder: Dialect) -> None:
    body = "Rain.[^1]\n\n[^1]: /rain\n"
    assert urls(body, builder) == ["/rain"]
    assert not urls(body, builder, configuration=b"import footnote from 'markdown-it-footnote'")


def test_hugo_leaves_html_out_unless_it_is_unsafe() -> None:
    body = '<a href="/rain">rain</a> [wind](/wind)'
    assert urls(body, "hugo") == ["/wind"]
    assert urls(body, "hugo", configuration=b"[markup.goldmark.renderer]\nunsafe = true") == [
        "/rain",
        "/wind",
    ]


@pytest.mark.parametrize(
    ("builder", "expected"),
    [
        ("jekyll", []),
        ("eleventy", []),
        ("pelican", []),
        ("hugo", [f"{RAIN}a"]),
        ("hexo", [f"{RAIN}a。雨"]),
        ("vitepress", [f"{RAIN}a。雨"]),
        ("docusaurus", [f"{RAIN}a。雨"]),
    ],
)
def test_a_bare_url_is_a_link_by_the_rule_of_each_builder(builder: Dialect, expected: list[str]) -> None:
    assert urls(f"See {RAIN}a。雨 now.", builder) == expected


def test_bbcode_is_code_where_no_builder_is_known() -> None:
    body = "[code]<b>[rain](/rain)[/code] and [i]f[/i]() and [rain](/rain)"
    assert urls(body, "plain") == ["/rain"]
    assert not post(body, "plain").content.tags


def test_pandoc_reads_markdown_in_block_elements() -> None:
    assert urls("<div>\n[rain](/rain)\n</div>", "quarto") == ["/rain"]
    assert urls("::: {.note}\n[rain](/rain)\n:::", "quarto") == ["/rain"]
    assert not urls("```{python}\n'[rain](/rain)'\n```", "quarto")


def test_wiki_links_are_no_references() -> None:
    assert urls("[[rain]] and ![[rain.png]]\n\n[rain]: /rain", "obsidian") == []


def test_vue_takes_unknown_elements_for_blocks() -> None:
    assert urls("<weather-map>[rain](/rain)</weather-map>", "vitepress") == []
    assert urls("<Badge />\n[rain](/rain)", "vitepress") == ["/rain"]


@pytest.mark.parametrize(
    ("builder", "body", "expected"),
    [
        ("hexo", f"{RAIN}雨[wind](/wind)", [f"{RAIN}雨[wind](/wind)"]),
        ("vitepress", f"雨{RAIN}雨[wind](/wind)", [f"{RAIN}雨[wind](/wind)"]),
        ("docusaurus", f"{RAIN}雨[wind](/wind)", [f"{RAIN}雨[wind"]),
        ("docusaurus", "雨：www.rain.example.org/a，雨[wind](/wind)", ["http://www.rain.example.org/a，雨", "/wind"]),
        ("hexo", f"[{RAIN}[1]](/wind)", ["/wind"]),
    ],
)  # fmt: skip
def test_a_bare_url_runs_into_a_link_by_the_rule_of_each_builder(
    builder: Dialect, body: str, expected: list[str]
) -> None:
    assert urls(body, builder) == expected


@pytest.mark.parametrize(
    ("builder", "body", "expected"),
    [
        ("hexo", f"{{% link rain {RAIN} true %}}", [RAIN]),
        ("hexo", f"{{% img wet {RAIN}a.png 10 20 %}}", [f"{RAIN}a.png"]),
        ("hexo", f"{{% codeblock rain {RAIN} %}}\n[wind](/wind)\n{{% endcodeblock %}}", [RAIN]),
        ("hexo", f"```\n{{% link rain {RAIN} %}}\n```", []),
        ("hugo", f'{{{{< figure src="{RAIN}a.png" link="/wind" >}}}}', [f"{RAIN}a.png", "/wind"]),
        ("jekyll", f"{{% link rain {RAIN} %}}", []),
    ],
)
def test_a_builders_own_tags_write_links(builder: Dialect, body: str, expected: list[str]) -> None:
    assert urls(body, builder) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<ul>\n<li><div markdown="1">\n[rain](/rain)\n</div></li>\n</ul>', ["/rain"]),
        ('<div>\n<p markdown="1">[rain](/rain)</p>\n[wind](/wind)\n</div>', ["/rain"]),
        ('<p markdown="1"><aside>\n\n[rain](/rain)\n\n</aside></p>\n\n[wind](/wind)', ["/rain", "/wind"]),
    ],
)
def test_kramdown_reads_markdown_within_html_that_asks_for_it(body: str, expected: list[str]) -> None:
    assert urls(body, "jekyll") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Rain.\n- `a\n- [rain](/rain)`", []),
        ("```\n[rain](/rain) ` [wind](/wind)", ["/wind"]),
        ("<div style={{rain}}>\n\n[rain](/rain)\n\n</div>", []),
    ],
)
def test_python_markdown(body: str, expected: list[str]) -> None:
    assert urls(body, "pelican") == expected


def test_vue_binds_texts() -> None:
    body = '<a :href="\'/rain\'">rain</a> <a v-bind:href="`/wind`">wind</a> <a :href="snow">snow</a>'
    assert urls(body, "vitepress") == ["/rain", "/wind"]
    assert urls("<weather-map>[rain](/rain)</weather-map>\n[wind](/wind)", "vitepress") == ["/wind"]


def test_eleventy_reads_comments_of_nunjucks_only_where_it_is_chosen() -> None:
    body = "{# [rain](/rain) #} [wind](/wind)"
    assert urls(body, "eleventy") == ["/rain", "/wind"]
