"""Which links of small sites of Eleventy lead somewhere."""

from random import Random

from tools.builders.drawing import drawn, table, words
from tools.builders.node_links import LinkProgram, by_open, with_links
from tools.builders.rows import Table

_CONFIG = "eleventy.config.js"
_FILES = (
    "index.md",
    "about.md",
    "blog/index.md",
    "blog/a.md",
    "blog/2021-05-03-b.md",
    "blog/Two Words.md",
    "blog/own.md\npermalink: /own/place/",
    "blog/flat.md\npermalink: flat.html",
    "blog/none.md\npermalink: false",
    "标题.md",
    "page.njk\npermalink: /feed.xml",
    "list.liquid\ntitle: List",
    "_includes/part.njk",
    "_includes/deep/part.liquid",
    "_includes/plain.html",
    "blog/_beside.html",
    "img/x.png",
    "img/N o.png",
    "blog/y.png",
    "f.pdf",
)
_LINKS = table(r"""
link /about/
link /about
link /about/index.html
link /about.html
link /about.md
link /About/
link /blog/
link /blog
link /blog/a/
link /blog/a
link /blog/a/#x
link /blog/a/?q#x
link /blog/b/
link /blog/2021-05-03-b/
link /blog/2021-05-03-b.md
link /blog/Two%20Words/
link /blog/Two Words/
link /blog/two-words/
link /own/place/
link /own/place
link /blog/own/
link /flat.html
link /flat
link /flat/
link /blog/none/
link /标题/
link /%E6%A0%87%E9%A2%98/
link /feed.xml
link /page/
link /list/
link /nothing/
link /
link /index.html
link /f.pdf
link /img/x.png
link ../a/
link ../a
link ../
link ./
link a/
link a.md
link ./a.md
link ../a.md
link blog/a.md
link /blog/a.md
link /blog/a.md#x
link ../about.md
link ../../about/
link ../../../about/
link ../../about.md
link #x
link ?q
image /img/x.png
image /img/X.png
image /img/N%20o.png
image /img/none.png
image img/x.png
image ../img/x.png
image ../../img/x.png
image y.png
image ../y.png
link {{ "/about/" | url }}
link {{ '/nothing/' | url }}
link {{ "/blog/a/" | url }}#x
image {{ "/img/x.png" | url }}
tag {% include "plain.html" %}
tag `{% include "plain.html" %}`
tag {% include './_beside.html' %}
tag {% include "deep/part" %}
tag {% include "deep/part.liquid" %}
tag {%- include "plain.html" -%}
tag {% render "deep/part" %}
tag {% render "plain.html" %}
""")
# Eleventy stops at an include that is not found.
_ALONE = table("""
tag {% include "none.html" %}
tag {% include "./plain.html" %}
tag {% include "part" %}
tag {% render "deep/none" %}
tag {% include "../_includes/none.html" %}
""")
_COPY = 'c.addPassthroughCopy("img"); c.addPassthroughCopy("f.pdf");'
_PLUGIN = """import {{ {0} }} from "@11ty/eleventy";
export default function (c) {{ {1} c.addPlugin({0}); {2} }}
"""
_PREFIX = 'return { pathPrefix: "/p/" };'
_STYLES = (
    f"export default function (c) {{ {_COPY} }}\n",
    _PLUGIN.format("InputPathToUrlTransformPlugin", _COPY, ""),
    _PLUGIN.format("HtmlBasePlugin", _COPY, _PREFIX),
    f"export default function (c) {{ {_COPY} {_PREFIX} }}\n",
    """export default function (c) {
  c.addPassthroughCopy("src/img"); c.addPassthroughCopy("src/f.pdf"); return { dir: { input: "src" } };
}
""",
)
_PAGES = ("blog/from.md", "from.md", "blog/index.md")


def _site(style: str, page: str, lines: list[str]) -> str:
    folder = "src/" if '"src' in style else ""
    files = tuple(f"{folder}{path}" for path in dict.fromkeys((*_FILES, page)))
    return with_links({_CONFIG: style}, files, f"{folder}{page}", lines)


FIRST = [_site(style, _PAGES[0], list(_LINKS)) for style in _STYLES]
FIRST += [_site(_STYLES[0], page, [line for line in _LINKS if "./_" not in line]) for page in _PAGES[1:]]
FIRST += [_site(_STYLES[0], _PAGES[0], [line]) for line in _ALONE]
_PLACES = words(
    "about blog blog/a blog/b own/place own flat 标题 list none nothing blog/Two%20Words a b index .."
)
_ENDS = ("", "/", "/", ".html", ".md", "/index.html", "#x", "/#x", "?q", "/../about/")
_FOUND = words("img/x.png img/none.png f.pdf y.png blog/y.png")


def _line(chance: Random) -> str:
    before = chance.choice(("/", "/", "/", "../", "../../", "./", "", "/p/"))
    if chance.random() < 0.2:  # noqa: PLR2004  one of five
        return f"image {before}{chance.choice(_FOUND)}"
    return f"link {before}{chance.choice(_PLACES)}{chance.choice(_ENDS)}"


def _late(chance: Random) -> str:
    return _site(
        chance.choice(_STYLES), chance.choice(_PAGES), list(dict.fromkeys(_line(chance) for _ in range(60)))
    )


LATE = drawn(4, _late, FIRST)


def measure(programs: str | None) -> Table:
    """Measure the links of Eleventy."""
    return LinkProgram(
        name="eleventy",
        package="@11ty/eleventy",
        how="`link`: the site is written; a link is missing if the written page leads to nothing, or if "
        "Eleventy stops at it.",
        first=by_open(FIRST, lambda _: False),
        late=by_open(LATE, lambda _: False),
    ).measure(programs)
