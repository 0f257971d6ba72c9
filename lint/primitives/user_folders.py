"""The user's own folders, where nothing comes from an archive.

platformdirs knows them too, but importing it takes longer than linting a known post; these are its answers.
"""

import os
import sys

_NAME = "archive-lint"


def cache_folder() -> str | None:
    """Return the folder for what can be computed again; `None` when the system names none.

    Source: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    return _folder("XDG_CACHE_HOME", ".cache", os.path.join("Library", "Caches"), "Cache")


def configuration_folder() -> str | None:
    """Return the folder of the user's own configuration; `None` when the system names none."""
    return _folder("XDG_CONFIG_HOME", ".config", os.path.join("Library", "Application Support"))


def _folder(variable: str, usual: str, of_mac: str, *below: str) -> str | None:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(local, _NAME, *below) if os.path.isabs(local) else None
    configured = os.environ.get(variable, "")
    if sys.platform != "darwin" and os.path.isabs(configured):  # relative ones are to be ignored
        return os.path.join(configured, _NAME)
    home = os.path.expanduser("~")
    return (
        os.path.join(home, of_mac if sys.platform == "darwin" else usual, _NAME)
        if os.path.isabs(home)
        else None
    )
