"""Late sites for rows of the kind `address`, drawn by chance after lint's readers were written."""

# ruff: noqa: E501  an input a line

import re
import unicodedata
from collections.abc import Callable, Sequence
from random import Random

from tools.builders.drawing import drawn, often, words
from tools.builders.sites import site

_STEMS = [
    "b", "Two Words", "B_c", "b.c", "标题", "Ünï-cøde", "e\u0301te\u0301", "it's", "b&c", "(b)", "b+c", "b,c;d",
    "v2.0.1", "b--c", "-b-", "b@c", "100", "B!", "b~c", "b=c", "[b]", "b…c", "“b”", "b–c", "README", "index", "Index",
    "a b  c", "ÉCOLE", "straße", "ǅ", "b'c\"d", "$b", "日本 語",
]  # fmt: skip
_CATEGORIES = [
    "category: Tech", "category: [Tech, 'Web Dev']", "categories: tech web", "categories: [Tech, 日记, tech]",
    "categories: [C++, 'R&D', 'a/b']", "categories: 'Ünï Cøde'", "categories: [1, 2.0x, yes]", "categories:\n- One Two\n- three",
    "category: 'q, r'\ncategories: [s]",
]  # fmt: skip
_SLUGS = [
    "Ein Slug",
    "a/B",
    "-x-",
    "x.y",
    "ÜBER",
    "it's me",
    "a  b",
    "x!",
    "$1,000",
    "q&a",
    "v1.0",
    "hello_world",
    "…x",
]


def _front(chance: Random, choices: Sequence[str]) -> str:
    lines = [chance.choice(choices) for _ in range(chance.randrange(3))]
    keys = [line.partition(":")[0] for line in lines]
    return "\n".join(line for at, line in enumerate(lines) if keys[at] not in keys[:at])


def _pages(
    chance: Random, paths: Callable[[Random], str], choices: Callable[[Random, str], Sequence[str]]
) -> list[str]:
    found = {}
    for _ in range(9):
        path = paths(chance)
        # One page for each stem, so that no two have one address.
        key = re.sub(r"\W", "", unicodedata.normalize("NFC", path.lower()).rpartition(".")[0]).removesuffix(
            "fr"
        )
        if key not in found:
            found[key] = f"{path}\n{_front(chance, choices(chance, path))}"
    return list(found.values())


def _jekyll_path(chance: Random) -> str:
    stem = chance.choice(_STEMS)
    if often(chance, 60):
        folder = chance.choice(words("_posts/ _posts/ _posts/ _posts/2020/ tech/_posts/ tech/Web/_posts/"))
        day = f"{chance.randrange(2001, 2024)}-{chance.randrange(1, 13)}-{chance.randrange(1, 29):02}"
        return f"{folder}{day}-{stem}{chance.choice(words('.md .md .md .markdown .html'))}"
    folder = chance.choice(
        ["", "docs/", "docs/Guide One/", "_notes/", "_notes/sub/", "_drafts/", "v1.0/", "über/"]
    )
    return f"{folder}{stem}{chance.choice(words('.md .md .html .txt .xml .mkd'))}"


def _jekyll_front(chance: Random, path: str) -> Sequence[str]:
    common = [
        "published: true", "published: false", "layout: post", "permalink: /p/:title/", "permalink: /Own/Path",
        "permalink: /own.html", "permalink: /q/:year/:slug:output_ext", "title: A Title", "redirect_from: /was",
        "redirect_from: [/was/a/, was/b.html, /Was C]", "permalink: own/", "sitemap: false",
    ]  # fmt: skip
    if path.rpartition("/")[2][:1].isdigit() or path.startswith("_notes"):
        common += [*_CATEGORIES, *(f"slug: {slug!r}" for slug in _SLUGS)]
        hour, offset = chance.randrange(24), chance.choice(["", " +0000", " +0900", " -0800", " +05:30", "Z"])
        common += [f"date: 2019-{chance.randrange(1, 13):02}-28 {hour:02}:15:00{offset}"] * 8
    if "_posts" not in path and "_notes" not in path:
        common = [each for each in common if ":year" not in each]
    return common


def _jekyll(chance: Random) -> str:
    styles = [
        "date", "pretty", "none", "ordinal", "weekdate", "/:categories/:year/:title.html", "/:year/:month/:title",
        "/blog/:slug/", "/:i_month-:i_day-:short_year/:name/", "/:slugified_categories/:title:output_ext",
        "/archive/:y_day/:title/", "/:short_month/:short_day/:title.html", "/:path/", "/:collection/:categories/:name",
    ]  # fmt: skip
    zone = chance.choice(
        words("UTC Asia/Tokyo America/Los_Angeles Europe/Paris Asia/Kolkata Australia/Sydney")
    )
    lines = [f"timezone: {zone}", f'permalink: "{chance.choice(styles)}"']
    if often(chance, 40):
        lines.append("plugins: [jekyll-feed, jekyll-redirect-from]")
    if often(chance, 30):
        lines.append(f"baseurl: {chance.choice(words('/base /a/b ./ /'))}")
    if often(chance, 60):
        own = chance.choice(
            [
                "",
                ", permalink: '/n/:path'",
                ", permalink: '/:collection/:title/'",
                ", permalink: '/:name:output_ext'",
            ]
        )
        lines.append(f"collections: {{notes: {{output: {chance.choice(words('true true false'))}{own}}}}}")
    if often(chance, 40):
        kind = chance.choice(words("posts pages notes"))
        path = chance.choice(["", "docs", "_posts/2020", "tech", "_notes/sub"])
        values = chance.choice(
            [
                "permalink: '/d/:title/'",
                "published: false",
                "categories: given",
                "permalink: '/e/:path/:basename.html'",
            ]
        )
        if not (kind != "pages" and ":basename" in values):
            lines.append(f"defaults:\n- scope: {{path: '{path}', type: {kind}}}\n  values: {{{values}}}")
    files = [
        f"{chance.choice(['img/', 'docs/A b/', '_notes/', '_notes/sub/', '_posts/', ''])}{chance.choice(_STEMS)}{chance.choice(words('.png .svg .pdf .min.js'))}"
        for _ in range(3)
    ]
    pages = _pages(chance, _jekyll_path, _jekyll_front)
    return site({"_config.yml": "\n".join(lines)}, pages, dict.fromkeys(files))


def _hugo_path(chance: Random) -> str:
    folder = chance.choice(
        [
            "",
            "posts/",
            "posts/",
            "posts/2020/",
            "docs/Guide One/",
            "docs/v1.0/",
            "über uns/",
            "Notes/",
            "tags/",
        ]
    )
    stem = chance.choice([each for each in _STEMS if each.lower() not in ("index", "readme")])
    form = chance.choice(
        ["{}.md", "{}.md", "{}.md", "{}.fr.md", "{}/index.md", "{}/_index.md", "{}.markdown"]
    )
    return f"content/{folder}{form.format(stem)}"


def _hugo_front(chance: Random, path: str) -> Sequence[str]:
    offset = chance.choice(["", "Z", "+09:00", "-08:00"])
    date = f"date: 2019-{chance.randrange(1, 13):02}-28T{chance.randrange(24):02}:15:00{offset}"
    title = f"title: {chance.choice(_STEMS + _SLUGS)!r}"
    common = [
        "draft: true", "draft: false", f"url: /Own/Path{chance.randrange(10**6)}", f"url: own/a{chance.randrange(10**6)}.html", "url: /w/:slug/", f"aliases: [/was/a{chance.random()}, ../b{chance.random()}.html, c{chance.random()}/]",
        f"aliases: /was/Ünï{chance.random()}/", "expiryDate: 2019-01-01", "publishDate: 2998-05-05", "build: {list: never}", "weight: 3", date, date, date,
        title, title, title,
    ]  # fmt: skip
    # The slug of a section is part of the addresses below it.
    return [*common, *(f"slug: {slug!r}" for slug in ([] if "_index" in path else _SLUGS))]


def _hugo(chance: Random) -> str:
    lines = [f'baseURL = "https://site.example/{chance.choice(["", "", "base/", "A b/"])}"']
    lines.append(f'timeZone = "{chance.choice(words("UTC Asia/Tokyo America/Los_Angeles Europe/Paris"))}"')
    keys = words("uglyURLs disablePathToLower removePathAccents buildFuture buildDrafts disableAliases")
    lines += [f"{key} = true" for key in keys if often(chance, 15)]
    has_languages = often(chance, 30)
    if has_languages and often(chance, 40):
        lines.append("defaultContentLanguageInSubdir = true")
    if often(chance, 50):
        pattern = chance.choice([
            "/:year/:month/:slug/", "/:sections/:slugorfilename/", "/b/:title/", "/:section/:filename", "/:2006/:01/:contentbasename/",
            "/x/:slug.html", "/:sections[1:]/:slug/", "/:monthname/:weekdayname/:slug",
        ])  # fmt: skip
        kind = chance.choice(["", ".page"])
        lines.append(f'[permalinks{kind}]\n{chance.choice(words("posts docs posts notes"))} = "{pattern}"')
    if has_languages:
        lines.append("[languages.en]\nweight = 1\n[languages.fr]\nweight = 2")
    folders = [
        "content/posts/",
        "content/posts/2020/",
        "static/",
        "static/A b/",
        "static/posts/",
        "content/docs/Guide One/",
    ]
    files = [
        f"{chance.choice(folders)}{chance.choice(_STEMS)}{chance.choice(words('.png .svg .pdf .min.js'))}"
        for _ in range(3)
    ]
    return site(
        {"hugo.toml": "\n".join(lines)}, _pages(chance, _hugo_path, _hugo_front), dict.fromkeys(files)
    )


def _pelican_path(chance: Random) -> str:
    folder = chance.choice(
        ["", "", "posts/", "posts/2020/", "Guide One/", "pages/", "pages/sub/", "drafts/", "articles/"]
    )
    day = chance.choice(
        ["", "", "", f"2019-{chance.randrange(1, 13):02}-28-", f"2019-{chance.randrange(1, 13):02}-28_"]
    )
    return f"content/{folder}{day}{chance.choice(_STEMS)}{chance.choice(words('.md .md .markdown'))}"


def _pelican_front(chance: Random, path: str) -> Sequence[str]:
    del path
    offset = chance.choice(["", " +09:00", " -08:00", "Z"])
    return [
        *(f"Slug: {slug}" for slug in _SLUGS), "Status: draft", "Status: hidden", "Status: Published", "Lang: fr", "Lang: EN",
        "Category: Tech & Co", "Category: Web", "Author: Ada L.", f"URL: own/{chance.randrange(10**6)}/", f"Save_as: own/{chance.randrange(10**6)}.html",
        "Tags: a, b", "Date: nope", *[f"Date: 2019-{chance.randrange(1, 13):02}-28 {chance.randrange(24):02}:15{offset}"] * 20,
    ]  # fmt: skip


def _pelican(chance: Random) -> str:
    lines = [
        'PATH = "content"',
        f'TIMEZONE = "{chance.choice(words("UTC Asia/Tokyo America/Los_Angeles Europe/Paris"))}"',
    ]
    pattern = chance.choice(
        [
            "{slug}",
            "{date:%Y}/{date:%m}/{slug}",
            "{category}/{slug}",
            "posts/{date:%Y-%m-%d}-{slug}",
            "{author}/{lang}/{slug}",
        ]
    )
    if often(chance, 60):
        lines += [f'ARTICLE_URL = "{pattern}/"', f'ARTICLE_SAVE_AS = "{pattern}/index.html"']
    if often(chance, 40):
        lines += ['PAGE_URL = "{slug}"', 'PAGE_SAVE_AS = "{slug}.html"']
    if often(chance, 30):
        lines += ['DRAFT_URL = "d/{slug}"', 'DRAFT_SAVE_AS = "d/{slug}.html"']
    if often(chance, 30):
        lines += ['ARTICLE_LANG_URL = "{lang}/{slug}.html"', 'ARTICLE_LANG_SAVE_AS = "{lang}/{slug}.html"']
    if often(chance, 50):
        lines.append('AUTHOR = "Ünï Nåme"')
    options = [
        'SLUGIFY_SOURCE = "basename"', "SLUGIFY_USE_UNICODE = True", "SLUGIFY_PRESERVE_CASE = True", 'DEFAULT_LANG = "fr"',
        "USE_FOLDER_AS_CATEGORY = False", 'DEFAULT_CATEGORY = "Other Things"', 'ARTICLE_PATHS = ["posts", "articles"]',
        'PAGE_PATHS = ["pages", "Guide One"]', 'DEFAULT_DATE = "2001-02-03"', 'STATIC_PATHS = ["images", "posts"]',
        'FILENAME_METADATA = r"(?P<date>\\d{4}-\\d{2}-\\d{2})_(?P<slug>.*)"', 'DEFAULT_METADATA = {"status": "draft"}',
    ]  # fmt: skip
    lines += [option for option in options if often(chance, 20)]
    files = [
        f"content/{chance.choice(['images/', 'images/A b/', 'posts/', 'extra/'])}{chance.choice(_STEMS)}.png"
        for _ in range(3)
    ]
    pages = _pages(chance, _pelican_path, _pelican_front)
    titled = [
        each.replace("\n", f"\nTitle: {chance.choice(_STEMS)} {at}\n", 1) for at, each in enumerate(pages)
    ]
    return site({"pelicanconf.py": "\n".join(lines)}, titled, dict.fromkeys(files))


MAKERS = {"jekyll": _jekyll, "hugo": _hugo, "pelican": _pelican}


def addresses(builder: str, first: Sequence[str]) -> list[str]:
    """Return late sites of a builder: half as many as its first ones."""
    return drawn(len(first) // 2 + 1, MAKERS[builder], first)
