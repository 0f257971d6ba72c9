"""What a link, an image or a template leads to within its site, and how a browser resolves an address.

Nothing here looks at files: a reference is made from the text and the site's settings alone, so that it can
be kept with its post. Whether it is right is decided later, when all files of the site are known.
"""

import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple
from urllib.parse import unquote_to_bytes

from lint.primitives.patterns import regex

Kind = Literal["page", "file", "include", "shortcode", "note", "name", "outside", "outside-file"]

_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_SUFFIX = regex(r"\.([A-Za-z][A-Za-z0-9]{0,9})\Z")
_PAGES = frozenset(
    (
        "html", "htm", "xhtml", "md", "markdown", "mdown", "mkd", "mdx", "qmd", "rst", "adoc", "org", "php",
        "aspx",
    )
)  # fmt: skip
_LONGEST = 4096


class Reference(NamedTuple):
    """What something in a file refers to.

    Places are in the Unicode form NFC; those that the site has must be brought into it to be compared.

    Attributes:
        kind: what it should be: a `page`; another `file` of the site, such as an image; an `include` or a
            `shortcode` of its templates; a `note`; a `name` that may be that of a note, which is wrong only
            if a note has nearly the same. `outside` and `outside-file` lack the base path, so that they lead
            out of the site: they are wrong if one of the places exists.
        places: it is right if one of them exists. A place is one of three:

            - an address, such as `/docs/a/`, as `Site.published`, `Site.static_address` and `Site.provided`
              give it: without base path, not percent-encoded;
            - the path of a file from the site's folder, such as `docs/a.md`, which never begins with `/`. A
              page or file must be one that the site publishes, or may publish, since its address cannot be
              told, or the file that has the reference; for the other kinds, it is enough that it is there;
            - a name that a builder looks files up by, such as `note:docs/a` or `post:2021-05-03-a`, as
              `Site.provided` gives it.
        anchor: the id on the page, decoded; empty for the page itself.
    """

    kind: Kind
    places: tuple[str, ...]
    anchor: str = ""


class Target(NamedTuple):
    """An address without its host.

    Attributes:
        path: decoded, in the form NFC, with `/` for a backslash; empty for the page itself.
        anchor: the id, decoded.
    """

    path: str
    anchor: str


def target(url: str) -> Target | None:
    """Return the path and the anchor of a link within the site; `None` for others."""
    if not url or len(url) > _LONGEST or _SCHEME.match(url):
        return None
    rest, _, anchor = url.partition("#")
    path = rest.partition("?")[0].replace("\\", "/")
    # What is after `:~:` is for the browser: a text to look for (https://wicg.github.io/scroll-to-text-fragment/).
    decoded, id_ = _decoded(path), _decoded(anchor.partition(":~:")[0])
    if path.startswith("//") or decoded is None or id_ is None:
        return None
    return Target(decoded, id_)


def _decoded(text: str) -> str | None:
    if "%" in text:
        try:
            text = unquote_to_bytes(text).decode()
        except ValueError:
            return None
    return None if "\0" in text else unicodedata.normalize("NFC", text)


def joined(folder: str, path: str) -> str | None:
    """Return the path that a relative one leads to, as a file's path; `None` if it leads outside.

    Parameters:
        folder: the path of the folder that it is relative to; empty for the site's.
        path: what is joined to it. A `/` at its end is kept.
    """
    parts = [each for each in folder.split("/") if each]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    is_folder = path.rpartition("/")[2] in ("", ".", "..")
    return "/".join(parts) + ("/" if is_folder and parts else "")


def resolved(path: str, base_path: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses that a link's path leads to, as a browser resolves it; empty if it leads outside.

    Parameters:
        path: as `target` gives it.
        base_path: that of the site.
        addresses: those of the page that has the link: more than one if the server may show it at each.
    """
    bases = ("/",) if path.startswith("/") else tuple(f"{base_path}{each}" for each in addresses)
    found: list[str] = []
    for base in bases:
        whole = path if path.startswith("/") else base[: base.rfind("/") + 1] + path
        parts: list[str] = []
        for part in whole.split("/"):
            if part == "..":
                del parts[-1:]
            elif part not in ("", "."):
                parts.append(part)
        is_folder = whole.rpartition("/")[2] in ("", ".", "..")
        address = "/" + "/".join(parts) + ("/" if is_folder and parts else "")
        if base_path and address == base_path:
            address += "/"
        if address.startswith(f"{base_path}/"):
            found.append(address.removeprefix(base_path))
    return tuple(dict.fromkeys(found))


def served(address: str) -> tuple[str, ...]:
    """Return the addresses whose file a common server of files sends for an address.

    `/docs/a` may be the file `a`, `a.html` or `a/index.html`; `/docs/a/` is only the last, since GitHub Pages
    and a plain nginx send nothing else.
    """
    folder, _, name = address.rpartition("/")
    if name == "":
        return (address,)
    if name in ("index.html", "index"):
        own = () if name == "index.html" else (address, f"{address}/")
        return (f"{folder}/", *own)
    return address, f"{address}/", f"{address}.html"


def kind_of(path: str, *, image: bool) -> Kind:
    """Return whether a path is that of a page or of another file, by its suffix."""
    suffix = _SUFFIX.search(path)
    is_file = image or (suffix is not None and suffix[1].lower() not in _PAGES)
    return "file" if is_file else "page"


def addressed(
    found: Target, relative: str, base_path: str, addresses: Iterable[str], *, image: bool
) -> Reference | None:
    """Return the reference of an address that the builder leaves as it is, so that a browser resolves it.

    Parameters:
        found: the address.
        relative: the path of the file that has it.
        base_path: that of the site.
        addresses: those of the page; empty if they are not known.
    """
    if not found.path:
        return Reference("page", (relative,), found.anchor)
    places = dict.fromkeys(
        place for each in resolved(found.path, base_path, addresses) for place in served(each)
    )
    return Reference(kind_of(found.path, image=image), tuple(places), found.anchor) if places else None


def outside(found: Target, base_path: str, *, image: bool) -> Reference | None:
    """Return the reference of a path from the host's root that is not below the base path; `None` for others.

    Another site of the host may be at it. But where this site has the same path below its base path, that is
    meant. The root itself may well be another site.

    Parameters:
        found: the address.
        base_path: that of the site.
        image: whether the address is shown, not followed.
    """
    if not base_path or not found.path.startswith("/") or f"{found.path}/".startswith(f"{base_path}/"):
        return None
    places = [place for each in resolved(found.path, "", ()) for place in served(each)]
    if not places or "/" in places:
        return None
    is_file = kind_of(found.path, image=image) == "file"
    return Reference("outside-file" if is_file else "outside", tuple(dict.fromkeys(places)))
