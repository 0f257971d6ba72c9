"""The templates of Eleventy that may publish more than one page, and the files with data for them."""

import os
from collections.abc import Iterator

from lint.archive.builders import surroundings
from lint.archive.builders.eleventy_data import EleventySite
from lint.archive.builders.link_forms import walk

TEMPLATES = (".njk", ".liquid", ".html", ".md")
_PROGRAMS = (
    ".11ty.js", ".11ty.cjs", ".11ty.mjs", ".11ty.ts", ".webc", ".vto", ".hbs", ".pug", ".ejs", ".haml",
    ".mustache",
)  # fmt: skip
_MOST_FOLDERS = 2000


def templates(site: EleventySite) -> list[str]:
    """Return the paths of templates that are no posts: those in other languages, and indexes.

    At most 500: first those that are no HTML or Markdown, and those in few folders, as lists of posts are.
    """
    found = [path for path in _files(site) if _is_template(os.path.basename(path))]
    found.sort(key=lambda path: (path.endswith(".html") + 2 * path.endswith(".md"), path.count(os.sep), path))
    return found[: surroundings.MOST_FILES]


def deciding(site: EleventySite) -> list[str]:
    """Return the paths of these templates, and of the files with data in their folders and those above."""
    found = templates(site)
    folders: set[str] = set()
    for path in found:
        while (path := os.path.dirname(path)) not in folders and path.startswith(site.root):
            folders.add(path)
    data = [path for path in _files(site) if ".11tydata." in path or path.endswith(".json")]
    return [*found, *[path for path in data if os.path.dirname(path) in folders][: surroundings.MOST_FILES]]


def _is_template(name: str) -> bool:
    return name.endswith((*_PROGRAMS, *TEMPLATES)) and (not name.endswith(".md") or name.startswith("index"))


def _files(site: EleventySite) -> Iterator[str]:
    output = site.configuration.get("dir.output") or "_site"
    top = os.path.join(site.root, site.input)
    for count, (folder, folders, names) in enumerate(walk(top, site.bounds)):
        kept = (name for name in folders if name[:1] not in "._" and name not in ("node_modules", output))
        folders[:] = sorted(kept) if count < _MOST_FOLDERS else []
        yield from (os.path.join(folder, name) for name in sorted(names))
