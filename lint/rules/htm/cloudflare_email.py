"""HTM013 cloudflare-email."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from lint.document.html import attributes
from lint.finding import Issue, replace
from lint.rule_definition import rule
from lint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document


@rule("HTM013", severity="warning")
def cloudflare_email(document: Document) -> Iterator[Issue]:
    """A mail address is hidden by a service that the archive does not have.

    Cloudflare replaces addresses by `[email protected]` and a script that decodes them. The archive has the
    code, without the script.

    ```html bad
    <p>Write to ⟦<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="543531143679">[email&#160;protected]</a>⟧.</p>
    ```

    ```html fixed
    <p>Write to ae@b-.</p>
    ```

    ```html good
    <p>Write to <a href="mailto:rain@mail.example">us</a>.</p>
    ```

    The fix writes the address, which the code in `data-cfemail` gives exactly.
    """
    text = document.text
    if "/cdn-cgi/l/email-protection" not in text and "data-cfemail" not in text:
        return
    tags = document.content.tags
    for index, tag in enumerate(tags):
        if tag.closing:
            continue
        found = {each.name: text[each.span.start : each.span.end] for each in attributes(text, tag)}
        code = found.get("data-cfemail")
        href = found.get("href", "")
        if code is None and "/cdn-cgi/l/email-protection#" in href:
            code = href.partition("#")[2]
        if code is None:
            continue
        end = next((tags[at] for at in range(index + 1, len(tags)) if tags[at].name == tag.name), None)
        span = Span(tag.span.start, end.span.end if end is not None and end.closing else tag.span.end)
        address = _decode(code)
        fix = replace(span, html.escape(address), "write the address") if address else None
        yield Issue(span, "a mail address is hidden by Cloudflare's script", fix)


def _decode(code: str) -> str | None:
    try:
        key, *rest = bytes.fromhex(code)
        return bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return None
