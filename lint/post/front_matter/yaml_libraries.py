"""How the YAML libraries of site builders read plain scalars, where they differ from YAML 1.1 and 1.2."""

from collections.abc import Callable
from typing import NamedTuple


class Library(NamedTuple):
    """A YAML library.

    Parameters:
        resolve: returns the value of a plain scalar that is not empty; `None` for YAML 1.1 and 1.2.
        merges_in_order: whether a merge key replaces the keys before it, as `Hash#merge!` does.
        tags: the explicit tags that it knows, without `tag:yaml.org,2002:`; `None` if it ignores others.
        refused_tags: the explicit tags, or their beginnings, at which it stops.
        tabs: matches the tabs that may begin a line.
        other_breaks: whether U+0085, U+2028 and U+2029 end a line, as in YAML 1.1.
        one_document: whether it stops at a second document.
    """

    resolve: Callable[[str], object] | None = None
    merges_in_order: bool = False
    tags: frozenset[str] | None = None
    refused_tags: tuple[str, ...] = ()
    tabs: str | None = None
    other_breaks: bool = True
    one_document: bool = False


# A module is imported if a site needs it: each compiles several patterns.


def _psych(text: str) -> object:
    from lint.post.front_matter.yaml_psych import resolve  # see above

    return resolve(text)


def _js_3(text: str) -> object:
    from lint.post.front_matter.yaml_js import resolve_3  # see above

    return resolve_3(text)


def _js_4(text: str) -> object:
    from lint.post.front_matter.yaml_js import resolve_4  # see above

    return resolve_4(text)


_JS_TAGS = frozenset(
    ("str", "seq", "map", "null", "bool", "int", "float", "timestamp", "merge", "binary", "omap", "pairs", "set")
)
_JS_4 = Library(_js_4, tags=_JS_TAGS, other_breaks=False, one_document=True)
_JS_3 = _JS_4._replace(resolve=_js_3, tabs=r"^\t+")
LIBRARIES: dict[str, Library] = {
    "1.1": Library(),
    "1.2": Library(other_breaks=False),
    # Ruby's (https://github.com/ruby/psych).
    "psych": Library(_psych, merges_in_order=True, refused_tags=("!ruby/", "tag:yaml.org,2002:set")),
    # https://github.com/nodeca/js-yaml, in gray-matter 3, in newer programs 4. Hexo allows tabs.
    "js-yaml-3": _JS_3,
    "js-yaml-4": _JS_4,
    "hexo": _JS_4._replace(tabs=r"(?<=\n)\t+"),
}
