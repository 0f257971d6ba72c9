"""HTM013 cloudflare-email."""

import html
from bisect import bisect_right

from lint.post.html import attributes
from lint.primitives.patterns import regex
from lint.rule import Document, Issue, Issues, Match, Span, replace, rule, within

_PATH = "/cdn-cgi/l/email-protection"
# What Cloudflare shows in place of an address, also after a conversion to Markdown or into a URL.
_SPACE = r"(?:&#160;|&#xa0;|&#xA0;|&nbsp;|%20|%C2%A0|%c2%a0|\+|\s)"
# Cloudflare writes English; the others are what translators of pages make of it.
_WORDS = (
    rf"(?:email{_SPACE}(?:protected|protegido|protégé|protetta)|correo electrónico protegido|E-Mail geschützt"
    r"|电子邮件(?:受)?保护|電子郵件(?:受)?保護)"
)
# A link with these words as its text has a pair of brackets of its own.
_SHOWN = regex(rf"(?:\\?\[|%5[Bb]){_WORDS}(?:\\?\]|%5[Dd])(?!\(|\[)")
_SIGN = regex(
    rf"{_PATH}|data-cfemail|\[email{_SPACE}prot|%5Bemail|%5bemail|\[correo electrónico prot|\[E-Mail gesch|\[电子邮件|\[電子郵件"
)
# One of these is in each sign, with more of it; to find one character is much faster than to find several.
_HINTS = (
    ("ó", ("[correo",)),
    ("邮", ("[电子邮件",)),
    ("郵", ("[電子郵件",)),
    ("email", ("[email", "%5Bemail", "%5bemail", _PATH, "data-cfemail")),
    ("[E-Mail", ("[E-Mail gesch",)),
)
# An address that needs no escape in a Markdown link.
_PLAIN = regex(r"[\w.+-]+@[\w.-]+")
_HIDDEN = regex(r"email(?:&#160;|&nbsp;|\s)protected")
# A text about the protection shows what it does.
_ABOUT = regex(
    r"[Ee]mail (?:[Aa]ddress )?(?:[Oo]bfuscation|[Pp]rotection)|Scrape Shield|(?<!电子)(?<!電子)(?:邮件|邮箱|郵件|郵箱)(?:地址)?(?:保护|保護|混淆)|メールアドレスの難読化"
)
_QUOTES = "`\"'“”‘’「」『』«»"
_MESSAGE, _FIX = "an email address is hidden by Cloudflare's email protection", "write the decoded address"
_LOST = "an email address is lost: Cloudflare's email protection left only '[email protected]'"


@rule("HTM013", severity="warning", in_text=_SIGN)
def cloudflare_email(document: Document) -> Issues:
    """An email address is hidden by Cloudflare's email protection.

    Cloudflare replaces addresses with `[email protected]` and a script that decodes them. The archive has
    the encoded address but not the script, or only the text. That text also takes the place of other things with an
    `@`, such as `git@github.com` or `https://medium.com/@rain`, and is as wrong in code, which was captured like the
    rest. Hidden and lost addresses are each reported once in a post, with the number of places.

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

    ```html bad no-fix
    Clone ⟦[email protected]⟧:rain/wind.git.

        ss://[email protected]:8388
    ```

    ```html good
    Cloudflare's email obfuscation shows `[email protected]` to readers without JavaScript.
    ```

    A post that names this protection explains it, so what it shows as text is not reported. Neither is the text in
    quotation marks or backticks, if the post mentions Cloudflare.

    The fix decodes the address from `data-cfemail` or from the part of the URL after `#`. If neither
    is there, look up the address at the source.
    """
    text = document.text
    for hint, signs in _HINTS:  # a loop is faster than `any` of a generator
        if hint in text and any(sign in text for sign in signs):
            break
    else:
        return
    matches = list(_SIGN.finditer(text, document.body.start))
    if not matches:
        return
    known = []
    for issue in (*_markdown(document), *_elements(document)):
        known.append(issue.span)
        yield issue
    yield from _lost(matches, document, known)


def _lost(matches: list[Match], document: Document, known: list[Span]) -> Issues:
    text = document.text
    if _ABOUT.search(text, document.body.start) is not None:
        return
    is_named = "loudflare" in text.replace("loudflare.com", "")
    comments = [place for place in document.content.covered if text.startswith("<!--", place.start)]
    ends = [place.end for place in sorted(known)]
    starts = sorted(place.start for place in known)
    for match in matches:
        if match[0] == _PATH or match[0] == "data-cfemail":
            continue
        found = _SHOWN.search(text, max(match.start() - 1, 0), match.end() + 40)
        if found is None or within(found.start(), comments):
            continue
        at, end = found.span()
        index = bisect_right(starts, at)
        if index and at < ends[index - 1]:
            continue  # reported with its link
        if is_named and text[at - 1] in _QUOTES and text[end : end + 1] in _QUOTES:
            continue  # mentioned, not used
        yield Issue(Span(at, end), _LOST, cause="lost")


def _elements(document: Document) -> Issues:
    text = document.text
    tags = document.content.tags if _PATH in text or "data-cfemail" in text else []
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
