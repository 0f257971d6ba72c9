"""The late inputs: a second set, drawn by chance after lint's readers were written.

Readers that hold a rule, and not the rows they were written against, agree with these too.
"""

import re
from collections.abc import Iterable
from random import Random

from tools.builders.drawing import drawn, often, words
from tools.builders.late_bodies import LATE_BODIES
from tools.builders.late_dates import LATE_DATES
from tools.builders.late_front_matter import LATE_FENCES, LATE_KEYS, LATE_SCALARS, LATE_TAGS
from tools.builders.late_headings import LATE_HEADINGS

LATE: dict[str, list[str]] = {
    "date": LATE_DATES,
    "scalar": LATE_SCALARS,
    "keys": LATE_KEYS,
    "fences": LATE_FENCES,
    "tags": LATE_TAGS,
    "heading": LATE_HEADINGS,
    "body": LATE_BODIES,
}
_FOLDERS = {
    "jekyll": (
        "_posts/ _posts/ _posts/ _posts/2019/ _posts/en/ _drafts/ _drafts/b/ tech/_posts/ "
        "tech/_drafts/ _tech/ / / docs/ docs/guide/ _docs/ posts/ blog/ assets/ _includes/ _layouts/ "
        "_site/ .git/ .vscode/ node_modules/b/ vendor/b/ a/vendor/"
    ),
    "hugo": (
        "content/ content/posts/ content/post/ content/blog/2019/ content/docs/guide/ "
        "content/posts/my-post/ content/zh/posts/ content/_drafts/ content/.b/ static/b/ assets/b/ "
        "archetypes/ data/b/ layouts/_default/ themes/b/content/ exampleSite/content/ "
        "content/posts/node_modules/ /"
    ),
    "pelican": (
        "content/ content/articles/ content/2019/ content/pages/ content/pages/b/ content/drafts/b/ "
        "content/_b/ content/.b/ content/images/ content/blog/posts/ content/extra/ plugins/ "
        "themes/b/ articles/ /"
    ),
    "hexo": (
        "source/_posts/ source/_posts/ source/_posts/2019/ source/_posts/en/b/ source/_posts/_b/ "
        "source/_posts/.b/ source/_drafts/b/ source/_data/ source/_tech/ source/ source/notes/ "
        "source/notes/_b/ source/images/ source/_posts/node_modules/b/ scaffolds/ themes/b/source/ "
        "public/ docs/"
    ),
    "eleventy": (
        "/ / posts/ blog/ blog/2019/ content/blog/ src/posts/ _b/ .b/ drafts/ posts/_drafts/ "
        "_includes/b/ posts/_includes/ _data/ _site/b/ node_modules/b/ posts/node_modules/b/ public/ "
        "docs/guide/"
    ),
    "vitepress": (
        "/ guide/ docs/guide/ blog/ blog/2019/ _b/ .b/ zh/guide/ posts/_drafts/ .vitepress/theme/ "
        "node_modules/b/ docs/node_modules/ public/b/ guide/public/ dist/b/ zh/dist/ src/ components/"
    ),
    "astro": (
        "src/content/blog/ src/content/blog/2019/ src/content/blog/_b/ src/content/blog/.b/ "
        "src/content/blog/my-post/ src/content/docs/ src/content/ src/pages/ src/pages/blog/ "
        "src/pages/_b/ src/pages/.b/ src/layouts/ src/components/ public/b/ content/ docs/"
    ),
    "docusaurus": (
        "docs/ docs/guide/ docs/01-guide/ docs/_b/ docs/guide/_partials/ docs/.b/ blog/ blog/2019/ "
        "blog/2019-12-24-b/ blog/_b/ blog/2019/12/24/ src/pages/ src/pages/b/ src/pages/_b/ "
        "src/components/ static/b/ docs/node_modules/b/ docs/guide/__tests__/ i18n/fr/ "
        "versioned_docs/version-1/ /"
    ),
}
_NAMES = words(
    "2019-12-24-b 2019-12-24-b 2019-12-24-two-words 2019-2-4-b 2019-12-24 20191224-b "
    "2019-12-24-B_c 2019-12-24-Ünï 2019-12-24-标题 2019-11-31-b 2019-13-24-b 19-12-24-b "
    "b-2019-12-24 2019_12_24_b b two-words TwoWords _b .b ~b index README CHANGELOG 404 about b.c "
    "b.en 标题 01-b (b) b'c"
)
_EXTENSIONS = words(
    ".md .md .md .md .md .markdown .mdx .MD .Md .mkd .mdown .html .htm .txt .org .rst .md.bak .md~ .mdwn"
)


def files(builder: str, first: Iterable[str]) -> list[str]:
    """Return late inputs of the kind `file`: half as many as a builder's first ones."""
    first = list(first)

    def path(chance: Random) -> str:
        name = chance.choice(_NAMES)
        if builder == "jekyll" and often(chance, 50):  # whose posts are known by their names
            name = chance.choice(_NAMES[:14])
        return (chance.choice(words(_FOLDERS[builder])) + name + chance.choice(_EXTENSIONS)).removeprefix("/")

    return drawn((len(first) + 2) // 2, path, first)


def toml_dates(first: Iterable[str]) -> list[str]:
    """Return late inputs of the kind `toml date`: half as many as the first ones."""
    first = list(first)
    dates = [text for text in LATE_DATES if re.match(r"""["']|\d{4}-\d\d-\d\d(?!\s*#)""", text)]
    return drawn(len(first) // 2 + 1, lambda chance: chance.choice(dates), first)
