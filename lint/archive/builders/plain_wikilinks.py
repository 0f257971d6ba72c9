"""Wikilinks in a folder of notes without a known builder.

Programs for notes find a note by the name of its file, by its title or by an alias, with or without regard to
case; some write the name before the `|`, some after it. So one of all these is enough.

Double brackets are also slots of JavaScript, conditions of shells, attributes of C++, footnotes and arrays.
Only what cannot be any of these is taken for a link, and only in a file with a front matter. The rest counts
if a note has nearly this name.
"""

from collections.abc import Iterator, Mapping

from lint.archive.builders.code_places import code_places
from lint.archive.builders.link_forms import has_template, nfc
from lint.archive.builders.references import Kind, Reference
from lint.primitives.patterns import regex
from lint.primitives.place import Span

_WIKILINK = regex(r"(?<![\\\[])\[\[([^\[\]\n]{1,200})\]\](?![\](\[])")
# What no name of a note has, as such text is something else.
_OTHER = regex(r"[:=$`<>{}\"*;\\@&+~^!?]|\A[\s_\-.]|\s\Z|--")
_SPACES = regex(r"[\s_-]+")
_WORDS = regex(r"[^\W\d_]+(?: [^\W_]+)+")
_SUFFIX = regex(r"\.[A-Za-z0-9]{1,10}\Z")
_CONTENTS = ("toc", "toc levels")
_NOTE = (".md", ".markdown")
# The fields by which programs find a note.
_NAMES = ("title", "aliases", "alias", "id")
_LONGEST = 200
_MOST = 20


def wikilinks(text: str, start: int, end: int) -> Iterator[tuple[Span, Reference]]:
    """Yield what the wikilinks of a body lead to; not those in code."""
    if start == 0 or text.find("[[", start, end) < 0:
        return
    code = code_places(text, start, end, percent=True, indented=True)
    found = []
    for match in _WIKILINK.finditer(text, start, end):
        if code.has(match.start()) or has_template(match[1]):
            continue
        is_embedded = text[match.start() - 1] == "!"
        link = _link(match[1], is_embedded=is_embedded)
        if link is not None:
            found.append((Span(*match.span(1)), link, is_embedded or _is_plain(match[1])))
    # Where one is certain, the others are, too.
    kind: Kind = "note" if any(is_certain for _, _, is_certain in found) else "name"
    for span, link, _ in found:
        yield span, link._replace(kind=kind)


def _link(written: str, *, is_embedded: bool) -> Reference | None:
    names, anchor = [], ""
    for part in written.split("|", 1):
        name, _, heading = nfc(part).partition("#")
        if not name or _OTHER.search(part.strip() if "|" in written else part):
            return None
        names.append(name)
        anchor = anchor or heading.rpartition("#")[2].strip()
    keys = [_key(name) for name in names]
    if not any(map(str.isalpha, keys[0])) or keys[0] in _CONTENTS:
        return None
    if is_embedded and _SUFFIX.search(names[0]) is not None and not names[0].endswith(_NOTE):
        return None  # an image, which programs look for in folders of their own
    return Reference("note", tuple(dict.fromkeys(f"note:{key}" for key in keys if key)), anchor)


def _is_plain(written: str) -> bool:
    """Return whether a text is a link for certain: it has a label or a heading, or is some words."""
    before, bar, after = written.partition("|")
    name, _, heading = before.partition("#")
    is_title = name[:1].isupper() and _WORDS.fullmatch(name) is not None
    return bool(bar and after.strip()) or bool(heading.strip()) or is_title


def _key(name: str) -> str:
    plain = nfc(name).rpartition("/")[2]
    for suffix in _NOTE:
        plain = plain.removesuffix(suffix)
    return _SPACES.sub(" ", plain.casefold()).strip()


def names(relative: str, fields: Mapping[str, object] | None) -> tuple[str, ...]:
    """Return the names of a file: that of the file, and of a post its title and its aliases."""
    found = [_key(relative)]
    for field in _NAMES if fields else ():
        value = (fields or {}).get(field)
        texts = value[:_MOST] if isinstance(value, list) else [value]
        found += [
            _key(each.replace("/", " ")) for each in texts if isinstance(each, str) and len(each) <= _LONGEST
        ]
    return tuple(f"note:{each}" for each in dict.fromkeys(found) if each)
