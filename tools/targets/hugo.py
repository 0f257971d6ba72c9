"""A site by Hugo: posts, leaf bundles with resources, aliases, taxonomies, shortcodes.

From Hugo's manual: page bundles, URL management, `ref` and `relref`, shortcodes (`figure` among them), Goldmark's
heading ids and attributes.
"""

from tools.targets import fixtures, hugo_broken
from tools.targets.markup import HTML_IMAGES, HTML_LINKS, IMAGES, LINKS, Piece, piece
from tools.targets.page import Page
from tools.targets.site import NAMES, Heading, Offer, Site, Spot

_CONFIG = """baseURL = "https://garden.example/"
title = "Garden"
languageCode = "en"
paginate = 10
disableKinds = ["robotsTXT"]

[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
_SINGLE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="{{ "/" | relURL }}">Home</a></nav>
<main>{{ .Content }}</main>
{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}
</body></html>
"""
_LIST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}
{{ range (.Paginate .Pages).Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}</main>
{{ template "_internal/pagination.html" . }}</body></html>
"""
_HEADINGS = (
    Heading("## Early beds", ("early-beds",)),
    Heading("## What's in season?", ("whats-in-season",)),
    Heading("## Grüße aus Köln", ("grüße-aus-köln", "gr%C3%BC%C3%9Fe-aus-k%C3%B6ln")),
    Heading("## Notes\n\nFirst ones.\n\n## Notes", ("notes", "notes-1")),
    Heading("## 庭の道", ("庭の道", "%E5%BA%AD%E3%81%AE%E9%81%93")),
    Heading("## Seeds & `tools`, new", ("seeds--tools-new",)),
    Heading("## Sunny ☀️ days", ("sunny--days",)),
    Heading("## Leaves of the first harvest {#harvest}", ("harvest",)),
    Heading("### 2. Dig", ("2-dig",)),
    Heading('## Water\n\n<a id="spring"></a>From the spring.', ("water", "spring")),
)


def _spots() -> list[Spot]:
    spots = []
    for at, name in enumerate(NAMES):
        title = name.replace("-", " ").capitalize()
        headings = tuple(_HEADINGS[(at + step) % len(_HEADINGS)] for step in (0, 3, 6))
        head = [
            f"title: {title}",
            f"date: 2021-{at % 12 + 1:02}-{at % 28 + 1:02}",
            "tags: [soil, early spring]",
        ]
        if at < 36:
            path, address = f"content/posts/{name}.md", f"/posts/{name}/"
            if at % 6 == 1:
                head.append(f"slug: {name}-bed")
                address = f"/posts/{name}-bed/"
            if at % 6 == 2:
                head.append(f"url: /walks/{name}/")
                address = f"/walks/{name}/"
            if at % 6 == 3:
                head.append(f"aliases: [/old/{name}/, before-{name}]")
        elif at < 56:
            path, address = f"content/plots/{name}/index.md", f"/plots/{name}/"
        else:
            path, address = f"content/handbook/tools/{name}.md", f"/handbook/tools/{name}/"
        spots.append(Spot(path, address, name, "---\n" + "\n".join(head) + "\n---", headings))
    return spots


def _ref(name: str, mark: str, there: Spot, n: int, anchor: str = "") -> Piece:
    paths = [
        "/" + there.path.removeprefix("content/"),
        there.path.removeprefix("content/").removesuffix("index.md").removesuffix(".md").rstrip("/"),
    ]
    if not there.path.endswith("index.md"):
        paths.append(there.path.rpartition("/")[2])
    first, last = ("{{<", ">}}") if mark == "<" else ("{{%", "%}}")
    return piece(LINKS[:4], f'{first} {name} "{paths[n % len(paths)]}{anchor}" {last}', name, n)


def _anchor(here: Spot, _: Spot, n: int) -> Piece:
    return piece(LINKS, f"#{here.anchor(n)}", "anchor in the page", n)


def _anchor_there(_: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, f"{there.address}#{there.anchor(n)}", "anchor in another page", n)


def _alias(_: Spot, there: Spot, n: int) -> Piece:
    old = (f"/old/{there.name}/", f"/posts/before-{there.name}/")[n % 2]
    return piece(LINKS, old if "aliases" in there.head else there.address, "alias", n)


def _resource(here: Spot, _: Spot, n: int) -> Piece:
    bundled = here.path.endswith("index.md")
    address = ("plot.png", "./plot.png", "shots/dawn.png")[n % 3] if bundled else "/images/spade.png"
    return piece(IMAGES, address, "resource of the bundle" if bundled else "static file", n)


def _figure(_: Spot, __: Spot, ___: int) -> Piece:
    return Piece("figure", '{{< figure src="‹/images/spade.png›" alt="№" title="A spade" >}}')


_OFFERS: tuple[Offer, ...] = (
    lambda _, there, n: piece(LINKS, there.address, "from the root", n),
    lambda _, there, n: _ref("ref", "<", there, n),
    _anchor,
    _resource,
    lambda _, there, n: _ref("relref", "<", there, n),
    lambda here, there, n: piece(LINKS, here.way(there.address), "relative to the page", n),
    _anchor_there,
    lambda _, there, n: piece(HTML_LINKS, there.address.rstrip("/"), "without the slash", n),
    lambda _, __, n: piece(IMAGES, ("/images/spade.png", "/images/Rose.JPG")[n % 2], "static file", n),
    lambda _, there, n: _ref("relref", "<", there, n, "#" + there.ids[0]),
    _alias,
    lambda _, __, n: piece(LINKS, ("/files/plan.pdf", "/files/seed%20list.pdf")[n % 2], "file", n),
    lambda _, there, n: _ref("ref", "%", there, n),
    lambda here, _, n: piece(HTML_IMAGES, here.way("/images/spade.png"), "relative to the page", n),
    lambda _, there, n: piece(LINKS, there.address + "?from=notes", "with a query", n),
    lambda _, there, n: piece(LINKS, "https://garden.example" + there.address, "with the site's host", n),
    _figure,
)


def _special(spot: Spot) -> Page:
    page = Page("content/every-form.md", "form")
    page.say("---\ntitle: Every form\ndate: 2021-01-01\n---")
    page.put(
        "srcset",
        '<img alt="№" src="‹/images/spade.png›" srcset="‹/images/spade.png› 1x, ‹/images/spade@2x.png› 2x">',
    )
    page.put(
        "picture",
        '<picture>\n  <source srcset="‹/images/spade@2x.png›" media="(min-width: 60em)">\n'
        '  <img src="‹/images/spade.png›" alt="№">\n</picture>',
    )
    page.put("linked image", f"[![№](‹/images/spade.png›)](‹{spot.address}›)")
    page.put("encoded space", "![№](‹/images/two%20beds.png›)")
    page.put("space in angle brackets", "![№](<‹/images/two beds.png›>)")
    page.put("encoded umlaut", "![№](‹/images/k%C3%B6ln.png›)")
    page.put("umlaut", "![№](‹/images/köln.png›)")
    page.put("query", "![№](‹/images/spade.png?v=2›)")
    page.put("home", "[№](‹/›)")
    page.put("home with its file", "[№](‹/index.html›)")
    page.put("feed", "[№](‹/index.xml›)")
    page.put("feed of a section", "[№](‹/posts/index.xml›)")
    page.put("sitemap", "[№](‹/sitemap.xml›)")
    page.put("section", "[№](‹/posts/›)")
    page.put("section without a file of its own", "[№](‹/plots/›)")
    page.put("second page of a list", "[№](‹/posts/page/2/›)")
    page.put("taxonomy", "[№](‹/tags/›)")
    page.put("term", "[№](‹/tags/early-spring/›)")
    page.put("feed of a term", "[№](‹/tags/soil/index.xml›)")
    page.put("page with its file", f"[№](‹{spot.address}index.html›)")
    page.put("top", "[№](‹#›)")
    page.put("top by name", "[№](‹#top›)")
    page.put("the page itself", "[№](‹./›)")
    page.put("ref to an anchor of the page", '## Tools of mine\n\n[№](‹{{< ref "#tools-of-mine" >}}›)')
    page.put("ref to a section", '[№](‹{{< ref "/posts" >}}›)')
    page.put("relref with an anchor", f'[№](‹{{{{< relref "posts/{spot.name}.md#{spot.ids[0]}" >}}}}›)')
    page.put("ref in HTML", f'<p><a href="‹{{{{< ref "/posts/{spot.name}" >}}}}›">№</a></p>')
    page.put("ref with named parameters", f'[№](‹{{{{< ref path="/posts/{spot.name}" lang="en" >}}}}›)')
    page.put("HTML id", 'Said <span id="aside">aside</span>: [№](‹#aside›)')
    page.put("HTML name", '<a name="margin"></a>\n[№](‹#margin›)')
    page.put("block attributes", "A paragraph.\n{#para}\n\n[№](‹#para›)")
    page.put("figure with a link", '{{< figure src="‹/images/spade.png›" link="‹/posts/›" alt="№" >}}')
    page.put("shortcode", "{{< ‹note› >}}", shows="Dig with care.")
    page.put("shortcode with content", "{{% ‹box› %}}\nTwo *beds*.\n{{% /box %}}", shows="Boxed: ")
    page.put("shortcode in a folder", "{{< ‹garden/bench› >}}", shows="Sit down for a while.")
    page.put("static page", "[№](‹/legacy/map.html›)")
    page.put("entity", '<a href="‹/posts/?a=1&amp;b=2›">№</a>')
    page.put("mail and telephone", "[a](mailto:a@garden.example), [b](tel:+4912345): [№](‹/posts/›)")
    fixtures.put(
        page,
        image="/images/spade.png",
        document="/files/plan.pdf",
        address="/legacy/map.html",
        hash_file="/files/plan%23two.pdf",
    )
    page.put("code span", "Write `[№](‹/nowhere/›)` for a link.", code=True)
    page.put("fenced code", "```markdown\n![№](‹/nowhere.png›)\n[b](#nowhere)\n```", code=True)
    page.put("highlight", "{{< highlight markdown >}}\n[№](‹/nowhere/›)\n{{< /highlight >}}", code=True)
    page.put("indented code", "Then:\n\n    [№](‹/nowhere/›)", code=True)
    page.put("comment", '<!-- <a href="‹/nowhere/›">№</a> -->', code=True)
    page.put("shown shortcode", '`[№](‹{{</* ref "nothing.md" */>}}›)`', code=True)
    return page


def site() -> Site:
    """Make the site."""
    made = Site("hugo", "/", "https://garden.example")
    made.files |= {
        "hugo.toml": _CONFIG,
        "layouts/_default/single.html": _SINGLE,
        "layouts/_default/list.html": _LIST,
        "layouts/shortcodes/note.html": "<p>Dig with care.</p>\n",
        "layouts/shortcodes/box.html": "<div>Boxed: {{ .Inner }}</div>\n",
        "layouts/shortcodes/garden/bench.html": "<p>Sit down for a while.</p>\n",
        "content/_index.md": "---\ntitle: Home\n---\nWelcome.\n",
        "content/posts/_index.md": "---\ntitle: Posts\n---\nAll posts.\n\n## By month\n\nSoon.\n",
        "static/legacy/map.html": "<!doctype html><title>Map</title><p id=north>North, where few people live</p>\n",
    }
    images = ("spade.png", "spade@2x.png", "Rose.JPG", "two beds.png", "köln.png")
    made.assets(
        *(f"static/images/{name}" for name in images),
        "static/files/plan.pdf",
        "static/files/plan#two.pdf",
        "static/files/seed list.pdf",
    )
    spots = _spots()
    for spot in spots:
        if spot.path.endswith("index.md"):
            folder = spot.path.removesuffix("index.md")
            made.assets(f"{folder}plot.png", f"{folder}shots/dawn.png")
    made.fill(spots, _OFFERS, 5)
    made.plant(spots, hugo_broken.BROKEN)
    made.pages.append(_special(spots[0]))
    return made
