"""YAML's merge key `<<`, as libraries apply it (https://yaml.org/type/merge.html)."""

from lint.post.front_matter.nodes import Node
from lint.post.front_matter.refusals import RefusedError
from lint.post.front_matter.yaml_libraries import Library


def merge(
    node: Node, data: dict[object, object], merged: dict[object, object], library: Library, offset: int
) -> bool:
    """Merge the mappings of a `<<`; return false if it is a key like others.

    Parameters:
        node: the value of the key.
        data: the mapping so far; a library that merges in order changes it.
        merged: what the mapping's own keys override.
        offset: where the content begins, for errors.

    Raises:
        RefusedError: if the library stops at the value.
    """
    value = node.value
    sources = [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]
    if not sources or (isinstance(value, list) and len(sources) < len(value)):
        if library.tags is not None or library.merges_one:
            raise RefusedError("`<<` merges mappings only", node.span.start - offset)
        return not library.merges_in_order
    if library.merges_one and isinstance(value, list):
        raise RefusedError("`<<` merges one mapping only", node.span.start - offset)
    if library.merges_in_order:
        for source in reversed(sources):
            data.update(source)
    else:
        for source in sources:
            for key, member in source.items():
                merged.setdefault(key, member)
    return True
