"""How the YAML libraries of site builders read plain scalars, where they differ from YAML 1.1 and 1.2."""

from collections.abc import Callable
from typing import Literal, NamedTuple


class Library(NamedTuple):
    """A YAML library.

    Parameters:
        resolve: returns the value of a plain scalar that is not empty; `None` for YAML 1.1 and 1.2.
        merges_in_order: whether a merge key replaces the keys before it, as `Hash#merge!` does.
        tags: the explicit tags that it knows, without `tag:yaml.org,2002:`; `None` if it ignores others.
        refused_tags: the explicit tags, or their beginnings, at which it stops.
        tabs: matches the tabs that may begin a line.
        allowed: characters that libyaml rejects or ends a line at, and this library takes for letters.
        after: what may follow the first document: anything, what parses, or nothing.
        scalar_keys: whether it stops at a key that is a list or a mapping.
        merges_one: whether it stops at `<<` with a list of mappings, and at a second one.
        text_of: how it writes a value with the tag `!!str`; `None` if as the value is written.
        bare_first_key: whether it stops at an anchor or a tag of the first key of a mapping.
    """

    resolve: Callable[[str], object] | None = None
    merges_in_order: bool = False
    tags: frozenset[str] | None = None
    refused_tags: tuple[str, ...] = ()
    tabs: str | None = None
    allowed: str = ""
    after: Literal["anything", "YAML", "nothing"] = "anything"
    scalar_keys: bool = False
    merges_one: bool = False
    text_of: Callable[[object], str] | None = None
    bare_first_key: bool = False


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


def _core(text: str) -> object:
    from lint.post.front_matter.yaml_core import resolve  # see above

    return resolve(text)


def _go(text: str) -> object:
    from lint.post.front_matter.yaml_go import resolve  # see above

    return resolve(text)


def _go_text(value: object) -> str:
    from lint.post.front_matter.yaml_go import text_of  # see above

    return text_of(value)


# They end a line in YAML 1.1 only.
_BREAKS_11 = "\x85\u2028\u2029"
_JS_TAGS = frozenset(
    (
        "str",
        "seq",
        "map",
        "null",
        "bool",
        "int",
        "float",
        "timestamp",
        "merge",
        "binary",
        "omap",
        "pairs",
        "set",
    )
)
# js-yaml 4 ignores tabs before a comment and in an empty line; it stops at others in the indentation.
_TABS = r"^ *\t[ \t]*(?=#|\r?$)"
_JS_4 = Library(_js_4, tags=_JS_TAGS, tabs=_TABS, allowed=_BREAKS_11, after="nothing")
_JS_3 = _JS_4._replace(resolve=_js_3, tabs=r"^ *\t[ \t]*", bare_first_key=True)
_GO = Library(
    _go,
    merges_in_order=True,
    allowed=_BREAKS_11 + "".join(map(chr, (*range(1, 9), *range(14, 32), 127))),
    after="YAML",
    scalar_keys=True,
    merges_one=True,
    text_of=_go_text,
)
LIBRARIES: dict[str, Library] = {
    "1.1": Library(),
    "1.2": Library(allowed=_BREAKS_11),
    # YAML 1.2's core schema as it is written, without timestamps: serde_yaml, `yaml` for JavaScript, Quarto.
    "core": Library(_core, allowed=_BREAKS_11),
    # Ruby's (https://github.com/ruby/psych).
    "psych": Library(_psych, merges_in_order=True, refused_tags=("!ruby/", "tag:yaml.org,2002:set")),
    # https://github.com/goccy/go-yaml
    "go": _GO,
    # https://github.com/nodeca/js-yaml, in gray-matter 3, in newer programs 4. Hexo allows tabs.
    "js-yaml-3": _JS_3,
    "js-yaml-4": _JS_4,
    "hexo": _JS_4._replace(tabs=rf"(?<=\n)\t+|{_TABS}"),
}
