"""Pages and shortcodes by name, as Hugo looks them up.

https://gohugo.io/methods/page/getpage/, https://gohugo.io/shortcodes/ref/
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lint.archive.builders.hugo_pages import CONTENT, File
from lint.archive.builders.hugo_paths import Paths
from lint.archive.builders.hugo_settings import HugoSettings
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_NAME = regex(r"\{\{[<%]\s*(?P<end>/\s*)?(?P<name>[\w\-./]+)")
_ARGUMENT = regex(r"(?:(\w+)\s*=\s*)?(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`=]+))")
# Where Hugo looks for a shortcode's template: with or without a language or an output format.
_SUFFIXES = (".html", ".md", ".txt", ".xml", ".json", ".rss.xml", ".amp.html")
# Those that come with some version of Hugo.
BUILT_IN = frozenset(
    (
        "comment", "details", "figure", "gist", "highlight", "instagram", "instagram_simple", "param", "qr",
        "ref", "relref", "speakerdeck", "tweet", "twitter", "twitter_simple", "vimeo", "vimeo_simple", "x",
        "x_simple", "youtube",
    )
)  # fmt: skip


# Suffixes that Hugo knows, which it takes off the name of a page.
_KNOWN = CONTENT | frozenset(
    (
        "txt", "xml", "json", "csv", "css", "js", "toml", "yaml", "yml", "pdf", "svg", "png", "jpg", "jpeg",
        "gif", "webp",
    )
)  # fmt: skip


class Call(NamedTuple):
    """A shortcode: its name and its place, the arguments by name or number, the place of the first."""

    name: str
    span: Span
    arguments: dict[str, str]
    first: Span


def calls(text: str, start: int, end: int) -> Iterator[Call]:
    """Yield the shortcodes that Hugo runs; those in a comment, as `{{</* x */>}}`, are text."""
    missing: set[str] = set()
    at = text.find("{{", start, end)
    while 0 <= at < end:
        closing = {"<": ">}}", "%": "%}}"}.get(text[at + 2 : at + 3])
        close = text.find(closing, at + 3, end) if closing is not None and closing not in missing else -1
        if close < 0:
            missing.update([closing] if closing is not None else ())
            at = text.find("{{", at + 2, end)
            continue
        match = _NAME.match(text, at, close)
        if match is not None and match["end"] is None and not match["name"].startswith("/"):
            yield _call(text, match, close)
        at = text.find("{{", close + 3, end)


def _call(text: str, match: re.Match[str], close: int) -> Call:
    arguments: dict[str, str] = {}
    first = Span(match.start("name"), match.end("name"))
    for count, each in enumerate(_ARGUMENT.finditer(text, match.end(), close)):
        group = next(at for at in (2, 3, 4) if each[at] is not None)
        arguments.setdefault(each[1] or str(count), each[group])
        first = Span(*each.span(group)) if count == 0 else first
    return Call(match["name"], Span(match.start("name"), match.end("name")), arguments, first)


def templates(name: str, folders: tuple[str, ...], layouts: list[str]) -> list[str]:
    """Return the places of a shortcode's template, as `template` gives them, and the files that are usual.

    Parameters:
        name: its name.
        folders: those of the page in the content, whose layouts may be in folders of their own.
        layouts: the folders of layouts, the site's first, each with a `/` at the end.
    """
    inside = [f"{'/'.join(folders[:count])}/" for count in range(1, min(len(folders), 8) + 1)]
    known = [f"{layouts[0]}{folder}_shortcodes/{name}.html" for folder in ("", *inside)]
    usual = [
        f"{each}{folder}/{name}.html" for each in layouts[:8] for folder in ("shortcodes", "_shortcodes")
    ]
    return list(dict.fromkeys((*known, *usual)))


def template(inside: str, layouts: str, languages: Iterable[str]) -> list[str]:
    """Return the places of a template, which are the same whatever folder of layouts and format it is of.

    Parameters:
        inside: its path in a folder of layouts, in lower case.
        layouts: the site's folder of layouts, with a `/` at the end.
        languages: the codes of the site's languages.
    """
    folder, _, name = inside.partition("shortcodes/")
    folder = folder.removesuffix("_")
    ends = [each for each in (*_SUFFIXES, *(f".{code}.html" for code in languages)) if name.endswith(each)]
    return [f"{layouts}{folder}_shortcodes/{name.removesuffix(each)}.html" for each in ends]


class Names:
    """The names by which pages are looked up."""

    def __init__(self, settings: HugoSettings) -> None:
        self._settings = settings

    def of_file(self, file: File) -> list[str]:
        """Return the places of a page, by its path in the content and by its name."""
        base = "/" + "/".join(map(self._part, file.folders))
        name = self._part(file.name)
        is_index = name in ("index", "_index")
        path = base if is_index else posixpath.join(base, name)
        own = path.rpartition("/")[2]
        found = [self._place(file.language, path), *([self._place(file.language, own)] if own else ())]
        if file.folders:  # which is a section, also without an index
            found.append(self._place(file.language, "/" + self._part(file.folders[0])))
        return found

    def _part(self, text: str) -> str:
        return unicodedata.normalize("NFC", Paths().of_file(text))

    def _place(self, language: str, name: str) -> str:
        return f"page:{language}:{name}"

    def looked_up(self, ref: str, file: File, language: str, *, by_name: bool = True) -> list[str]:
        """Return the places that a path may lead to.

        Parameters:
            ref: the path, without an anchor.
            file: the page that has it.
            language: that of the page that is looked for.
            by_name: whether a name alone finds a page in any folder, as with `ref`.
        """
        ref = unquote(ref.replace("\\", "/")).rstrip("/") or "/"
        name = ref.rpartition("/")[2]
        has_suffix = "." in name.strip(".") and name.rpartition(".")[2].lower() in _KNOWN
        plain = name.rpartition(".")[0] if has_suffix else name
        code = plain.rpartition(".")[2].lower()
        if "." in plain.strip(".") and code in self._settings.languages:
            plain = plain.rpartition(".")[0]
        folder = ref[: len(ref) - len(name)]
        is_index = plain.lower() in ("index", "_index")
        path = self._part(folder.rstrip("/") if is_index else folder + plain)
        found = []
        if not ref.startswith("/"):
            # Here any dot counts as that of a suffix.
            bases = self._bases(file, ref, has_suffix="." in name)
            found += [posixpath.normpath(posixpath.join("/", base, path)) for base in bases]
        if not ref.startswith("."):
            found.append(posixpath.normpath(f"/{path.lstrip('/')}"))
            if by_name and "/" not in ref and not is_index:
                # Of a name with several dots, Hugo takes what is before the last one for that of a bundle.
                names = (plain,) if has_suffix else (plain.partition(".")[0], plain.rpartition(".")[0])
                found += (self._part(each) for each in names if each)
        return [self._place(language, each) for each in dict.fromkeys(found)]

    def _bases(self, file: File, ref: str, *, has_suffix: bool) -> Iterator[str]:
        """Yield the folders that a path of a page may be relative to."""
        folders = [self._part(each) for each in file.folders]
        is_leaf = file.name == "index" and bool(folders)
        if not is_leaf or has_suffix:
            yield "/".join(folders)
        if is_leaf and not (has_suffix and ref.startswith("../")):
            yield "/".join(folders[:-1])
