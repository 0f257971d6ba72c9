"""What links and shortcodes of Hugo's pages lead to.

Addresses are left to the browser, unless a render hook changes them: Hugo's own, which sites of several
languages have, looks pages and files up (https://gohugo.io/render-hooks/links/).
"""

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lint.archive.builders import hugo_refs, hugo_terms
from lint.archive.builders.addresses import Published
from lint.archive.builders.hugo_generated import Generated, program_of
from lint.archive.builders.hugo_lists import Lists
from lint.archive.builders.hugo_pages import File, branch, bundle, file_of, in_language
from lint.archive.builders.hugo_settings import HugoSettings
from lint.archive.builders.links import Links
from lint.archive.builders.page_heads import fields_of
from lint.archive.builders.references import Reference, addressed, joined, kind_of, outside, target
from lint.archive.builders.site import Site
from lint.primitives.fact import UNCOUNTED, untold_file
from lint.primitives.place import Span

_HOOKS = ("_markup/render-{}.html", "_default/_markup/render-{}.html")


class HugoLinks(Links):
    """The links of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._settings = HugoSettings(site)
        self._names = hugo_refs.Names(self._settings)
        self._generated = Generated(site, self._settings)

    def reference(
        self, url: str, relative: str, published: Published | None, *, image: bool, markdown: bool
    ) -> Reference | None:
        """Return what an address leads to, also one that `ref` or `relref` fills in."""
        del markdown
        if not self._site.is_whole:  # a part of a site, such as its content alone
            return None
        return self._generated.with_programs(self._reference(url, relative, published, image=image))

    def _reference(
        self, url: str, relative: str, published: Published | None, *, image: bool
    ) -> Reference | None:
        if "{{" in url:
            call = next(hugo_refs.calls(url, 0, len(url)), None)
            is_whole = call is not None and url.startswith("{{") and url.endswith("}}")
            return self._ref(call, relative) if call is not None and is_whole else None
        to = target(url)
        if to is None or (to.path and self._is_hooked(image=image)):
            return None
        addresses = published.addresses if published is not None else ()
        base, path = self._site.base_path, to.path
        is_based = path.startswith(f"{base}/") and not self._settings.is_on("relativeURLs")
        if path.startswith("/") and self._adds_base and not is_based:
            to = to._replace(path=f"{base}{path}")
        found = addressed(to, relative, base, addresses, image=image)
        if found is None and not self._has_own_hook:
            return outside(to, base, image=image)
        if found is None or not path or not (image or self._has_own_hook):
            return found
        places = [*found.places, *self._looked_up(path, relative, image=image)]
        is_beside = image and not path.startswith("/") and not self._has_own_hook
        if is_beside and _is_index(relative) and not all(each.endswith("/") for each in addresses):
            return None  # only the shortcode `figure` finds a file beside a page with another address
        return (
            Reference(kind_of(path, image=image), tuple(dict.fromkeys(places)), to.anchor) if places else None
        )

    @cached_property
    def _adds_base(self) -> bool:
        """Whether addresses from the root are taken for those of the site."""
        return self._settings.is_on("canonifyURLs") or self._settings.is_on("relativeURLs")

    def _is_hooked(self, *, image: bool) -> bool:
        """Return whether a render hook of the site or a theme decides, or a theme that is not there may."""
        if self._generated.lacks_a_theme:
            return True
        name = "image" if image else "link"
        return any(
            os.path.lexists(os.path.join(self._site.root, layouts, hook.format(name)))
            for layouts in self._generated.layouts
            for hook in _HOOKS
        )

    @cached_property
    def _has_own_hook(self) -> bool:
        hooks = self._site.configuration.get("markup.goldmark.renderHooks", dict) or {}
        return len(self._settings.languages) > 1 or bool(hooks)

    def _looked_up(self, path: str, relative: str, *, image: bool) -> Sequence[str]:
        """Return the places of a page, a file beside it, or one of the assets."""
        folder = relative.rpartition("/")[0]
        found = [f"assets/{path.lstrip('./')}"]
        file = file_of(self._site, self._settings, relative)
        if self._has_own_hook and _is_index(relative) and ".." not in path.split("/"):
            # The translations of a bundle share their files.
            folders = [folder, *self._translated(folder, file)]
            names = [path, *self._in_languages(path)]
            places = [each for one in folders for name in names if (each := joined(one, name)) is not None]
            found += [*places, *(each.lower() for each in places)]
        if not image and file is not None:
            found += self._names.looked_up(path.removeprefix("./"), file, file.language, by_name=False)
        return found

    def _translated(self, folder: str, file: File | None) -> Iterator[str]:
        """Yield the folders of other languages that a folder of the content is the same as."""
        if file is not None and file.mount.language is not None:
            inside = f"{folder}/".removeprefix(file.mount.source).rstrip("/")
            for mount in self._settings.contents:
                if mount.target == file.mount.target and mount.source != file.mount.source:
                    yield f"{mount.source}{inside}".rstrip("/")

    def _in_languages(self, path: str) -> Iterator[str]:
        """Yield the names that a file of a bundle has in each language: `a.de.png` is found as `a.png`."""
        stem, suffix = os.path.splitext(path)
        for code in self._settings.languages if suffix and len(self._settings.languages) > 1 else ():
            yield f"{stem}.{code}{suffix}"

    def _ref(self, call: hugo_refs.Call, relative: str) -> Reference | None:
        """Return the reference of `ref` or `relref`."""
        file = file_of(self._site, self._settings, relative)
        if call.name not in ("ref", "relref") or file is None or not call.arguments:
            return None
        ref = call.arguments.get("path", call.arguments.get("0", ""))
        path, _, anchor = unicodedata.normalize("NFC", ref).partition("#")
        if "://" in ref or "?" in ref:
            return None
        if not path:
            return Reference("page", (relative,), anchor) if anchor else None
        language = call.arguments.get("lang", file.language).lower()
        places = self._names.looked_up(path, file, language)
        return Reference("page", tuple(places), anchor) if places else None

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterator[tuple[Span, Reference]]:
        """Yield the shortcodes of a body, and the pages that `ref` and `relref` name."""
        if self._site.is_whole:
            for span, found in self._named(text, start, end, relative):
                yield span, self._generated.with_programs(found) or found

    def _named(self, text: str, start: int, end: int, relative: str) -> Iterator[tuple[Span, Reference]]:
        file = file_of(self._site, self._settings, relative)
        folders = tuple(each.lower() for each in file.folders) if file is not None else ()
        for call in hugo_refs.calls(text, start, end):
            if call.name in ("ref", "relref"):
                reference = self._ref(call, relative)
                if reference is not None:
                    yield call.first, reference
            elif call.name.lower() not in hugo_refs.BUILT_IN and not call.name.endswith(".inline"):
                places = hugo_refs.templates(call.name.lower(), folders, self._generated.layouts)
                yield call.span, Reference("shortcode", tuple(places))

    def may_generate(self, place: str) -> bool:
        """Return whether a list, a feed, a theme or a module may provide a place."""
        return self._generated.may_generate(place)

    def list_page(self, place: str) -> Sequence[str]:
        """Return what it takes for a page of a list to exist."""
        return self._lists.page(place)

    @cached_property
    def _lists(self) -> Lists:
        return Lists(self._site, self._settings, self._generated)

    def provided(self, relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
        """Return the addresses and names of a page, and of its section and terms; the address of a file."""
        site = self._site
        if relative.startswith("assets/"):  # which a template may publish
            return (f"/{relative.removeprefix('assets/')}",)
        for layouts in self._generated.layouts if "shortcodes/" in relative else ():
            if relative.startswith(layouts):  # their names are looked up without regard to case
                inside, own = relative.removeprefix(layouts).lower(), self._generated.layouts[0]
                return tuple(hugo_refs.template(inside, own, self._settings.languages))
        for theme in self._generated.themes:
            if relative.startswith(f"{theme}static/"):
                return (f"/{relative.removeprefix(f'{theme}static/')}",)
        file = file_of(site, self._settings, relative)
        if file is not None and (programs := program_of(relative)):
            return programs
        if file is None or site.output(relative) != "page":
            address = site.static_address(relative) or self._bundled(file, relative)
            # Files beside a page are looked up without regard to case.
            beside = (relative, relative.lower()) if address == untold_file(relative) else (relative.lower(),)
            return (address, *(beside if file is not None else ())) if address is not None else ()
        if fields is None:
            fields = fields_of(f"{site.root}/{relative}", site.bounds, has_json=True) or {}
        terms = hugo_terms.terms(self._settings, file.language, fields)
        names = [*self._names.of_file(file), *self._section(file), *terms]
        if file.name == "_index" and any(key.lower() in ("url", "slug") for key in fields):
            names.append(UNCOUNTED)  # a list of terms may have any address
        if site.is_post(f"{site.root}/{relative}"):
            return tuple(names)
        found = site.published(relative, fields)
        if found is not None and not found.addresses and file.name == "_index":
            found = site.published(relative, {})  # Hugo makes a list of its own
        if found is None:
            return ()
        return (*found.addresses, *found.aliases, *names) if found.addresses else ()

    def _bundled(self, file: File | None, relative: str) -> str | None:
        """Return the address of a file in a bundle whose front matter, or a permalink, moves it.

        That of a file in a bundle whose address cannot be told, or that may have no page, cannot be told.
        """
        if file is None or self._site.output(relative) != "copied":
            return None
        root = os.path.join(self._site.root, file.mount.source).rstrip("/")
        index = bundle(file.disk, root) or branch(file.disk)
        if index is None:
            return None
        index = in_language(self._settings, index, file.language)
        path = os.path.relpath(index, self._site.root).replace(os.sep, "/")
        fields = fields_of(index, self._site.bounds, has_json=True) or {}
        found = self._site.published(path, fields)
        if found is None or not {"build", "_build", "headless"}.isdisjoint(key.lower() for key in fields):
            return untold_file(relative)
        if not found.addresses:
            return None
        folder = found.addresses[-1].removesuffix(".html").rstrip("/")
        return f"{folder}/{relative.removeprefix(path.rpartition('/')[0] + '/')}"

    def _section(self, file: File) -> list[str]:
        """Return the address of the list that Hugo makes of a file's first folder."""
        off = self._settings.names("disableKinds", file.language)
        is_plain = file.folders and not (file.name == "index" and len(file.folders) == 1)
        if (
            not is_plain
            or "section" in off
            or self._settings.pattern("section", f"/{file.folders[0]}", file.language) != ""
        ):
            return []
        folder = self._settings.paths.sanitized(self._settings.paths.of_file(file.folders[0]))
        prefix = self._settings.prefix(file.language)
        return [f"/{prefix}/{folder}/" if prefix else f"/{folder}/"]


def _is_index(relative: str) -> bool:
    return relative.rpartition("/")[2].partition(".")[0] in ("index", "_index")
