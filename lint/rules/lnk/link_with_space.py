"""LNK016 link-with-space."""

import re

from lint.post.repairs import Repair, repaired
from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Match, Span, delete, replace, rule
from lint.rules.lnk.destinations import is_destination, without_spaces
from lint.rules.lnk.written_link import shown

# Before the destination.
_BEFORE = (
    r"(?P<before>[ \t\u00a0\u3000]++)"
    r"\((?P<after>(?:https?://|mailto:|www\.|\.{0,2}/\w)[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*)"
)
# In the destination, which has balanced parentheses and may have a title after it.
_INSIDE = (
    r"\([ \t]*+(?P<inside>[^\s()<>\"]*+(?:\([^\s()<>\"]*+\)[^\s()<>\"]*+)*[ \t]+(?![\s\"']|\([^()\n]*\)[ \t]*\))"
    r"[^()<>\n\"]*+(?:\([^()<>\n\"]*+\)[^()<>\n\"]*+)*)"
)
_SPACE_BEFORE = regex(rf"\](?:{_BEFORE}|(?P<inside>(?!)))")
_SPACE = regex(rf"\](?:{_INSIDE}|{_BEFORE})")
_END = regex(r"(?:[ \t]*(?P<title>\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)")
_LAST_TITLE = regex(r"(?<=[ \t])(?:'[^']*'|\([^()]*\))\Z")
_CURLY_TITLE = regex(r"(?<=[ \t])[“”„«][^“”„«»]*[“”»]\Z")
# The size of an image, by a plug-in (https://github.com/tatsy/markdown-it-imsize).
_SIZE = regex(r"[ \t]=\d*%?x\d*%?\Z")
_NO_TEXT = regex(r"[ xX]?|[\d\[\]]+|[\^@].*", re.DOTALL)


@rule("LNK016", severity="warning", in_text=_SPACE)
def link_with_space(document: Document) -> Issues:
    """A space keeps Markdown from reading a link, so the reader sees the brackets.

    The destination contains a space, or there is one between `]` and `(`. kramdown, Python-Markdown and
    pandoc read a destination with spaces, which is then not reported. A destination in angle
    brackets, as in `[rain](<a b.html>)`, and a title in straight quotation marks are fine. So are numbers, as in
    `[1] (https://…)`, which are notes, and check boxes.

    ```html bad dialect=hugo
    See [the gauge⟦](/docs/rain gauge.pdf)⟧.
    ```

    ```html fixed
    See [the gauge](/docs/rain%20gauge.pdf).
    ```

    ```html bad dialect=hugo
    See [the log⟦](https://rain. example.org/log)⟧.
    ```

    ```html fixed
    See [the log](https://rain.example.org/log).
    ```

    ```html bad
    See [the log⟦] (https://rain.example.org/log)⟧.
    ```

    ```html fixed
    See [the log](https://rain.example.org/log).
    ```

    ```html good
    [rain](<https://rain.example.org/a b>) [wind](https://rain.example.org/ "a b") `[sun] (https://sun.example.org/)`
    ```

    ```html good dialect=hugo
    The lambda `[&](int rain)`, [sic](as he wrote), and [1] (https://rain.example.org/).
    ```

    The fix removes the space, or encodes one within a name as `%20`. It is unsafe because it changes what the
    reader sees.
    """
    text = document.text
    reads_spaces = document.site.markdown_of(document.source.name).reads_spaces
    pattern = _SPACE_BEFORE if reads_spaces else _SPACE
    places: dict[int, Match] = {}
    repairs: list[Repair] = []
    for match in pattern.finditer(text, document.body.start):
        end = _END.match(text, match.end())
        name = "inside" if match["inside"] is not None else "after"
        if end is None or not is_destination(match[name]):
            continue
        if name == "inside" and _is_legal(match):
            continue
        span = Span(match.start(), end.end())
        places[span.end] = match
        repairs.append(Repair(span, _repair(match, end)))
    for link in repaired(document, repairs) if repairs else ():
        place = link.whole.end
        match = places[place]
        if match["before"] is None:
            yield _inside(match, Span(match.start(), place), document)
        elif not _NO_TEXT.fullmatch(text, link.whole.start + 1 + link.image, match.start()):
            message = f"a space comes before the destination {shown(match['after'])}, so the reader sees the brackets; expected `](`"
            fix = delete(Span(*match.span("before")), "remove the space", unsafe=True)
            yield Issue(Span(match.start(), place), message, fix)


def _is_legal(match: Match) -> bool:
    """Return whether what is after the space is a title, or the size of an image, which a plug-in reads."""
    inside = match["inside"].rstrip(" \t")
    rest = _SIZE.sub("", _LAST_TITLE.sub("", inside)).rstrip(" \t")
    return " " not in rest and "\t" not in rest


def _repair(match: Match, end: Match) -> str:
    """Return a link without a space at the place of one with a space, and as long."""
    whole = match[0] + end[0]
    if match["inside"] is not None:
        return "](" + "x" * (len(whole) - len("]()")) + ")"
    title = f" {end['title']}" if end["title"] else ""
    return "](" + match["after"] + "x" * (len(whole) - len("]()") - len(match["after"] + title)) + title + ")"


def _inside(match: Match, span: Span, document: Document) -> Issue:
    inside = match["inside"].rstrip(" \t")
    place = Span(match.start("inside"), match.start("inside") + len(inside))
    curly = _CURLY_TITLE.search(inside)
    if curly is not None and not re.search(r"\s", inside[: curly.start()].rstrip()):
        message = f"the title {curly[0]} is not in straight quotation marks, so the reader sees the brackets"
        place = Span(place.start + curly.start(), place.end)
        fix: Fix | None = replace(place, f'"{curly[0][1:-1]}"', "straighten the quotation marks", unsafe=True)
        return Issue(span, message, fix)
    destination = without_spaces(inside)
    fix = replace(place, destination, "remove or encode the spaces", unsafe=True) if destination else None
    return Issue(
        span, f"the destination {shown(inside)} contains a space, so the reader sees the brackets", fix
    )
