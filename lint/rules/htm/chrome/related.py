"""Lists of related posts that only their heading names."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from lint.primitives.patterns import regex
from lint.rule import Document, Span, Tag
from lint.rules.htm.elements import whole_elements

# Elements that editors of articles do not write, but pages have.
_ELEMENTS = frozenset(("aside", "footer", "nav", "section"))
HEADING = regex(
    r">\s*(Related|(?:Related|Recommended|Popular|More) (?:articles|content|news|posts|reading|stories)"
    r"|You (?:may|might) also like|相关(?:文章|阅读|报道|新闻)|相關(?:文章|閱讀|報導|新聞)|推荐阅读|推薦閱讀|関連記事|Bài viết liên quan)\s*<",
    re.IGNORECASE,
)
_LINK = regex(r"<a\s[^<>]*\bhref\b", re.IGNORECASE)
_MARKUP = regex(r"<[^<>]*>|\s+")
_LONGEST, _LONGEST_OPENING = 40_000, 2_000
# How many of its elements may be around a heading.
_NESTED = 4


def related_lists(document: Document) -> Iterator[tuple[str, Tag, Span]]:
    """Yield the heading, the start tag and the place of elements with only a heading such as `Related` and links."""
    if document.content.names.isdisjoint(_ELEMENTS):
        return
    found = list(HEADING.finditer(document.text, *document.body))
    if not found:
        return
    elements = whole_elements(document.content.tags)
    tags = [tag for tag in document.content.tags if tag.name in _ELEMENTS and tag.span.start in elements]
    starts = [tag.span.start for tag in tags]
    end = -1
    for match in found:
        at = bisect_left(starts, match.start(1))
        for tag in reversed(tags[max(at - _NESTED, 0) : at]):
            place = elements[tag.span.start]
            if end <= place.start and match.end(1) <= place.end and _is_list(document, place, match.start(1)):
                end = place.end
                yield match[1], tag, place
                break


def _is_list(document: Document, place: Span, heading: int) -> bool:
    text = document.text
    if place.end - place.start > _LONGEST or heading - place.start > _LONGEST_OPENING:
        return False
    if _MARKUP.sub("", text[place.start : heading]):
        return False
    return _LINK.search(text, heading, place.end) is not None
