"""Whether a page gets elements or headings, when it is built, that its own text does not have."""

import os
import re
from collections.abc import Iterable
from typing import Protocol

from lint.archive.builders import surroundings
from lint.archive.builders.references import Reference
from lint.primitives.bounds import Bounds
from lint.primitives.files import head
from lint.primitives.patterns import regex
from lint.primitives.place import Span

# An id that a template fills in, a component of Vue or MDX, and a cell that a program runs.
_MADE = regex(
    r"\bid\s*=\s*[\"']?[^\"'\s>]{0,200}?(?:\{\{|\{%)"
    r"|\{[^{}\n]*#\{\{|^[^\S\n]*<[A-Z]|^[^\S\n]*(?:```+|~~~+)[^\S\n]*\{[a-z]",
    re.MULTILINE,
)
_TAG = regex(r"(?<!\{)\{%-?\s*(\w[\w-]*)")
# Tags of Liquid, Nunjucks and the builders that add no elements with ids.
_PLAIN = frozenset((
    "assign", "asset_image", "asset_img", "asset_link", "asset_path", "block", "break", "capture", "case",
    "codeblock", "comment", "continue", "cycle", "decrement", "else", "elseif", "elsif", "endblock",
    "endcapture", "endcase", "endcodeblock", "endcomment", "endfor", "endhighlight", "endif", "endraw",
    "endset", "endunless", "endverbatim", "extends", "for", "gist", "highlight", "if", "img", "include",
    "include_cached", "include_relative", "increment", "layout", "link", "post_link", "post_path",
    "post_url", "raw", "render", "seo", "set", "unless", "verbatim", "when",
))  # fmt: skip
_INCLUDES = frozenset(("include", "include_cached", "include_relative", "render"))
_SHORTCODE = regex(r"\{\{[<%]\s*(?:/\s*)?([\w./-]+)")
# What a template contains that adds an id: it has one itself, or renders Markdown.
_ADDS = regex(
    rb"\bid\s*=|\bname\s*=|<[hH][1-6]|^#{1,6}\s|markdownify|RenderString|\.Content\b|@include|\{%-?\s*(?:include|render)"
    rb"|\{\{<|\{\{%|\{\{-?\s*(?:partial|template|include)",
    re.MULTILINE,
)
_BUILT_IN = frozenset((
    "comment", "figure", "gist", "highlight", "instagram", "param", "qr", "ref", "relref", "speakerdeck",
    "tweet", "twitter", "vimeo", "x", "youtube",
))  # fmt: skip


class TemplatedSite(Protocol):
    """What must be known of a site."""

    root: str
    bounds: Bounds

    @property
    def deciding(self) -> frozenset[str]:
        """See `Site.deciding`."""

    def template_references(
        self, text: str, start: int, end: int, relative: str
    ) -> Iterable[tuple[Span, Reference]]:
        """See `Site.template_references`."""


def may_be_added(site: TemplatedSite, text: str, start: int, end: int, relative: str) -> bool:
    """Return whether templates in a body may add ids to the page.

    Parameters:
        text: the whole text of the file.
        start, end: where its body is.
        relative: its path from the site's folder.
    """
    has_tags, has_shortcodes = text.find("{%", start, end) >= 0, text.find("{{", start, end) >= 0
    if _MADE.search(text, start, end):
        return True
    if not has_tags and not has_shortcodes and text.find("@include", start, end) < 0:
        return False
    tags = {match[1] for match in _TAG.finditer(text, start, end)} if has_tags else set()
    shortcodes = {match[1] for match in _SHORTCODE.finditer(text, start, end)} - _BUILT_IN
    if tags - _PLAIN:
        return True
    named = [
        reference
        for _, reference in site.template_references(text, start, end, relative)
        if reference.kind in ("include", "shortcode")
    ]
    # One that cannot be told was not returned, such as one of a theme.
    if not named:
        return bool(shortcodes or tags & _INCLUDES or text.find("@include", start, end) >= 0)
    return any(_adds(site, reference.places) for reference in named)


def _adds(site: TemplatedSite, places: tuple[str, ...]) -> bool:
    for place in places:
        path = os.path.normpath(os.path.join(site.root, place))
        content = head(path, surroundings.LONGEST, site.bounds)
        if content is not None:
            # Of another file, no change would be noticed.
            return path not in site.deciding or _ADDS.search(content) is not None
    return False  # it is missing, which is reported
