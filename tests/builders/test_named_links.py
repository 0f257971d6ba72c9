"""What a body names by other means than URLs, and where; what is code names nothing."""

from pathlib import Path

import pytest

from lint.archive.builders import named
from lint.archive.builders.addresses import NOWHERE
from lint.archive.builders.code_places import code_places
from lint.archive.builders.page_heads import fields_of
from lint.primitives.bounds import Bounds

_BUILDERS = ["hexo", "eleventy", "vitepress", "astro", "docusaurus", "zola", "quarto", "obsidian"]
_URLS = [
    "", "#", "?", "/", "//", "///x", ".", "..", "../../..", "%", "%zz", "%ff", "%00", "\x00", "a\nb", "a#b#c", "@", "~",
    "@/", "@site/", "pathname:///", "{{ x }}", "[x]", "\ud800", "é", "C:\\x", "\\\\x\\y", "a" * 5000, "./", "x?y#z",
    "javascript:x", "#%E6", "/%2e%2e/x", "a//b", ":", "http:", "{% x %}", "note:x",
]  # fmt: skip
_BODIES = [
    "[[x]]", "{% x", "{{", "<<<", "<!--@include:", "[[", "]]", "{% asset_img %}", "{{< include >}}", "{% post_link %}",
    "{{< include  x", "`", "```", "<<< @", "{% post_link \x00 %}", "[[\ud800]]", "![[#^]]", "[[|]]", "[[#]]",
]  # fmt: skip


def names(
    builder: str, text: str, root: Path, relative: str = "docs/a.md"
) -> list[tuple[str, tuple[str, ...], str]]:
    found = named(builder)(str(root)).template_references(text, 0, len(text), relative)
    return [(text[span.start : span.end], each.places, each.anchor) for span, each in found]


@pytest.mark.parametrize("builder", _BUILDERS)
def test_an_odd_url_or_body_gives_places_or_none(builder: str, tmp_path: Path) -> None:
    site = named(builder)(str(tmp_path))
    published = site.published("docs/a.md", {})
    for url in _URLS:
        for image in (False, True):
            for each in (published, None):
                found = site.reference(url, "docs/a.md", each, image=image)
                assert found is None or (found.places and all(found.places)), (url, found)
    for body in _BODIES:
        list(site.template_references(body, 0, len(body), "docs/a.md"))
    for place in ("/", "/a", "a", "note:x", "/a/../../x", "/\x00", "/" + "a/" * 3000):
        site.may_generate(place)
        site.provided(place.lstrip("/") or "x")


def test_wikilinks_have_the_place_of_the_name_and_heading(tmp_path: Path) -> None:
    text = "a [[Rain#Gauges|b]] ![[X.png|100]] | [[Wind\\|c]] |\n"
    assert names("obsidian", text, tmp_path) == [
        ("Rain#Gauges", ("note:rain",), "Gauges"),
        ("X.png", ("note:x.png",), ""),
        ("Wind", ("note:wind",), ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[[x]]`",
        "``a ` [[x]]``",
        "```\n[[x]]\n```",
        "> ```js\n> [[x]]\n> ```",
        "- ~~~\n  [[x]]\n  ~~~",
        "%% [[x]] %%",
        "$$\na[[x]]\n$$",
        "<!-- [[x]] -->",
        r"\[[x]]",
        "[[{{title}}]]",
        "```\n[[x]]",
        "a\n\n    [[x]]",
        "\t[[x]]\n\n    [[y]]",
        "# a\n    [[x]]",
        "- a\n\n      [[x]]",
        "- a\n\nb\n\n    [[x]]",
        "> a\n>\n>     [[x]]",
        "```\na\n```\n    [[x]]",
        "1. a\n   - b\n\nc\n\n     [[x]]\n",
    ],
)
def test_a_wikilink_in_code_or_a_comment_is_none(text: str, tmp_path: Path) -> None:
    assert names("obsidian", text, tmp_path) == []
    assert len(names("obsidian", f"{text}\n```\n\n[[y]]", tmp_path)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "a\n    [[x]]",
        "- a\n\n    [[x]]",
        "1. a\n\n    b\n\n    [[x]]",
        "- a\n  - b\n    - [[x]]",
        "- a\n\n\t[[x]]",
        "[^1]: a\n\n    [[x]]",
        "> a\n    [[x]]",
        "10. a\n\n       [[x]]",
        "- a\n    [[x]]",
        "    a\n[[x]]",
    ],
)
def test_a_wikilink_that_is_only_indented_is_one(text: str, tmp_path: Path) -> None:
    assert len(names("obsidian", text, tmp_path)) == 1


def test_a_lone_backtick_ends_with_its_paragraph() -> None:
    text = "a ` b\n\nc ` d [[x]] ` e"
    code = code_places(text, 0, len(text))
    assert not code.has(2)
    assert code.has(text.index("[["))
    assert not code.has(len(text) - 1)


def test_vitepress_names_what_it_includes(tmp_path: Path) -> None:
    text = "<!--@include: ../parts/x.md{1,3}-->\n\n<<< @/s/y.js#part {1}\n\n```\n<<< ./z.js\n```\n"
    assert names("vitepress", text, tmp_path) == [
        ("../parts/x.md", ("parts/x.md",), ""),
        ("@/s/y.js", ("s/y.js",), ""),
    ]


def test_hexo_names_posts_and_assets_with_tags(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("post_asset_folder: true\n")
    text = (
        "{% post_link 'My post#id' %} {% asset_img left x.png 300 %} {% include_code lang:js A title a.js %}\n\n"
        "```\n{% post_link a %}\n```\n\n`{% post_link x %}` <code>{% post_link y %}</code> {% raw %}{% post_link b %}{% endraw %} {# {% post_link c %} #}\n"
        "{% raw %}{% post_link d %}"
    )
    assert names("hexo", text, tmp_path, "source/_posts/p.md") == [
        ("My post#id", ("post:My post",), "id"),
        ("x.png", ("source/_posts/p/x.png",), ""),
        ("a.js", ("source/downloads/code/a.js",), ""),
        ("d", ("post:d",), ""),
    ]


def test_hexo_finds_posts_by_slug_or_title(tmp_path: Path) -> None:
    site = named("hexo")(str(tmp_path))
    assert site.provided("source/_posts/a.md", {"title": "A title"}) == ("post:a", "post:A title")
    assert not site.may_generate("post:B")


def test_hexo_generates_lists_but_no_other_pages(tmp_path: Path) -> None:
    theme = tmp_path / "themes" / "landscape" / "source"
    theme.mkdir(parents=True)
    names_ = ("archive", "category", "feed")
    text = ", ".join(f'"hexo-generator-{name}": "*"' for name in names_)
    (tmp_path / "package.json").write_text(f'{{"dependencies": {{{text}}}}}')
    (tmp_path / "_config.yml").write_text("category_dir: topics\n")
    site = named("hexo")(str(tmp_path))
    right = ["/archives/", "/archives/2021/05/", "/topics/x/page/2/", "/atom.xml"]
    wrong = ["/topics/", "/topics/x/", "/tags/x/", "/about/", "/x.png", "/css/x.css", "/sitemap.xml"]
    assert [each for each in right if not site.may_generate(each)] == []
    assert not any(map(site.may_generate, wrong))
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "a.js").write_text("hexo.extend.generator.register('x', f)")
    assert named("hexo")(str(tmp_path)).may_generate("/about/")


def test_hexo_knows_what_themes_may_add_that_are_elsewhere(tmp_path: Path) -> None:
    site = named("hexo")(str(tmp_path))
    right = [
        "/css/x.css",
        "/lib/a/b.png",
        "/img/avatar.jpg",
        "/favicon.ico",
        "/img/Landscape.png",
        "/404.html",
        "/tags/",
    ]
    assert [each for each in right if not site.may_generate(each)] == []
    wrong = [
        "/about/",
        "/images/bridge.png",
        "/files/route.pdf",
        "/map.zip",
        "/tags/rain/",
        "/banner/",
        "icon.png",
    ]
    assert [each for each in wrong if site.may_generate(each)] == []


def test_hexo_knows_the_files_of_a_theme_that_is_a_folder_and_no_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "layout").mkdir(parents=True)
    root = tmp_path / "site"
    (root / "themes").mkdir(parents=True)
    (root / "themes" / "landscape").symlink_to(tmp_path / "elsewhere")
    assert named("hexo")(str(root)).may_generate("/css/x.css")
    (root / "themes" / "landscape").unlink()
    (root / "themes" / "landscape" / "layout").mkdir(parents=True)
    assert not named("hexo")(str(root)).may_generate("/css/x.css")


_TERMS = [
    ("tags: [Rain Water, C++, '', 2021, Ünder, 茶, 1.5, [y, z], null]", "/t/2021/ /t/1-5/ /t/c/ /t/rain/ /t/under/ /t/y-z/ /t/茶/"),
    ("tags: one two", "/t/one-two/"),
    ("tag: Solo", "/t/solo/"),
    ("tags: []\ntag: unused", ""),
    ("tags: false\ntag: own", "/t/own/"),
    ("category: Top", "/categories/oben/"),
    ("categories: [A B, C, '']", "/categories/a-b/ /categories/a-b/c/"),
    ("categories: [[Top, Low], [Other], Single]", "/categories/oben/ /categories/oben/low/ /categories/other/ /categories/single/"),
    ("categories: []", ""),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "addresses"), _TERMS)
def test_hexo_makes_a_page_of_each_tag_and_category(tmp_path: Path, fields: str, addresses: str) -> None:
    (tmp_path / "_config.yml").write_text(
        "filename_case: 1\ntag_dir: t\ntag_map: {Rain Water: rain}\ncategory_map: {Top: oben}\n"
    )
    (tmp_path / "source" / "_posts").mkdir(parents=True)
    (tmp_path / "source" / "_posts" / "a.md").write_text(f"---\n{fields}\n---\n")
    site = named("hexo")(str(tmp_path))
    read = fields_of(str(tmp_path / "source" / "_posts" / "a.md"), Bounds()) or {}
    assert {each for each in site.provided("source/_posts/a.md", read) if "/" in each} == {*addresses.split()}
    assert not any(map(site.may_generate, addresses.split()))
    assert site.provided("source/about/a.md", read) == ()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("package.json", '{"dependencies": {"hexo-generator-tag": "*", "hexo-auto-category": "*"}}'),
        ("scripts/a.js", "hexo.extend.filter.register('before_post_render', (post) => post.setTags(tags))"),
    ],
)
def test_hexo_may_have_terms_that_a_program_adds(tmp_path: Path, file: str, text: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert named("hexo")(str(tmp_path)).may_generate("/tags/x/")


def test_the_generators_of_hexo_decide_whether_terms_have_pages(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"dependencies": {"hexo-generator-category": "*"}}')
    found = named("hexo")(str(tmp_path)).provided("source/_posts/a.md", {"tags": "x", "categories": "y"})
    assert found == ("/categories/y/", "post:a")


def test_hexo_finds_an_asset_by_its_name_at_the_address_of_its_post(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("post_asset_folder: true\n")
    site = named("hexo")(str(tmp_path))
    for image in (True, False):
        found = site.reference("/2021/05/03/a/p.png", "source/b.md", None, image=image)
        assert found is not None
        assert "asset:p.png" in found.places
    assert site.provided("source/_posts/a/p.png") == ("source/_posts/a/p.png", "asset:p.png")
    assert site.provided("source/p.png") == ("/p.png",)


def test_hexo_has_no_assets_for_a_page(tmp_path: Path) -> None:
    text = "{% asset_img p.png %}"
    assert names("hexo", text, tmp_path, "source/about/index.md") == [
        ("p.png", ("source/about/index/p.png",), "")
    ]
    assert names("hexo", text, tmp_path, "source/_posts/a.md") == []


def test_eleventy_names_what_it_includes(tmp_path: Path) -> None:
    text = (
        '{% include "a.html" %} {% render \'b\' %} {% include name %}\n\n    {% include "c.html" %}\n'
        '{% raw %}{% include "d" %}{% endraw %}{% comment %}{% include "e" %}{% endcomment %}'
    )
    assert [(name, places[0]) for name, places, _ in names("eleventy", text, tmp_path)] == [
        ("a.html", "_includes/a.html"),
        ("b", "_includes/b"),
        ("c.html", "_includes/c.html"),
    ]


def test_eleventy_may_publish_what_a_template_decides(tmp_path: Path) -> None:
    (tmp_path / "tags.njk").write_text(
        "---\npagination: {data: x, size: 1}\npermalink: /tags/{{ tag }}/\n---\n"
    )
    (tmp_path / "plain.njk").write_text("---\npermalink: /x/\n---\n")
    (tmp_path / "feed.11ty.js").write_text("module.exports = { data: { permalink: '/feed.xml' } };")
    site = named("eleventy")(str(tmp_path))
    assert all(map(site.may_generate, ["/tags/a/", "/feed.xml"]))
    assert not any(map(site.may_generate, ["/y/", "/x.png", "tags.njk"]))
    assert site.provided("plain.njk") == ("/x/",)
    (tmp_path / "eleventy.config.js").write_text("export default (c) => { c.addPassthroughCopy(folder); };")
    assert named("eleventy")(str(tmp_path)).may_generate("/x.png")


def test_eleventy_resolves_images_that_a_plug_in_copies(tmp_path: Path) -> None:
    (tmp_path / "eleventy.config.js").write_text(
        "export default (c) => { c.addPlugin(eleventyImageTransformPlugin); };"
    )
    site = named("eleventy")(str(tmp_path))
    found = site.reference("x.png", "blog/a.md", site.published("blog/a.md", {}), image=True)
    assert found is not None
    assert found.places == ("/blog/a/x.png", "/blog/a/x.png/", "/blog/a/x.png.html", "x.png", "blog/x.png")
    assert site.provided("blog/x.png") == ("blog/x.png",)


def test_astro_knows_the_pages_of_a_plain_route_and_not_those_of_others(tmp_path: Path) -> None:
    pages = tmp_path / "src" / "pages"
    (pages / "blog").mkdir(parents=True)
    (pages / "tags").mkdir()
    (tmp_path / "src" / "content.config.ts").write_text(
        "const blog = defineCollection({ loader: glob({ pattern: '**/*.md', base: './src/content/blog' }) });"
    )
    (pages / "blog" / "[...slug].astro").write_text(
        "export async function getStaticPaths() { const all = await getCollection('blog');"
        " return all.map((each) => ({ params: { slug: each.id }, props: each })); }"
    )
    (pages / "tags" / "[tag].astro").write_text("---\n---\n")
    text = "import sitemap from '@astrojs/sitemap';\nexport default { redirects: { '/old': '/new' } };\n"
    (tmp_path / "astro.config.mjs").write_text(text)
    site = named("astro")(str(tmp_path))
    assert all(map(site.may_generate, ["/tags/x/", "/old", "/sitemap-index.xml"]))
    assert not any(map(site.may_generate, ["/blog/x/", "/x/", "/sitemap.xml", "src/pages/x.md"]))
    assert site.provided("src/pages/rss.xml.js") == ("/rss.xml", "src/pages/rss.xml.js")
    assert site.provided("src/pages/about.astro") == ("/about/",)
    (tmp_path / "astro.config.mjs").write_text(
        "export default { redirects: { '/old': { status: 302, destination: '/about/' }, '/a/[...b]': '/b/[...b]',\n"
        "'/c/[d]/e': '/f' } };"
    )
    site = named("astro")(str(tmp_path))
    assert all(map(site.may_generate, ["/old/", "/a/x/", "/a/x/y/", "/c/x/e", "/c/x/e.html"]))
    assert not any(map(site.may_generate, ["/blog/x/", "/b/x/", "/c/x/y/e", "/older/"]))
    about = site.published("src/pages/about.md", {})
    assert about is not None
    assert about.aliases == ("/old/",)
    (tmp_path / "astro.config.mjs").write_text("import x from 'astro-theme-x';\nexport default {};\n")
    assert named("astro")(str(tmp_path)).may_generate("/x/")


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("'**/*.md'", "a.md deep/b.md _c.md", "a.mdx .d.md"),
        ("'**/[^_]*.{md,mdx}'", "a.md deep/b.mdx", "_c.md deep/_c.md"),
        ("['**/*.md', '!**/_*']", "a.md deep/b.md", "_c.md deep/_c.md"),
        ('["a.md", "deep/*.md"]', "a.md deep/b.md", "b.md deep/er/b.md"),
    ],
)
def test_astro_takes_the_entries_that_the_patterns_of_a_loader_find(
    tmp_path: Path, pattern: str, right: str, wrong: str
) -> None:
    pages = tmp_path / "src" / "pages"
    pages.mkdir(parents=True)
    (tmp_path / "src" / "content.config.ts").write_text(
        f"const blog = defineCollection({{ loader: glob({{ base: './notes', pattern: {pattern} }}) }});"
    )
    (pages / "[...id].astro").write_text(
        "export async function getStaticPaths() { const all = await getCollection('blog');"
        " return all.map((each) => ({ params: { id: each.id } })); }"
    )
    (tmp_path / "astro.config.mjs").write_text("export default {};")
    site = named("astro")(str(tmp_path))
    found = {name: site.published(f"notes/{name}", {}) for name in (right + " " + wrong).split()}
    assert [name for name, each in found.items() if each is not None and each.addresses] == right.split()
    assert all(found[name] == NOWHERE for name in wrong.split())


def test_zola_names_shortcodes_also_in_code(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('base_url = "https://example.com"\ntheme = "t"\n')
    text = "{{ a(x=1) }} {%- b() -%} {{/* c() */}} {{ d }} `{{ e() }}` {{ m::f() }} {{ youtube(id=1) }}"
    found = names("zola", text, tmp_path)
    assert [name for name, _, _ in found] == ["a", "b", "e"]
    assert found[0][1] == (
        "templates/shortcodes/a.html",
        "templates/shortcodes/a.md",
        "themes/t/templates/shortcodes/a.html",
        "themes/t/templates/shortcodes/a.md",
    )
    assert named("zola")(str(tmp_path)).may_generate("themes/t/templates/shortcodes/a.html")


def test_quarto_names_files_and_the_shortcodes_of_extensions(tmp_path: Path) -> None:
    text = (
        "{{< include _a.qmd >}} {{< video https://x.example/v.mp4 >}} {{< video v.mp4 title='x' >}}\n"
        "{{{< include b.qmd >}}} {{< meta title >}} {{< fancy x >}}\n```\n{{< include c.py >}}\n{{< d >}}\n```\n"
    )
    assert [(name, places) for name, places, _ in names("quarto", text, tmp_path)] == [
        ("_a.qmd", ("docs/_a.qmd",)),
        ("v.mp4", ("docs/v.mp4",)),
        ("fancy", ("shortcode:fancy",)),
        ("c.py", ("docs/c.py",)),
    ]
    (tmp_path / "_extensions").mkdir()
    (tmp_path / "_extensions" / "f.lua").write_text("return { fancy = function() end }")
    site = named("quarto")(str(tmp_path))
    assert site.may_generate("shortcode:fancy")
    assert not site.may_generate("shortcode:other")


def test_docusaurus_generates_lists_and_categories(tmp_path: Path) -> None:
    (tmp_path / "docs" / "g").mkdir(parents=True)
    text = '{"link": {"type": "generated-index", "slug": "/my-guide"}}'
    (tmp_path / "docs" / "g" / "_category_.json").write_text(text)
    (tmp_path / "docusaurus.config.js").write_text("module.exports = { presets: [['classic', {}]] };")
    site = named("docusaurus")(str(tmp_path))
    right = [
        "/docs/tags/x",
        "/docs/category/g",
        "/docs/my-guide/",
        "/blog",
        "/blog/",
        "/blog/page/2",
        "/blog/rss.xml",
    ]
    assert [each for each in right if not site.may_generate(each)] == []
    assert not any(map(site.may_generate, ["/docs/x", "/blog/x", "/x", "docs/x.md"]))
    assert site.provided("src/pages/index.js") == ("/",)
    assert site.provided("docs/x.png") == ("docs/x.png",)
    (tmp_path / "docusaurus.config.js").write_text("module.exports = { plugins: ['./mine'] };")
    assert named("docusaurus")(str(tmp_path)).may_generate("/x")


def test_a_name_in_brackets_may_be_any_page_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / ".vitepress").mkdir()
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "docs" / "[name].md").touch()
    site = named("vitepress")(str(tmp_path))
    assert site.may_generate("/docs/x.html")
    assert site.may_generate("/docs/deep/x.html")
    assert not site.may_generate("/x.html")
    assert not site.may_generate("docs/x.png")


def test_a_link_out_of_the_archive_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "[name].md").touch()
    root = tmp_path / "root"
    (root / ".vitepress").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "docs").symlink_to(outside)
    assert not named("vitepress")(str(root)).may_generate("/docs/x.html")
    (outside / "a.js").write_text("hexo.extend.generator.register('x', f)")
    (root / "scripts").symlink_to(outside)
    assert not named("hexo")(str(root)).may_generate("/x/")


@pytest.mark.parametrize(
    ("builder", "file", "address"),
    [
        ("jekyll", "demo/index.html", "/demo/"),
        ("jekyll", "v1.2/index.html", "/v1.2/"),
        ("hugo", "static/demo/index.html", "/demo/"),
        ("vitepress", "public/demo/index.html", "/demo/"),
        ("docusaurus", "static/demo/index.html", "/demo/"),
        ("astro", "public/demo/index.html", "/demo/"),
        ("hexo", "source/demo/index.html", "/demo/"),
        ("zola", "static/demo/index.html", "/demo/"),
        ("quarto", "demo/index.html", "/demo/"),
    ],
)
def test_a_page_that_is_copied_is_that_of_its_folder(
    tmp_path: Path, builder: str, file: str, address: str
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text("<p>rain</p>")
    (tmp_path / "_config.yml").write_text("skip_render: ['demo/**']\n")
    (tmp_path / "_quarto.yml").write_text("project: {resources: ['demo/*']}\n")
    assert address in named(builder)(str(tmp_path)).provided(file)


@pytest.mark.parametrize("front_matter", ['{"slug": "b"}\n\nx', "\ufeff{\n}\n", '{"slug": ', "{"])
def test_files_of_a_bundle_follow_a_front_matter_in_json(tmp_path: Path, front_matter: str) -> None:
    (tmp_path / "hugo.toml").write_text("")
    bundle = tmp_path / "content" / "posts" / "a"
    bundle.mkdir(parents=True)
    (bundle / "index.md").write_text(front_matter)
    (bundle / "x.png").write_text("")
    slug = "b" if front_matter.endswith("x") else "a"
    assert f"/posts/{slug}/x.png" in named("hugo")(str(tmp_path)).provided("content/posts/a/x.png")


@pytest.mark.parametrize(
    ("configuration", "url", "is_found"),
    [
        ("STATIC_PATHS = ['img']", "{filename}/img/x.png", True),
        ("STATIC_PATHS = []", "{filename}/img/x.png", False),
        ("STATIC_PATHS = []", "{static}/img/x.png", True),
        ("STATIC_PATHS = []", "{filename}b.md", True),
        ("STATIC_PATHS = []", "{static}b.md", False),
        ("STATIC_EXCLUDE_SOURCES = False", "{static}b.md", True),
    ],
)
def test_pelican_finds_a_file_by_filename_if_it_is_published_anyway(
    tmp_path: Path, configuration: str, url: str, *, is_found: bool
) -> None:
    (tmp_path / "pelicanconf.py").write_text(f"PATH = 'content'\n{configuration}\n")
    site = named("pelican")(str(tmp_path))
    found = site.reference(url, "content/a.md", None, image=False)
    assert found is not None
    fields = {"title": "b", "date": "2021-05-03"}
    there = {"content/b.md", *site.provided("content/b.md", fields), *site.provided("content/img/x.png")}
    assert (not there.isdisjoint(found.places)) is is_found
    assert bool(site.published_for(url, "content/a.md", None)) is (url == "{static}/img/x.png")


@pytest.mark.parametrize(
    ("url", "markdown", "kind", "place"),
    [
        ("/img/x.png", True, "file", "/img/x.png"),
        ("/img/x.png", False, "outside-file", "/img/x.png"),
        ("/blog/img/x.png", False, "file", "/img/x.png"),
        ("/blog/img/x.png", True, None, ""),  # old versions leave it as it is
        ("../img/x.png", False, "file", "/img/x.png"),
    ],
)
def test_hexo_adds_its_root_to_images_of_markdown_alone(
    tmp_path: Path, url: str, kind: str | None, place: str, *, markdown: bool
) -> None:
    (tmp_path / "_config.yml").write_text("root: /blog/\n")
    site = named("hexo")(str(tmp_path))
    page = site.published("source/a/index.md", {})
    found = site.reference(url, "source/a/index.md", page, image=True, markdown=markdown)
    assert (found and found.kind) == kind
    assert found is None or place in found.places
    (tmp_path / "package.json").write_text('{"dependencies": {"hexo-asset-image": "*"}}')
    own = named("hexo")(str(tmp_path))
    assert own.reference(url, "source/a/index.md", page, image=True, markdown=markdown) is None
