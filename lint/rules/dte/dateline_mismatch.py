"""DTE007 dateline-mismatch."""

from datetime import timedelta

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Moment, Span, rule
from lint.rules.dte.comparison import apart, hours
from lint.values.dates import parse_dateline

_REACH = 600
_LINES = 10
_MOST = 4
_PARAGRAPH = 120
# Nearly all lines of text have no digits.
_PIECE = regex(r"[>\r\n](?=[^<>\r\n0-9]{0,69}[0-9])([^<>\r\n]{8,70})(?=[<\r\n]|\Z)")
_LABEL = regex(
    r"[ \t]*(?:(?P<label>发布时间|發佈時間|發布時間|Published|Posted)[ \t]*[:：][ \t]*)?"
    r"(?P<date>(?=[^0-9]{0,30}[0-9]).{8,48}?)[ \t]*\Z"
)
_TAGS = regex(r"<[^<>]*>")
_DAY = timedelta(days=1)


@rule("DTE007", severity="warning")
def dateline_mismatch(document: Document) -> Issues:
    """The article's dateline is more than a day away from `date`.

    Many feeds put the time of publication into the text. The rule reads RFC 2822, ISO 8601, `May 3,
    2021`, `3 May 2021`, `2021年5月3日` and similar forms, if an element or a line at the start of the body
    contains nothing else. A date without a time, or a date that follows other text, may be the subject
    of the article: it counts only after a label such as `Published:`. Only the first ten lines count, and a label
    only before the first paragraph: further down, the date belongs to a document that the article quotes.

    ```md bad
    ---
    date: 2021-05-06T00:00:00Z
    ---
    <div><i>⟦Mon, 03 May 2021 22:54:08 GMT⟧</i></div>
    ```

    ```md bad
    ---
    date: 2021-05-06T00:00:00Z
    ---
    <p>⟦2021-05-03T22:54:08⟧</p>
    ```

    ```md good
    ---
    date: 2021-05-03T22:59:03Z
    ---
    <div><i>Mon, 03 May 2021 22:54:08 GMT</i></div>
    ```

    ```md good
    ---
    date: 2021-05-06T00:00:00Z
    ---
    <p>On 3 May 2021 it rained.</p>
    ```

    ```md good
    ---
    date: 2021-05-06T00:00:00Z
    ---
    <p>1945年8月15日</p><p>The war was over.</p>
    ```

    ```md bad
    ---
    date: 2021-05-06T00:00:00Z
    ---
    <p>The harbour office</p><p>发布时间：⟦2021-05-03⟧</p>
    ```

    The dateline is usually right because it comes from the source.
    """
    moment = document.date
    if moment is None:
        return
    start, text, tries = document.opening.end, document.text, 0
    end: int | None = None
    for piece in _PIECE.finditer(text, max(start - 1, 0), start + _REACH):
        end = _end_of_opening(text, start) if end is None else end
        if piece.start() >= end:
            return
        match = _LABEL.match(text, *piece.span(1))
        if match is None:
            continue
        tries += 1
        if tries > _MOST:
            return
        dateline = parse_dateline(match["date"])
        if dateline is not None and _is_sure(match, dateline, text[start : match.start()]):
            distance = apart(document, moment, dateline)
            if distance > _DAY:
                shown = f"{match['date']!r}, {hours(distance)} from `date`, {moment.when:%Y-%m-%d %H:%M}"
                yield Issue(Span(*match.span("date")), f"the dateline is {shown}")
            return


def _end_of_opening(text: str, start: int) -> int:
    """Return the end of the article's first lines: below them, a date is part of what the article quotes."""
    end = start
    for _ in range(_LINES):
        found = text.find("\n", end + 1, start + _REACH)
        if found < 0:
            return start + _REACH
        end = found
    return end


def _is_sure(match: Match, dateline: Moment, before: str) -> bool:
    before = _TAGS.sub("", before).strip()
    if match["label"]:
        return len(before) < _PARAGRAPH
    return dateline.precision == "second" and (dateline.zoned or not before)
