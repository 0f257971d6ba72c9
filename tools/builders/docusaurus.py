"""Docusaurus with its classic preset."""

from tools.builders import docusaurus_addresses
from tools.builders.inputs import INPUTS, LATE
from tools.builders.node import Program
from tools.builders.rows import Table

_FILES = [
    "docs/a.md",
    "docs/b.mdx",
    "docs/c.markdown",
    "docs/d.MD",
    "docs/e.html",
    "docs/f.txt",
    "docs/g.rst",
    "docs/_h.md",
    "docs/_i.mdx",
    "docs/_j/a.md",
    "docs/k/_partials/a.md",
    "docs/.l.md",
    "docs/.m/a.md",
    "docs/n/index.md",
    "docs/o/README.md",
    "docs/README.md",
    "docs/p.test.md",
    "docs/__tests__/a.md",
    "docs/node_modules/a.md",
    "docs/01-q.md",
    "docs/2021-05-03-r.md",
    "blog/2021-05-03-a.md",
    "blog/2021-5-3-b.md",
    "blog/2021-05-03/index.md",
    "blog/2021-05-03-c/index.mdx",
    "blog/2021/05/03/d.md",
    "blog/e.md",
    "blog/_f.md",
    "blog/_drafts/a.md",
    "blog/g.html",
    "src/pages/a.md",
    "src/pages/b.mdx",
    "src/pages/_c.md",
    "src/pages/d.html",
    "src/a.md",
    "static/a.md",
    "static/b.html",
    "templates/a.md",
    "a.md",
    "README.md",
]


def _own(attributes: dict[str, str]) -> bool:
    return "data-footnote-ref" in attributes or "data-footnote-backref" in attributes


def _below(headings: list[str]) -> list[str]:
    # A title has no id, so that every heading is measured as one of the second level, too.
    return [text.replace("# ", "## ") for text in headings if text.startswith("# ")]


def measure(programs: str | None) -> Table:
    """Measure Docusaurus."""
    table = Program(
        name="docusaurus",
        package="@docusaurus/core",
        how="Dates, keys, scalars and tags are those of a post as the blog plugin loads it; bodies are pages "
        "of documentation (.md, which is MDX) compiled by the MDX loader and rendered by React with the "
        "theme's h1, which has no id; what onBrokenLinks says of a whole site is left out.",
        files=_FILES,
        own=_own,
        headings=_below(INPUTS["heading"]),
        late_headings=_below(LATE["heading"]),
        libraries=("@docusaurus/mdx-loader", "@mdx-js/mdx", "@11ty/gray-matter", "js-yaml"),
    ).measure(programs)
    return table.joined(docusaurus_addresses.measure(programs))
