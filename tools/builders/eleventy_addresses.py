"""Where Eleventy publishes the files of small sites."""

import json
from random import Random

from tools.builders.drawing import drawn, often, table, words
from tools.builders.node_sites import SiteProgram, by_kind, page, small
from tools.builders.rows import Table

_CONFIG = "eleventy.config.js"
_PATHS = table("""
a.md
index.md
a/index.md
a/a.md
a/b/b.md
a/b/index.md
posts/2021-05-03-a.md
posts/2021-05-03-index.md
posts/2021-05-03/index.md
2021-05-03-a.md
2021-05-03.md
a b.md
A.md
A/B c.md
标题.md
é.md
é/é.md
a.b.md
a.b.html
a.html
index.html
a/index.html
a.njk
a.xml.njk
a.liquid
feed.xml.liquid
a.MD
a.HTML
a.Md
a.markdown
a.mdx
a.txt
a.png
img/a.png
_a.md
_b/a.md
.a.md
.b/a.md
_includes/a.md
_data/a.md
_layouts/a.md
b/_site/a.md
node_modules2/a.md
README.md
posts/README.md
404.md
404.html
a&b.md
a'b.md
(a).md
a,b;c.md
100%.md
a%20b.md
a#b.md
a+b.md
[a].md
a$b.md
-a-.md
index.en.md
en/index.md
a..md
index/index.md
index/a.md
robots.txt.njk
a/b/c/d/e.md
src/a.md
content/posts/a.md
""")
_FRONTS = table(r"""
title: A Title
permalink: /c/
permalink: c/
permalink: /c.html
permalink: c.html
permalink: /c/index.html
permalink: c
permalink: /c
permalink: /c/D e/
permalink: /标题/
permalink: "/%E6%A0%87/"
permalink: /c//d/
permalink: //c/
permalink: /c/../d/
permalink: ./c/
permalink: ../c/
permalink: /c/?d=e
permalink: /c#d/
permalink: "/c:d/"
permalink: false
permalink: true
permalink: ""
permalink:
permalink: "false"
permalink: 7
permalink: [c]
permalink: {}
permalink: { build: /c/ }
permalink: { build: false }
permalink: { build: true }
permalink: { server: /c/ }
permalink: { build: "/{{ page.fileSlug }}/x/" }
permalink: feed.xml
permalink: /c.json
permalink: /.htaccess
permalink: /c\neleventyAllowMissingExtension: true
permalink: " /c/ "
permalink: /
permalink: /index.html
permalink: "/x/{{ page.fileSlug }}/"
permalink: "/x/{{page.fileSlug}}.html"
permalink: "/x/{{ page.fileSlug }}/index.html"
permalink: "/x{{ page.filePathStem }}.html"
permalink: "{{ page.filePathStem }}/"
permalink: "/x/{{ page.inputPath }}/"
permalink: "/x/{{ title }}/"\ntitle: A Title
permalink: "/x/{{ title | slugify }}/"\ntitle: A Title & “more”
permalink: "/x/{{ title | slug }}/"\ntitle: A Title
permalink: "/x/{{ title | slugify }}/"\ntitle: Ünï ça
permalink: "/x/{{ title | slugify }}/"\ntitle: 标题
permalink: "/x/{{ title | slugify }}/"
permalink: "/x/{{ slug }}/"\nslug: c-d
permalink: "/x/{{ slug }}/"\nslug: 7
permalink: "/x/{{ slug }}/"
permalink: "/x/{{ meta.slug }}/"\nmeta: { slug: c }
permalink: "/x/{{ page.date | date: '%Y/%m/%d' }}/{{ page.fileSlug }}/"\ndate: 2021-05-03
permalink: "/x/{{ page.fileSlug | upcase }}/"
permalink: "/{% if title %}c{% endif %}/"\ntitle: a
permalink: "/x/{{- page.fileSlug -}}/"
permalink: "/x/{{ page.fileSlug }}/"\ndynamicPermalink: false
permalink: /c/\ndynamicPermalink: false
permalink: c/\npermalinkBypassOutputDir: true
permalink: "/x/{{ page.fileSlug }}/"\ntemplateEngineOverride: njk,md
permalink: "/x/{{ page.fileSlug }}/"\ntemplateEngineOverride: md
permalink: "/x/{{ page.fileSlug }}/"\ntemplateEngineOverride: false
draft: true
published: false
date: 2021-05-03
date: 2999-01-01
eleventyExcludeFromCollections: true
layout: false
layout:
slug: c
url: /c/
tags: a
aliases: [/b/]
redirect_from: /b/
eleventyComputed: { permalink: "/c/" }
eleventyComputed: { permalink: "/c/" }\npermalink: /d/
eleventyComputed: { title: b }
eleventyComputed: { slug: b }\npermalink: "/x/{{ slug }}/"
pagination: { data: items, size: 1 }\nitems: [a, b]
pagination: { data: items, size: 1 }\nitems: [a, b]\npermalink: "/x/{{ pagination.pageNumber }}/"
pagination: { data: items, size: 2 }\nitems: [a, b]
""")
_CONFIGURATIONS = table(r"""
export default function () {}
export default function () { return { dir: { input: "src" } }; }
export default function () { return { dir: { input: "./src/" } }; }
export default function () { return { dir: { input: "src", output: "public" } }; }
export default function () { return { dir: { output: "docs" } }; }
export default function () { return { dir: { includes: "_layouts" } }; }
export default function () { return { pathPrefix: "/blog/" }; }
export default function () { return { templateFormats: ["md", "njk"] }; }
export default function () { return { templateFormats: ["md", "njk", "txt", "png"] }; }
export default function () { return { templateFormats: "md,txt" }; }
export default function () { return { templateFormats: ["html"] }; }
export default function () { return { markdownTemplateEngine: "njk" }; }
export default function () { return { markdownTemplateEngine: false }; }
export default function () { return { dataFileSuffixes: [".data"] }; }
export const config = { dir: { input: "src" } };\nexport default function () {}
export default function (c) { c.setInputDirectory("src"); }
export default function (c) { c.setInputDirectory("src"); c.setOutputDirectory("out"); }
export default function (c) { c.setTemplateFormats("md"); }
export default function (c) { c.setTemplateFormats(["md", "png"]); }
export default function (c) { c.addTemplateFormats("txt"); }
export default function (c) { c.addPassthroughCopy("img"); }
export default function (c) { c.addPassthroughCopy("img/"); }
export default function (c) { c.addPassthroughCopy("./img"); }
export default function (c) { c.addPassthroughCopy("img/a.png"); }
export default function (c) { c.addPassthroughCopy({ "img": "assets/i" }); }
export default function (c) { c.addPassthroughCopy({ img: "/" }); }
export default function (c) { c.addPassthroughCopy({ "img/a.png": "b.png" }); }
export default function (c) { c.addPassthroughCopy({ "img": ".", "a.txt": "b/c.txt" }); }
export default function (c) { c.addPassthroughCopy("**/*.png"); }
export default function (c) { c.addPassthroughCopy("img/*.png"); }
export default function (c) { c.addPassthroughCopy({ "**/*.png": "i" }); }
export default function (c) { c.addPassthroughCopy("img").addPassthroughCopy("a.txt"); }
export default function (c) { c.addPassthroughCopy("img", { expand: true }); }
export default function (c) { c.addPassthroughCopy({ img: "x" }, { expand: true }); }
export default function (c) { for (const each of ["img"]) c.addPassthroughCopy(each); }
export default function (c) { c.addPassthroughCopy("src/img"); return { dir: { input: "src" } }; }
export default function (c) { c.addPassthroughCopy({ "src/img": "img" }); return { dir: { input: "src" } }; }
export default function (c) { c.addPassthroughCopy("src/**/*.png"); return { dir: { input: "src" } }; }
export default function (c) { c.addPassthroughCopy("img"); return { dir: { input: "src" } }; }
export default function (c) { c.addPassthroughCopy("img/b"); }
export default function (c) { c.addPassthroughCopy("img/[ab].png"); }
export default function (c) { c.addPassthroughCopy("a.md"); }
export default function (c) { c.ignores.add("a.md"); }
export default function (c) { c.ignores.add("posts"); }
export default function (c) { c.ignores.add("posts/**"); }
export default function (c) { c.addGlobalData("permalink", "/g/{{ page.fileSlug }}/"); }
export default function (c) { c.setDynamicPermalinks(false); }
export default function (c) { c.addPreprocessor("drafts", "*", (data) => (data.draft ? false : undefined)); }
""")
_SOME = (
    page("a.md"), page("src/a.md"), page("posts/b.md", "draft: true"), page("src/posts/c.html"),
    page("d.html"),
    page("img/a.png"), page("img/b/c.png"), page("src/img/a.png"), page("a.txt"), page("src/a.txt"),
    page("e.njk", "permalink: '/x/{{ page.fileSlug }}/'"), page("src/content/f.md"),
)  # fmt: skip
_DATA = table(r"""
posts/posts.json {"permalink": "/p/{{ page.fileSlug }}/"}
posts/posts.json {"permalink": "/p/{{ page.fileSlug }}.html", "tags": "post"}
posts/posts.json {"permalink": false}
posts/posts.json {"permalink": "/p/"}
posts/posts.json {"tags": "post"}
posts/posts.json {"permalink": {"build": "/p/{{ page.fileSlug }}/"}}
posts/posts.json {"eleventyComputed": {"permalink": "/p/{{ page.fileSlug }}/"}}
posts/posts.json {"slug": "q", "permalink": "/p/{{ slug }}/"}
posts/posts.json []
posts/posts.json
posts/posts.11tydata.json {"permalink": "/p/{{ page.fileSlug }}/"}
posts/posts.11tydata.js export default { permalink: "/p/{{ page.fileSlug }}/" };
posts/posts.11tydata.js export default { tags: ["post"], layout: false };
posts/posts.11tydata.js export default { permalink: (data) => `/p/${data.page.fileSlug}/` };
posts/posts.11tydata.js export default () => ({ permalink: "/p/{{ page.fileSlug }}/" });
posts/posts.11tydata.js export default { eleventyComputed: { permalink: () => "/p/q/" } };
posts/posts.11tydata.cjs module.exports = { permalink: "/p/{{ page.fileSlug }}/" };
posts/posts.11tydata.mjs export default { permalink: "/p/{{ page.fileSlug }}/" };
posts/posts.js export default { permalink: "/p/{{ page.fileSlug }}/" };
posts/2021-05-03-a.json {"permalink": "/own/"}
posts/2021-05-03-a.11tydata.json {"permalink": "/own/"}
posts/2021-05-03-a.11tydata.js export default { permalink: "/own/" };
posts/en/en.json {"permalink": "/en/{{ page.fileSlug }}/"}
_data/permalink.json "/g/{{ page.fileSlug }}/"
_data/site.json {"permalink": "/g/"}
_data/permalink.js export default "/g/{{ page.fileSlug }}/";
_includes/l.njk ---\npermalink: /l/{{ page.fileSlug }}/\n---\n{{ content | safe }}
_includes/m.njk {{ content | safe }}
index.json {"permalink": "/i/"}
index.11tydata.json {"permalink": "/i/"}
posts/index.json {"permalink": "/i/"}
""")
_IN_DATA: tuple[str, ...] = (
    page("posts/2021-05-03-a.md", "slug: c"), page("posts/b.md", "permalink: /own/b/"), page("posts/en/c.md"),
    page("index.md"), page("posts/index.html"),
)  # fmt: skip


def _data(*lines: str) -> str:
    parts = [line.replace("\\n", "\n").partition(" ") for line in lines]
    pages: tuple[str, ...] = _IN_DATA
    if any(name.startswith("_includes") for name, _, _ in parts):
        layout = f"layout: {parts[-1][0].rpartition('/')[2]}"  # Eleventy remembers layouts by path
        pages = (
            page("posts/a.md", layout),
            page("posts/b.md", f"{layout}\npermalink: /own/b/"),
            page("c.md", "title: c"),
        )
    return small({name: text for name, _, text in parts}, *pages)


def _sites() -> list[str]:
    found = [small({}, page(path)) for path in _PATHS]
    found += [
        small({}, page(path, "permalink: '/x/{{ page.fileSlug }}/'"))
        for path in _PATHS
        if path.endswith(("md", "html"))
    ]
    found += [
        small({}, page(path, "permalink: '/x{{ page.filePathStem }}/'"))
        for path in _PATHS
        if path.endswith("d.md") or "index" in path
    ]
    for front in _FRONTS:
        text = front.replace("\\n", "\n")
        found.append(small({}, page("posts/2021-05-03-a.md", text)))
        if "{{" in text or "permalink: c" in text:
            found.append(small({}, page("posts/b.njk", text)))
            found.append(small({}, page("posts/index.html", text)))
    for text in _CONFIGURATIONS:
        found.append(small({_CONFIG: text.replace("\\n", "\n")}, *_SOME))
    found += [_data(line) for line in _DATA]
    found += [
        _data(first, second)
        for first in _DATA[:2]
        for second in (_DATA[10], _DATA[19], _DATA[20], _DATA[22], _DATA[11])
    ]
    found += [
        small(
            {_CONFIG: _CONFIGURATIONS[1], "src/src.json": '{"permalink": "/s/{{ page.fileSlug }}/"}'},
            page("src/a.md"),
            page("src/b/c.md"),
        ),
        small({".eleventyignore": "a.md\nposts/**"}, page("a.md"), page("posts/b.md"), page("c.md")),
        small({".gitignore": "a.md"}, page("a.md"), page("c.md")),
        small({}, page("a.md"), page("a.html")),
        small({}, page("a.md"), page("b.md", "permalink: /a/")),
        small({}, page("a.md"), page("a/index.md")),
        small(
            {"package.json": json.dumps({"scripts": {"build": "eleventy --input=src"}, "type": "module"})},
            page("a.md"),
        ),
    ]  # fmt: skip
    return list(dict.fromkeys(found))


_NAMES = words("b two-words 2019-12-24-b Ünï 标题 b.c index README (x) a_b A 2019-1-2-c b-2019-12-24-c .b _c")
_FIELDS = {"slug": "slug: s-t", "lang": "lang: en", "title": "title: A bé “c” & d"}
_PARTS = (
    "{{ page.fileSlug }}",
    "{{ title | slugify }}",
    "{{page.filePathStem}}",
    "{{ slug }}",
    "c",
    "日",
    "D e",
    "{{ lang }}",
)


def _late(chance: Random) -> str:
    folders = ["", "posts/", "posts/en/", "blog/2019/", "2019-12-24-x/", "标题/", "A/"]
    folder = chance.choice(folders)
    style = "/" * often(chance, 80) + "/".join(chance.choice(_PARTS) for _ in range(1 + chance.randrange(3)))
    style += chance.choice(("/", "/", ".html", "/index.html"))
    setup = {}
    front = [line for name, line in _FIELDS.items() if name in style or often(chance, 30)]
    if often(chance, 60):
        front.append(f'permalink: "{style}"')
    elif folder and often(chance, 60):
        data = folder.rstrip("/").rpartition("/")[2]
        setup[f"{folder}{data}{chance.choice(('.json', '.11tydata.json'))}"] = json.dumps(
            {"permalink": style, "lang": "de"}, ensure_ascii=False
        )
    if often(chance, 25):
        front.append(
            chance.choice(_FRONTS[:36]).partition("\\n")[0]
            if not any("permalink" in line for line in front)
            else "draft: true"
        )
    name = chance.choice(_NAMES) + chance.choice(
        (".md", ".md", ".md", ".html", ".njk", ".liquid", ".txt", ".png")
    )
    root = ""
    if often(chance, 25):
        root = "src/"
        setup[_CONFIG] = _CONFIGURATIONS[1]
    setup = {(f"{root}{path}" if path != _CONFIG else path): text for path, text in setup.items()}
    return small(setup, page(f"{root}{folder}{name}", "\n".join(front)))


# Where a program, a template engine, a layout or global data decides; and two files for one address.
_OPEN = "|".join(
    table(r"""
templateEngineOverride
permalinkBypass
eleventyComputed
pagination
setDynamic
addGlobalData
addPreprocessor
--input
page\.inputPath
\| (slug|date|upcase)\b
{%
^permalink: \.\./
title: 标题
permalink\.js
l\.njk
=>\x20
\(data\)
{ build: (true|false)
"build"
^permalink: (true|7|\[c\]|c|/c|"false"|" /c/ "|/c/\?d=e)$
const each
addPassthroughCopy\("a.md
\[ab\]
\*\*/\*.png": "i
(slug|title)[^}]*}}(?!(.*\n)*(slug|title):\x20)
permalink: /a/$
=== bare a.md\n=== bare a(/index.md|.html)
""")
)
FIRST = by_kind(_sites(), _OPEN)
_KNOWN = [*FIRST["address"], *FIRST["open address"]]
LATE = by_kind(drawn(len(_KNOWN) // 2 + 1, _late, _KNOWN), _OPEN)


def measure(programs: str | None) -> Table:
    """Measure Eleventy."""
    return SiteProgram(
        name="eleventy",
        package="@11ty/eleventy",
        how="`address`: each input is a whole site, built in its folder; addresses are the files in the "
        "output in which the file's own mark is found.",
        first=FIRST,
        late=LATE,
    ).measure(programs)
