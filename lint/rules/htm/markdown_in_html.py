"""HTM018 markdown-in-html."""

import html
import re
from collections.abc import Iterator
from heapq import merge
from itertools import islice

from lint.post.many import MANY
from lint.primitives.patterns import found_by, regex
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Match, Span, rule, shortened
from lint.rules.htm.hidden_text import Shown

# Each begins with what the search finds fast.
_STRONG = regex(r"\*\*(?=[^\s*])(?P<strong>[^*\n]{2,1000})(?<!\s)\*\*(?![A-Za-z0-9_*/])")
_LINK = regex(
    r"\[(?P<label>[^\[\]\n]{0,500})\]\((?:"
    r"(?P<url>(?:https?://|mailto:|/|#|\./|\.\./)[^\s()<>\"]*)(?:[ \t]+\"[^\"\n]*\")?\)"
    # A script that turns bare URLs into links may have done so with the destination.
    r"|(?=<a\s[^<>]{0,300}\bhref\s*=\s*[\"']?https?://[^<>]{0,1000}>https?://))"
)
# What comes after an image that is the text of a link.
_LINKED = regex(r"\]\((?P<url>https?://[^\s()<>\"]*)\)")
_BEFORE_STRONG = regex(r"[A-Za-z0-9_*/\\$]")
# The beginning of a line that is a block of Markdown, too.
_BLOCK = regex(r"[ \t]*(?:(?:#{1,6}|[-*+>]|[0-9]+[.)])[ \t]|\|)")
# A tag, or further Markdown.
_MORE = regex(r"[<`*\\]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_INLINE_TAG = regex(r"</?(?:a|b|i|u|em|strong|span|font|code|sub|sup)(?:\s[^<>\n]{0,500})?>", re.IGNORECASE)
# Markdown is to be read in the element, by kramdown, Python-Markdown and others.
_READ = regex(r"<[a-z][\w-]*\s(?:[^<>]*\s)?markdown(?:=[\"']?(?:1|block|span)\b|[\s>])", re.IGNORECASE)
_WORD = regex(r"[^\W\d_].*[^\W\d_]")
_SENTENCE = regex(r"[,.;:!?，。；：！？、]")


@rule("HTM018", severity="warning", in_text=r"\*\*[^\s*]|\]\(")
def markdown_in_html(document: Document) -> Issues:
    """Markdown in an HTML block is not read, so readers see its asterisks and brackets.

    In `<p>**June**</p>`, no parser of Markdown but MDX's makes bold text. CommonMark goes on with Markdown after
    an empty line within the element; kramdown does not, unless the element has `markdown="1"`. The rule
    looks for `**words**`, links and images, in what the site's parser takes for HTML. Code, scripts, comments
    and attributes are not checked. A post gets one finding, at the first place, with the number of places.

    ```html bad
    <p>⟦**June was dry**⟧</p><p>See [the table](https://news.example.org/t).</p>
    ```

    ```html fixed
    <p><strong>June was dry</strong></p><p>See <a href="https://news.example.org/t">the table</a>.</p>
    ```

    ```html bad
    <div>

    It is ⟦**June**⟧ now.

    </div>
    ```

    ```html good dialect=hugo
    <div>

    It is **June** now.

    </div>
    ```

    ```html good
    <div markdown="1">It is **June** now.</div>

    <pre>**kwargs</pre><p><code>**June**</code> 2**3**4 <!-- **rain** --> src/**/*.c **, **</p>
    ```

    Write it in HTML, or move it out of the element, with an empty line before it. The fix does the first, where
    this is all: not in a line that begins as a heading, an item or a table of Markdown. It is unsafe because the author
    may have meant the signs.
    """
    text, start = document.text, document.opening.end
    if not document.content.blocks or (text.find("**", start) < 0 and text.find("](", start) < 0):
        return
    found = list(islice(_unread(document), MANY))
    edits = _edits(found, document) if len(found) < MANY else []
    for index, match in enumerate(_unread(document) if len(found) == MANY else found):
        place = _place(match)
        fix = Fix("write it in HTML", (edits[index],), Applicability.UNSAFE) if edits else None
        written = shortened(document.raw(place), 40)
        message = f"{written!r} in HTML is not read as Markdown, so readers see it as it is"
        yield Issue(place, message, fix, cause="Markdown")


def _unread(document: Document) -> Iterator[Match]:
    """Yield the Markdown that is in HTML, in order."""
    text, opening = document.text, document.opening.end
    shown: Shown | None = None
    for begin, end in document.content.blocks:
        start = max(begin, opening)
        if not document.site.is_known and (read := _READ.search(text, start, end)):
            end = read.start()  # noqa: PLW2901
        has_strong, has_link = text.find("**", start, end) >= 0, text.find("](", start, end) >= 0
        strong = filter(_is_strong, _STRONG.finditer(text, start, end)) if has_strong else iter(())
        links = filter(_is_link, _LINK.finditer(text, start, end)) if has_link else iter(())
        for match in merge(strong, links, key=re.Match.start):
            shown = shown or Shown(document)
            if shown.has(match.start()):
                yield match


def _is_link(match: Match) -> bool:
    before = match.string[match.start() - 1]
    return before != "\\" and ((match["url"] or "http").startswith("http") or not before.isalnum())


def _is_strong(match: Match) -> bool:
    strong, text, (start, end) = match["strong"], match.string, match.span()
    before, after = text[start - 1], text[end : end + 1]
    words = html.unescape(_INLINE_TAG.sub("", strong))
    if _BEFORE_STRONG.match(before) or "<" in words or _WORD.search(words) is None:
        return False
    # As in CommonMark 0.31.2, section 6.2: no punctuation within if a letter is outside. A full stop at the end
    # is common without spaces between the words.
    if not strong[0].isalnum() and (before.isalnum() or after.isalnum()):
        return False
    if before.isalnum() and after.isalnum() and not strong[-1].isalnum():
        return False
    # Asterisks may hide words that are not to be read.
    return not (before.isalnum() and after.isalnum() and _SENTENCE.search(words))


def _place(match: Match) -> Span:
    start, end = match.span()
    return Span(start - (found_by(match, _LINK) and match.string[start - 1] == "!"), end)


def _edits(found: list[Match], document: Document) -> list[Edit]:
    """Return the edits that write all of it in HTML; none if there is more than this, or two overlap."""
    edits: list[Edit] = []
    for match in found:
        content = _in_html(match)
        place = _whole(match)
        if content is None or (edits and place.start < edits[-1].span.end):
            return []
        if _BLOCK.match(document.text, document.text.rfind("\n", 0, place.start) + 1, place.start):
            return []
        edits.append(Edit(place, content))
    return edits


def _in_html(match: Match) -> str | None:
    if found_by(match, _STRONG):
        strong: str = match["strong"]
        return f"<strong>{strong}</strong>" if _MORE.search(strong) is None else None
    label, url = match["label"], match["url"]
    if url is None or _MORE.search(label) or '"' in match.group():
        return None
    if match.string[match.start() - 1] != "!":
        return f'<a href="{url}">{label}</a>'
    image = f'<img src="{url}" alt="{label}">'
    if not _is_linked(match):
        return image
    linked = _LINKED.match(match.string, match.end())
    return f'<a href="{linked["url"]}">{image}</a>' if linked is not None else None


def _is_linked(match: Match) -> bool:
    """Return whether an image begins the text of a link."""
    return found_by(match, _LINK) and match.string[match.start() - 2 : match.start()] == "[!"


def _whole(match: Match) -> Span:
    """Return the place that a fix replaces: for an image that is the text of a link, the link."""
    place = _place(match)
    linked = _LINKED.match(match.string, place.end) if _is_linked(match) else None
    return Span(place.start - 1, linked.end()) if linked is not None else place
