"""What a post wants from its site, and what it offers: the collectors of the rules on targets of links."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import NamedTuple
from unicodedata import normalize

from lint.archive import conventions
from lint.post.links import Link
from lint.primitives.fact import FILE, MOST_PLACES, untold, untold_file
from lint.primitives.patterns import regex
from lint.rule import (
    NOWHERE,
    Document,
    Fact,
    Facts,
    Found,
    PlacedFact,
    Reference,
    Span,
    Wanted,
    one_line,
    shortened,
)
from lint.rules.anchors import heading_ids, is_by_builders, written_ids
from lint.rules.lnk.host_names import lacks_scheme

_WHOLE = Span(0, 0)
_SHOWN = 120
# Text that is meant as an absolute URL or an address of mail, but is not: other rules report it.
_MISTAKEN = regex(r"\A(?:[\[(\"'”“’‘«<]|https?\W)|://|\A[^/?#]*@|\A[_~*+-]+\Z|[＊*]ps?://")
# A file's name with a suffix.
_FILE_NAME = regex(r"[^/?#]\.[A-Za-z][A-Za-z0-9]{1,8}(?:[?#]|\Z)")
# The fields that may give a post an address, or a part of one.
_ADDRESSES = ("slug", "permalink", "url", "path", "save_as", "aliases", "redirect_from")
_WORD = regex(r"\w+")
# How nearly all URLs begin that lead to other sites.
_ABSOLUTE = ("https:", "http:", "//", "mailto:")
# Stands for ids that cannot be told.
_ANY = "*"
# Comes before ids of which only the letters are certain, not their case.
_LOOSE = "~"


class Target(NamedTuple):
    """What a wanted thing is: the kind of its reference, how it was written, and the id on it."""

    kind: str
    written: str
    anchor: str


def target_of(wanted: PlacedFact) -> Target:
    """Return what is wanted, as `targets` packed it."""
    return Target(*wanted.value.split("\n", 2))


def leads_out(kind: str) -> bool:
    """Return whether what is wanted lacks the base path of the site, so that it is wrong where it is found."""
    return kind.startswith("outside")


def places(document: Document) -> Facts:
    """Yield the places of a post: its path, its addresses, those that redirect to it, and its names."""
    site, published, path = document.site, document.published, document.site_path
    found = [f"{FILE}{path}"]
    if published != NOWHERE or not document.is_post:
        granted = [*site.provided(path, document.data if document.is_post else None)]
        if published is None:
            granted += _possible(document, path)
        else:
            granted += (*published.addresses, *published.aliases)
        if site.links_publish and document.is_post:
            for link in document.links:
                granted += site.published_for(link.value, path, published)
        found += (path, *granted) if granted or document.is_post else ()
    for place in dict.fromkeys(normalize("NFC", place) for place in found):
        yield Fact(place, _WHOLE, "post")


def _possible(document: Document, path: str) -> Iterator[str]:
    """Yield the places of a post whose address cannot be told: it may end in its name, or in what it says."""
    yield untold(path)
    if not document.site.is_known:
        return  # links lead to files
    for key in _ADDRESSES:
        value = document.data.get(key) if document.is_post else None
        for each in value if isinstance(value, list) else (value,):
            if isinstance(each, str) and each.strip():
                yield untold(each)
    title = document.data.get("title") if document.is_post else None
    if isinstance(title, str):
        yield untold("-".join(_WORD.findall(title)))
        yield untold("-".join(_WORD.findall(title.replace("'", "").replace("’", ""))))


def ids(document: Document) -> Facts:
    """Yield the ids on a post's page, one a line; nothing for a copied post, whose headings come from elsewhere."""
    if document.base is not None:
        return
    found = None if _adds_ids(document) else heading_ids(document)
    if found is None:
        yield Fact("", _WHOLE, _ANY)
        return
    kind = "" if document.site.gives_ids else _LOOSE
    known = sorted({*found, *written_ids(document)})
    yield Fact("", _WHOLE, "\n".join((kind, *known)))


def ignored_links(document: Document) -> Facts:
    """Yield the patterns of `ignore-links` that match a link of a post."""
    ignored = document.settings.ignored_links
    if ignored is not None:
        for pattern in ignored.used(document.all_links):
            yield Fact(pattern, _WHOLE)


def _adds_ids(document: Document) -> bool:
    return document.site.adds_ids(document.text, *document.body, document.site_path, document.data)


def has_id(found: Found, name: str) -> bool:
    """Return whether a page that was found has an id, or may have it."""
    told = found.told.get(ids.__name__)
    if told is None or told == _ANY or is_by_builders(name):
        return True
    known = told.split("\n")
    if name in known or known[0] != _LOOSE:
        return name in known
    return _letters(name) in map(_letters, known)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def targets(document: Document) -> Facts:
    """Yield what the links, images and templates of a post lead to within its site."""
    counted: dict[tuple[Reference, str], Span] = {}
    for written, span, reference in _references(document):
        counted.setdefault((reference, written), span)
    for (reference, written), span in counted.items():
        if len(reference.places) > MOST_PLACES:
            continue
        value = f"{reference.kind}\n{written}\n{reference.anchor}"
        yield Wanted(
            reference.places, span, value, looks_inside=bool(reference.anchor) or leads_out(reference.kind)
        )


def _references(document: Document) -> Iterator[tuple[str, Span, Reference]]:
    if document.published == NOWHERE or document.base_element is not None:
        return
    site, path, published = document.site, document.site_path, document.published
    own = (path, normalize("NFC", path), *(published.addresses if published is not None else ()))
    judged: list[Span] = []
    for link in document.links:
        if link.value.startswith(_ABSOLUTE):
            continue
        image = link.kind in ("image", "media")
        if not _is_judged(link, document, image=image):
            continue
        markdown = link.attribute in ("markdown", "reference", "autolink")
        reference = site.reference(link.value, path, published, image=image, markdown=markdown)
        if reference is not None:
            reference = reference._replace(anchor=site.linked_id(reference.anchor))
            judged.append(link.span)
            if (usable := _usable(reference, document, own)) is not None:
                yield _written(link.value), link.span, usable
    if not site.is_whole or (document.base is not None and not site.is_known):
        return
    start, end = document.body
    inside = _Enclosing(judged)
    for span, reference in site.template_references(document.text, start, end, path):
        if inside.has(span):
            continue  # it is a part of a link
        reference = reference._replace(anchor=site.linked_id(reference.anchor))  # noqa: PLW2901
        if (usable := _usable(reference, document, own)) is not None:
            yield _written(document.text[slice(*span)]), Span(*span), usable


class _Enclosing:
    """Some places, which may enclose others; asked in the time of a search, however many there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span[0] for span in ordered]
        self._ends = [*accumulate((span[1] for span in ordered), max)]  # the furthest so far

    def has(self, span: Span) -> bool:
        """Return whether one of the places encloses another."""
        at = bisect_right(self._starts, span[0]) - 1
        return at >= 0 and span[1] <= self._ends[at]


def _is_judged(link: Link, document: Document, *, image: bool) -> bool:
    """Return whether a browser follows a link or shows an image as it is written."""
    if link.element == "front-matter" or link.attribute == "text" or link.attribute.startswith("data-"):
        return False
    if not image and not (link.kind == "link" and link.element in ("a", "area")):
        return False
    if document.base is not None and link.value.startswith("/"):
        return False  # it has lost its site, which LNK005 and IMG003 report
    if not document.site.is_whole and not (link.value[:1] != "/" and _FILE_NAME.search(link.value)):
        return False  # without the configuration, only the name of a file beside the page is certain
    if link.value.startswith(document.site.file_prefixes):
        return True
    # LNK019, LNK002 and others report the rest.
    return not (lacks_scheme(link.value) or _MISTAKEN.search(link.value))


def _usable(reference: Reference, document: Document, own: Iterable[str]) -> Reference | None:
    """Return a reference that can be judged."""
    site = document.site
    if not site.is_whole:
        reference = reference._replace(anchor="")
    is_page = reference.kind == "page"
    listed = [
        site.list_page(place) if is_page else () for place in reference.places if site.may_be_there(place)
    ]
    if not reference.places or not all(listed):
        return None
    if document.base is not None and not {*own}.isdisjoint(reference.places):
        return None  # LNK011 looks at links of a copied post to itself
    if reference.kind in ("include", "shortcode", "note"):  # it need not be published
        files = (f"{FILE}{place}" for place in reference.places if not place.startswith("/"))
        return reference._replace(places=tuple(dict.fromkeys((*reference.places, *files))))
    if reference.kind == "file":
        more = [untold_file(each) for each in reference.places if "." in each]
        return reference._replace(places=tuple(dict.fromkeys((*reference.places, *more))))
    if not is_page:
        return reference
    more = [*map(untold, reference.places), *chain.from_iterable(listed)]
    if site.sends_files_for_folders:
        more += [f"{place[:-1]}.html" for place in reference.places if len(place) > 1 and place.endswith("/")]
    return reference._replace(places=tuple(dict.fromkeys((*reference.places, *more))))


def shown_places(near: Iterable[str], *, addresses: bool, files: bool = False) -> str:
    """Return a question with the places that may be meant; empty if there are none."""
    wanted = [place for place in near if place.startswith("/") == addresses and ":" not in place]
    if files:
        wanted = [place for place in wanted if not place.endswith(("/", *conventions.SUFFIXES))]
    return f"; did you mean `{one_line(wanted[0])}`?" if wanted else ""


def shown_names(near: Iterable[str], place: str) -> str:
    """Return the same for what is looked up by name, or by the path of its file.

    Parameters:
        place: the first place that is wanted, such as `post:2021-05-03-rain`.
    """
    kind = place.rpartition(":")[0]
    names = [each for each in near if each.rpartition(":")[0] == kind and not each.startswith("/")]
    return f"; did you mean `{one_line(names[0].removeprefix(f'{kind}:'))}`?" if names else ""


def _written(text: str) -> str:
    return shortened(one_line(text), _SHOWN)
