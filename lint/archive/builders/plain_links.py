"""What links lead to where no builder is known.

A path is read as GitHub shows a repository: relative to the file. A link without a suffix may also be
relative to the page, in a folder of its own, since some builder may publish it. A path from the root may
belong to a site whose folders are not known, so only one to a Markdown file is judged: it may be relative to
the repository or to any folder above the file.
"""

from collections.abc import Iterable, Iterator, Mapping

from lint.archive.builders import plain_wikilinks
from lint.archive.builders.addresses import Published
from lint.archive.builders.links import Links
from lint.archive.builders.references import Reference, joined, kind_of, target
from lint.primitives.place import Span

_MARKDOWN = (".md", ".markdown", ".mdx", ".qmd", ".rst")
_PAGES = ("", ".md", ".mdx", ".markdown", ".html", ".rst", ".txt")
_INDEXES = ("README.md", "readme.md", "index.md", "index.html", "_index.md", "index.mdx")
_DEEPEST = 20
_SIGNS = ("{{", "{%", "${", "<%", "[[")
# GitHub puts it before the id of each heading.
_PREFIX = "user-content-"
# It asks GitHub for a file's text, whose parts are lines.
_AS_TEXT = "?plain=1"


class PlainLinks(Links):
    """The links in a folder of posts without a known builder."""

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what a link in a file leads to; `None` if that cannot be told."""
        del published, markdown
        found = target(url)
        if found is None or any(sign in url for sign in _SIGNS):
            return None
        anchor = "" if _AS_TEXT in url else found.anchor.removeprefix(_PREFIX)
        if not found.path:
            return Reference("page", (relative,), anchor)
        kind = kind_of(found.path, image=image)
        places = tuple(dict.fromkeys(_places(found.path, relative, is_exact=kind == "file")))
        return Reference(kind, places, anchor) if places else None

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterable[tuple[Span, Reference]]:
        """Return what wikilinks in a body lead to."""
        del relative
        return plain_wikilinks.wikilinks(text, start, end)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
        """Return the folders that a file is in, with a `/` at the end, `./` being the site's; then names."""
        folders = (f"{each}/" for each in _above(relative) if each)
        return ("./", *folders, *plain_wikilinks.names(relative, fields))


def _places(path: str, relative: str, *, is_exact: bool) -> Iterator[str]:
    folder, _, name = relative.rpartition("/")
    if path.startswith("/"):
        if path.lower().endswith(_MARKDOWN):
            for above in _above(relative):
                yield from filter(None, [joined(above, path)])
        return
    beside = joined(folder, path)
    if is_exact or path.lower().endswith(_MARKDOWN):
        yield from filter(None, [beside])
        return
    stem = name.rpartition(".")[0]
    for each in (beside, joined(f"{folder}/{stem}" if folder else stem, path)):
        if each is not None:
            yield from _pages(each)


def _pages(path: str) -> Iterator[str]:
    """Yield the files, or the folder, that a path without a suffix may be."""
    plain = path.rstrip("/")
    yield f"{plain}/" if plain else "./"
    if plain:
        yield from (f"{plain}{suffix}" for suffix in _PAGES)
        if plain.endswith(".html"):
            yield from (plain.removesuffix(".html") + suffix for suffix in _MARKDOWN)
    yield from (f"{plain}/{name}" if plain else name for name in _INDEXES)


def _above(relative: str) -> Iterator[str]:
    """Yield the folders above a file, the site's first, and no more than twenty."""
    parts = relative.split("/", _DEEPEST)[:-1]
    for count in range(len(parts) + 1):
        yield "/".join(parts[:count])
