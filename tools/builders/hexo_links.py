"""Which links of small sites of Hexo lead somewhere."""

from random import Random

from tools.builders.drawing import drawn, table, words
from tools.builders.node_links import LinkProgram, by_open, with_links
from tools.builders.rows import Table

_FILES = (
    "source/_posts/a.md\ntitle: First post\ndate: 2021-05-03 10:00:00",
    "source/_posts/sub/b.md\ntitle: B\ndate: 2021-05-04 10:00:00",
    "source/_posts/Two Words.md\ntitle: Words\ndate: 2021-05-05 10:00:00",
    "source/_posts/own.md\ntitle: Own\ndate: 2021-05-06 10:00:00\npermalink: own/place/",
    "source/_posts/标题.md\ntitle: 标题\ndate: 2021-05-07 10:00:00",
    "source/_posts/hidden.md\ntitle: Hidden\npublished: false\ndate: 2021-05-08 10:00:00",
    "source/_drafts/d.md\ntitle: D\ndate: 2021-05-09 10:00:00",
    "source/about/index.md\ntitle: About",
    "source/about/more.md\ntitle: More",
    "source/img/x.png",
    "source/img/N o.png",
    "source/y.png",
    "source/f.pdf",
    "source/_posts/from/p.png",
    "source/_posts/from/q.pdf",
    "source/_posts/a/r.png",
    "source/downloads/code/c.js",
    "source/downloads/code/d.py",
)
_PACKAGE = (
    '{"name": "a", "version": "1.0.0", "hexo": {}, "dependencies": {"hexo": "*", "hexo-renderer-ejs": "*", '
    '"hexo-renderer-marked": "*", "hexo-renderer-stylus": "*"}}\n'
)
_FROM = "\ntitle: From\ndate: 2021-05-03 10:00:00"
_LINKS = table(r"""
link /2021/05/03/a/
link /2021/05/03/a
link /2021/05/03/a/index.html
link /2021/05/03/a.html
link /2021/05/03/A/
link /2021/05/04/sub/b/
link /2021/05/04/b/
link /2021/05/05/Two-Words/
link /2021/05/05/Two%20Words/
link /own/place/
link /own/place
link /own/
link /2021/05/07/标题/
link /2021/05/07/%E6%A0%87%E9%A2%98/
link /2021/05/08/hidden/
link /2021/05/09/d/
link /about/
link /about
link /about/index.html
link /about/more.html
link /about/more
link /about/more/
link /about/none.html
link /
link /index.html
link /f.pdf
link /g.pdf
link /img/x.png
link /img/X.png
link ../a/
link ../a
link ../none/
link ../../04/sub/b/
link ../../../../about/
link ../../../../about/more.html
link ../../../../../about/
link about/
link ./
link #x
link /2021/05/03/a/#x
link /2021/05/03/a/?q#x
link /blog/2021/05/03/a/
link /blog/about/
link a.md
link ../_posts/a.md
image /img/x.png
image /img/X.png
image /img/N%20o.png
image /img/none.png
image /y.png
image img/x.png
image img/none.png
image y.png
image ../img/x.png
image ../img/none.png
image ./y.png
tag {% post_link a %}
tag {% post_link a Text %}
tag {% post_link a#x %}
tag {% post_link "a" %}
tag {% post_link sub/b %}
tag {% post_link 标题 %}
tag {% post_link "First post" %}
tag {% post_link 'Two Words' %}
tag {% post_link own %}
tag <a href="{% post_path a %}">x</a>
tag <a href="{% post_path sub/b %}#id">x</a>
tag `code` {% post_link a %}
tag {% asset_img r.png %}
tag {% asset_img none.png %}
tag {% asset_img p.png %}
tag {% asset_link q.pdf %}
tag {% asset_link none.pdf %}
tag {% asset_img left p.png 300 %}
tag {% include_code c.js %}
tag {% include_code lang:js c.js %}
tag {% include_code A title c.js %}
tag {% include_code none.js %}
tag {% img /img/x.png %}
tag {% img left /img/x.png 100 200 %}
tag {% img /img/none.png %}
""")
# Hexo stops at a post that is not found.
_ALONE = table("""
tag {% post_link none %}
tag {% post_link Two-Words %}
tag {% post_link b %}
tag {% post_link A %}
tag {% post_link a.md %}
tag {% post_link "Second post" %}
tag {% post_link sub/none#x %}
""")
_STYLES = (
    "",
    "post_asset_folder: true",
    "url: https://example.com/blog\nroot: /blog/",
    "permalink: :year/:title.html",
    "permalink: posts/:name/\npretty_urls: {trailing_index: false, trailing_html: false}",
    "permalink: :title/\npost_asset_folder: true\nmarked: {prependRoot: true, postAsset: true}",
    "marked: {prependRoot: false}",
)
_PAGES = (f"source/_posts/from.md{_FROM}", "source/about/from.md\ntitle: From")


def _told(style: str, page: str, line: str) -> bool:
    """Return whether lint says something of a line: tags for assets mean nothing elsewhere.

    With a base path, an image is looked for at other places from Markdown than from HTML.
    """
    if "asset_" in line:
        return "post_asset_folder" in style and "_posts" in page
    return "root:" not in style or not line.startswith("image ../img/x")


def _site(style: str, page: str, lines: list[str]) -> str:
    setup = {"_config.yml": f"{style}\n", "package.json": _PACKAGE, "themes/landscape/source/t.css": "a{}\n"}
    return with_links(
        setup, (*_FILES, page), page.partition("\n")[0], [x for x in lines if _told(style, page, x)]
    )


FIRST = [_site(style, page, list(_LINKS)) for style in _STYLES for page in _PAGES]
FIRST += [_site("", _PAGES[0], [line]) for line in _ALONE]
_PLACES = words(
    "2021/05/03/a 2021/05/04/sub/b 2021/a posts/a posts/b a sub/b own/place own about about/more about/none"
    " img/x.png img/none.png y.png f.pdf from 2021/05/05/Two-Words none"
)
_ENDS = ("", "/", "/", ".html", "/index.html", "#x", "/#x", "?q")


def _line(chance: Random) -> str:
    place = chance.choice(_PLACES)
    if place.endswith(".png") and chance.random() < 0.5:  # noqa: PLR2004  half of them
        return f"image /{place}"
    before = chance.choice(("/", "/", "/", "../", "../../", "../../../", "../../../../", "./", "", "/blog/"))
    return f"link {before}{place}{'' if '.' in place else chance.choice(_ENDS)}"


def _late(chance: Random) -> str:
    return _site(
        chance.choice(_STYLES), chance.choice(_PAGES), list(dict.fromkeys(_line(chance) for _ in range(60)))
    )


LATE = drawn(9, _late, FIRST)


def measure(programs: str | None) -> Table:
    """Measure the links of Hexo."""
    return LinkProgram(
        name="hexo",
        package="hexo",
        how="`link`: what Hexo would write, by route; a link is missing if the built page leads to nothing "
        "there, or if Hexo stops at it.",
        first=by_open(FIRST, lambda _: False),
        late=by_open(LATE, lambda _: False),
    ).measure(programs)
