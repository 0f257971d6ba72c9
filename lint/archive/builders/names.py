"""What the names of files, folders and hosts say."""

import os
import re
from functools import cache, lru_cache


def host_of(url: str | None) -> str | None:
    """Return the host of an absolute URL, with a dot in it; else `None`."""
    host = (url or "").partition("//")[2].partition("/")[0].strip()
    return host if "." in host else None


def path_of(url: str | None) -> str:
    """Return the path of a URL, or of a path itself, without `/` at its end; empty if there is none."""
    text = (url or "").strip().partition("?")[0].partition("#")[0]
    scheme, slashes, rest = text.partition("//")
    if slashes and (not scheme or scheme.endswith(":")):
        text = "/" + rest.partition("/")[2]
    text = text.strip("/")
    return f"/{text}" if text else ""


@lru_cache(maxsize=4096)
def folders_between(folder: str, root: str) -> frozenset[str]:
    """Return the names of the folders between a site's root and a file."""
    return frozenset(os.path.relpath(os.path.abspath(folder), root).split(os.sep))


def is_below_underscore(path: str, root: str) -> bool:
    """Return whether a file's name, or that of a folder between it and a site's root, begins with `_`."""
    folders = folders_between(os.path.dirname(path), root)
    return os.path.basename(path)[:1] == "_" or any(folder[:1] == "_" for folder in folders)


def is_page_name(name: str) -> bool:
    """Return whether a file's name is one of a repository's or a site's own pages, such as a README."""
    return _page_names().match(name) is not None


@cache
def _page_names() -> re.Pattern[str]:
    # Compiled on demand: a run with everything cached does not need it.
    return re.compile(
        r"(?:README|CHANGELOG|CHANGES|HISTORY|LICEN[CS]E|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|AGENTS"
        r"|CLAUDE|GEMINI|CITATION|AUTHORS|NEWS|TODO|ABOUT|INDEX|404|CONTACT"
        r"|PULL_REQUEST_TEMPLATE|ISSUE_TEMPLATE)(?:[.\-_][\w\-]{2,5})?\.",
        re.IGNORECASE,
    )
