"""HTM014 code-block-unclosed."""

import re
from bisect import bisect_right

from lint.primitives.patterns import regex
from lint.rule import Document, Fix, Issue, Issues, Match, Severity, Span, replace, rule, shortened, within

_FENCE = regex(
    r"^(?P<lead>[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*)(?P<mark>````*|~~~~*)(?P<info>[^`\n]*)$",
    re.MULTILINE,
)
_CLOSING = regex(r"(?P<lead>[ \t>]*)(?P<mark>`{3,}|~{3,})[ \t\r]*\Z")
# A sentence of prose, a heading or a link in what should be code.
_PROSE = regex(
    r"^(?:#{2,6} \S|[^\W\d_a-z][^\n{}<>;=|$]{60,}[.:!?。！？]\s*$|[^\n]{0,200}\]\(https?://|!\[[^\]\n]*\]\()",
    re.MULTILINE,
)
_EMPTY_LINE = regex(r"\n[ \t>]*\r?\n")
_ABOUT_TEXT = regex(r"(?:md|markdown|mdx|te?xt|text|qmd|rst|adoc|html)\b", re.IGNORECASE)
_MARKS = ("```", "~~~")
_CONTAINERS = " \t>-*+0123456789.)"
# What kramdown allows after a fence.
_WORD = regex(r"[ \t]*+(?:\S+)?[ \t\r]*")
_LONGEST = 40
_OWN_READING = ("kramdown", "python")


@rule("HTM014", severity="warning", in_text="```|~~~")
def code_block_unclosed(document: Document) -> Issues:
    """A fenced code block is never closed.

    In CommonMark, the block then goes on to the end of the document, or of the list item or quotation that
    it is in, and shows the text there as code. kramdown and Python-Markdown take the fence for text, so
    readers see the backticks, and the code as running text. So it is with a fence that these do not accept, such as
    one with two words after it in kramdown.

    Where a fence like it appears later on, or the block holds what looks like prose, it is a warning. A
    block of code that merely ends with the document is displayed as intended; that is a note. Fences inside
    of other code, HTML blocks and comments are not reported. A fence is only closed by one of the same
    character that is at least as long, with nothing after it.

    ````html bad dialect=hugo
    It rained.

    ⟦```⟧ sh
    gauge --read

    ## Wind

    The wind turned to the west.
    ````

    ````html bad dialect=jekyll
    Read the gauge:

    ⟦```⟧
    gauge --read

    It prints the level.
    ````

    ````html bad dialect=hugo
    * Read it:
      ⟦```⟧ sh
      gauge --read

    * Then note it.```
    ````

    ````html good
    ```sh
    gauge --read
    ```

    > ```
    > gauge
    > ```

    `````md
    ```sh
    not closed here
    `````
    ````

    If a block before holds prose, its own closing fence is missing, and the fences after it close what they should begin:

    ````html bad dialect=hugo
    ⟦```⟧
    gauge --read

    ## Results

    ```
    7 mm
    ```
    ````

    Add the closing fence after the last line of the code. Where the block is the end of the document, the fix adds
    it there. It is safe in CommonMark, which closes the block at this place, and unsafe elsewhere.
    """
    text, start = document.text, document.body.start
    if not any(text.find(mark[0], start) >= 0 and text.find(mark, start) >= 0 for mark in _MARKS):
        return
    content = document.content
    flavour = document.site.markdown_of(document.source.name).html_blocks
    starts = [place.start for place in content.code]
    rest, done = _Rest(document), 0
    for match in _FENCE.finditer(text, start):
        at = match.start("mark")
        if at < done:
            continue
        index = bisect_right(starts, at) - 1
        place = content.code[index] if index >= 0 and at < content.code[index].end else None
        if place is not None:
            done = place.end
            is_first = place.start >= match.start() and not text[place.start : at].strip(_CONTAINERS)
            if not is_first or within(at, content.indented):
                continue
            is_read = flavour != "kramdown" or _WORD.fullmatch(match["info"]) is not None
            if _is_closed(text, match, place) and is_read:
                continue
        elif flavour not in _OWN_READING or within(at, content.covered) or within(at, content.blocks):
            continue
        if flavour in _OWN_READING:
            closing = rest.closing(match)
            done = max(done, closing)
            yield _shown(match, closing)
        elif place is not None:
            yield _swallowing(document, match, place, rest)


def _is_closed(text: str, fence: Match, place: Span) -> bool:
    """Return whether the last line of a block closes it."""
    block = text[fence.end() : place.end].rstrip()
    line = block.rpartition("\n")[2]
    closing = _CLOSING.match(line) if "\n" in block else None
    if closing is None or closing["mark"][0] != fence["mark"][0]:
        return False
    indent = len(closing["lead"].expandtabs(4)) - len(fence["lead"].expandtabs(4))
    return len(closing["mark"]) >= len(fence["mark"]) and indent < len("    ")


def _shown(fence: Match, closing: int) -> Issue:
    """Return the issue for a fence that is text."""
    mark = fence["mark"]
    line = shortened(f"{mark}{fence['info'].rstrip()}", _LONGEST)
    because = f"{line!r} begins no code block here" if closing else f"{mark!r} is never closed"
    return Issue(Span(*fence.span("mark")), f"{because}, so it is shown as text", cause="text")


class _Rest:
    """What is in the rest of a text, looked for once."""

    def __init__(self, document: Document) -> None:
        self.end = len(document.text.rstrip())
        self._document = document
        self._last: dict[str, int] = {}
        self._unclosed: set[str] = set()
        self._earlier: list[Match | None] = []

    def closing(self, fence: Match) -> int:
        """Return where the line ends that would close a fence; 0 if there is none."""
        mark = fence["mark"]
        if (
            mark in self._unclosed or not fence["info"].strip()
        ):  # without words, it may be a closing one itself
            return 0
        pattern = re.compile(rf"\n[ \t>]*[{mark[0]}]{{{len(mark)},}}[ \t]*(?=\r?\n|\r?\Z)")
        closing = pattern.search(self._document.text, fence.end())
        if closing is None:
            self._unclosed.add(mark)
        return closing.end() if closing is not None else 0

    def unclosed_before(self, fence: Match) -> Match | None:
        """Return the first fence whose block holds prose, once: its closing fence is missing, not that of the last one."""
        if not self._earlier:
            self._earlier.append(self._first_with_prose(fence))
            return self._earlier[0]
        return None

    def _first_with_prose(self, fence: Match) -> Match | None:
        text = self._document.text
        for place in self._document.content.code:
            if place.start >= fence.start():
                break
            begin = _FENCE.match(text, text.rfind("\n", 0, place.start) + 1)
            if begin is not None and begin["mark"][0] == fence["mark"][0] and _holds_prose(begin, place):
                return begin
        return None

    def has_in_text(self, mark: str, start: int) -> bool:
        """Return whether a mark is in the text from an offset on, where it closes nothing."""
        if mark not in self._last:
            text, code = self._document.text, self._document.content.code
            at = text.rfind(mark)
            while at >= 0 and within(at, code):
                at = text.rfind(mark, 0, at)
            self._last[mark] = at
        return self._last[mark] >= start


def _swallowing(document: Document, fence: Match, place: Span, rest: _Rest) -> Issue:
    """Return the issue for a block that goes on to the end of what it is in."""
    span, mark = Span(*fence.span("mark")), fence["mark"]
    text = document.text
    code = text[fence.end() : place.end]
    is_prose = _holds_prose(fence, place)
    is_left_over = not fence["info"].strip() and (is_prose or not code.strip())
    earlier = rest.unclosed_before(fence) if is_left_over else None
    if earlier is not None:
        line = text.count("\n", 0, span.start) + 1
        message = f"the code block that {earlier['mark']!r} begins is not closed where its code ends"
        return Issue(Span(*earlier.span("mark")), f"{message}; the fence in line {line} is left over")
    if is_prose or not code.strip() or mark[:3] in code or rest.has_in_text(mark[:3], place.end):
        swallowed = "; the text after it is shown as code" if is_prose else ""
        message = f"the code block that {mark!r} begins is never closed{swallowed}"
        return Issue(span, message, cause=message)
    is_last = place.end >= rest.end
    where = "the document" if is_last else "what it is in"
    message = f"the code block that {mark!r} begins is not closed; it ends with {where}"
    fix = _closing(document, fence, rest.end) if is_last else None
    return Issue(span, message, fix, severity=Severity.INFO, cause=message)


def _holds_prose(fence: Match, place: Span) -> bool:
    """Return whether what looks like prose comes after an empty line in a block of code."""
    if _ABOUT_TEXT.match(fence["info"].strip()):
        return False
    gap = _EMPTY_LINE.search(fence.string, fence.end(), place.end)
    return gap is not None and _PROSE.search(fence.string, gap.end(), place.end) is not None


def _closing(document: Document, fence: Match, end: int) -> Fix | None:
    """Return the fix that closes a block at the end of the document, outside lists and quotations."""
    if fence["lead"].strip(" "):
        return None
    newline = "\r\n" if "\r\n" in document.text[fence.start() : end + 2] else "\n"
    return replace(Span(end, end), f"{newline}{fence['lead']}{fence['mark']}", "close the code block")
