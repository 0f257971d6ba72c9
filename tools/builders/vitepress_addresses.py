"""Where VitePress publishes the files of small sites."""

from random import Random

from tools.builders.drawing import drawn, often, table, words
from tools.builders.node_sites import SiteProgram, by_kind, page, small
from tools.builders.rows import Table

_CONFIG = ".vitepress/config.mjs"
_PATHS = table("""
index.md
a.md
guide/index.md
guide/a.md
guide/guide.md
guide/README.md
README.md
A/B c.md
b c.md
d.e.md
d.e.f.md
标题.md
标题/é.md
é.md
guide/(x).md
guide/x&y.md
guide/x'y.md
guide/x,y;z.md
guide/x+y.md
guide/x@y.md
guide/x=y!.md
guide/x~y.md
guide/x$y.md
guide/2021-05-03-a.md
guide/-a-.md
guide/a..md
guide/index.en.md
guide/Index.md
guide/INDEX.md
index/index.md
index/a.md
guide/404.md
_a.md
_b/a.md
.c/a.md
.d.md
node_modules2/a.md
dist/a.md
zh/dist/a.md
zh/index.md
zh/guide/a.md
a/b/c/d/e.md
g.MD
h.markdown
i.mdx
j.html
k.txt
img/l.png
public/m.png
public/img/N o.png
public/img/标题.svg
public/p.html
public/.q
public/_r/s.txt
public/t.md
guide/public/u.png
src/v.md
src/public/w.png
docs/x.md
""")
_FRONTS = table(r"""
title: A
permalink: /c/
slug: c
url: /c/
draft: true
published: false
layout: home
layout: false
date: 2999-01-01
aliases: [/b/]
redirect_from: /b/
search: false
""")
_SOME = (
    page("index.md"),
    page("a.md"),
    page("guide/index.md"),
    page("guide/b.md"),
    page("src/c.md"),
    page("src/guide/d.md"),
    page("src/index.md"),
    page("public/e.png"),
    page("src/public/f.png"),
    page("packages/g/src/h.md"),
    page("packages/g/README.md"),
    page("packages/i/docs/deep/j.md"),
    page("en/k.md"),
    page("en/l/index.md"),
)
_CONFIGURATIONS = table(r"""
cleanUrls: true
cleanUrls: false
base: "/blog/"
base: "/blog"
base: "/a/b/"
base: "/"
srcDir: "src"
srcDir: "./src"
srcDir: "src/"
srcDir: "."
srcDir: "src", cleanUrls: true
outDir: "public_html"
outDir: "../out-{}"
srcExclude: ["**/README.md", "guide/**"]
srcExclude: ["a.md"]
srcExclude: ["src"]
rewrites: { "a.md": "b/c.md" }
rewrites: { "a.md": "index2.md", "guide/b.md": "guide/x/index.md" }
rewrites: { "en/:rest*": ":rest*" }
rewrites: { "en/:page": ":page" }
rewrites: { "packages/:name/src/:page": ":name/:page" }
rewrites: { "packages/:name/README.md": ":name/index.md" }
rewrites: { "packages/:name/README.md": "x/:name.md", "packages/:name/docs/:rest*": "y/:name/:rest*" }
rewrites: { "packages/:name/src/(.*)": ":name/index.md" }
rewrites: { "^packages/(\\w+)/README.md": "z.md" }
rewrites: { ":any*": ":any*" }
rewrites: { "src/:slug*.md": "q/:slug*.md" }
rewrites: { "guide/:slug(b).md": "r/:slug.md" }
rewrites: { "guide/b.md": "r/:slug.md" }
rewrites: { "a.md": "b c/标题.md" }
rewrites: { "nothing.md": "b.md" }
rewrites(id) { return id.replace("guide/", "g/"); }
rewrites: { ["a" + ".md"]: "b.md" }
rewrites: { "en/:rest*": "fr/:rest*" }, cleanUrls: true
srcDir: "src", rewrites: { "c.md": "n/c.md", "guide/:p": ":p" }
locales: { root: { label: "English" }, en: { label: "English" } }
srcDir: "s" + "rc"
lang: "en"
""")

_DEFINED = """import { defineConfig } from 'vitepress';
export default defineConfig({ cleanUrls: true, base: '/x/' });"""


def _configured(text: str) -> dict[str, str]:
    return {_CONFIG: f"export default {{ ignoreDeadLinks: true, {text} }};\n"}


def _sites() -> list[str]:
    found = [small({}, page(path)) for path in _PATHS]
    found += [small(_configured("cleanUrls: true"), page(path)) for path in _PATHS[:40]]
    found += [small({}, page(f"{at}/a.md", front)) for at, front in enumerate(_FRONTS)]
    found += [small(_configured(text), *_SOME) for text in _CONFIGURATIONS]
    found += [
        small(
            {"docs/[name].paths.js": "export default { paths: () => [{ params: { name: 'x' } }] };"},
            page("docs/[name].md"),
        ),
        small({_CONFIG: _DEFINED}, *_SOME),
        small(
            {".vitepress/config.js": "const cleanUrls = true;\nexport default { cleanUrls };"}, page("a.md")
        ),
        small(
            {".vitepress/config.mjs": "export default { srcDir: process.env.NOTHING ?? 'src' };"},
            page("a.md"),
            page("src/b.md"),
        ),
    ]
    return list(dict.fromkeys(found))


_NAMES = words("b two-words 2019-12-24-b Ünï 标题 b.c index README (x) a_b A C++ .b _c Index a'b")
_FOLDERS = (
    "",
    "guide/",
    "guide/deep/",
    "标题/",
    "D e/",
    "en/",
    "public/",
    "src/",
    "dist/",
    ".f/",
    "src/en/",
    "src/public/",
)
_STYLES = (
    "",
    "",
    "cleanUrls: true",
    "srcDir: 'src'",
    "srcDir: 'src', cleanUrls: true",
    "base: '/x/', cleanUrls: true",
)


def _late(chance: Random) -> str:
    suffix = chance.choice((".md", ".md", ".md", ".md", ".png", ".html", ".txt"))
    path = chance.choice(_FOLDERS) + chance.choice(_NAMES) + suffix
    style = chance.choice(_STYLES)
    front = chance.choice(_FRONTS) if often(chance, 30) else ""
    return small(_configured(style) if style else {}, page(path, front))


# Where a program, or an expression for paths, decides.
_OPEN = "|".join(
    table(r"""
\[name\]
rewrites\(id
\["a
"\^
\(b\)
\(\.\*\)
:slug\*
guide/b.md": "r
s" \+
process
const clean
:any
""")
)
FIRST = by_kind(_sites(), _OPEN)
_KNOWN = [*FIRST["address"], *FIRST["open address"]]
LATE = by_kind(drawn(len(_KNOWN) // 2 + 1, _late, _KNOWN), _OPEN)


def measure(programs: str | None) -> Table:
    """Measure VitePress."""
    return SiteProgram(
        name="vitepress",
        package="vitepress",
        how="`address`: each input is a whole site, built with a theme that prints the content; sites "
        "with the same configuration are built as one. Addresses are the files in the output in "
        "which the file's own mark is found, after the form without .html with cleanUrls.",
        first=FIRST,
        late=LATE,
        joins=True,
    ).measure(programs)
