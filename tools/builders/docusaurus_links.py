"""Which links of small sites of Docusaurus lead somewhere."""

from random import Random

from tools.builders.drawing import drawn, table, words
from tools.builders.node_links import LinkProgram, by_open, with_links
from tools.builders.rows import Table

_CONFIG = "docusaurus.config.js"
_FILES = (
    "docs/a.md",
    "docs/guide/index.md",
    "docs/guide/01-b.md",
    "docs/guide/own.md\nslug: /own/place",
    "docs/B c.md",
    "docs/d.mdx",
    "docs/hidden.md\ndraft: true",
    "docs/_part.md",
    "docs/标题.md",
    "blog/2021-05-03-post.md",
    "blog/2021-05-04-named.md\nslug: called",
    "src/pages/about.md",
    "docs/guide/x.png",
    "docs/y.png",
    "docs/f.pdf",
    "static/img/z.png",
    "static/g.pdf",
    "static/p.html",
)
_LINKS = table(r"""
link ./01-b.md
link 01-b.md
link b.md
link 01-b.md#id
link 01-b.md?q#id
link ../a.md
link a.md
link ./a.md
link A.md
link /a.md
link /docs/a.md
link /guide/01-b.md
link ../B%20c.md
link ../d.mdx
link ../d.md
link ../标题.md
link ../hidden.md
link ../_part.md
link index.md
link ./index.md
link own.md
link none.md
link ./none.md
link @site/docs/a.md
link @site/docs/none.md
link @site/blog/2021-05-03-post.md
link ../../blog/2021-05-03-post.md
link /blog/2021-05-03-post.md
link ../../src/pages/about.md
link /docs/a
link /docs/a/
link /docs/a#id
link /docs/guide
link /docs/guide/
link /docs/guide/b
link /docs/guide/01-b
link /docs/own/place
link /docs/guide/own
link /docs/B%20c
link /docs/标题
link /docs/%E6%A0%87%E9%A2%98
link /docs/hidden
link /docs/none
link /blog/2021/05/03/post
link /blog/called
link /blog/2021/05/04/named
link /about
link /about/
link /nothing
link b
link ./b
link ../a
link ../none
link ../../about
link ../../../about
link #id
link ../f.pdf
link ./f.pdf
link f.pdf
link /g.pdf
link /h.pdf
link @site/static/g.pdf
link @site/docs/f.pdf
link pathname:///g.pdf
link pathname:///p.html
link pathname:///h.pdf
image ./x.png
image x.png
image ../y.png
image ./y.png
image /img/z.png
image /img/none.png
image /z.png
image @site/static/img/z.png
image @site/docs/guide/x.png
image @site/docs/none.png
image none.png
image X.png
image pathname:///img/z.png
image pathname:///img/none.png
""")
_STYLES = (
    'baseUrl: "/"',
    'baseUrl: "/base/"',
    'baseUrl: "/", trailingSlash: true',
    'baseUrl: "/", trailingSlash: false',
)
_PAGES = ("docs/guide/from.md", "blog/2021-05-05-from.md")


def _told(style: str, line: str) -> bool:
    """Return whether a line is measured.

    With `trailingSlash`, Docusaurus puts a slash after the names of files that a page imports.
    """
    is_file = line.startswith("link @site/") or (line.endswith(".pdf") and "pathname" not in line)
    return "trailingSlash: true" not in style or not is_file


def _site(style: str, page: str, lines: list[str]) -> str:
    config = f"""module.exports = {{
  title: "A", url: "https://a.example", {style},
  presets: [["classic", {{ docs: {{}}, blog: {{}}, theme: {{}} }}]],
}};
"""
    if "base/" in style:
        lines = [line.replace("pathname:///", "pathname:///base/") for line in lines]
    return with_links(
        {_CONFIG: config}, (*_FILES, page), page, [line for line in lines if _told(style, line)]
    )


FIRST = [_site(style, _PAGES[0], list(_LINKS)) for style in _STYLES]
FIRST.append(_site(_STYLES[0], _PAGES[1], list(_LINKS)))
_PLACES = words(
    "docs/a docs/guide docs/guide/b docs/own/place docs/d blog/called about a b 01-b own none docs/none d"
    " guide/01-b"
)
_ENDS = ("", "", "/", ".md", ".md", ".mdx", "#id", ".md#id")


def _line(chance: Random) -> str:
    before = chance.choice(("/", "/", "./", "../", "../../", "", "@site/docs/", "/base/"))
    if chance.random() < 0.2:  # noqa: PLR2004  one of five
        folder = chance.choice(("", "./", "../", "/", "/img/", "@site/docs/guide/"))
        return f"image {folder}{chance.choice('xyzn')}.png"
    end = ".md" if before.startswith("@") else chance.choice(_ENDS)
    return f"link {before}{chance.choice(_PLACES)}{end}"


def _late(chance: Random) -> str:
    lines = list(dict.fromkeys(_line(chance) for _ in range(90)))
    return _site(chance.choice(_STYLES), chance.choice(_PAGES), lines)


LATE = drawn(3, _late, FIRST)


def measure(programs: str | None) -> Table:
    """Measure the links of Docusaurus."""
    return LinkProgram(
        name="docusaurus",
        package="@docusaurus/core",
        how="`link`: the site is built; a link is missing if Docusaurus calls it broken, or if the built "
        "page leads to nothing.",
        first=by_open(FIRST, lambda _: False),
        late=by_open(LATE, lambda _: False),
    ).measure(programs)
