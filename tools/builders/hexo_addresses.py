"""Where Hexo publishes the files of small sites."""

from random import Random

from tools.builders.drawing import drawn, often, table, words
from tools.builders.node_sites import SiteProgram, by_kind, page, small
from tools.builders.rows import Table

_POST = "source/_posts/a.md"
_DATE = "date: 2021-05-03 10:20:30"
# The rest of the configuration is Hexo's own; each is tried with one post that has many fields.
_CONFIGURATIONS = table(r"""
permalink: :year/:month/:day/:title/
permalink: :year-:i_month-:i_day-:title.html
permalink: /:title
permalink: :title
permalink: posts/:title.htm
permalink: :category/:title/
permalink: :categories/:title/
permalink: :name/
permalink: blog/:post_title/
permalink: :id/
permalink: p/:abbrlink.html
permalink: :lang/:title/
permalink: :layout/:title/
permalink: :author/:number/:title/
permalink: :hour:minute:second/
permalink: :hour-:minute-:second/
permalink: :timestamp/
permalink: :hash/
permalink: :unknown/:title/
permalink: :year_:month/:title/
permalink: ":year/:title/"
permalink: //:title/
permalink: a//:title/
permalink: :title/index.html
permalink: :title/?a=b
permalink: :titles/
permalink: 日记/:title/
permalink: A b/:title/
permalink: ":title:name/"
permalink: :tags/
permalink: :comments/:title/
permalink: :published/:title/
permalink: :slug/
permalink: :path/
permalink: :author/:Number/:title/
permalink: :missing/:title/\npermalink_defaults:\n  missing: en
permalink: :lang/:title/\npermalink_defaults:\n  lang: fr
permalink: :category/:title/\ndefault_category: none
permalink: :category/:title/\ncategory_map:\n  Tech: technology
permalink: :category/:title/\nfilename_case: 1
permalink: :category/:title/\nfilename_case: 2
permalink: :title/\nfilename_case: 1
permalink: :title/\npost_asset_folder: true
permalink: :title.html\npost_asset_folder: true
permalink: :title\npost_asset_folder: true
permalink: :title\npretty_urls:\n  trailing_index: false
permalink: :title.html\npretty_urls:\n  trailing_html: false
root: /blog/
url: https://example.com/blog
url: https://example.com/blog\nroot: /
new_post_name: :year-:month-:day-:title.md
new_post_name: :lang/:title.md\npermalink: :lang/:title/
source_dir: content
public_dir: out
render_drafts: true
timezone: Asia/Tokyo
timezone: America/New_York
timezone: UTC
timezone: ''
permalink: :year/:title/\ntimezone: Asia/Tokyo
future: false
skip_render: a.md
skip_render:\n  - "_posts/*.md"
exclude:\n  - "*.md"
exclude: "_posts/*.md"
ignore: "**/a.md"
include: "_b/*.md"
language: [en, zh-tw]\ni18n_dir: :lang
index_generator:\n  path: /blog
use_slug_as_post_title: true\npermalink: :post_title/
titlecase: true\npermalink: :post_title/
trailing_index: false
archive_dir: ""
permalink: ""
permalink: 1
permalink: false
""")
_FULL = (
    "title: A Title & more\ndate: 2021-05-03 10:20:30\ncategories: [Tech, Some Blog]\ntags: [b]\n"
    "lang: en\nauthor: Ann B\nnumber: 7\nNumber: 8\nabbrlink: 4a17b156\nslug: other"
)
_CONFIGURATIONS_OF_NAMES = ("new_post_name: :year-:month-:day-:title.md", "new_post_name: :lang/:title.md")
_PATHS = table("""
source/_posts/a.md
source/_posts/Two Words.md
source/_posts/Two_Words--x.md
source/_posts/a.b.md
source/_posts/a.b.c.md
source/_posts/UPPER.md
source/_posts/标题.md
source/_posts/é.md
source/_posts/é.md
source/_posts/ÆØß.md
source/_posts/(b)'c!.md
source/_posts/b&c+d@e#f.md
source/_posts/b%20c.md
source/_posts/100%.md
source/_posts/b,c;d=e.md
source/_posts/[b].md
source/_posts/{b}.md
source/_posts/“b”—c….md
source/_posts/2021-05-03-a.md
source/_posts/2021-05-03.md
source/_posts/2021/05/a.md
source/_posts/En/Two Words.md
source/_posts/b/index.md
source/_posts/index.md
source/_posts/a.html
source/_posts/a.htm
source/_posts/a.markdown
source/_posts/a.njk
source/_posts/a.txt
source/_posts/a.png
source/_posts/a/b.png
source/_posts/_a.md
source/_posts/.a.md
source/_posts/b/_a.md
source/_posts/_b/a.md
source/_posts/a.md~
source/_drafts/a.md
source/_drafts/b/a.md
source/about/index.md
source/about.md
source/index.md
source/About Me/Index.md
source/about/README.md
source/a.b.md
source/标题/é.md
source/é/index.md
source/é/a.md
source/a.htm
source/a.njk
source/a.ejs
source/a.css
source/a.styl
source/a.js
source/a.yml
source/a.txt
source/a.xml
source/CNAME
source/robots.txt
source/img/A b.PNG
source/img/标题.png
source/img/a.b.c.jpeg
source/img/_a.png
source/_img/a.png
source/.nojekyll
source/.well-known/a.txt
source/_data/a.yml
source/_b/a.md
source/_a.md
a.md
img/a.png
themes/landscape/source/img/a.png
scaffolds/post.md
""")
_FRONTS = table(r"""
title: B
title: B\nslug: c
permalink: c
permalink: /c/
permalink: c/
permalink: c.html
permalink: c/d.htm
permalink: c/index.html
permalink: /c/D e/
permalink: 标题/
permalink: "%E6%A0%87/"
permalink: c//d/
permalink: //c/
permalink: ///c/
permalink: https://example.com/c/
permalink: :year/:title/
permalink: c?d=e
permalink: c/?d=e
permalink: c#d
permalink: c\d
permalink: ""
permalink:
permalink: false
permalink: 7
permalink: [c]
permalink: " c "
permalink: c.d
permalink: c.d/
permalink: ./c/
permalink: c/../d/
published: false
published: "false"
published: "0"
published: 0
published: no
published: "no"
published: true
published:
draft: true
layout: false
layout: draft
layout: page
path: c/
date: 2021-05-03
date: 2021-05-03 23:59:59
date: 2021-05-03T23:30:00Z
date: 2021-05-03 23:30:00 -0800
date: 2021-05-03T23:30:00-08:00
date: 2021-05-03T00:30:00+09:00
date: "2021-05-03"
date: "2021-05-03 10:20"
date: 2021-05-03 10:20
date: "2021-05-03T00:30:00+09:00"
date: "2021-05-03T12:30:00+01:00"
date: 2021/05/03
date: May 3, 2021
date: 3 May 2021 10:20 GMT
date: 2021-5-3
date: 1620000000000
date: 1620000000
date: 2021
date: 2999-01-01
date: soon
date: [2021-05-03]
updated: 2021-05-03
""")
_CATEGORIES = table(r"""
categories: Tech
categories: [Tech]
categories: [Tech, Some Blog]
categories:\n  - Tech\n  - 日记\n  - b/c
categories:\n  - [Tech, Blog]
categories:\n  - [Tech, Blog]\n  - [Other]
categories:\n  - [Tech]\n  - [Tech, Blog]
categories:\n  - Tech\n  - [Other, Blog]
categories: tech blog
categories: "tech, blog"
categories: tech/blog
categories: []
categories:
categories: ""
categories: [""]
categories: ["", Tech]
categories: [null, Tech]
categories: 7
categories: [7, true]
categories: true
categories: { a: b }
categories: [{ a: b }]
categories: É
categories: "C++ & C#"
categories: "  Tech  "
categories: "..."
category: Tech
category: [Tech, Blog]
category: Tech\ncategories: Other
category: Tech\ncategories: []
""")
_TITLES = table(r"""
title: A Title
title: "Ünï & co."
title: 标题
title: "C++"
title: 7
title: 1.0
title: true
title:
title: ""
title: "  A   b  "
title: a/b_c
title: 2021-05-03
title: [a]
""")


def _sites() -> list[str]:
    found = []
    for text in _CONFIGURATIONS:
        folder = "content" if "content" in text else "source"
        pages = [
            page(f"{folder}/_posts/a.md", _FULL),
            page(f"{folder}/a.md", "title: a"),
            page(f"{folder}/_drafts/d.md", _DATE),
        ]
        found.append(small({"_config.yml": text.replace("\\n", "\n")}, *pages))
    found += [
        small(
            {"_config.yml": f"{text}\npermalink: :lang/:year/:month/:day/:title/"},
            page(f"source/_posts/{name}", "lang: fr"),
        )
        for text in ("timezone: Asia/Tokyo", *_CONFIGURATIONS_OF_NAMES)
        for name in (
            "2021-05-03-b.md",
            "2021-5-3-c.md",
            "2021-05-03.md",
            "en/d.md",
            "en/2021-05-03-e.md",
            "f.md",
        )
    ]
    found += [small({"_config.yml": ""}, page(path, _DATE)) for path in _PATHS]
    skips = {"_config.yml": "skip_render: ['*.html', img/**, _posts/c.md]"}
    copied = ("source/a.html", "source/img/a.svg", "source/a.md", "source/_posts/b.md", "source/a.pdf")
    found += [small(skips, page(path)) for path in copied]
    fronts = [front.replace("\\n", "\n") for front in _FRONTS]
    for front in fronts:
        found.append(small({}, page(_POST, front if front.startswith("date") else f"{front}\n{_DATE}")))
        if front.startswith(("permalink", "published", "layout", "path")):
            found.append(small({}, page("source/b/a.md", front)))
    found += [
        small({"_config.yml": f"timezone: {zone}"}, page(_POST, front))
        for front in fronts
        if front.startswith("date")
        for zone in ("Asia/Tokyo", "America/New_York", "UTC")
    ]
    permalink = {"_config.yml": "permalink: :category/:title/"}
    found += [small(permalink, page(_POST, front.replace("\\n", "\n"))) for front in _CATEGORIES]
    found += [small({"_config.yml": "permalink: :post_title/x/"}, page(_POST, front)) for front in _TITLES]
    found += [
        small({}, page(_POST, _DATE), page("source/_posts/b/a.md", _DATE), page("source/_posts/A.md", _DATE)),
        small({}, page("source/a.md", "permalink: b"), page("source/b.html", "title: b")),
        small({"_config.yml": "permalink: :title/"}, page("source/_posts/a.md"), page("source/a/index.md")),
        small({"_config.yml": "post_asset_folder: true"}, page(_POST, _DATE), page("source/_posts/a/b.png")),
    ]
    return list(dict.fromkeys(found))


_PARTS = words(
    ":year :month :i_month :day :i_day :title :name :category :post_title :lang :author :number posts blog "
    "日记 A :year-:month a.:title :hour"
)
_FIELDS = {"lang": "lang: fr", "author": "author: Ann", "number": "number: 12"}
_NAMES = words(
    "b two-words Two_Words Ünï 标题 2019-12-24-b b.c b(c) README index (x)~y a+b a--b -a- ~a a' .b _b"
)


def _late(chance: Random) -> str:
    parts = [chance.choice(_PARTS) for _ in range(1 + chance.randrange(3))]
    style = "/".join([*parts, chance.choice((":title", ":name", ":title"))]) + chance.choice(
        ("/", "/", ".html", "")
    )
    lines = [f"permalink: {style}"] if often(chance, 70) else []
    lines += (
        [
            chance.choice(
                (
                    "post_asset_folder: true",
                    "filename_case: 1",
                    "timezone: UTC",
                    "timezone: Asia/Tokyo",
                    "new_post_name: :year-:month-:day-:title.md",
                    "permalink_defaults: { lang: en, author: Bo }",
                    "default_category: misc",
                )
            )
        ]
        if often(chance, 50)
        else []
    )
    folder = chance.choice(
        ("_posts/", "_posts/", "_posts/", "_posts/2019/", "_posts/en/", "_drafts/", "", "b/", "标题/")
    )
    name = chance.choice(_NAMES) + chance.choice((".md", ".md", ".md", ".markdown", ".html", ".png", ".txt"))
    day = f"2019-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    fronts = [f"date: {day} {chance.randrange(24):02}:30:00"]
    for options, percent in ((_CATEGORIES, 40), (_TITLES, 40), (_FRONTS[2:36], 20)):
        if often(chance, percent):
            fronts.append(chance.choice(options).replace("\\n", "\n"))
    fronts += [line for name, line in _FIELDS.items() if f":{name}" in style or often(chance, 30)]
    return small({"_config.yml": "\n".join(lines)}, page(f"source/{folder}{name}", "\n".join(fronts)))


# Where Hexo's address comes from the day of the build, its machine, chance or other posts, or there is none.
_OPEN = "|".join(
    table(r"""
^pretty_urls:\n  trailing_html
:(id|unknown|titles|hash|timestamp|tags|path|categories|published)\b
^permalink: (1|false|""|\[c\]|7)$
future: false
^date: ("2021-05-03[T"]|\d+$|soon|\[|.* GMT|.* -0800)
^  - (\[.*\]|Tech)\n  - \[
{ a: b }
^title: (2021|\[)
^timezone: A[^:]*\n(.*\n)*date: (2021-0?5-0?3( 23:.*|T.*)?$|2021/|2999|May|\d+-\d+-\d+ (0\d|1[0-9]|2\d))
^post_asset_folder: true
^permalink: :lang/:year/(.*\n)*=== \w+ source/_posts/(2021-5|2021-05-03.md|en/|f.md)
^timezone: A.*\npermalink: :lang
:lang/:title.md\np
_data/
a.styl
^=== bare source/_posts/b.md
=== \w+ .*\n(.*\n)*=== \w+ source/_posts/(A|a/b.png)
^permalink: b$
source/a/index
""")
)
FIRST = by_kind(_sites(), _OPEN)
_KNOWN = [*FIRST["address"], *FIRST["open address"]]
LATE = by_kind(drawn(len(_KNOWN) // 2 + 1, _late, _KNOWN), _OPEN)


def measure(programs: str | None) -> Table:
    """Measure Hexo."""
    return SiteProgram(
        name="hexo",
        package="hexo",
        how="`address`: each input is a whole site with a theme that prints the content; addresses are "
        "Hexo's routes in which the file's own mark is found. `now` is the day of the build, "
        "`chance` a name made by chance.",
        first=FIRST,
        late=LATE,
    ).measure(programs)
