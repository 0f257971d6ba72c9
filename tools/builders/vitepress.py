"""VitePress, with a theme that shows the content alone."""

from tools.builders import vitepress_addresses
from tools.builders.node import Program
from tools.builders.rows import Table

_FILES = [
    "a.md",
    "a.MD",
    "a.markdown",
    "a.mdx",
    "a.html",
    "a.vue",
    "a.txt",
    "_a.md",
    ".a.md",
    "[a].md",
    "a b.md",
    "中文.md",
    "index.md",
    "README.md",
    "guide/a.md",
    "guide/README.md",
    "_b/a.md",
    ".b/a.md",
    ".vitepress/a.md",
    ".github/a.md",
    "_drafts/a.md",
    "drafts/a.md",
    "posts/2021-05-03-a.md",
    "src/a.md",
    "docs/a.md",
    "dist/a.md",
    "b/dist/a.md",
    "public/a.md",
    "public/a.html",
    "b/public/a.md",
    "node_modules/a.md",
    "b/node_modules/a.md",
    "templates/a.md",
    "snippets/a.md",
    "parts/a.md",
]


def _own(attributes: dict[str, str]) -> bool:
    return attributes.get("class") == "header-anchor"


def measure(programs: str | None) -> Table:
    """Measure VitePress."""
    table = Program(
        name="vitepress",
        package="vitepress",
        how="Bodies and headings are pages of a built site (ignoreDeadLinks on, unknown elements as custom "
        "elements, as they are in the browser); the rest is read by createMarkdownRenderer. VitePress "
        "gives a date no meaning of its own: the date is new Date(frontmatter.date), as in its documentation "
        "of createContentLoader; tags are those of a list, or one text.",
        files=_FILES,
        own=_own,
        libraries=("vue",),
    ).measure(programs)
    return table.joined(vitepress_addresses.measure(programs))
