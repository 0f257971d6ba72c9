"""Files of a Hugo site that have the same path as another, so that one of them is published.

Of `a.md` and `a.html`, of `a b.md` and `a-b.md`, and of `a.md` and `a/index.md`, Hugo keeps one, and warns.
"""

import os
from collections import Counter

from lint.archive.builders.hugo_pages import CONTENT, File, language_of, names_in
from lint.archive.builders.hugo_settings import HugoSettings

_Key = tuple[str, str]


class Twins:
    """Knows which files of a folder are not alone."""

    def __init__(self, settings: HugoSettings) -> None:
        self._settings = settings
        self._known: dict[str, tuple[tuple[str, ...], frozenset[_Key]]] = {}

    def has(self, file: File) -> bool:
        """Return whether a page that is not an index has the path of another file, or of a bundle."""
        names = names_in(file.disk)
        known = self._known.get(file.disk)
        if known is None or known[0] is not names:
            usual = file.mount.language or self._settings.default_language
            known = self._known[file.disk] = names, self._twins(file.disk, names, usual)
        return (file.language, self._settings.paths.of_file(file.name)) in known[1]

    def _twins(self, disk: str, names: tuple[str, ...], usual: str) -> frozenset[_Key]:
        found: Counter[_Key] = Counter()
        others = []
        for name in names:
            stem, _, suffix = name.rpartition(".")
            if not stem or suffix.lower() not in CONTENT:
                others.append(name)
                continue
            language = language_of(self._settings, name)
            if language is not None:
                stem = stem.rpartition(".")[0]
            found[language or usual, self._settings.paths.of_file(stem)] += 1
        paths = {path for _, path in found}
        for name in others:
            path = self._settings.paths.of_file(name)
            if path in paths:
                found.update((language, path) for language in self._indexed(os.path.join(disk, name), usual))
        return frozenset(key for key, count in found.items() if count > 1)

    def _indexed(self, folder: str, usual: str) -> set[str]:
        """Return the languages in which a folder is a bundle or a section."""
        indexes = (name for name in names_in(folder) if name.startswith(("index.", "_index.")))
        return {
            language_of(self._settings, name) or usual
            for name in indexes
            if name.rpartition(".")[2].lower() in CONTENT
        }
