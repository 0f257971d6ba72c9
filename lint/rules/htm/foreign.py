"""What the HTM rules share: elements of other vocabularies, such as SVG's."""

from lint.rule import Tag


def foreign_depth(text: str, tag: Tag, depth: int) -> int:
    """Give how many of the `FOREIGN` elements are open behind one of their tags."""
    if text[tag.span.end - 2] == "/":
        return depth
    return max(depth - 1, 0) if tag.closing else depth + 1
