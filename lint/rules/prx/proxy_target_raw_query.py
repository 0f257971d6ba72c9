"""PRX003 proxy-target-raw-query."""

from lint.primitives.patterns import regex
from lint.rule import Applicability, Document, Edit, Fix, Issue, Issues, Link, Severity, Span, rule
from lint.rules.prx.glued import glued_parameter
from lint.rules.prx.proxied_image import cause_of, proxies_of

_TARGET = regex(r"[?&](?:amp;)?(url|u|src)=[^?]*(\?[^#]*)")
_AMPERSAND = regex(r"&(?:amp;|#0?38;)?")


@rule("PRX003", severity="error", of="image", in_links="proxies")
def proxy_target_raw_query(link: Link, document: Document) -> Issues:
    """The query of a proxy's target is not encoded, so the proxy reads part of it as its own.

    In `?url=host/a.jpg?x=1&y=2` the `&` ends the target: the proxy fetches `host/a.jpg?x=1` and reads `y` as its
    own parameter. If the proxy knows every such parameter, or if its parameters are unknown, this may be
    intentional, and the finding is a warning.

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=media.example.org/a.jpg?token=1&expires=2⟧">
    ```

    ```html fixed
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg%3Ftoken=1%26expires=2">
    ```

    ```html bad
    <img src="⟦https://images.weserv.nl/?url=media.example.org/a.jpg?token=1&expires=2&w=900&output=webp⟧">
    ```

    ```html fixed
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg%3Ftoken=1%26expires=2&w=900&output=webp">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg%3Ftoken=1%26expires=2&w=900">
    ```

    ```html good
    <img src="https://images.weserv.nl/?url=media.example.org/a.jpg?token=1">
    ```

    A parameter of the proxy that is glued to the target, as in `a.jpg?w=300&h=200`, is PRX010.

    The fix encodes the target's query. Parameters at its end that the proxy knows are left outside; the fix
    is then unsafe because they may belong to the target.
    """
    chain = proxies_of(link, document)
    if not chain or not chain[0].proxy.query or "?" not in (chain[0].raw or ""):
        return
    match = _TARGET.search(link.raw)
    if match is None or "&" not in match[2] or glued_parameter(link, chain) is not None:
        return
    query = match[2]
    joints = list(_AMPERSAND.finditer(query))
    names = [part.partition("=")[0] for part in _AMPERSAND.split(query)[1:]]
    own = chain[0].proxy.parameters
    lost = ", ".join(names)
    foreign = [at for at, name in enumerate(names) if name not in own]
    if not own or not foreign:
        message = f"the target's query is not encoded: {lost} may belong to the target or to the proxy"
        yield Issue(link.span, message, None, Severity.WARNING, cause_of(link))
        return
    # Known parameters after the last unknown one were probably meant for the proxy.
    last = foreign[-1] + 1
    end = joints[last].start() if last < len(joints) else len(query)
    encoded = "%3F" + _AMPERSAND.sub("%26", query[1:end])
    start = link.span.start + match.start(2)
    applicability = Applicability.SAFE if last == len(names) else Applicability.UNSAFE
    fix = Fix("encode the target's query", (Edit(Span(start, start + end), encoded),), applicability)
    lost = ", ".join(names[:last])
    message = f"the target's query is not encoded: the proxy reads {lost} as its own"
    yield Issue(link.span, message, fix, cause=cause_of(link))
