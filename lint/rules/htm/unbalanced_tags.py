"""HTM004 unbalanced-tags."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from lint.post.elements import FOREIGN, KNOWN, OPTIONAL, VOID
from lint.post.html import RAW_TEXT
from lint.post.many import MANY, PackedSpans
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Span, Tag, replace, rule
from lint.rules.htm.foreign import html_tags

_COUNTED = KNOWN - VOID - OPTIONAL
_NAME = regex(r"[a-zA-Z0-9]+")
_GLUED_NAMES = ("div", "span", "section", "article", "figure", "figcaption", "table", "ul", "ol", "a")


@rule("HTM004", severity="warning", in_text="<[^ !]")
def unbalanced_tags(document: Document) -> Issues:
    """A start tag has no end tag, or an end tag has no start tag.

    An open `<div>` swallows what the site adds after the article, and a stray `</div>` closes an element of
    the site. Each element name is reported once, at the first place, with the number of places. The rule
    ignores optional end tags, void elements, tags that are unbalanced because of a glued tag (HTM003), and
    tags that are closed in the wrong order. Where JSX or Vue reads the post, `/>` closes any element. A start
    tag that Markdown does not accept, as its quotation marks do not match, is shown to readers as text. Names
    whose tags are in the branches of a template's condition are not reported, nor is what an open `<script>`
    swallows.

    ```html bad
    <p>⟦<strong>⟧rain</p>
    ```

    ```html bad
    <p>rain⟦</div>⟧</p>
    ```

    ```html good
    <ul><li>rain<li>wind</ul><p>snow<br><img src="https://media.example.org/a.jpg">
    ```

    ```html bad
    <svg class="icon" /><p>⟦<strong>⟧rain</p>
    ```

    ```html good
    <b><i>rain</b></i>
    ```

    ```html bad
    It rained. ⟦<a⟧ href="https://news.example.org/"class="more">More</a>
    ```

    ```html bad
    <a href="https://news.example.org/">rain⟦<a/>⟧
    ```

    ```html fixed
    <a href="https://news.example.org/">rain</a>
    ```

    ```html good
    {% if page.wide %}<div class="wide">{% else %}<div>{% endif %}rain</div>
    ```

    Compare with the page that the article was copied from, and add or remove the tag.
    """
    if not _is_balanced(document):
        yield from _unbalanced(document)


def _unbalanced(document: Document) -> Issues:
    opened: dict[str, list[Span] | PackedSpans] = {}
    stray: dict[str, list[Span] | PackedSpans] = {}
    text = document.text
    many = len(document.content.tags) > MANY
    spared = _in_branches(document)
    for name, tag in _counted(document):
        if name in spared:
            continue
        if not tag.closing and opened.get(name) and text[tag.attributes.start : tag.span.end] == "/>":
            opened[name].pop()
            fix = replace(tag.span, f"</{name}>", f"write </{name}>", unsafe=True)
            yield Issue(tag.span, f"<{name}/> is not an end tag; expected </{name}>", fix)
        elif not tag.closing:
            opened.setdefault(name, PackedSpans(len(text)) if many else []).append(tag.span)
        elif opened.get(name):
            opened[name].pop()
        else:
            stray.setdefault(name, PackedSpans(len(text)) if many else []).append(tag.span)
    for name, span in _malformed(document):
        if stray.get(name):
            stray[name].pop(0)
        yield Issue(span, f"<{name}> is malformed and shown as text")
    swallowed = _swallowed(document)
    for name, places in opened.items():
        if swallowed is None or name == swallowed:
            for place in places:
                yield Issue(place, f"<{name}> has no end tag", cause=f"<{name}>")
    for name, places in stray.items():
        for place in places:
            yield Issue(place, f"</{name}> has no start tag", cause=f"</{name}>")
    if document.content.unfinished is not None:
        start = document.content.unfinished
        end = min(start + 20, len(text))
        yield Issue(Span(start, end), "the tag has no closing bracket; everything after it is lost")


def _is_balanced(document: Document) -> bool:
    """Return whether nothing is wrong for certain, as in nearly all posts: each tag has its partner."""
    content, text = document.content, document.text
    if content.unfinished is not None or content.malformed or content.self_closing:
        return False
    if not content.names.isdisjoint(FOREIGN):
        return False
    depths: dict[str, int] = {}
    for tag in content.tags:
        name = tag.name
        if name in _COUNTED:
            span, closing = tag.span, tag.closing
            if not text.startswith(name, span.start + 1 + closing) or text[span.end - 2] == "/":
                return False
            depth = depths.get(name, 0) + (-1 if closing else 1)
            if depth < 0:
                return False
            depths[name] = depth
        elif "=" in name:
            return False
    return not any(depths.values())


def _counted(document: Document) -> Iterator[tuple[str, Tag]]:
    """Yield the tags that need a partner, each with its name."""
    text, closes_itself = document.text, document.content.self_closing
    for tag in html_tags(document):
        name = tag.name
        if name not in _COUNTED and (name := _unglued(name)) not in _COUNTED:
            continue
        start = tag.span.start + 1 + tag.closing
        written = text[start : start + len(name)]
        if not (written.islower() or written.isupper()):
            continue  # `<Image … />` is a component, not an HTML element
        if not closes_itself or text[tag.span.end - 2] != "/" or text[start : tag.span.end] == "a/>":
            yield name, tag


def _in_branches(document: Document) -> set[str]:
    """Return the names whose tags a template's block opens or closes, which it may do or not."""
    if not document.content.branches:
        return set()
    counted = list(_counted(document))
    starts = [tag.span.start for _, tag in counted]
    names: set[str] = set()
    for start, end in document.content.branches:
        depths: Counter[str] = Counter()
        for name, tag in counted[bisect_left(starts, start) : bisect_left(starts, end)]:
            depths[name] += -1 if tag.closing else 1
            if depths[name] < 0:
                names.add(name)
        names.update(name for name, depth in depths.items() if depth)
    return names


def _swallowed(document: Document) -> str | None:
    """Return the element that swallows the rest of the page, and with it the end tags of others.

    An empty name is a tag without a closing bracket; `None` means that nothing does.
    """
    if document.content.unfinished is not None:
        return ""
    last = document.content.tags[-1] if document.content.tags else None
    is_raw = last is not None and not last.closing and last.name in RAW_TEXT
    return last.name if last is not None and is_raw else None


def _unglued(name: str) -> str:
    if "=" not in name:
        return name
    return next((known for known in _GLUED_NAMES if name.startswith(known)), name.partition("=")[0])


def _malformed(document: Document) -> Iterator[tuple[str, Span]]:
    for place in document.content.malformed:
        match = _NAME.match(document.text, place.end)
        name = match.group().lower() if match is not None else ""
        if name in KNOWN:
            yield name, Span(place.start, place.end + len(name))
