"""Eleventy without a configuration, but for headings."""

from tools.builders import eleventy_addresses
from tools.builders.node import Program
from tools.builders.rows import Table

_FILES = [
    "a.md",
    "a.markdown",
    "a.MD",
    "a.mdx",
    "a.html",
    "a.htm",
    "a.njk",
    "a.liquid",
    "a.txt",
    "a.json",
    "a.md~",
    "_a.md",
    ".a.md",
    "README.md",
    "2021-05-03-a.md",
    "posts/a.md",
    "posts/2021-05-03-a.md",
    "posts/2021-05-03/a.md",
    "_posts/a.md",
    "_b/a.md",
    ".b/a.md",
    ".github/a.md",
    "_drafts/a.md",
    "drafts/a.md",
    "_includes/a.md",
    "_includes/b/a.md",
    "b/_includes/a.md",
    "_layouts/a.md",
    "_data/a.md",
    "_site/a.md",
    "node_modules/a.md",
    "b/node_modules/a.md",
    "content/a.md",
    "src/a.md",
    "a b.md",
    "中文.md",
]


def measure(programs: str | None) -> Table:
    """Measure Eleventy."""
    table = Program(
        name="eleventy",
        package="@11ty/eleventy",
        how="Each input is built alone by Eleventy.toJSON without a configuration; dates are page.date, tags "
        "data.tags, and headings get ids from the bundled IdAttributePlugin, which a site has to add.",
        files=_FILES,
        libraries=("gray-matter", "js-yaml", "markdown-it", "liquidjs", "luxon"),
    ).measure(programs)
    return table.joined(eleventy_addresses.measure(programs))
