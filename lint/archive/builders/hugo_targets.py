"""The addresses that the front matter of Hugo's pages gives: `url` and `aliases`.

https://gohugo.io/content-management/urls/
"""

import posixpath

from lint.archive.builders import hugo_permalinks as permalinks
from lint.archive.builders.addresses import address_of
from lint.archive.builders.hugo_pages import PageValues
from lint.archive.builders.hugo_paths import clean, joined


def of_url(url: str, prefix: str, values: PageValues) -> tuple[str, str] | None:
    """Return the address and the file of a page with an address of its own."""
    if ":" in url:
        filled = permalinks.filled(url, values.value) if "://" not in url else None
        if filled is None:
            return None
        url = filled
    is_relative = not url.startswith("/")
    if ".." in url:
        url = clean(url)
    parts = [each for each in url.split("/") if each]
    if "." in url and not url.endswith("/"):
        is_folder = parts[-1:] == ["index.html"]
        parts = parts[:-1] if is_folder else parts
    else:
        is_folder = True
    if is_relative and prefix:
        parts = [prefix, *parts]
    link = "/" + "/".join(parts)
    if is_folder:
        link = link.rstrip("/") + "/"
    return link, f"{link}index.html" if is_folder else link


def base_of(written: str) -> str:
    """Return the folder to which a page's relative aliases belong, by the file that is written."""
    folder, _, name = written.rpartition("/")
    path = folder if name.startswith("index.") else posixpath.splitext(written)[0]
    return posixpath.dirname(path or "/")


def alias_of(text: str, base: str, prefix: str, *, is_ugly: bool) -> str | None:
    """Return the address of an alias; `None` if Hugo stops.

    Parameters:
        text: as it is in the front matter.
        base: the folder to which it is relative.
        prefix: that of the page's language, which comes before absolute ones.
        is_ugly: whether pages are files of their own names.
    """
    if "://" in text:
        return None
    path = clean(joined(prefix, text) if text.startswith("/") else posixpath.join(base, text))
    if path == "/":
        return None
    if path.endswith((".html", ".htm")):
        return address_of(path.lstrip("/"))
    return f"{path}.html" if is_ugly else f"{path}/"
