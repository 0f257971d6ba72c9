"""LNK017 reversed-link."""

import re
from collections.abc import Sequence

from lint.post.repairs import Repair, repaired
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Match, Span, rule
from lint.rules.lnk.written_link import shown

_DESTINATION = re.compile(
    r"\)\[(?P<url>(?:https?://|mailto:|www\.|\.{0,2}/[\w.~-]+[/.#]|[\w/-]+\.(?:html?|mdx?|pdf|png|jpe?g|gif|svg)\b)"
    r"[^\s\[\]()<>]*(?:\([^\s\[\]()<>]*\)[^\s\[\]()<>]*)*)\](?![\[(:])"
)
_PARENTHESIS = re.compile(r"[()\[\]\n]")
_LONGEST = 300
_IN_CODE = re.compile(r"[\w)\]$]", re.ASCII)


@rule("LNK017", severity="warning", body=_DESTINATION)
def reversed_link(matches: Sequence[Match], document: Document) -> Issues:
    """The brackets of a link are the wrong way round.

    Markdown takes the text of a link in square brackets, and its destination in parentheses. The other way round, the
    reader sees all of them, and cannot click. Only a destination that is a URL or a path is reported, so that a
    footnote, as in `(rain)[^1]`, a reference, and code are not.

    ```html bad
    ⟦(Subscribe)[https://lists.example.org/]⟧ to the list.
    ```

    ```html fixed
    [Subscribe](https://lists.example.org/) to the list.
    ```

    ```html good
    [Subscribe](https://lists.example.org/) to (the list)[^1] `(a)[https://rain.example.org/]`

    [^1]: rain
    ```

    ```html good
    (rain)[https://rain.example.org/] and rain(x)[/a/b]

    [https://rain.example.org/]: https://rain.example.org/
    ```

    The fix swaps the brackets. It is unsafe because it changes what the reader sees.
    """
    text = document.text
    openings: dict[int, int] = {}
    repairs: list[Repair] = []
    for match in matches:
        start = _opening(text, match.start(), document.body.start)
        if start is None or (repairs and start < repairs[-1].span.end):
            continue
        is_web = match["url"].startswith(("http", "mailto:", "www."))
        if not is_web and _IN_CODE.match(text, start - 1):
            continue
        openings[match.end()] = start
        inner = text[start + 1 : match.start()]
        repairs.append(Repair(Span(start, match.end()), f"[{inner}]({match['url']})"))
    for end in repaired(document, repairs) if repairs else ():
        span = Span(openings[end], end)
        middle = text.rindex(")[", span.start, end)
        edits = (
            Edit(Span(span.start, span.start + 1), "["),
            Edit(Span(middle, middle + 2), "]("),
            Edit(Span(end - 1, end), ")"),
        )
        message = f"the brackets of the link to {shown(text[middle + 2 : end - 1])} are the wrong way round"
        fix = Fix("swap the brackets", edits, Applicability.UNSAFE)
        yield Issue(span, f"{message}; expected `[text](URL)`", fix)


def _opening(text: str, end: int, begin: int) -> int | None:
    """Return where the parenthesis opens that closes at `end`, in the same line and with a text in it."""
    begin = max(begin, end - _LONGEST)
    depth = 0
    for match in reversed(list(_PARENTHESIS.finditer(text, begin, end))):
        if match[0] == "(" and depth == 0:
            start = match.start()
            return start if text[start + 1 : end].strip() else None
        if match[0] not in "()":
            return None
        depth += 1 if match[0] == ")" else -1
    return None
