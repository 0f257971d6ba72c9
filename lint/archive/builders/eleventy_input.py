"""The folder of the templates of Eleventy (https://www.11ty.dev/docs/config/#input-directory)."""

import os
import posixpath

from lint.archive.builders.configuration import SiteConfiguration
from lint.archive.builders.site_settings import PACKAGE, SiteSettings
from lint.primitives.files import head

_LONGEST_PACKAGE = 100_000
_CALL = "setInputDirectory"
_ROOT = (".", "./")


def folder(configuration: SiteConfiguration) -> str:
    """Return the folder, with a `/` at its end; empty for the site's own."""
    found = _named(configuration) or "."
    return "" if found in _ROOT else posixpath.normpath(found).strip("/") + "/"


def is_told(site: SiteSettings, known: str) -> bool:
    """Return whether the folder is plain, or the usual one, and no command gives another.

    Parameters:
        site: the site.
        known: what `folder` returns.
    """
    configuration = site.configuration
    package = head(os.path.join(site.root, PACKAGE), _LONGEST_PACKAGE, site.bounds) or b""
    names_one = _CALL in configuration.text or configuration.mentions("input")
    return b"--input" not in package and (bool(known) or not names_one or _named(configuration) in _ROOT)


def _named(configuration: SiteConfiguration) -> str:
    """Return the folder that the configuration names by a call or by a key of `dir`; empty without one."""
    if _CALL in configuration.text:
        from lint.archive.builders.literals import javascript_arguments  # rarely used

        found = javascript_arguments(configuration.text, _CALL)
        if found:
            return found[-1]
    return configuration.get("dir.input") or ""
