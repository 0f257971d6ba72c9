"""The addresses that a permalink may give when a template engine fills it in, as far as its text tells."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from lint.archive.builders.link_forms import nfc
from lint.primitives.patterns import regex

_MOST_PIECES = 100
_LONGEST = 2000
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}", "${": "}"}
_OPENING = regex(r"\{\{|\{%|\{#|\$\{")
_WORD = regex(r"\w+")
# An expression that gives the number of a page, or nothing.
_NUMBER = regex(
    r"-?\s*(?!\s)(?=[^}]*pageNumber)(?:pagination\b|pageNumber|if\b|else\b|plus\b|[\s\d.+>=|:()!-])*"
)
_SLUG = regex(r"\|\s*slug(?:ify)?\Z")
_CONDITIONS = frozenset(("if", "elif", "elseif", "elsif", "else", "endif", "unless", "endunless"))


class Piece(NamedTuple):
    """A part of a permalink: text, or what stands for a number, for one folder's name, or for anything.

    Attributes:
        kind: what it is.
        text: that of a text.
        is_optional: whether it may be left out, by a condition.
    """

    kind: Literal["text", "number", "name", "any"]
    text: str = ""
    is_optional: bool = False


Pieces = tuple[Piece, ...]
ANYTHING: Pieces = (Piece("any"),)
_FITS: dict[str, Callable[[str], bool]] = {
    "number": lambda character: character.isdecimal(),
    "name": lambda character: character != "/",
    "any": lambda _: True,
}


def pieces_of(permalink: str) -> Pieces:
    """Return the pieces of a permalink, the first of which begins with a slash if it is text."""
    if len(permalink) > _LONGEST:
        return ANYTHING
    found = list(_pieces("/" + nfc(permalink.strip()).removeprefix("./").lstrip("/")))
    if found[-1].kind == "text" and found[-1].text.endswith("/index.html"):
        found[-1] = found[-1]._replace(text=found[-1].text.removesuffix("index.html"))
    elif found[-1] == Piece("text", "index.html"):  # after a condition that ends with a slash
        del found[-1]
    return tuple(found) if len(found) <= _MOST_PIECES else ANYTHING


def _pieces(text: str) -> Iterator[Piece]:
    depth = position = 0
    while position < len(text):
        match = _OPENING.search(text, position)
        start = match.start() if match is not None else len(text)
        if start > position:
            yield Piece("text", text[position:start], depth > 0)
        if match is None:
            return
        closing = _ENDS[match[0]]
        end = text.find(closing, match.end())
        inside = text[match.end() : end if end >= 0 else len(text)]
        if match[0] == "{%":
            word = _WORD.search(inside)
            name = word[0] if word is not None else ""
            if name in _CONDITIONS:
                depth += 1 if name in ("if", "unless") else -1 if name.startswith("end") else 0
            else:  # such as a loop: whatever comes may be left out
                depth = _MOST_PIECES + _LONGEST
                yield Piece("any")
        elif match[0] != "{#":
            is_number, is_name = _NUMBER.fullmatch(inside), _SLUG.search(inside.rstrip(" \t\n-"))
            yield Piece("number" if is_number else "name" if is_name else "any", "", depth > 0)
        if end < 0:
            yield Piece("any")
            return
        position = end + len(closing)


def may_give(pieces: Pieces, address: str) -> bool:
    """Return whether a permalink may give an address, in a time that grows with both."""
    ends = {0}
    for piece in pieces:
        found = set(
            _after_text(piece.text, address, ends) if piece.kind == "text" else _after(piece, address, ends)
        )
        ends = found | ends if piece.is_optional else found
        if not ends:
            return False
    return len(address) in ends


def _after_text(text: str, address: str, starts: set[int]) -> Iterator[int]:
    for start in starts:
        if address.startswith(text, start):
            yield start + len(text)
        # Two slashes, between which there was nothing, are one.
        if start and text[:1] == "/" and address[start - 1] == "/" and address.startswith(text[1:], start):
            yield start + len(text) - 1


def _after(piece: Piece, address: str, starts: set[int]) -> Iterator[int]:
    fits, is_inside = _FITS[piece.kind], False
    for at in range(min(starts), len(address) + 1):
        is_inside = at in starts or (is_inside and fits(address[at - 1]))
        if is_inside:
            yield at
