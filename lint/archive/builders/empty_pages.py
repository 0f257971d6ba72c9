"""Pages without a body that are meant to be so: their content is elsewhere, or they are not published."""

from collections.abc import Mapping

_ELSEWHERE = (
    "data", "template", "layout_data", "redirect", "redirect_to", "external_url", "externalUrl",
    "untranslated", "cascade", "hero", "features", "sections", "blocks",
)  # fmt: skip
# A layout or type of these names shows a post's body; another one may show something else.
_USUAL = frozenset(
    ("post", "posts", "page", "pages", "default", "article", "single", "base", "blog", "entry", "")
)
_NOT_CONTENT = frozenset(("title", "description", "excerpt", "summary", "subtitle", "source", "from", "url"))
_LONG_TEXT = 200


def is_by_design(fields: Mapping[str, object]) -> bool:
    """Return whether a page with these fields is complete without a body, or is not published."""
    return (
        not fields.keys().isdisjoint(_ELSEWHERE)
        or any(isinstance(name := fields.get(key), str) and not _is_usual(name) for key in ("layout", "type"))
        or fields.get("permalink") is False
        or fields.get("published") is False
        or fields.get("draft") is True
        or any(_is_not_rendered(fields.get(key)) for key in ("build", "_build"))
        or any(_is_content(name, value) for name, value in fields.items())
    )


def _is_usual(name: str) -> bool:
    # Eleventy and Hexo name the file, as in `layouts/post.njk`.
    return name.rpartition("/")[2].partition(".")[0].lower() in _USUAL


def _is_not_rendered(value: object) -> bool:
    # https://gohugo.io/content-management/build-options/
    return isinstance(value, dict) and value.get("render") in ("never", "link", False)


def _is_content(name: str, value: object) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, str) and len(value) > _LONG_TEXT and name not in _NOT_CONTENT
