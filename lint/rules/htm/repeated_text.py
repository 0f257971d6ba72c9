"""HTM019 repeated-text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import category

from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Span, delete, one_line, rule, unescape, within

# Two copies of a few paragraphs.
_SHORTEST_ARTICLE = 600
_SHORTEST, _SHORTEST_CJK = 80, 40
_CJK = 0x2E80
# Lines of verse are shorter, and songs repeat them.
_SHORTEST_LINE = 45
_PROSE = 0.85
# In five corpora of healthy and captured posts, prose whose copies fill half of an article, five times or more, or
# two paragraphs that follow on themselves and whose copies are not a trifle, were always a mistake. Answers in
# forums quote as much, but something else comes between; documentation repeats a sentence or an option in many
# places, and a file of licenses repeats their text below each notice.
_COPIES, _HALF = 5, 0.5
_RUN, _SHARE = 2, 0.1
# What may come between a text and its copy, such as a line that ends the copy.
_SLACK = 1
_NOTICE = regex(r"\W*(?:copyright\b|©|\(c\))", re.IGNORECASE)

_BREAK = regex(
    r"\n[ \t]*\r?\n|\n(?=[ \t]*(?:[*+-]|\d{1,3}[.)])[ \t])|</?(?:article|blockquote|div|h[1-6]|li|p|section)\b[^<>]*>|<br\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(("br", "div", "li", "p"))
_FENCES = ("```", "~~~")
_CODE_BEGINS, _CODE_ENDS = frozenset("<>|/#"), frozenset(";{}>\\")
_TAG = regex(r"<[^<>]*>")
_OPENS = regex(r"<(p|div|li)\b[^<>]*>\s*\Z", re.IGNORECASE)
_CLOSES = regex(r"\s*</(p|div|li)>", re.IGNORECASE)
_BREAKS = regex(r"(?:<br\b[^<>]*>\s*)+\Z", re.IGNORECASE)
_TARGET = regex(r"\]\([^()\s]*\)|https?://\S+")
_MARKS = regex(r"[\s*_#\[\]]+")
# Text that only fills a page, as in a theme's sample post, is repeated on purpose.
_FILLER = regex(r"lorem ipsum|dolor sit amet|consectetur adipisicing|consectetur adipiscing", re.IGNORECASE)
_NOT_PROSE = regex(r"[>|]|//| {4}|\t|\[quote|\{[%{]|.*<t[dhr]\b", re.DOTALL)


# What a fix may change in one copy and not in the next: schemes, tracking parameters, invisible characters, spaces.
_FIXABLE = regex(
    r"https?:|&nbsp;|[?&](?:amp;|#0?38;)?(?:utm_\w+|fbclid|gclid)=[^&\s)\"']*|[^\w?&]+|[?&]", re.IGNORECASE
)


class _Unit(NamedTuple):
    """A paragraph: its text, each run of whitespace as one space, its place, and what its copies have in common."""

    text: str
    place: Span
    key: str


class _Run(NamedTuple):
    """Paragraphs that appeared before: first and last, how many are different prose, whether they follow on themselves."""

    first: int
    last: int
    prose: int
    follows: bool


@rule("HTM019", severity="warning")
def repeated_text(document: Document) -> Issues:
    """The text repeats itself.

    Some exporters append a post to itself, sometimes dozens of times, and each copy repeats every other defect.
    Reported are a paragraph that appears five times or more and fills half of the article, and two or more
    paragraphs that appear again right after themselves, if it is a tenth of the article or more. What is wrong
    in the copies after the first is not reported separately.

    ```html bad
    ⟪It rained in the hills all day, and the harbour was so full of water that nobody went out to fish there.

    ⟫×9
    ```

    ```html bad
    The rain came over the hills at noon, and by the evening it had filled the harbour and all the boats in it.

    The wind came after it, and by midnight it had taken the roofs of the houses that stand at the old harbour.

    The fishermen counted their boats in the morning, and wrote down the names of those that they had not found.

    ⟦The rain came over the hills at noon, and by the evening it had filled the harbour and all the boats in it.⟧

    The wind came after it, and by midnight it had taken the roofs of the houses that stand at the old harbour.

    The fishermen counted their boats in the morning, and wrote down the names of those that they had not found.
    ```

    ```html fixed
    The rain came over the hills at noon, and by the evening it had filled the harbour and all the boats in it.

    The wind came after it, and by midnight it had taken the roofs of the houses that stand at the old harbour.

    The fishermen counted their boats in the morning, and wrote down the names of those that they had not found.
    ```

    ```html good
    ⟪It rained and rained,
    and nobody came
    to the harbour again,
    and we sang of the rain.

    ⟫×9
    ```

    Filler such as "Lorem ipsum", code, tables, quotations, verse, log files, and paragraphs of fewer than 80
    characters (40 in Chinese or Japanese) are not looked at.

    Compare with the source, and keep one copy. The fix removes the copies after the first, if nothing else is between
    them. It is unsafe because the author may have meant the repetition.
    """
    text, (start, end) = document.text, document.article
    if end - start < _SHORTEST_ARTICLE or not (_repeat_lines(text, start, end) or _repeat_blocks(document)):
        return
    units = list(_units(document))
    runs = list(_runs(units, document.content.code))
    if not runs:
        return
    counts = Counter(unit.key for unit in units)
    repeated = [unit for run in runs for unit in units[run.first : run.last + 1] if _is_prose(unit.text)]
    copies = max(counts[unit.key] for unit in repeated)
    size = end - start
    after_itself = [run for run in runs if run.follows and run.prose >= _RUN]
    if (copies >= _COPIES and _size(runs, units) >= _HALF * size) or (
        after_itself and _size(after_itself, units) >= _SHARE * size
    ):
        holds = tuple(Span(units[run.first].place.start, units[run.last].place.end) for run in runs)
        first = repeated[0]
        quoted = one_line(_shown(first.text))
        message = f"the text repeats itself: {quoted!r} appears {counts[first.key]:,} times"
        yield Issue(first.place, message, _fix(text, start, end, holds), holds=holds)


def _size(runs: Sequence[_Run], units: Sequence[_Unit]) -> int:
    """Return how many characters some runs have."""
    return sum(unit.place.end - unit.place.start for run in runs for unit in units[run.first : run.last + 1])


def _repeat_lines(text: str, start: int, end: int) -> bool:
    """Return whether enough of the article's lines appear again. Most articles are ruled out here or below."""
    lines = text[start:end].split("\n")
    long = [line for line in lines if len(line) >= _SHORTEST_CJK]
    # That several have the same length is faster to see than that they are equal.
    if len(long) - len(set(map(len, long))) < _RUN or len(set(long)) == len(long):
        return False
    return _repeat((line for line in long if not _is_code(line)), end - start)


def _repeat_blocks(document: Document) -> bool:
    """Return whether enough of what is between the article's tags appears again."""
    if document.content.names.isdisjoint(_BLOCKS):
        return False
    before, starts, lengths = 0, [], []
    for tag in document.content.tags:
        if tag.name in _BLOCKS:
            span = tag.span  # its parts by name, as Python takes apart a named tuple slowly
            length = span.start - before
            if length >= _SHORTEST_CJK:
                starts.append(before)
                lengths.append(length)
            before = span.end
    if len(lengths) - len(set(lengths)) < _RUN:
        return False
    text, (start, end) = document.text, document.article
    pieces = (text[at : at + length] for at, length in zip(starts, lengths, strict=True))
    return _repeat(pieces, end - start)


def _is_code(line: str) -> bool:
    bare = line.strip()
    return bare[:1] in _CODE_BEGINS or bare[-1:] in _CODE_ENDS or line[:4].isspace()


def _repeat(pieces: Iterable[str], size: int) -> bool:
    """Return whether enough of some pieces appear again."""
    seen: set[str] = set()
    copied = 0
    for piece in pieces:
        if len(piece) >= _SHORTEST_CJK:
            if piece in seen:
                copied += len(piece)
            seen.add(piece)
    return copied >= _SHARE / 2 * size


def _units(document: Document) -> Iterator[_Unit]:
    text, (at, end) = document.text, document.article
    breaks = (*(Span(*match.span()) for match in _BREAK.finditer(text, at, end)), Span(end, end))
    for place in breaks:
        written = text[at : place.start]
        shown = " ".join(written.split()) if not written.isspace() else ""
        key = _FIXABLE.sub("", shown)
        if key:  # lines, and headings without text, are neither copied nor between copies
            first = at + len(written) - len(written.lstrip())
            # Indented code and verse are told by their lines.
            kept = written.rstrip() if _NOT_PROSE.match(written) or "\n" in written.strip() else shown
            place_of_text = Span(first, at + len(written.rstrip()))
            yield _Unit(kept, place_of_text, key)
        at = place.end


def _runs(units: Sequence[_Unit], code: Sequence[Span]) -> Iterator[_Run]:
    """Yield the longest runs of paragraphs that appeared before; code begins none, and other code in fences ends one."""
    last: dict[str, int] = {}
    first, before = -1, -1
    for index, unit in enumerate((*units, _Unit("", Span(0, 0), ""))):
        is_code = bool(unit.key) and within(unit.place.start, code)
        if is_code and (
            first < 0 or not unit.text.startswith(_FENCES) or units[before + index - first].key == unit.key
        ):
            continue
        seen = last.get(unit.key) if not is_code else None
        if seen is not None and first < 0:
            first, before = index, seen
        elif seen is None and first >= 0:
            prose = len({each.key for each in units[first:index] if _is_prose(each.text)})
            if prose:
                end = before + index - first
                follows = (
                    first <= end + _SLACK
                    and not _is_quoted(units, before, index)
                    and not any(_NOTICE.match(each.text) for each in units[end:first])
                    # Documentation says the same of two examples, each with code of its own.
                    and not (is_code and any(within(each.place.start, code) for each in units[end:first]))
                )
                yield _Run(first, index - 1, prose, follows)
            first = -1
        if not is_code:
            last[unit.key] = index


def _is_quoted(units: Sequence[_Unit], first: int, end: int) -> bool:
    """Return whether one of some paragraphs and their neighbours begins or ends a quotation of a forum."""
    return any("[quote" in unit.text or "[/quote" in unit.text for unit in units[max(first - 1, 0) : end + 1])


def _is_prose(text: str) -> bool:
    if _NOT_PROSE.match(text) or _FILLER.search(text):
        return False
    lines = text.split("\n")
    if len(lines) > 1 and len(text) < _SHORTEST_LINE * len(lines):
        return False
    shown = _shown(text)
    wide = sum(ord(each) >= _CJK for each in shown)
    if len(shown) < (_SHORTEST_CJK if wide > len(shown) // 2 else _SHORTEST):
        return False
    # Vowels of Thai, Hindi and others are marks.
    return sum(
        each.isalpha() or each in " ,.'’，。、" or category(each)[0] == "M" for each in shown
    ) >= _PROSE * len(shown)


def _shown(text: str) -> str:
    return _MARKS.sub(" ", _TARGET.sub("", unescape(_TAG.sub("", text)))).strip()


def _fix(text: str, start: int, end: int, holds: Sequence[Span]) -> Fix | None:
    """Return the fix that removes the copies, if they are one place with nothing after it but end tags."""
    if len(holds) != 1 or _TAG.sub("", text[holds[0].end : end]).strip():
        return None
    first, last = holds[0]
    opening = _OPENS.search(text, max(start, first - 200), first)
    closing = _CLOSES.match(text, last, end)
    if opening is None and closing is not None and closing[1].lower() != "p":
        closing = None  # the end of an element around all copies
    if (opening[1].lower() if opening else None) != (closing[1].lower() if closing else None):
        return None
    first, last = (opening.start(), closing.end()) if opening and closing else (first, last)
    breaks = _BREAKS.search(text, max(start, first - 200), first)
    first = breaks.start() if breaks is not None else first
    first = start + len(text[start:first].rstrip())
    return delete(Span(first, last), "remove the copies", unsafe=True)
