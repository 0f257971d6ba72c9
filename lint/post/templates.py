"""The templates in a body, which a builder runs before it reads the Markdown."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from lint.post.fillers import is_alone, letters, spaces
from lint.primitives.source import Span

# Blocks of Nunjucks, in which Hexo reads no Markdown.
_UNREAD = frozenset(("raw", "if", "for"))
# The tags whose contents are code, or are shown to nobody.
_HIDDEN = frozenset(("highlight", "comment", "codeblock", "code", "mermaid", "prettify"))
_OPENINGS = {
    "liquid": r"\{%[-+]?\s*(?P<tag>\w*)|\{\{(?P<output>)(?![<%])",
    # Other braces are text in Zola.
    "tera": r"\{%-?\s*[\w:]++\((?P<tag>)|\{\{-?\s*[\w:]++\((?P<output>)",
    "vue": r"\{\{(?P<text>)(?![<%])",
    "obsidian": r"%%(?P<remark>)",
    "nunjucks": r"\{#(?P<comment>)",
    "go": r"\{\{(?P<kind>[<%])\s*(?P<shortcode>[\w/*-]*)",
}
_SIGNS = {
    "liquid": ("{{", "{%"),
    "go": ("{{",),
    "tera": ("{{", "{%"),
    "vue": ("{{",),
    "nunjucks": ("{#",),
    "obsidian": ("%%",),
}
_CLOSINGS = {"tag": "%}", "output": "}}", "text": "}}", "comment": "#}", "remark": "%%"}


class Templates(NamedTuple):
    """The templates in a body.

    Parameters:
        plain: the text with a letter for each character of a template, so that no argument looks like HTML or
            Markdown and all offsets are kept; block tags alone on their line are spaces.
        code: the places of blocks whose contents are code or are not shown, in order.
        html: the places of blocks whose contents are HTML, without Markdown, in order.
        blocks: the contents of paired tags, such as a condition's branches, which may be shown or not.
    """

    plain: str
    code: list[Span]
    html: list[Span]
    blocks: list[Span]


def read_templates(text: str, span: Span, languages: frozenset[str]) -> Templates:
    """Find the templates of some languages in `text[span]`."""
    code: list[Span] = []
    html: list[Span] = []
    for sign in _signs(languages):  # a loop is faster than `any` of a generator
        if sign in text:
            break
    else:
        return Templates(text, code, html, [])
    pieces: list[str] = []
    copied = 0
    are_comments = "hexo" in languages
    opened: dict[str, int] = {}
    blocks: list[Span] = []
    pairs: dict[str, list[int]] = {}
    for place, kind, name in _templates(text, span, _opening(languages)):
        if kind == "tag":
            _pair(name, place, pairs, blocks)
        if kind == "hidden":
            code.append(place)
            filler = spaces(text, place) if is_alone(text, place) else letters(place)
        elif are_comments and kind != "comment" and place.end - place.start >= len("<!---->"):
            filler = f"<!--{'x' * (place.end - place.start - len('<!---->'))}-->"
            if name in _UNREAD:
                opened.setdefault(name, place.end)
            elif name[:3] == "end" and name[3:] in opened:
                html.append(Span(opened.pop(name[3:]), place.start))
        else:
            filler = spaces(text, place) if kind == "tag" and is_alone(text, place) else letters(place)
        pieces += (text[copied : place.start], filler)
        copied = place.end
    return Templates("".join((*pieces, text[copied:])) if pieces else text, code, html, blocks)


def _pair(name: str, place: Span, opened: dict[str, list[int]], blocks: list[Span]) -> None:
    """Add the contents of a block whose end tag this is; else note that it may begin one."""
    if name[:3] != "end":
        opened.setdefault(name, []).append(place.end)
    elif opened.get(name[3:]):
        blocks.append(Span(opened[name[3:]].pop(), place.start))


def _templates(text: str, span: Span, opening: re.Pattern[str]) -> Iterator[tuple[Span, str, str]]:
    """Yield the place, kind and name of each template; the kind is `hidden` for a whole block."""
    position, end = span
    missing: set[str] = set()  # each closing that is not found is looked for once
    while (match := opening.search(text, position, end)) is not None:
        kind = match.lastgroup or ""
        closing = _CLOSINGS.get(kind) or (">}}" if match["kind"] == "<" else "%}}")
        close = -1 if closing in missing else text.find(closing, match.end(), end)
        if close < 0:
            missing.add(closing)
            position = match.end()
            continue
        place = Span(match.start(), close + len(closing))
        name = match[kind]
        position = place.end
        if name == "raw":
            yield place, "tag", name
            last = None if name in missing else _end_of(kind, name).search(text, position, end)
            if last is None:
                missing.add(name)
            else:
                position = last.end()
                yield Span(*last.span()), "tag", "endraw"
        elif name in _HIDDEN or (name == "set" and "=" not in text[place.start : place.end]):
            last = None if name in missing else _end_of(kind, name).search(text, position, end)
            position = last.end() if last is not None else end
            yield Span(place.start, position), "hidden", name
        else:
            yield place, kind if kind != "remark" else "hidden", name


@cache
def _signs(languages: frozenset[str]) -> frozenset[str]:
    return frozenset(sign for language in languages for sign in _SIGNS.get(language, ()))


@cache
def _opening(languages: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        "|".join(_OPENINGS[language] for language in sorted(languages) if language in _OPENINGS)
    )


@cache
def _end_of(kind: str, name: str) -> re.Pattern[str]:
    if kind == "shortcode":
        return re.compile(rf"\{{\{{[<%]\s*/\s*{name}\s*[%>]\}}\}}")
    return re.compile(rf"\{{%[-+]?\s*end{name}\s*[-+]?%\}}")
