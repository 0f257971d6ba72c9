"""Where Hugo publishes files (https://gohugo.io/content-management/urls/).

The address cannot be told where a section or the configuration cascades what decides about it, below a
section with a `slug`, in sites whose languages have hosts of their own, in mounts that are limited to some
files, for outputs other than HTML, for a permalink that the front matter of a section is part of or that
`frontmatter` gives a date to, where several permalinks match, where another file has the same path, and where
Hugo stops.
"""

import os
from collections.abc import Mapping
from urllib.parse import unquote

from lint.archive.builders import hugo_permalinks as permalinks
from lint.archive.builders.addresses import NOWHERE, Published, address_of
from lint.archive.builders.hugo_built import is_built
from lint.archive.builders.hugo_pages import (
    File,
    PageValues,
    branch,
    bundle,
    file_of,
    has_pages,
    in_language,
    language_of,
    text_of,
)
from lint.archive.builders.hugo_paths import Paths, clean, joined
from lint.archive.builders.hugo_sections import cascades, is_moved
from lint.archive.builders.hugo_settings import HugoSettings
from lint.archive.builders.hugo_targets import alias_of, base_of, of_url
from lint.archive.builders.hugo_twins import Twins
from lint.archive.builders.site import Site


class HugoAddresses:
    """The addresses of a site's files."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._settings = HugoSettings(site)
        self._twins = Twins(self._settings)

    def published(self, relative: str, fields: Mapping[str, object]) -> Published | None:  # noqa: PLR0911
        """Return where a content file is published."""
        fields = {str(key).lower(): value for key, value in fields.items()}
        settings = self._settings
        file = file_of(self._site, settings, relative)
        if file is None:
            return NOWHERE if not relative.startswith("themes/") else None
        if self._site.output(relative) != "page":
            return NOWHERE
        if settings.is_untold or file.mount.is_limited:
            return None
        if not settings.is_built(file.language):
            return NOWHERE
        root = os.path.join(self._site.root, file.mount.source).rstrip("/")
        index = bundle(file.disk, root)
        if (
            index is not None
            and index != os.path.join(self._site.root, relative)
            and not self._is_translation(file, index)
        ):
            return NOWHERE
        kind = self._kind(file)
        if kind in settings.names("disableKinds", file.language):
            return NOWHERE
        if (built := is_built(self._site, self._settings, fields)) is not True:
            return NOWHERE if built is False else None
        if kind == "page" and file.name != "index" and self._twins.has(file):
            return None
        if "outputs" in fields or self._has_outputs(kind) or cascades(self._site, self._settings, file, root):
            return None
        return self._page(file, kind, fields)

    def _is_translation(self, file: File, index: str) -> bool:
        return file.name == "index" and os.path.dirname(index) == file.disk

    def _kind(self, file: File) -> str:
        if file.name != "_index":
            return "page"
        if not file.folders:
            return "home"
        found = self._settings.value("taxonomies")
        names = found.values() if isinstance(found, dict) else ("tags", "categories")
        if file.folders[0].lower() in [str(each).lower() for each in names]:
            return "taxonomy" if len(file.folders) == 1 else "term"
        return "section"

    def _has_outputs(self, kind: str) -> bool:
        outputs = self._settings.value("outputs")
        names = outputs.get(kind) if isinstance(outputs, dict) else None
        return names is not None and [str(each).lower() for each in names][:1] != ["html"]

    def _page(self, file: File, kind: str, fields: Mapping[str, object]) -> Published | None:
        paths = self._settings.paths
        folders = [paths.of_file(each) for each in file.folders]
        section = folders[0] if folders else ""
        is_ugly = self._settings.is_ugly(section, file.language)
        prefix = self._settings.prefix(file.language)
        url = text_of(fields.get("url"))
        if url and kind != "home":
            values = PageValues(self._site, self._settings, file, fields, self._sections(file))
            return self._with_aliases(of_url(url, prefix, values), fields, prefix, is_ugly=is_ugly)
        parts = self._parts(file, kind, fields, folders) if kind != "home" else []
        if parts is None:
            return None
        is_file = is_ugly and kind in ("page", "term")
        if is_file:
            parts[-1] = parts[-1].rstrip("/") + ".html"
        path = joined(prefix, *map(paths.sanitized, parts))
        if is_file:
            return self._with_aliases((path, path), fields, prefix, is_ugly=True)
        folder = path.rstrip("/") + "/"
        # Links to sections name the file where other pages are files of their own names.
        is_named = is_ugly or (kind == "home" and self._settings.is_on("uglyURLs"))
        link = f"{folder}index.html" if is_named else folder
        found = self._with_aliases((link, f"{folder}index.html"), fields, prefix, is_ugly=is_ugly)
        if found is None or kind != "home" or not self._redirects(file.language):
            return found
        return found._replace(aliases=("/" if prefix else f"{link}{file.language}/", *found.aliases))

    def _redirects(self, language: str) -> bool:
        """Return whether Hugo redirects to the home page of a language, which is the default one."""
        settings = self._settings
        is_default = language == settings.default_language and len(settings.languages) > 1
        return is_default and not settings.is_on("disableDefaultLanguageRedirect")

    def _parts(
        self, file: File, kind: str, fields: Mapping[str, object], folders: list[str]
    ) -> list[str] | None:
        """Return the parts of a page's path; `None` if they cannot be told."""
        is_bundle = file.name in ("index", "_index")
        name = self._settings.paths.of_file(file.name)
        pattern = self._settings.pattern(
            kind, joined(*folders, *([] if is_bundle else [name])), file.language
        )
        if pattern is None or (pattern and self._settings.value("frontmatter") is not None):
            return None
        if pattern:
            values = PageValues(self._site, self._settings, file, fields, self._sections(file))
            found = permalinks.filled(pattern, values.value)
            return [found] if found is not None else None
        slug = text_of(fields.get("slug")).strip("-")
        if is_bundle:
            return [*folders[:-1], slug or folders[-1]] if folders else [slug]
        return [*folders, slug or name]

    def _sections(self, file: File) -> list[str]:
        """Return the sections that a page is in: the first folder, and folders with an `_index`."""
        folders = file.folders[:-1] if file.name == "index" else file.folders
        disks = [file.disk if file.name != "index" else os.path.dirname(file.disk)]
        for _ in folders[1:]:
            disks.append(os.path.dirname(disks[-1]))
        last = next((len(folders) - at for at, disk in enumerate(disks) if branch(disk) is not None), 1)
        return [Paths().of_file(each) for each in folders[: max(last, 1)]]

    def _with_aliases(
        self, found: tuple[str, str] | None, fields: Mapping[str, object], prefix: str, *, is_ugly: bool
    ) -> Published | None:
        if found is None:
            return None
        link, written = unquote(found[0]), found[1]
        address = address_of(clean(written).lstrip("/"))
        addresses = (link,) if link == address else (link, address)
        value = fields.get("aliases")
        if not value or self._settings.is_on("disableAliases"):
            return Published(addresses)
        texts = value.split() if isinstance(value, str) else value if isinstance(value, list) else [value]
        base = base_of(written)
        aliases = [alias_of(text_of(each), base, prefix, is_ugly=is_ugly) for each in texts]
        if None in aliases:
            return None
        return Published(addresses, tuple(dict.fromkeys(each for each in aliases if each is not None)))

    def static_address(self, relative: str) -> str | None:
        """Return where a file in `static`, or beside pages, is copied to."""
        mount = next(
            (each for each in self._settings.statics if f"{relative}/".startswith(each.source)), None
        )
        if mount is not None:
            # What is mounted may be one file.
            inside = f"{mount.target}{f'{relative}/'.removeprefix(mount.source)}".rstrip("/")
            return None if mount.is_limited else f"/{inside}"
        file = file_of(self._site, self._settings, relative)
        is_plain = file is not None and not self._settings.is_untold and not file.mount.is_limited
        if file is None or not is_plain or self._site.output(relative) != "copied":
            return None
        return self._resource(file, relative.rpartition("/")[2])

    def _resource(self, file: File, name: str) -> str | None:
        """Return where a file beside pages is published: with its bundle, or the section that it is in."""
        root = os.path.join(self._site.root, file.mount.source).rstrip("/")
        index, count = bundle(file.disk, root), len(file.folders)
        disk = file.disk if index is None else os.path.dirname(index)
        if index is None:
            while count > 1 and branch(disk) is None:
                count, disk = count - 1, os.path.dirname(disk)
            index = branch(disk)
            if index is None and count == 1 and not has_pages(disk):
                count, index = 0, branch(os.path.dirname(disk))
        else:
            count -= len(os.path.relpath(file.disk, disk).split(os.sep)) if file.disk != disk else 0
        index = in_language(self._settings, index, file.language) if index is not None else None
        is_leaf = index is not None and os.path.basename(index).startswith("index.")
        kind = "page" if is_leaf else "section" if count else "home"
        folders = [self._settings.paths.of_file(each) for each in file.folders[:count]]
        language = (language_of(self._settings, index) if index is not None else None) or (
            file.mount.language or self._settings.default_language
        )
        if language != file.language or (index is None and file.mount.language is not None):
            return None
        if (
            kind in self._settings.names("disableKinds", language)
            or is_moved(self._site, index)
            or cascades(self._site, self._settings, file, root)
        ):
            return None
        if count and self._settings.pattern(kind, joined(*folders), language) != "":
            return None
        prefix = self._settings.prefix(language)
        return joined(prefix, *map(self._settings.paths.sanitized, folders), *file.folders[count:], name)
