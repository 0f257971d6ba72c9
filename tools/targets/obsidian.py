"""A vault of Obsidian: notes, attachments, embeds.

From Obsidian's help: internal links, links to headings and blocks, embeds, accepted formats. Names of notes and
attachments match in any letter case. A vault is not built: `vault.py` says how its truth is checked.
"""

from tools.targets import obsidian_broken
from tools.targets.markup import IMAGES, LINKS, Piece, piece
from tools.targets.page import Page
from tools.targets.site import NAMES, Heading, Offer, Site, Spot

_HEADINGS = (
    Heading("## Early walks", ("Early walks",)),
    Heading("## What's next?", ("What's next?",)),
    Heading("## Grüße aus Köln", ("Grüße aus Köln",)),
    Heading("## 茶の道", ("茶の道",)),
    Heading("## Pots & kettles, new", ("Pots & kettles, new",)),
    Heading("## Sunny ☀️ days", ("Sunny ☀️ days",)),
    Heading("### 2. Rinse", ("2. Rinse",)),
    Heading("A paragraph of its own. ^own-block", ("^own-block",)),
    Heading("## Outer\n\n### Inner", ("Outer", "Outer#Inner", "Inner")),
)
_FOLDERS = ("Places", "Journal/2021", "Places/Far away", "")


def _spots() -> list[Spot]:
    spots = []
    for at, name in enumerate(NAMES):
        title = name.replace("-", " ").capitalize()
        headings = tuple(_HEADINGS[(at + step) % len(_HEADINGS)] for step in (0, 3, 6))
        folder = _FOLDERS[at % len(_FOLDERS)]
        path = f"{folder}/{title}.md" if folder else f"{title}.md"
        head = f"---\naliases: [{title} of old]\n---" if at % 3 == 0 else ""
        spots.append(Spot(path, f"/{path}", name, head, headings))
    return spots


def _name(spot: Spot) -> str:
    return spot.path.rpartition("/")[2].removesuffix(".md")


def _encoded(text: str) -> str:
    return text.replace(" ", "%20")


def _wiki(words: str, inside: str, embed: str = "") -> Piece:
    return Piece(words, f"{embed}[[‹{inside}›|№]]")


def _bare(_: Spot, there: Spot, __: int) -> Piece:
    return Piece("wikilink without a text", f"[[‹{_name(there)}›]]")


def _embed(_: Spot, there: Spot, n: int) -> Piece:
    return Piece("embedded note", f"![[‹{_name(there)}#{there.anchor(n)}›]]")


def _attachment(_: Spot, __: Spot, n: int) -> Piece:
    inside = ("lantern.png", "Attachments/two cups.png", "Map.PNG", "rain.mp3", "walks.pdf#page=2")[n % 5]
    return Piece("embedded file", f"![[‹{inside}›]]") if n % 2 else _wiki("file", inside)


def _sized(_: Spot, __: Spot, n: int) -> Piece:
    return Piece("embedded image with a size", f"![[‹lantern.png›|{('100', '100x60', 'lantern')[n % 3]}]]")


def _markdown(_: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, _encoded(there.path), "path from the vault's root", n)


def _relative(here: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, _encoded(here.file_way(there.path)), "relative to the note", n)


def _heading(_: Spot, there: Spot, n: int) -> Piece:
    return piece(LINKS, _encoded(f"{there.path}#{there.anchor(n)}"), "heading of another note", n)


_OFFERS: tuple[Offer, ...] = (
    _bare,
    lambda _, there, __: _wiki("wikilink", _name(there)),
    lambda _, there, n: _wiki("wikilink to a heading", f"{_name(there)}#{there.anchor(n)}"),
    _attachment,
    lambda here, _, n: _wiki("wikilink in the note", f"#{here.anchor(n)}"),
    _markdown,
    lambda _, there, __: _wiki("wikilink with a path", there.path.removesuffix(".md")),
    _embed,
    lambda _, there, __: _wiki("wikilink with a suffix", f"{_name(there)}.md"),
    _relative,
    lambda _, __, n: piece(
        IMAGES, _encoded(("Attachments/lantern.png", "Attachments/two cups.png")[n % 2]), "path", n
    ),
    lambda here, _, n: piece(LINKS, "#" + _encoded(here.anchor(n)), "heading of the note", n),
    _sized,
    _heading,
)
_IN_TABLE = "| place | note |\n| --- | --- |\n"


def _special(spot: Spot) -> Page:
    page = Page("Every form.md", "form")
    name = _name(spot)
    page.say("# Every form")
    page.put("wikilink in a table", _IN_TABLE + f"| [[‹{name}›\\|№]] | warm |")
    page.put("embed in a table", _IN_TABLE + "| ![[‹lantern.png›\\|40]] | warm |")
    page.put("other letter case", f"[[‹{name.lower()}›|№]]")
    page.put("other letter case, embed", "![[‹Lantern.PNG›]]")
    page.put("path in angle brackets", f"[№](<‹{spot.path}›>)")
    page.put("image in angle brackets", "![№](<‹Attachments/two cups.png›>)")
    page.put("file name alone", "![№](‹lantern.png›)")
    page.put("image with a size", "![№|100](‹lantern.png›)")
    page.put("umlaut", "![[‹köln.png›]]")
    page.put("embedded note", f"![[‹{name}›]]")
    page.put("note of a name that two folders have", "[[‹Recipes/Tea›|№]] and")
    page.put("the other one", "[[‹Drafts/Tea›|№]]")
    page.put("either", "[[‹Tea›]]")
    page.put("canvas", "[[‹Board.canvas›|№]]")
    page.put("name with a dot", "[[‹Version 1.2›|№]]")
    page.put("name with brackets", "[[‹Cups (old)›|№]]")
    page.put("spaces around", f"[[‹ {name} ›|№]]")
    page.put("block of the note", "A line to link to. ^here\n\n[[‹#^here›|№]]")
    page.put("block of a list", "- one\n- two ^two\n\n[[‹#^two›]]")
    page.put("block after a quotation", "> Tea is patience.\n\n^wise\n\n[[‹Every form#^wise›|№]]")
    page.put("heading with formatting", "## The *old* `kettle`\n\n[[‹#The old kettle›|№]]")
    page.put("heading with a colon", "## Tea: a story\n\n[[‹#Tea a story›|№]]")
    page.put("callout", f"> [!note] Read this\n> [[‹{name}›]]")
    page.put("list of the front matter's kind", f"- related:: [[‹{name}›]]")
    page.put("footnote", f"Some.[^1]\n\n[^1]: See [[‹{name}›|№]].")
    page.put("HTML image", '<img src="‹Attachments/lantern.png›" alt="№">')
    page.put("code span", "Write `[[‹Nowhere›]]` for a link.", code=True)
    page.put("fenced code", "```markdown\n[[‹Nowhere›]] ![[‹nowhere.png›]]\n```", code=True)
    page.put("indented code", "Then:\n\n    [[‹Nowhere›]]", code=True)
    page.put("comment", "%% [[‹Nowhere›]] %%", code=True)
    page.put("comment of several lines", "%%\n[[‹Nowhere›]]\n%%", code=True)
    page.put("HTML comment", "<!-- [[‹Nowhere›]] -->", code=True)
    page.put("mathematics", "$$\na[[‹Nowhere›]]\n$$", code=True)
    return page


def site() -> Site:
    """Make the vault."""
    made = Site("obsidian", "/", "")
    made.files |= {
        ".obsidian/app.json": '{ "attachmentFolderPath": "Attachments" }\n',
        "Recipes/Tea.md": "Warm the pot.\n",
        "Drafts/Tea.md": "To be written.\n",
        "Version 1.2.md": "Fewer leaves.\n",
        "Cups (old).md": "Chipped.\n",
        "Board.canvas": '{ "nodes": [], "edges": [] }\n',
    }
    files = ("lantern.png", "two cups.png", "Map.PNG", "köln.png", "rain.mp3", "walks.pdf")
    made.assets(*(f"Attachments/{name}" for name in files))
    spots = _spots()
    made.fill(spots, _OFFERS, 5)
    made.plant(spots, obsidian_broken.BROKEN)
    made.pages.append(_special(spots[0]))
    return made
