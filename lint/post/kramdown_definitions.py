"""The definitions of references, footnotes and abbreviations in kramdown and Python-Markdown."""

import re
from typing import Literal, NamedTuple

from lint.post.kramdown_spans import Definition, normalised
from lint.primitives.patterns import regex
from lint.primitives.source import Span

_DEFINITION = regex(
    r"\[(?P<label>[^\n\]]++)\]:[ \t]*+(?:<(?P<angle>[^>\n]*+)>|(?P<bare>\S(?:[^\n]*?\S)??))"
    r"(?:(?:[ \t]*\r?\n|[ \t]+?)[ \t]*(?P<quote>[\"'])[^\n]+?(?P=quote))?[ \t]*\r?(?:\n|\Z)"
)
_TITLE = regex(r"[ \t]+[\"']")
_FOOTNOTE = regex(r"\[\^(?P<label>\w[\w-]*+)\]:", re.ASCII)
# https://github.com/Python-Markdown/markdown/blob/master/markdown/blockprocessors.py, extensions/footnotes.py
_ANY_DEFINITION = regex(
    r"\[(?P<label>\s*+[^\[\]\s][^\[\]]*+)\]:[ ]*+\r?\n?[ ]*+"
    r"(?:<(?P<angle>[^>\s]++)>|(?P<bare>[^\s]++))[ ]*(?:\r?\n[ ]*)?"
    r"(?:(?P<quote>[\"'])[^\n]*(?P=quote)[ ]*|\([^\n]*\)[ ]*)?(?:\r?\n|\Z)"
)
_ANY_FOOTNOTE = regex(r"\[\^(?P<label>[^\]\n]*+)\]:")
_ABBREVIATION = regex(r"\*\[[^\n]+?\]:[^\n]*(?:\n|\Z)")
_LONGEST_DEFINITION = 4000


class Defined(NamedTuple):
    """What a line defines.

    Parameters:
        kind: what is defined.
        label: its label, by which a reference finds it.
        end: where the definition ends; that of a footnote ends where its text begins.
        definition: the destination of a reference.
    """

    kind: Literal["abbreviation", "footnote", "reference"]
    label: str
    end: int
    definition: Definition | None = None


def read_definition(text: str, at: int, line: int, end: int, *, is_python: bool) -> Defined | None:
    """Return the definition that begins at an offset; `None` if it is text.

    Parameters:
        line: the end of its first line.
    """
    match = _ABBREVIATION.match(text, at, end)
    if match is not None:
        return Defined("abbreviation", "", match.end())
    match = (_ANY_FOOTNOTE if is_python else _FOOTNOTE).match(text, at, end)
    if match is not None:
        return Defined("footnote", match["label"], match.end())
    if line - at > _LONGEST_DEFINITION:
        return None
    match = (_ANY_DEFINITION if is_python else _DEFINITION).match(text, at, end)
    if match is None or _TITLE.search(match["bare"] or "") is not None:
        return None
    place = Span(*match.span("angle" if match["angle"] is not None else "bare"))
    label = normalised(match["label"], is_python=is_python)
    return Defined("reference", label, match.end(), Definition(place, Span(at, match.end())))
