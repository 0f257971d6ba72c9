"""HTM014 code-block-unclosed."""

import re
from bisect import bisect_right

from lint.rule import Document, Fix, Issue, Issues, Match, Severity, Span, replace, rule, within

_FENCE = re.compile(
    r"^(?P<lead>[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*)(?P<mark>````*|~~~~*)(?P<info>[^`\n]*)$",
    re.MULTILINE,
)
_CLOSING = re.compile(r"(?P<lead>[ \t>]*)(?P<mark>`{3,}|~{3,})[ \t\r]*\Z")
# A sentence of prose, a heading or a link in what should be code.
_PROSE = re.compile(
    r"^(?:#{2,6} \S|[^\W\d_a-z][^\n{}<>;=|$]{60,}[.:!?。！？]\s*$|[^\n]{0,200}\]\(https?://|!\[[^\]\n]*\]\()",
    re.MULTILINE,
)
_EMPTY_LINE = re.compile(r"\n[ \t>]*\r?\n")
_ABOUT_TEXT = re.compile(r"(?:md|markdown|mdx|te?xt|text|qmd|rst|adoc|html)\b", re.IGNORECASE)
_MARKS = ("```", "~~~")
_OWN_READING = ("kramdown", "python")


@rule("HTM014", severity="warning")
def code_block_unclosed(document: Document) -> Issues:
    """A fenced code block is never closed.

    In CommonMark, the block then goes on to the end of the document, or of the list item or quotation that
    it is in, and shows the text there as code. kramdown and Python-Markdown take the fence for text, so
    readers see the backticks, and the code as running text.

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

    Add the closing fence after the last line of the code. Where the block is the end of the document, the fix adds
    it there. It is safe in CommonMark, which closes the block at this place, and unsafe elsewhere.
    """
    text, start = document.text, document.body.start
    if not any(text.find(mark[0], start) >= 0 and text.find(mark, start) >= 0 for mark in _MARKS):
        return
    content = document.content
    resumes = document.site.markdown_of(document.source.name).html_blocks not in _OWN_READING
    starts = [place.start for place in content.code]
    done = 0
    for match in _FENCE.finditer(text, start):
        at = match.start("mark")
        if at < done:
            continue
        index = bisect_right(starts, at) - 1
        place = content.code[index] if index >= 0 and at < content.code[index].end else None
        if place is not None:
            begins = place.start >= match.start() and not text[place.start : at].strip(" \t>-*+0123456789.)")
            done = place.end
            if not begins or within(at, content.indented) or _is_closed(text, match, place):
                continue
        elif resumes or within(at, content.covered) or within(at, content.blocks):
            continue
        yield _issue(document, match, place, resumes=resumes)


def _is_closed(text: str, fence: Match, place: Span) -> bool:
    """Return whether the last line of a block closes it."""
    block = text[fence.end() : place.end].rstrip()
    line = block.rpartition("\n")[2]
    closing = _CLOSING.match(line) if "\n" in block else None
    if closing is None or closing["mark"][0] != fence["mark"][0]:
        return False
    indent = len(closing["lead"].expandtabs(4)) - len(fence["lead"].expandtabs(4))
    return len(closing["mark"]) >= len(fence["mark"]) and indent < len("    ")


def _issue(document: Document, fence: Match, place: Span | None, *, resumes: bool) -> Issue:
    span, mark = Span(*fence.span("mark")), fence["mark"]
    if not resumes:
        message = f"the code block that {mark!r} begins is never closed, so it is shown as text"
        return Issue(span, message, cause="text")
    text, end = document.text, document.body.end
    code = text[fence.end() : place.end if place is not None else end]
    is_last = place is None or not text[place.end : end].strip()
    rest = text[fence.end() : end] if not is_last else code
    later = mark[:3] in rest or not code.strip()
    gap = _EMPTY_LINE.search(code)
    is_prose = (
        gap is not None and not _ABOUT_TEXT.match(fence["info"].strip()) and _PROSE.search(code, gap.end())
    )
    if later or is_prose:
        swallowed = "; the text after it is shown as code" if is_prose else ""
        return Issue(span, f"the code block that {mark!r} begins is never closed{swallowed}")
    message = f"the code block that {mark!r} begins is not closed; it ends with the {'document' if is_last else 'item'}"
    return Issue(span, message, _closing(document, fence) if is_last else None, severity=Severity.INFO)


def _closing(document: Document, fence: Match) -> Fix | None:
    """Return the fix that closes a block at the end of the document, outside lists and quotations."""
    if fence["lead"].strip(" "):
        return None
    end = len(document.text.rstrip())
    newline = "\r\n" if "\r\n" in document.text[fence.start() : end + 2] else "\n"
    return replace(Span(end, end), f"{newline}{fence['lead']}{fence['mark']}", "close the code block")
