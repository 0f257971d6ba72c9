"""Where Docusaurus publishes the files of small sites."""

from random import Random

from tools.builders.drawing import drawn, often, table, words
from tools.builders.node_sites import SiteProgram, by_kind, page, small
from tools.builders.rows import Table

_CONFIG = "docusaurus.config.js"
_DOCS = table("""
a.md
b.mdx
index.md
guide/index.md
guide/README.md
guide/readme.mdx
guide2/guide2.md
Guide3/guide3.md
guide/c.md
01-d.md
02-folder/03-e.md
1.f.md
1 - g.md
1_h.md
2021-05-03-i.md
7.0-j.md
10-.md
04-index.md
05-guide4/05-guide4.md
06-guide5/guide5.md
07-guide6/index.md
K L.md
m.n.md
标题.md
标题/é.md
é.md
(o).md
p&q.md
r's.md
t+u.md
v@w.md
x_y--z.md
_a.md
_b/a.md
.c/a.md
a2.test.md
__tests__/a.md
img/a3.png
a4.txt
a5.MD
deep/er/than/this.md
""")
_BLOG = table("""
2021-05-03-a.md
2021-5-3-b.md
2021-05-03-c/index.md
2021-05-03/index.md
2021-05-03.md
2021/05/03/d.md
2021/05/03-e.md
2021/06/04/f/index.mdx
g.md
h/index.md
en/2021-05-03-i.md
k/2021-05-03-l/m.md
2021-05-03-N O.md
2021-05-03-标题.md
2021-05-03-é.md
2021-05-03-p.q.md
2021-05-03_r.md
2021-05-03-2022-06-04-s.md
x-2021-05-03-t.md
20210503-u.md
_v.md
2021-05-03-w/img.png
index.md
README.md
""")
_PAGES = table("""
a.md
index.md
guide/index.md
guide/b.md
c d.md
标题.md
e.f.md
guide/README.md
_g.md
INDEX2/Index.md
01-h.md
(i).mdx
j&k.md
""")
_FRONTS = table(r"""
title: A
slug: /c
slug: /c/
slug: c
slug: c/
slug: c/d
slug: ../c
slug: ./c
slug: /
slug: ""
slug: /c/D e
slug: /标题
slug: /%E6%A0%87
slug: c d
slug: /c.html
slug: 7
slug: "/c#d"
slug: "/c?d"
slug: //c//d
id: c
id: c/d
id: 7
id: c\nslug: /d
draft: true
draft: false
unlisted: true
published: false
permalink: /c/
url: /c/
date: 2999-01-01
parse_number_prefixes: false
sidebar_position: 1
""")
_SOME = (
    page("docs/a.md"),
    page("docs/guide/index.md"),
    page("docs/01-x/02-b.md"),
    page("docs/c.md", "slug: /d/"),
    page("blog/2021-05-03-e.md"),
    page("blog/f.md", "slug: g"),
    page("src/pages/h.md"),
    page("src/pages/i/index.md"),
    page("static/j.png"),
    page("manual/k.md"),
    page("news/2021-05-03-l.md"),
    page("_manual/m.md"),
    page("_manual/_n.md"),
    page(".manual/o.md"),
    page("_news/2021-05-03-p.md"),
    page("docs/_q.md"),
    page("blog/2021-05-03-r/_s.md"),
    page("src/pages/.t.md"),
)
_CONFIGURATIONS = table(r"""
trailingSlash: true | | |
trailingSlash: false | | |
baseUrl: "/b/" | | |
baseUrl: "/b/c/", trailingSlash: true | | |
 | routeBasePath: "/" | |
 | routeBasePath: "manual" | |
 | routeBasePath: "/x/y/" | routeBasePath: "news" |
 | path: "manual" | path: "news" |
 | path: "./manual", routeBasePath: "m" | |
 | numberPrefixParser: false | |
 | numberPrefixParser: (name) => ({ filename: name, numberPrefix: undefined }) | |
 | routeBasePath: "d" + "ocs" | |
 | exclude: ["**/c.md"] | |
 | path: "_manual" | exclude: ["**/never.md"] |
 | path: ".manual" | path: "_news" |
 | | | routeBasePath: "p"
 | | routeBasePath: "/", path: "news" |
""")


def _configured(line: str = " | | | ", more: str = "") -> dict[str, str]:
    top, docs, blog, pages = (each.strip() for each in line.split("|"))
    docs = f"docs: {{ {docs} }}, blog: {{ onInlineTags: 'ignore', onUntruncatedBlogPosts: 'ignore', {blog} }}"
    base = "" if "baseUrl" in top else 'baseUrl: "/",'
    return {
        "docs/always.md": "There must be some document.\n",
        _CONFIG: f"""module.exports = {{
  title: "a", url: "https://site.example", {base} {top}{"," * bool(top)}
  presets: [["classic", {{ {docs}, pages: {{ {pages} }} }}]],{more}
}};
""",
    }


_MANUAL = """
  plugins: [["@docusaurus/plugin-content-docs", { id: "m", path: "manual", routeBasePath: "manuals" }]],"""


def _sites() -> list[str]:
    usual = _configured()
    found = [small(usual, page(f"docs/{path}")) for path in _DOCS]
    found += [small(usual, page(f"blog/{path}")) for path in _BLOG]
    found += [small(usual, page(f"src/pages/{path}")) for path in _PAGES]
    for at, front in enumerate(each.replace("\\n", "\n") for each in _FRONTS):
        found += [
            small(usual, page(f"docs/f{at}/a.md", front)),
            small(usual, page(f"docs/g{at}/index.md", front)),
        ]
        if not front.startswith(("id", "parse", "sidebar")):
            found += [small(usual, page(f"blog/2021-05-03-f{at}.md", front))]
            found += [small(usual, page(f"src/pages/f{at}.md", front))]
    found += [small(_configured(line), *_SOME) for line in _CONFIGURATIONS]
    found += [small(_configured(more=_MANUAL), *_SOME)]
    versions = {**usual, "versions.json": '["2.0", "1.0"]'}
    for path in (
        "versioned_docs/version-1.0/a.md",
        "versioned_docs/version-2.0/a.md",
        "versioned_docs/version-1.0/b/index.md",
    ):
        versioned = ("versioned_docs/version-1.0/z.md", "versioned_docs/version-2.0/z.md", "docs/z.md")
        found += [small(versions, page(path), *map(page, versioned))]
    found += [
        small(usual, page(f"static/{path}"))
        for path in ("a.png", "A b.png", "img/标题.svg", "b.md", "c.html")
    ]
    found += [
        small(usual, page(path))
        for path in ("README.md", "src/a.md", "docs2/a.md", "versioned_docs/version-1.0/a.md")
    ]
    return list(dict.fromkeys(found))


_NAMES = words(
    "b two-words 2019-12-24-b Ünï 标题 b.c index README (x) a_b A 01-b 2.c 3-Big_one _c readme 2019-12-24"
)
_FOLDERS = (
    "docs/",
    "docs/guide/",
    "docs/01-guide/deep/",
    "docs/D e/",
    "blog/",
    "blog/2019/",
    "blog/2019-12-24-x/",
    "src/pages/",
    "src/pages/p/",
)


def _late(chance: Random) -> str:
    path = f"{chance.choice(_FOLDERS)}{chance.choice(_NAMES)}{chance.choice(('.md', '.md', '.mdx'))}"
    front = chance.choice((*_FRONTS[1:15], *_FRONTS[23:28])) if often(chance, 40) else ""
    style = chance.choice((*_CONFIGURATIONS[:2], " | | | ", " | | | ", _CONFIGURATIONS[4]))
    return small(_configured(style), page(path, front))


# Where a function decides, or the build stops.
_OPEN = "|".join(
    table(r"""
\"d\" \+
filename: name
^slug: (7|"/c[#?]d"|"")$
^id: (c/d|7)$
""")
)
FIRST = by_kind(_sites(), _OPEN)
_KNOWN = [*FIRST["address"], *FIRST["open address"]]
LATE = by_kind(drawn(len(_KNOWN) // 2 + 1, _late, _KNOWN), _OPEN)


def measure(programs: str | None) -> Table:
    """Measure Docusaurus."""
    return SiteProgram(
        name="docusaurus",
        package="@docusaurus/core",
        how="`address`: each input is a whole site with the classic preset, loaded by Docusaurus; "
        "addresses are the routes of the file, and the files that lib/ssg writes for them. Sites "
        "with the same configuration are loaded as one.",
        first=FIRST,
        late=LATE,
        joins=True,
    ).measure(programs)
