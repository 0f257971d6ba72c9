"""LNK018 undefined-reference."""

import re
from collections.abc import Sequence

from lint.post.markdown import MarkdownLink
from lint.post.repairs import Repair, repaired
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Severity, Span, rule, within
from lint.rules.lnk.written_link import shown

# Not a further bracket after it, as in `a[i][j][k]` and `[1][2][3]`; no footnotes, citations, end tags, quotations.
_LABEL = regex(r"\]\[(?P<label>(?:[^\^@/\"'*\]\[\s][^\]\[=\n]*)?)\](?![\[(:])")
_IN_CODE = regex(r"[\w)\]\\$}]", re.ASCII)
_WORD = regex(r"[a-z]+")
_BULLET = regex(r"^[ \t>]*[-+*][ \t]+\Z", re.MULTILINE)
_NOT_TEXT = regex(r"\W*|[\d\s,.-]+|[/@^'\"\[].*|[^!]*=.*", re.DOTALL)
# BBCode, by its end tags.
_END_TAG = regex(r"\[/([^\]\[\n]{1,20})\]")
# A page without definitions has these for a label, if it ever had some.
_FORMER = regex(r"[a-z0-9][a-z0-9._-]*|", re.ASCII)
_DEFINITION = regex(r"^[ >]*\[[^\]\n^][^\]\n]*\]:[ \t]*\S", re.MULTILINE)
# A definition as it is written; the site's Markdown may not read it as one.
_WRITTEN = regex(r"^[ >]*\[(?P<label>[^\n^][^\n]{0,999}?)\]:[ \t]*(?:\r?\n[ \t]+)?\S", re.MULTILINE)
# What may bring definitions along, whichever builder reads it: a part in Markdown, or of links; a label by a template.
_INCLUDED = regex(
    r"\{%-?\s*(?:include|render)[^%\n]*(?:\.md|\.markdown|link|ref)|\{\{[<%]\s*[\w-]*(?:include|readfile|snippet)"
    r"|\{\{-?\s*content|--8<--|\{!"
    r"|^[ >]*\[[^\]\n]*\{[{%][^\n]*\]:",
    re.MULTILINE,
)


@rule("LNK018", severity="warning", body=_LABEL)
def undefined_reference(matches: Sequence[Match], document: Document) -> Issues:
    """A reference has no definition, so the reader sees the brackets.

    `[the book][14]` and `[the book][]` are links if a line such as `[14]: https://book.example.org/` defines the
    label; without one they are text. The labels are compared as the site's Markdown does. A label in brackets
    alone, as in `[the book]`, may be meant as text and is not reported; nor are footnotes, citations such as
    `[@rain]`, BBCode, code, brackets in a row, and pages with parts from another file, which may define it. Where
    MkDocs, Sphinx or MyST builds the site, their extensions may define any label, and none is reported.
    On a page without any definition, and in a part of other pages, there is one note for all labels: a tool may
    define them.

    ```html bad
    ⟦[The book][14]⟧ and [the other][13].

    [13]: https://book.example.org/
    ```

    ```html bad
    ⟦![The hills][hils]⟧ and [the wind][].

    [hills]: https://book.example.org/hills.png
    [the wind]: https://book.example.org/wind
    ```

    ```html good
    [The book][Book  One] and [the wind][], `rain[a][b]`, rain[i][j], [sic][^1].

    [book one]: https://book.example.org/
    [The Wind]: https://book.example.org/wind
    [^1]: rain
    ```

    ```html good
    [b][i]rain[/i][/b] [quote="rain"][url]https://rain.example.org/[/url][/quote] [1][2]

    [rain]: https://book.example.org/
    ```

    A definition that is not read as one is named, and all of its kind are one finding. In CommonMark, a label does not
    contain brackets, and a definition is not read in a paragraph, so all definitions below such a label are lost:

    ```html bad dialect=hugo
    It is ⟦[`rain([wind])`][]⟧ and [`sun()`][].

    [`hail()`]: https://book.example.org/hail
    [`rain([wind])`]: https://book.example.org/rain
    [`sun()`]: https://book.example.org/sun
    ```

    Define the label, or write the destination in parentheses.
    """
    if document.site.has_other_tool or _INCLUDED.search(document.text, document.body.start) is not None:
        return
    tags = frozenset(name.lower() for name in _END_TAG.findall(document.text, document.body.start))
    found = repaired(
        document,
        (
            Repair(Span(*match.span()), f"]({'x' * len(match['label'])})")
            for match in matches
            if match["label"].lower() not in tags  # as in `[b][i]rain[/i][/b]`, of which forums are full
        ),
    )
    if not found:
        return
    is_certain = not _is_part(document) and _DEFINITION.search(document.text, document.body.start) is not None
    written_labels = _unread(document) if is_certain else {}
    for link in found:
        start, end = link.whole
        match = _LABEL.match(document.text, document.text.rfind("][", start, end))
        assert match is not None  # noqa: S101 - a label contains no brackets
        written = document.text[start + 1 + link.image : match.start()]
        label = match["label"]
        if label.startswith(("http://", "https://")):
            continue  # LNK017 reports it
        if written.lower() in tags or _is_something_else(written, label, link, document):
            continue
        if not is_certain and _FORMER.fullmatch(label) is None:
            continue
        name = label or written
        unread = written_labels.get(name.casefold(), "")
        problem = unread or f"the reference {shown(name)} is not defined"
        yield Issue(
            Span(start, end),
            f"{problem}, so the reader sees the brackets",
            severity=None if is_certain else Severity.INFO,
            cause="unread definitions" if unread else name.casefold() if is_certain else "no definitions",
        )


def _unread(document: Document) -> dict[str, str]:
    """Return what is to be said of each label whose definition is written."""
    unread: dict[str, str] = {}
    text, code, blocks = document.text, document.content.code, document.content.blocks
    for match in _WRITTEN.finditer(text, document.body.start):
        start, label = match.start(), match["label"]
        if not within(start, code):
            before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
            if "[" in label or "]" in label:
                why = " because its label contains brackets"
            elif before.strip(" >\t\r\n") and not within(start, blocks):
                why = " because it continues the line before it"
            else:
                why = ""
            unread[label.casefold()] = f"the definition of {shown(label)} is not read{why}"
    return unread


def _is_part(document: Document) -> bool:
    """Return whether a file is part of others, which may define a label."""
    name = document.source.name
    is_underscored = name[:1] == "_" and name[:7] != "_index."
    return is_underscored or document.site.is_partial(document.source.path)


def _is_something_else(written: str, label: str, link: MarkdownLink, document: Document) -> bool:
    """Return whether brackets in a row are not meant as a reference."""
    has_no_text = _NOT_TEXT.fullmatch(written) is not None and not (link.image and not written)
    start = link.whole.start
    is_code = _IN_CODE.match(document.text, start - 1) is not None
    are_letters = len(written) == len(label) == 1  # as in `[i][j]`
    is_box = written in ("x", "X") and not label
    # What a change is about, as in `- [docs][api] Say more`.
    are_words = written != label and _WORD.fullmatch(written) and _WORD.fullmatch(label)
    are_topics = are_words and _BULLET.search(document.text, max(start - 40, 0), start) is not None
    return has_no_text or is_code or are_letters or is_box or bool(are_topics and _goes_on(document, link))


def _goes_on(document: Document, link: MarkdownLink) -> bool:
    """Return whether a word follows in the same line."""
    after = document.text[link.whole.end : link.whole.end + 2]
    return after[:1] == " " and after[1:].isalnum()
