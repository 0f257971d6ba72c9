"""Late sites for rows of the kind `address`, drawn by chance after lint's readers were written."""

# ruff: noqa: E501  an input a line

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
        if path.lower() not in found:
            found[path.lower()] = f"{path}\n{_front(chance, choices(chance, path))}"
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


_MAKERS = {"jekyll": _jekyll}


def addresses(builder: str, first: Sequence[str]) -> list[str]:
    """Return late sites of a builder: half as many as its first ones."""
    return drawn(len(first) // 2 + 1, _MAKERS[builder], first)
