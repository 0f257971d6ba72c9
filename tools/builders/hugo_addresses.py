"""Sites of Hugo for rows of the kind `address`."""

# ruff: noqa: E501  an input a line

from collections.abc import Iterable

from tools.builders.sites import site

_URL = 'baseURL = "https://site.example/"\n'
# Pages in HTML are off by default.
_HTML = "[security]\nallowContent = ['.*']\n"
_STEMS = [
    "a b", "A  B", "a.b", "a#b", "a%20b", "a%b", "a&b", "a+b", "a,b", "a'b", 'a"b', "a(b)", "a[b]", "a!b", "a@b", "a~b", "a=b", "a;b",
    "a:b", "a?b", "a$b", "a–b", "a…b", "é", "É", "e\u0301", "中文", "-a-", "_a", "a_", "a--b", "a - b", "x½", "x²", "xⅷ", "ª", "x😀", "x৩",
    "a\u200bb", "a\u00a0b", "ß", "İx", "ΑΣ", "a.en", "a.fr", "a.b.c", "a^b", "a|b", "a`b", "v1.2", "2021-05-03-x", "ʼa’b", "ｆｕｌｌ", "à la carte",
]  # fmt: skip
_SLUGS = [*_STEMS, "a/b", "A/B", "x.html", "/x/", "x/", "--a--", "a -", " a ", "a/ b"]
_URLS = [
    "a b", "A  B", "a#b", "a%20b", "a&b", "a,b", "a'b", "a(b)", "a?b", "é", "É", "e\u0301", "中文", "-a-", "a.bb", "v1.2", "a/b", "A/B",
    "a/../b", "x.html", "/x/", "y/", "/X Y/", "/é.html", "/a.b/c", "/a.b/e/", "x.foo", ":slug/x", "/p/:title/", "/q/:year/:month",
    "/x/index.html", "./z", "/a//c/", "//a/d", "/c.", "/.c", "/C.HTML", "/d.htm", "/e/index.htm", "/f.xml", "/w/:filename/",
    "/s/:section/:contentbasename/", "/t/:sections/x.html",
]  # fmt: skip
_ALIASES = [
    "a b", "A  B", "a#b", "a%20b", "a&b", "a?b", "é", "É", "e\u0301", "a.b", "v1.2", "a/b", "/A/B", "a/../b", "../../../c", "x.html",
    "/x/", "y/", "/X Y/", "/é.HTML", "/a.b/c/", "x.foo", "x.htm", "/z/index.html", ".", "./q", "/a//d", "/B.html", "/posts/../e",
]  # fmt: skip
_TREE = [
    "content/_index.md\ntitle: Home",
    "content/about.md\ntitle: About",
    "content/Top Page.md\ntitle: Top",
    "content/posts/_index.md\ntitle: Posts",
    "content/posts/one.md\ntitle: One Two\ndate: 2021-05-03",
    "content/posts/2021-05-04-two.md\ntitle: Zwei & Drei\nslug: Deux\ndate: 2021-05-04T23:30:00-05:00",
    "content/posts/bundle/index.md\ntitle: Bundle\ndate: 2020-02-29 10:00:00",
    "content/posts/bundle/inner.md\ntitle: Inner",
    "content/posts/Deep Er/three.md\ntitle: Three\ndate: 2021-12-31T23:59:59Z",
    "content/posts/Deep Er/_index.md\ntitle: Deep",
    "content/posts/Deep Er/Still/four.md\ntitle: Four",
    "content/docs/Ünï/five.markdown\ntitle: Ünï Çode",
    "content/docs/README.md\ntitle: Readme",
    "content/docs/own.md\nurl: /own/path/",
    "content/docs/own2.md\nurl: own/file.html",
    "content/docs/notitle.md\ndate: 2019-01-02",
    "content/tags/_index.md\ntitle: Tags",
    "content/tags/Go Lang/_index.md\ntitle: Go",
]
_FILES = [
    "content/posts/bundle/img.png", "content/posts/bundle/Sub Dir/B.pdf", "content/posts/J k.png", "content/posts/Deep Er/x.png",
    "content/Q R/É.png", "content/root.txt", "static/img/A b.png", "static/.hidden/x.txt", "static/index.txt", "assets/a.png", "data/a.json",
    "content/posts/bundle/data.json", "content/posts/_x.png", "content/.h/a.png", "layouts/x.txt", "static/É.txt",
]  # fmt: skip


def _many(key: str, values: Iterable[str], more: str = "title: a") -> list[str]:
    form = "[{}]" if key == "aliases" else "{}"
    return [
        f"content/p{at}/x{at}.md\n{more}\n{key}: {form.format(repr(value) if chr(39) not in value else chr(34) + value + chr(34))}"
        for at, value in enumerate(values)
    ]


def _config(more: str) -> dict[str, str]:
    return {"hugo.toml": _URL + more}


_LANGUAGES = """
defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.fr]
weight = 2
[languages.zh-cn]
weight = 3
"""
_TRANSLATED = [
    "content/a.md\naliases: [/old, rel]",
    "content/a.fr.md\naliases: [/vieux, rel]",
    "content/b.zh-cn.md\n",
    "content/c.de.md\n",
    "content/d.en.md\nslug: Dee",
    "content/d.fr.md\nslug: Dé\n",
    "content/_index.md\n",
    "content/_index.fr.md\n",
    "content/posts/_index.fr.md\n",
    "content/posts/bundle/index.md\n",
    "content/posts/bundle/index.fr.md\nurl: /bund/",
    "content/posts/e.fr.md\nurl: rel/e",
    "content/f.x.fr.md\n",
    "content/g.FR.md\n",
]
_PUBLISHED = [
    "draft: true", "draft: false", 'draft: "true"', "draft: 1", "draft: 0", 'draft: "no"', "Draft: true",
    "date: 2999-01-01", "publishDate: 2999-01-01", "publishdate: 2001-01-01\ndate: 2999-01-01", "expiryDate: 2001-01-01",
    "expiryDate: 2999-01-01", "unpublishdate: 2001-01-01", "pubdate: 2999-01-01", "published: 2999-01-01", "lastmod: 2999-01-01",
    "build: {render: never}", "build: {render: always, list: never}",
    "build: {list: never}", "headless: true", "build: {render: false}", "type: x", "layout: nope", "URL: /upper/", "Slug: Upper",
    "slug: 5", "slug: true", "slug: 1.50", "slug:", "slug: ''", "url:", "url: ''", "aliases:", "aliases: []", "aliases: /one", "aliases: /two three",
    "aliases: [5]", "permalink: /x/", "modified: 2999-01-01", "title: x\nlinkTitle: y", "weight: 1",
]  # fmt: skip
_PATTERNS = [
    "/:year/:month/:day/:slug/", "/:section/:title", "/:sections/:filename/", "/blog/:slugorfilename.html", "/:contentbasename",
    "/:slugorcontentbasename/", "/:yearday/:weekday/:weekdayname/:monthname/:slug", "/:sections[1:]/:slug/", "/:sections[last]/:title/",
    "/:sections[0]/:slug", "/:sections[:last]/:slug", ":year/:slug", "/A B/:slug/", "/:2006-01/:slug/", "/:year:month/:filename", "/x/:title/index.html", "/",
    "/:sections[5]/:slug", "/:sections[1:3]/:filename", "/é/:title/", "/a\\\\:b/:slug/",
]  # fmt: skip

ADDRESSES = [
    # Names, slugs and addresses in the front matter
    *(
        site(_config(more), [f"content/p{at}/{stem}.md\ntitle: a" for at, stem in enumerate(_STEMS)])
        for more in ("", "disablePathToLower = true\n", "removePathAccents = true\n", "uglyURLs = true\n")
    ),
    site(_config(""), [f"content/p{at}/{stem}/index.md\ntitle: a" for at, stem in enumerate(_STEMS)]),
    site(
        _config(""),
        [f"content/{stem}/_index.md\ntitle: a" for stem in _STEMS if stem not in "É é e\u0301 A  B"],
    ),
    *(
        site(_config(more), _many("slug", _SLUGS))
        for more in ("", "disablePathToLower = true\n", "removePathAccents = true\n", "uglyURLs = true\n")
    ),
    *(
        site(_config(more), _many("url", _URLS))
        for more in ("", "uglyURLs = true\n", "removePathAccents = true\n")
    ),
    *(
        site(_config(""), _many("url", [value]))
        for value in (
            "a:b",
            "http://x.example/y/",
            "/p/:unknown/",
            "/u\\:v/",
            " /g ",
            "..",
            "/",
            "index.html",
            "a%b",
        )
    ),
    *(
        site(_config(more), _many("aliases", _ALIASES))
        for more in ("", "uglyURLs = true\n", "disableAliases = true\n")
    ),
    *(
        site(_config(""), _many("aliases", [value]))
        for value in ("http://x.example/y/", "/", "", "..", "../c", "/../c")
    ),
    *(
        site(_config(""), [f"content/a.md\n{front}"])
        for front in ("published: false", "_build: {render: never}", 'date: "May 3, 2021"', "date: nope")
    ),
    # The tree, and what changes all addresses
    *(
        site(_config(more), _TREE, _FILES)
        for more in (
            "",
            "uglyURLs = true\n",
            "[uglyURLs]\nposts = true\n",
            "disablePathToLower = true\n",
            "removePathAccents = true\n",
            'disableKinds = ["page"]\n',
            'disableKinds = ["section", "taxonomy", "term"]\n',
            "canonifyURLs = true\n",
            "relativeURLs = true\n",
        )
    ),
    site({"hugo.toml": 'baseURL = "https://site.example/Base Path/x/"\n'}, _TREE[:9], _FILES[:4]),
    site({"hugo.yaml": "baseURL: https://site.example/sub\nuglyurls: true\n"}, _TREE[:5], _FILES[:2]),
    site(
        {"config/_default/hugo.toml": _URL, "config/_default/permalinks.toml": 'posts = "/c/:title/"\n'},
        _TREE[:9],
    ),
    site({"config.json": '{"baseurl": "/", "disablepathtolower": true}\n'}, _TREE[:9]),
    site(
        _config("[taxonomies]\ncategory = 'categories'\n"),
        [
            "content/tags/a/_index.md\n",
            "content/categories/B b/_index.md\n",
            "content/categories/_index.md\n",
        ],
    ),
    # Published or not
    *(
        site(
            _config(f'timeZone = "Asia/Tokyo"\n{more}'),
            [f"content/p{at}/x{at}.md\n{front}" for at, front in enumerate(_PUBLISHED)],
        )
        for more in ("", "buildDrafts = true\nbuildFuture = true\nbuildExpired = true\n")
    ),
    site(
        _config(""),
        [
            "content/a/_index.md\ndraft: true",
            "content/a/b.md\n",
            "content/c/index.md\nheadless: true",
            "content/c/d.md\n",
            "content/e/_index.md\nbuild: {render: never}",
            "content/e/f.md\n",
            "content/g/_index.md\nslug: gg",
            "content/g/h.md\n",
            "content/i/_index.md\nurl: /ii/",
            "content/i/j.md\n",
            "content/k/_index.md\naliases: [/kk, rel]",
        ],
        ["content/c/x.png", "content/i/x.png", "content/e/x.png", "content/g/x.png", "content/a/x.png"],
    ),
    site(_config(_HTML), ["content/_index.md\nurl: /home/\nslug: h", "content/index.html"]),
    site(
        _config(""),
        [
            "content/index.md\n",
            "content/a.md\n",
            "content/b/index.md\nslug: Bee",
            "content/b/c/index.md\n",
            "content/b/d.md\n",
        ],
        ["content/b/x.png"],
    ),
    site(
        _config(_HTML),
        [
            "content/b/index.md\nurl: /bee/",
            "content/b/c/_index.md\n",
            "content/d/index.html\n",
            "content/e/index.en.md\n",
        ],
        ["content/b/x.png", "content/e/x.png", "content/d/y/x.png"],
    ),
    site(
        _config(_HTML),
        [
            "content/h.fr.html\n",
            "content/_a.md\n",
            "content/_d/a.md\n",
            "content/.a.md\n",
            "content/a.md~\n",
            "content/#a.md\n",
            "content/b.MD\n",
            "content/c.markdown\n",
            "content/d.mdown\n",
            "content/e.htm\n",
            "content/x.html",
            "content/y.md",
        ],
        ["content/g.txt"],
    ),
    # Permalinks
    *(
        site(_config(f'[permalinks]\nposts = "{pattern}"\ndocs = "{pattern}"\n'), _TREE)
        for pattern in _PATTERNS
    ),
    *(
        site(_config(more), _TREE)
        for more in (
            '[permalinks]\nposts = "/:nope/"\n',
            '[permalinks]\nposts = "/x/"\ndocs = "/:sectionslugs/:sectionslug/:slug/"\n',
            '[permalinks]\n"/" = "/top/:slug/"\n',
            '[permalinks.page]\nposts = "/p/:slug/"\n[permalinks.section]\nposts = "/sec/"\n',
            '[permalinks.page]\nposts = "/p/:slug/"\n[permalinks.section]\nposts = "/s/:slug"\ndocs = "/s/:sections"\n',
            '[permalinks.term]\ntags = "/t/:slug/"\n[permalinks.taxonomy]\ntags = "/tt/"\n',
            '[permalinks]\nposts = "/p/:title"\n[permalinks.page]\ndocs = "/d/:title"\n',
            'uglyURLs = true\n[permalinks]\nposts = "/:year/:filename/"\n',
            'removePathAccents = true\n[permalinks]\ndocs = "/:title/"\n',
            'disablePathToLower = true\n[permalinks]\ndocs = "/:title/"\nposts = "/:sections/:slug"\n',
            '[permalinks]\n"posts/deep-er" = "/deep/:slug/"\nposts = "/p/:slug/"\n',
            'timeZone = "Asia/Tokyo"\n[permalinks]\nposts = "/:year/:month/:day/:filename/"\n',
        )
    ),
    site(
        _config('[permalinks]\nposts = "/:title/"\n'),
        [f"content/posts/x{at}.md\ntitle: {stem!r}" for at, stem in enumerate(_STEMS) if "'" not in stem],
    ),
    site(
        _config('timeZone = "America/New_York"\n[permalinks]\nposts = "/:year/:month/:day/:filename/"\n'),
        [
            f"content/posts/x{at}.md\n{front}"
            for at, front in enumerate(
                (
                    "",
                    "date: 2021-05-03",
                    "date: 2021-05-03T23:30:00Z",
                    "date: 2021-05-03T00:30:00+12:00",
                    'date: "May 3, 2021"',
                    "publishDate: 2021-05-03",
                    "lastmod: 2021-05-04",
                    "pubdate: 2021-05-05",
                    "published: 2021-05-06",
                    "modified: 2021-05-07",
                    "date: 1620000000",
                    "DATE: 2020-01-01",
                    'date: ""',
                    "date: 2021-05-03\npublishDate: 2020-01-01",
                    "expiryDate: 2999-01-01",
                )
            )
        ],
    ),
    site(
        _config('[frontmatter]\ndate = [":filename", "date"]\n[permalinks]\nposts = "/:year/:slug/"\n'),
        ["content/posts/2021-05-03-x.md\ntitle: X", "content/posts/y.md\ndate: 2020-01-01"],
    ),
    site(
        _config('[[permalinks]]\npattern = "/l/:slug/"\n[permalinks.target]\npath = "/posts/**"\n'),
        _TREE[4:6],
    ),
    # Languages
    site(
        _config(_LANGUAGES),
        _TRANSLATED,
        [
            "content/posts/bundle/i.png",
            "content/posts/bundle/j.fr.png",
            "static/s.png",
            "content/posts/k.png",
        ],
    ),
    site(
        _config("defaultContentLanguageInSubdir = true" + _LANGUAGES),
        _TRANSLATED,
        ["content/posts/bundle/i.png", "static/s.png"],
    ),
    site(
        _config(_LANGUAGES.replace('= "en"', '= "fr"')),
        _TRANSLATED[1:6] + _TRANSLATED[7:9] + _TRANSLATED[10:],
    ),
    site(_config("uglyURLs = true" + _LANGUAGES), _TRANSLATED),
    site(_config("[permalinks]\nposts = '/p/:slug/'" + _LANGUAGES), _TRANSLATED),
    site(
        _config(
            "[languages.en]\ncontentDir = 'content/en'\n[languages.fr]\ncontentDir = 'content/fr'\nweight = 2\n"
        ),
        [
            "content/en/a.md\n",
            "content/fr/a.md\nslug: b",
            "content/fr/b/index.md\n",
            "content/en/c.fr.md\n",
            "content/d.md\n",
            "content/fr/_index.md\n",
        ],
        ["content/fr/b/x.png", "content/en/y.png"],
    ),
    site(
        _config("[languages.en]\n[languages.fr]\ndisabled = true\n"), ["content/a.md\n", "content/a.fr.md\n"]
    ),
    site(
        _config(
            "[languages.en]\nbaseURL = 'https://en.example/'\n[languages.fr]\nbaseURL = 'https://fr.example/'\n"
        ),
        ["content/a.md\n", "content/a.fr.md\n"],
    ),
    site(
        _config("defaultContentLanguage = 'de'\n"),
        ["content/a.md\n", "content/d.de.md\n", "content/b.en.md\n", "content/c.de.md\n"],
    ),
    site(
        _config("[languages.en]\n[languages.pt-BR]\n"),
        ["content/a.pt-br.md\n", "content/b.pt-BR.md\n", "content/c.pt.md\n"],
    ),
    # Other folders
    site(
        _config("contentDir = 'src/Pages'\nstaticDir = ['public-files', 'more']\n"),
        ["src/Pages/a.md\n", "src/Pages/b/C.md\n", "content/a.md\n"],
        ["public-files/x.png", "more/d/y.png", "static/z.png"],
    ),
    site(
        _config(
            "[[module.mounts]]\nsource = 'docs'\ntarget = 'content/Manual X'\n[[module.mounts]]\nsource = 'posts'\ntarget = 'content'\n[[module.mounts]]\nsource = 'pics'\ntarget = 'static/img'\n"
        ),
        ["docs/a.md\n", "docs/sub/index.md\n", "posts/b.md\n", "content/c.md\n", "docs/_index.md\n"],
        ["pics/x.png", "static/y.png", "docs/z.png", "docs/sub/z.png"],
    ),
    site(
        _config(
            "[[module.mounts]]\nsource = 'content/en'\ntarget = 'content'\nlang = 'en'\n[[module.mounts]]\nsource = 'content/fr'\ntarget = 'content'\nlang = 'fr'\n[languages.en]\n[languages.fr]\n"
        ),
        ["content/en/a.md\n", "content/fr/a.md\n", "content/fr/b/index.md\n"],
    ),
    # What a section gives to its pages
    site(
        _config(""),
        [
            "content/a/_index.md\ncascade: {params: {x: 1}}",
            "content/a/b.md\n",
            "content/c/_index.md\ncascade: {build: {render: never}}",
            "content/c/d.md\n",
            "content/e/_index.md\ncascade: {url: /ee/}",
            "content/e/f.md\n",
        ],
    ),
    site(
        _config("[[cascade]]\n[cascade.build]\nrender = 'never'\n[cascade.target]\npath = '/a/**'\n"),
        ["content/a/b.md\n", "content/c.md\n"],
    ),
    site(_config("[outputs]\npage = ['json']\n"), ["content/a.md\n"]),
    site(
        _config("[outputs]\npage = ['html', 'json']\nsection = ['html']\n"),
        ["content/a.md\n", "content/b/_index.md\n"],
    ),
    site(_config(""), ["content/a.md\noutputs: [json]", "content/b.md\noutputs: [html, json]"]),
    # Two files for one address
    site(
        _config(""),
        [
            "content/a.md\n",
            "content/b.md\nurl: /a/",
            "content/c.md\nslug: a",
            "content/a/_index.md\n",
            "content/d.md\naliases: [/a/]",
            "content/e f.md\n",
            "content/e-f.md\n",
        ],
    ),
]
