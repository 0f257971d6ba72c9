"""Pages of names in brackets, such as `[slug].md`, which a program builds."""

import os
from collections.abc import Callable

from lint.primitives.bounds import Bounds

_DEEPEST = 50


class DynamicRoutes:
    """The names in brackets in a folder of pages and those below it, each folder listed once.

    Parameters:
        folder: the folder of the pages, an absolute path.
        bounds: the archive that the folders must be in.
        counts: whether a name in brackets, given its path from the folder, may build unknown pages.
    """

    def __init__(self, folder: str, bounds: Bounds, counts: Callable[[str], bool] = lambda _: True) -> None:
        self._folder = folder
        self._bounds = bounds
        self._counts = counts
        self._known: dict[str, bool] = {}

    def may_build(self, address: str) -> bool:
        """Return whether such a name may build the page at an address, as in `Published`."""
        inside = ""
        for part in [*address.strip("/").split("/")[:_DEEPEST], ""]:
            if self._has_some(inside):
                return True
            if part in ("", ".", ".."):
                return False
            inside = f"{inside}{part}/"
        return True

    def _has_some(self, inside: str) -> bool:
        if inside not in self._known:
            folder = os.path.join(self._folder, inside)
            try:
                is_out = self._bounds.leads_out(folder, self._folder) is not None
                names = [] if is_out else [name for name in os.listdir(folder) if "[" in name]
            except (OSError, ValueError):
                names = []
            self._known[inside] = any(self._counts(f"{inside}{name}") for name in names)
        return self._known[inside]
