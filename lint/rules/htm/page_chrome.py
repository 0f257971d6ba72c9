"""HTM008 page-chrome."""

from collections.abc import Iterator, Sequence

from lint.post.links import link_class
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Link, Span, rule, within
from lint.rules.htm.chrome.blocks import Block, find_blocks, text_of
from lint.rules.htm.chrome.definitions import without_definitions
from lint.rules.htm.chrome.feeds import LITERALS, find_footer
from lint.rules.htm.chrome.names import COMMENTS, NAMED, RELATED, SHARE, SUBSCRIBE
from lint.rules.htm.chrome.related import HEADING
from lint.rules.htm.elements import without_indentation
from lint.rules.lnk.sharing import SHARES, may_be_share, shared_with, whole_link

_ENOUGH = 3
_WIDGETS = (SHARE, RELATED, SUBSCRIBE)
# What a text with one of them contains, or one of its links.
_IN_TEXT = "|".join((NAMED, f"(?i:{HEADING.pattern})", *LITERALS))


@rule("HTM008", severity="warning", in_text=_IN_TEXT, in_links=SHARES)
def page_chrome(document: Document) -> Issues:
    """Other parts of the page were captured with the article.

    Share buttons, related posts, comments, the navigation and the footer of a feed are not what the author
    wrote. They are told by their structure: the classes and ids that WordPress, Jetpack, Drupal, Disqus and
    many share services use, links that share a page with three or more services, several comments with links
    to reply, and the sentences that feeds add. Each widget, thread, footer and navigation bar is one finding,
    and what is wrong inside it is not reported separately. Parts of one kind are reported once in a post.

    ```html bad
    <p>It rained.</p>
    ⟦<div class="sharedaddy sd-sharing-enabled">⟧<h3>Share this:</h3><a href="/a?share=facebook">f</a></div>
    ```

    ```html fixed
    <p>It rained.</p>

    ```

    ```html bad
    <p>It rained.</p>
    <a href="⟦https://twitter.com/share?url=a⟧">1</a><a href="https://www.facebook.com/sharer/sharer.php?u=a">2</a>
    <a href="https://www.linkedin.com/shareArticle?url=a">3</a>
    ```

    ```html fixed
    <p>It rained.</p>


    ```

    ```html bad
    <p>It rained.</p>
    ⟦<div class="comment" id="comment-1">⟧Me too. <a href="/comment/reply/9/1">Reply</a></div>
    <div class="comment" id="comment-2">And me. <a href="/comment/reply/9/2">Reply</a></div>
    ```

    ```html bad
    <p>It rained.</p>⟦<p>The post <a href="https://news.example.org/a">Rain</a> appeared first on News.</p>⟧
    ```

    ```html fixed
    <p>It rained.</p>
    ```

    ```html bad
    ⟦<nav>⟧<a href="/news">News</a> <a href="/sport">Sport</a></nav><p>It rained.</p>
    ```

    ```html good
    <nav><a href="#rain">Rain</a> <a href="#wind">Wind</a></nav><h2 id="rain">Rain</h2><p>It rained.</p>
    ```

    ```html good
    <p>It rained. <a href="https://twitter.com/share?url=a">Tell it</a></p>
    ```

    What an author may name in the same way, such as `<nav>`, `comments` or `related-posts`, is only reported
    in a post that was copied from another site, as are elements that a share service's own script fills. A
    list of links to places within the article is not reported, and neither are elements that show nothing.

    Extract the article again, or remove the rest by hand. The fix removes what was found. It is unsafe
    because it cannot tell what else was captured.
    """
    blocks = find_blocks(document)
    held: list[Span] = []
    for group in _groups(document, blocks):
        issue = _issue(group, document.text)
        held += issue.holds
        yield issue
    held.sort()
    footer = find_footer(document)
    if footer is not None and not within(footer.place.start, held):
        fix = _removal([footer.place], "remove the footer", document.text)
        message = f"the article ends with the footer of a feed: {footer.text!r}"
        yield Issue(footer.place, message, fix, holds=(footer.place,))
    if len(document.links) >= _ENOUGH:
        yield from _shares(document, held)


def _groups(document: Document, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield blocks that are one part: the comments of a page, and widgets one after the other."""
    comments = [block for block in blocks if block.part == COMMENTS]
    group: list[Block] = []
    for block in blocks:
        if block.part == COMMENTS:
            if block is comments[0]:
                yield comments
            continue
        end = (group[-1].place or group[-1].tag).end if group else 0
        is_next = group and group[-1].part in _WIDGETS and block.part in _WIDGETS
        if not is_next or text_of(document, end, block.tag.start):
            if group:
                yield group
            group = []
        group.append(block)
    if group:
        yield group


def _issue(blocks: Sequence[Block], text: str) -> Issue:
    first = blocks[0]
    parts = list(dict.fromkeys(block.part for block in blocks))
    count = f", {len(blocks):,} comments" if first.part == COMMENTS and len(blocks) > 1 else ""
    message = f"the article contains {' and '.join(parts)}: {first.name!r}{count}"
    places = tuple(block.place or block.tag for block in blocks)
    fix = _removal(places, "remove it", text) if all(block.place is not None for block in blocks) else None
    return Issue(first.tag, message, fix, cause=first.part, holds=places)


def _shares(document: Document, held: Sequence[Span]) -> Issues:
    shares = [
        (link, name)
        for link in document.links
        if link.kind == "link"
        and may_be_share(link.value)
        and (url := document.url(link)) is not None
        and (name := shared_with(url)) is not None
        and link_class(link) == "link"
        and not within(link.span.start, held)
    ]
    names = list(dict.fromkeys(name for _, name in shares))
    if len(names) >= _ENOUGH:
        places = _places(document, [link for link, _ in shares])
        fix = (
            _removal(places, "remove the share buttons", document.text)
            if len(places) == len(shares)
            else None
        )
        message = f"the article contains share buttons: {', '.join(names[:4])}"
        yield Issue(shares[0][0].span, message, fix, cause=SHARE, holds=tuple(places))


def _places(document: Document, links: Sequence[Link]) -> list[Span]:
    return sorted({place for link in links if (place := whole_link(link, document)) is not None})


def _removal(places: Sequence[Span], message: str, text: str) -> Fix:
    edits = [Edit(without_indentation(place, text), "") for place in places]
    return Fix(message, without_definitions(edits, text), Applicability.UNSAFE)
