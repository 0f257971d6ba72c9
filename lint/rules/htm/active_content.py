"""HTM011 active-content."""

import re

from lint.post.html import attributes
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Severity, Span, Tag, delete, rule
from lint.rules.moved import severity_if_moved

_DATA_SCRIPT = regex(r"application/(?:ld\+)?json|text/(?:template|x-)|math/tex", re.IGNORECASE)
# What these scripts write is nowhere else in the post.
_CONTENT = regex(
    r"(?:https?:)?//(?:[a-z0-9-]+\.)*(?:gist\.github\.com/|asciinema\.org/a/|codepen\.io/assets/embed|pastebin\.com/embed_js"
    r"|speakerdeck\.com/assets/embed|stackshare\.io/|jsfiddle\.net/[^\"']*/embed|gitlab\.com/[^\"']*snippets/)",
    re.IGNORECASE,
)
_GIST = "//gist.github.com/"
# Python searches for character classes faster than it ignores case.
_HANDLER = regex(r"[oO](?<!\w[oO])[nN][a-zA-Z]\w*\s*=")
_BY_DESIGN = ("img", "source", "video", "audio", "picture")


_IN_TEXT = rf"<(?i:script|form)|{_HANDLER.pattern}"


@rule("HTM011", severity="warning", in_text=_IN_TEXT, in_links=r"\A(?i:javascript:)")
def active_content(document: Document) -> Issues:
    """The article runs code in the reader's browser.

    Scripts, `on…` handlers, forms and `javascript:` links belong to the page that the article was copied
    from. In an archive they do nothing at best, and run a stranger's code at worst. Only posts with a
    source URL are checked. An `onerror` handler that replaces a broken image is allowed, and so is a
    script element that only holds data. A script without an end tag is left to HTM004, since it is rather the
    name of the element. A Gist, or a recording, slides or a list that a script embeds, is a note, since it is
    nowhere else in the post, and so is everything in a post that has the same path as its source: such a site
    moved, and its scripts may still be its own. Scripts, forms, `javascript:` links and handlers of one name are
    each reported once, at the first place, with the number of places.

    ```html bad
    <p>It rained.</p>⟦<script src="https://ads.example.org/a.js">⟧</script>
    ```

    ```html fixed
    <p>It rained.</p>
    ```

    ```html bad
    <a href="⟦javascript:void(0)⟧">rain</a> <p ⟦onclick⟧="go()">wind</p>
    ```

    ```html bad
    <p ⟦onclick⟧="go()">rain</p> <p onclick="go()">wind</p>
    ```

    ```html fixed
    <p>rain</p> <p>wind</p>
    ```

    ```html bad no-fix
    ⟦<script src="https://gist.github.com/rain/1a2b3c.js">⟧</script>
    ```

    ```html good
    <img src="https://media.example.org/a.jpg" onerror="this.src='b.jpg'">
    ```

    The fix removes the script or the handler. It is unsafe because the article may need it.
    """
    if document.base is None:
        return  # posts written for the site may use scripts and forms
    for issue in _active(document):
        yield issue if issue.severity else issue._replace(severity=severity_if_moved(document))


def _active(document: Document) -> Issues:
    text, tags = document.text, document.content.tags
    for index, tag in enumerate(tags):
        if tag.closing:
            continue
        if tag.name == "script":
            found = {each.name: document.raw(each.span) for each in attributes(text, tag)}
            if _CONTENT.match(found.get("src", "")):
                shown = (
                    "a Gist; expected its text"
                    if _GIST in found["src"].lower()
                    else "what it embeds; expected that"
                )
                message = f"the article needs a script to show {shown}"
                yield Issue(tag.span, message, severity=Severity.INFO, cause="gist")
            elif not _DATA_SCRIPT.match(found.get("type", "")):
                end = next((each for each in tags[index + 1 : index + 2] if each.closing), None)
                if end is not None:
                    fix = delete(Span(tag.span.start, end.span.end), "remove the script", unsafe=True)
                    message = "the article contains a script"
                    yield Issue(tag.span, message, fix, cause="script")
        elif tag.name == "form":
            yield Issue(tag.span, "the article contains a form", cause="form")
        elif tag.attributes.start < tag.attributes.end and _HANDLER.search(text, *tag.attributes):
            yield from _handlers(text, tag)
    for link in document.links:
        if link.kind in ("link", "frame") and link.value[:11].lower() == "javascript:":
            yield Issue(link.span, f"the {link.kind} runs a script", cause=link.kind)


def _handlers(text: str, tag: Tag) -> Issues:
    for attribute in attributes(text, tag):
        name = attribute.name
        if (
            attribute.span.start < attribute.span.end
            and name[:2] == "on"
            and name.isalpha()
            and not (tag.name in _BY_DESIGN and name in ("onerror", "onload"))
        ):
            start = attribute.name_span.start
            start -= text[start - 1] in " \t\r\n"
            span = Span(start, attribute.span.end + len(attribute.quote))
            fix = delete(span, "remove the handler", unsafe=True)
            message = f"the `{name}` attribute of <{tag.name}> runs a script"
            yield Issue(attribute.name_span, message, fix, cause=name)
