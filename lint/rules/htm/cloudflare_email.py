"""HTM013 cloudflare-email."""

import html
import re

from lint.post.html import attributes
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule

_SIGN = re.compile("/cdn-cgi/l/email-protection|data-cfemail")
# What stands in a link of Markdown as it is.
_PLAIN = re.compile(r"[\w.+-]+@[\w.-]+")
_HIDDEN = re.compile(r"email(?:&#160;|&nbsp;|\s)protected")
_MESSAGE = "a mail address is hidden by Cloudflare's script"


@rule("HTM013", severity="warning", body=_SIGN)
def cloudflare_email(matches: list[Match], document: Document) -> Issues:
    """A mail address is hidden by a service that the archive does not have.

    Cloudflare replaces addresses by `[email protected]` and a script that decodes them. The archive has the
    code, without the script.

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

    The fix writes the address, which the code in `data-cfemail` or behind `#` gives exactly; where there is none, look
    the address up at the source.
    """
    text = document.text
    yield from _markdown(document)
    tags = document.content.tags
    done = 0
    for index, tag in enumerate(tags):
        if tag.closing or tag.span.start < done:
            continue
        found = {each.name: each for each in attributes(text, tag)}
        code = found.get("data-cfemail")
        href = found.get("href")
        target = text[href.span.start : href.span.end] if href is not None else ""
        if code is None and "/cdn-cgi/l/email-protection" not in target:
            continue
        end = next((tags[at] for at in range(index + 1, len(tags)) if tags[at].name == tag.name), tag)
        whole = Span(tag.span.start, end.span.end if end.closing else tag.span.end)
        inside = text[tag.span.end : whole.end]
        if code is not None:
            address = _decode(text[code.span.start : code.span.end])
            fix = replace(whole, html.escape(address), "write the address") if address else None
        elif href is not None and "/cdn-cgi/l/email-protection#" in target:
            # The text is the link's own, unless it is hidden as well.
            address = _decode(target.partition("#")[2])
            hidden = "data-cfemail" in inside or "[email" in inside
            fix = None
            if address and hidden:
                link = f'<a href="mailto:{html.escape(address)}">{html.escape(address)}</a>'
                fix = replace(whole, link, "write the address")
            elif address:
                fix = replace(href.span, f"mailto:{html.escape(address)}", "write the address")
        elif target.endswith("/cdn-cgi/l/email-protection") and "data-cfemail" not in inside:
            fix = None  # the code was lost as well
        else:
            continue
        done = whole.end
        yield Issue(whole, _MESSAGE, fix)


def _markdown(document: Document) -> Issues:
    for link in document.links:
        if link.attribute != "markdown" or "/cdn-cgi/l/email-protection" not in link.value:
            continue
        address = _decode(link.value.partition("#")[2])
        whole = document.raw(link.tag)
        if address is None and "data-cfemail" in whole:
            continue  # reported by its element
        fix = None
        if address is not None and _PLAIN.fullmatch(address):
            if _HIDDEN.search(whole):
                fix = replace(link.tag, f"[{address}](mailto:{address})", "write the address")
            else:
                fix = replace(link.span, f"mailto:{address}", "write the address")
        yield Issue(link.tag, _MESSAGE, fix)


def _decode(code: str) -> str | None:
    try:
        key, *rest = bytes.fromhex(code)
        return bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return None
