"""The ids that are written with headings, in the attributes of each flavour of Markdown."""

import re

from lint.archive.builders.headings import Attributes
from lint.primitives.patterns import regex

# kramdown's inline attribute list, on a line of its own (https://kramdown.gettalong.org/syntax.html).
_LIST_AFTER = regex(r"[ \t]{0,3}\{:(?![:])([^{}\n]*)\}[ \t]*(?=\r?\n|\Z)")
_LIST_BEFORE = regex(r"(?:\A|\n[ \t]*\r?\n)\{:(?![:])([^{}\n]*)\}[ \t]*\r?\n\s*\Z")
_GOLDMARK = (
    r"""(?:#(?P<sign>[\w:.\-]*+)|\.[\w:.\-]++"""
    r"""|(?P<name>[A-Za-z_:][\w:.\-]*+)=(?P<value>"[^"]*"|'[^']*'|[^\s"',]++))"""
)
_ATTRIBUTE = re.sub(r"\?P<\w+>", "?:", _GOLDMARK)
_SPACED = r"""(?<!\S)(?:#(?P<sign>{sign})|(?P<name>[^\s=]+)=(?P<value>"[^"]*"|'[^']*'|[^\s"'{{}}]+))"""
# The attributes of which the id is one, by who reads it.
_LISTED: dict[Attributes, re.Pattern[str]] = {
    "kramdown": re.compile(_SPACED.format(sign=r"[^\s{}#]+")),
    "goldmark": re.compile(_GOLDMARK),
    "markdown-it": re.compile(_SPACED.format(sign=r"[^\s{}]+")),
    "python": re.compile(_SPACED.format(sign=r"[^\s=]*(?![^\s])")),
}
# Of several ids, these take the last.
_TAKES_LAST = ("goldmark", "python")
_NAME = r"[^\W\d][\w:.\-]*"
_LONGEST_BRACES = 500
# What the braces after the text have to hold, by who reads it; group 1 is the id, or the attributes.
_BRACES: dict[Attributes, re.Pattern[str]] = {
    "kramdown": re.compile(rf"#({_NAME})"),
    "goldmark": re.compile(rf"[ \t]*((?:{_ATTRIBUTE}[ \t,]*+)+)"),
    "markdown-it": re.compile(r"([^:].*)"),
    "docusaurus": re.compile(r"(?:#|/\*\s*#)(.+?)(?:\s*\*/)?"),
    "python": re.compile(r":?[ ]*(\S.*)"),
}
# What has to be, or must not be, before the braces.
_NEEDS_SPACE = ("kramdown", "python")
_CAN_BE_ESCAPED = ("goldmark", "markdown-it")
_ESCAPED_BRACE = regex(r"\\([{}])")


def own_id(
    content: str, after: str, ahead: str, kind: Attributes, *, is_closed: bool
) -> tuple[str, str | None]:
    """Return the text of a heading without its attributes, and the id in them.

    Parameters:
        content: the text as it is written.
        after: the lines after the heading.
        ahead: the lines before it.
        is_closed: whether `#` follow the text.
    """
    own = None
    if kind == "docusaurus":
        content = _ESCAPED_BRACE.sub(r"\1", content)
    # kramdown and goldmark look for the id after the `#` that close a heading.
    if (
        not (is_closed and kind in ("kramdown", "goldmark"))
        and (inside := _in_braces(content, kind)) is not None
    ):
        content = content[: content.rindex("{")].rstrip()
        own = inside if kind in ("kramdown", "docusaurus") else _listed_id(inside, kind)
    if kind == "kramdown":
        for around in (_LIST_BEFORE.search(ahead), _LIST_AFTER.match(after)):
            listed = _listed_id(around[1], kind) if around is not None else None
            own = listed if listed is not None else own
    return content, own


def _listed_id(attributes: str, kind: Attributes) -> str | None:
    """Return the id in attributes; `None` without one."""
    found = [
        match["sign"] if match["sign"] is not None else match["value"].strip("\"'")
        for match in _LISTED[kind].finditer(attributes)
        if match["sign"] is not None or match["name"] == "id"
    ]
    return found[-1 if kind in _TAKES_LAST else 0] if found else None


def _in_braces(content: str, kind: Attributes) -> str | None:
    """Return what the braces at the end of a heading hold, if they are its attributes."""
    start = content.rfind("{")
    if kind == "none" or start < 0 or content[-1] != "}" or len(content) - start > _LONGEST_BRACES:
        return None
    before = content[start - 1 : start] if start else ""
    if (kind in _NEEDS_SPACE and before not in (" ", "\t")) or (
        kind in _CAN_BE_ESCAPED and before in ("\\", "{")
    ):
        return None
    match = _BRACES[kind].fullmatch(content[start + 1 : -1])
    return match[1].strip() if match is not None else None
