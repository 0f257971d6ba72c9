"""A blog by Hexo: posts with asset folders, pages, archives, categories and tags.

From Hexo's manual: permalinks, asset folders, tag plugins (`post_link`, `post_path`, `asset_img`, `asset_link`,
`asset_path`), and the generators of its starter.
"""

from tools.targets import fixtures, hexo_broken
from tools.targets.markup import HTML_IMAGES, HTML_LINKS, IMAGES, LINKS, Piece, piece
from tools.targets.page import Page
from tools.targets.site import NAMES, Heading, Offer, Site, Spot

_CONFIG = """title: Voyage
url: https://voyage.example
root: /
permalink: :year/:month/:day/:title/
post_asset_folder: true
per_page: 10
theme: plain
index_generator: {path: '', per_page: 10, order_by: -date}
archive_generator: {per_page: 10, yearly: true, monthly: true}
marked: {prependRoot: true, postAsset: true}
"""
_PACKAGE = """{
  "name": "voyage",
  "version": "1.0.0",
  "private": true,
  "hexo": {},
  "dependencies": {
    "hexo": "^8.0.0",
    "hexo-generator-archive": "^2.0.0",
    "hexo-generator-category": "^2.0.0",
    "hexo-generator-index": "^4.0.0",
    "hexo-generator-tag": "^2.0.0",
    "hexo-renderer-ejs": "^2.0.0",
    "hexo-renderer-marked": "^7.0.0"
  }
}
"""
_LAYOUT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title><%= page.title %></title></head>
<body><nav><a href="<%= url_for('/') %>">Home</a> <a href="<%= url_for('/archives/') %>">Archives</a></nav>
<main><%- body %></main></body></html>
"""
_LIST = """<% page.posts.each(function (post) { %><p><a href="<%= url_for(post.path) %>"><%= post.title %></a></p>
<% }) %><%- paginator() %>
"""
_HEADINGS = (
    Heading("## Early trains", ("Early-trains",)),
    Heading("## What's next?", ("What’s-next", "What%E2%80%99s-next")),
    Heading("## Grüße aus Köln", ("Gruse-aus-Koln",)),
    Heading("## Notes\n\nFirst ones.\n\n## Notes", ("Notes", "Notes-1")),
    Heading("## 旅の道", ("旅の道", "%E6%97%85%E3%81%AE%E9%81%93")),
    Heading("## Trams & `buses`, new", ("Trams-buses-new",)),
    Heading("## Sunny ☀️ days", ("Sunny-☀️-days",)),
    Heading("### 2. Pack", ("2-Pack",)),
    Heading('## Water\n\n<a id="spring"></a>From the spring.', ("Water", "spring")),
)
_POSTS = 54


def _spots() -> list[Spot]:
    spots = []
    for at, name in enumerate(NAMES):
        title = name.replace("-", " ").capitalize()
        headings = tuple(_HEADINGS[(at + step) % len(_HEADINGS)] for step in (0, 3, 6))
        head = [f"title: {title}"]
        if at < _POSTS:
            month, day = at % 12 + 1, at % 28 + 1
            head += [
                f"date: 2021-{month:02}-{day:02} 10:00:00",
                "tags: [rail, slow travel]",
                "categories: [Europe, North]",
            ]
            path, address = f"source/_posts/{name}.md", f"/2021/{month:02}/{day:02}/{name}/"
            if at % 6 == 1:
                head.append(f"permalink: /walks/{name}/")
                address = f"/walks/{name}/"
            if at % 6 == 2:
                path = f"source/_posts/far/{name}.md"
                address = f"/2021/{month:02}/{day:02}/far/{name}/"
        else:
            path, address = f"source/guide/{name}/index.md", f"/guide/{name}/"
        spots.append(Spot(path, address, name, "---\n" + "\n".join(head) + "\n---", headings))
    return spots


def _slug(spot: Spot) -> str:
    return spot.path.removeprefix("source/_posts/").removesuffix(".md")


def _is_post(spot: Spot) -> bool:
    return spot.path.startswith("source/_posts/")


def _post_link(_: Spot, there: Spot, n: int) -> Piece:
    if not _is_post(there):
        return piece(LINKS, there.address, "from the root", n)
    return Piece("post_link with a title", f"{{% post_link ‹{_slug(there)}› '№' %}}")


def _post_path(_: Spot, there: Spot, n: int) -> Piece:
    if not _is_post(there):
        return piece(HTML_LINKS, there.address, "from the root", n)
    return piece(HTML_LINKS, f"{{% post_path {_slug(there)} %}}", "post_path", n)


def _asset(here: Spot, _: Spot, n: int) -> Piece:
    if not _is_post(here):
        return piece(IMAGES, "/images/train.png", "from the root", n)
    forms = (
        Piece("asset_img", "{% asset_img ‹ticket.png› №title %}".replace("№title", '"№"')),
        Piece("asset_img with size", '{% asset_img ‹ticket.png› 40 40 \'"A ticket" "№"\' %}'),
        Piece("asset_link", "{% asset_link ‹timetable.pdf› '№' %}"),
        piece(HTML_IMAGES, "{% asset_path ticket.png %}", "asset_path", n),
        piece(IMAGES, "ticket.png", "asset of the post", n),
    )
    return forms[n % len(forms)]


def _anchor(here: Spot, _: Spot, n: int) -> Piece:
    return piece(LINKS, f"#{here.anchor(n)}", "anchor in the page", n)


def _anchor_there(_: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, f"{there.address}#{there.anchor(n)}", "anchor in another page", n)


_OFFERS: tuple[Offer, ...] = (
    lambda _, there, n: piece(LINKS, there.address, "from the root", n),
    _post_link,
    _anchor,
    _asset,
    lambda here, there, n: piece(LINKS, here.way(there.address), "relative to the page", n),
    _anchor_there,
    _post_path,
    lambda _, there, n: piece(HTML_LINKS, there.address.rstrip("/"), "without the slash", n),
    lambda _, __, n: piece(IMAGES, ("/images/train.png", "/images/Boat.JPG")[n % 2], "from the root", n),
    _asset,
    lambda _, __, n: piece(LINKS, ("/files/map.pdf", "/files/packing%20list.zip")[n % 2], "file", n),
    lambda here, _, n: piece(HTML_IMAGES, here.way("/images/train.png"), "relative to the page", n),
    lambda _, there, n: piece(LINKS, there.address + "?from=notes", "with a query", n),
    lambda _, there, n: piece(LINKS, "https://voyage.example" + there.address, "with the site's host", n),
    lambda _, there, n: piece(LINKS, there.address + "index.html", "with its file", n),
)


def _special(spot: Spot) -> Page:
    page = Page("source/every-form/index.md", "form")
    page.say("---\ntitle: Every form\n---")
    page.put(
        "srcset",
        '<img alt="№" src="‹/images/train.png›" srcset="‹/images/train.png› 1x, ‹/images/train@2x.png› 2x">',
    )
    page.put(
        "picture",
        '<picture>\n  <source srcset="‹/images/train@2x.png›" media="(min-width: 60em)">\n'
        '  <img src="‹/images/train.png›" alt="№">\n</picture>',
    )
    page.put("linked image", f"[![№](‹/images/train.png›)](‹{spot.address}›)")
    page.put("encoded space", "![№](‹/images/two%20trams.png›)")
    page.put("space in angle brackets", "![№](<‹/images/two trams.png›>)")
    page.put("encoded umlaut", "![№](‹/images/k%C3%B6ln.png›)")
    page.put("umlaut", "![№](‹/images/köln.png›)")
    page.put("query", "![№](‹/images/train.png?v=2›)")
    page.put("home", "[№](‹/›)")
    page.put("home with its file", "[№](‹/index.html›)")
    page.put("second page of the home", "[№](‹/page/2/›)")
    page.put("archives", "[№](‹/archives/›)")
    page.put("archive of a year", "[№](‹/archives/2021/›)")
    page.put("archive of a month", "[№](‹/archives/2021/03/›)")
    page.put("page of an archive", "[№](‹/archives/page/2/›)")
    page.put("tag", "[№](‹/tags/rail/›)")
    page.put("tag with a space", "[№](‹/tags/slow-travel/›)")
    page.put("category", "[№](‹/categories/Europe/›)")
    page.put("category below another", "[№](‹/categories/Europe/North/›)")
    page.put("asset of a post, from elsewhere", f"![№](‹{spot.address}ticket.png›)")
    page.put("file beside the page, HTML", '<img src="‹sketch.png›" alt="№">')
    page.put("file beside the page, link", "[№](‹./sketch.png›)")
    page.put("top", "[№](‹#›)")
    page.put("top by name", "[№](‹#top›)")
    page.put("HTML id", 'Said <span id="aside">aside</span>: [№](‹#aside›)')
    page.put("HTML name", '<a name="margin"></a>\n\n[№](‹#margin›)')
    page.put("post_link with its own title", "{% post_link ‹" + _slug(spot) + "› %}", shows=spot.address)
    page.put("post_link with an anchor", "{% post_link ‹" + _slug(spot) + f"#{spot.ids[0]}" + "› '№' %}")
    page.put("include_code", "{% include_code lang:js ‹route.js› %}", shows="/downloads/code/route.js")
    page.put("static page", "[№](‹/legacy/map.html›)")
    page.put("anchor of a static page", "[№](‹/legacy/map.html#north›)")
    page.put("entity", '<a href="‹/archives/?a=1&amp;b=2›">№</a>')
    page.put("HTML block", '<div class="card">\n  <p><a href="‹/about/›">№</a></p>\n</div>')
    page.put("mail and telephone", "[a](mailto:a@voyage.example), [b](tel:+4912345): [№](‹/about/›)")
    fixtures.put(
        page,
        image="/images/train.png",
        document="/files/map.pdf",
        address="/about/",
        hash_file="/files/map%23two.pdf",
    )
    page.put("code span", "Write `[№](‹/nowhere/›)` for a link.", code=True)
    page.put("fenced code", "```markdown\n![№](‹/nowhere.png›)\n[b](#nowhere)\n```", code=True)
    page.put("raw", "{% raw %}`{% post_link ‹nowhere› '№' %}`{% endraw %}", code=True)
    page.put("indented code", "Then:\n\n    [№](‹/nowhere/›)", code=True)
    page.put("comment", '<!-- <a href="‹/nowhere/›">№</a> -->', code=True)
    page.put(
        "code block of Hexo", "{% codeblock lang:markdown %}\n[№](‹/nowhere/›)\n{% endcodeblock %}", code=True
    )
    return page


def site() -> Site:
    """Make the site."""
    made = Site("hexo", "/", "https://voyage.example")
    made.files |= {
        "_config.yml": _CONFIG,
        "package.json": _PACKAGE,
        "themes/plain/layout/layout.ejs": _LAYOUT,
        "themes/plain/layout/index.ejs": _LIST,
        "themes/plain/layout/post.ejs": "<article><%- page.content %></article>\n",
        "source/about/index.md": "---\ntitle: About\n---\n\n## Us\n\nTwo people and a map.\n",
        "source/downloads/code/route.js": "function route() {}\n",
        "source/legacy/map.html": "---\nlayout: false\n---\n<!doctype html><title>Map</title><p id=north>North</p>\n",
    }
    images = ("train.png", "train@2x.png", "Boat.JPG", "two trams.png", "köln.png")
    made.assets(
        *(f"source/images/{name}" for name in images),
        "source/files/map.pdf",
        "source/files/map#two.pdf",
        "source/files/packing list.zip",
    )
    made.assets("source/every-form/sketch.png")
    spots = _spots()
    for spot in spots:
        if _is_post(spot):
            folder = spot.path.removesuffix(".md")
            made.assets(f"{folder}/ticket.png", f"{folder}/timetable.pdf")
    made.fill(spots, _OFFERS, 5, footnotes=False)
    made.plant(spots, hexo_broken.BROKEN)
    made.pages.append(_special(spots[0]))
    return made
