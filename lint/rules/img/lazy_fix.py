"""The fix of an image that needs a script to load: it gets the URLs that the script would give it."""

import re
from collections.abc import Sequence

from lint.post.srcset import Candidate, candidates
from lint.primitives.patterns import regex
from lint.rule import Attribute, Document, Edit, Fix, Span, Tag
from lint.rules.img.image_tag import LAZY_SETS, first_real

# What Cloudflare's Mirage adds to an image whose source it moves to `data-cfsrc`.
_HIDING = regex(r"(?<!\s)\s*(?:display:\s*none|visibility:\s*hidden)\s*(?:;|\Z)", re.IGNORECASE)


def lazy_fix(document: Document, tag: Tag, lazy: Attribute) -> Fix | None:
    """Return the fix that writes the URL from a lazy-loading attribute into `src`, or `None`."""
    found = document.attributes(tag)
    edits = []
    missing = {}
    place = lazy.span
    if lazy.name in LAZY_SETS:
        every = list(candidates(document.text, lazy.span))
        offered = [each for each in every if not each.problem]
        if not offered:
            return None
        best = max(offered, key=_fitness)
        place = best.url
        is_needed = len(offered) > 1 or best.size not in ("", "1x")
        if "srcset" not in found and is_needed and offered == every:
            missing["srcset"] = document.raw(lazy.span)
    src, url = found.get("src"), document.raw(place)
    if src is None:
        missing = {"src": url, **missing}
    elif (src.quote or '"') in url:
        return None
    else:
        edits.append(_written(src, url))
    if "data-cfsrc" in found and "style" in found:
        edits += _shown(document, tag, found["style"])
    return _made(f"use the URL from `{lazy.name}`", [(tag, missing)], edits)


def source_fix(document: Document, tag: Tag, place: Span) -> Fix | None:
    """Return the fix that writes the URL at a place into `src`, or `None`."""
    src, url = document.attributes(tag).get("src"), document.raw(place)
    if src is not None and (src.quote or '"') in url:
        return None
    edits = [_written(src, url)] if src is not None else []
    return _made("use the URL from `<noscript>`", [(tag, {"src": url} if src is None else {})], edits)


def _written(src: Attribute, url: str) -> Edit:
    return Edit(src.span, url if src.quote else f'"{url}"')


def sources_fix(document: Document, sources: Sequence[Tag]) -> Fix | None:
    """Return the fix that gives each `<source>` of a `<picture>` the `srcset` kept for the script, or `None`."""
    edits, missing = [], []
    for tag in sources:
        found = document.attributes(tag)
        kept, srcset = first_real(document, found, LAZY_SETS), found.get("srcset")
        if kept is None or any(each.problem for each in candidates(document.text, kept.span)):
            continue
        if srcset is None:
            missing.append((tag, {"srcset": document.raw(kept.span)}))
        elif srcset.quote == kept.quote:
            edits.append(Edit(srcset.span, document.raw(kept.span)))
    return _made("use the sets of the `<source>` elements", missing, edits)


def _fitness(candidate: Candidate) -> tuple[bool, float]:
    """Return how well a candidate fits into `src`: one without a density or with 1x, else the largest."""
    size = candidate.size
    return size in ("", "1x"), float(size[:-1] or 1)


def _made(message: str, missing: Sequence[tuple[Tag, dict[str, str]]], edits: list[Edit]) -> Fix | None:
    """Return the fix that makes some edits and adds the missing attributes of some tags."""
    for tag, values in missing:
        if any('"' in value for value in values.values()):
            return None
        start = tag.attributes.start
        written = "".join(f' {name}="{value}"' for name, value in values.items())
        if written:
            edits.append(Edit(Span(start, start), written))
    return Fix(message, tuple(sorted(edits))) if edits else None


def _shown(document: Document, tag: Tag, style: Attribute) -> list[Edit]:
    """Return the edit that removes from a `style` what hides the image, and the `style` if it has no more."""
    written = document.raw(style.span)
    left = _HIDING.sub("", written)
    if left == written:
        return []
    if left.strip():
        return [Edit(style.span, left.lstrip())]
    before = document.raw(Span(tag.span.start, style.name_span.start)).rstrip(" \t\r\n")
    return [Edit(Span(tag.span.start + len(before), style.span.end + len(style.quote)), "")]
