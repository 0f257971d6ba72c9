"""Sites of Jekyll for rows of the kind `address`."""

# ruff: noqa: E501  an input a line

from tools.builders.sites import site

_POSTS = [
    "_posts/2021-05-03-a.md\n",
    "_posts/2021-5-3-Two Words.md\ncategories: [x, Y z]",
    "_posts/2008-01-05-A_b.c.md\ncategory: News Now\ntags: [t]",
    "_posts/2020-12-31-标题.markdown\ndate: 2020-12-31 23:30:00\nslug: Über uns",
    "blog/Dev/_posts/2021-01-01-b.html\ndate: 2021-01-01 07:05:09 +0900\ncategories: x y",
    "_posts/2019-02-28-(a)-[b]-&c!.md\ntitle: T",
    "_posts/sub/Deep/2021-05-04-c.md\ncategories: ['', x]",
    "_posts/2021-05-05-d.txt\n",
    "_posts/2021-05-06-e.md\npermalink: /own/",
]
_PAGES = [
    "index.md\n",
    "about.md\n",
    "a b.md\n",
    "docs/index.html\n",
    "docs/a.md\n",
    "docs/Ünï.md\n",
    "docs/a.b.md\n",
    "docs/v1.2/index.md\n",
    "docs/README.md\n",
    "404.html\n",
    "feed.xml\n",
    "css/main.scss\n",
    "data.json\n",
    "own.md\npermalink: /x/y.html",
    "own2.md\npermalink: /x/z",
    "own3.md\npermalink: other/",
]
_STYLES = [
    "date", "pretty", "none", "ordinal", "weekdate", "/:categories/:title", "/:year/:month/:title/",
    "/:year-:month-:day-:slug:output_ext", "/blog/:short_year/:i_month/:i_day/:title.html",
    "/:collection/:path", "/:name/", "/:y_day/:hour:minute:second/:title/",
    "/:long_month/:short_month/:long_day/:short_day/:title/", "/:w_year/:week/:w_day/:title",
    "/:slugified_categories/:slug/", "/:title_:day", "/:unknown/:title/", ":title", "/", "/:categories/",
    "/:title:output_ext/", "pretty/", "/:year/:title.:output_ext", "/a/../:title/", "/:title#x", "/a%20b/:title",
]  # fmt: skip
_FILES = [
    "img/a.png", "img/A b.png", "a%20b.png", "img/a..png", "_posts/a.png", "_x/a.png", ".hidden/a.png",
    "docs/_a.png", "robots.txt", ".htaccess", "CNAME", "img/é.png", "img/a#b.png", "a.min.js", "~a.txt", "a.txt~",
    "node_modules/a.js", "docs/plain.md", "assets/.x/a.png", "LICENSE", "vendor/bundle/a.rb", "vendor/a.js",
]  # fmt: skip
_TOKYO = "timezone: Asia/Tokyo\n"
_REDIRECTS = "plugins: [jekyll-redirect-from]\n"
_COLLECTIONS = [
    "_docs/a.md\n",
    "_docs/sub/B c.md\n",
    "_docs/index.md\n",
    "_docs/2021-05-03-dated.md\n",
    "_docs/_x.md\n",
    "_docs/sub/_x.md\n",
    "_docs/sub/.h/x.md\n",
    "_docs/slug.md\nslug: Other One",
    "_docs/own.md\npermalink: /own/",
    "_docs/cat.md\ncategories: [a, b]",
    "_docs/future.md\ndate: 9999-01-01",
    "_docs/date.md\ndate: 2020-02-03",
    "_docs/off.md\npublished: false",
    "_docs/a.b.md\n",
    "_docs/style.scss\n",
    "_recipes/a.md\n",
    "_other/a.md\n",
]
_COLLECTION_FILES = ["_docs/a.png", "_docs/sub/A b.png", "_recipes/a.png", "_docs/_a.png", "_docs/plain.md"]


def _config(text: str) -> dict[str, str]:
    return {"_config.yml": text}


def _posts(*fronts: str) -> list[str]:
    return [f"_posts/2021-05-{at:02}-p.md\n{front}" for at, front in enumerate(fronts, 1)]


ADDRESSES = [
    # Styles
    *(site(_config(f'permalink: "{style}"\n{_TOKYO}'), [*_POSTS, *_PAGES], _FILES[:2]) for style in _STYLES),
    site({}, [*_POSTS[:3], *_PAGES]),
    site(_config("permalink:\n"), _POSTS[:2]),
    site(_config("permalink: false\n"), [_POSTS[0], _PAGES[1]]),
    # Dates and zones
    *(
        site(
            _config(zone),
            _posts(
                "",
                "date: 2021-05-03",
                "date: 2021-05-03 23:30:00",
                'date: "2021-05-03 23:30:00"',
                "date: 2021-05-03 23:30",
                "date: 2021-05-03T23:30:00Z",
                "date: 2021-05-03 12:00:00 +0900",
                "date: 2021-05-03 00:30:00 +1200",
                "date: 2021-05-03 23:30:00 -0500",
                'date: "May 3, 2021 10pm"',
                "date: 2021-03-28 02:30:00",
                'date: "2021-03-28 02:30:00"',
                "date: 2021-05-03 00:30:00.5 +0100",
                "date: 2021-05-03 24:00",
            ),
        )
        for zone in (
            "",
            _TOKYO,
            "timezone: America/New_York\n",
            "timezone: Europe/Berlin\n",
            "timezone: UTC\n",
        )
    ),
    site(_config(_TOKYO), ["_posts/2021-02-30-a.md\n", "_posts/08-01-05-a.md\n", "_posts/2021-05-03-.md\n"]),
    site(
        {}, ["_posts/2021-05-03.md\n", "_posts/a.md\n", "_posts/2021-05-03-a\n", "_posts/.2021-05-03-a.md\n"]
    ),
    site({}, ["_posts/_s/2021-05-03-a.md\n", "_posts/s/_t/2021-05-03-a.md\n", "_posts/s/2021-05-03-a.md~\n"]),
    site({}, ["_posts/2021-05-03-a.md", "_posts/2021-05-03-b.html", "_posts/2021-13-01-a.md.bak"]),
    site({}, ["_posts/2021-13-01-a.md\n"]),
    site({}, _posts("date: nope")),
    site({}, _posts("date:")),
    site({}, _posts("date: 1620000000")),
    # Published or not
    site(
        {},
        [
            *_posts(
                "published: false",
                "published: no",
                'published: "false"',
                "published:",
                "published: 0",
                "draft: true",
            ),
            "_posts/9999-12-31-a.md\n",
            "_posts/2021-05-09-a.md\ndate: 9999-01-01",
            "_drafts/a.md\n",
            "a.md\npublished: false",
            "b.md\ndate: 9999-01-01",
            "c.md\npublished:",
            "d.md\ndraft: true",
        ],
    ),
    site(_config("future: true\n"), ["_posts/9999-12-31-a.md\n", "_posts/2021-05-09-a.md\ndate: 9999-01-01"]),
    site(
        _config("unpublished: true\n"), ["_posts/2021-05-03-a.md\npublished: false", "a.md\npublished: false"]
    ),
    site(
        _config("show_drafts: true\npermalink: /:categories/:title/\n"),
        ["_drafts/a b.md\n", "x/_drafts/b.md\ncategories: c", "_drafts/s/2021-05-03-c.md\n"],
    ),
    # Categories and slugs
    *(
        site(
            _config(f"permalink: {style}\n"),
            [
                *_posts(
                    "categories: [a, b]",
                    "categories: a b",
                    "categories: A B",
                    "category: a b",
                    "category: [a, b]",
                    "category: a\ncategories: [b, a]",
                    "categories: [a/b, c]",
                    "categories: [中文, Ünï, É]",
                    "categories: [2021, true, x]",
                    "categories: [a, a, A]",
                    "categories:",
                    "categories: []",
                    "categories: [a, null, b]",
                    'categories: ["a#b#c", "100%", "C++", "a&b", "a.b", "..", "x y  z"]',
                    "categories: ['a%20b', 'c:d', 'e?f', '[g]']",
                    "category: ''",
                    "category: false\ncategories: q",
                    "categories: 'a,b, c'",
                ),
                "X Y/_posts/2021-05-03-a.md\ncategories: z",
                "a/b/_posts/s/2021-05-03-a.md\n",
            ],
        )
        for style in ("none", "/:slugified_categories/:title/")
    ),
    *(
        site(
            _config(f"permalink: {style}\n"),
            _posts(
                "slug: other",
                "slug: Other One",
                "slug: ' a b '",
                "slug: a/b",
                "slug: a.b.",
                "slug: '-a-'",
                "slug: '--a--'",
                'slug: "a:b?c#d%e"',
                "slug: ''",
                "slug:",
                "slug: Ünï 中文 e\u0301",
                'slug: "it\'s (a) +b,c;d=e@f!g$h&i~j"',
                "slug: '..'",
                "slug: ...a",
                "slug: 1st_post",
                "slug: ½ ² ৩ ⅷ ⓐ ª",
                "slug: ΑΣ İI",
                "title: Other title",
            ),
        )
        for style in ("/:title/", "/:slug", "/:name:output_ext")
    ),
    *(site({}, _posts(front)) for front in ("slug: 5", "slug: true", "permalink: 5", "permalink: [a]")),
    # Own permalinks
    site(
        {},
        [
            *_posts(
                "permalink: /x/",
                "permalink: x",
                "permalink: pretty",
                "permalink: /:year/:title/",
                "permalink: /a.b/c",
                "permalink: /a.html",
                "permalink: /a.php",
                "permalink: /:title.htm",
                "permalink: ''",
                "permalink: false",
                "permalink:",
                "permalink: /a/index.html",
                "permalink: //a//b//",
                "permalink: ./a/./b",
                "permalink: /a/../b/",
                "permalink: /a b/É",
                "permalink: /a%20b/%C3%89",
                "permalink: '/a#b'",
                "permalink: '/a?b'",
                "permalink: /:categories/:title\ncategories: q",
                "permalink: /v1.2",
                "permalink: /v1.2/",
                "permalink: /.x",
                "permalink: /x.",
                "permalink: /",
            ),
            "aa.md\npermalink: /:path/:basename:output_ext/q",
            "d/b.md\npermalink: /:path/:basename",
            "c.md\npermalink: /:title/",
            "e.md\npermalink: false",
            "f.md\npermalink:",
            "g.xml\npermalink: /g/",
            "h.scss\npermalink: /h",
            "i.txt\npermalink: /i.html",
            "j.md\npermalink: /J K.html",
            "k.html\npermalink: /k.xhtml",
        ],
    ),
    site({}, _posts("permalink: /:nope/")),
    site({}, ["a.md\npermalink: ''"]),
    site({}, ["a.md\npermalink: 5"]),
    # Pages and files
    *(
        site(
            _config(f"permalink: {style}\n"),
            [
                "docs/a%20b.md\n",
                "docs/a#b#c.md\n",
                "docs/é b[1].md\n",
                "docs/e\u0301.md\n",
                "A/B.md\n",
                "a..md\n",
                "x/index.htm\n",
                "x/index.xhtml\n",
                "x/index.txt\n",
                "x/INDEX.md\n",
                "x/a.MD\n",
                "x/a.HTML\n",
                "_x/a.md\n",
                "x/_a.md\n",
                ".x/a.md\n",
                "x/a.textile\n",
                "x/a.sass\n",
                "x/noext\n",
                "x/a.js\n",
                "x/a.md~\n",
                "node_modules/a.md\n",
                "x/a&b+c=d,e;f.md\n",
                "x/index..md\n",
                "x.y/z.md\n",
                "x/a.b.html\n",
            ],
            _FILES,
        )
        for style in ("date", "pretty")
    ),
    site({}, ["docs/x?y.md\n"]),
    site({}, ["docs/x:y.md\n"]),
    site({}, ["docs/a:b/c.md\n"]),
    site(
        _config(
            "include: [_pages, .well-known, docs/_x, _one.md]\nexclude: [drafts, '*.txt', docs/secret, README.md]\n"
        ),
        [
            "_pages/a.md\n",
            "_pages/_b.md\n",
            "_pages/sub/c.md\npermalink: /c/",
            "_pages2/a.md\n",
            "docs/_x/a.md\n",
            "_one.md\n",
            "drafts/a.md\n",
            "drafts.md\n",
            "docs/secret/a.md\n",
            "docs/secrets.md\n",
            "README.md\n",
            "docs/README.md\n",
        ],
        [".well-known/a.json", "a.txt", "docs/a.txt", "docs/secret.png", ".well-known/.a"],
    ),
    site(_config("markdown_ext: md,foo\n"), ["a.foo\n", "b.markdown\n", "_posts/2021-05-03-a.foo\n"]),
    site(_config("source: src\n"), ["src/a.md\n"], ["src/a.png", "b.png"]),
    # Collections
    *(
        site(
            _config(f"collections:\n  docs: {{output: true{own}}}\n  recipes:\n{more}"),
            _COLLECTIONS,
            _COLLECTION_FILES,
        )
        for own, more in (
            ("", ""),
            ("", "permalink: pretty\n"),
            ("", "permalink: /:title/\n"),
            (", permalink: '/:collection/:path/'", ""),
            (", permalink: '/x/:name'", ""),
            (", permalink: '/:categories/:title:output_ext'", ""),
            (", permalink: pretty", ""),
            (", permalink: '/d/:slug.html'", "future: true\n"),
        )
    ),
    site(
        _config("collections: {docs: {output: true, permalink: '/:year/:title/'}}\n"),
        ["_docs/date.md\ndate: 2020-02-03"],
    ),
    site(_config("collections: [docs]\n"), _COLLECTIONS[:2], _COLLECTION_FILES),
    site(
        _config("collections: {posts: {permalink: '/p/:title/'}}\npermalink: pretty\n"),
        [*_POSTS[:3], "a.md\n"],
    ),
    site(
        _config("collections_dir: my\ncollections: {docs: {output: true}}\n"),
        [
            "my/_docs/a.md\n",
            "_docs/a.md\n",
            "my/_posts/2021-05-03-a.md\n",
            "_posts/2021-05-04-a.md\n",
            "my/x/_posts/2021-05-05-a.md\n",
            "my/b.md\n",
        ],
        ["my/_docs/a.png"],
    ),
    # Defaults
    site(
        _config(
            """\
permalink: /:categories/:title/
collections: {docs: {output: true}}
defaults:
  - scope: {path: "", type: posts}
    values: {permalink: "/blog/:title/", categories: [all]}
  - scope: {path: "_posts/news"}
    values: {permalink: "/news/:title/", category: n}
  - scope: {path: "", type: pages}
    values: {permalink: "/:path/:basename/"}
  - scope: {path: "legal"}
    values: {permalink: "/legal/:basename.html"}
  - scope: {path: "docs/*/x"}
    values: {permalink: "/star/:basename"}
  - scope: {path: "", type: docs}
    values: {permalink: "/d/:title"}
  - scope: {path: "_docs/off"}
    values: {published: false}
  - scope: {path: "/a"}
    values: {permalink: /never}
  - scope: {path: assets/off}
    values: {published: false}
"""
        ),
        [
            "_posts/2021-05-03-a.md\n",
            "_posts/2021-05-04-a.md\ncategories: own",
            "_posts/2021-05-05-a.md\npermalink: /own/",
            "_posts/news/2021-05-03-b.md\n",
            "a.md\n",
            "legal/a.md\n",
            "legal/index.md\n",
            "docs/q/x/a.md\n",
            "docs/q/y/a.md\n",
            "docs/q/x.md\n",
            "_docs/a.md\n",
            "_docs/off/a.md\n",
            "_docs/off.md\npublished: true",
            "b.md\npermalink:",
            "x/_posts/2021-05-03-a.md\n",
        ],
        ["assets/off/a.png", "assets/a.png"],
    ),
    site(
        _config("defaults:\n  - scope: {path: ''}\n    values: {published: false, categories: a b}\n"),
        ["_posts/2021-05-03-a.md\n", "_posts/2021-05-04-a.md\npublished: true", "a.md\n"],
        ["a.png"],
    ),
    # Redirects
    *(
        site(
            _config(more),
            [
                *_posts(
                    "redirect_from: /old",
                    "redirect_from: old2",
                    "redirect_from: [/old3/, old4/index.html, /Old5.php, '/a b/É', /a%20c]",
                    "redirect_from: [/x, null, /x]",
                    "redirect_from:",
                    "redirect_from: []",
                    "redirect_from: ''",
                    "redirect_from: /:basename/q",
                    "redirect_from: /v1.2\npermalink: /p/",
                    "redirect_to: /elsewhere/",
                    "redirect_from: /off\npublished: false",
                ),
                "a.md\nredirect_from: [/b.html, c, ../d]",
                "e.txt\nredirect_from: /e",
            ],
        )
        for more in (
            _REDIRECTS,
            "",
            f"{_REDIRECTS}baseurl: /base\nurl: https://site.example\npermalink: pretty\n",
        )
    ),
    site(_config(_REDIRECTS), ["a.md\nredirect_from: 5"]),
    site(_config(_REDIRECTS), ["a.md\nredirect_from: [[/a]]"]),
    # Two files for one address
    site(
        {},
        [
            "a.md\n",
            "a.html\n",
            "b.md\npermalink: /a.html",
            "_posts/2021-05-03-c.md\n",
            "_posts/2021-05-03-c.html\n",
            "A.md\n",
        ],
    ),
]
