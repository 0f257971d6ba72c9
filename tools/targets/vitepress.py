"""A documentation by VitePress, below a base path.

From VitePress's manual: routing, assets, the public folder, Markdown extensions (custom anchors, snippets, file
inclusion), `base`. It stops at a dead link to a page, and at a relative image that does not exist.
"""

from tools.targets import fixtures, vitepress_broken
from tools.targets.markup import HTML_LINKS, IMAGES, LINKS, Piece, piece
from tools.targets.page import Page
from tools.targets.site import NAMES, Heading, Offer, Site, Spot

_CONFIG = """export default {
  title: "Kettle",
  base: "/kettle/",
  vite: { build: { assetsInlineLimit: 0 } },  // small images stay files
  rewrites: { "packages/:name/README.md": "packages/:name/index.md" },
};
"""
_HEADINGS = (
    Heading("## Early steps", ("early-steps",)),
    Heading("## What's next?", ("what-s-next",)),
    Heading("## Grüße aus Köln", ("gruße-aus-koln", "gru%C3%9Fe-aus-koln")),
    Heading("## Notes\n\nFirst ones.\n\n## Notes", ("notes", "notes-1")),
    Heading("## 茶の道", ("茶の道", "%E8%8C%B6%E3%81%AE%E9%81%93")),
    Heading("## Pots & `kettles`, new", ("pots-kettles-new",)),
    Heading("## Sunny ☀️ days", ("sunny-☀️-days",)),
    Heading("## Leaves of the first harvest {#harvest}", ("harvest",)),
    Heading("### 2. Rinse", ("_2-rinse",)),
    Heading('## Water\n\n<a id="spring"></a>From the spring.', ("water", "spring")),
)


def _spots() -> list[Spot]:
    spots = []
    for at, name in enumerate(NAMES):
        headings = tuple(_HEADINGS[(at + step) % len(_HEADINGS)] for step in (0, 3, 6))
        title = name.replace("-", " ").capitalize()
        if at < 40:
            path, address = f"guide/{name}.md", f"/guide/{name}.html"
        elif at < 52:
            path, address = f"reference/{name}/index.md", f"/reference/{name}/"
        elif at < 56:
            path, address = f"packages/{name}/README.md", f"/packages/{name}/"
        else:
            path, address = f"reference/options/{name}.md", f"/reference/options/{name}.html"
        spots.append(Spot(path, address, name, f"---\ntitle: {title}\n---", headings))
    return spots


def _from_file(here: Spot, there: Spot) -> str:
    """The way between sources, or between addresses where a rewrite sets these apart."""
    if "packages/" in (here.path[:9], there.path[:9]):
        return there.address
    way = here.file_way(there.path)
    return way if way.startswith(".") else f"./{way}"


def _anchor(here: Spot, _: Spot, n: int) -> Piece:
    return piece(LINKS, f"#{here.anchor(n)}", "anchor in the page", n)


def _anchor_there(_: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, f"{there.address}#{there.anchor(n)}", "anchor in another page", n)


def _bare(here: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, _from_file(here, there).removesuffix(".md"), "relative, without the suffix", n)


def _image(here: Spot, _: Spot, n: int) -> Piece:
    return piece(
        IMAGES, here.file_way("assets/" + ("steam.png", "Spout.png")[n % 2]), "relative to the file", n
    )


_OFFERS: tuple[Offer, ...] = (
    lambda here, there, n: piece(LINKS, _from_file(here, there), "relative to the file", n),
    lambda _, there, n: piece(LINKS, there.address, "from the root, the base is added", n),
    _anchor,
    _image,
    lambda _, there, n: piece(LINKS, there.address.removesuffix(".html"), "without the suffix", n),
    _anchor_there,
    _bare,
    lambda _, __, n: piece(IMAGES, ("/logo.png", "/shots/Lid.png")[n % 2], "public file", n),
    lambda here, there, n: piece(
        LINKS, f"{_from_file(here, there)}#{there.anchor(n)}", "file with an anchor", n
    ),
    lambda _, there, n: piece(HTML_LINKS, "/kettle" + there.address, "from the root, with the base", n),
    lambda here, there, n: piece(LINKS, _from_file(here, there) + "?from=notes", "with a query", n),
    lambda _, __, n: piece(LINKS, ("/files/manual.pdf", "/files/two%20kettles.zip")[n % 2], "public file", n),
    lambda _, there, n: piece(
        LINKS, "https://docs.example/kettle" + there.address, "with the site's host", n
    ),
)


def _special(spot: Spot) -> Page:
    page = Page("every-form.md", "form")
    page.say("---\ntitle: Every form\n---")
    page.put(
        "srcset",
        '<img alt="№" src="‹./assets/steam.png›" srcset="‹./assets/steam.png› 1x, ‹./assets/steam@2x.png› 2x">',
    )
    page.put(
        "picture",
        '<picture>\n  <source srcset="‹./assets/steam@2x.png›" media="(min-width: 60em)">\n'
        '  <img src="‹./assets/steam.png›" alt="№">\n</picture>',
    )
    page.put("linked image", f"[![№](‹/logo.png›)](‹{spot.address}›)")
    page.put("encoded space", "![№](‹/shots/two%20lids.png›)")
    page.put("space in angle brackets", "![№](<‹/shots/two lids.png›>)")
    page.put("encoded umlaut", "![№](‹/shots/k%C3%B6ln.png›)")
    page.put("umlaut", "![№](‹/shots/köln.png›)")
    page.put("image of the public folder, HTML", '<img src="‹/logo.png›" alt="№">')
    page.put("video", '<video src="‹/shots/boil.mp4›" poster="‹/logo.png›" title="№"></video>')
    page.put("home", "[№](‹/›)")
    page.put("home with its file", "[№](‹/index.html›)")
    page.put("home, relative", "[№](‹./›)")
    page.put("home by its source", "[№](‹./index.md›)")
    page.put("folder", "[№](‹/reference/quiet-river/›)")
    page.put("folder with its file", "[№](‹/reference/quiet-river/index.html›)")
    page.put("folder by its source", "[№](‹./reference/quiet-river/index.md›)")
    page.put("rewritten page", "[№](‹/packages/winding-temple/›)")
    page.put("no dot", f"[№](‹guide/{spot.name}.md›)")
    page.put("page as built", f"[№](‹./guide/{spot.name}.html›)")
    page.put("top by name", "[№](‹#top›)")
    page.put("HTML id", 'Said <span id="aside">aside</span>: [№](‹#aside›)')
    page.put("attributes", "A paragraph. {#para}\n\n[№](‹#para›)")
    page.put("anchor of an included file", "[№](‹#cleaning›)")
    page.put("include", "<!--@include: ‹./parts/cleaning.md›-->", shows="Rinse it with vinegar.")
    page.put("include from the root", "<!--@include: ‹@/parts/storing.md›-->", shows="Keep it dry.")
    page.put("include of lines", "<!--@include: ‹./parts/long.md›{2,3}-->", shows="The second line of it.")
    page.put("snippet", "<<< ‹./snippets/boil.js›", shows="boilWater")
    page.put("snippet from the root, region", "<<< ‹@/snippets/boil.js›#start{js}", shows="startKettle")
    page.put("HTML page of the public folder", '<a href="‹/kettle/legacy/map.html›" target="_self">№</a>')
    page.put("container", "::: tip\nSee [№](‹./about.md›).\n:::")
    page.put("HTML block", '<div class="card">\n  <p><a href="‹/kettle/about.html›">№</a></p>\n</div>')
    page.put("Markdown in HTML", '<div class="card">\n\nSee [№](‹./about.md#us›).\n\n</div>')
    page.put("mail and telephone", "[a](mailto:a@docs.example), [b](tel:+4912345): [№](‹./about.md›)")
    fixtures.put(
        page,
        image="/logo.png",
        document="/files/manual.pdf",
        address="/kettle/about.html",
        hash_file="/kettle/files/manual%23two.pdf",
    )
    page.put("code span", "Write `[№](‹./nowhere.md›)` for a link.", code=True)
    page.put("fenced code", "```markdown\n![№](‹./nowhere.png›)\n[b](#nowhere)\n```", code=True)
    page.put("code group", "::: code-group\n```md [a.md]\n[№](‹./nowhere.md›)\n```\n:::", code=True)
    page.put("indented code", "Then:\n\n    [№](‹./nowhere.md›)", code=True)
    page.put("comment", '<!-- <a href="‹./nowhere.html›">№</a> -->', code=True)
    return page


def site() -> Site:
    """Make the site."""
    made = Site("vitepress", "/kettle/", "https://docs.example", together=("page", "old-address", "typo"))
    made.files |= {
        "package.json": '{ "type": "module", "private": true, "devDependencies": { "vitepress": "^1.6.0" } }\n',
        ".vitepress/config.mjs": _CONFIG,
        "index.md": "---\ntitle: Home\n---\n\n# Kettle\n\nWelcome.\n",
        "about.md": "---\ntitle: About\n---\n\n# About\n\n## Us\n\nTwo people and a kettle.\n",
        "parts/cleaning.md": "## Cleaning\n\nRinse it with vinegar.\n",
        "parts/storing.md": "Keep it dry.\n",
        "parts/long.md": "The first line of it.\n\nThe second line of it.\n",
        "snippets/boil.js": "const boilWater = 1;\n// #region start\nconst startKettle = 2;\n// #endregion start\n",
        "public/legacy/map.html": "<!doctype html><title>Map</title><p id=north>North</p>\n",
    }
    made.assets("assets/steam.png", "assets/steam@2x.png", "assets/Spout.png", "public/logo.png")
    images = ("Lid.png", "two lids.png", "köln.png", "boil.mp4")
    made.assets(*(f"public/shots/{name}" for name in images))
    made.assets("public/files/manual.pdf", "public/files/manual#two.pdf", "public/files/two kettles.zip")
    spots = _spots()
    made.fill(spots, _OFFERS, 5, footnotes=False)
    made.plant(spots, vitepress_broken.BROKEN)
    made.pages.append(_special(spots[0]))
    return made
