"""A blog by Jekyll, below a base path: posts, pages, a collection.

From Jekyll's manual: posts, pages, permalinks, collections, includes, Liquid's `link` and `post_url`, and the plugins
jekyll-redirect-from and jekyll-feed; heading ids from kramdown's.
"""

from tools.targets import fixtures, jekyll_broken
from tools.targets.markup import HTML_IMAGES, HTML_LINKS, IMAGES, LINKS, Piece, piece
from tools.targets.page import Page
from tools.targets.site import NAMES, Heading, Offer, Site, Spot

BASE = "/tea"
_CONFIG = """title: Tea notes
url: https://tea.example
baseurl: /tea
plugins: [jekyll-redirect-from, jekyll-feed]
collections:
  recipes:
    output: true
defaults:
  - scope: {path: ""}
    values: {layout: default}
"""
_LAYOUT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ '/assets/site.css' | relative_url }}">{% feed_meta %}</head>
<body><nav><a href="{{ '/' | relative_url }}">Home</a> <a href="{{ '/about.html' | relative_url }}">About</a></nav>
<main>{{ content }}</main></body></html>
"""
_INDEX = """---
title: Home
---
{% for post in site.posts %}
- [{{ post.title }}]({{ post.url | relative_url }})
{% endfor %}
"""
_HEADINGS = (
    Heading("## Brewing times", ("brewing-times",)),
    Heading("## What's next?", ("whats-next",)),
    Heading("## Grüße aus Köln", ("grüße-aus-köln", "gr%C3%BC%C3%9Fe-aus-k%C3%B6ln")),
    Heading("## Notes\n\nFirst ones.\n\n## Notes", ("notes", "notes-1")),
    Heading("## 茶の道", ("茶の道", "%E8%8C%B6%E3%81%AE%E9%81%93")),
    Heading("## Pots & `kettles`, new", ("pots--kettles-new",)),
    Heading("## Sunny ☀️ days", ("sunny-️-days",)),
    Heading("## Leaves of the first harvest {#harvest}", ("harvest",)),
    Heading("### 2. Rinse", ("2-rinse",)),
    Heading('## Water\n{: #soft-water}\n\n<a name="spring"></a>From the spring.', ("soft-water", "spring")),
)
_IMAGES = ("lantern.png", "lantern@2x.png", "cup_of_tea.png", "Garden.PNG", "two cups.png", "köln.png")
_FILES = ("price-list.pdf", "labels.zip", "two cups.pdf")


def _spots() -> list[Spot]:
    spots = []
    for at, name in enumerate(NAMES):
        title = name.replace("-", " ").capitalize()
        headings = tuple(_HEADINGS[(at + step) % len(_HEADINGS)] for step in (0, 3, 6))
        head = [f"title: {title}"]
        if at < 44:
            month, day = at % 12 + 1, at % 28 + 1
            path, address = (
                f"_posts/2021-{month:02}-{day:02}-{name}.md",
                f"/2021/{month:02}/{day:02}/{name}.html",
            )
            if at % 6 == 1:
                head.append("categories: [green, japan]")
                address = f"/green/japan{address}"
            if at % 6 == 2:
                head.append(f"permalink: /essays/{name}/")
                address = f"/essays/{name}/"
            if at % 6 == 3:
                head.append(f"slug: {name}-tea")
                address = address.replace(name, f"{name}-tea")
            if at % 6 == 4:
                head.append(f"redirect_from:\n  - /old/{name}/\n  - /{name}.htm")
        elif at < 54:
            path, address = f"_recipes/{name}.md", f"/recipes/{name}.html"
        elif at < 60:
            path, address = f"guide/{name}.md", f"/guide/{name}.html"
        else:
            path, address = f"guide/{name}/index.md", f"/guide/{name}/"
        spots.append(Spot(path, address, name, "---\n" + "\n".join(head) + "\n---", headings))
    return spots


def _name(spot: Spot) -> str:
    return spot.path.removeprefix("_posts/").removesuffix(".md")


def _post_url(_: Spot, there: Spot, n: int) -> Piece:
    if not there.path.startswith("_posts/"):
        return piece(LINKS, f"{{% link {there.path} %}}", "link to a page", n)
    return piece(LINKS, f"{{% post_url {_name(there)} %}}", "post_url", n)


def _anchor(here: Spot, _: Spot, n: int) -> Piece:
    return piece(LINKS, f"#{here.anchor(n)}", "anchor in the page", n)


def _anchor_there(_: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, f"{BASE}{there.address}#{there.anchor(n)}", "anchor in another page", n)


def _redirected(_: Spot, there: Spot, n: int) -> Piece:
    old = f"/old/{there.name}/" if "redirect_from" in there.head else there.address
    return piece(LINKS, f"{BASE}{old}", "address with redirect_from", n)


_OFFERS: tuple[Offer, ...] = (
    lambda _, there, n: piece(LINKS, f"{BASE}{there.address}", "from the root, with the base", n),
    _post_url,
    lambda _, there, n: piece(LINKS, f"{{{{ '{there.address}' | relative_url }}}}", "relative_url", n),
    _anchor,
    lambda here, there, n: piece(LINKS, here.way(there.address), "relative to the page", n),
    lambda _, __, n: piece(
        IMAGES, f"{BASE}/assets/img/{('lantern.png', 'Garden.PNG')[n % 2]}", "from the root", n
    ),
    lambda _, there, n: piece(LINKS, f"{{% link {there.path} %}}", "link", n),
    _anchor_there,
    lambda here, _, n: piece(IMAGES, here.way("/assets/img/cup_of_tea.png"), "relative to the page", n),
    lambda _, there, n: piece(HTML_LINKS, f"{BASE}{there.address}?from=notes", "with a query", n),
    lambda _, there, n: piece(LINKS, f"{{{{ site.baseurl }}}}{there.address}", "site.baseurl", n),
    lambda _, __, n: piece(LINKS, f"{BASE}/assets/{('price-list.pdf', 'labels.zip')[n % 2]}", "file", n),
    _redirected,
    lambda _, there, n: piece(LINKS, f"{{% link {there.path} %}}#{there.ids[0]}", "link with an anchor", n),
    lambda _, __, n: piece(HTML_IMAGES, "{{ '/assets/img/lantern.png' | relative_url }}", "relative_url", n),
    lambda _, there, n: piece(LINKS, f"https://tea.example{BASE}{there.address}", "with the site's host", n),
    lambda _, __, n: piece(LINKS, f"{BASE}/assets/two%20cups.pdf", "percent-encoded", n),
)


def _special(spot: Spot) -> Page:
    page = Page("every-form.md", "form")
    page.say("---\ntitle: Every form\n---")
    img = f"{BASE}/assets/img"
    page.put(
        "srcset",
        f'<img alt="№" src="‹{img}/lantern.png›" srcset="‹{img}/lantern.png› 1x, ‹{img}/lantern@2x.png› 2x">',
    )
    page.put(
        "picture",
        f'<picture>\n  <source srcset="‹{img}/lantern@2x.png›" media="(min-width: 60em)">\n'
        f'  <img src="‹{img}/lantern.png›" alt="№">\n</picture>',
    )
    page.put("linked image", f"[![№](‹{img}/lantern.png›)](‹{BASE}{spot.address}›)")
    page.put("encoded space", f"![№](‹{img}/two%20cups.png›)")
    page.put("space in angle brackets", f"![№](<‹{img}/two cups.png›>)")
    page.put("encoded umlaut", f"![№](‹{img}/k%C3%B6ln.png›)")
    page.put("umlaut", f"![№](‹{img}/köln.png›)")
    page.put("query", f"![№](‹{img}/lantern.png?v=2›)")
    page.put("home", f"[№](‹{BASE}/›)")
    page.put("home with its file", f"[№](‹{BASE}/index.html›)")
    page.put("feed", f"[№](‹{BASE}/feed.xml›)")
    page.put("top", "[№](‹#›)")
    page.put("top by name", "[№](‹#top›)")
    page.put("the page itself", "[№](‹every-form.html›)")
    page.put("the folder", "[№](‹./›)")
    page.put("HTML id", 'Said <span id="aside">aside</span>: [№](‹#aside›)')
    page.put("HTML name", '<a name="margin"></a>\n[№](‹#margin›)')
    page.put("block attributes", "A paragraph.\n{: #para}\n\n[№](‹#para›)")
    page.put("link to a file", "[№](‹{% link assets/labels.zip %}›)")
    page.put("link with quotes in Markdown", '[№](‹{% link about.md %}› "About us")')
    page.put("HTML block", f'<div class="card">\n  <p><a href="‹{BASE}/about.html›">№</a></p>\n</div>')
    page.put("Markdown in HTML", f'<div markdown="1">\nSee [№](‹{BASE}/about.html›).\n</div>')
    page.put(
        "figure",
        f'<figure>\n<img src="‹{img}/lantern.png›" alt="№">\n<figcaption>At noon</figcaption>\n</figure>',
    )
    page.put("include", "{% include ‹note.html› %}", shows="Steeped with care.")
    page.put("include with parameters", '{% include ‹box.html› text="Two" %}', shows="Boxed: Two.")
    page.put("include_relative", "{% include_relative ‹_parts/aside.md› %}", shows="An aside about water.")
    page.put("permalink of another page", f"[№](‹{BASE}/contact/›)")
    page.put("parentheses", f"[№](‹{BASE}/assets/list_(old).pdf›)")
    page.put("entity", f'<a href="‹{BASE}/about.html?a=1&amp;b=2›">№</a>')
    page.put("mail, telephone and data", "[a](mailto:a@tea.example), [b](tel:+4912345): [№](‹about.html›)")
    fixtures.put(
        page,
        image=f"{BASE}/assets/img/lantern.png",
        document=f"{BASE}/assets/price-list.pdf",
        address=f"{BASE}/about.html",
        hash_file=f"{BASE}/assets/list%23two.pdf",
    )
    page.put("code span", f"Write `[№](‹{BASE}/nowhere.html›)` for a link.", code=True)
    page.put("fenced code", f"```markdown\n![№](‹{img}/nowhere.png›)\n[b](#nowhere)\n```", code=True)
    page.put("indented code", f"Then:\n\n    [№](‹{BASE}/nowhere/›)", code=True)
    page.put("comment", f'<!-- <a href="‹{BASE}/nowhere.html›">№</a> -->', code=True)
    page.put("raw", "{% raw %}`[№](‹{% post_url 1999-01-01-nothing %}›)`{% endraw %}", code=True)
    page.put(
        "Liquid comment", "{% comment %} [№](‹{% post_url 1999-01-01-nothing %}›) {% endcomment %}", code=True
    )
    page.put(
        "HTML code", f'<pre><code>&lt;a href="‹{BASE}/nowhere.html›"&gt;№&lt;/a&gt;</code></pre>', code=True
    )
    return page


def site() -> Site:
    """Make the site."""
    made = Site("jekyll", f"{BASE}/", "https://tea.example")
    made.files |= {
        "_config.yml": _CONFIG,
        "_layouts/default.html": _LAYOUT,
        "_includes/note.html": "<p>Steeped with care.</p>\n",
        "_includes/box.html": "<p>Boxed: {{ include.text }}.</p>\n",
        "_parts/aside.md": "An aside about water.\n",
        "index.md": _INDEX,
        "about.md": "---\ntitle: About\n---\n## Us\n\nTwo people and a kettle.\n",
        "contact.md": "---\ntitle: Contact\npermalink: /contact/\n---\nWrite to us.\n",
        "assets/site.css": "body { font-family: serif }\n",
    }
    made.assets(*(f"assets/img/{name}" for name in _IMAGES), *(f"assets/{name}" for name in _FILES))
    made.assets("assets/list_(old).pdf", "assets/list#two.pdf")
    spots = _spots()
    made.fill(spots, _OFFERS, 5)
    made.plant(spots, jekyll_broken.BROKEN)
    made.pages.append(_special(spots[0]))
    return made
