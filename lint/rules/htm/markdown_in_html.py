"""HTM018 markdown-in-html."""

import html
import re

from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Match, Span, rule, shortened, within
from lint.rules.htm.hidden_text import Shown

_MARKDOWN = re.compile(
    r"(?<![A-Za-z0-9_*/\\$])\*\*(?=[^\s*])(?P<strong>[^*\n]{2,1000})(?<!\s)\*\*(?![A-Za-z0-9_*/])"
    r"|(?<!\\)(?P<image>!?)\[(?P<label>[^\[\]\n]{0,500})\]"
    r"\((?P<url>(?:https?://|mailto:|/|#|\./|\.\./)[^\s()<>\"]*)(?:[ \t]+\"[^\"\n]*\")?\)"
)
_TAG = re.compile(r"<[^<>]*>")
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|code|sub|sup)(?:\s[^<>\n]{0,500})?>", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_].*[^\W\d_]")
_SENTENCE = re.compile(r"[,.;:!?，。；：！？、]")


@rule("HTM018", severity="warning")
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

    Write it in HTML, or move it out of the element. The fix does the first. It is unsafe because the author
    may have meant the signs.
    """
    blocks = document.content.blocks
    text, start = document.text, document.opening.end
    if not blocks or (text.find("**", start) < 0 and text.find("](", start) < 0):
        return
    shown = Shown(document)
    found = [
        match
        for match in _MARKDOWN.finditer(text, start)
        if within(match.start(), blocks)
        and within(match.end() - 1, blocks)
        and shown.has(match.start())
        and _is_markdown(match, document)
    ]
    if found:
        first = Span(*found[0].span())
        more = f" (first of {len(found):,} places)" if len(found) > 1 else ""
        message = f"{shortened(found[0].group(), 40)!r} in HTML is not read as Markdown, so readers see it as it is{more}"
        yield Issue(first, message, _fix(found, document))


def _is_markdown(match: Match, document: Document) -> bool:
    strong, text, (start, end) = match["strong"], match.string, match.span()
    before, after = text[start - 1], text[end : end + 1]
    if strong is None:
        is_written = document.content.plain[start:end] == match.group() or "{{" in match["url"]
        return is_written and (match["url"].startswith("http") or not before.isalnum())
    words = html.unescape(_INLINE_TAG.sub("", strong))
    if "<" in words or _WORD.search(words) is None:
        return False
    # As in CommonMark 0.31.2, section 6.2: no punctuation within if a letter is outside.
    if (before.isalnum() and not strong[0].isalnum()) or (after.isalnum() and not strong[-1].isalnum()):
        return False
    # Asterisks may hide words that are not to be read.
    return not (before.isalnum() and after.isalnum() and _SENTENCE.search(words))


def _fix(found: list[Match], document: Document) -> Fix | None:
    """Return the fix that writes all of it in HTML, unless a tag or a link is within a link."""
    edits = []
    for match in found:
        strong, label = match["strong"], match["label"]
        if strong is not None:
            if _TAG.search(strong):
                return None
            content = f"<strong>{strong}</strong>"
        elif _TAG.search(label) or '"' in label:
            return None
        elif match["image"]:
            content = f'<img src="{match["url"]}" alt="{label}">'
        else:
            content = f'<a href="{match["url"]}">{label}</a>'
        edits.append(Edit(Span(*match.span()), content))
    return Fix("write it in HTML", tuple(edits), Applicability.UNSAFE)
