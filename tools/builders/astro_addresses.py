"""Where Astro, also with Starlight, publishes the files of small sites."""

from random import Random

from tools.builders.drawing import drawn, often, table, words
from tools.builders.node_sites import SiteProgram, by_kind, page, small
from tools.builders.rows import Table

_CONFIG = "astro.config.mjs"
_COLLECTION = """import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
const blog = defineCollection({
  loader: glob({ base: "./src/content/blog", pattern: "**/*.{md,mdx}" }),
});
export const collections = { blog };
"""
_ROUTE = """---
import { getCollection, render } from "astro:content";
export async function getStaticPaths() {
  const posts = await getCollection("blog");
  return posts.map((post) => ({ params: { slug: post.id }, props: post }));
}
const { Content } = await render(Astro.props);
---
<article><Content /></article>
"""
_BLOG = {"src/content.config.ts": _COLLECTION, "src/pages/blog/[...slug].astro": _ROUTE}
_STARLIGHT = {
    _CONFIG: """import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
export default defineConfig({ integrations: [starlight({ title: "a", pagefind: false })] });
""",
    "src/content.config.ts": """import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
""",
}
_PAGES = table("""
index.md
a.md
guide/index.md
guide/b.md
guide/guide.md
README.md
A/B c.md
d e.md
f.g.md
f.g.h.md
标题.md
标题/é.md
é.md
(i).md
j&k.md
l'm.md
n,o;p.md
q+r.md
s@t.md
u=v!.md
w~x.md
y$z.md
2021-05-03-a.md
-a-.md
b_c.md
index/a.md
index/index.md
Index.md
index.en.md
404.md
500.md
guide/404.md
_a.md
_b/a.md
.c/a.md
.d.md
.well-known/e.md
g.MD
h.markdown
h2.mdown
h3.mkd
i2.mdx
j2.html
j3/index.html
k2.txt
l2.png
a1%20b.md
m1/n1/o1/p1.md
""")
_ENTRIES = table("""
a.md
index.md
b/index.md
b/c.md
2021-05-03-d.md
E F.md
G/H i.md
j.k.md
标题.md
标题/é.md
Ünï.mdx
_l.md
_m/n.md
.o.md
p_q.md
r--s.md
-t-.md
(u) & v!.md
w.markdown
x.MD
README.md
y/index/index.md
z/2021/05/a.md
C++.md
""")
_FRONTS = table(r"""
title: A
slug: c
slug: C d/E
slug: /c/
slug: c/
slug: ""
slug: 标题
slug: é
draft: true
published: false
permalink: /c/
url: /c/
id: c
date: 2999-01-01
layout: false
""")
_CONFIGURATIONS = table(r"""
trailingSlash: "always"
trailingSlash: "never"
trailingSlash: "ignore"
build: { format: "file" }
build: { format: "preserve" }
build: { format: "directory" }
build: { format: "file" }, trailingSlash: "always"
build: { format: "file" }, trailingSlash: "never"
build: { format: "preserve" }, trailingSlash: "always"
build: { format: "preserve" }, trailingSlash: "never"
base: "/blog"
base: "/blog/", trailingSlash: "never"
site: "https://example.com/x"
srcDir: "./source"
publicDir: "./static"
outDir: "./build"
redirects: { "/old": "/a", "/older/": "/guide/b/" }
""")
_SOME = (
    page("src/pages/index.md"),
    page("src/pages/a.md"),
    page("src/pages/guide/index.md"),
    page("src/pages/guide/b.md"),
    page("src/pages/404.md"),
    page("src/pages/c.d.md"),
    page("public/e.png"),
    page("static/f.png"),
    page("source/pages/g.md"),
    page("src/content/blog/h.md"),
    page("src/content/blog/i/index.md"),
)


def _configured(text: str) -> dict[str, str]:
    return {_CONFIG: f"export default {{ {text} }};\n"} if text else {}


def _routed(path: str, old: str = "", new: str = "") -> dict[str, str]:
    return {"src/content.config.ts": _COLLECTION, path: _ROUTE.replace(old, new) if old else _ROUTE}


def _sites() -> list[str]:
    found = [small({}, page(f"src/pages/{path}")) for path in _PAGES]
    found += [small({}, page(f"src/pages/x{at}.md", front)) for at, front in enumerate(_FRONTS)]
    found += [
        small(_configured("build: { format: 'file' }"), page(f"src/pages/{path}")) for path in _PAGES[:12]
    ]
    found += [
        small({}, page(f"public/{path}"))
        for path in ("a.png", "A b.png", "标题.svg", "b.md", "c.html", ".d", "_e/f.txt", "_headers")
    ]
    found += [
        small({}, page(path))
        for path in ("src/content/blog/a.md", "src/a.md", "docs/a.md", "src/assets/a.png", "src/pages2/a.md")
    ]
    found += [small(_BLOG, page(f"src/content/blog/{path}")) for path in _ENTRIES]
    found += [small(_BLOG, page(f"src/content/blog/x{at}.md", front)) for at, front in enumerate(_FRONTS)]
    found += [small({**_BLOG, **_configured(text)}, *_SOME) for text in _CONFIGURATIONS]
    entries = (page("src/content/blog/a.md"), page("src/content/blog/b/c.md", "draft: true"))
    found += [
        small(_routed("src/pages/[...slug].astro"), *entries),
        small(_routed("src/pages/[...id].astro", "slug: post.id", "id: post.id"), *entries),
        small(_routed("src/pages/posts/[slug].astro"), entries[0]),
        small(_routed("src/pages/posts/[slug].astro"), *entries),
        small(_routed("src/pages/posts/[slug]/index.astro"), entries[0]),
        small(
            _routed("src/pages/blog/[...slug].astro", '"blog")', '"blog", ({ data }) => !data.draft)'),
            *entries,
        ),
        small(_routed("src/pages/blog/[...slug].astro", "post.id }", "post.id.toUpperCase() }"), *entries),
        small(_routed("src/pages/blog/[...slug].astro", "post.id }", "post.filePath }"), *entries),
        small({"src/content.config.ts": _COLLECTION}, *entries),
        small({**_BLOG, "src/pages/x/[...slug].astro": _ROUTE}, *entries),
        small(
            {**_BLOG, "src/content.config.ts": _COLLECTION.replace("./src/content/blog", "./posts")},
            page("posts/a.md"),
            page("src/content/blog/b.md"),
        ),
        small({**_BLOG, "src/content.config.ts": _COLLECTION.replace("**/*", "*")}, *entries),
        small(
            {**_BLOG, "src/content.config.ts": _COLLECTION.replace("{md,mdx}", "md")},
            *entries,
            page("src/content/blog/d.mdx"),
        ),
        small(
            {**_BLOG, "src/content.config.ts": _COLLECTION.replace("**/*", "**/[^_]*")},
            *entries,
            page("src/content/blog/_d.md"),
            page("src/content/blog/_e/f.md"),
        ),
        small(
            {
                **_BLOG,
                "src/content.config.ts": _COLLECTION.replace(
                    "pattern:", "generateId: ({ entry }) => `x-${entry.length}`, pattern:"
                ),
            },
            entries[0],
        ),
        small(
            _STARLIGHT, page("src/content/docs/2021.md", "title: a\ndraft: true"), page("src/pages/custom.md")
        ),
    ]
    found += [
        small(_STARLIGHT, page(f"src/content/docs/{path}", "title: a"))
        for path in (*_ENTRIES, "404.md", "guide.mdx")
    ]
    found += [
        small(_STARLIGHT, page(f"src/content/docs/x{at}.md", f"title: a\n{front}"))
        for at, front in enumerate(_FRONTS[1:8])
    ]
    return list(dict.fromkeys(found))


_NAMES = words("b two-words 2019-12-24-b Ünï 标题 b.c index README (x) a_b A C++ .b _c Index a'b D2 e1")
_FOLDERS = ("", "guide/", "guide/deep/", "标题/", "D e/", "_f/", ".g/", "index/")
_STYLES = ("", "", "build: { format: 'file' }", "trailingSlash: 'never'", "build: { format: 'preserve' }")


def _late(chance: Random) -> str:
    path = chance.choice(_FOLDERS) + chance.choice(_NAMES)
    if often(chance, 50):
        return small(
            _configured(chance.choice(_STYLES)),
            page(f"src/pages/{path}{chance.choice(('.md', '.md', '.mdx', '.html', '.txt'))}"),
        )
    front = chance.choice((*_FRONTS[1:4], *_FRONTS[6:10])) if often(chance, 30) else ""
    suffix = chance.choice((".md", ".md", ".mdx", ".txt"))
    if often(chance, 50):
        return small(_STARLIGHT, page(f"src/content/docs/{path}{suffix}", f"title: a\n{front}".rstrip()))
    return small(_BLOG, page(f"src/content/blog/{path}{suffix}", front))


# Where a program decides, or no route shows it, and what stops the build.
_OPEN = "|".join(
    table(r"""
toUpperCase
post\.filePath
generateId
redirects:
collections = { blog };\n+=== (bare|page)
slug: /c/$
slug: c/$
src/pages/x/\[
^=== \w+ src/pages/Index
^slug: (/c/|c/|"")$
""")
)
FIRST = by_kind(_sites(), _OPEN)
_KNOWN = [*FIRST["address"], *FIRST["open address"]]
LATE = by_kind(drawn(len(_KNOWN) // 2 + 1, _late, _KNOWN), _OPEN)


def measure(programs: str | None) -> Table:
    """Measure Astro."""
    return SiteProgram(
        name="astro",
        package="astro",
        how="`address`: each input is a whole site, built with mdx or as it configures Starlight; sites "
        "with the same configuration are built as one. Addresses are the files in the output in "
        "which the file's own mark is found, after the path that astro:build:done names.",
        first=FIRST,
        late=LATE,
        joins=True,
    ).measure(programs)
