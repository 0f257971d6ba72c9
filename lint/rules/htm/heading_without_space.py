"""HTM015 heading-without-space."""

from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule, shortened, within

# They begin with what the search finds fast.
_HEADING = regex(r"(?P<mark>###{0,4})(?P<space>[^\S\r\n\t ]*)(?P<title>[^\s#][^\n]*)")
_SINGLE = regex(r"(?P<mark>#)(?P<space>[^\S\r\n\t ]*)(?P<title>[^\s#!][^\n]*)")
# What a title begins with: a letter, a number with a full stop, emphasis, code, or a link.
_TITLE = regex(
    r"(?:[^\W\d_]|[\u2600-\u27bf\U0001f300-\U0001faff]|[0-9]+(?:\.[0-9]+)*[.)、:]?\s|[0-9]+(?:\.[0-9]+)*[.)、][^\W\d_]|[*_]{1,2}[^\W\d_]|`[^`\n]|\[[^\]\n]+\]\(|[“\"'‘«「『《【(¿¡])"
)
# Tags, macros, directives of preprocessors, and logs.
_OTHER = regex(
    r"#[^\W\d]|[\w.]+(?:=|::|\()|(?:include|define|ifn?def|endif|if|else|elif|undef|pragma|vso|error|warning)\b|\S*[\\{};$]"
)
_WORDS = regex(r"\S+[ \t]+\S")
# What follows a hashtag is often a sentence, and a title seldom is.
_SENTENCE = regex(r"[.!?…。！？～~][\"'”’」』)）]?\s*\Z")
_INDENTS = ("", " ", "  ", "   ")
_MARKS = regex(r"#{1,6}\s?[^\s#]")
_TAGS = regex(r"\s#+[^\W\d]")


@rule("HTM015", severity="warning", in_text=r"##[^ \t\r\n#]")
def heading_without_space(document: Document) -> Issues:
    """A heading lacks the space after `#`, so it is shown as text.

    CommonMark and the kramdown that Jekyll uses need a space after the `#` of a heading (CommonMark 0.31.2,
    section 4.2): readers see `##Use of the gauge` as it is. Older parsers accepted it, and Pelican's still
    does; where a site's parser does, nothing is reported. A single `#` may be a hashtag and is only reported
    next to others, if it begins a paragraph of several words. Code, HTML, hashtags, directives such as
    `#include`, numbers such as `#12`, and lines of nothing but `#` are not reported. A post gets one finding.

    ```html bad
    It rained.

    ⟦##⟧Use of the gauge
    ```

    ```html fixed
    It rained.

    ## Use of the gauge
    ```

    ```html bad
    ⟦#⟧Use of the gauge

    ##雨量
    ```

    ```html good
    #rain #wind

    ##rain ##wind

    ####################

    ## Use of the gauge
    ```

    ```html good dialect=pelican
    ##Use of the gauge
    ```

    The fix adds the space. It is safe where the line is a paragraph of its own, and unsafe where text is next to it or
    where there is only one `#`, as it may be a hashtag after all.
    """
    text, start = document.text, document.body.start
    if text.find("#", start) < 0 or text.find("##", start) < 0:  # the first is much faster
        return
    if not document.site.headings_need_space or document.source.name.endswith((".html", ".htm")):
        return
    found = [match for match in _HEADING.finditer(text, start) if _is_meant(match, document)]
    if not found:
        return
    if not document.site.markdown_of(document.source.name).wikilinks:  # where `#word` is a tag
        single = _SINGLE.finditer(text, start)
        found += (
            each
            for each in single
            if _is_meant(each, document)
            and _is_alone(each, document)
            and _WORDS.match(each["title"])
            and not _SENTENCE.search(each["title"])
        )
    for match in found:
        is_safe = len(match["mark"]) > 1 and _is_alone(match, document)
        fix = replace(Span(*match.span("space")), " ", "add a space after #", unsafe=not is_safe)
        line = shortened(f"{match['mark']}{match['title'].strip()}", 40)
        message = f"{line!r} is not a heading; expected a space after {match['mark']}"
        yield Issue(Span(*match.span("mark")), message, fix, cause="heading")


def _is_meant(match: Match, document: Document) -> bool:
    """Return whether a line is meant as a heading, and shown as text."""
    title = match["title"]
    if document.text[_line(match) : match.start()] not in _INDENTS:
        return False
    if not _TITLE.match(title) or _OTHER.match(title) or _TAGS.search(title):
        return False
    if match["space"] and document.site.heading_syntax.blocks == "marked":
        return False  # any space is enough
    before, after = _neighbours(match, document)
    if before and not _MARKS.match(before):
        return False  # in a paragraph, it may be a comment in a program
    is_doubtful = title.rstrip()[-1] == "#" or (title[0].islower() and title[0].isascii())
    if is_doubtful and (before or after or not _WORDS.match(title)):
        return False
    content = document.content
    return not (within(match.start(), content.covered) or within(match.start(), content.blocks))


def _line(match: Match) -> int:
    return match.string.rfind("\n", 0, match.start()) + 1


def _is_alone(match: Match, document: Document) -> bool:
    """Return whether a line has an empty line, or nothing, on either side."""
    return not any(_neighbours(match, document))


def _neighbours(match: Match, document: Document) -> tuple[str, str]:
    """Return the lines before and after, without what quotes them."""
    text, (start, end) = document.text, document.body
    at = max(_line(match), start)
    before = text[max(text.rfind("\n", start, max(at - 1, start)) + 1, start) : at]
    line = text.find("\n", match.end() + 1, end)
    after = text[match.end() + 1 : line if line >= 0 else end]
    return before.strip("> \t\r\n"), after.strip("> \t\r\n")
