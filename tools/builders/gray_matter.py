"""gray-matter, with which sites of Next.js and many others read front matter."""

from tools.builders.node import Program
from tools.builders.rows import Table


def measure(programs: str | None) -> Table:
    """Measure gray-matter."""
    return Program(
        name="gray-matter",
        package="gray-matter",
        how="matter(text, {}); the date is data.date, or new Date(data.date) where that is not a Date, as "
        "sites do; tags are [data.tags].flat().map(String).",
        kinds=("date", "scalar", "keys", "fences", "tags"),
        libraries=("js-yaml",),
    ).measure(programs)
