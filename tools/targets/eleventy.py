"""A site by Eleventy: Markdown with Liquid, permalinks, pagination over tags, files passed through.

From Eleventy's manual: permalinks, passthrough copy, the IdAttribute and InputPath-to-URL plugins, the `url` filter,
includes, pagination. Its Markdown has neither footnotes nor ids of headings; the plugin gives those.
"""

from tools.targets import eleventy_broken, fixtures
from tools.targets.markup import HTML_IMAGES, HTML_LINKS, IMAGES, LINKS, Piece, piece
from tools.targets.page import Page
from tools.targets.site import NAMES, Heading, Offer, Site, Spot

_CONFIG = """import { IdAttributePlugin, InputPathToUrlTransformPlugin } from "@11ty/eleventy";

export default function (config) {
  config.addPlugin(IdAttributePlugin);
  config.addPlugin(InputPathToUrlTransformPlugin);
  config.addPassthroughCopy("src/img");
  config.addPassthroughCopy({ "public": "/" });
}

export const config = { dir: { input: "src", includes: "_includes" }, templateFormats: ["md", "liquid"] };
"""
_LAYOUT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><nav><a href="/">Home</a> <a href="/tags/leaf/">Leaf</a></nav><main>{{ content }}</main></body></html>
"""
_TAGS = """---
pagination:
  data: collections
  size: 1
  alias: tag
permalink: /tags/{{ tag | slugify }}/
title: Tag
---
{% for page in collections[tag] %}<p><a href="{{ page.url }}">{{ page.data.title }}</a></p>{% endfor %}
"""
_LIST = """---
title: Journal
pagination:
  data: collections.leaf
  size: 10
  alias: entries
permalink: "/journal/{% if pagination.pageNumber > 0 %}page-{{ pagination.pageNumber }}/{% endif %}"
---
{% for page in entries %}<p><a href="{{ page.url }}">{{ page.data.title }}</a></p>{% endfor %}
"""
_FEED = """---
permalink: /feed.xml
layout: false
---
<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Leaves</title></feed>
"""
_HEADINGS = (
    Heading("## Early leaves", ("early-leaves",)),
    Heading("## What's next?", ("whats-next",)),
    Heading("## Grüße aus Köln", ("gruesse-aus-koeln",)),
    Heading("## Notes\n\nFirst ones.\n\n## Notes", ("notes", "notes-2")),
    Heading("## Pots & `kettles`, new", ("pots-and-kettles-new",)),
    Heading("## Sunny ☀️ days", ("sunny-days",)),
    Heading('<h2 id="harvest">Leaves of the first harvest</h2>', ("harvest",)),
    Heading("### 2. Rinse", ("2-rinse",)),
    Heading('## Water\n\n<a name="spring"></a>From the spring.', ("water", "spring")),
)


def _spots() -> list[Spot]:
    spots = []
    for at, name in enumerate(NAMES):
        title = name.replace("-", " ").capitalize()
        headings = tuple(_HEADINGS[(at + step) % len(_HEADINGS)] for step in (0, 3, 6))
        head = [f"title: {title}", "layout: page.liquid"]
        if at < 36:
            head.append("tags: [leaf, old trees]")
            path, address = f"src/journal/{name}.md", f"/journal/{name}/"
            if at % 6 == 1:
                head.append(f"permalink: /walks/{name}/")
                address = f"/walks/{name}/"
            if at % 6 == 2:
                head.append(f"permalink: /pages/{name}.html")
                address = f"/pages/{name}.html"
            if at % 6 == 3:
                head.append("permalink: /trees/{{ page.fileSlug }}/")
                address = f"/trees/{name}/"
        elif at < 50:
            dated = f"2021-0{at % 9 + 1}-1{at % 10}-{name}"  # the date stays in the address
            path, address = f"src/journal/{dated}.md", f"/journal/{dated}/"
        else:
            path, address = f"src/guide/{name}/index.md", f"/guide/{name}/"
        spots.append(Spot(path, address, name, "---\n" + "\n".join(head) + "\n---", headings))
    return spots


def _anchor(here: Spot, _: Spot, n: int) -> Piece:
    return piece(LINKS, f"#{here.anchor(n)}", "anchor in the page", n)


def _anchor_there(_: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, f"{there.address}#{there.anchor(n)}", "anchor in another page", n)


def _file(here: Spot, there: Spot, n: int) -> Piece:
    way = here.file_way(there.path)
    return piece(LINKS, way if way.startswith(".") else f"./{way}", "relative to the file", n)


def _file_anchor(here: Spot, there: Spot, n: int) -> Piece:
    return piece(
        LINKS, f"{here.file_way(there.path)}#{there.anchor(n)}", "relative to the file, with an anchor", n
    )


_OFFERS: tuple[Offer, ...] = (
    lambda _, there, n: piece(LINKS, there.address, "from the root", n),
    _file,
    _anchor,
    lambda _, __, n: piece(IMAGES, ("/img/leaf.png", "/img/Bud.JPG")[n % 2], "from the root", n),
    lambda here, there, n: piece(LINKS, here.way(there.address), "relative to the page", n),
    _anchor_there,
    lambda _, there, n: piece(LINKS, f"{{{{ '{there.address}' | url }}}}", "filter url", n),
    lambda _, there, n: piece(HTML_LINKS, there.address.removesuffix("/"), "without the slash", n),
    _file_anchor,
    lambda here, _, n: piece(IMAGES, here.way("/img/leaf.png"), "relative to the page", n),
    lambda _, there, n: piece(LINKS, "/" + there.path.removeprefix("src/"), "file from the root", n),
    lambda _, __, n: piece(LINKS, ("/files/list.pdf", "/files/two%20lists.zip")[n % 2], "file", n),
    lambda here, _, n: piece(HTML_IMAGES, here.way("/img/leaf.png"), "relative to the page", n),
    lambda _, there, n: piece(LINKS, there.address + "?from=notes", "with a query", n),
    lambda _, there, n: piece(LINKS, "https://leaves.example" + there.address, "with the site's host", n),
    lambda here, there, n: piece(HTML_LINKS, here.file_way(there.path), "relative to the file", n),
)


def _special(spot: Spot) -> Page:
    page = Page("src/every-form.md", "form")
    page.say("---\ntitle: Every form\nlayout: page.liquid\n---")
    page.put(
        "srcset", '<img alt="№" src="‹/img/leaf.png›" srcset="‹/img/leaf.png› 1x, ‹/img/leaf@2x.png› 2x">'
    )
    page.put(
        "picture",
        '<picture>\n  <source srcset="‹/img/leaf@2x.png›" media="(min-width: 60em)">\n'
        '  <img src="‹/img/leaf.png›" alt="№">\n</picture>',
    )
    page.put("linked image", f"[![№](‹/img/leaf.png›)](‹{spot.address}›)")
    page.put("encoded space", "![№](‹/img/two%20leaves.png›)")
    page.put("space in angle brackets", "![№](<‹/img/two leaves.png›>)")
    page.put("encoded umlaut", "![№](‹/img/k%C3%B6ln.png›)")
    page.put("umlaut", "![№](‹/img/köln.png›)")
    page.put("query", "![№](‹/img/leaf.png?v=2›)")
    page.put("video", '<video src="‹/img/rain.mp4›" poster="‹/img/leaf.png›" title="№"></video>')
    page.put("home", "[№](‹/›)")
    page.put("home with its file", "[№](‹/index.html›)")
    page.put("feed", "[№](‹/feed.xml›)")
    page.put("tag", "[№](‹/tags/leaf/›)")
    page.put("tag with a space", "[№](‹/tags/old-trees/›)")
    page.put("second page of a list", "[№](‹/journal/page-1/›)")
    page.put("page with its file", f"[№](‹{spot.address}index.html›)")
    page.put("relative to the file, dot", "[№](‹./about.md›)")
    page.put("relative to the file, no dot", "[№](‹about.md›)")
    page.put("template from the root", "[№](‹/list.liquid›)")
    page.put("top", "[№](‹#›)")
    page.put("top by name", "[№](‹#top›)")
    page.put("HTML id", 'Said <span id="aside">aside</span>: [№](‹#aside›)')
    page.put("HTML name", '<a name="margin"></a>\n\n[№](‹#margin›)')
    page.put("include", '{% include "‹note.liquid›" %}', shows="Handle with care.")
    page.put("include without a suffix", "{% include '‹note›' %}", shows="Handle with care.")
    page.put("render", '{% render "‹box›", text: "Two" %}', shows="Boxed: Two.")
    page.put("file of the public folder", "[№](‹/terms.pdf›)")
    page.put("static page", "[№](‹/legacy/map.html›)")
    page.put("anchor of a static page", "[№](‹/legacy/map.html#north›)")
    page.put("HTML block", '<div class="card">\n  <p><a href="‹/about/›">№</a></p>\n</div>')
    page.put("entity", '<a href="‹/about/?a=1&amp;b=2›">№</a>')
    page.put("mail and telephone", "[a](mailto:a@leaves.example), [b](tel:+4912345): [№](‹/about/›)")
    fixtures.put(
        page,
        image="/img/leaf.png",
        document="/files/list.pdf",
        address="/about/",
        hash_file="/files/list%23two.pdf",
    )
    page.put("code span", "Write `[№](‹/nowhere/›)` for a link.", code=True)
    page.put("fenced code", "```markdown\n![№](‹/nowhere.png›)\n[b](#nowhere)\n```", code=True)
    page.put("indented text, which is no code here", "Then:\n\n    [№](‹/about/›)")
    page.put("comment", '<!-- <a href="‹/nowhere/›">№</a> -->', code=True)
    page.put(
        "Liquid comment", "{% comment %} {% include ‹nowhere› %} [№](/nowhere/) {% endcomment %}", code=True
    )
    page.put("raw", "`{% raw %}{% include ‹nowhere› %} №{% endraw %}`", code=True)
    return page


def site() -> Site:
    """Make the site."""
    made = Site("eleventy", "/", "https://leaves.example")
    made.files |= {
        "package.json": '{ "type": "module", "private": true, "dependencies": { "@11ty/eleventy": "^3.1.0" } }\n',
        "eleventy.config.js": _CONFIG,
        "src/_includes/page.liquid": _LAYOUT,
        "src/_includes/note.liquid": "<p>Handle with care.</p>\n",
        "src/_includes/box.liquid": "<p>Boxed: {{ text }}.</p>\n",
        "src/tags.liquid": _TAGS,
        "src/list.liquid": _LIST,
        "src/feed.liquid": _FEED,
        "src/index.md": "---\ntitle: Home\nlayout: page.liquid\n---\nWelcome.\n",
        "src/about.md": "---\ntitle: About\nlayout: page.liquid\n---\n## Us\n\nTwo people and a tree.\n",
        "public/legacy/map.html": "<!doctype html><title>Map</title><p id=north>North</p>\n",
    }
    images = ("leaf.png", "leaf@2x.png", "Bud.JPG", "two leaves.png", "köln.png", "rain.mp4")
    made.assets(*(f"src/img/{name}" for name in images))
    made.assets(
        "public/files/list.pdf", "public/files/list#two.pdf", "public/files/two lists.zip", "public/terms.pdf"
    )
    spots = _spots()
    made.fill(spots, _OFFERS, 5, footnotes=False)
    made.plant(spots, eleventy_broken.BROKEN)
    made.pages.append(_special(spots[0]))
    return made
