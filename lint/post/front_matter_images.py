"""The images that a front matter names: covers, thumbnails, banners and the like, which the theme shows.

Only absolute URLs count: a relative path is resolved by the theme.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from lint.post.front_matter.nodes import Node
from lint.post.links import Link
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_WORD = regex(r"[A-Z]?[a-z]+|[A-Z]+")
_IMAGES = frozenset({
    "image", "images", "img", "imgs", "pic", "pics", "picture", "pictures", "photo", "photos", "cover",
    "covers", "thumbnail", "thumbnails", "thumb", "thumbs", "banner", "hero", "teaser", "avatar", "poster",
    "logo", "icon", "background",
})  # fmt: skip
_JOINED = ("image", "img", "thumbnail")
# `image_credit` and `coverLink` are about an image; `cover_video` is not one.
_ABOUT = frozenset({
    "alt", "attribution", "author", "by", "caption", "copyright", "credit", "credits", "description",
    "height", "href", "license", "link", "links", "origin", "page", "photographer", "site", "source", "text",
    "title", "width",
})  # fmt: skip
_INSIDE = frozenset({"src", "url", "path", "file"})
_ABSOLUTE = regex(r"(?:https?:)?//[^/\s]+/.", re.IGNORECASE)
_DEEPEST = 4


def front_matter_images(text: str, root: Node) -> list[Link]:
    """Return the images of a front matter, in order: those whose place in the file has exactly their URL."""
    fields = root.plain_fields
    if fields is not None and not any(map(_names_image, fields)):
        return []
    return list(_of_mapping(text, root, "", inside=False, depth=0))


def _of_mapping(text: str, node: Node, path: str, *, inside: bool, depth: int) -> Iterator[Link]:
    for entry in node.entries:
        name, value = str(entry.key), entry.node
        is_image = _names_image(name) or (inside and name in _INSIDE)
        # Most fields end here: they are text, or a list of texts such as tags.
        if is_image or value.entries or (value.items and not all(map(_is_scalar, value.items))):
            yield from _of_value(text, value, entry.key_node.span, path + name, inside=is_image, depth=depth)


def _is_scalar(node: Node) -> bool:
    return node.kind == "scalar"


def _of_value(text: str, node: Node, key: Span, path: str, *, inside: bool, depth: int) -> Iterator[Link]:
    """Yield the images of a value; all of them if it is `inside` a key of images."""
    if node.kind == "scalar":
        if inside and isinstance(node.value, str) and _ABSOLUTE.match(node.value.strip()):
            yield from _link(text, node, key, path)
    elif depth < _DEEPEST:
        if node.kind == "mapping":
            yield from _of_mapping(text, node, f"{path}.", inside=inside, depth=depth + 1)
        elif node.kind == "sequence":
            for item in node.items:
                if not inside and item.kind == "scalar":
                    continue
                yield from _of_value(text, item, key, path, inside=inside, depth=depth + 1)


def _link(text: str, node: Node, key: Span, path: str) -> Iterator[Link]:
    start, end = node.span
    if end - start > 1 and text[start] in "\"'" and text[start] == text[end - 1]:
        start, end = start + 1, end - 1
    written = text[start:end]
    value = written.strip()
    if value == str(node.value).strip() and "\n" not in value:
        start += len(written) - len(written.lstrip())
        place = Span(start, start + len(value))
        yield Link("front-matter", path, "image", value, value, place, Span(min(key.start, start), end))


@lru_cache(maxsize=1000)
def _names_image(key: str) -> bool:
    words = [word.lower() for word in _WORD.findall(key[:60])]
    is_image = any(word in _IMAGES or word.endswith(_JOINED) for word in words)
    return is_image and _ABOUT.isdisjoint(words) and words[-1] not in ("video", "videos")
