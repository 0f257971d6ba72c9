"""The user's cache folder, where nothing comes from an archive.

platformdirs knows it too, but importing it takes longer than linting a known post; these are its answers.
"""

import os
import sys

_NAME = "archive-lint"


def cache_folder() -> str | None:
    """Return the folder for what can be computed again; `None` when the system names none.

    Source: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(local, _NAME, "Cache") if os.path.isabs(local) else None
    configured = os.environ.get("XDG_CACHE_HOME", "")
    if sys.platform != "darwin" and os.path.isabs(configured):  # relative ones are to be ignored
        return os.path.join(configured, _NAME)
    usual = os.path.join("Library", "Caches") if sys.platform == "darwin" else ".cache"
    home = os.path.expanduser("~")
    return os.path.join(home, usual, _NAME) if os.path.isabs(home) else None
