"""Explicit tags of YAML scalars, such as `!!str 5`."""

from lint.post.front_matter.refusals import RefusedError
from lint.post.front_matter.yaml_libraries import LIBRARIES, Library
from lint.post.front_matter.yaml_scalar import resolve

_STANDARD = "tag:yaml.org,2002:"
_TYPES: dict[str, type | tuple[type, ...]] = {
    "null": type(None), "bool": bool, "int": int, "float": (int, float),
}  # fmt: skip


def tagged(text: str, tag: str, version: str, index: int, *, is_plain: bool) -> object:
    """Return the value of a scalar with a tag.

    Parameters:
        is_plain: whether it is not quoted.
        version: determines the types of plain scalars.
        index: the offset of the tag in the content.

    Raises:
        RefusedError: if the library stops at the tag.
    """
    library = LIBRARIES[version]
    refuse_tag(tag, library, index)
    name = tag.removeprefix(_STANDARD)
    if name == "str" and is_plain and library.text_of is not None:
        return library.text_of(resolve(text, version))
    if name in ("str", "binary", "!"):
        return text
    value = resolve(text, version)
    expected = _TYPES.get(name)
    if expected is not None and library.tags is not None and (not isinstance(value, expected) or not text):
        raise RefusedError(f"this value is no {name}, as its tag says", index)
    return value


def refuse_tag(tag: str | None, library: Library, index: int) -> None:
    """Raise RefusedError if a library stops at a tag."""
    if tag is None:
        return
    unknown = library.tags is not None and tag != "!" and tag.removeprefix(_STANDARD) not in library.tags
    if unknown or tag.startswith(library.refused_tags):
        raise RefusedError(f"unknown tag `{tag.replace(_STANDARD, '!!')}`", index)
