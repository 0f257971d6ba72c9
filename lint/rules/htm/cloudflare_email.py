"""HTM013 cloudflare-email."""

import html
import re

from lint.post.html import attributes
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule

_PATH = "/cdn-cgi/l/email-protection"
_SIGN = re.compile(f"{_PATH}|data-cfemail")
# An address that needs no escape in a Markdown link.
_PLAIN = re.compile(r"[\w.+-]+@[\w.-]+")
_HIDDEN = re.compile(r"email(?:&#160;|&nbsp;|\s)protected")
_MESSAGE, _FIX = "an email address is hidden by Cloudflare's email protection", "write the decoded address"


@rule("HTM013", severity="warning", body=_SIGN)
def cloudflare_email(matches: list[Match], document: Document) -> Issues:
    """An email address is hidden by Cloudflare's email protection.

    Cloudflare replaces addresses with `[email protected]` and a script that decodes them. The archive has
    the encoded address but not the script. Hidden addresses are reported once in a post, with the number of places.

    ```html bad
    <p>Write to ⟦<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="543531143679">[email&#160;protected]</a>⟧.</p>
    ```

    ```html fixed
    <p>Write to ae@b-.</p>
    ```

    ```html bad
    <p>⟦<a href="/cdn-cgi/l/email-protection#543531143679">write to us</a>⟧</p>
    ```

    ```html fixed
    <p><a href="mailto:ae@b-">write to us</a></p>
    ```

    ```html bad
    Write to ⟦[us](/cdn-cgi/l/email-protection#543531143679)⟧.
    ```

    ```html fixed
    Write to [us](mailto:ae@b-).
    ```

    ```html bad
    Write to ⟦[[email&#160;protected]](/cdn-cgi/l/email-protection#543531143679)⟧.
    ```

    ```html fixed
    Write to [ae@b-](mailto:ae@b-).
    ```

    ```html bad
    <p>Write to ⟦<a href="/cdn-cgi/l/email-protection">[email&#160;protected]</a>⟧.</p>
    ```

    ```html good
    <p>Write to <a href="mailto:rain@mail.example">us</a>.</p>
    ```

    The fix decodes the address from `data-cfemail` or from the part of the URL after `#`. If neither
    is there, look up the address at the source.
    """
    text = document.text
    yield from _markdown(document)
    tags = document.content.tags
    done = 0
    for index, tag in enumerate(tags):
        if tag.closing or tag.span.start < done:
            continue
        found = {each.name: each for each in attributes(text, tag)}
        code, href = found.get("data-cfemail"), found.get("href")
        target = document.raw(href.span) if href is not None else ""
        if code is None and _PATH not in target:
            continue
        end = next((tags[at] for at in range(index + 1, len(tags)) if tags[at].name == tag.name), tag)
        whole = Span(tag.span.start, end.span.end if end.closing else tag.span.end)
        inside = text[tag.span.end : whole.end]
        if code is not None:
            address, place, written = _decode(document.raw(code.span)), whole, "{}"
        elif href is not None and f"{_PATH}#" in target:
            address = _decode(target.partition("#")[2])
            if "data-cfemail" in inside or "[email" in inside:  # the link's text is hidden as well
                place, written = whole, '<a href="mailto:{0}">{0}</a>'
            else:
                place, written = href.span, "mailto:{}"
        elif target.endswith(_PATH) and "data-cfemail" not in inside:
            address, place, written = None, whole, ""  # the encoded address is missing
        else:
            continue
        done = whole.end
        fix = replace(place, written.format(html.escape(address)), _FIX) if address else None
        yield Issue(whole, _MESSAGE, fix, cause="email")


def _markdown(document: Document) -> Issues:
    for link in document.links:
        if link.attribute != "markdown" or _PATH not in link.value:
            continue
        address = _decode(link.value.partition("#")[2])
        whole = document.raw(link.tag)
        if address is None and "data-cfemail" in whole:
            continue  # reported with its HTML element
        if address is None or not _PLAIN.fullmatch(address):
            fix = None
        elif _HIDDEN.search(whole):
            fix = replace(link.tag, f"[{address}](mailto:{address})", _FIX)
        else:
            fix = replace(link.span, f"mailto:{address}", _FIX)
        yield Issue(link.tag, _MESSAGE, fix, cause="email")


def _decode(code: str) -> str | None:
    try:
        key, *rest = bytes.fromhex(code)
        return bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return None
