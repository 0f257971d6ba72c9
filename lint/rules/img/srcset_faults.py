"""What is wrong with the candidates of a `srcset`, and how they were probably meant."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from lint.post.srcset import Candidate, candidates
from lint.primitives.patterns import regex
from lint.rule import Edit, Span, shortened

_IMAGE = regex(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?\S*)?\Z", re.IGNORECASE)
_GLUED = regex(r"\.(?:jpe?g|png|gif|webp|avif|svg),(?=(?:https?:)?//)", re.IGNORECASE)
_ADDRESS = regex(r"https?://|/", re.IGNORECASE)
_LONGEST_NAME = 300
# Nobody can tell what was meant by a candidate of more parts.
_MOST_PARTS = 100
_SIZE = regex(r"([0-9]+(?:\.[0-9]+)?)(?:px|[wxWX])?")


class Fault(NamedTuple):
    """A fault of a `srcset`.

    Parameters:
        span: its place.
        message: what is wrong, and what was expected.
        edits: how it was meant; none if nobody can tell.
        is_certain: whether it can have been meant in no other way.
        is_lost: whether a browser drops the candidate.
    """

    span: Span
    message: str
    edits: tuple[Edit, ...] = ()
    is_certain: bool = False
    is_lost: bool = False


def faults(text: str, span: Span) -> Iterator[Fault]:
    """Yield the faults of the `srcset` in `text[span]`."""
    units = {each.size[-1] for each in candidates(text, span) if each.size}
    for each, after in pairwise(chain(candidates(text, span), (None,))):
        if each is None:
            continue  # never: only the last one is
        if each.problem:
            yield _dropped(text, each, units)
        elif (glued := _GLUED.search(text, *each.url)) is not None:
            place = Span(glued.end(), glued.end())
            message = "no space after the comma, so two URLs are read as one; expected a space"
            yield Fault(each.span, message, (Edit(place, " "),), is_certain=True)
        elif after is not None and not each.descriptors and text.startswith(",", each.url.end):
            yield from _cut(text, each, after)


def _dropped(text: str, candidate: Candidate, units: Collection[str]) -> Fault:
    span, problem = candidate.span, candidate.problem
    if len(candidate.descriptors) >= _MOST_PARTS:
        url = shortened(text[slice(*candidate.url)], 60)
        message = f"browsers drop the candidate {url!r}: {shortened(problem, 60)}"
        return Fault(span, f"{message}; expected one such as `640w` or `2x`", is_lost=True)
    places = [candidate.url, *candidate.descriptors]
    parts = [text[slice(*place)] for place in places]
    spaced = _with_space(text, places, parts)
    if spaced is not None:
        name = shortened(text[slice(*spaced)], 60)
        message = f"the URL {name!r} contains a space, so browsers drop it; expected `%20`"
        edit = Edit(spaced, text[slice(*spaced)].replace(" ", "%20"))
        return Fault(span, message, (edit,), is_certain=True, is_lost=True)
    url = shortened(parts[0], 60)
    commas = [
        Edit(Span(before.end, before.end), ",")
        for before, name in zip(places, parts[1:], strict=False)
        if _ADDRESS.match(name) or _is_image(name)
    ]
    if commas and _is_valid("".join(_pieces(text, span, commas))):
        message = f"no comma after the candidate {url!r}, so browsers drop what follows; expected a comma"
        return Fault(span, message, tuple(commas), is_lost=True)
    size = _SIZE.fullmatch(parts[-1])
    message = f"browsers drop the candidate {url!r}: {shortened(problem, 60)}"
    if size is None or len(parts) != 2 or len(units) != 1:  # noqa: PLR2004 - a URL and its descriptor
        return Fault(span, f"{message}; expected one such as `640w` or `2x`", is_lost=True)
    written = size[1] + next(iter(units))
    edits = (Edit(places[-1], written),) if _is_valid(f"a {written}") else ()
    return Fault(span, f"{message}; expected `{written}`", edits, is_lost=True)


def _with_space(text: str, places: Sequence[Span], parts: Sequence[str]) -> Span | None:
    """Return the place of the URL if it contains spaces for certain, as in `test (1).jpg 320w`."""
    has_size = _is_valid(f"a {parts[-1]}")
    last = len(parts) - 1 if has_size else len(parts)
    place = Span(places[0].start, places[last - 1].end)
    is_one = _is_image(parts[last - 1]) and not any(map(_is_image, parts[: last - 1]))
    others = parts[1:last]
    if last < 2 or not is_one or any(_ADDRESS.match(each) or _is_valid(f"a {each}") for each in others):  # noqa: PLR2004
        return None
    return None if re.search(r"[\t\n\f\r]", text[slice(*place)]) else place


def _cut(text: str, candidate: Candidate, following: Candidate) -> Iterator[Fault]:
    """Yield the fault of a URL that is cut at a comma and a space, as in `a, b.jpg 320w`."""
    url, rest = text[slice(*candidate.url)], text[slice(*following.url)]
    place = Span(candidate.url.start, following.span.end)
    between = Span(candidate.url.end + 1, following.url.start)
    spaces = text[slice(*between)]
    if url[:5].lower() == "data:" and "," not in url:
        message = "the `data:` URL is cut at the space after its comma; expected no space"
        yield Fault(place, message, (Edit(between, ""),), is_certain=True, is_lost=True)
    elif (
        _ADDRESS.match(url)
        and not _is_image(url)
        and not _ADDRESS.match(rest)
        and _is_image(rest)
        and following.size
        and not spaces.strip(" ")
    ):
        whole = shortened(f"{url}, {rest}", 60)
        message = f"the URL {whole!r} is cut at the space after its comma; expected `%20`"
        yield Fault(place, message, (Edit(between, "%20" * len(spaces)),), is_lost=True)


def _pieces(text: str, span: Span, commas: Sequence[Edit]) -> Iterator[str]:
    start = span.start
    for edit in commas:
        yield text[start : edit.span.start] + ","
        start = edit.span.start
    yield text[start : span.end]


def _is_image(url: str) -> bool:
    return _IMAGE.search(url[-_LONGEST_NAME:]) is not None


def _is_valid(srcset: str) -> bool:
    return not any(each.problem for each in candidates(srcset, Span(0, len(srcset))))
