"""Astro, with the collection of its blog template but no schema."""

from tools.builders import astro_addresses
from tools.builders.node import Program
from tools.builders.rows import Table

_FILES = [
    "src/content/blog/b.md",
    "src/content/blog/c.mdx",
    "src/content/blog/d.markdown",
    "src/content/blog/e.MD",
    "src/content/blog/f.txt",
    "src/content/blog/_g.md",
    "src/content/blog/.h.md",
    "src/content/blog/_i/a.md",
    "src/content/blog/.j/a.md",
    "src/content/blog/k/index.md",
    "src/content/blog/README.md",
    "src/content/blog/2021-05-03-l.md",
    "src/content/blog/node_modules/m.md",
    "src/content/other/n.md",
    "src/content/o.md",
    "src/pages/p.md",
    "src/pages/q.mdx",
    "src/pages/r.markdown",
    "src/pages/s.html",
    "src/pages/t.txt",
    "src/pages/_u.md",
    "src/pages/.v.md",
    "src/pages/_w/a.md",
    "src/pages/x/index.md",
    "src/pages/x/README.md",
    "src/posts/a.md",
    "src/a.md",
    "content/a.md",
    "posts/a.md",
    "public/y.md",
    "public/z.html",
    "README.md",
]


def _own(attributes: dict[str, str]) -> bool:
    return "data-footnote-ref" in attributes or "data-footnote-backref" in attributes


def measure(programs: str | None) -> Table:
    """Measure Astro."""
    table = Program(
        name="astro",
        package="astro",
        how="Each input is an entry of one built collection (glob loader, no schema); an entry whose front "
        "matter cannot be read, or one with a local image that is not there, stops the build. Dates are what "
        "the blog template's z.coerce.date() makes of the field, "
        "tags what the tutorial's z.array(z.string()) does.",
        files=_FILES,
        own=_own,
        libraries=("@astrojs/markdown-remark", "js-yaml"),
    ).measure(programs)
    return table.joined(astro_addresses.measure(programs))
