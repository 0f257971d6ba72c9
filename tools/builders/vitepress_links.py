"""Which links of small sites of VitePress lead somewhere."""

from random import Random

from tools.builders.drawing import drawn, table
from tools.builders.node_links import LinkProgram, by_open, with_links
from tools.builders.rows import Table

_CONFIG = ".vitepress/config.mjs"
_FILES = (
    "index.md",
    "a.md",
    "b c.md",
    "标题.md",
    "d.e.md",
    "guide/index.md",
    "guide/a.md",
    "guide/b.md",
    "guide/deep/c.md",
    "guide/x.png",
    "guide/N o.png",
    "y.png",
    "public/z.png",
    "public/guide/w.png",
    "public/f.pdf",
    "public/p.html",
    "public/q/index.html",
    "parts/h.md",
    "parts/i.js",
)
_LINKS = table(r"""
link b.md
link ./b.md
link b
link b.html
link b.md#id
link b.md?q=1#id
link a.md
link A.md
link ../a.md
link ../a
link ../a.html
link ../b%20c.md
link ../b c.md
link ../b%20c
link ../标题.md
link ../%E6%A0%87%E9%A2%98
link ../d.e.md
link ../d.e
link ../d
link deep/c.md
link deep/c
link deep/
link deep
link ./
link .
link ..
link ../
link index.md
link ./index.md
link index.html
link index
link ../index.md#id
link ../index
link ../guide/
link ../guide
link ../guide/index
link ../guide/index.md
link ../guide.md
link /
link /index.md
link /index
link /index.html
link /a
link /a.md
link /a.html
link /a/
link /guide
link /guide/
link /guide/b
link /guide/b.md#id
link /guide/b/
link /guide/b.html
link /guide/none
link /guide/none.md
link /guide/./b
link /guide/../a
link /guide/deep/../b.md
link ../../a.md
link ../../../a
link none.md
link none
link /none/
link /b%20c
link /标题
link /public/f.pdf
link /f.pdf
link /g.pdf
link ../f.pdf
link f.pdf
link /guide/w.png
link w.png
link x.png
link /z.png
link /p
link /p.html
link ../p.html
link /q/
link /q/index.html
link /q
link /f
image x.png
image ./x.png
image X.png
image ../y.png
image y.png
image ./y.png
image N%20o.png
image N o.png
image /z.png
image /guide/w.png
image /guide/x.png
image /y.png
image /public/z.png
image ../z.png
image /none.png
image none.png
image ../../y.png
tag <!--@include: ../parts/h.md-->
tag <!--@include: ../parts/none.md-->
tag <!--@include: @/parts/h.md-->
tag <!--@include: @/h.md-->
tag <!--@include: parts/h.md-->
tag <!-- @include: ../parts/h.md{1,2} -->
tag <!-- @include: ./b.md#id -->
tag <<< ../parts/i.js
tag <<< @/parts/i.js
tag <<< @/parts/i.js{1}
""")
# VitePress stops at a snippet that is missing.
_ALONE = ("tag <<< @/parts/none.js", "tag <<< ./i.js")
_STYLES = {
    "": _FILES,
    "cleanUrls: true": _FILES,
    'base: "/blog/"': _FILES,
    'srcDir: "src"': tuple(f"src/{path}" for path in _FILES),
    'rewrites: { "guide/b.md": "moved/b.md", "a.md": "n/a.md" }': _FILES,
    'rewrites: { "guide/:rest*": "g/:rest*" }, cleanUrls: true': _FILES,
}
_PAGES = ("guide/from.md", "from.md", "guide/deep/index.md")


def _configured(style: str) -> dict[str, str]:
    return {_CONFIG: f"export default {{ {style} }};\n"} if style else {}


def _site(style: str, page: str, lines: list[str]) -> str:
    folder = "src/" if "srcDir" in style else ""
    return with_links(_configured(style), (*_STYLES[style], f"{folder}{page}"), f"{folder}{page}", lines)


_OTHERS = [line for line in _LINKS if not line.startswith("tag <<< ..")]
FIRST = [_site(style, _PAGES[0], list(_LINKS)) for style in _STYLES]
FIRST += [_site("", page, _OTHERS) for page in _PAGES[1:]]
FIRST += [_site("", "guide/from.md", [line]) for line in _ALONE]
_WORDS = (
    "a",
    "b",
    "guide",
    "deep",
    "c",
    "none",
    "index",
    "p",
    "q",
    "d.e",
    "b%20c",
    "标题",
    "x",
    "moved",
    "g",
    "n",
)
_ENDS = ("", "", ".md", ".md", ".html", "/", "#id", ".md#id", "?q", ".png", ".pdf")


def _line(chance: Random) -> str:
    path = chance.choice(("", "", "./", "../", "/", "/", "../../")) + "/".join(
        chance.choice(_WORDS) for _ in range(chance.choice((1, 1, 2, 2, 3)))
    )
    path += chance.choice(_ENDS)
    return f"image {path}" if path.endswith(".png") else f"link {path}"


def _late(chance: Random) -> str:
    style = chance.choice(list(_STYLES))
    lines = dict.fromkeys(_line(chance) for _ in range(60))
    return _site(style, chance.choice(_PAGES), list(lines))


LATE = drawn(6, _late, FIRST)


def measure(programs: str | None) -> Table:
    """Measure the links of VitePress."""
    return LinkProgram(
        name="vitepress",
        package="vitepress",
        how="`link`: the site is built; a link is missing if VitePress calls it dead or cannot import it, "
        "or if what the built page has instead of it is not in the output.",
        first=by_open(FIRST, lambda _: False),
        late=by_open(LATE, lambda _: False),
    ).measure(programs)
