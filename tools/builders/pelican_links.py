"""Sites of Pelican for rows of the kind `link`."""

# ruff: noqa: E501  an input a line

from tools.builders.sites import linked

_DATE = "date: 2021-05-03\n"
_PAGES = [
    f"content/a.md\ntitle: A\n{_DATE}",
    f"content/posts/b.md\ntitle: Two Words\n{_DATE}",
    f"content/posts/B c.md\ntitle: With space\n{_DATE}slug: own\ntags: x, y",
    f"content/posts/draft.md\ntitle: D\n{_DATE}status: draft",
    f"content/posts/hidden.md\ntitle: H\n{_DATE}status: hidden",
    "content/posts/undated.md\ntitle: U",
    f"content/posts/deep/c.md\ntitle: C\n{_DATE}category: News",
    "content/pages/about.md\ntitle: About",
    "content/pages/sub/more.md\ntitle: More",
]
_FILES = [
    "content/images/x.png",
    "content/images/A b.png",
    "content/posts/beside.png",
    "content/extra/robots.txt",
    "content/posts/doc.pdf",
    "static/y.png",
]
_LINKS = [
    "link {filename}/a.md", "link {filename}/a.md#x", "link {filename}a.md", "link {filename}../a.md", "link {filename}b.md", "link {filename}/posts/b.md", "link {filename}posts/b.md", "link {filename}./b.md",
    "link {filename}/posts/B%20c.md", "link {filename}/posts/B c.md", "link {filename}/posts/b%20c.md", "link {filename}/posts/draft.md", "link {filename}/posts/hidden.md", "link {filename}/posts/undated.md", "link {filename}/nope.md",
    "link {filename}/pages/about.md", "link {filename}/pages/About.md", "link {filename}pages/sub/more.md", "link {filename}../pages/sub/more.md", "link {filename}/../a.md", "link {filename}../../a.md", "link {filename}deep/c.md", "link {filename}/posts/deep/c.md?x=1",
    "link |filename|/a.md", "link |filename|/nope.md", "link {filename}/images/x.png", "image {filename}/images/x.png", "image {static}/images/x.png", "image {static}/images/z.png", "image {static}../images/x.png", "image {static}images/x.png", "image {static}/images/A%20b.png", "image {static}/images/a%20b.png",
    "image {static}/posts/beside.png", "image {static}beside.png", "image {attach}beside.png", "image {attach}nope.png", "link {static}/posts/doc.pdf", "link {attach}/posts/doc.pdf", "link {static}/extra/robots.txt", "image {static}/static/y.png", "image {static}/../static/y.png",
    "link {category}News",
    "link /a.html", "link /a", "link /two-words.html", "link /posts/b.html", "link /own.html", "link /drafts/d.html", "link /d.html", "link /h.html", "link /u.html", "link /c.html", "link /pages/about.html", "link /about.html", "link /pages/more.html", "link /category/news.html", "link /tag/x.html", "link /",
    "link a.html", "link ../a.html", "link b.md", "link ./c.html#x", "link #x", "link pages/about.html", "link about.html", "link ../pages/about.html", "image /images/x.png", "image images/x.png", "image ../images/x.png", "image /images/X.png", "image /images/A%20b.png", "image x.png", "link https://example.org/",
]  # fmt: skip
_CONFIGURATIONS = [
    "", 'ARTICLE_URL = "{date:%Y}/{slug}/"\nARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"\n', 'ARTICLE_URL = "blog/{slug}"\nARTICLE_SAVE_AS = "blog/{slug}.html"\nPAGE_URL = "{slug}/"\nPAGE_SAVE_AS = "{slug}/index.html"\n',
    'SITEURL = "https://site.example"\n', 'SITEURL = "https://site.example/base"\n', "RELATIVE_URLS = True\n", 'STATIC_PATHS = ["images", "extra", "posts"]\n',
]  # fmt: skip

LINKS = [
    linked(
        {"pelicanconf.py": f'PATH = "content"\nTIMEZONE = "UTC"\nSITENAME = "S"\n{each}'},
        _PAGES,
        _FILES,
        {path: _LINKS},
    )
    for each in _CONFIGURATIONS
    for path in ("content/a.md", "content/posts/b.md", "content/pages/about.md")
]
