"""The links and images that a builder's own tags and shortcodes write from addresses in their arguments."""

import re
from collections.abc import Iterator

from lint.post.links import Link, seen
from lint.primitives.patterns import regex
from lint.primitives.source import Span

# https://hexo.io/docs/tag-plugins
_HEXO_TAG = regex(
    r"\{%-?\s*(?P<tag>link|img|codeblock|code|blockquote|quote)\s"
    r"(?:(?!%\}|\{%|(?<=[\s\"'])https?://)[^\n])*(?<=[\s\"'])(?P<url>https?://[^\s\"'%]++)[^\n%]*+%\}"
)
# https://gohugo.io/shortcodes/figure/
_FIGURE = regex(r"\{\{<\s*figure\s(?P<arguments>(?:(?!>\}\}|\{\{<).)*)>\}\}", re.DOTALL)
_ARGUMENT = regex(r"(?<!\S)(?P<name>src|link)\s*=\s*(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`>]+))")


def template_links(text: str, span: Span, languages: frozenset[str]) -> Iterator[Link]:
    """Yield the links and images that templates in `text[span]` write; they may be in code.

    Parameters:
        languages: the template languages that the site's builder runs.
    """
    if "hexo" in languages and "{%" in text:
        for match in _HEXO_TAG.finditer(text, *span):
            yield _made(text, match, Span(*match.span("url")), is_image=match["tag"] == "img")
    if "go" in languages and "{{<" in text:
        for figure in _FIGURE.finditer(text, *span):
            for match in _ARGUMENT.finditer(text, *figure.span("arguments")):
                place = Span(*match.span(match.lastindex or 0))
                yield _made(text, figure, place, is_image=match["name"] == "src")


def _made(text: str, whole: re.Match[str], place: Span, *, is_image: bool) -> Link:
    raw = text[place.start : place.end]
    element, kind = ("img", "image") if is_image else ("a", "link")
    return Link(element, "template", kind, raw, seen(raw), place, Span(*whole.span()))
