"""Whether other packages bring rules. `importlib.metadata`, which knows, is slow to import."""

import os
import sys
from importlib.machinery import PathFinder

GROUP = "lint.rules"
_OWN = "archive_lint-"
_SUFFIXES = (".dist-info", ".egg-info")


def may_be_installed() -> bool:
    """Return false if certainly no package but this one has rules."""
    if any(finder is not PathFinder and hasattr(finder, "find_distributions") for finder in sys.meta_path):
        return True  # which may find packages anywhere
    return any(map(_may_have_rules, sys.path))


def _may_have_rules(folder: str) -> bool:
    try:
        names = os.listdir(folder or ".")
    except FileNotFoundError:
        return False
    except OSError:
        return True  # a file, which may be a package
    return any(
        _names_rules(os.path.join(folder, name, "entry_points.txt"))
        for name in names
        if name.endswith(_SUFFIXES) and not name.startswith(_OWN)
    )


def _names_rules(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return GROUP.encode() in file.read()
    except FileNotFoundError:
        return False
    except OSError:
        return True
