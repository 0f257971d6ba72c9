"""The pages that Hexo makes of the tags and categories of posts (`models/tag.js`, `models/category.js`)."""

from collections.abc import Iterator, Mapping

from lint.archive.builders.hexo_addresses import CASES, from_name, mapping
from lint.archive.builders.hexo_dates import HexoSite
from lint.archive.builders.javascript import printed
from lint.values.hexo_ids import slug as slugized

_FALSE = (None, False, 0, "")


def addresses(site: HexoSite, below: str, fields: Mapping[str, object]) -> Iterator[str]:
    """Yield the addresses of the tags and categories of a post.

    Parameters:
        site: the site.
        below: the path of the post in the folder of posts.
        fields: its front matter.
    """
    values = {**fields, **from_name(site, below)}
    if _has_generator(site, "tag"):
        tags = folder(site, "tag_dir", "tags")
        for tag in _names(_given(values, "tags", "tag")):
            yield f"{tags}{_slug(site, tag, 'tag_map')}/"
    if not _has_generator(site, "category"):
        return
    categories = folder(site, "category_dir", "categories")
    given = [each for each in _given(values, "categories", "category") if each not in (None, "")]
    # A list in the list has categories below each other; so has the whole, if there is none.
    has_branches = any(isinstance(each, list) for each in given)
    for branch in given if has_branches else [given]:
        path = categories
        for name in _names(branch if isinstance(branch, list) else [branch]):
            path += f"{_slug(site, name, 'category_map')}/"
            yield path


def _has_generator(site: HexoSite, name: str) -> bool:
    """Return whether the site uses a generator; without a `package.json`, it uses the usual ones."""
    return site.has_plugin(f"generator-{name}") or not site.has_plugin("generator-")


def folder(site: HexoSite, key: str, usual: str) -> str:
    """Return the address of the folder with the pages of the tags or the categories."""
    found = (site.configuration.get(key) or usual).strip("/")
    return f"/{found}/" if found else "/"


def _given(values: Mapping[str, object], key: str, other: str) -> list[object]:
    # An empty list counts, unlike an empty text.
    found = values.get(key)
    found = values.get(other) if found in _FALSE else found
    if found in _FALSE:
        return []
    return found if isinstance(found, list) else [found]


def _names(values: list[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, list):
            name: str | None = ",".join(_names(value))
        else:
            name = str(value) if isinstance(value, float) else printed(value)
        if name:
            yield name.removesuffix(".0") if isinstance(value, float) else name


def _slug(site: HexoSite, name: str, key: str) -> str:
    case = CASES.get(site.configuration.get("filename_case", int) or 0, str)
    return case(slugized(printed(mapping(site, key).get(name)) or name))
