"""Liquid in posts of Jekyll, as far as it names files of the site or fills in addresses.

https://jekyllrb.com/docs/liquid/
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

from lint.primitives.patterns import regex
from lint.primitives.place import Span

# What `site.url` is, which may be any host.
HOST = "\x02"
_TAG = regex(r"\{%-?\s*(\w+)\s*")
# Contents that may not be run, or not be shown.
_UNSURE = frozenset(("if", "unless", "case", "for", "tablerow", "ifchanged"))
_TERM = regex(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z_][\w.\-]*))\s*")
_FILTER = regex(r"\|\s*(\w+)\s*(?::([^|]*))?")
_SAME = frozenset(("escape", "escape_once", "xml_escape", "uri_escape", "strip", "cgi_escape"))
# MATCHER in lib/jekyll/tags/post_url.rb.
_POST = regex(r"/?(?:.+/)?(\d+)-(\d+)-(\d+)-(.*)\Z", re.DOTALL)
_TWO_DIGITS, _THIS_CENTURY = 2, 69


class Tag(NamedTuple):
    """A tag: its name, its argument, and the place of that."""

    name: str
    argument: str
    span: Span


def templates(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the start and the end of each tag and output, and whether it is a tag."""
    missing: set[str] = set()
    at = text.find("{", start, end)
    while 0 <= at < end:
        sign = text[at : at + 2]
        closing = {"{%": "%}", "{{": "}}"}.get(sign)
        close = text.find(closing, at + 2, end) if closing is not None and closing not in missing else -1
        if close < 0:
            missing.update([closing] if closing is not None else ())
            at = text.find("{", at + 1, end)
            continue
        yield at, close + 2, sign == "{%"
        at = text.find("{", close + 2, end)


def tag_at(text: str, begin: int, close: int) -> Tag | None:
    """Return the tag at a place that `templates` gives; `None` if it has no name."""
    match = _TAG.match(text, begin, close)
    if match is None:
        return None
    argument = text[match.end() : close - len("%}")].removesuffix("-").rstrip()
    return Tag(match[1], argument, Span(match.end(), match.end() + len(argument)))


def tags(text: str, start: int, end: int) -> Iterator[Tag]:
    """Yield the tags that Jekyll is sure to run: in no comment, raw block or condition."""
    skipped, depth = "", 0
    for begin, close, is_tag in templates(text, start, end):
        tag = tag_at(text, begin, close) if is_tag else None
        if tag is None:
            continue
        name = tag.name
        if skipped:
            skipped = "" if name == f"end{skipped}" else skipped
        elif name in ("raw", "comment"):
            skipped = name
        elif name in _UNSURE:
            depth += 1
        elif name.startswith("end") and name[3:] in _UNSURE:
            depth -= depth > 0
        elif not depth:
            yield tag


def post_places(argument: str) -> tuple[str, ...]:
    """Return the places of the post that `post_url` names.

    It is the file at its path, or else any post with its day and slug:
    https://github.com/jekyll/jekyll/blob/v4.3.1/lib/jekyll/tags/post_url.rb.
    """
    name = unicodedata.normalize("NFC", argument.removeprefix("/"))
    match = _POST.match(name)
    return (f"post:{name}",) if match is None else (f"post:{name}", place_of_day(*match.groups()))


def place_of_day(year: str, month: str, day: str, slug: str) -> str:
    """Return the place of a post that is looked up by its day and slug."""
    if len(year) == _TWO_DIGITS:
        year = f"{'20' if int(year) < _THIS_CENTURY else '19'}{year}"
    slug = unicodedata.normalize("NFC", slug)
    return f"post:*{year[:9]}-{month[:9]:0>2}-{day[:9]:0>2}-{slug}"


def filled(expression: str, value: Callable[[str], str | None], base_path: str) -> str | None:
    """Return what an output writes; `None` if it cannot be told.

    Parameters:
        expression: what is between the braces.
        value: gives the value of a variable.
        base_path: that of the site.
    """
    found, at = _term(expression, 0, value)
    while found is not None and at < len(expression):
        match = _FILTER.match(expression, at)
        if match is None:
            return None
        found = _filtered(found, match[1], match[2], value, base_path)
        at = match.end()
    return found


def _term(text: str, at: int, value: Callable[[str], str | None]) -> tuple[str | None, int]:
    match = _TERM.match(text, at)
    if match is None:
        return None, at
    if match[3] is not None:
        return value(match[3]), match.end()
    return match[1] if match[1] is not None else match[2], match.end()


def _normal(text: str) -> str:
    """Return an address as Addressable normalises it: in the form NFKC."""
    if "%" not in text and text.isascii():
        return text
    return quote(unicodedata.normalize("NFKC", unquote(text)), safe="/#?&=%+,;:@!$'()*~[]")


def _filtered(
    text: str, name: str, argument: str | None, value: Callable[[str], str | None], base_path: str
) -> str | None:
    if name in _SAME:
        return text
    if name in ("relative_url", "absolute_url"):
        if re.match(r"[A-Za-z][\w+.\-]*:|\x02", text):
            return text
        found = f"{base_path}/{_normal(text).lstrip('/')}" if text else base_path
        return f"{HOST}{found}" if name == "absolute_url" else found
    if name in ("append", "prepend") and argument is not None:
        other, at = _term(argument, 0, value)
        if other is None or at < len(argument):
            return None
        return text + other if name == "append" else other + text
    return None
