"""Sites of Pelican for rows of the kind `address`."""

# ruff: noqa: E501  an input a line

from tools.builders.sites import site

_TITLES = [
    "Two Words", "A & B", "Ünï Çode", "it's", "a_b", "a.b c", "C++ (x)", "a--b", "a  ", "“quoted”", "a – b", "a — b", "x…", "50% off", "a/b", "ß",
    "Ærø", "中文 x", "a<b>c</b>", "&amp; x", "½", "e\u0301te\u0301", "№ 5", "1. One", "#tag", "日本", "ПРИВЕТ", "a\u00a0b", "naïve café", "Łódź", "ŻÓŁW",
]  # fmt: skip
_TREE = [
    "content/a.md\nTitle: Article A\nDate: 2021-05-03",
    "content/News Now/b.md\nTitle: Article B\nDate: 2021-05-03 23:30\nAuthor: Ada Löve",
    "content/x/y/c.markdown\nTitle: Article C\nDate: 2021-12-31 23:59 +09:00\nSlug: C Slug",
    "content/x/2020-02-29-d.md\nTitle: Article D\nCategory: Other Cat",
    "content/e.md\nTitle: No date",
    "content/f.md\nDate: 2021-05-03",
    "content/pages/g.md\nTitle: Page G",
    "content/pages/sub/h.md\nTitle: Page H\nSlug: hh\nDate: 2021-05-03",
    "content/pages/i.md\nTitle: Page I\nURL: ii/\nSave_as: ii/index.html",
    "content/drafts/j.md\nTitle: Draft J\nStatus: draft",
    "content/k.md\nTitle: Article K\nDate: 2021-05-03\nLang: fr",
    "content/pages/l.md\nTitle: Page L\nLang: fr",
    "content/m.md\nTitle: Article M\nDate: 2021-05-03\nStatus: hidden",
    "content/pages/n.md\nTitle: Page N\nStatus: draft",
    "content/o.md\nTitle: Article O\nDate: 2999-01-01",
]
_FILES = [
    "content/images/a.png", "content/images/A b/É.png", "content/extra/CNAME", "content/x/y.png", "content/images/.h.png", "content/pages/p.png",
    "content/files/a.pdf", "content/robots.txt", "theme/x.png", "content/images/_u.svg",
]  # fmt: skip


def _config(more: str = "") -> dict[str, str]:
    return {"pelicanconf.py": f'PATH = "content"\nTIMEZONE = "Asia/Tokyo"\n{more}'}


def _many(*heads: str, folder: str = "content") -> list[str]:
    return [f"{folder}/x{at}.md\n{head}" for at, head in enumerate(heads)]


_SETTINGS = [
    "",
    'ARTICLE_URL = "posts/{date:%Y}/{date:%m}/{slug}/"\nARTICLE_SAVE_AS = "posts/{date:%Y}/{date:%m}/{slug}/index.html"\n',
    'ARTICLE_URL = "{category}/{slug}.html"\nARTICLE_SAVE_AS = "{category}/{slug}.html"\n',
    'ARTICLE_URL = "{author}/{slug}"\nARTICLE_SAVE_AS = "{author}/{slug}.html"\nAUTHOR = "Me Too"\n',
    'ARTICLE_URL = "{date:%Y}/{date:%b}/{date:%d}/{slug}/"\nARTICLE_SAVE_AS = "{date:%Y}/{date:%b}/{date:%d}/{slug}/index.html"\n',
    'ARTICLE_URL = "{slug}/"\n',
    'ARTICLE_SAVE_AS = "{slug}/index.html"\n',
    'PAGE_URL = "{slug}/"\nPAGE_SAVE_AS = "{slug}/index.html"\n',
    'PAGE_SAVE_AS = ""\n',
    'ARTICLE_SAVE_AS = ""\nDRAFT_SAVE_AS = ""\n',
    'DRAFT_URL = "d/{slug}/"\nDRAFT_SAVE_AS = "d/{slug}/index.html"\n',
    'ARTICLE_LANG_URL = "{lang}/{slug}/"\nARTICLE_LANG_SAVE_AS = "{lang}/{slug}/index.html"\nPAGE_LANG_URL = "{lang}/p/{slug}"\n',
    'DEFAULT_LANG = "fr"\n',
    'ARTICLE_PATHS = ["x", "drafts"]\nPAGE_PATHS = ["pages", "News Now"]\n',
    'ARTICLE_EXCLUDES = ["x/y", "drafts"]\n',
    'PAGE_EXCLUDES = ["pages/sub"]\n',
    'PAGE_PATHS = [""]\nARTICLE_PATHS = ["x"]\n',
    "USE_FOLDER_AS_CATEGORY = False\nARTICLE_URL = ARTICLE_SAVE_AS = '{category}/{slug}.html'\n",
    "DEFAULT_CATEGORY = 'Any Thing'\nARTICLE_URL = '{category}/{slug}.html'\nARTICLE_SAVE_AS = '{category}/{slug}.html'\n",
    "WITH_FUTURE_DATES = False\n",
    'SLUGIFY_SOURCE = "basename"\n',
    "SLUGIFY_PRESERVE_CASE = True\n",
    'DEFAULT_DATE = "2001-02-03"\nARTICLE_URL = "{date:%Y%m%d}/{slug}"\nARTICLE_SAVE_AS = "{date:%Y%m%d}/{slug}.html"\n',
    "DEFAULT_METADATA = {'status': 'draft'}\n",
    'FILENAME_METADATA = r"(?P<slug>.*)"\n',
    'FILENAME_METADATA = r"(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)"\n',
    'FILENAME_METADATA = "(?P<title>.*)"\n',
    'PATH_METADATA = r"(?P<category>[^/]*)/(?P<slug>.*)\\.md"\nARTICLE_URL = ARTICLE_SAVE_AS = "{category}-{slug}.html"\n',
    'STATIC_PATHS = ["images", "extra/CNAME", "x"]\nEXTRA_PATH_METADATA = {"extra/CNAME": {"path": "CNAME"}, "images/A b": {"save_as": "q/r.png"}}\n',
    'STATIC_PATHS = [""]\n',
    "STATIC_PATHS = []\n",
    'STATIC_PATHS = ["images", "pages", "robots.txt"]\nSTATIC_EXCLUDES = ["images/A b"]\n',
    'STATIC_URL = "static/{path}"\nSTATIC_SAVE_AS = "static/{path}"\n',
    'IGNORE_FILES = ["c.*", "*.png", "sub"]\n',
    'SITEURL = "https://site.example/base"\nRELATIVE_URLS = True\n',
    'ARTICLE_URL = "{lang}/{slug}.html"\nARTICLE_SAVE_AS = "{lang}/{slug}.html"\n',
    'ARTICLE_URL = "{path}"\nARTICLE_SAVE_AS = "raw/{path}.html"\n',
    'ARTICLE_URL = "/abs/{slug}.html"\nARTICLE_SAVE_AS = "./abs/{slug}.html"\n',
    'ARTICLE_SAVE_AS = "a/../{slug}.html"\n',
]

ADDRESSES = [
    *(site(_config(settings), _TREE, _FILES) for settings in _SETTINGS),
    *(
        site(
            _config(settings),
            [f"content/x{at}.md\nTitle: {title} {at}\nDate: 2021-05-03" for at, title in enumerate(_TITLES)],
        )
        for settings in (
            "",
            "SLUGIFY_USE_UNICODE = True\n",
            "SLUGIFY_PRESERVE_CASE = True\n",
            'SLUGIFY_SOURCE = "basename"\n',
        )
    ),
    site(
        _config(),
        _many(
            *(
                f"Title: t{at}\nDate: 2021-05-03\n{head}"
                for at, head in enumerate(
                    (
                        "Slug: b",
                        "Slug: B C",
                        "Slug: b/c",
                        "Slug: ü",
                        "Slug: b.c",
                        "Slug:",
                        "slug: first\nSlug: second",
                        "SLUG: caps",
                        "Slug: -x-",
                        "Slug:   sp  ",
                        "Status: Draft",
                        "Status: HIDDEN",
                        "Status: skip",
                        "Status: nope",
                        "Status:",
                        "Status: published",
                        "Lang: en",
                        "Lang: EN",
                        "Lang: fr",
                        "Lang: FR",
                        "Category: x, y",
                        "Category:",
                        "URL: own/",
                        "Save_as: own2/index.html",
                        "URL: own3/\nSave_as: own3/index.html",
                        "url: /own4.html\nsave_as: /own4.html",
                        "Save_as: ../out.html",
                        "Template: article",
                        "Modified: 2020-01-01",
                        "Author: A\nAuthors: B, C",
                    )
                )
            )
        ),
    ),
    site(
        _config(
            'ARTICLE_URL = "{date:%Y/%m/%d/%H}/{slug}"\nARTICLE_SAVE_AS = "{date:%Y/%m/%d/%H}/{slug}.html"\n'
        ),
        _many(
            *(
                f"Title: t{at}\n{head}"
                for at, head in enumerate(
                    (
                        "Date: 2021-05-03",
                        "Date: 2021-05-03 23:30",
                        "Date: 2021-05-03 23:30 +00:00",
                        "Date: 2021-05-03T00:30:00-05:00",
                        "Date: May 3, 2021",
                        "Date: 2021-05-03_10-00",
                        "Date: nope",
                        "Date:",
                        "Date: 9999-01-01",
                        "date: 2021-05-04",
                        "Date: 2021-05-03Z",
                        "Date: 20210503",
                    )
                )
            )
        ),
    ),
    site(
        _config(),
        [
            f"content/{name}.md\nTitle: Title {at}"
            for at, name in enumerate(
                (
                    "2021-05-03-a",
                    "2021-05-03",
                    "2021-05-03_b",
                    "2021-5-3-c",
                    "20210503-d",
                    "x-2021-05-03",
                    "2021-05-04 e f",
                    "2021-05-03T10",
                    "sub/2021-05-03-g",
                )
            )
        ],
    ),
    site(_config(), ["content/2021-02-30-x.md\nTitle: T"]),
    site(
        _config(),
        [
            "content/.a.md\nTitle: H a\nDate: 2021-05-03",
            "content/_b.md\nTitle: U b\nDate: 2021-05-03",
            "content/.h/c.md\nTitle: H c\nDate: 2021-05-03",
            "content/_d/d.md\nTitle: U d\nDate: 2021-05-03",
            "content/README.md\nTitle: Read me\nDate: 2021-05-03",
            "content/a b/É.md\nTitle: S p\nDate: 2021-05-03",
            "other/a.md\nTitle: Other\nDate: 2021-05-03",
            "content/x.MD\nTitle: Caps\nDate: 2021-05-03",
            "content/y.mkd\nTitle: Mkd\nDate: 2021-05-03",
            "content/z.txt\nTitle: Txt\nDate: 2021-05-03",
            "content/pages.md\nTitle: Pages\nDate: 2021-05-03",
            "content/pages2/a.md\nTitle: P two\nDate: 2021-05-03",
        ],
        _FILES,
    ),
    site(
        {"pelicanconf.py": 'PATH = "src/Pages"\nTIMEZONE = "UTC"\n'},
        [
            "src/Pages/a.md\nTitle: A a\nDate: 2021-05-03",
            "content/b.md\nTitle: B b\nDate: 2021-05-03",
            "src/Pages/pages/c.md\nTitle: C c",
        ],
        ["src/Pages/images/x.png"],
    ),
    site(
        {"pelicanconf.py": 'PATH = "."\nTIMEZONE = "UTC"\nARTICLE_PATHS = ["blog"]\n'},
        [
            "blog/a.md\nTitle: A a\nDate: 2021-05-03",
            "pages/b.md\nTitle: B b",
            "c.md\nTitle: C c\nDate: 2021-05-03",
        ],
        ["images/x.png"],
    ),
    site(
        _config("import os\nARTICLE_URL = os.environ.get('NOPE', '{slug}/')\n"),
        ["content/a.md\nTitle: A a\nDate: 2021-05-03", "content/pages/b.md\nTitle: B b"],
    ),
    site(
        _config("if True:\n    PAGE_URL = '{slug}/'\n"),
        ["content/a.md\nTitle: A a\nDate: 2021-05-03", "content/pages/b.md\nTitle: B b"],
    ),
    site(
        _config("SLUG_REGEX_SUBSTITUTIONS = [('a', 'b')]\n"),
        ["content/a.md\nTitle: A a\nDate: 2021-05-03", "content/b.md\nTitle: B\nSlug: b\nDate: 2021-05-03"],
    ),
    site(
        _config("ARTICLE_PERMALINK_STRUCTURE = '/%Y/%m/'\n"), ["content/a.md\nTitle: A a\nDate: 2021-05-03"]
    ),
    # Two files for one address
    site(
        _config(),
        ["content/a.md\nTitle: Same\nDate: 2021-05-03", "content/b.md\nTitle: Same\nDate: 2021-05-03"],
    ),
    site(
        _config(),
        [
            "content/a.md\nTitle: Same\nDate: 2021-05-03",
            "content/b.md\nTitle: Same\nDate: 2021-05-03\nLang: fr",
        ],
    ),
]
